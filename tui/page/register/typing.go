package register

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// typing gives a key to the form. Leaving it keeps what was typed for the next
// time.
func (p *Page) typing(msg tea.KeyPressMsg) tea.Cmd {
	f := p.form
	if p.acting {
		if keys.Of(msg) == keys.Esc {
			return p.Back() // who no longer waits; what is on its way keeps itself
		}
		return nil
	}
	in, today := &f.inputs[f.hand], plan.DateOf(p.Now())
	switch name := keys.Of(msg); name {
	case keys.Esc:
		return p.putAside()
	case "f9":
		return p.save()
	case keys.Enter:
		told := f.wrong[in.key] != ""
		f.judge(today)
		switch {
		case f.wrong[in.key] != "" && !told:
			f.moved = true // who goes on at once mends what was just refused
		case f.hand == len(f.inputs)-1:
			return p.save()
		default:
			f.move(1, today)
		}
	case keys.Down, keys.Tab:
		f.move(1, today)
	case keys.Up, keys.ShiftTab:
		f.move(-1, today)
	case "f4":
		if len(in.choices) > 0 {
			return p.choose(f, f.hand)
		}
	default:
		f.said, f.left = "", ""
		if len(in.choices) > 0 && in.pick(name) {
			delete(f.wrong, in.key)
			return nil
		}
		f.write(msg, f.yields())
	}
	return nil
}

// choose lists the choices of an input, to be found by pinyin initials too.
func (p *Page) choose(f *form, i int) tea.Cmd {
	var items []tui.Item
	for _, c := range f.inputs[i].choices {
		items = append(items, tui.Item{Name: c})
	}
	return p.Menu(f.inputs[i].label, items, func(n int) tea.Cmd {
		if n >= 0 {
			f.inputs[i].SetValue(f.inputs[i].choices[n])
			delete(f.wrong, f.inputs[i].key)
		}
		return nil
	})
}

// formBody draws the form; where it is too high it scrolls with the field in
// hand.
func (p *Page) formBody(size screen.Size) ([]string, *screen.Cursor) {
	f := p.form
	rows := append([]string{screen.Clip(" "+p.Styles.Heading.Render(f.title())+"  "+p.Styles.Dim.Render(f.unit.Name), size.Width)}, p.sayings(size)...)
	label := 0
	for _, in := range f.inputs {
		label = max(label, min(screen.Width(in.label), size.Width/3))
	}
	var body []string
	var cursor *screen.Cursor
	p.spots.Reset()
	first, last := 0, 0
	for i := range f.inputs {
		in := &f.inputs[i]
		start := len(body)
		row, caret := p.inputRow(in, i == f.hand, label, size.Width)
		if i == f.hand {
			cursor = &screen.Cursor{X: caret, Y: len(body)}
		}
		body = append(body, row)
		amiss := widget.Wrap(f.wrong[in.key], max(size.Width-6, 8))
		if i == f.hand {
			amiss = append(amiss, widget.Wrap(in.Lost(), max(size.Width-6, 8))...)
		}
		for _, line := range amiss {
			body = append(body, "     "+p.Styles.Error.Render(line))
		}
		if i == f.hand {
			for _, line := range f.hint(in, max(size.Width-6, 8)) {
				body = append(body, "     "+p.Styles.Dim.Render(line))
			}
			first, last = start, len(body)
		}
		p.spots.Add(len(body), i)
	}
	room := max(size.Height-len(rows), 1)
	top := widget.Scroll(0, first, last, len(body), room)
	cursor.Y += len(rows) - top
	p.spots.Place(len(rows), top, room, size.Width)
	end := min(top+room, len(body))
	rows, body = widget.Around(rows, body[top:end], top, len(body)-end, size.Width, p.Styles.Dim)
	return append(rows, body...), cursor
}

// sayings tell, under the title, what came of the form before or of a paste; a
// blank row stands where there is nothing to tell.
func (p *Page) sayings(size screen.Size) []string {
	var rows []string
	say := func(style func(string) string, text string) {
		for _, line := range widget.Wrap(screen.Clean(text), max(size.Width-2, 8)) {
			rows = append(rows, " "+style(line))
		}
	}
	say(p.Styles.Ok.Render, p.form.said)
	say(p.Styles.Warn.Render, p.form.left)
	if len(rows) == 0 {
		return []string{""}
	}
	return rows[:min(len(rows), max(size.Height/3, 1))]
}

// inputRow is an input with its value; the one in hand is open to be typed in.
func (p *Page) inputRow(in *input, hand bool, label, width int) (string, int) {
	mark, style := "   ", p.Styles.Plain
	if hand {
		mark, style = " > ", p.Styles.Selected
	}
	head := mark + style.Render(screen.Pad(screen.Clip(in.label, label), label)) + "  "
	tail := ""
	if in.measure != "" {
		tail = " " + in.measure
	}
	used := len(mark) + label + 2
	room := max(min(width-used-screen.Width(tail)-5, 40), 1)
	if !hand {
		text := screen.Clean(in.Value())
		switch {
		case text == "" && in.of != nil && in.of.Required:
			text = p.Styles.Warn.Render("必填")
		case text == "":
			text = p.Styles.Dim.Render("-")
		default:
			text += tail
		}
		return screen.Clip(head+"  "+text, width), 0
	}
	look := p.Styles.Caret
	if in.Empty() {
		look = p.Styles.Dim
	}
	return screen.Cut(head+"[ "+look.Render(in.View(room))+" ]"+tail, width), min(used+2+in.Caret(room), max(width-1, 0))
}

// title says what is filled in.
func (f *form) title() string {
	switch {
	case f.ends:
		return "撤销 " + screen.Clean(f.name)
	case f.register.Single:
		return f.register.Name
	case f.site == "":
		return "添加" + f.register.Site
	}
	return "修改 " + screen.Clean(f.name)
}

// hint helps with the input in hand, in rows of a width: what may be chosen,
// what a road lacks.
func (f *form) hint(in *input, width int) []string {
	var parts []string
	for i, c := range in.choices {
		if i < 9 {
			parts = append(parts, string(rune('1'+i))+" "+c)
		}
	}
	if len(in.choices) > 9 {
		parts = append(parts, "F4 全部")
	}
	if in.of != nil && in.of.Type == plan.TypeSite && len(in.choices) == 0 {
		parts = append(parts, "还没有"+in.label+", 请先到"+in.label+"的名录里添加")
	}
	if in.help != "" {
		parts = append(parts, in.help)
	}
	if in.key == register.KeyName && f.site != "" {
		parts = append(parts, "改这里就是改名, 以前的月份仍用旧名")
	}
	rows := widget.Flow(parts, "   ", width)
	if road, at := along(f.register); at != nil && in.of == at && !f.ends {
		name := f.typed(road.Key)
		switch gaps := f.gaps(name); {
		case gaps != "":
			rows = append(rows, widget.Wrap(name+" 还缺: "+gaps, width)...)
		case slices.Contains(f.places, name):
			rows = append(rows, widget.Wrap(name+" 已经不缺了. 记完按 Esc.", width)...)
		}
	}
	return rows
}
