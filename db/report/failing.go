package report

import (
	"strings"

	"fanzha/db/plan"
)

// Failing is a hard target that is missed.
type Failing struct {
	Target string `json:"target"` // the indicator's key
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Detail string `json:"detail"` // with the first sites that fail

	Sites []Failure `json:"sites,omitempty"`
}

// listed bounds how many sites one sentence names.
const listed = 3

// Which names the first sites that fail, where a register tells them.
func (f *Failing) Which() string { return whichFail(f.Sites) }

func whichFail(sites []Failure) string {
	var names []string
	for _, site := range sites[:min(listed, len(sites))] {
		names = append(names, site.String())
	}
	text := strings.Join(names, "; ")
	if len(sites) > listed {
		text += " 等" + Whole(len(sites)).String() + "处"
	}
	return text
}

// judge lists hard targets that are missed, and soft ones of every period.
func (st *Status) judge(s *Sheet, j Standing) {
	switch {
	case j.Target.Severity == plan.TargetHard && j.Judged && !j.Met && s.newest(j):
		st.Failing = append(st.Failing, Failing{j.Line.Key, j.name(), s.Unit.Code, s.Unit.Name, j.Detail, j.Sites})
	case j.Target.Severity == plan.TargetSoft && j.Target.By.IsZero() && j.Target.AtLeast != nil && !j.None:
		e := s.Find(j.Line.Key)
		st.Monthly = append(st.Monthly, Monthly{j.Line.Key, j.Line.Label, j.Line.Indicator.Measure, e.Value, Number(*j.Target.AtLeast), s.Unit.Code})
	}
}

// newest keeps a target with several dates to the newest that has come, so
// that one lag is listed once.
func (s *Sheet) newest(j Standing) bool {
	end := s.end()
	for _, t := range j.Line.Indicator.Targets {
		if t.By.IsZero() {
			continue
		}
		on := t.By.In(s.Report.Period.Year)
		if j.On.Before(on) && !end.Before(on) {
			return false
		}
	}
	return true
}

func (st *Standing) name() string {
	if st.Target.Name != "" {
		return st.Target.Name
	}
	return st.Line.Label
}
