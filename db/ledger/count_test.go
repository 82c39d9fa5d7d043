package ledger

import (
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// stand is a year's reports as their months' states say.
func stand(states map[int]report.State) Reports {
	rs := Reports{}
	for m, s := range states {
		p := report.Period{Year: 2021, Month: m}
		rs[p] = report.Report{Period: p, State: s}
	}
	return rs
}

func TestWhereARowCounts(t *testing.T) {
	s := &report.Schedule{First: report.Period{Year: 2021, Month: 2}, Versions: []report.Version{{Plan: plan.Default()}}}
	at := func(text string) time.Time { d, _ := plan.ParseDate(text); return d.Start().Add(9 * time.Hour) }
	for _, c := range []struct {
		name, day, now string
		states         map[int]report.State
		want           string // a period, with + where it is a correction, or what the refusal says
	}{
		{"in its own window", "2021-03-05", "2021-03-18", nil, "2021-03"},
		{"the window's ends", "2021-02-21", "2021-03-18", nil, "2021-03"},
		{"after the due day", "2021-03-21", "2021-03-22", nil, "2021-04"},
		{"while late is still open", "2021-03-20", "2021-03-25", nil, "2021-03"},
		{"locked", "2021-03-20", "2021-03-26", nil, "2021-04+"},
		{"sent", "2021-03-05", "2021-03-18", map[int]report.State{3: report.StateSubmitted}, "2021-04+"},
		{"sealed, and the next one sent", "2021-03-05", "2021-04-18", map[int]report.State{3: report.StateAccepted, 4: report.StateSubmitted}, "2021-05+"},
		{"tomorrow", "2021-03-19", "2021-03-18", nil, "还没有到"},
		{"before the folder", "2021-02-02", "2021-03-18", nil, "早于本系统开始统计的 2021-02-03"},
		{"another year", "2020-03-05", "2021-03-18", nil, "早于"},
		{"the year's last days in January", "2021-12-30", "2022-01-04", nil, "2021-13"},
		{"a closed year", "2021-12-30", "2022-03-04", nil, "属于2021年, 那一年的月报都已报送或锁定"},
		{"a whole year sent", "2021-12-30", "2021-12-31", map[int]report.State{13: report.StateSubmitted}, "2021年的月报都已报送或锁定"},
	} {
		day, _ := plan.ParseDate(c.day)
		p, correction, err := stand(c.states).Counting(s, day, at(c.now))
		got := p.String()
		if correction {
			got += "+"
		}
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
