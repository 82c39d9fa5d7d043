package report

import (
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
)

// ruleCase fires a rule of the default plan with one form and keeps it silent
// with another.
type ruleCase struct {
	rule, unit   string
	fires, quiet string
	with         []more // known in both
	firesWith    []more
	quietWith    []more
	key          string // of the finding
	says         string
}

var ruleCases = []ruleCase{
	{rule: "required", unit: "weisheng", fires: "staff=院长", quiet: "staff=院长 ads_shown=na", key: "ads_shown", says: "显著位置公益广告是必填的"},
	{rule: "awaited", unit: "ledao", fires: "staff=文书", quiet: "staff=文书 households=100", key: "households", says: "由平安办录入"},
	{rule: "returned", unit: "ledao", fires: "leaflets=5", quiet: "leaflets=5", with: []more{sentBack}, quietWith: []more{touched}, says: "发放资料"},
	{rule: "bounds", unit: "ledao", fires: "meetings=32", quiet: "meetings=31", key: "meetings", says: "填的是32，应不多于 31"},
	{rule: "bounds", unit: "ledao", fires: "leaflets=-1", quiet: "leaflets=0", key: "leaflets", says: "应不少于 0"},
	{rule: "bounds", unit: "ledao", fires: "households=0", quiet: "households=1", key: "households", says: "应不少于 1"},
	{rule: "bounds", unit: "nongshang", fires: "hours=24.1", quiet: "hours=24", key: "hours", says: "应不多于 24"},
	{rule: "staff", unit: "ledao", fires: "staff=na", quiet: "staff=文书", key: "staff"},
	{rule: "opinion-post", unit: "dangzheng", fires: "opinion_post=na", quiet: "opinion_post=干事", key: "opinion_post"},
	{rule: "locked", unit: "ledao", firesWith: []more{now("2021-03-26 00:00")}, quietWith: []more{now("2021-03-25 23:59")}},
	{rule: "nil", unit: "ledao", fires: "leaflets=5 banners=0 groups=3", quiet: "leaflets=0 groups=3", with: []more{asNil}, says: "现在有：发放资料。"},
	{rule: "audience", unit: "ledao", fires: "audience=5", quiet: "audience=5 events=1", key: "audience", says: "有受众5人次"},
	{rule: "joint", unit: "ledao", fires: "joint=2 events=1", quiet: "joint=1 events=1", key: "joint", says: "联合活动2次，比宣传活动1场还多"},
	{rule: "own-approved", unit: "ledao", fires: "own_approved=1", quiet: "own_approved=1 own_materials=1", key: "own_approved"},
	{rule: "visited-rest", unit: "ledao", fires: "visited=41", quiet: "visited=40", with: []more{carry("households=100"), prior("visited=60")}, key: "visited", says: "新入户41户，加上以前的60户，超过了实有100户"},
	{rule: "visited-half", unit: "ledao", fires: "visited=5 visited_half=6", quiet: "visited=5 visited_half=5", with: []more{in(Period{2021, 7})}, key: "visited_half"},
	{rule: "visited-later", unit: "ledao", fires: "visited=31", quiet: "visited=30", with: []more{carry("households=100"), prior("visited=60"), later("visited=10")}, key: "visited", says: "以后各期已报新入户10户，加上本月的31户和以前的60户，超过了实有100户"},
	{rule: "visited-later", unit: "ledao", fires: "visited=31", quiet: "visited=30", with: []more{carry("households=90"), prior("visited=60"), later("visited=20 households=110")}, key: "visited", says: "超过了实有110户"},
	{rule: "visited-later", unit: "ledao", fires: "visited=101 households=100", quiet: "visited=101 households=100", firesWith: []more{later("visited=1")}, key: "visited"},
	{rule: "visits", unit: "ledao", fires: "visits=4 visited=5", quiet: "visits=5 visited=5", key: "visits"},
	{rule: "absent", unit: "ledao", fires: "absent=101 households=100", quiet: "absent=100 households=100", key: "absent"},
	{rule: "stationed", unit: "ledao", fires: "stationed=1", quiet: "stationed=1 turnout=1", key: "stationed"},
	{rule: "letters-back", unit: "xuexiao", fires: "letters_back=6", quiet: "letters_back=5", with: []more{prior("letters=10 letters_back=5")}, key: "letters_back", says: "回执11份，比发出的10份"},
	{rule: "letters-back-later", unit: "xuexiao", fires: "letters=4", quiet: "letters=5", with: []more{prior("letters=10 letters_back=5"), later("letters=1 letters_back=11")}, key: "letters", says: "以后各期已报收回回执11份，加上到本期的5份"},
	{rule: "letters", unit: "xuexiao", fires: "letters=111 pupils=100", quiet: "letters=110 pupils=100", key: "letters"},
	{rule: "stopped", unit: "nongshang", fires: "stopped=2 reminded=1", quiet: "stopped=1 reminded=1", key: "stopped"},
	{rule: "companies", unit: "jingfa", fires: "companies_guided=5", quiet: "companies_guided=4", with: []more{carry("companies_known=10"), prior("companies_guided=6")}, key: "companies_guided"},
	{rule: "companies-later", unit: "market", fires: "companies_guided=5", quiet: "companies_guided=4", with: []more{carry("companies_known=11"), prior("companies_guided=6"), later("companies_guided=1")}, key: "companies_guided", says: "超过了名录11家"},
	{rule: "ads-na", unit: "weisheng", fires: "ads_shown=na", quiet: "ads_shown=0", key: "ads_shown", says: "公益广告是硬指标"},
	{rule: "terminals-na", unit: "lvyou", fires: "terminals=3 terminals_set=na", quiet: "terminals=0 terminals_set=na", key: "terminals_set"},
	{rule: "board-na", unit: "tongxin", fires: "outlets=3 outlets_board=na", quiet: "outlets=0 outlets_board=na", key: "outlets_board"},
	{rule: "playing-na", unit: "nongshang", fires: "outlets=3 outlets_screen=2 outlets_playing=na", quiet: "outlets_screen=0 outlets_playing=na", key: "outlets_playing"},
	{rule: "atms-na", unit: "nongshang", fires: "atms=2 atms_warned=na", quiet: "atms=2 atms_warned=0", key: "atms_warned"},
	{rule: "advised-na", unit: "nongshang", fires: "outlets=2 outlets_advised=na", quiet: "outlets=2 outlets_advised=1", key: "outlets_advised"},
	{rule: "outlets-board", unit: "nongshang", fires: "outlets_board=3 outlets=2", quiet: "outlets_board=2 outlets=2", key: "outlets_board"},
	{rule: "outlets-screen", unit: "tongxin", fires: "outlets_screen=3 outlets=2", quiet: "outlets_screen=2 outlets=2", key: "outlets_screen"},
	{rule: "outlets-playing", unit: "nongshang", fires: "outlets_playing=1", quiet: "outlets_playing=1 outlets_screen=1", key: "outlets_playing"},
	{rule: "outlets-advised", unit: "nongshang", fires: "outlets_advised=3 outlets=2", quiet: "outlets_advised=2 outlets=2", key: "outlets_advised"},
	{rule: "atms-warned", unit: "nongshang", fires: "atms_warned=3 atms=2", quiet: "atms_warned=2 atms=2", key: "atms_warned"},
	{rule: "road-failing", unit: "pingan", fires: "road_failing=3 road_sections=2", quiet: "road_failing=2 road_sections=2", key: "road_failing"},
	{rule: "sites-failing", unit: "cunzhen", fires: "sites_failing=3 sites_building=1 sites_municipal=1", quiet: "sites_failing=2 sites_building=1 sites_municipal=1", key: "sites_failing"},
	{rule: "estates-failing", unit: "cunzhen", fires: "estates_failing=1", quiet: "estates_failing=1 estates=1", key: "estates_failing"},
	{rule: "venues-failing", unit: "lvyou", fires: "venues_failing=4 hotels=1 guesthouses=1 scenic=1", quiet: "venues_failing=3 hotels=1 guesthouses=1 scenic=1", key: "venues_failing"},
	{rule: "terminals-set", unit: "lvyou", fires: "terminals_set=4 terminals=3", quiet: "terminals_set=3 terminals=3", key: "terminals_set"},
	{rule: "film-venues", unit: "lvyou", fires: "film_venues=2 hotels=1", quiet: "film_venues=1 hotels=1", key: "film_venues"},
	{rule: "reviewed", unit: "pingan", fires: "reviewed=3 approved=2 rejected=2", quiet: "reviewed=4 approved=2 rejected=2", key: "reviewed"},
	{rule: "works-awarded", unit: "pingan", fires: "works_awarded=3", quiet: "works_awarded=2", with: []more{prior("works_collected=2")}, key: "works_awarded"},
	{rule: "works-awarded-later", unit: "pingan", fires: "works_collected=0", quiet: "works_collected=1", with: []more{prior("works_collected=2 works_awarded=1"), later("works_awarded=2")}, key: "works_collected"},
	{rule: "issues-fixed-later", unit: "pingan", fires: "issues_found=0", quiet: "issues_found=1", with: []more{prior("issues_found=2 issues_fixed=1"), later("issues_fixed=2")}, key: "issues_found"},
	{rule: "issues-fixed", unit: "pingan", fires: "issues_fixed=3", quiet: "issues_fixed=2", with: []more{prior("issues_found=2")}, key: "issues_fixed"},
	{rule: "survey", unit: "pingan", fires: "survey_known=31 survey_n=30", quiet: "survey_known=30 survey_n=30", key: "survey_known"},
	{rule: "cases-sum", unit: "paichusuo", fires: "cases=3 cases.ledao=1 cases.other=1", quiet: "cases=2 cases.ledao=1 cases.other=1", key: "cases", says: "相加是2起，全乡填的是3起"},
	{rule: "loss-sum", unit: "paichusuo", fires: "cases=1 loss=3.5 loss.ledao=3.49", quiet: "cases=1 loss=3.5 loss.ledao=3.49 loss.other=0.01", key: "loss"},
	{rule: "loss-case", unit: "paichusuo", fires: "loss=1 loss.ledao=1", quiet: "loss=1 loss.ledao=1 cases.ledao=1", key: "loss"},
	{rule: "loss-case-here.ledao", unit: "paichusuo", fires: "loss.ledao=1.5 cases.other=1", quiet: "loss.ledao=1.5 cases.ledao=1", key: "loss.ledao", says: "乐道村有损失1.5万元"},

	{rule: "pace", unit: "ledao", fires: "visited=53", quiet: "visited=54", with: []more{carry("households=1000")}, key: "coverage", says: "入户覆盖率5.3%，比到这一天应有的15.3%低10.0个百分点"},
	{rule: "visited-much", unit: "ledao", fires: "visited=36 households=100", quiet: "visited=35 households=100", key: "visited"},
	{rule: "rallies", unit: "pingan", fires: "rallies_talk=1", quiet: "rallies_talk=1 rallies_show=1", key: "rallies", says: "集中宣传1次"},
	{rule: "rallies", unit: "pingan", fires: "", quiet: "", quietWith: []more{in(Period{2021, Supplement})}, key: "rallies"},
	{rule: "saved-much", unit: "nongshang", fires: "saved=100.01 stopped=1", quiet: "saved=100 stopped=1", key: "saved"},
	{rule: "reward", unit: "nongshang", fires: "stopped=1 reminded=1", quiet: "stopped=1 reminded=1 rewarded=1", key: "rewarded"},
	{rule: "zero-twice", unit: "ledao", fires: "leaflets=0", quiet: "leaflets=1", with: []more{past(0, "leaflets=0")}, says: "连续两期都是0：发放资料"},
	{rule: "zero-twice", unit: "ledao", fires: "in_school=0", with: []more{past(0, "in_school=0")}, quietWith: []more{ledger("in_school=0")}, says: "进校园"},
	{rule: "zero-twice", unit: "xuexiao", fires: "letters=0", quiet: "letters=0", with: []more{past(0, "letters=0")}, quietWith: []more{in(Period{2021, 8})}},
	{
		rule: "triple", unit: "ledao", fires: "leaflets=61", quiet: "leaflets=60",
		with: []more{past(0, "leaflets=30"), past(1, "leaflets=10"), past(2, "leaflets=20")}, says: "超过近三期平均数的3倍：发放资料",
	},
	{
		rule: "triple", unit: "ledao", fires: "leaflets=61", quiet: "leaflets=61", quietWith: []more{past(2, "leaflets=na")},
		with: []more{past(0, "leaflets=30"), past(1, "leaflets=10"), past(2, "leaflets=20")},
	},
	{
		rule: "same", unit: "ledao", fires: "events=1 leaflets=20 posters=3 banners=4 slogans=5 boards=0", quiet: "events=1 leaflets=20 posters=3 banners=4 slogans=6 boards=0",
		with: []more{past(0, "events=1 leaflets=20 posters=3 banners=4 slogans=5 boards=0")}, says: "有5处与上期完全一样",
	},
	{rule: "sms-peer", unit: "dangzheng", fires: "sms_sent=100", quiet: "sms_sent=120", with: []more{peers("120")}, key: "sms_sent", says: "党政办填公益短信100条，基础运营商报的是120条"},
	{rule: "ledger-tie", unit: "ledao", fires: "events=2 audience=3", quiet: "events=1 audience=3", with: []more{ledger("events=1 audience=3")}, says: "对不上，又没有备注：宣传活动。"},
	{rule: "ledger-tie", unit: "ledao", fires: "events=1", quiet: "events=0", says: "宣传活动"},
	{rule: "ledger-tie", unit: "ledao", fires: "visited=2", quiet: "visited=2", with: []more{ledger("visits=1")}, firesWith: []more{ledger("visited=1")}, says: "新入户"},
	{rule: "ledger-tie", unit: "ledao", fires: "events=2", quiet: "events=2", with: []more{ledger("events=1")}, quietWith: []more{noted("events")}, says: "宣传活动"},
	{rule: "ledger-differs", unit: "ledao", fires: "events=2", quiet: "events=1", with: []more{ledger("events=1"), noted("events")}, says: "宣传活动"},
	{rule: "ledger-differs", unit: "ledao", fires: "events=2", quiet: "events=2", firesWith: []more{ledger("events=1")}, with: []more{noted("events")}, says: "宣传活动"},
	{rule: "event-window", unit: "ledao", firesWith: []more{dated("3月1日 文化广场")}, says: "3月1日 文化广场"},
	{rule: "changed", unit: "ledao", fires: "households=101", quiet: "households=100", with: []more{carry("households=100")}, says: "实有户数"},
	{rule: "changed", unit: "nongshang", fires: "outlets=3", quiet: "outlets=2", with: []more{carry("outlets=2")}, says: "营业网点"},
	{rule: "changed", unit: "pingan", fires: "survey_n=30 road_sections=3", quiet: "survey_n=30 road_sections=3", firesWith: []more{never}, with: []more{carry("survey_n=20 road_sections=2")}},
}

// ledger is what the unit's ledgers say of the period.
func ledger(typed string) more {
	return func(t testing.TB, s *Situation) {
		if s.Fed == nil {
			s.Fed = map[string]Fed{}
		}
		for key, v := range values(t, s.Unit.Kind, typed) {
			s.Fed[key] = Fed{Value: v}
		}
	}
}

// noted gives a line a remark.
func noted(key string) more {
	return func(_ testing.TB, s *Situation) {
		c := s.Cells[key]
		c.Note = "台账在纸上"
		s.Cells[key] = c
	}
}

// dated is a ledger row of another period's day.
func dated(row string) more {
	return func(_ testing.TB, s *Situation) { s.Outside = append(s.Outside, row) }
}

// sentBack returns the report for one of its cells; touched changes that cell
// afterwards.
func sentBack(_ testing.TB, s *Situation) {
	s.Report.State, s.Report.Decided, s.Report.CellReasons = StateReturned, s.Now, map[string]string{"leaflets": "偏大"}
}

func touched(_ testing.TB, s *Situation) {
	c := s.Cells["leaflets"]
	c.At = s.Now.Add(time.Minute)
	s.Cells["leaflets"] = c
}

// never marks a case whose rule must stay silent in both forms.
func never(testing.TB, *Situation) {}

func peers(sent string) more {
	return func(t testing.TB, s *Situation) {
		s.Peers[plan.From{Kind: "telecom", Key: "sms_sent"}] = Number(num(t, sent))
	}
}

func TestEachActiveRuleFiresAndStaysSilent(t *testing.T) {
	covered := map[string]bool{}
	for _, c := range ruleCases {
		covered[c.rule] = true
		fires := sheet(t, c.unit, c.fires, append(c.with, c.firesWith...)...)
		keys, f := found(t, fires, c.rule)
		if c.rule == "changed" && c.firesWith != nil {
			if keys != nil {
				t.Errorf("changed speaks of %q", f.Message)
			}
			continue
		}
		if len(keys) != 1 || keys[0] != c.key || !says(f.Message, c.says) {
			t.Errorf("%s with %q: at %q %q, want one at %q with %q", c.rule, c.fires, keys, f.Message, c.key, c.says)
		}
		if strings.ContainsAny(f.Message, "{}") {
			t.Errorf("%s leaves a place open: %s", c.rule, f.Message)
		}
		quiet := sheet(t, c.unit, c.quiet, append(c.with, c.quietWith...)...)
		if keys, f := found(t, quiet, c.rule); keys != nil {
			t.Errorf("%s with %q speaks at %q: %s", c.rule, c.quiet, keys, f.Message)
		}
	}
	for _, kind := range plan.Default().Kinds {
		for _, r := range plan.Default().FormOf(kind.ID).Rules() {
			id, _, _ := strings.Cut(r.ID, ".")
			if r.Needs == "" && !covered[r.ID] && !covered[id] && !covered[id+".ledao"] {
				t.Errorf("rule %s of %s has no test", r.ID, kind.ID)
			}
		}
	}
}

func TestASentReportIsNotToldThatItIsLocked(t *testing.T) {
	for _, state := range []State{StateSubmitted, StateAccepted} {
		s := sheet(t, "ledao", "", now("2021-03-26 09:00"), func(_ testing.TB, sit *Situation) {
			sit.Report.State, sit.Report.FirstSubmitted = state, sit.Now.AddDate(0, 0, -7)
		})
		if keys, f := found(t, s, "locked"); keys != nil {
			t.Errorf("%s after the lock: %s", state, f.Message)
		}
	}
}

func TestRulesThatNeedLedgersAndEvidenceAreSilent(t *testing.T) {
	s := sheet(t, "ledao", "leaflets=5 own_materials=1 evidence=0")
	fs, err := s.Findings()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		for i := range s.Plan.Rules {
			if r := &s.Plan.Rules[i]; r.ID == f.Rule && r.Needs != "" {
				t.Errorf("%s speaks without its %s", r.ID, r.Needs)
			}
		}
	}
}

func TestFindingsComeErrorsFirstInTheOrderOfTheForm(t *testing.T) {
	s := sheet(t, "ledao", "leaflets=-1 visited=36 meetings=40 households=100 audience=3", carry("households=90"))
	fs, err := s.Findings()
	if err != nil {
		t.Fatal(err)
	}
	rank := map[string]int{plan.SeverityError: 0, plan.SeverityWarning: 1, plan.SeverityInfo: 2}
	for i := 1; i < len(fs); i++ {
		a, b := fs[i-1], fs[i]
		if rank[a.Severity] > rank[b.Severity] || a.Severity == b.Severity && s.place(a.Key) > s.place(b.Key) {
			t.Errorf("%s (%s) stands before %s (%s)", a.Key, a.Severity, b.Key, b.Severity)
		}
	}
	errs, warns := Count(fs)
	if errs != 4 || warns != 2 || len(fs) != 7 {
		t.Errorf("%d errors, %d warnings of %d: %+v", errs, warns, len(fs), fs)
	}
}
