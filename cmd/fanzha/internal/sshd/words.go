package sshd

import (
	"strings"
	"unicode/utf8"
)

// The ways in which a command line cannot be read, in words for the person who typed it.
const (
	errQuote   sentence = "引号没有成对, 命令没有执行. 含空格的内容请用一对引号括起来."
	errEscape  sentence = "命令以反斜杠结尾, 后面缺一个字符, 命令没有执行."
	errNotText sentence = "命令里有不是 UTF-8 的字符, 命令没有执行. 请把终端的编码设为 UTF-8."
)

// sentence is an error in words for people.
type sentence string

func (s sentence) Error() string { return string(s) }

// splitWords cuts a command line into words by the quoting rules of the POSIX shell (XCU 2.2), and expands nothing: $, *,
// ; and # are plain characters. Quotes that do not balance are an error. go-shlex, which the ssh library uses, loses empty
// arguments and cuts at Unicode spaces.
func splitWords(line string) ([]string, error) {
	if !utf8.ValidString(line) || strings.ContainsRune(line, 0) {
		return nil, errNotText
	}
	var words []string
	var word strings.Builder
	inWord := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case ' ', '\t', '\n':
			if inWord {
				words = append(words, word.String())
				word.Reset()
				inWord = false
			}
		case '\'':
			end := strings.IndexByte(line[i+1:], '\'')
			if end < 0 {
				return nil, errQuote
			}
			word.WriteString(line[i+1 : i+1+end])
			inWord = true
			i += end + 1
		case '"':
			length, err := doubleQuoted(line[i+1:], &word)
			if err != nil {
				return nil, err
			}
			inWord = true
			i += length
		case '\\':
			i++
			if i == len(line) {
				return nil, errEscape
			}
			if line[i] != '\n' { // a continued line leaves nothing behind
				word.WriteByte(line[i])
				inWord = true
			}
		default:
			word.WriteByte(c)
			inWord = true
		}
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// doubleQuoted appends what stands before the closing quote to word and returns how many bytes it read, with the quote.
// Inside, a backslash keeps its meaning only before $ ` " \ and a line's end.
func doubleQuoted(rest string, word *strings.Builder) (int, error) {
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			return i + 1, nil
		case c == '\\' && i+1 < len(rest) && strings.IndexByte("$`\"\\\n", rest[i+1]) >= 0:
			i++
			if rest[i] != '\n' {
				word.WriteByte(rest[i])
			}
		default:
			word.WriteByte(c)
		}
	}
	return 0, errQuote
}
