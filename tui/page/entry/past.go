package entry

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/screen"
)

// pastTitle names what a line held in the periods before.
const pastTitle = "近12期"

// series brings a line's past year, to read it in whole.
type series struct {
	label  string
	points []report.Point // the newest first
	err    error
}

// yearly brings a line's past year to stand beside it.
type yearly struct {
	key    string
	points []report.Point
}

// ask reads what a line held in the periods before, the newest first. What is
// carried into the form from the last one stands for it where that is not filed,
// as it does in the form's own column.
func (p *Page) ask(ctx context.Context, key string, last report.Value) ([]report.Point, error) {
	points, err := p.desk.Series(ctx, p.at.Unit, p.at.Period, key)
	slices.Reverse(points)
	if len(points) > 0 && points[0].Value.Blank() {
		points[0].Value = last
	}
	return points, err
}

// tellPast shows the last twelve values of the line in hand.
func (p *Page) tellPast() tea.Cmd {
	l, last := p.here().Line, p.here().Previous
	return p.Do(func(ctx context.Context) tea.Msg {
		points, err := p.ask(ctx, l.Key, last)
		return series{l.Label, points, err}
	})
}

// tell shows the values.
func (p *Page) tell(s series) tea.Cmd {
	if s.err != nil {
		return p.Note(s.label, s.err.Error())
	}
	if len(s.points) == 0 {
		return p.Note(s.label+" "+pastTitle, "这是第一期, 以前没有数.")
	}
	rows := make([]string, 0, len(s.points))
	for _, pt := range s.points {
		rows = append(rows, pt.Period.Name()+"  "+pt.Value.Shown())
	}
	return p.Note(s.label+" "+pastTitle, rows...)
}

// linger asks for the past year of a line with which the person stays: once, and
// again when its last value is another or the person comes back to the form. What
// is shown of it stays until the answer comes.
func (p *Page) linger() tea.Cmd {
	if p.sheet == nil || p.closing {
		return nil
	}
	key := p.here().Line.Key
	if wait := p.stay.On(p.Context, key); wait != nil {
		return wait
	}
	last := p.here().Previous
	if sought, ok := p.sought[key]; !p.stay.Stays() || ok && sought.Equal(last) {
		return nil
	}
	p.sought[key] = last
	return p.Do(func(ctx context.Context) tea.Msg {
		points, err := p.ask(ctx, key, last)
		if err != nil {
			return nil // F7 says why
		}
		return yearly{key, points}
	})
}

// past is what the line in hand held before, the newest first, for a person who
// stays with it; nothing where nothing ever stood.
func (p *Page) past() []report.Point {
	points := p.years[p.here().Line.Key]
	if !p.stay.Stays() || !slices.ContainsFunc(points, func(pt report.Point) bool { return !pt.Value.Blank() }) {
		return nil
	}
	return points
}

// named is a period's name beside a form of the same year, or of another.
func (p *Page) named(at report.Period) string {
	if at.Year != p.at.Period.Year {
		return at.Name()
	}
	return at.Short()
}

// pastRow is as much of the past of the line in hand as one row has room for; ~
// says that there is more.
func (p *Page) pastRow(width int) string {
	points := p.past()
	if len(points) == 0 {
		return ""
	}
	gap, room := 3, width-screen.Width(pastTitle)-4
	if p.columns(width).narrow {
		gap = 2
	}
	text := ""
	for i, pt := range points {
		next := p.named(pt.Period) + " " + screen.Clean(pt.Value.Shown())
		if i > 0 {
			next = strings.Repeat(" ", gap) + next
		}
		left := room - screen.Width(text)
		if i < len(points)-1 {
			left -= 2 // for the sign
		}
		switch {
		case screen.Width(next) <= left:
			text += next
			continue
		case i == 0:
			text = short(next, max(left, 0))
		default:
			text += " ~"
		}
		break
	}
	return " " + p.Styles.Dim.Render(pastTitle) + "  " + text
}
