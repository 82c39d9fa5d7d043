package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// AskDay asks as of which day to look, again until the day can be read and has
// come. Seen is the day that is looked at now, if it is one; then gets the zero
// day where nothing is typed.
func (c Context) AskDay(question, detail string, seen plan.Date, then func(day plan.Date) tea.Cmd) tea.Cmd {
	return c.askDay(question, detail, "", seen, then)
}

// askDay is AskDay; why says what was wrong with the last answer.
func (c Context) askDay(question, detail, why string, seen plan.Date, then func(day plan.Date) tea.Cmd) tea.Cmd {
	today := plan.DateOf(c.Now())
	a := widget.Ask{Question: question, Detail: detail + " " + why, Field: widget.Field{Max: 20, Placeholder: today.String()}}
	if !seen.IsZero() {
		a.Old = true
		a.Field.SetValue(seen.String())
	}
	return c.Ask(a, func(text string, agreed bool) tea.Cmd {
		switch {
		case !agreed:
			return nil
		case text == "":
			return then(plan.Date{})
		}
		d, err := report.ReadDay(text, today)
		switch {
		case err != nil:
			return c.askDay(question, detail, err.Error(), seen, then)
		case today.Before(d):
			return c.askDay(question, detail, d.String()+" 还没有到.", seen, then)
		}
		return then(d)
	})
}
