package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/search"
	"fanzha/tui/theme"
)

// Filter is what the rows of a list must hold to be shown, and the line in which
// it is typed. The rows follow as it is typed; Enter keeps it, Esc shows all.
type Filter struct {
	Text  string // empty shows all
	field *Field // while it is typed
	old   bool   // it holds what was sought before
}

// Open begins to type it. What was sought before stays until something is
// written in its place.
func (f *Filter) Open(placeholder string) {
	f.field = &Field{Max: 20, Placeholder: placeholder}
	f.field.SetValue(f.Text)
	f.old = f.Text != ""
}

// Typing says that it takes the keys.
func (f *Filter) Typing() bool { return f.field != nil }

// Update takes a key or a paste while it is typed. It says whether the text is
// another now, or which key is not its own: the arrows move among the rows.
func (f *Filter) Update(msg tea.Msg) (changed bool, move string) {
	before := f.Text
	key, _ := msg.(tea.KeyPressMsg)
	switch name := keys.Of(key); name {
	case keys.Enter:
		f.field = nil
	case keys.Esc:
		*f = Filter{}
	case keys.Up, keys.Down:
		return false, name
	default:
		if f.old && writes(msg) {
			f.field.SetValue("")
		}
		f.old = false
		f.field.Update(msg)
		f.Text = strings.TrimSpace(f.field.Value())
	}
	return f.Text != before, ""
}

// Over is Update of a filter over a grid, in which the arrows move.
func (f *Filter) Over(g *Grid, msg tea.Msg) (changed bool) {
	changed, move := f.Update(msg)
	if move != "" {
		g.Press(move)
	}
	return changed
}

// Row is the line in which it is typed, and the cell of its caret.
func (f *Filter) Row(width int, styles theme.Styles) (row string, caret int) {
	room := max(min(width-12, max(24, screen.Width(f.field.Placeholder)+4)), 1)
	label, look := " 查找 [ ", styles.Caret
	if f.field.Empty() {
		look = styles.Dim
	}
	row = screen.Cut(label+look.Render(f.field.View(room))+" ]", width)
	return row, min(screen.Width(label)+f.field.Caret(room), max(width-1, 0))
}

// Kept is what stands where it is no longer typed.
func (f *Filter) Kept(width int, styles theme.Styles) string {
	return screen.Clip(" 查找 "+screen.Clean(f.Text)+"   "+styles.Dim.Render("Esc 看全部"), width)
}

// Above is the line over what it sifts, with its caret in row y: where it is
// typed, or what is kept. Where nothing is sought there is none.
func (f *Filter) Above(y, width int, styles theme.Styles) ([]string, *screen.Cursor) {
	switch {
	case f.Typing():
		row, x := f.Row(width, styles)
		return []string{row}, &screen.Cursor{X: x, Y: y}
	case f.Text != "":
		return []string{f.Kept(width, styles)}, nil
	}
	return nil, nil
}

// Shows says that a row with these words is to be shown.
func (f *Filter) Shows(words ...string) bool {
	return f.Text == "" || search.Match(strings.Join(words, " "), f.Text)
}

// Keys are those that work while it is typed.
func (f *Filter) Keys() []keys.Binding {
	return []keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: "查找"}, {Label: "上下", Help: "移动"}, {Keys: []string{keys.Esc}, Label: "Esc", Help: "不查"},
	}
}

// Beneath is a text that stands beneath a row of a grid, wrapped and indented;
// the marker passes it by.
func Beneath(text string, width int, style theme.Style) []Row {
	var rows []Row
	for _, line := range Wrap(text, max(width-4, 8)) {
		rows = append(rows, Row{Cells: []Cell{{Text: "  " + line, Style: style}}})
	}
	return rows
}

// Failed is an error that stands where a page would be, and what is left to
// do.
func Failed(err error, left string, width int, styles theme.Styles) []string {
	rows := []string{""}
	for _, row := range Wrap(err.Error(), width-2) {
		rows = append(rows, " "+styles.Error.Render(row))
	}
	return append(rows, "", screen.Cut(" "+left, width))
}
