package ledger

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestDaysAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "2021-03-18", "今天": "2021-03-18", "昨天": "2021-03-17", "前天": "2021-03-16", "2021-03-05": "2021-03-05", "2021/3/5": "2021-03-05",
		"2021年3月5日": "2021-03-05", "20210305": "2021-03-05", "3-5": "2021-03-05", "３－５": "2021-03-05", "3月5日": "2021-03-05",
		"3月5号": "2021-03-05", "3.5": "2021-03-05", "5日": "2021-03-05", "5号": "2021-03-05", "28日": "2021-02-28", " 3-5 ": "2021-03-05",
		"12-28": "2020-12-28", "3-18": "2021-03-18", "3-19": "2021-03-19", "9-16": "2021-09-16", "9-17": "2020-09-17", "2020-02-29": "2020-02-29",
	} {
		if d, err := ReadDay(text, today); err != nil || d.String() != want {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	}
	for text, want := range map[string]string{"12-28": "2021-12-28", "11-30": "2021-11-30", "1-3": "2022-01-03", "1-4": "2022-01-04"} {
		if d, err := ReadDay(text, plan.Date{Year: 2022, Month: 1, Day: 3}); err != nil || d.String() != want {
			t.Errorf("%s in January: %s, %v", text, d, err)
		}
	}
	for text, says := range map[string]string{
		"3月35日": "3月35日 不存在", "13-1": "不存在", "2021-02-29": "不存在", "31日": "不存在", "0-5": "不存在",
		"25:00": "不记几点", "3-5 25:00": "不记几点", "2021-03-05T09:00": "不记几点", "下午3点": "不记几点",
		"三月五日": "应写成 3-5", "上周": "应写成 3-5", "5": "应写成 3-5", "-5": "应写成 3-5",
	} {
		if d, err := ReadDay(text, today); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	}
}

func TestADayIsReadBackAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := plan.Date{Year: 2021, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		layout := rapid.SampledFrom([]string{"2006-01-02", "2006/1/2", "2006年1月2日", "20060102"}).Draw(t, "layout")
		text := d.Start().Format(layout)
		if got, err := ReadDay(text, today); err != nil || got != d || !LooksLikeDay(text) {
			t.Fatalf("%q: %s, %v", text, got, err)
		}
	})
}

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
