package screen

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

// keyboard is a decoder whose messages are kept as words.
type keyboard struct {
	decoder
	got []string
}

func newKeyboard(asked bool) *keyboard {
	k := &keyboard{}
	k.decoder = decoder{asked: asked, deliver: func(msg tea.Msg) { k.got = append(k.got, word(msg)) }}
	return k
}

// word is a message in short; text that would be typed stands in quotes.
func word(msg tea.Msg) string {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if m.Text != "" {
			return fmt.Sprintf("%q", m.Text)
		}
		return m.String()
	case tea.PasteMsg:
		return "<" + m.Content + ">"
	}
	return fmt.Sprintf("%T%v", msg, msg)
}

// heard is what comes of pieces; where a piece is "", nothing more came in time.
func heard(asked bool, pieces ...string) []string {
	k := newKeyboard(asked)
	for _, piece := range append(pieces, "") {
		if piece == "" {
			k.late()
		}
		k.take([]byte(piece))
	}
	return k.got
}

// reference is what Bubble Tea's own reader makes of an input, as far as it is a
// model's business.
func reference(t *testing.T, in string) []string {
	t.Helper()
	events := make(chan uv.Event)
	go func() {
		defer close(events)
		_ = uv.NewTerminalReader(strings.NewReader(in), "xterm").StreamEvents(context.Background(), events)
	}()
	k := newKeyboard(false)
	for event := range events {
		if paste, ok := event.(uv.PasteEvent); ok {
			k.deliver(tea.PasteMsg(paste))
			continue
		}
		k.tell(event)
	}
	return k.got
}

// typed are inputs of one or a few keys each.
var typed = func() []string {
	all := []string{
		"a", "Z", "5", " ", "~", "月", "茶园坝社区", "，", "１", "é", "👍", "𠮷", "が", "a\r5\t月", "\xef\xbf\xbd",
		"\x1b[200~茶园坝\r\nx\t1\x1b[201~", "\x1b[200~\x1b[201~a", "月\x1b[200~" + strings.Repeat("反诈", 3000) + "\x1b[201~月",
		"\x1b[200~a\x1b[Ab\x1bc\x1b[201~", "\x1b[I\x1b[O", "\x1b[<0;10;5M\x1b[<0;10;5m", "\x1b[<64;3;4M", "\x1b[<65;300;200M", "\x1b[<35;10;5M", "\x1b[<32;300;200M", "\x1b[<35;1;1M\x1b[<35;2;1M5", "\x1b[MC!!", "\x1b[M !!", "\x1b[M`0@",
		"\x1b[97;5u", "\x1b[13;2u", "\x1b[57399u", "\x1b[97:65;2;65u", "\x1b[97;1:3u", "\x1b[97;1:2u", "\x1b[27;5;13~", "\x1b[27;2;65~",
		"\x1b[3;5~", "\x1b[1;2R", "\x1b[24;80R", "\x1b[?1;2c", "\x1b[>0;276;0c", "\x1b[?2026;2$y", "\x1b[8;24;80t", "\x1b[?997;1n",
		"\x1b]11;rgb:0000/0000/0000\x07", "\x1b]52;c;aGk=\x1b\\", "\x1bP>|xterm(388)\x1b\\", "\x1bP1+r5463\x1b\\", "\x1b_Gi=1;OK\x1b\\",
		"\x1ba", "\x1b5", "\x1bA", "\x1b\r", "\x1b\x7f", "\x1b ", "\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX",
		"\x1b\x1b[A", "\x1b\x1bOP", "\x1b\x1b[5~", "\x1b[23$", "\x1b[2^", "\x1b[2@", "\x1b",
	}
	for c := range 0x20 {
		all = append(all, string(rune(c)))
	}
	all = append(all, "\x7f")
	for _, end := range "ABCDEFHPQRSZabcd" {
		all = append(all, "\x1b["+string(end))
	}
	for _, end := range keypad {
		all = append(all, "\x1bO"+string(end))
	}
	for n := 1; n <= 34; n++ {
		all = append(all, fmt.Sprintf("\x1b[%d~", n))
	}
	for mod := 2; mod <= 16; mod++ {
		for _, end := range "ABCDEFHPQS" {
			all = append(all, fmt.Sprintf("\x1b[1;%d%c", mod, end))
		}
		all = append(all, fmt.Sprintf("\x1bO%dM", mod), fmt.Sprintf("\x1b[6;%d~", mod), fmt.Sprintf("\x1b[23;%d~", mod))
	}
	return all
}()

func TestKeysReadAsBubbleTeaReadsThem(t *testing.T) {
	for _, in := range typed {
		want := reference(t, in)
		if got := heard(false, in); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestKeysMayComeInPieces(t *testing.T) {
	for _, in := range typed {
		if len(in) > 100 {
			continue
		}
		want := heard(false, in)
		for at := 1; at < len(in); at++ {
			if got := heard(false, in[:at], in[at:]); !slices.Equal(got, want) {
				t.Errorf("%q and %q: got %q, want %q", in[:at], in[at:], got, want)
			}
		}
		if got := heard(false, strings.Split(in, "")...); len([]rune(in)) == len(in) && !slices.Equal(got, want) {
			t.Errorf("%q byte by byte: got %q, want %q", in, got, want)
		}
	}
}

// The rest of a key may come when its time was up: the key is then still itself,
// and nothing of it reads as text.
func TestTheRestOfAKeyMayComeLate(t *testing.T) {
	early := []string{"esc", "alt+[", "alt+shift+o", "alt+]", "alt+shift+p", "alt+_"} // the beginning, read as what it was then
	for _, in := range typed {
		want := heard(false, in)
		if len(in) > 100 || len(in) < 3 || in[0] != esc || in[1] == esc || len(want) == 0 || strings.HasSuffix(in, "$") {
			continue // no key, or one that cannot be told from what it begins with
		}
		for at := 1; at < len(in); at++ {
			got := heard(false, in[:at], "", in[at:])
			got = slices.DeleteFunc(got, func(w string) bool { return slices.Contains(early, w) && !slices.Contains(want, w) })
			if !slices.Equal(got, want) {
				t.Errorf("%q, late %q: got %q, want %q", in[:at], in[at:], got, want)
			}
		}
	}
}

func TestWhatIsNoKeyYetWaits(t *testing.T) {
	for _, c := range []struct {
		pieces []string
		want   []string
	}{
		{[]string{"\x1b"}, []string{"esc"}},
		{[]string{"\x1b\x1b"}, []string{"esc", "esc"}},
		{[]string{"\x1b", "", "\x1b"}, []string{"esc", "esc"}},
		{[]string{"\x1b", "", "\x1b[Z"}, []string{"esc", "shift+tab"}},
		{[]string{"\x1b\x1ba"}, []string{"esc", "alt+a"}},
		{[]string{"\x1b月"}, []string{"esc", `"月"`}},
		{[]string{"\x1b\xe6", "\x9c\x88"}, []string{"esc", `"月"`}},
		{[]string{"\xe6", "", "\x9c", "", "\x88"}, []string{`"月"`}},
		{[]string{"\xe6", "", "5"}, []string{`"5"`}},
		{[]string{"\xd6\x31\x9b\x31A"}, []string{`"1"`, `"1"`, `"A"`}}, // no UTF-8
		{[]string{"\x1b", "", "[A"}, []string{"esc", "up"}},
		{[]string{"\x1b", "", "[A\x1b[B"}, []string{"esc", "up", "down"}},
		{[]string{"\x1b", "", "", "[A"}, []string{"esc", `"["`, `"A"`}},
		{[]string{"\x1b", "", "[", "A"}, []string{"esc", `"["`, `"A"`}},
		{[]string{"\x1b", "", "OA系统"}, []string{"esc", `"O"`, `"A"`, `"系"`, `"统"`}},
		{[]string{"\x1b", "", "[2021]"}, []string{"esc", `"["`, `"2"`, `"0"`, `"2"`, `"1"`, `"]"`}},
		{[]string{"\x1b", "", "5"}, []string{"esc", `"5"`}},
		{[]string{"\x1b[\r"}, []string{"alt+[", "enter"}},
		{[]string{"\x1b[1;", "\r5"}, []string{"enter", `"5"`}},
		{[]string{"\x1b]11;rgb:", "\r5"}, []string{"enter", `"5"`}},
		{[]string{"\x1b]11;rgb:", "\x1b[A"}, []string{"up"}},
		{[]string{"\x1b]11;rgb:", "", "", "5"}, []string{`"5"`}},
		{[]string{"\x1b]abc"}, []string{"alt+]", `"a"`, `"b"`, `"c"`}},
		{[]string{"\x1bPabc"}, []string{"alt+shift+p", `"a"`, `"b"`, `"c"`}},
		{[]string{"\x1b[[A\x1b[[E"}, []string{"f1", "f5"}},
		{[]string{"\x1b\x1b[200~月\x1b[201~"}, []string{"esc", "<月>"}},
		{[]string{"\x1b[200~月\x1b", "", "", "[201~5"}, []string{"<月>", `"5"`}},
		{[]string{"\x1b[200~月\xe6", "", "\x9c\x88\x1b[201~"}, []string{"<月月>"}},
		{[]string{"\x1b[200~a\x1b]0;x\x07\x1b[200~\xff\x00\x1b[201~"}, []string{"<a\x1b]0;x\x07\x1b[200~\x00>"}},
	} {
		if got := heard(false, c.pieces...); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.pieces, got, c.want)
		}
	}
}

func TestOnlyWhatMayBeAKeyHasAShortWait(t *testing.T) {
	for held, want := range map[string]any{
		"": 0, "a": 0, "\xe6": 0, "\x1b": escWait, "\x1b\x1b": escWait, "\x1b[": restWait, "\x1bO": restWait, "\x1b[1;": restWait,
		"\x1b]11;": restWait, "\x1b[200~": 0, "\x1b[200~月\x1b[20": 0,
	} {
		k := newKeyboard(false)
		k.take([]byte(held))
		if got := k.wait(); fmt.Sprint(int64(got)) != fmt.Sprintf("%d", want) {
			t.Errorf("%q waits %v, want %v", held, got, want)
		}
	}
}

func TestNothingThatIsSentFillsTheMemory(t *testing.T) {
	for _, in := range []string{"\x1b]11;", "\x1bP>|", "\x1b_G", "\x1b[", "\x1bO", "\x1b[200~", "\x1b"} {
		for _, more := range []string{"1", "1;", "\x1b", "\x1b[", "\xe6"} {
			k := newKeyboard(true)
			k.take([]byte(in))
			for range 80 {
				k.take([]byte(strings.Repeat(more, 1000)))
				k.got = nil
			}
			if len(k.held) > maxHeld || len(k.givenUp) > maxHeld || len(k.paste) > maxPaste {
				t.Errorf("%q and %q: holds %d, %d and %d bytes", in, more, len(k.held), len(k.givenUp), len(k.paste))
			}
		}
	}
	long := strings.Repeat("反", maxPaste)
	k := newKeyboard(false)
	for _, piece := range []string{"a\x1b[200~", long[:5000], long[5000:], pasteEnd + "b"} {
		k.take([]byte(piece))
	}
	if len(k.got) != 3 || k.got[1] != "<"+long[:maxPaste-1]+">" || k.got[2] != `"b"` {
		t.Errorf("a long paste is %d messages, the second of %d bytes", len(k.got), len(k.got[1]))
	}
}

// However an input is cut, the same comes of it; and it never fails.
func TestRandomInputReadsTheSameInAnyPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.SampledFrom(typed), rapid.SampledFrom([]string{"\x1b", "[", "\x1b[", "200~", pasteEnd, "\x07", "\\", "1", ";", "月", "]11;", "M", "\xe6"}),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 6), func(b []byte) string { return string(b) }))
		in := strings.Join(rapid.SliceOfN(part, 0, 8).Draw(t, "in"), "")
		asked := rapid.Bool().Draw(t, "asked")
		want := heard(asked, in)
		var pieces []string
		for rest := in; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "cut")
			pieces, rest = append(pieces, rest[:n]), rest[n:]
		}
		// Text is compared without where one key of it ends: a mark may join another's.
		flat := func(words []string) string { return strings.ReplaceAll(strings.Join(words, ""), `""`, "") }
		if got := heard(asked, pieces...); flat(got) != flat(want) {
			t.Fatalf("%q: got %q, want %q", pieces, got, want)
		}
	})
}
