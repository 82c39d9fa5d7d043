package db

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// TestWhatASubmissionTookOverGoesWithIt lets a unit and the office do anything
// with two months in any order, and looks at what is stored: in the unit's
// hands exactly what it typed, out of them also what was taken over, marked.
func TestWhatASubmissionTookOverGoesWithIt(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	unit, office := h.desk("paichusuo"), h.desk("pingan")
	h.clock.set(t, "2021-04-18 09:00")
	if _, err := office.Unlock(ctx, "paichusuo", march, plan.Date{Year: 2021, Month: 12, Day: 31}, "演练"); err != nil {
		t.Fatal(err)
	}
	steps := map[string]func(p report.Period) error{
		"submit": func(p report.Period) error {
			_, _, err := unit.Submit(ctx, "", p, "核对", report.AnyVersion)
			return err
		},
		"withdraw": func(p report.Period) error { return second(unit.Withdraw(ctx, "", p)) },
		"nil":      func(p report.Period) error { return second(unit.MarkNil(ctx, "", p, "本月无活动", true)) },
		"not nil":  func(p report.Period) error { return second(unit.MarkNil(ctx, "", p, "", false)) },
		"return": func(p report.Period) error {
			return second(office.Return(ctx, "paichusuo", p, "核对", nil, report.AnyVersion))
		},
		"accept": func(p report.Period) error { return second(office.Accept(ctx, "paichusuo", p, report.AnyVersion)) },
		"unseal": func(p report.Period) error {
			_, _, err := office.Unseal(ctx, "paichusuo", p, "有误", report.AnyVersion)
			return err
		},
	}
	names := slices.Sorted(maps.Keys(steps))
	typed := map[string]string{} // the model: "2021-03 cases.ledao" to what was typed
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			p := rapid.SampledFrom([]report.Period{march, april}).Draw(rt, "period")
			if rapid.Bool().Draw(rt, "types") {
				key := rapid.SampledFrom([]string{"staff", "cases", "cases.ledao", "groups", "leaflets", "highlights"}).Draw(rt, "key")
				text := rapid.SampledFrom([]string{"", "0", "1"}).Draw(rt, "text")
				note := rapid.SampledFrom([]string{"", "口头"}).Draw(rt, "note")
				_, bad, err := unit.Save(ctx, "", p, []report.Edit{{Key: key, Text: text, Note: &note, Version: report.AnyVersion}})
				if bad != nil || err != nil && !report.Refused(err, report.CodeState) {
					rt.Fatal(bad, err)
				}
				if err == nil {
					typed[p.String()+" "+key] = text
				}
			} else if err := steps[rapid.SampledFrom(names).Draw(rt, "step")](p); err != nil &&
				!report.Refused(err, report.CodeState) && !report.Refused(err, report.CodeBlocked) {
				rt.Fatal(err)
			}
		}
		for _, p := range []report.Period{march, april} {
			s := h.form("paichusuo", p)
			for i := range s.Entries {
				e := &s.Entries[i]
				want := typed[p.String()+" "+e.Line.Key]
				switch {
				case !e.Cell.Settled && e.Cell.Value.String() != want:
					rt.Fatalf("%s of %s holds %q, typed was %q", e.Line.Key, p, e.Cell.Value, want)
				case e.Cell.Settled && (want != "" || !s.Report.Out() || !e.Carried || e.Cell.By != ""):
					rt.Fatalf("%s of %s, %s, is taken over: %+v, typed was %q", e.Line.Key, p, s.Report.State, e, want)
				case !e.Cell.Settled && e.Carried && s.Report.Out():
					rt.Fatalf("%s of %s is out and not kept: %+v", e.Line.Key, p, e)
				}
			}
			if sum, _ := s.Find("cases").Value.Number(); typed[p.String()+" cases"] == "" {
				if parts, _ := cellsOf(s, "cases.").Number(); !sum.Equal(parts) {
					rt.Fatalf("cases of %s are %s, their parts %s", p, sum, parts)
				}
			}
		}
	})
	h.consistent()
}

// cellsOf sums the values of the lines whose key begins so.
func cellsOf(s *report.Sheet, begins string) report.Value {
	sum := report.Whole(0)
	for i := range s.Entries {
		if n, ok := s.Entries[i].Value.Number(); ok && strings.HasPrefix(s.Entries[i].Line.Key, begins) {
			sum = sum.Add(n)
		}
	}
	return report.Number(sum)
}

func TestAReportThatComesBackIsSummedAndCarriedAnew(t *testing.T) {
	back := map[string]func(ctx context.Context, h *house) error{
		"withdrawn": func(ctx context.Context, h *house) error {
			return second(h.desk("paichusuo").Withdraw(ctx, "", april))
		},
		"returned": func(ctx context.Context, h *house) error {
			return second(h.desk("pingan").Return(ctx, "paichusuo", april, "核对", nil, report.AnyVersion))
		},
		"unsealed": func(ctx context.Context, h *house) error {
			if _, err := h.desk("pingan").Accept(ctx, "paichusuo", april, report.AnyVersion); err != nil {
				return err
			}
			_, _, err := h.desk("pingan").Unseal(ctx, "paichusuo", april, "有误", report.AnyVersion)
			return err
		},
	}
	for name, comes := range back {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			ctx := t.Context()
			h.save("paichusuo", "", march, "staff=民警 groups=3")
			if _, _, err := h.desk("paichusuo").Submit(ctx, "", march, "", report.AnyVersion); err != nil {
				t.Fatal(err)
			}
			h.clock.set(t, "2021-04-18 09:00")
			h.save("paichusuo", "", april, "cases.ledao=2")
			if _, _, err := h.desk("paichusuo").Submit(ctx, "", april, "", report.AnyVersion); err != nil {
				t.Fatal(err)
			}
			s := h.form("paichusuo", april)
			for key, want := range map[string]string{"cases": "2", "staff": "民警", "groups": "3"} {
				if e := s.Find(key); e.Value.String() != want || !e.Carried || !e.Cell.Settled {
					t.Errorf("sent, %s is %+v", key, e)
				}
			}
			if err := comes(ctx, h); err != nil {
				t.Fatal(err)
			}
			if n := h.one(`SELECT count(*) FROM cell c JOIN report r ON r.id = c.report_id WHERE r.period = '2021-04'`); n != "1" {
				t.Errorf("%s cells stand, one was typed", n)
			}
			s = h.save("paichusuo", "", april, "cases.ledao=1 cases.other=4")
			for key, want := range map[string]string{"cases": "5", "staff": "民警", "groups": "3"} {
				if e := s.Find(key); e.Value.String() != want || !e.Carried {
					t.Errorf("%s, %s is %+v", name, key, e)
				}
			}
			h.consistent()
		})
	}
}

func TestANilMarkTakenBackLeavesNoZeros(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	d := h.desk("sifa")
	h.save("sifa", "", march, "staff=干事 guided=0")
	if _, err := d.MarkNil(ctx, "", march, "本月无活动", true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Submit(ctx, "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	if e := h.form("sifa", march).Find("taught"); e.Value.String() != "0" || !e.Carried {
		t.Errorf("sent: %+v", e)
	}
	if _, err := d.Withdraw(ctx, "", march); err != nil {
		t.Fatal(err)
	}
	s, err := d.MarkNil(ctx, "", march, "", false)
	if err != nil || !s.Find("taught").Value.Blank() || s.Find("guided").Value.String() != "0" {
		t.Errorf("taken back: %+v, %+v, %v", s.Find("taught"), s.Find("guided"), err)
	}
}

// Reports that were out when the column came are marked from the audit.
func TestWhatWasTakenOverBeforeItWasMarkedIsFoundInTheAudit(t *testing.T) {
	h := newHouse(t)
	h.save("paichusuo", "", march, "staff=民警 cases.ledao=2")
	if _, _, err := h.desk("paichusuo").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	const marked = `SELECT group_concat(key || settled, ' ') FROM (SELECT key, settled FROM cell ORDER BY key)`
	want := h.one(marked)
	if want != "cases1 cases.ledao0 staff0" {
		t.Fatalf("marked are %s", want)
	}
	source, err := migrations.ReadFile("migrations/00005_settled.sql")
	if err != nil {
		t.Fatal(err)
	}
	_, fill, found := strings.Cut(string(source), "UPDATE")
	if _, err := h.store.write.Exec(`UPDATE cell SET settled = 0`); err != nil || !found {
		t.Fatal(err, found)
	}
	if _, err := h.store.write.Exec("UPDATE" + fill); err != nil {
		t.Fatal(err)
	}
	if got := h.one(marked); got != want {
		t.Errorf("marked are %s, want %s", got, want)
	}
}

// What somebody typed before the register spoke comes back with the report.
func TestWhatARegisterOverrodeComesBack(t *testing.T) {
	h := newHouse(t)
	ctx, d := t.Context(), h.desk("cunzhen")
	h.save("cunzhen", "", march, "staff=干事 estates=9 sites_building=不适用")
	for name, put := range map[string]register.Edit{
		"estates":   {Name: "翠屏小区", Fields: map[string]string{"ads": "2"}},
		"hoardings": {Name: "小学工地", Fields: map[string]string{"kind": "建筑", "hoarding": "100", "ad": "20", "state": "在建"}},
	} {
		if _, bad, err := d.PutSite(ctx, "", name, put); err != nil || bad != nil {
			t.Fatal(err, bad)
		}
	}
	if _, fs, err := d.Submit(ctx, "", march, "已核对", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if e := h.form("cunzhen", march).Find("estates"); e.Value.String() != "1" || !e.Cell.Settled || e.Cell.Aside.String() != "9" {
		t.Errorf("sent: %+v", e)
	}
	if _, err := d.Withdraw(ctx, "", march); err != nil {
		t.Fatal(err)
	}
	const kept = `SELECT group_concat(key || ' ' || COALESCE(value, '') || na || COALESCE(scaled, '') || settled, ', ') FROM (SELECT * FROM cell ORDER BY key)`
	if got := h.one(kept); got != "estates 90900000, sites_building 10, staff 干事00" {
		t.Errorf("withdrawn, the cells hold %s", got)
	}
	s := h.form("cunzhen", march)
	if e := s.Find("estates"); e.Value.String() != "1" || e.Cell.Value.String() != "9" || e.Cell.Settled {
		t.Errorf("withdrawn: %+v", e)
	}
	h.consistent()
}
