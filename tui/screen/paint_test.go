package screen

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// want is a cell as the generator means it; the code under test never saw it.
type want struct {
	text  string
	width int
	sgr   string
}

// sample is a random frame and what a terminal must show of it.
type sample struct {
	frame Frame
	cells [][]want
}

// words are what random rows are made of, with the width that we give them.
var words = []struct {
	text  string
	width int
}{
	{"a", 1},
	{"Z", 1},
	{"7", 1},
	{",", 1},
	{" ", 1},
	{" ", 1},
	{"-", 1},
	{"月", 2},
	{"报", 2},
	{"茶", 2},
	{"。", 2},
	{"，", 2},
	{"（", 2},
	{"　", 2},
	{"１", 2},
	{"ア", 2},
	{"한", 2},
	{"…", 1},
	{"“", 1},
	{"①", 1},
	{"·", 1},
	{"—", 1},
	{"é", 1},
	{"│", 1},
	{"が", 2},
	{"👍", 2},
	{"𠮷", 2},
}

// sgrs are styles: how a page may write them, and what they are.
var sgrs = []struct{ written, means string }{
	{"\x1b[m", ""},
	{"\x1b[0m", ""},
	{"\x1b[0;1m", "1"},
	{"\x1b[0m\x1b[31m", "31"},
	{"\x1b[0;92;44m", "92;44"},
	{"\x1b[0;7m", "7"},
	{"\x1b[0;42m", "42"},
	{"\x1b[;2;33m", "2;33"},
	{"\x1b[0;4:1m", "4"},
	{"\x1b[0;38;5;9;48;5;2m", "91;42"},
	{"\x1b[0;1;31;22m", "31"},
	// From one of these to another it is shorter to take an attribute off.
	{"\x1b[0;97;44m", "97;44"},
	{"\x1b[0;1;97;44m", "1;97;44"},
	{"\x1b[0;2;97;44m", "2;97;44"},
	{"\x1b[0;4;7;97;44m", "4;7;97;44"},
}

// styles are the meanings, as the emulator's own library reads them.
var styles = func() map[string]uv.Style {
	m := map[string]uv.Style{}
	for _, s := range sgrs {
		m[s.means] = styleOf(s.means)
	}
	return m
}()

// hostile is what must never have an effect.
var hostile = []string{"\a", "\x1b[2J", "\x1b]0;x\a", "\n", "\u009b", "\x1b[>4;2m", "\u202e", "\x1bc", "\x1b[?2026h"}

func randomRow(r *rand.Rand, width int) (string, []want) {
	var b strings.Builder
	var cells []want
	sgr, length := "", r.IntN(width+8)
	sure := r.IntN(2) == 0
	for i := 0; i < length; i++ {
		switch n := r.IntN(40); {
		case n == 0 || n == 1:
			s := sgrs[r.IntN(len(sgrs))]
			b.WriteString(s.written)
			sgr = s.means
		case n == 2:
			b.WriteString(hostile[r.IntN(len(hostile))])
		default:
			w := words[r.IntN(len(words))]
			if sure {
				w = words[r.IntN(17)]
			}
			b.WriteString(w.text)
			if len(cells) >= width {
				continue
			}
			if len(cells)+w.width > width {
				cells = append(cells, want{" ", 1, sgr})
				continue
			}
			cells = append(cells, want{w.text, w.width, sgr})
			if w.width == 2 {
				cells = append(cells, want{"", 0, sgr})
			}
		}
	}
	for len(cells) < width {
		cells = append(cells, want{" ", 1, ""})
	}
	return b.String(), cells
}

// randomSample changes some rows of the sample before, as pages do, or all.
func randomSample(r *rand.Rand, before *sample, width, height int) *sample {
	if before != nil && len(before.cells) == height && len(before.cells[0]) == width && r.IntN(4) == 0 {
		return roll(r, before, width)
	}
	s := &sample{frame: Frame{Rows: make([]string, height)}, cells: make([][]want, height)}
	keep := r.IntN(4)
	for y := range height {
		if before != nil && len(before.cells) == height && len(before.cells[0]) == width && r.IntN(4) < keep {
			from := r.IntN(height)
			if r.IntN(3) > 0 {
				from = y
			}
			s.frame.Rows[y], s.cells[y] = before.frame.Rows[from], before.cells[from]
			continue
		}
		s.frame.Rows[y], s.cells[y] = randomRow(r, width)
	}
	if before != nil && r.IntN(3) == 0 {
		mutate(r, s, width)
	}
	if r.IntN(3) > 0 {
		s.frame.Cursor = &Cursor{r.IntN(width), r.IntN(height)}
	}
	return s
}

// mutate shifts a row by one cell, as typing does.
func mutate(r *rand.Rand, s *sample, width int) {
	y := r.IntN(len(s.cells))
	if len(s.cells[y]) < width {
		return
	}
	last := s.cells[y][width-1]
	if last.width == 1 && last.text == " " && last.sgr == "" {
		s.frame.Rows[y] = "x\x1b[m" + s.frame.Rows[y]
		s.cells[y] = append([]want{{"x", 1, ""}}, s.cells[y][:width-1]...)
	}
}

// roll moves some rows of the sample before up or down, as a list does, and
// changes one of them.
func roll(r *rand.Rand, before *sample, width int) *sample {
	s := &sample{frame: Frame{Rows: slices.Clone(before.frame.Rows)}, cells: slices.Clone(before.cells)}
	height := len(s.cells)
	top := r.IntN(height - 2)
	bottom := top + 2 + r.IntN(height-top-2)
	by := r.IntN(2*maxScroll+1) - maxScroll
	for y := top; y <= bottom; y++ {
		if from := y + by; from >= top && from <= bottom {
			s.frame.Rows[y], s.cells[y] = before.frame.Rows[from], before.cells[from]
			continue
		}
		s.frame.Rows[y], s.cells[y] = randomRow(r, width)
	}
	mutate(r, s, width)
	return s
}

func TestThreeThousandRandomFramesAreShownAsMeant(t *testing.T) {
	r := rand.New(rand.NewPCG(2021, 6))
	width, height := 80, 24
	term := vt.NewEmulator(width, height)
	// Nobody reads the emulator's answers: a query would block the test.
	_, _ = term.WriteString(open)
	var before *sample
	for i := range 3000 {
		prev := &Frame{}
		if before != nil {
			prev = &before.frame
		}
		if i == 0 || i%150 == 0 {
			width, height = 20+r.IntN(110), 5+r.IntN(40)
			term.Resize(width, height)
			prev = nil
		}
		s := randomSample(r, before, width, height)
		out := diff(prev, &s.frame, width, height)
		mustBeHarmless(t, out)
		_, _ = term.Write(out)
		if err := compare(term, s); err != nil {
			t.Fatalf("frame %d at %dx%d: %v\nwrote %q", i, width, height, err, out)
		}
		before = s
	}
}

func compare(term *vt.Emulator, s *sample) error {
	for y, row := range s.cells {
		for x, w := range row {
			got := term.CellAt(x, y)
			if w.width == 0 {
				continue
			}
			text, width := " ", 1
			var style uv.Style
			if got != nil && got.Content != "" {
				text, width, style = got.Content, got.Width, got.Style
			}
			if text != w.text || width != w.width {
				return fmt.Errorf("cell %d,%d is %q (%d), want %q (%d)", x, y, text, width, w.text, w.width)
			}
			if a, b := look(style, text), look(styles[w.sgr], w.text); !a.Equal(&b) {
				return fmt.Errorf("cell %d,%d %q looks %+v, want %+v", x, y, text, a, b)
			}
		}
	}
	if c := s.frame.Cursor; c != nil {
		if p := term.CursorPosition(); p.X != c.X || p.Y != c.Y {
			return fmt.Errorf("cursor at %d,%d, want %d,%d", p.X, p.Y, c.X, c.Y)
		}
	}
	return nil
}

// styleOf lets the emulator's own library read an SGR.
func styleOf(sgr string) uv.Style {
	var style uv.Style
	p := ansi.NewParser()
	p.SetHandler(ansi.Handler{HandleCsi: func(_ ansi.Cmd, params ansi.Params) { uv.ReadStyle(params, &style) }})
	for _, b := range []byte("\x1b[" + sgr + "m") {
		p.Advance(b)
	}
	return style
}

// look is what of a style can be seen on a text; the colour of a blank cannot.
func look(s uv.Style, text string) uv.Style {
	if text == " " && s.Attrs&uv.AttrReverse == 0 && s.Underline == 0 {
		return uv.Style{Bg: s.Bg}
	}
	return s
}

// painted is all that the painter ever needs to write besides text: the pen, the
// cursor, erasing, and a region that scrolls with the feeds in it.
var painted = regexp.MustCompile(`\x1b\[([0-9;]*[mH]|[0-9]*C|2J|K|\?25[lh]|[0-9]+;[0-9]+r\x1b\[[0-9]+H(\n{1,4}|(\x1bM){1,4})\x1b\[r)`)

// mustBeHarmless fails on any byte sequence that the painter never needs.
func mustBeHarmless(t *testing.T, out []byte) {
	t.Helper()
	text := painted.ReplaceAllLiteral(out, nil)
	if i := bytes.IndexFunc(text, func(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }); i >= 0 {
		t.Fatalf("%q left in %q", text[i:min(i+12, len(text))], out)
	}
}

func FuzzNothingButPaintingLeaves(f *testing.F) {
	for _, h := range hostile {
		f.Add("月报"+h+"x", "a"+h, 40)
	}
	f.Fuzz(func(t *testing.T, before, after string, width int) {
		width = Clamp(width, 5).Width
		mustBeHarmless(t, diff(&Frame{Rows: []string{before}}, &Frame{Rows: []string{after}}, width, 5))
	})
}
