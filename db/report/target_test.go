package report

import (
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
)

// standing judges the target of a key by its name's part.
func standing(t testing.TB, s *Sheet, key, name string) Standing {
	t.Helper()
	for _, st := range s.Standings() {
		if st.Line.Key == key && strings.Contains(st.Target.Name, name) {
			return st
		}
	}
	t.Fatalf("%s has no target %s", key, name)
	return Standing{}
}

func TestTargetsAreJudgedExactly(t *testing.T) {
	july, last := in(Period{2021, 7}), in(Period{2021, Supplement})
	for _, c := range []struct {
		unit, typed, key, name string
		more                   []more
		judged, met            bool
		short, detail          string
	}{
		{"ledao", "visited=10 households=100", "coverage", "6月底", nil, false, false, "40", "10 / 100 = 10.0%, 应达 50%, 差 40 户"},
		{"ledao", "visited=1 visited_half=1 households=5402", "coverage", "6月底", []more{july, prior("visited=1815")}, true, false, "885", "1,816 / 5,402 = 33.6%, 应达 50%, 差 885 户"},
		{"ledao", "visited=1 visited_half=1 households=10000", "coverage", "6月底", []more{july, prior("visited=4998")}, true, false, "1", "49.9%"},
		{"ledao", "visited=1 visited_half=1 households=10000", "coverage", "6月底", []more{july, prior("visited=4999")}, true, true, "0", "50.0%"},
		{"ledao", "visited=10 visited_half=4 households=100", "coverage", "6月底", []more{july, prior("visited=45")}, true, false, "1", "49 / 100 = 49.0%, 应达 50%, 差 1 户"},
		{"ledao", "visited=10 visited_half=5 households=100", "coverage", "6月底", []more{july, prior("visited=45")}, true, true, "0", "50.0%"},
		{"ledao", "visited=10 households=100", "coverage", "6月底", []more{july, prior("visited=45")}, false, false, "0", "节点快报"},
		{"ledao", "visited=0 visited_half=0 households=100", "coverage", "全覆盖", []more{july, prior("visited=60")}, false, false, "40", "应达 100%"},
		{"ledao", "visited=0 households=100", "coverage", "全覆盖", []more{last, prior("visited=100")}, true, true, "0", "100.0%"},
		{"ledao", "visited=5", "coverage", "6月底", []more{july}, false, false, "0", ""},
		{"nongshang", "outlets=14 outlets_board=12", "outlets_board", "展板", nil, true, false, "2", "12 / 14 = 85.7%, 应达 100%, 差 2 个"},
		{"nongshang", "outlets=14 outlets_board=14", "outlets_board", "展板", nil, true, true, "0", "100.0%"},
		{"nongshang", "outlets=0 outlets_board=0", "outlets_board", "展板", nil, false, false, "0", ""},
		{"nongshang", "outlets_screen=3 outlets_playing=2", "outlets_playing", "滚动", nil, true, false, "1", "差 1 个"},
		{"nongshang", "netbank_warned=是", "netbank_warned", "网上银行", nil, true, true, "0", "现为 是, 应为 是"},
		{"nongshang", "netbank_warned=否", "netbank_warned", "网上银行", nil, true, false, "0", "现为 否, 应为 是"},
		{"nongshang", "netbank_warned=na", "netbank_warned", "网上银行", nil, false, false, "0", ""},
		{"nongshang", "", "app_warned", "APP", []more{carry("app_warned=否")}, true, false, "0", "现为 否"},
		{"weisheng", "ads_shown=1", "ads_shown", "不少于2处", nil, true, false, "1", "1 处, 应不少于 2 处"},
		{"weisheng", "ads_shown=2", "ads_shown", "不少于2处", nil, true, true, "0", "2 处"},
		{"weisheng", "", "ads_shown", "不少于2处", nil, false, false, "2", ""},
		{"pingan", "road_failing=1", "road_failing", "200米", nil, true, false, "0", "1 段不达标"},
		{"pingan", "road_failing=0", "road_failing", "200米", nil, true, true, "0", "0 段"},
		{"pingan", "rallies_talk=1", "rallies", "至少2次", nil, true, false, "1", "1 次, 应不少于 2 次"},
		{"pingan", "", "rallies", "至少2次", []more{in(Period{2021, 12})}, true, false, "2", "0 次, 应不少于 2 次"},
		{"pingan", "rallies_talk=1", "rallies", "至少2次", []more{last}, false, false, "0", "2021年终补报不作要求"},
		{"paichusuo", "cases=1 cases.ledao=1", "cases", "下降", []more{last, prior("cases=8"), carry("cases_last_year=10")}, true, true, "0", "今年到12月21日 9 起, 上年全年发案 10 起"},
		{"paichusuo", "cases=1 cases.ledao=1", "cases", "下降", []more{last, prior("cases=9"), carry("cases_last_year=10")}, true, false, "0", "今年到12月21日 10 起, 上年全年发案 10 起"},
		// Ten in half a year are not below forty-one in a whole one, nor above half of them.
		{"paichusuo", "cases=1 cases.ledao=1", "cases", "下降", []more{in(Period{2021, 6}), prior("cases=9"), carry("cases_last_year=41")}, false, false, "0", "今年到5月21日 10 起, 上年全年发案 41 起, 不是同期, 到12月31日才比"},
		{"paichusuo", "cases=1 cases.ledao=1", "cases", "下降", []more{last}, false, false, "0", "上年全年发案还没有填"},
	} {
		st := standing(t, sheet(t, c.unit, c.typed, c.more...), c.key, c.name)
		if st.Judged != c.judged || st.Judged && st.Met != c.met || !strings.Contains(st.Detail, c.detail) {
			t.Errorf("%s %q: judged %v, met %v, %s; want %v, %v, %s", c.unit, c.typed, st.Judged, st.Met, st.Detail, c.judged, c.met, c.detail)
		}
		if st.Short.String() != c.short {
			t.Errorf("%s %q: lacks %s, want %s", c.unit, c.typed, st.Short, c.short)
		}
	}
}

func TestAPassedMilestoneStandsAsItWasReported(t *testing.T) {
	july := sheet(t, "ledao", "visited=40 visited_half=9 households=100", in(Period{2021, 7}), prior("visited=40"))
	august := sheet(t, "ledao", "visited=10 households=100", in(Period{2021, 8}), prior("visited=80"),
		func(_ testing.TB, s *Situation) { s.Passed = map[plan.DayOfYear]*Sheet{{Month: 6, Day: 30}: july} })
	if st := standing(t, august, "coverage", "6月底"); st.Met || st.Detail != "49 / 100 = 49.0%, 应达 50%, 差 1 户" {
		t.Errorf("in August the milestone of June reads %+v", st)
	}
}

func TestTheNextMilestoneIsWhatPeopleWorkTowards(t *testing.T) {
	for p, want := range map[Period]string{{2021, 3}: "2021-06-30", {2021, 6}: "2021-06-30", {2021, 7}: "2021-12-31", {2021, 13}: "2021-12-31", {2022, 1}: "2022-06-30"} {
		s := sheet(t, "ledao", "", in(p))
		if got := s.Next(s.Find("coverage")).On.String(); got != want {
			t.Errorf("in %s people work towards %s, want %s", p, got, want)
		}
	}
}

// township makes one sheet a unit, in the plan's order.
func township(t testing.TB, p Period, typed map[string]string, also map[string][]more) []*Sheet {
	t.Helper()
	var all []*Sheet
	for _, u := range defaults().PlanFor(p).Units {
		all = append(all, sheet(t, u.Code, typed[u.Code], append([]more{in(p)}, also[u.Code]...)...))
	}
	return all
}

func stage(state State, first string) more {
	return func(t testing.TB, s *Situation) {
		s.Report.State = state
		if first != "" {
			s.Report.FirstSubmitted = at(t, first)
		}
	}
}

// The supplement has eleven days: what is asked of every month is not asked of it.
func TestTheSupplementIsNotCountedAmongTheMonths(t *testing.T) {
	for p, want := range map[Period]int{{2021, 12}: 1, {2021, 13}: 0} {
		sheets := township(t, p, nil, nil)
		if st := Summarize("武陵山乡", p, defaults(), sheets, at(t, "2022-01-03 12:00")); len(st.Monthly) != want {
			t.Errorf("%s asks for %+v", p, st.Monthly)
		}
		day := plan.Date{Year: 2021, Month: 12, Day: 31}
		for _, target := range StandTargets(p, day, plan.Default(), sheets, nil).Other {
			if target.Key == "rallies" && (len(target.Owing) != 1 || (target.Owing[0].State == TargetNone) == (want == 1)) {
				t.Errorf("%s: %+v", p, target)
			}
		}
	}
}

func TestStatusAddsUpToWhatIsExpected(t *testing.T) {
	p := Period{2021, 7}
	sheets := township(t, p, map[string]string{
		"ledao": "visited=10 visited_half=0 households=100", "wulingshan": "visited=70 visited_half=70 households=100", "weisheng": "ads_shown=1", "tongxin": "outlets=2 outlets_board=1",
		"pingan": "rallies_talk=1",
	}, map[string][]more{
		"ledao": {stage(StateSubmitted, "2021-07-20 10:00")}, "wulingshan": {stage(StateAccepted, "2021-07-22 10:00")},
		"weisheng": {stage(StateReturned, "2021-07-21 10:00")}, "sifa": {stage(StateDraft, "2021-07-19 10:00")},
		"caizheng": {stage(StateSubmitted, "2021-07-19 10:00"), asNil}, "tongxin": {stage(StateSubmitted, "2021-07-29 10:00")},
	})
	st := Summarize("武陵山乡", p, defaults(), sheets, at(t, "2021-07-22 12:00"))
	if st.Expected != 20 || st.Expected != len(st.Missing)+st.Pending+st.Returned+st.Accepted {
		t.Errorf("expected %d = %d missing + %d pending + %d returned + %d accepted", st.Expected, len(st.Missing), st.Pending, st.Returned, st.Accepted)
	}
	if st.Pending != 2 || st.Returned != 2 || st.Accepted != 1 || st.Submitted != 5 || st.OnTime != 3 {
		t.Errorf("%+v", st)
	}
	if len(st.Late) != 2 || st.Late[0].Unit != "wulingshan" || st.Late[0].Days != 2 || st.Late[1].Days != 1 {
		t.Errorf("late: %+v", st.Late)
	}
	if len(st.Nil) != 1 || st.Nil[0].Unit != "caizheng" || len(st.Back) != 2 || st.Complete() {
		t.Errorf("nil %+v, back %+v, complete %v", st.Nil, st.Back, st.Complete())
	}
	c := st.Coverage
	if c.Households.String() != "200" || c.Visited.String() != "80" || c.Rate.String() != "40" || c.Short.String() != "120" || c.TargetDate.String() != "2021-12-31" {
		t.Errorf("coverage: %+v", c)
	}
	if lag := c.Lagging(); len(lag) != 1 || lag[0].Unit != "ledao" || lag[0].Short.String() != "90" {
		t.Errorf("lagging: %+v", lag)
	}
	failing := map[string]string{}
	for _, f := range st.Failing {
		failing[f.Unit] += f.Target
	}
	if len(failing) != 3 || failing["ledao"] != "coverage" || failing["weisheng"] != "ads_shown" || failing["tongxin"] != "outlets_board" {
		t.Errorf("failing: %v", failing)
	}
	if len(st.Monthly) != 1 || st.Monthly[0].Unit != "pingan" || st.Monthly[0].Done.String() != "1" {
		t.Errorf("monthly: %+v", st.Monthly)
	}
}

func TestALagIsListedOnceAtTheYearsEnd(t *testing.T) {
	p := Period{2021, Supplement}
	st := Summarize("武陵山乡", p, defaults(), township(t, p, map[string]string{"ledao": "visited=10 households=100"}, nil), at(t, "2022-01-03 09:00"))
	if len(st.Failing) != 1 || !strings.Contains(st.Failing[0].Detail, "应达 100%") {
		t.Errorf("failing: %+v", st.Failing)
	}
}

func TestAPacedBoundFromAboveIsNoCoverage(t *testing.T) {
	source := strings.ReplaceAll(string(plan.DefaultSource()), "at_least: 50, by: 06-30", "at_most: 50, by: 06-30")
	pl, err := plan.Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	s := sheet(t, "ledao", "visited=1 households=10", func(_ testing.TB, sit *Situation) {
		sit.Schedule = &Schedule{First: march, Versions: []Version{{From: march, Plan: pl}}}
	})
	if st := Summarize("武陵山乡", march, s.Schedule, []*Sheet{s}, s.Now); st.Coverage != nil {
		t.Errorf("coverage: %+v", st.Coverage)
	}
}

func TestTimeLeftReadsAsPeopleSayIt(t *testing.T) {
	due := at(t, "2021-03-21 00:00")
	for left, want := range map[time.Duration]string{
		50 * time.Hour: "还有 2 天", 5 * time.Hour: "还有 5 小时", 59 * time.Minute: "还有 59 分钟", -26 * time.Hour: "已过 1 天", -time.Minute: "已过 1 分钟",
	} {
		if got := Left(due, due.Add(-left)); got != want {
			t.Errorf("%s: %s, want %s", left, got, want)
		}
	}
	if got := Deadline(due) + " " + Deadline(due.Add(90*time.Minute)); got != "3月20日 24:00 3月21日 01:30" {
		t.Errorf("deadlines read %s", got)
	}
}
