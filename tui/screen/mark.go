package screen

import "strings"

// Mark is a styled row in which the cells between two columns have one style
// more, and blanks where the row ends before: plain those that have none of
// their own, styled the others. Both are SGR sequences.
func Mark(row string, from, to int, plain, styled string) string {
	if from >= to {
		return row
	}
	m := marker{plain: plain, styled: styled}
	at := 0
	for len(row) > 0 {
		p, n := scan(row)
		row = row[n:]
		switch p.kind {
		case styling:
			m.wear(p.text)
		case printed:
			m.set(at >= from && at < to)
			m.WriteString(p.text)
			at += p.width
		}
	}
	if at < to {
		m.wear("\x1b[m") // past its end a row has no style
	}
	for ; at < to; at++ {
		m.set(at >= from)
		m.WriteByte(' ')
	}
	m.set(false)
	return m.String()
}

// marker writes a row. Its style is written anew at each change, since what a
// mark adds cannot be taken off alone.
type marker struct {
	strings.Builder
	plain, styled string
	own           string // the row's own style
	on            bool   // the mark
}

// wear takes a style of the row's own.
func (m *marker) wear(sgr string) {
	if m.own += sgr; (pen{}).apply(sgr) == (pen{}) {
		m.own = ""
	}
	if !m.on {
		m.WriteString(sgr)
		return
	}
	m.draw()
}

// set puts the mark on or takes it off.
func (m *marker) set(on bool) {
	if m.on != on {
		m.on = on
		m.draw()
	}
}

func (m *marker) draw() {
	m.WriteString("\x1b[m" + m.own)
	switch {
	case m.on && m.own == "":
		m.WriteString(m.plain)
	case m.on:
		m.WriteString(m.styled)
	}
}
