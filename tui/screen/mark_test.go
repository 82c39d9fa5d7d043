package screen

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAMarkChangesTheStyleOfItsCellsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"茶园坝", "a b", " ", ">", "1,200", "\x1b[1;36m", "\x1b[m", "\x1b[2m", "\x1b[0m", "\x1b[97;44m", "é", "\x1b[2J"})
		row := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "row"), "")
		from := rapid.IntRange(0, 40).Draw(t, "from")
		to := from + rapid.IntRange(0, 20).Draw(t, "cells")
		before, after := lay(nil, row, 200, nil), lay(nil, Mark(row, from, to, "\x1b[4;36m", "\x1b[4m"), 200, nil)
		for x := range 200 {
			was, is := at(before, x), at(after, x)
			if was.text != is.text {
				t.Fatalf("%q shows %q at %d, not %q", row, is.text, x, was.text)
			}
			wide := was.width == 0 || was.width == 2 && x+1 == from // half of a character is not marked
			switch want := was.pen; {
			case was.text == " " && x >= from && x < to: // a blank shows little of its own style
				if is.pen.attrs&underline == 0 {
					t.Fatalf("%q has no mark at %d", row, x)
				}
			case x >= from && x < to && !wide:
				if want.attrs |= underline; was.pen == (pen{}) && is.pen.fg != 0 {
					want.fg = 7
				}
				if is.pen != want {
					t.Fatalf("%q has %v at %d, not %v", row, is.pen, x, want)
				}
			case !wide && is.pen != want:
				t.Fatalf("%q has %v at %d, not %v", row, is.pen, x, want)
			}
		}
	})
}

func TestAMarkTakesFewBytes(t *testing.T) {
	row := func(name, marked string) string {
		line := "   " + name + "   户       120       100     220 50% 6-30    35.9%"
		if name == marked {
			return Mark(line, 3, 3+Width(name), "\x1b[4;36m", "\x1b[4m")
		}
		return line
	}
	on := func(marked string) *Frame {
		rows := []string{"title", row("本月第一次新入户", marked), row("参与宣传驻村干部", marked), row("主要路段每二百米一处", marked)}
		return &Frame{Rows: rows, Cursor: &Cursor{40, 12}}
	}
	if n := len(diff(on(""), on("主要路段每二百米一处"), 80, 24)); n > 60 {
		t.Errorf("the longest mark takes %d bytes, want at most 60", n)
	}
	if n := len(diff(on("本月第一次新入户"), on("参与宣传驻村干部"), 80, 24)); n > 80 {
		t.Errorf("a mark that goes to another row takes %d bytes, want at most 80", n)
	}
}
