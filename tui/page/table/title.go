package table

import (
	"strings"

	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// titleWidth is how wide a title may be before it takes a second line.
const titleWidth = 10

// bare is a label without the 其中: before it and the brackets behind it.
func bare(label string) string {
	if before, rest, ok := strings.Cut(label, ":"); ok && screen.Width(before) <= 4 {
		label = rest
	}
	if before, _, ok := strings.Cut(label, "("); ok && before != "" {
		label = before
	}
	return label
}

// title is a label as the head of a column, in two lines where it is long. It
// breaks behind a sign, else between pairs of characters, since most words are
// two characters long.
func title(label string) string {
	width := screen.Width(label)
	if width <= titleWidth {
		return label
	}
	clusters := screen.Clusters(label)
	best, at := width, 0
	for i := 1; i < len(clusters); i++ {
		head := strings.Join(clusters[:i], "")
		longer := max(screen.Width(head), width-screen.Width(head))
		if (breaks(head, i) || clusters[i] == "(") && longer <= best {
			best, at = longer, i
		}
	}
	if at == 0 {
		return strings.Join(widget.Wrap(label, (width+1)/2+1), "\n")
	}
	return strings.Join(clusters[:at], "") + "\n" + strings.Join(clusters[at:], "")
}

// breaks says that a title may break behind its first so many characters.
func breaks(head string, characters int) bool {
	if strings.ContainsAny(head, ",)") {
		return strings.HasSuffix(head, ",")
	}
	return screen.Width(head) == 2*characters && characters%2 == 0
}
