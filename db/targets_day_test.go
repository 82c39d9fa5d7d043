package db

import (
	"testing"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// coverage is how far a village had come towards June's milestone on a day.
func (h *house) coverage(unit string, day plan.Date) report.TargetRow {
	h.Helper()
	all, err := h.desk("pingan").TargetsOn(h.Context(), day)
	if err != nil {
		h.Fatal(err)
	}
	for _, row := range all.Hard[0].Owing {
		if row.Unit == unit {
			return row
		}
	}
	h.Fatal("no coverage of " + unit)
	return report.TargetRow{}
}

func TestLedgersCountUpToTheDay(t *testing.T) {
	h := newHouse(t)
	july := report.Period{Year: 2021, Month: 7}
	e := register.Edit{Basis: "派出所核定", Fields: map[string]string{"households": "100"}}
	if _, refused, err := h.desk("pingan").PutSite(t.Context(), "ledao", "households", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	h.save("ledao", "", march, "staff=综治专干 visited=45")
	if _, fs, err := h.desk("ledao").Submit(t.Context(), "", march, "已核对", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	h.clock.set(h, "2021-07-18 09:00")
	id := h.one(`SELECT id FROM unit WHERE code = ?`, "ledao")
	for day, scaled := range map[string]int{"2021-06-25": 40000, "2021-07-05": 60000} {
		if _, err := h.store.write.ExecContext(t.Context(), `INSERT INTO ledger_day (unit_id, period, day, key, scaled) VALUES (?, ?, ?, 'visited', ?)`,
			id, july.String(), day, scaled); err != nil {
			t.Fatal(err)
		}
	}
	for day, want := range map[plan.Date]string{
		{Year: 2021, Month: 6, Day: 24}: "45 / 100 = 45.0%, 应达 50%, 差 5 户",
		{Year: 2021, Month: 6, Day: 25}: "49 / 100 = 49.0%, 应达 50%, 差 1 户",
		{Year: 2021, Month: 6, Day: 29}: "49 / 100 = 49.0%, 应达 50%, 差 1 户",
	} {
		if row := h.coverage("ledao", day); row.Detail != want || row.State != report.TargetAhead {
			t.Errorf("on %s: %+v, want %s", day, row, want)
		}
	}
	// A figure that is not the ledger's stays whole: no row tells its days apart.
	h.save("ledao", "", july, "visited=7")
	if row := h.coverage("ledao", plan.Date{Year: 2021, Month: 6, Day: 24}); row.Detail != "52 / 100 = 52.0%, 应达 50%" {
		t.Errorf("typed otherwise: %+v", row)
	}
}

func TestWhatAnOlderProgramKeptInCellsCountsUntilTheRegisterSpeaks(t *testing.T) {
	h := newHouse(t)
	april := report.Period{Year: 2021, Month: 4}
	h.fill("ledao", march)
	for _, query := range []string{ // as an older program left it
		`UPDATE cell SET value = '612', scaled = 6120000 WHERE key = 'households'`,
		`DROP TRIGGER site_version_stays`, `DELETE FROM site_version`, `DELETE FROM site`,
	} {
		if _, err := h.store.write.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	h.clock.set(h, "2021-04-10 09:00")
	households := func() string {
		t.Helper()
		s, err := h.desk("ledao").Form(t.Context(), "", april)
		if err != nil {
			t.Fatal(err)
		}
		return s.Find("households").Value.String()
	}
	if got := households(); got != "612" {
		t.Errorf("carried over: %s", got)
	}
	e := register.Edit{Basis: "派出所核定", Fields: map[string]string{"households": "640"}}
	if _, refused, err := h.desk("pingan").PutSite(t.Context(), "ledao", "households", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	if got := households(); got != "640" {
		t.Errorf("once the register speaks: %s", got)
	}
}
