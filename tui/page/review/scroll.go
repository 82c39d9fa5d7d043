package review

import (
	"slices"

	"fanzha/db/plan"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// window are the rows of the form in sight; the line in hand is among them.
func (p *Page) window(width int) []string {
	blocks := p.form.blocks
	p.spots.Reset()
	for i, b := range blocks {
		p.spots.Skip(b.at)
		if b.key != "" {
			p.spots.Add(b.at+len(b.rows), i)
		}
	}
	if len(blocks) == 0 {
		return []string{"", screen.Clip(" 没有要看的行. F5 看全部.", width)}
	}
	last := blocks[len(blocks)-1]
	total := last.at + len(last.rows)
	if i := p.hand(); i >= 0 {
		from, to := blocks[i].at, blocks[i].at+len(blocks[i].rows)
		if i > 0 && blocks[i-1].key == "" {
			from = blocks[i-1].at // its heading comes into sight with it
		}
		p.top = max(p.top, to-p.room)
		p.top = min(p.top, from)
		p.top = max(p.top, blocks[i].at-p.room+1)
	}
	p.top = max(min(p.top, total-p.room), 0)
	var rows []string
	for _, b := range blocks {
		for n, row := range b.rows {
			if at := b.at + n; at < p.top || at >= p.top+p.room {
				continue
			}
			if n == 0 && b.key != "" && b.key == p.shown {
				row = b.hand
			}
			rows = append(rows, row)
		}
	}
	_, rows = widget.Around(nil, rows, p.top, total-p.top-len(rows), width, p.Styles.Dim)
	return rows
}

// hand is the block of the line in hand, or -1.
func (p *Page) hand() int {
	return slices.IndexFunc(p.form.blocks, func(b block) bool { return b.key != "" && b.key == p.shown })
}

// hold takes a line in hand after the form was drawn anew: the same, else the
// next one in the form's order.
func (p *Page) hold() {
	if p.hand() >= 0 {
		return
	}
	from := slices.IndexFunc(p.sheet.Form.Lines, func(l *plan.Line) bool { return l.Key == p.shown })
	first := ""
	for _, b := range p.form.blocks {
		if b.key == "" {
			continue
		}
		at := slices.IndexFunc(p.sheet.Form.Lines, func(l *plan.Line) bool { return l.Key == b.key })
		if first == "" || at <= from {
			first = b.key
		}
	}
	p.shown = first
}

// move takes another line in hand.
func (p *Page) move(key string) {
	blocks, at := p.form.blocks, p.hand()
	if at < 0 {
		return
	}
	to := at
	step := func(from, by int) int {
		for i := from + by; i >= 0 && i < len(blocks); i += by {
			if blocks[i].key != "" {
				return i
			}
		}
		return from
	}
	switch key {
	case keys.Up:
		to = step(at, -1)
	case keys.Down:
		to = step(at, 1)
	case keys.Home:
		to, p.top = step(-1, 1), 0
	case keys.End:
		to = step(len(blocks), -1)
	case keys.PgUp, keys.PgDown:
		by, rows := 1, 0
		if key == keys.PgUp {
			by = -1
		}
		for next := step(to, by); next != to && rows+len(blocks[next].rows) < p.room; next = step(to, by) {
			rows += len(blocks[next].rows)
			to = next
		}
		if to == at {
			to = step(at, by)
		}
	case keys.Tab:
		to = p.section(at, 1)
		p.top = blocks[max(to-1, 0)].at // the section's heading stands on top
	case keys.ShiftTab:
		to = p.section(at, -1)
		p.top = blocks[max(to-1, 0)].at
	}
	p.shown = blocks[to].key
	if to == step(-1, 1) {
		p.top = 0
	}
}

// section is the first line of the next section, or of the one before; from the
// last it goes on with the first.
func (p *Page) section(at, by int) int {
	blocks := p.form.blocks
	var firsts []int
	for i, b := range blocks {
		if b.key != "" && (i == 0 || blocks[i-1].key == "") {
			firsts = append(firsts, i)
		}
	}
	here := 0
	for n, i := range firsts {
		if i <= at {
			here = n
		}
	}
	return firsts[(here+by+len(firsts))%len(firsts)]
}
