package ledger

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// pressMode takes a key at the question of how the unit counts.
func (p *Page) pressMode(key string) tea.Cmd {
	switch key {
	case keys.Esc:
		p.mode = 0
	case keys.Up, keys.Left, keys.Home:
		p.mode = 1
	case keys.Down, keys.Right, keys.End:
		p.mode = 2
	case keys.Tab, keys.ShiftTab:
		p.mode = 3 - p.mode
	case "1", "2":
		p.mode = keys.Digit(key)
		return p.chooseMode()
	case keys.Enter:
		return p.chooseMode()
	}
	return nil
}

// chooseMode settles the choice, after asking: it stands for good.
func (p *Page) chooseMode() tea.Cmd {
	list := p.mode == 2
	name := ledger.ModeCounted.Name()
	if list {
		name = ledger.ModeListed.Name()
	}
	unit, id := p.want.unit, p.data.page.ID
	return p.Confirm(widget.Confirm{
		Question: p.data.sheet.Unit.Name + " 的" + p.data.page.Name + name + "?",
		Detail:   "选定以后不能再改.", Safe: "再想想", Act: "选定",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.write(func(ctx context.Context) written {
			return written{what: deedMode, err: p.desk.ChooseList(ctx, unit, id, list)}
		})
	})
}

// modeBody explains the two ways to count, in plain words.
func (p *Page) modeBody(width int) []string {
	l := p.data.page.Ledger
	list, counter := l.Field(l.List), ledger.Counter(l)
	rows := []string{" " + p.Styles.Heading.Render(screen.Cut(p.data.page.Name+": 先选怎么记, 只选一次", width-2)), ""}
	for i, choice := range modeChoices(list, counter) {
		mark, style := "   ", p.Styles.Plain
		if p.mode == i+1 {
			mark, style = " > ", p.Styles.Choice
		}
		rows = append(rows, mark+style.Render(screen.Cut(choice.name, width-4)))
		for _, row := range widget.Wrap(choice.words, max(width-6, 10)) {
			rows = append(rows, "     "+row)
		}
		rows = append(rows, "")
	}
	return append(rows, p.wrapped(p.Styles.Dim, "两种都算数, 覆盖率旁边写明是哪一种. 拿不准就问平安办, Esc 先不选.", 1, width)...)
}

type modeChoice struct{ name, words string }

func modeChoices(list, counter *plan.Field) []modeChoice {
	return []modeChoice{
		{"1 " + ledger.ModeCounted.Name(), "每天只写" + counter.Label + "几" + counter.Measure + ". 记得快, 有没有重复由自己把关."},
		{"2 " + ledger.ModeListed.Name(), "每天写" + list.Label + ", 如 3-12、15. " + counter.Label + "由程序数出来, 同一" + counter.Measure + "今年只算一次."},
	}
}
