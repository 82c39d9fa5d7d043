package plan

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// catalogue is the keys of shared domain knowledge, kind by kind, as the
// office wrote them down; "all" stands on every form.
var catalogue = map[string]string{
	"all": `staff meetings events audience leaflets posters banners slogans boards screens pushes groups reach
		in_village in_school in_company in_venue in_agency films videos comics joint own_materials own_approved
		highlights problems evidence own_plan`,
	"village": `households visited visited_total coverage by_phone visits absent elderly accountants students other_prone
		cadres wardens volunteers turnout stationed talks boards_up slogans_up banners_up loudspeaker road_faults
		help_calls cases_here loss_here`,
	"party_office": `themed columns stories outlets_used realname_urged sms_batches sms_sent realname_net opinion_post
		opinion_watch comments_posted opinion_handled`,
	"safety_office": `rallies_talk rallies_show rallies_other rallies with_epidemic with_crime issued reviewed approved
		rejected works_collected works_awarded inspections issues_found issues_fixed survey_n survey_rate
		road_sections road_failing`,
	"police": `briefings advice cases loss top_types cases_last_year loss_last_year frozen materials_kinds
		materials_copies on_duty companies stopped saved` + " " + business,
	"justice": `legal_measures legal_advice guided guided_companies taught law_leaflets`,
	"market":  business, "finance": business, "economy": business,
	"construction": `sites_building sites_municipal sites_failing estates estates_failing road_points checks fixed`,
	"tourism":      `hotels guesthouses scenic venues_failing terminals terminals_set film_venues visitors checks fixed`,
	"school": `classes pupils teachers families lessons_lower lessons_upper lessons_middle lessons_staff pupils_taught
		teachers_taught letters letters_back sms_batches sms_families works class_meetings`,
	"health": `ads_shown screens_on patients_told staff_trained`,
	"bank": `outlets outlets_board outlets_screen outlets_playing hours atms atms_warned netbank_warned app_warned
		duty_system advisers_lobby advisers_guard outlets_advised slips staff_trainings staff_trained reminded stopped
		saved rewarded reward_paid law_talks law_leaflets leads own_victims`,
	"telecom": `outlets outlets_board outlets_screen outlets_playing duty_system realname_new realname_fixed
		realname_stopped law_talks law_leaflets leads sms_batches sms_sent reminded`,
}

const business = `with_approval with_inspection with_enforcement served companies_known companies_guided
	owners_trained accountants_trained topic_boss topic_mail topic_loan topic_other notices_up`

// ours are the keys that the catalogue's words call for without naming them.
var ours = []string{"advice_text", "realname_urged_text", "survey_known", "visited_half"}

func TestEveryKindHasItsCatalogue(t *testing.T) {
	p := Default()
	if len(p.Kinds) != len(catalogue)-1 {
		t.Errorf("%d kinds, want %d", len(p.Kinds), len(catalogue)-1)
	}
	for _, k := range p.Kinds {
		f := p.FormOf(k.ID)
		want := strings.Fields(catalogue["all"] + " " + catalogue[k.ID])
		for _, key := range want {
			if l, ok := f.Find(key); !ok || l.Key != key {
				t.Errorf("%s lacks %s", k.ID, key)
			}
		}
		for _, l := range f.Lines {
			if l.Dim == "" && !slices.Contains(want, l.Key) && !slices.Contains(ours, l.Key) {
				t.Errorf("%s has %s, which nobody asked for", k.ID, l.Key)
			}
		}
		if n := len(f.Sections); n < 4 || n > 8 {
			t.Errorf("%s has %d sections", k.ID, n)
		}
	}
}

func TestTwentyUnitsReport(t *testing.T) {
	p := Default()
	counted, grouped := 0, map[string]int{}
	for _, u := range p.Units {
		g, ok := p.GroupOf(u.Kind)
		if !ok {
			t.Fatalf("%s is in no group", u.Code)
		}
		if u.Counted() {
			counted++
			grouped[g.Name]++
		}
		if !slices.ContainsFunc(p.Accounts, func(a Account) bool { return a.Login == u.Code }) {
			t.Errorf("%s has no account", u.Code)
		}
	}
	if counted != 20 || grouped["村(社区)"] != 7 || grouped["金融"] != 2 || grouped["学校医院"] != 2 || grouped["部门"] != 9 {
		t.Errorf("%d units, %v", counted, grouped)
	}
	if tongxin, ok := p.UnitByName("基础运营商"); !ok || tongxin.Counted() {
		t.Error("基础运营商 is outside the twenty")
	}
	if dangzheng, ok := p.Unit("dangzheng"); !ok || !slices.Equal(dangzheng.FilesFor, []string{"tongxin"}) {
		t.Error("党政办 files for 基础运营商")
	}
	if len(p.Roster) != 23 {
		t.Errorf("%d posts", len(p.Roster))
	}
}

// Terminals disagree about the width of these, and old ones draw them as two.
func TestLabelsHaveCertainWidths(t *testing.T) {
	certain := regexp.MustCompile(`^[ -~\p{Han}《》、. , : ; ！？()]*$`)
	p := Default()
	check := func(s string) {
		if !certain.MatchString(s) {
			t.Errorf("%q has a character of uncertain width", s)
		}
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		check(l.Label)
		check(l.Measure)
		check(l.Help)
		for _, target := range l.Targets {
			check(target.Name)
		}
	}
	for _, s := range p.Sections {
		check(s.Title)
	}
	for i := range p.Rules {
		check(p.Rules[i].Message)
	}
}

func TestMatrixLines(t *testing.T) {
	p := Default()
	f := p.FormOf("police")
	l, ok := f.Find("cases.ledao")
	if !ok || l.Label != "乐道村" || l.Dim != "ledao" || l.Depth != 1 || l.Indicator.Key != "cases" {
		t.Errorf("%+v", l)
	}
	if _, ok := f.Find("loss.other"); !ok {
		t.Error("loss.other is missing")
	}
	if !slices.ContainsFunc(f.Rules(), func(r *Rule) bool { return r.Key == "loss.ledao" && r.Expr("police") != nil }) {
		t.Error("no rule asks for the case of a loss in ledao")
	}
	if got := f.Nearest("cases.leda", 2); got[0] != "cases.ledao" {
		t.Error(got)
	}
}

func TestNearestKeys(t *testing.T) {
	f := Default().FormOf("village")
	for typed, want := range map[string]string{
		"visitd": "visited", "visted": "visited", "hous": "households", "入户": "visited", "eldery": "elderly", "VISITS": "visits",
	} {
		if got := f.Nearest(typed, 3); !slices.Contains(got, want) {
			t.Errorf("%s: %v lacks %s", typed, got, want)
		}
	}
	if got := f.Nearest("zzzzzzzzzzzz", 3); len(got) != 0 {
		t.Error(got)
	}
}

func TestColumnsAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Default().Columns() {
		if seen[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		seen[c.ID] = true
	}
	for _, id := range []string{"events", "stopped@police", "stopped@bank", "cases", "sms_sent@telecom"} {
		if !seen[id] {
			t.Errorf("no column %s", id)
		}
	}
}

func TestPartsFollowTheirWhole(t *testing.T) {
	f := Default().FormOf("bank")
	at := func(key string) int { return slices.IndexFunc(f.Lines, func(l *Line) bool { return l.Key == key }) }
	if at("outlets_board") != at("outlets")+1 || f.Lines[at("outlets_playing")].Depth != 2 || at("joint") != at("events")+1 {
		t.Errorf("%d %d %d", at("outlets"), at("outlets_board"), at("joint"))
	}
}

func TestComputedInOrder(t *testing.T) {
	src := strings.Replace(smallSource(t), "compute: doors - cum.knocked", "compute: doors - half", 1)
	src = strings.Replace(src, "rules:", "  - {key: half, for: [street], label: 一半, source: computed, compute: cum.knocked, clause: 1}\n\nrules:", 1)
	p, err := Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	f := p.FormOf("street")
	if c := f.Computed(); len(c) != 2 || c[0].Key != "half" || c[1].Key != "left" {
		t.Error(c)
	}
	if d := f.Denominators(); len(d) != 1 || d[0].Key != "doors" {
		t.Error(d)
	}
	left, _ := f.Find("left")
	cells := sheet{now: map[string]string{"doors": "10", "half": "3"}}
	if n, known, err := left.Indicator.Expr("street").Number(cells); err != nil || !known || !n.Equal(decimal.NewFromInt(7)) {
		t.Error(n, known, err)
	}
}

func TestAnotherTownshipsPlan(t *testing.T) {
	p, err := Parse([]byte(smallSource(t)))
	if err != nil {
		t.Fatal(err)
	}
	if p.Calendar.DueDay != 25 || len(p.Units) != 3 || len(p.FormOf("street").Lines) != 5 || p.FormOf("village") != nil {
		t.Errorf("%+v", p.Calendar)
	}
}

func TestRuleText(t *testing.T) {
	r := Rule{Message: "{visits}户次, 比{any.visited}户少"}
	got := r.Text(func(place string) string { return "<" + place + ">" })
	if got != "<visits>户次, 比<any.visited>户少" {
		t.Error(got)
	}
	for i := range Default().Rules {
		if r := &Default().Rules[i]; r.Each != "" && !r.Collects() {
			t.Errorf("%s makes a finding for every line", r.ID)
		}
	}
}

// A sensible first report of each kind meets no rule with a condition.
func TestEmptyFormsMeetNoCondition(t *testing.T) {
	p := Default()
	for _, k := range p.Kinds {
		for _, r := range p.FormOf(k.ID).Rules() {
			e := r.Expr(k.ID)
			if e == nil || r.Each != "" {
				continue
			}
			met, known, err := e.Bool(sheet{month: 3})
			if err != nil || known && met {
				t.Errorf("%s meets %s: %v", k.ID, r.ID, err)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := DefaultSource()
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}
