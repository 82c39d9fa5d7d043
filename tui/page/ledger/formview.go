package ledger

import (
	"slices"
	"strconv"
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/search"
	"fanzha/tui/widget"
)

// formBody draws the form of a row: a line for each field, what may be said
// under the one in hand, and each refusal under its own.
func (p *Page) formBody(size screen.Size) ([]string, *screen.Cursor) {
	f := p.form
	name := p.data.page.Name
	if l := p.data.planned(f.id); l != nil {
		name = l.Name
	}
	title := name + ": 记一笔"
	if f.row != nil {
		title = name + ": 更正 编号 " + strconv.FormatInt(f.row.Number, 10)
	}
	head := []string{" " + p.Styles.Heading.Render(screen.Cut(title, size.Width-2))}
	if f.fault != "" {
		head = append(head, p.wrapped(p.Styles.Error, "没有记上: "+f.fault, 1, size.Width)...)
	}
	said := p.wrapped(p.Styles.Warn, f.said, 1, size.Width)
	head = append(head, said[:min(len(said), max(size.Height/3, 1))]...)
	head = append(head, "")
	label := 8
	for i := range f.slots {
		label = max(label, screen.Width(f.slots[i].label))
	}
	var rows []string
	var cursor *screen.Cursor
	f.spots.Reset()
	first, last := 0, 0
	for i := range f.shown() {
		inHand := i == f.hand
		if inHand {
			first = len(rows)
		}
		row, caret := p.slotRow(&f.slots[i], label, size.Width, inHand)
		if inHand {
			cursor = &screen.Cursor{X: min(caret, size.Width-1), Y: len(rows)}
		}
		rows = append(rows, row)
		rows = append(rows, p.under(&f.slots[i], size.Width, inHand)...)
		if inHand {
			last = len(rows)
		}
		f.spots.Add(len(rows), i)
	}
	room := max(size.Height-len(head), 1)
	f.top = widget.Scroll(f.top, first, last, len(rows), room)
	cursor.Y += len(head) - f.top
	f.spots.Place(len(head), f.top, room, size.Width)
	end := min(f.top+room, len(rows))
	head, rows = widget.Around(head, rows[f.top:end], f.top, len(rows)-end, size.Width, p.Styles.Dim)
	return append(head, rows...), cursor
}

// slotRow draws a line of the form, and says where its caret stands.
func (p *Page) slotRow(s *slot, label, width int, inHand bool) (string, int) {
	star := " "
	if s.field != nil && s.field.Required || s.key == ledger.KeyReason {
		star = "*"
	}
	name := screen.Pad(s.label, label) + star
	measure := ""
	if s.field != nil && s.field.Measure != "" {
		measure = " " + s.field.Measure
	}
	if !inHand {
		text := p.standing(s)
		if text == "" {
			measure = ""
		}
		return strings.TrimRight(screen.Cut("   "+name+"   "+text+p.Styles.Dim.Render(measure), width), " "), 0
	}
	room := max(min(width-label-markWidth-7-screen.Width(measure)-1, 44), 4)
	style := p.Styles.Caret
	if p.form.field.Empty() {
		style = p.Styles.Dim
	}
	lead := " > " + p.Styles.Selected.Render(name) + " [ "
	row := lead + style.Render(p.form.field.View(room)) + " ]" + p.Styles.Dim.Render(measure)
	return screen.Cut(row, width), screen.Width(lead) + p.form.field.Caret(room)
}

// standing is what a slot that is not in hand says.
func (p *Page) standing(s *slot) string {
	switch {
	case p.form.refused[s.key] != "":
		return p.Styles.Error.Render(screen.Clean(s.text))
	case s.text != "":
		return screen.Clean(s.text)
	}
	if !s.stands() {
		return ""
	}
	return p.Styles.Dim.Render(screen.Clean(s.offer))
}

// under is what stands below a line of the form.
func (p *Page) under(s *slot, width int, inHand bool) []string {
	const indent = 6
	var rows []string
	if why := p.form.refused[s.key]; why != "" {
		rows = append(rows, p.wrapped(p.Styles.Error, why, indent, width)...)
	}
	if s.key == ledger.KeyDay && p.form.counts != "" {
		rows = append(rows, p.wrapped(p.Styles.Warn, p.form.counts, indent, width)...)
	}
	if !inHand {
		return rows
	}
	rows = append(rows, p.wrapped(p.Styles.Error, p.form.field.Lost(), indent, width)...)
	if s.field != nil {
		for _, row := range p.choices(s.field, max(width-indent-1, 8)) {
			rows = append(rows, strings.Repeat(" ", indent)+p.Styles.Dim.Render(row))
		}
	}
	if hint := p.hint(s); hint != "" && !(s.key == ledger.KeyReason && p.form.refused[s.key] != "") {
		rows = append(rows, p.wrapped(p.Styles.Dim, hint, indent, width)...)
	}
	return rows
}

// hint says what may be typed into the slot in hand.
func (p *Page) hint(s *slot) string {
	var parts []string
	switch {
	case s.key == ledger.KeyDay && p.form.row != nil:
		parts = append(parts, "空着就还是 "+p.form.row.Day.String()+". 要改日子, 写成 昨天, 5日, 3-5.")
	case s.key == ledger.KeyDay:
		parts = append(parts, "空着就是今天. 也可写 昨天, 5日, 3-5.")
	case s.key == ledger.KeyReason && p.form.row != nil:
		parts = append(parts, "为什么改, 例如: 受众数错.")
	case s.key == ledger.KeyReason:
		parts = append(parts, "为什么现在才记, 例如: 上月漏记.")
	default:
		if s.field.Several() {
			parts = append(parts, "可以选几个, 用空格隔开.")
		}
		if s.field.Help != "" {
			parts = append(parts, s.field.Help)
		}
	}
	if s.offer != "" && p.form.field.Empty() && s.key != ledger.KeyDay {
		parts = append(parts, "Enter 用 "+s.offer+", 不要按退格.")
	}
	return strings.Join(parts, "\n")
}

// choices names the options with their digits: those that what is typed may mean,
// or all of them. That it means none is said once: here, or by the refusal. Where
// they take more than a row they stand in columns.
func (p *Page) choices(f *plan.Field, width int) (rows []string) {
	all := p.options(f)
	if len(all) == 0 {
		return nil
	}
	typed, last := words(p.form.field.Value()), ""
	if len(typed) > 0 {
		last = typed[len(typed)-1]
	}
	if _, err := strconv.Atoi(report.Halfwidth(last)); err == nil {
		last = ""
	}
	if !slices.ContainsFunc(all, func(o string) bool { return search.Match(o, last) }) {
		last = ""
		if p.form.refused[f.Key] == "" {
			rows = append(rows, short("没有这一项. 可以按数字选, 也可以打拼音首字母.", width))
		}
	}
	return append(rows, optionRows(all, last, width)...)
}

// optionRows are the options that a word may mean.
func optionRows(all []string, word string, width int) []string {
	var near []string
	column := 0
	for i, o := range all {
		if !search.Match(o, word) {
			continue
		}
		digits := strconv.Itoa(i + 1)
		if len(all) > 9 {
			digits = screen.PadLeft(digits, 2)
		}
		near = append(near, digits+" "+o)
		column = max(column, screen.Width(near[len(near)-1])+2)
	}
	if line := strings.Join(near, "  "); screen.Width(line) <= width {
		return []string{line}
	}
	rows := inColumns(near, column, width)
	if most := choiceRows(width); len(rows) > most {
		rows = append(rows[:most-1:most-1], short("还有几个, 打名称里的字或拼音首字母就找到.", width))
	}
	return rows
}

// choiceRows is how many rows the options may take before they hide the form.
func choiceRows(width int) int {
	if width < narrow {
		return 4
	}
	return 7
}

// inColumns lays out options in columns, or, where two do not fit beside each
// other so, one behind the other.
func inColumns(all []string, column, width int) []string {
	if 2*column-2 > width {
		bare := make([]string, len(all))
		for i, o := range all {
			bare[i] = short(strings.TrimLeft(o, " "), width)
		}
		return widget.Flow(bare, "  ", width)
	}
	var rows []string
	for _, o := range all {
		last := len(rows) - 1
		if last >= 0 && screen.Width(rows[last])+column-2 <= width {
			rows[last] += screen.Pad(o, column)
			continue
		}
		rows = append(rows, screen.Pad(o, column))
	}
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return rows
}
