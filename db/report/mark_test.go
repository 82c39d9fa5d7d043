package report

import (
	"testing"
	"time"
)

func TestAReportInOneWord(t *testing.T) {
	s := defaults()
	onTime, late := at(t, "2021-03-19 10:00"), at(t, "2021-03-22 10:00")
	during, grace, after := at(t, "2021-03-18 09:00"), at(t, "2021-03-21 09:00"), at(t, "2021-04-18 09:00")
	sent := func(state State, first time.Time) Report {
		return Report{Period: march, State: state, FirstSubmitted: first, Submitted: first}
	}
	with := func(r Report, change func(r *Report)) Report {
		change(&r)
		return r
	}
	blank, draft := Report{Period: march, State: StateBlank}, Report{Period: march, State: StateDraft}
	april := func(r Report) Report { return with(r, func(r *Report) { r.Period = Period{2021, 4} }) }
	unlocked := func(r *Report) { r.OpenUntil = at(t, "2021-04-30 00:00") }
	nothing := func(r *Report) { r.Nil = true }
	for _, c := range []struct {
		name string
		r    Report
		now  time.Time
		want string
	}{
		{"nothing yet", blank, during, "未报"},
		{"begun", draft, during, "草稿"},
		{"waits", sent(StateSubmitted, onTime), during, "待审"},
		{"sealed", sent(StateAccepted, onTime), during, "通过"},
		{"sent back", sent(StateReturned, onTime), during, "退回"},
		{"sent back and begun again", sent(StateDraft, onTime), during, "退回"},
		{"nothing to tell, sealed", with(sent(StateAccepted, onTime), nothing), during, "零报"},
		{"nothing to tell, waits", with(sent(StateSubmitted, onTime), nothing), during, "待审"},

		{"nothing past the deadline", blank, grace, "未报"},
		{"begun past the deadline", draft, grace, "未报"},
		{"late and sealed at once", sent(StateAccepted, late), late, "迟2"},
		{"next month while this one still comes in", april(blank), grace, "-"},
		{"next month, begun early", april(draft), grace, "草稿"},

		{"on time", sent(StateAccepted, onTime), after, "按时"},
		{"late", sent(StateAccepted, late), after, "迟2"},
		{"a late nil report", with(sent(StateAccepted, late), nothing), after, "迟2"},
		{"nil", with(sent(StateAccepted, onTime), nothing), after, "零报"},
		{"still waits", sent(StateSubmitted, onTime), after, "待审"},
		{"still away", sent(StateReturned, onTime), after, "退回"},
		{"never", blank, after, "漏报"},
		{"never sent, though begun", draft, after, "漏报"},
		{"unlocked", with(blank, unlocked), after, "未报"},
	} {
		if got := c.r.Mark(s, c.now).Word(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
