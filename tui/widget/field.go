// Package widget is what pages are built of: a field, a grid, a bar, dialogs and
// wrapped text, all measured in cells, all without I/O.
package widget

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// Field is a text field of one line. Positions are grapheme clusters: what one
// key deletes and what one cell position means to a person. A Field is a value;
// copies are independent.
type Field struct {
	// Max bounds the text in characters; 0 is no bound.
	Max int
	// Numeric is a field of a figure: full-width digits and Chinese points are
	// echoed half-width at once. What is no part of a number stays in sight and
	// is refused where the field is read: dropped, it would make digits that
	// stood apart run together to another figure.
	Numeric bool
	// Password echoes a star for each character.
	Password bool
	// Placeholder is shown while nothing is typed.
	Placeholder string

	text    []string // clusters, never changed in place
	at      int      // how many stand before the caret
	lost    bool     // not all of the last insertion had room
	refused bool     // the last paste had no room, so that nothing of it was taken
}

// Value is what was typed.
func (f *Field) Value() string { return strings.Join(f.text, "") }

// Empty says that nothing is typed, so that View is the placeholder.
func (f *Field) Empty() bool { return len(f.text) == 0 }

// Lost says so where not all that was written or pasted last found room; empty
// where it did.
func (f *Field) Lost() string {
	if f.refused {
		return "最多 " + strconv.Itoa(f.Max) + " 字, 贴来的放不下, 没有收."
	}
	return lostWords(f.lost, f.Max)
}

// lostWords do not count what is lost: of a long paste the terminal may have
// handed over less.
func lostWords(lost bool, most int) string {
	if !lost {
		return ""
	}
	return "最多 " + strconv.Itoa(most) + " 字, 放不下的没有收下."
}

// SetValue replaces the text and puts the caret behind it.
func (f *Field) SetValue(text string) {
	f.text, f.at = nil, 0
	f.insert(text)
}

// Update takes a key press or a paste and says whether it was the field's.
// Enter, Esc, Tab, up and down are left to the page.
func (f *Field) Update(msg tea.Msg) bool {
	f.lost, f.refused = false, false
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.insert(msg.Content)
		return true
	case tea.KeyPressMsg:
		if text := msg.Key().Text; text != "" {
			f.insert(text)
			return true
		}
		return f.edit(keys.Of(msg))
	}
	return false
}

// Write is Update for a field that may hold something already: where that
// yields, what is written takes its place. Of a paste that has no room nothing is
// taken, since a row that is copied must not lose its end unseen.
func (f *Field) Write(msg tea.Msg, yields bool) (taken bool) {
	before := *f
	if yields && writes(msg) {
		f.SetValue("")
	}
	taken = f.Update(msg)
	if _, pasted := msg.(tea.PasteMsg); pasted && f.lost {
		*f = before
		f.refused = true
		return false
	}
	return taken
}

// edit applies a key without text.
func (f *Field) edit(key string) bool {
	switch key {
	case keys.Left:
		f.at = max(f.at-1, 0)
	case keys.Right:
		f.at = min(f.at+1, len(f.text))
	case keys.Home, "ctrl+a":
		f.at = 0
	case keys.End, "ctrl+e":
		f.at = len(f.text)
	case keys.Backspace, "ctrl+h":
		f.remove(f.at-1, f.at)
	case keys.Delete, "ctrl+d":
		f.remove(f.at, f.at+1)
	case "ctrl+u":
		f.remove(0, f.at)
	case "ctrl+k":
		f.remove(f.at, len(f.text))
	default:
		return false
	}
	return true
}

// remove deletes the characters of a range, as far as there are any.
func (f *Field) remove(from, to int) {
	from, to = max(from, 0), min(to, len(f.text))
	if from >= to {
		return
	}
	f.join(f.text[:from], nil, f.text[to:])
}

// insert puts text at the caret, as much of it as fits.
func (f *Field) insert(text string) {
	text = screen.Clean(text)
	if f.Numeric {
		text = strings.Map(numeral, text)
	}
	added := screen.Clusters(text)
	if f.lost, f.refused = false, false; f.Max > 0 {
		room := max(min(len(added), f.Max-len(f.text)), 0)
		added, f.lost = added[:room], len(added) > room
	}
	f.join(f.text[:f.at], added, f.text[f.at:])
}

// join makes the text of three parts and puts the caret behind the second. Marks
// that now follow a letter become one character with it.
func (f *Field) join(before, added, after []string) {
	head := strings.Join(before, "") + strings.Join(added, "")
	f.text = screen.Clusters(head + strings.Join(after, ""))
	f.at = min(len(screen.Clusters(head)), len(f.text))
}

// numeral is the half-width sign of a number; anything else stays as it is.
func numeral(r rune) rune {
	half := keys.Half(r)
	switch {
	case half >= '0' && half <= '9', half == '.', half == ',', half == '-':
		return half
	case half == '_' || half == '\u2212': // the Chinese dash and the true minus
		return '-'
	}
	return r
}

// echo is what is shown for each character.
func (f *Field) echo() []string {
	if !f.Password {
		return f.text
	}
	stars := make([]string, len(f.text))
	for i := range stars {
		stars[i] = "*"
	}
	return stars
}

// View is the field in exactly width cells. Text that does not fit scrolls
// along with the caret; < and > say that there is more.
func (f *Field) View(width int) string {
	if len(f.text) == 0 {
		return short(screen.Clean(f.Placeholder), width)
	}
	text, from, to, signs := f.window(width)
	s := strings.Join(text[from:to], "")
	if !signs {
		return screen.Pad(s, width)
	}
	if from > 0 {
		s = "<" + s
	}
	if to < len(text) {
		return screen.Pad(s, width-1) + ">"
	}
	return screen.Pad(s, width)
}

// Caret is the cell of the caret in View(width), always inside of it.
func (f *Field) Caret(width int) int {
	text, from, _, signs := f.window(width)
	x := screen.Width(strings.Join(text[from:f.at], ""))
	if signs && from > 0 {
		x++
	}
	return max(min(x, width-1), 0)
}

// window is the range of characters that is shown, and whether it carries signs.
func (f *Field) window(width int) (text []string, from, to int, signs bool) {
	text = f.echo()
	wide := make([]int, len(text))
	total := 0
	for i, c := range text {
		wide[i] = screen.Width(c)
		total += wide[i]
	}
	if total < width {
		return text, 0, len(text), false
	}
	signs = width >= 6 // below that they would leave nothing
	room := width
	if signs {
		room -= 2
	}
	caret := 1 // behind the last character, or the whole of the one under it
	if f.at < len(text) {
		caret = wide[f.at]
	}
	used := 0
	for from = f.at; from > 0 && used+wide[from-1]+caret <= room; from-- {
		used += wide[from-1]
	}
	if signs && from == 0 {
		room++ // no sign on the left
	}
	for to = f.at; to < len(text) && used+wide[to] <= room; to++ {
		used += wide[to]
	}
	return text, from, to, signs
}

// short is a text in exactly width cells; where it does not fit, ~ says so.
func short(text string, width int) string {
	if width <= 0 {
		return ""
	}
	if screen.Width(text) > width {
		return screen.Pad(screen.Cut(text, width-1)+"~", width)
	}
	return screen.Pad(text, width)
}
