package db

import (
	"testing"

	"fanzha/db/plan"
	"fanzha/db/report"
)

var april = report.Period{Year: 2021, Month: 4}

// cumulative is the year's sum of a line as a unit's form says it.
func (h *house) cumulative(unit string, p report.Period, key string) string {
	h.Helper()
	n, _ := h.form(unit, p).Find(key).Cumulative()
	return n.String()
}

// row is a unit's figure in the consolidated table, and the township's.
func (h *house) row(unit string, p report.Period, key string) (own, total report.Figure) {
	h.Helper()
	table, err := h.desk("lingdao").Table(h.Context(), p)
	if err != nil {
		h.Fatal(err)
	}
	for i, c := range table.Columns {
		if c.Key != key {
			continue
		}
		for _, g := range table.Groups {
			for _, r := range g.Rows {
				if r.Sheet.Unit.Code == unit {
					return r.Figures[i], table.Total.Figures[i]
				}
			}
		}
	}
	h.Fatalf("the table has no %s of %s", key, unit)
	return own, total
}

func TestWhatWasNeverFiledCountsNowhereUntilItIsUnlocked(t *testing.T) {
	h := newHouse(t)
	h.save("pingan", "ledao", march, "households=100")
	h.save("ledao", "", march, "visited=10 visits=12 wardens=3")
	h.submit("wulingshan", march) // 20 of 100
	h.clock.set(t, "2021-03-22 09:00")
	if got := h.cumulative("ledao", april, "visited"); got != "10" {
		t.Errorf("while March is open its draft counts: April has %s", got)
	}
	if own, total := h.row("ledao", march, "visited"); own.Shown(false) != "10" || total.Shown(false) != "30" {
		t.Errorf("while March is open the table has %s of %s", own.Shown(false), total.Shown(false))
	}
	h.clock.set(t, "2021-03-26 00:00") // the lock
	s := h.form("ledao", march)
	if v := s.Find("visited"); v.Value.String() != "10" || h.cumulative("ledao", march, "visited") != "0" || s.Find("visited_total").Value.String() != "0" {
		t.Errorf("locked, March has %+v", v)
	}
	s = h.form("ledao", april)
	for key, want := range map[string]string{"households": "100", "wardens": "", "visited_total": "0", "coverage": "0"} {
		if got := s.Find(key).Value.String(); got != want {
			t.Errorf("April's %s is %q, want %q", key, got, want)
		}
	}
	if own, total := h.row("ledao", march, "visited"); own.Shown(false) != "-" || own.Shown(true) != "0" || total.Shown(false) != "20" || total.Shown(true) != "20" {
		t.Errorf("locked, March's table has %s, %s of %s, %s", own.Shown(false), own.Shown(true), total.Shown(false), total.Shown(true))
	}
	if own, _ := h.row("ledao", march, "households"); own.Shown(false) != "100" {
		t.Errorf("what the office keeps left the table: %s", own.Shown(false))
	}
	st, err := h.desk("lingdao").Status(t.Context(), march)
	if err != nil || st.Coverage.Visited.String() != "20" || st.Coverage.Households.String() != "200" {
		t.Errorf("coverage %+v, %v", st.Coverage, err)
	}
	if _, err := h.desk("pingan").Unlock(t.Context(), "ledao", march, plan.Date{Year: 2021, Month: 3, Day: 28}, "停电"); err != nil {
		t.Fatal(err)
	}
	if _, total := h.row("ledao", march, "visited"); total.Shown(false) != "30" || h.cumulative("ledao", april, "visited") != "10" || h.form("ledao", april).Find("wardens").Value.String() != "3" {
		t.Errorf("unlocked, the township has %s, April %s", total.Shown(false), h.cumulative("ledao", april, "visited"))
	}
	h.clock.set(t, "2021-03-29 00:00")
	if got := h.cumulative("ledao", april, "visited"); got != "0" {
		t.Errorf("after the unlock April has %s", got)
	}
}

func TestANilReportThatWasNeverSentIsNoZero(t *testing.T) {
	h := newHouse(t)
	if _, err := h.desk("sifa").MarkNil(t.Context(), "", march, "本月无活动", true); err != nil {
		t.Fatal(err)
	}
	if own, _ := h.row("sifa", march, "leaflets"); own.Shown(false) != "0" {
		t.Errorf("marked, the table has %s", own.Shown(false))
	}
	h.clock.set(t, "2021-03-26 00:00")
	if own, _ := h.row("sifa", march, "leaflets"); own.Shown(false) != "-" {
		t.Errorf("never sent, the table has %s", own.Shown(false))
	}
}

func TestAVillagesCasesAreThoseThatThePoliceFiled(t *testing.T) {
	h := newHouse(t)
	h.save("paichusuo", "", march, "staff=民警 cases.ledao=2 loss.ledao=3.5")
	h.clock.set(t, "2021-03-22 09:00")
	if got := h.cumulative("ledao", april, "cases_here"); got != "0" {
		t.Errorf("a draft reached the village: %s", got)
	}
	if _, _, err := h.desk("paichusuo").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	if c, l := h.cumulative("ledao", april, "cases_here"), h.cumulative("ledao", april, "loss_here"); c != "2" || l != "3.5" {
		t.Errorf("filed, the village has %s and %s", c, l)
	}
	if _, err := h.desk("paichusuo").Withdraw(t.Context(), "", march); err != nil {
		t.Fatal(err)
	}
	h.clock.set(t, "2021-04-18 09:00")
	h.save("paichusuo", "", april, "staff=民警 cases.ledao=1")
	if _, _, err := h.desk("paichusuo").Submit(t.Context(), "", april, "核对", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	if v, c := h.form("ledao", april).Find("cases_here"), h.cumulative("ledao", april, "cases_here"); v.Value.String() != "1" || c != "1" {
		t.Errorf("of a month never filed the village has %s, in all %s", v.Value, c)
	}
	if c := h.cumulative("paichusuo", april, "cases.ledao"); c != "1" {
		t.Errorf("the police count %s", c)
	}
}

func TestAVillageReadsTheCasesOfEveryPoliceUnit(t *testing.T) {
	h := newHouse(t)
	h.apply(4, rewritten(t, "  - {code: sifa,", "  - {code: zhongdui, name: 交巡警中队, kind: police}\n  - {code: sifa,"))
	h.clock.set(t, "2021-04-18 09:00")
	for unit, typed := range map[string]string{"paichusuo": "staff=民警 cases.ledao=2", "zhongdui": "staff=民警 cases.ledao=1"} {
		h.save("pingan", unit, april, typed)
		if _, fs, err := h.desk("pingan").Submit(t.Context(), unit, april, "核对", report.AnyVersion); err != nil {
			t.Fatal(err, fs)
		}
	}
	if v, c := h.form("ledao", april).Find("cases_here"), h.cumulative("ledao", april, "cases_here"); v.Value.String() != "3" || c != "3" {
		t.Errorf("the village reads %s, in all %s", v.Value, c)
	}
}

// A unit that becomes one of another kind is read in earlier months as what it
// was then.
func TestAVillageReadsWhoWasThePoliceThen(t *testing.T) {
	h := newHouse(t)
	h.save("paichusuo", "", march, "staff=民警 cases.ledao=2")
	if _, _, err := h.desk("paichusuo").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	h.apply(5, rewritten(t, "{code: paichusuo, name: 派出所, kind: police}", "{code: paichusuo, name: 派出所, kind: justice}"))
	if v, c := h.form("ledao", march).Find("cases_here"), h.cumulative("ledao", march, "cases_here"); v.Value.String() != "2" || c != "2" {
		t.Errorf("in March the village reads %s, in all %s", v.Value, c)
	}
}

func TestASeriesLeavesOutWhatWasNeverFiled(t *testing.T) {
	h := newHouse(t)
	h.save("pingan", "ledao", march, "households=100")
	h.save("ledao", "", march, "visited=10")
	h.note("ledao", "", "events", event("广场", nil))
	last := func(key string) string {
		t.Helper()
		points, err := h.desk("ledao").Series(t.Context(), "", april, key)
		if err != nil {
			t.Fatal(err)
		}
		return points[len(points)-1].Value.String()
	}
	if last("visited") != "10" || last("events") != "1" {
		t.Errorf("while March is open: %s, %s", last("visited"), last("events"))
	}
	h.clock.set(t, "2021-03-26 00:00")
	if last("visited") != "" || last("events") != "" || last("households") != "100" {
		t.Errorf("never filed: %q, %q, %q", last("visited"), last("events"), last("households"))
	}
}
