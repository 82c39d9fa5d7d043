package screen

import (
	"slices"
	"strings"
	"testing"
)

func TestTheAnswerOnTheBackgroundNeverReadsAsText(t *testing.T) {
	const dark, light = "screen.GroundMsg{true}", "screen.GroundMsg{false}"
	for _, c := range []struct {
		answer string
		want   []string
	}{
		{"\x1b]11;rgb:0000/0000/0000\x07", []string{dark}},
		{"\x1b]11;rgb:ffff/ffff/dddd\x1b\\", []string{light}},
		{"\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", []string{dark}},
		{"\x1b]11;#ffffff\x07", []string{light}},
		{"\x1b]11;" + strings.Repeat("z", maxGround/2) + "\x07", nil},
		{"\x1b]11;?\x1b\\", nil}, // by a terminal that echoes
	} {
		for _, around := range [][3]string{{"", "", ""}, {"1", "月", `"1" "月"`}, {"\x1b[200~茶", "园\x1b[201~", "<茶园>"}} {
			text := strings.Fields(around[2])
			for at := range len(c.answer) {
				// In one piece, in two, and with the second after any time.
				for _, pause := range [][]string{nil, {""}, {"", ""}, {"", "", ""}} {
					k := newKeyboard(true)
					pieces := slices.Concat([]string{around[0] + c.answer[:at]}, pause, []string{c.answer[at:] + around[1]})
					for _, piece := range pieces {
						if piece == "" && k.wait() > 0 {
							k.late()
						}
						k.take([]byte(piece))
					}
					var got, told []string
					for _, word := range k.got {
						switch {
						case word == dark || word == light:
							told = append(told, word)
						case at == 1 && word == "esc", at == 2 && word == "alt+]": // what was there in time
						default:
							got = append(got, word)
						}
					}
					if !slices.Equal(got, text) || !slices.Equal(told, c.want) {
						t.Errorf("%q: got %q and %q, want %q and %q", pieces, got, told, text, c.want)
					}
				}
			}
		}
	}
}

func TestOnlyTheFirstAnswerCounts(t *testing.T) {
	white, black := "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:0/0/0\x07"
	if got := heard(true, white+black+"5"); !slices.Equal(got, []string{"screen.GroundMsg{false}", `"5"`}) {
		t.Errorf("got %q", got)
	}
	if got := heard(false, white+"5"); !slices.Equal(got, []string{`"5"`}) {
		t.Errorf("unasked, got %q", got)
	}
	if got := heard(true, "\x1b[200~\x1b]11;茶\r\x1b]11;"+strings.Repeat("a", maxGround)+"\x1b[201~"); !slices.Equal(got, []string{"<\x1b]11;茶\r\x1b]11;" + strings.Repeat("a", maxGround) + ">"}) {
		t.Errorf("a pasted text that is no answer became %q", got)
	}
}

func TestATerminalIsAskedForItsBackgroundWhereItMayBe(t *testing.T) {
	for term, want := range map[string]bool{
		"xterm-256color": true, "xterm": true, "tmux-256color": true, "screen": true, "": false, "dumb": false, "linux": false, "vt100": false, "cygwin": false,
	} {
		r := start(page{}, Options{Term: term, AskGround: true})
		if want {
			go func() { // the emulator answers that it is black
				answer := make([]byte, maxGround)
				n, _ := r.term.screen.Read(answer)
				_, _ = r.keys.Write(answer[:n])
			}()
		}
		r.term.seen(t, "80x24")
		if want {
			r.term.seen(t, "(dark true)")
		}
		_, _ = r.keys.Write([]byte("q"))
		if err := r.end(t); err != nil {
			t.Fatal(err)
		}
		got := r.term.String()
		if strings.Contains(got, askGround) != want || strings.Contains(got, "11;rgb") {
			t.Errorf("TERM %q: wrote %q", term, got)
		}
		// What a terminal may print of a question that it does not know is erased.
		if want && !strings.HasPrefix(got, open+askGround+"\x1b[?25l\x1b[m\x1b[H\x1b[2J") {
			t.Errorf("TERM %q: began with %q", term, got)
		}
	}
}
