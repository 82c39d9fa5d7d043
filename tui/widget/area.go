package widget

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// Area is a text field of several lines, wrapped as Chinese is (see Wrap).
// Positions are grapheme clusters; a line break is one of them. An Area is a
// value; copies are independent. It holds more than any line of a form may, so
// that of what is pasted nothing is lost before it is made shorter.
type Area struct {
	text  []string // clusters, "\n" among them, never changed in place
	at    int      // how many stand before the caret
	wish  int      // the column that up and down keep to; -1 is the caret's own
	width int      // of the last View, which up and down follow
	top   int      // the first row shown

	lost bool // not all of the last insertion had room

	past []then // what Ctrl+Z goes back to, the newest last
	runs bool   // what was done last was typing, which goes on
}

// then is a text as it was, with its caret.
type then struct {
	text []string
	at   int
}

// areaPast is how far back an area remembers; a run of typing is one step.
const areaPast = 30

// Value is what was typed.
func (a *Area) Value() string { return strings.Join(a.text, "") }

// Len is how many characters were typed, as a line of a form counts them:
// Unicode's, without blanks at the end.
func (a *Area) Len() int {
	return utf8.RuneCountInString(strings.TrimRightFunc(a.Value(), unicode.IsSpace))
}

// Lost says so where not all that was written or pasted last found room; empty
// where it did.
func (a *Area) Lost() string { return lostWords(a.lost, areaMost) }

// areaMost bounds what an area holds; a stuck key must not fill the memory. It is
// less than a terminal hands over of one paste, so that where that is cut, too,
// the area is full and says so.
const areaMost = 16_000

// SetValue replaces the text and puts the caret behind it.
func (a *Area) SetValue(text string) {
	a.text, a.at, a.wish = nil, 0, -1
	a.insert(text)
	a.past, a.runs = nil, false
}

// Update takes a key press or a paste and says whether it was the area's. Enter
// breaks the line; Esc and Tab are left to the page.
func (a *Area) Update(msg tea.Msg) bool {
	a.lost = false
	switch msg := msg.(type) {
	case tea.PasteMsg:
		a.insert(msg.Content)
		return true
	case tea.KeyPressMsg:
		if text := msg.Key().Text; text != "" {
			runs := a.runs
			if a.insert(text); runs {
				a.past = a.past[:len(a.past)-1] // it is one with what was typed before
			}
			a.runs = true
			return true
		}
		return a.edit(keys.Of(msg))
	}
	return false
}

// undo takes back the last step.
func (a *Area) undo() {
	if n := len(a.past); n > 0 {
		a.text, a.at, a.past = a.past[n-1].text, a.past[n-1].at, a.past[:n-1]
	}
}

func (a *Area) edit(key string) bool {
	a.runs = false
	row, col := a.caret()
	switch key {
	case "ctrl+z":
		a.wish = -1
		a.undo()
		return true
	case keys.Up, keys.Down, keys.PgUp, keys.PgDown:
		by := map[string]int{keys.Up: -1, keys.Down: 1, keys.PgUp: -8, keys.PgDown: 8}[key]
		if a.wish < 0 {
			a.wish = col
		}
		a.at = a.nearest(row+by, a.wish)
		return true
	}
	a.wish = -1
	switch key {
	case keys.Left:
		a.at = max(a.at-1, 0)
	case keys.Right:
		a.at = min(a.at+1, len(a.text))
	case keys.Home, "ctrl+a":
		a.at = a.rows()[row].from
	case keys.End, "ctrl+e":
		a.at = a.rows()[row].to
	case keys.Enter:
		a.insert("\n")
	case keys.Backspace, "ctrl+h":
		a.remove(a.at-1, a.at)
	case keys.Delete, "ctrl+d":
		a.remove(a.at, a.at+1)
	case "ctrl+u":
		a.remove(a.rows()[row].from, a.at)
	case "ctrl+k":
		a.remove(a.at, a.rows()[row].to)
	default:
		return false
	}
	return true
}

func (a *Area) remove(from, to int) {
	from, to = max(from, 0), min(to, len(a.text))
	if from < to {
		a.join(a.text[:from], nil, a.text[to:])
	}
}

// insert puts text at the caret, as much of it as fits.
func (a *Area) insert(text string) {
	a.wish = -1
	added := clusters(screen.CleanText(text))
	room := max(min(len(added), areaMost-len(a.text)), 0)
	added, a.lost = added[:room], len(added) > room
	a.join(a.text[:a.at], added, a.text[a.at:])
}

func (a *Area) join(before, added, after []string) {
	if a.past = append(slices.Clip(a.past), then{a.text, a.at}); len(a.past) > areaPast {
		a.past = slices.Clone(a.past[1:])
	}
	a.runs = false
	head := strings.Join(before, "") + strings.Join(added, "")
	a.text = clusters(head + strings.Join(after, ""))
	a.at = min(len(clusters(head)), len(a.text))
}

// clusters keeps line breaks as characters of their own.
func clusters(text string) []string {
	var out []string
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, "\n")
		}
		out = append(out, screen.Clusters(line)...)
	}
	return out
}

// span is a row of the wrapped text: the clusters from and before to.
type span struct{ from, to int }

// rows wraps the text into spans; there is always at least one.
func (a *Area) rows() []span {
	width := max(a.width, 4)
	var rows []span
	from := 0
	for i := 0; i <= len(a.text); i++ {
		if i == len(a.text) || a.text[i] == "\n" {
			rows = append(rows, a.wrap(from, i, width)...)
			from = i + 1
		}
	}
	return rows
}

// wrap breaks one paragraph where a break may be.
func (a *Area) wrap(from, end, width int) []span {
	var rows []span
	at := from
	for at < end {
		used, to := 0, at
		for to < end && used+screen.Width(a.text[to]) <= width {
			used += screen.Width(a.text[to])
			to++
		}
		if to < end {
			for cut := to; cut > at; cut-- {
				if mayBreak(a.text[cut-1], a.text[cut]) {
					to = cut
					break
				}
			}
		}
		to = max(to, at+1)
		rows = append(rows, span{at, to})
		at = to
	}
	if len(rows) == 0 {
		return []span{{from, end}}
	}
	return rows
}

// mayBreak says whether a line may end between two characters.
func mayBreak(before, after string) bool {
	return len(segments(before+after)) == 2
}

// caret is the row and the cell of the caret.
func (a *Area) caret() (row, col int) {
	rows := a.rows()
	for row = len(rows) - 1; row > 0 && rows[row].from > a.at; row-- {
	}
	return row, screen.Width(strings.Join(a.text[rows[row].from:min(a.at, rows[row].to)], ""))
}

// nearest is the place in a row that is closest to a cell.
func (a *Area) nearest(row, col int) int {
	rows := a.rows()
	switch {
	case row < 0:
		return 0
	case row >= len(rows):
		return len(a.text)
	}
	at, x := rows[row].from, 0
	for at < rows[row].to && x+screen.Width(a.text[at]) <= col {
		x += screen.Width(a.text[at])
		at++
	}
	if at == rows[row].to && row < len(rows)-1 && rows[row+1].from == at && at > rows[row].from {
		at-- // the end of a wrapped row is the start of the next
	}
	return at
}

// View is the text in at most height rows of at most width cells, and where in
// them the caret stands; it scrolls along with the caret.
func (a *Area) View(width, height int) ([]string, screen.Cursor) {
	a.width = width - 1 // the caret needs a cell behind a full row
	rows := a.rows()
	row, col := a.caret()
	a.top = max(0, min(a.top, row))
	if row-a.top >= height {
		a.top = row - height + 1
	}
	out := make([]string, 0, height)
	for _, s := range rows[a.top:min(a.top+height, len(rows))] {
		out = append(out, strings.Join(a.text[s.from:s.to], ""))
	}
	return out, screen.Cursor{X: min(col, width-1), Y: row - a.top}
}
