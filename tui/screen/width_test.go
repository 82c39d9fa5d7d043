package screen

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "月报": 4, "a月": 3, "…“①·—": 5, "é": 1, "👍": 2, "　": 2,
		"\x1b[1;31m月\x1b[m": 2, "a\nb": 2, "\x1b]0;title\ax": 1, "a\xffb": 3, "\u202e月": 2, "\u200b": 0,
	} {
		if got := Width(text); got != want {
			t.Errorf("Width(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestWidthDoesNotFollowTheLocale(t *testing.T) {
	if os.Getenv("FANZHA_WIDTH_CHILD") != "" {
		if Width("…①·") != 3 {
			t.Fatal("ambiguous signs are wide under zh_CN")
		}
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestWidthDoesNotFollowTheLocale$")
	cmd.Env = append(os.Environ(), "FANZHA_WIDTH_CHILD=1", "LC_ALL=zh_CN.UTF-8", "RUNEWIDTH_EASTASIAN=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestCutAndPad(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{Cut("月报", 3), "月"},
		{Cut("月报", 4), "月报"},
		{Cut("abc", 2), "ab"},
		{Cut("abc", -1), ""},
		{Cut("\x1b[31m月报\x1b[m", 2), "\x1b[31m月\x1b[m"},
		{Pad("月报", 3), "月 "},
		{Pad("a", 3), "a  "},
		{PadLeft("1,816", 7), "  1,816"},
		{PadLeft("月报", 3), " 月"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// anyText draws text as people and attackers write it.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom(hostile), rapid.String(),
			rapid.SampledFrom([]string{"月", "报", "a", "1", " ", "…", "é", "e\u0301", "👨‍👩‍👧", "\x1b[31m", "\x1b[m", "\x1b", "\xc2", "\t", "\r\n"}),
		), 0, 20).Draw(t, "parts")
		return strings.Join(parts, "")
	})
}

func TestPaddedTextFitsExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, width := anyText().Draw(t, "text"), rapid.IntRange(0, 30).Draw(t, "width")
		if got := Width(Cut(text, width)); got > width {
			t.Fatalf("cut to %d is %d wide", width, got)
		}
		for _, s := range []string{Pad(Clean(text), width), PadLeft(Clean(text), width)} {
			if got := Width(s); got != width {
				t.Fatalf("%q padded to %d is %d wide", s, width, got)
			}
		}
	})
}

func TestCleanKeepsWordsAndDropsControls(t *testing.T) {
	for text, want := range map[string]string{
		"走访 12 户":                      "走访 12 户",
		"第一行\r\n第二行\n第三行\t完":           "第一行 第二行 第三行 完",
		"\x1b[31m红\x1b[0m":             "红",
		"\x1b]0;标题":                    "]0;标题",
		"a\u202eb\u2066c\u200bd\ufeff": "abcd",
		"a\x00b\x7fc\u0085d":           "abcd",
		"\xff":                         "?",
		"👨‍👩‍👧":                        "👨‍👩‍👧",
		"\x1b[":                        "[",
		"\x1b[月":                       "[月",
	} {
		if got := Clean(text); got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
	}
	if got := CleanText("一\r\n二\r三\n"); got != "一\n二\n三\n" {
		t.Errorf("CleanText gives %q", got)
	}
}

func TestCleanTextIsCleanForGood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		once := Clean(text)
		if twice := Clean(once); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
		if strings.ContainsFunc(once, hidden) {
			t.Fatalf("%q holds something hidden", once)
		}
		if got := strings.Join(Clusters(once), ""); got != once {
			t.Fatalf("clusters of %q are %q", once, got)
		}
	})
}

func TestClipSaysThatSomethingWasCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"武陵山村", 8, "武陵山村"},
		{"武陵山村", 7, "武陵山~"},
		{"武陵山村", 6, "武陵~"},
		{"ab   ", 3, "ab "},
		{"\x1b[31m武陵\x1b[m", 3, "\x1b[31m武\x1b[m~"},
		{"武陵", 1, "~"},
		{"武陵", 0, ""},
	} {
		if got := Clip(c.text, c.width); got != c.want || Width(got) > c.width {
			t.Errorf("%q in %d is %q", c.text, c.width, got)
		}
	}
}

// What is taken for narrow enough at a glance is so.
func TestAGlanceIsNeverTooNarrow(t *testing.T) {
	pieces := []string{"a", " ", "武", "１", "é", "\x1b[31m", "\x1b[m", "\x1b[1;97;44m", "́", "👩‍🌾", "·", "~", "\x1b", "[", "z"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
		width := rapid.IntRange(0, 40).Draw(t, "width")
		if within(s, width) && Width(s) > width {
			t.Fatalf("%q takes %d cells, not %d", s, Width(s), width)
		}
	})
}
