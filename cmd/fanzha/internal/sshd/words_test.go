package sshd

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSplitWords(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
		err  error
	}{
		{"", nil, nil},
		{" \t\n ", nil, nil},
		{"status --month 2021-03", []string{"status", "--month", "2021-03"}, nil},
		{`return 幸福村 --reason '缺 附件; 请补'`, []string{"return", "幸福村", "--reason", "缺 附件; 请补"}, nil},
		{`a '' "" b`, []string{"a", "", "", "b"}, nil},
		{`"a\"b\\c\$d\` + "`" + `e\f"`, []string{`a"b\c$d` + "`" + `e\f`}, nil},
		{`'a\b'"'"c`, []string{`a\b'c`}, nil},
		{`a\ b\'c\\`, []string{`a b'c\`}, nil},
		{"a\\\nb \"c\\\nd\"", []string{"ab", "cd"}, nil},
		{"全角　空格", []string{"全角　空格"}, nil},
		{`$HOME * # ; | &`, []string{"$HOME", "*", "#", ";", "|", "&"}, nil},
		{`it's`, nil, errQuote},
		{`"a`, nil, errQuote},
		{`"a\"`, nil, errQuote},
		{`a\`, nil, errEscape},
		{"a\x00b", nil, errNotText},
		{"\xb7\xb4\xd5\xa9", nil, errNotText}, // GBK
	} {
		got, err := splitWords(c.line)
		if !errors.Is(err, c.err) || !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, %v, want %q, %v", c.line, got, err, c.want, c.err)
		}
	}
}

// Whatever words somebody quotes, they arrive as they were.
func TestSplitWordsUndoesQuoting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.String()).Draw(t, "words")
		quoted := make([]string, len(words))
		for i, w := range words {
			words[i] = strings.ReplaceAll(w, "\x00", "")
			quoted[i] = "'" + strings.ReplaceAll(words[i], "'", `'\''`) + "'"
		}
		got, err := splitWords(strings.Join(quoted, " "))
		if err != nil || !slices.Equal(got, words) {
			t.Fatalf("got %q, %v, want %q", got, err, words)
		}
	})
}

// The shell itself is the standard: on lines without expansions and operators both agree.
func TestSplitWordsAgreesWithTheShell(t *testing.T) {
	for _, line := range []string{
		`a  "b c"'d e'\ f`, `"x\y\\z\"" '\'`, `a""b '' c`, "p\\\nq 'r\ns' \"t\\\nu\"", `\"a\' "'" '"'`,
	} {
		out, err := exec.Command("sh", "-c", `printf '%s\0' `+line).Output()
		must(t, err)
		want := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
		if got, err := splitWords(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: got %q, %v, the shell says %q", line, got, err, want)
		}
	}
}
