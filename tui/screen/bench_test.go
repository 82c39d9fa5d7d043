package screen

import (
	"fmt"
	"testing"
)

// BenchmarkOneCell is a key in a full Chinese table: one row changes.
func BenchmarkOneCell(b *testing.B) {
	frame := func(n int) *Frame {
		f := &Frame{Cursor: &Cursor{3, 3}}
		for i := range 40 {
			f.Rows = append(f.Rows, fmt.Sprintf(" %s \x1b[32m通过\x1b[m   %8d  %8d    33.6%%     578     19    2,898     45", "茶园坝社区", i, i*n*(i%3/2)))
		}
		return f
	}
	x, y := frame(1), frame(1)
	y.Rows[20] = " 武陵山村" + y.Rows[20]
	b.ReportAllocs()
	for b.Loop() {
		diff(x, y, 120, 40)
	}
}

// BenchmarkWholeScreen is a page that is opened.
func BenchmarkWholeScreen(b *testing.B) {
	f := &Frame{}
	for range 40 {
		f.Rows = append(f.Rows, " 茶园坝社区 \x1b[32m通过\x1b[m  100   220    33.6%     578     19    2,898     45 本月第一次上门宣传的户数")
	}
	b.ReportAllocs()
	for b.Loop() {
		diff(nil, f, 120, 40)
	}
}
