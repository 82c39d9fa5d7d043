package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// two are folders that Make filled, side by side.
var two struct {
	once    sync.Once
	folders [2]string
	err     error
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, folder := range two.folders {
		if folder != "" {
			_ = os.RemoveAll(folder)
		}
	}
	os.Exit(code)
}

func made(t *testing.T) [2]string {
	t.Helper()
	two.once.Do(func() {
		errs := make(chan error, 2)
		for i := range two.folders {
			if two.folders[i], two.err = os.MkdirTemp("", "fanzha-demo-test"); two.err != nil {
				return
			}
			go func() { errs <- Make(context.Background(), two.folders[i], func(time.Month) {}) }()
		}
		two.err = errors.Join(<-errs, <-errs)
	})
	if two.err != nil {
		t.Fatal(two.err)
	}
	return two.folders
}

// at opens a made folder at Now.
func at(t *testing.T, folder string) *db.Store {
	t.Helper()
	store, err := db.Open(t.Context(), folder, db.Options{Clock: func() time.Time { return Now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func deskOf(t *testing.T, store *db.Store, login string) *db.Desk {
	t.Helper()
	id, err := store.AccountAtMachine(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	d, err := store.Desk(t.Context(), db.Actor{Account: id, Origin: db.OriginMachine, AtMachine: true})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func names[R interface{ Ref() report.UnitRef }](refs []R) string {
	var all []string
	for _, r := range refs {
		all = append(all, r.Ref().Unit)
	}
	return strings.Join(all, " ")
}

func TestJuneStandsAsTheSketchOfTheOverview(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	st, err := d.Status(t.Context(), report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	var failing []string
	for _, f := range st.Failing {
		failing = append(failing, f.Target+"@"+f.Unit)
	}
	c := st.Coverage
	got := fmt.Sprintf("%s expected %d submitted %d pending %d accepted %d returned %d late %d\nmissing %s\nreturned %s\nfailing %s\ncoverage %s/%s %s pace %s short %s rallies %s/%s",
		st.Period, st.Expected, st.Submitted, st.Pending, st.Accepted, st.Returned, len(st.Late),
		names(st.Missing), names(st.Back), strings.Join(failing, " "),
		c.Visited, c.Households, c.Rate, c.Pace, c.Short, st.Monthly[0].Done, st.Monthly[0].Target)
	want := `2021-06 expected 20 submitted 15 pending 4 accepted 10 returned 1 late 0
missing chayuanba jiaobangzhai shijiagou caizheng weisheng
returned ledao
failing road_failing@pingan sites_failing@cunzhen outlets_board@youzheng
coverage 1816/5402 33.61 pace 46.59 short 885 rallies 1/2`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheMonthsBeforeAreAlmostClosed(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	for month, want := range map[int]string{
		2: "on time 20, late , missing , returned , nil caizheng",
		3: "on time 18, late baihuaqiao 1 shijiagou 3, missing , returned , nil jingfa",
		4: "on time 18, late chayuanba 2 pingan 2, missing , returned , nil ",
		5: "on time 19, late , missing shijiagou, returned chayuanba, nil ",
	} {
		st, err := d.Status(t.Context(), report.Period{Year: 2021, Month: month})
		if err != nil {
			t.Fatal(err)
		}
		var late []string
		for _, l := range st.Late {
			late = append(late, fmt.Sprintf("%s %d", l.Unit, l.Days))
		}
		got := fmt.Sprintf("on time %d, late %s, missing %s, returned %s, nil %s",
			st.OnTime, strings.Join(late, " "), names(st.Missing), names(st.Back), names(st.Nil))
		if got != want || st.Pending != 0 {
			t.Errorf("month %d: %s, pending %d; want %s", month, got, st.Pending, want)
		}
	}
}

func TestReportsTellHowTheyCameAbout(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	for ref, want := range map[string]string{
		"xuexiao 2021-06":   "ledger.add save submit return ledger.correct submit",
		"chayuanba 2021-05": "ledger.add save submit return",
		"jingfa 2021-04":    "ledger.add save submit accept unseal ledger.correct submit accept",
		"sifa 2021-04":      "ledger.add save submit withdraw save ledger.correct submit accept",
		"caizheng 2021-02":  "register.put save nil submit accept",
		"pingan 2021-05":    "ledger.add register.put ledger.add save submit return ledger.correct submit accept",
		"cunzhen 2021-05":   "ledger.add save submit return ledger.strike submit accept",
		"shijiagou 2021-05": "remark",
	} {
		unit, month, _ := strings.Cut(ref, " ")
		p, err := report.ParsePeriod(month)
		if err != nil {
			t.Fatal(err)
		}
		events, err := d.History(t.Context(), unit, p)
		if err != nil {
			t.Fatal(err)
		}
		var verbs []string
		for _, e := range slices.Backward(events) {
			if n := len(verbs); n == 0 || verbs[n-1] != e.Verb {
				verbs = append(verbs, e.Verb)
			}
			if e.At.Before(founded) || e.At.After(Now) || !strings.HasPrefix(e.Origin, "ssh 192.0.2.") {
				t.Errorf("%s: %s at %s from %s", ref, e.Verb, e.At, e.Origin)
			}
		}
		if got := strings.Join(verbs, " "); got != want {
			t.Errorf("%s: %s, want %s", ref, got, want)
		}
	}
	for ref, flag := range map[string]string{
		"weisheng 2021-03": report.FlagOnBehalf, "tongxin 2021-06": report.FlagOnBehalf, "youzheng 2021-05": report.FlagForced,
		"market 2021-02": report.FlagReturned, "jingfa 2021-03": report.FlagNil,
	} {
		unit, month, _ := strings.Cut(ref, " ")
		p, err := report.ParsePeriod(month)
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.Form(t.Context(), unit, p)
		if err != nil {
			t.Fatal(err)
		}
		if flags := s.Report.Flags(s.Schedule, Now); !slices.Contains(flags, flag) {
			t.Errorf("%s: %v lacks %s", ref, flags, flag)
		}
	}
}

// The clerk of 茶园坝社区 finds work to do: a draft with one error, which its
// ledger disagrees with, and one warning of its own, and a report to send again before the next evening.
func TestTheFirstVillageHasWorkToDo(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "chayuanba")
	s, findings, err := d.Judge(t.Context(), "", report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, f := range findings {
		rules = append(rules, f.Rule)
	}
	if got := strings.Join(rules, " "); s.Report.State != report.StateDraft || got != "visits pace ledger-tie" {
		t.Errorf("June is %s with %s", s.Report.State, got)
	}
	may, err := d.Form(t.Context(), "", report.Period{Year: 2021, Month: 5})
	if err != nil {
		t.Fatal(err)
	}
	if r := may.Report; r.State != report.StateReturned || r.Locked(may.Schedule, Now) || r.Reason == "" {
		t.Errorf("May is %s, locked %v, %q", r.State, r.Locked(may.Schedule, Now), r.Reason)
	}
}

func TestEveryAccountOpensWithTheOnePassword(t *testing.T) {
	store := at(t, made(t)[0])
	for _, a := range plan.Default().Accounts {
		id, _, err := store.SignIn(t.Context(), a.Login, Password)
		if err != nil {
			t.Fatalf("%s: %v", a.Login, err)
		}
		d, err := store.Desk(t.Context(), db.Actor{Account: id, Origin: db.OriginMachine})
		if err != nil {
			t.Fatal(err)
		}
		me, err := d.Me(t.Context())
		if err != nil || me.MustChange || !me.Rehearsal {
			t.Errorf("%s: %+v, %v", a.Login, me, err)
		}
	}
}

func TestARealFolderRefusesASharedPassword(t *testing.T) {
	store, err := db.Open(t.Context(), t.TempDir(), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	_, err = store.Create(t.Context(), db.NewFolder{Source: plan.DefaultSource(), Password: Password})
	if !report.Refused(err, report.CodeInvalid) {
		t.Errorf("a real folder: %v", err)
	}
	if empty, err := store.Empty(t.Context()); err != nil || !empty {
		t.Errorf("the refused folder is empty %v, %v", empty, err)
	}
}
