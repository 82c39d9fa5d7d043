package db

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"fanzha/db/report"
)

func TestGoodEditsAreKeptWhileBadOnesAreRefused(t *testing.T) {
	h := newHouse(t)
	s, bad, err := h.desk("ledao").Save(t.Context(), "", march, edits("leaflets=120 banners=约30 nosuch=1 coverage=50 households=900 cases_here=1 slogans=3 visited=1e3 posters=７"))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"leaflets": "120", "slogans": "3", "posters": "7", "banners": "", "visited": "", "households": ""} {
		if got := s.Find(key).Cell.Value.String(); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	want := map[string]struct {
		code report.Code
		says string
	}{
		"banners": {report.CodeInvalid, "应填整数"}, "nosuch": {report.CodeInvalid, "没有指标 nosuch"}, "coverage": {report.CodeInvalid, "由系统计算"},
		"households": {report.CodeForbidden, "由平安办录入"}, "cases_here": {report.CodeInvalid, "由系统计算"}, "visited": {report.CodeInvalid, "应填整数"},
	}
	if len(bad) != len(want) {
		t.Errorf("%d refused: %+v", len(bad), bad)
	}
	for _, r := range bad {
		refused(t, r.Err, want[r.Key].code, want[r.Key].says)
	}
	if s.Report.State != report.StateDraft || s.Report.OnBehalf {
		t.Errorf("the report is %+v", s.Report)
	}
}

func TestAMatrixALabelAndAClearedCellAreSaved(t *testing.T) {
	h := newHouse(t)
	h.save("paichusuo", "", march, "cases.ledao=2 cases.other=1 loss.ledao=1.25 全乡发案=3")
	s := h.form("paichusuo", march)
	for key, want := range map[string]string{"cases": "3", "cases.ledao": "2", "loss": "1.25", "loss.ledao": "1.25"} {
		if got := s.Find(key).Value.String(); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	s = h.save("paichusuo", "", march, "cases= cases.other=na")
	if got := s.Find("cases"); got.Value.String() != "2" || !got.Carried || !got.Cell.Value.Blank() || !s.Find("cases.other").Value.NA() {
		t.Errorf("cleared, cases are %+v", got)
	}
}

func TestACellWrittenTwiceAtOnceIsTold(t *testing.T) {
	h := newHouse(t)
	s, bad, err := h.desk("ledao").Save(t.Context(), "", march, edits("leaflets=1 发放资料=2"))
	if err != nil || len(bad) != 1 || s.Find("leaflets").Value.String() != "1" {
		t.Fatalf("%v, refused %v", err, bad)
	}
	refused(t, bad[0].Err, report.CodeInvalid, "写了两遍")
}

func TestNotesAndTextsAreCleaned(t *testing.T) {
	h := newHouse(t)
	note := "口头\n统计\x1b[2J\u202e"
	_, bad, err := h.desk("ledao").Save(t.Context(), "", march, []report.Edit{
		{Key: "screens", Text: "5", Note: &note, Version: report.AnyVersion},
		{Key: "highlights", Text: "院坝会\x07\r\n\u202e第二行", Version: report.AnyVersion},
	})
	if err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	s := h.form("ledao", march)
	if got := s.Find("screens").Cell.Note; got != "口头 统计[2J" {
		t.Errorf("note %q", got)
	}
	if got := s.Find("highlights").Value.String(); got != "院坝会\n第二行" {
		t.Errorf("text %q", got)
	}
	h.save("ledao", "", march, "screens=6")
	if got := h.form("ledao", march).Find("screens").Cell.Note; got != "口头 统计[2J" {
		t.Errorf("a new value lost the note: %q", got)
	}
}

func TestTheSecondOfTwoTerminalsLearnsWhoWasFaster(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.save("ledao", "", march, "leaflets=1")
	seen := h.form("ledao", march).Find("leaflets").Cell.Version
	h.clock.set(t, "2021-03-18 09:30")
	if _, bad, err := h.desk("pingan").Save(ctx, "ledao", march, []report.Edit{{Key: "leaflets", Text: "1200", Version: seen}}); err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	s, bad, err := h.desk("ledao").Save(ctx, "", march, []report.Edit{
		{Key: "leaflets", Text: "5", Version: seen}, {Key: "banners", Text: "2", Version: 0},
	})
	if err != nil || len(bad) != 1 || bad[0].Key != "leaflets" {
		t.Fatalf("%v, refused %v", err, bad)
	}
	var c *report.Conflict
	if !errors.As(bad[0].Err, &c) || !errors.Is(bad[0].Err, report.ErrStale) {
		t.Fatalf("the refusal is %v", bad[0].Err)
	}
	if c.Key != "leaflets" || c.Label != "发放资料" || c.Yours != "5" || c.Theirs != "1,200" || c.By != "平安办" || !c.At.Equal(h.clock.now()) || c.Version != seen+1 {
		t.Errorf("the conflict is %+v", c)
	}
	if s.Find("leaflets").Value.String() != "1200" || s.Find("banners").Value.String() != "2" {
		t.Errorf("leaflets %s, banners %s", s.Find("leaflets").Value, s.Find("banners").Value)
	}
	s, bad, err = h.desk("ledao").Save(ctx, "", march, []report.Edit{{Key: "leaflets", Text: "5", Version: c.Version}})
	if err != nil || bad != nil || s.Find("leaflets").Value.String() != "5" {
		t.Errorf("saved knowingly: %v, %v", err, bad)
	}
	if _, bad, err = h.desk("pingan").Save(ctx, "ledao", march, []report.Edit{{Key: "leaflets", Text: "5", Version: seen}}); err != nil || bad != nil {
		t.Errorf("both typed the same: %v, %v", err, bad)
	}
}

func TestOfTwentyOnOneCellOneWinsEachRound(t *testing.T) {
	h := newHouse(t)
	const writers, rounds = 20, 8
	desks := make([]*Desk, writers)
	for i := range desks {
		login := []string{"ledao", "pingan"}[i%2]
		desks[i] = h.desk(login)
	}
	for round := range rounds {
		e := h.form("ledao", march).Find("leaflets")
		results := make(chan error, writers)
		for i, d := range desks {
			go func() {
				_, bad, err := d.Save(t.Context(), "ledao", march, []report.Edit{
					{Key: "leaflets", Text: strconv.Itoa(1000*round + i + 1), Version: e.Cell.Version},
				})
				if err == nil && bad != nil {
					err = bad[0].Err
				}
				results <- err
			}()
		}
		won := 0
		for range writers {
			err := within(t, 20*time.Second, results, "a writer")
			var c *report.Conflict
			switch {
			case err == nil:
				won++
			case !errors.As(err, &c) || c.Version != e.Cell.Version+1:
				t.Errorf("round %d: a loser hears %v", round, err)
			}
		}
		if won != 1 {
			t.Errorf("round %d: %d win", round, won)
		}
	}
	if got := h.one(`SELECT count(*) FROM change_value WHERE key = 'leaflets'`); got != strconv.Itoa(rounds) {
		t.Errorf("the audit holds %s values, want %d", got, rounds)
	}
	chain := h.one(`SELECT count(*) FROM change_value v JOIN change c ON c.id = v.change_id WHERE v.key = 'leaflets' AND v.old <>
		COALESCE((SELECT w.new FROM change_value w JOIN change b ON b.id = w.change_id WHERE w.key = 'leaflets' AND b.seq < c.seq ORDER BY b.seq DESC LIMIT 1), '')`)
	if chain != "0" {
		t.Errorf("%s values of the audit do not follow the one before", chain)
	}
	h.consistent()
}

func TestManyWhoHaveSeenNothingAllGetThrough(t *testing.T) {
	h := newHouse(t)
	const writers = 12
	results := make(chan error, writers)
	for i := range writers {
		d := h.desk("ledao")
		go func() {
			_, bad, err := d.Save(t.Context(), "", march, edits(fmt.Sprintf("leaflets=%d banners=%d", i+1, i+1)))
			if err == nil && bad != nil {
				err = bad[0].Err
			}
			results <- err
		}()
	}
	for range writers {
		if err := within(t, 20*time.Second, results, "a writer"); err != nil {
			t.Error(err)
		}
	}
	s := h.form("ledao", march)
	if a, b := s.Find("leaflets").Value, s.Find("banners").Value; !a.Equal(b) {
		t.Errorf("leaflets %s, banners %s: two writes are mixed", a, b)
	}
	h.consistent()
}

// TestALostRaceLosesOnlyItsCell writes other cells in the same batch while
// another terminal hammers one of them.
func TestALostRaceLosesOnlyItsCell(t *testing.T) {
	h := newHouse(t)
	stop, stopped := make(chan struct{}), make(chan error, 1)
	office, unit := h.desk("pingan"), h.desk("ledao")
	go func() {
		for n := 1; ; n++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			if _, _, err := office.Save(t.Context(), "ledao", march, edits(fmt.Sprintf("leaflets=%d", n))); err != nil {
				stopped <- err
				return
			}
		}
	}()
	for n := 1; n <= 60; n++ {
		cell := h.form("ledao", march).Find("leaflets").Cell
		s, bad, err := unit.Save(t.Context(), "", march, []report.Edit{
			{Key: "leaflets", Text: "777777", Version: cell.Version}, {Key: "banners", Text: strconv.Itoa(n), Version: report.AnyVersion},
		})
		if err != nil || s.Find("banners").Value.String() != strconv.Itoa(n) {
			t.Fatalf("round %d: banners are %s, %v, refused %v", n, s.Find("banners").Value, err, bad)
		}
		if len(bad) > 1 || len(bad) == 1 && !errors.Is(bad[0].Err, report.ErrStale) {
			t.Fatalf("round %d: refused %v", n, bad)
		}
	}
	close(stop)
	if err := within(t, 10*time.Second, stopped, "the other terminal"); err != nil {
		t.Error(err)
	}
	h.consistent()
}

func TestWhoTypesForAUnitShows(t *testing.T) {
	h := newHouse(t)
	s := h.save("ledao", "", march, "leaflets=1")
	if s.Report.OnBehalf || s.Find("leaflets").Cell.OnBehalf {
		t.Error("the unit's own value is marked 代填")
	}
	s = h.save("pingan", "ledao", march, "banners=2")
	if !s.Report.OnBehalf || !s.Find("banners").Cell.OnBehalf || s.Find("banners").Cell.By != "平安办" || s.Find("leaflets").Cell.OnBehalf {
		t.Errorf("by the office: %+v, %+v", s.Report, s.Find("banners").Cell)
	}
	s = h.save("dangzheng", "tongxin", march, "outlets=3")
	if !s.Report.OnBehalf || !s.Find("outlets").Cell.OnBehalf || s.Find("outlets").Cell.By != "党政办" {
		t.Errorf("by 党政办: %+v", s.Find("outlets").Cell)
	}
	s = h.save("pingan", "pingan", march, "inspections=1")
	if s.Report.OnBehalf {
		t.Error("the office's own report is marked 代填")
	}
	flags := strings.Join(h.form("ledao", march).Report.Flags(s.Schedule, h.clock.now()), " ")
	if !strings.Contains(flags, report.FlagOnBehalf) {
		t.Errorf("flags: %s", flags)
	}
}

func TestHouseholdsAreTheOfficesAndLeaveTheReportBlank(t *testing.T) {
	h := newHouse(t)
	s := h.save("pingan", "ledao", march, "households=684")
	if s.Report.State != report.StateBlank || s.Report.OnBehalf || s.Find("households").Cell.OnBehalf {
		t.Errorf("%+v, %+v", s.Report, s.Find("households").Cell)
	}
	st, err := h.desk("pingan").Status(t.Context(), march)
	if err != nil || len(st.Missing) != 20 {
		t.Errorf("%+v, %v", st, err)
	}
	s = h.save("pingan", "ledao", march, "households=690 leaflets=1")
	if s.Report.State != report.StateDraft || !s.Report.OnBehalf {
		t.Errorf("%+v", s.Report)
	}
	_, bad, err := h.desk("dangzheng").Save(t.Context(), "ledao", march, edits("households=1"))
	if !report.Refused(err, report.CodeForbidden) {
		t.Errorf("%v, %v", bad, err)
	}
}

func TestNothingNewLeavesNoTrace(t *testing.T) {
	h := newHouse(t)
	h.save("ledao", "", march, "leaflets=5 highlights=好")
	before := h.one(`SELECT count(*) FROM change`)
	s := h.save("ledao", "", march, "leaflets=5 highlights=好 banners=")
	if s.Report.Version != 1 || h.one(`SELECT count(*) FROM change`) != before {
		t.Errorf("version %d, %s changes after %s", s.Report.Version, h.one(`SELECT count(*) FROM change`), before)
	}
}
