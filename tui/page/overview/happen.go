package overview

import (
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// happening is one line of what has happened: an event, or the saves of one
// report that follow each other on one day.
type happening struct {
	at     time.Time // of the newest
	unit   string
	period report.Period
	verb   string
	lines  map[string]bool // of saves: which lines were written
	reason string
	again  bool // sent once more after it came back
}

// form names a report among the events.
type form struct {
	unit   string
	period report.Period
}

// fold makes lines of events, which come newest first. Other reports' events
// in between do not part the saves of one.
func fold(events []report.Event) []happening {
	var all []happening
	saving, sent := map[form]int{}, map[form]int{} // the newer line of the same report
	for _, e := range events {
		at := form{e.Unit.Unit, e.Period}
		i, open := saving[at]
		delete(saving, at)
		if !open || e.Verb != "save" || plan.DateOf(e.At) != plan.DateOf(all[i].at) {
			i = len(all)
			all = append(all, happening{at: e.At, unit: e.Unit.Name, period: e.Period, verb: e.Verb, reason: e.Reason, lines: map[string]bool{}})
		}
		if newer, ok := sent[at]; ok && e.Verb != "save" {
			all[newer].again = all[newer].again || e.Verb == "return" || e.Verb == "unseal"
			delete(sent, at)
		}
		switch e.Verb {
		case "save":
			saving[at] = i
			all[i].wrote(e)
		case "submit":
			sent[at] = i
		}
	}
	return all
}

// wrote adds the lines that a save wrote; what is about the report itself is
// none.
func (h *happening) wrote(e report.Event) {
	for _, v := range e.Values {
		if !strings.HasPrefix(v.Key, "#") {
			h.lines[strings.TrimSuffix(v.Key, "#note")] = true
		}
	}
}

// word is what happened, with its colour.
func (h *happening) word(st theme.Styles) (string, theme.Style) {
	switch h.verb {
	case "save":
		return "填写 " + strconv.Itoa(max(len(h.lines), 1)) + " 项", st.Plain
	case "submit":
		if h.again {
			return "重报", st.Info
		}
		return "报送", st.Info
	case "return", "unseal":
		return report.VerbName(h.verb), st.Error
	case "accept":
		return "通过", st.Ok
	}
	return report.VerbName(h.verb), st.Plain
}

// when is the hour of today, or the day and the hour.
func when(at, now time.Time) string {
	if plan.DateOf(at) == plan.DateOf(now) {
		return at.In(plan.China).Format("15:04")
	}
	return at.In(plan.China).Format("1月2日 15:04")
}

// happening is an event's line; the reason stands behind it where there is
// room for one.
func (p *Page) happening(h happening, width int, reason bool) string {
	word, style := h.word(p.Styles)
	text := p.Styles.Dim.Render(when(h.at, p.Now())) + " " + screen.Clean(h.unit) + " "
	if h.period != p.data.status.Period {
		text += p.month(h.period) + " "
	}
	text += style.Render(word)
	if reason && h.reason != "" && h.verb != "save" {
		text += p.Styles.Dim.Render(": " + screen.Clean(h.reason))
	}
	return screen.Clip(text, width)
}

// latest is what happened last, in one row.
func (p *Page) latest(width int) string {
	row := "  "
	for i, h := range p.seen.happen {
		text := p.happening(h, width-3, false)
		gap := " "
		if i > 0 {
			gap = "     "
		}
		if screen.Width(row)+screen.Width(gap)+screen.Width(text) > width {
			break
		}
		row += gap + text
	}
	return row
}
