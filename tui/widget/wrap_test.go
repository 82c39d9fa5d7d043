package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"fanzha/tui/screen"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"本月新入户", 20, []string{"本月新入户"}},
		{"本月第一次上门宣传的户数", 10, []string{"本月第一次", "上门宣传的", "户数"}},
		{"本月第一次，上门", 10, []string{"本月第一", "次，上门"}},
		{"本月新入户. 请核对", 10, []string{"本月新入", "户. 请核对"}},
		{"按照（关于反诈）通知", 6, []string{"按照", "（关于", "反诈）", "通知"}},
		{"走访户次 90 少于本月新入户 100", 12, []string{"走访户次 90", "少于本月新入", "户 100"}},
		{"路段 缺1处, 6月20日", 10, []string{"路段 缺", "1处, 6月", "20日"}},
		{"日期2021-06-30前", 12, []string{"日期", "2021-06-30前"}},
		{"一\n\n二\n", 10, []string{"一", "", "二"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"他说：“好”", 6, []string{"他说：", "“好”"}},
		{"a\x1b[2Jb", 10, []string{"ab"}},
	} {
		if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWrappedTextFitsAndLosesNothing(t *testing.T) {
	parts := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"走访", "，", "。", "（", "》", " ", "100", "2021-06-30", "\n", "“", "”", "、、、", "abc,"}))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(parts, 0, 20).Draw(t, "parts"), "")
		width := rapid.IntRange(2, 40).Draw(t, "width")
		rows := Wrap(text, width)
		for _, row := range rows {
			if got := screen.Width(row); got > width {
				t.Fatalf("%q is %d wide, want %d", row, got, width)
			}
		}
		flat := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if got, want := flat(strings.Join(rows, "")), flat(screen.CleanText(text)); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func TestNoSignBeginsARowOfProse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"走访", "宣传，", "（电话）", "入户。", "《通知》", "100户、", "12.5%；"}), 1, 40).Draw(t, "words")
		for i, row := range Wrap(strings.Join(words, ""), rapid.IntRange(14, 60).Draw(t, "width")) {
			first, _ := utf8.DecodeRuneInString(row)
			last, _ := utf8.DecodeLastRuneInString(row)
			if i > 0 && strings.ContainsRune("，。、；）》%", first) || strings.ContainsRune("（《", last) {
				t.Fatalf("row %q", row)
			}
		}
	})
}

func TestPartsBreakBetweenEachOther(t *testing.T) {
	parts := []string{"1 宣传栏", "2 标语", "3 景区连接线", "4 横幅", "5 一个长得一行放不下的路段名称"}
	for width, want := range map[int][]string{
		80: {"1 宣传栏   2 标语   3 景区连接线   4 横幅   5 一个长得一行放不下的路段名称"},
		31: {"1 宣传栏   2 标语", "3 景区连接线   4 横幅", "5 一个长得一行放不下的路段名称"},
		20: {"1 宣传栏   2 标语", "3 景区连接线", "4 横幅", "5 一个长得一行放不下", "的路段名称"},
	} {
		if got := Flow(parts, "   ", width); !slices.Equal(got, want) {
			t.Errorf("%d: %q", width, got)
		}
	}
}
