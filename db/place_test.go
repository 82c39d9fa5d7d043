package db

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"fanzha/db/report"
)

func (h *house) leaves(d *Desk, all ...report.Kept) {
	h.Helper()
	if err := d.Leave(h.Context(), "", march, report.Place{Key: "leaflets", Kept: all}); err != nil {
		h.Fatal(err)
	}
}

// offers fails unless exactly these texts are offered to the desk; a remark's
// line ends with #.
func (h *house) offers(d *Desk, want map[string]string) {
	h.Helper()
	at, err := d.Resume(h.Context(), "", march)
	if err != nil {
		h.Fatal(err)
	}
	got := map[string]string{}
	for _, k := range at.Kept {
		key := k.Key
		if k.Note {
			key += "#"
		}
		got[key] = k.Text
	}
	if !maps.Equal(got, want) {
		h.Errorf("kept is %v, want %v", got, want)
	}
}

func TestComingBackLandsOnTheSameCell(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	d := h.desk("ledao")
	if at, err := d.Resume(ctx, "", march); err != nil || at.Key != "" || at.Kept != nil {
		t.Errorf("at first %+v, %v", at, err)
	}
	h.save("ledao", "", march, "banners=2")
	if at, err := d.Resume(ctx, "", march); err != nil || at.Key != "banners" {
		t.Errorf("after a save %+v, %v", at, err)
	}
	trail := h.one(`SELECT count(*) FROM change`)
	h.leaves(d, report.Kept{Key: "leaflets", Text: "12\u202e0", Version: 3})
	at, err := d.Resume(ctx, "", march)
	if err != nil || at.Key != "leaflets" || len(at.Kept) != 1 || at.Kept[0].Text != "120" || at.Kept[0].Version != 3 || !at.Kept[0].At.Equal(h.clock.now()) {
		t.Errorf("%+v, %v", at, err)
	}
	if at, err := h.desk("pingan").Resume(ctx, "ledao", march); err != nil || at.Key != "" || at.Kept != nil {
		t.Errorf("another sees %+v, %v", at, err)
	}
	if h.one(`SELECT count(*) FROM change`) != trail {
		t.Error("leaving is in the audit")
	}
	refused(t, d.Leave(ctx, "", march, report.Place{Key: "nosuch"}), report.CodeInvalid, "没有指标")
}

// Two sessions of one account leave what each could not save: both are offered
// again, until the line is saved or its text is discarded.
func TestTwoSessionsKeepEachOthersTexts(t *testing.T) {
	h := newHouse(t)
	one, two := h.desk("ledao"), h.desk("ledao")
	h.leaves(one, report.Kept{Key: "leaflets", Text: "约30"}, report.Kept{Key: "banners", Text: "五"}, report.Kept{Key: "banners", Note: true, Text: "还没数完"})
	h.leaves(two, report.Kept{Key: "posters", Text: "七八"}, report.Kept{Key: "banners", Text: "六"})
	h.leaves(two)
	h.offers(one, map[string]string{"leaflets": "约30", "banners": "六", "banners#": "还没数完", "posters": "七八"})

	h.save("ledao", "", march, "banners=6")
	h.offers(two, map[string]string{"leaflets": "约30", "banners#": "还没数完", "posters": "七八"})
	if err := one.Discard(t.Context(), "", march, "leaflets", false); err != nil {
		t.Fatal(err)
	}
	if err := one.Discard(t.Context(), "", march, "posters", true); err != nil { // it has no such remark
		t.Fatal(err)
	}
	h.offers(one, map[string]string{"banners#": "还没数完", "posters": "七八"})

	// Another's save is not the person's own.
	h.save("pingan", "ledao", march, "posters=9")
	h.offers(one, map[string]string{"banners#": "还没数完", "posters": "七八"})
	// What stands there already is saved as well.
	h.save("ledao", "", march, "posters=9")
	note, saw := "还没数完", ""
	if _, bad, err := one.Save(t.Context(), "", march, []report.Edit{{Key: "banners", Text: "6", Note: &note, Over: &saw}}); err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	h.offers(one, map[string]string{})
}

// A refused edit drops nothing that was kept.
func TestARefusalDropsNothing(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	h.leaves(d, report.Kept{Key: "leaflets", Text: "约30"})
	if _, bad, err := d.Save(t.Context(), "", march, edits("leaflets=约40")); err != nil || len(bad) != 1 {
		t.Fatal(err, bad)
	}
	h.offers(d, map[string]string{"leaflets": "约30"})
}

// A remark is judged by the remark that its person saw: a value that another
// changed meanwhile stays, and a remark that another wrote meanwhile is a
// conflict.
func TestARemarkLeavesTheValueAsItIs(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	d := h.desk("ledao")
	h.save("ledao", "", march, "screens=5")
	h.save("pingan", "ledao", march, "screens=7")
	mine, none := "挨户发放", ""
	s, bad, err := d.Save(ctx, "", march, []report.Edit{{Key: "screens", Text: "5", Note: &mine, Over: &none, Version: 1}})
	if err != nil || bad != nil || s.Find("screens").Cell.Value.String() != "7" || s.Find("screens").Cell.Note != mine {
		t.Fatalf("%v, %v, %+v", err, bad, s.Find("screens").Cell)
	}
	theirs := "据实核对"
	if _, bad, err = h.desk("pingan").Save(ctx, "ledao", march, []report.Edit{{Key: "screens", Note: &theirs, Over: &mine}}); err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	again := "集市发放"
	_, bad, err = d.Save(ctx, "", march, []report.Edit{{Key: "screens", Note: &again, Over: &mine}})
	if err != nil || len(bad) != 1 || !errors.Is(bad[0].Err, report.ErrStale) {
		t.Fatal(err, bad)
	}
	if says := bad[0].Err.Error(); !strings.Contains(says, "电子屏,喇叭播放 的备注 已由 平安办 3月18日 09:00 改为 据实核对, 你填的是 集市发放") {
		t.Error(says)
	}
	if _, bad, err = d.Save(ctx, "", march, []report.Edit{{Key: "screens", Note: &theirs, Over: &mine}}); err != nil || bad != nil {
		t.Errorf("both wrote the same: %v, %v", err, bad)
	}
}

// What was kept before versions and remarks were is still offered.
func TestWhatAnOlderProgramKeptIsStillOffered(t *testing.T) {
	h := newHouse(t)
	h.leaves(h.desk("ledao"), report.Kept{Key: "leaflets", Text: "约30"})
	source, err := migrations.ReadFile("migrations/00003_kept_notes.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, stmt := range []string{
		`CREATE TABLE older (account_id TEXT, unit_id TEXT, period TEXT, key TEXT, text TEXT, at INTEGER)`,
		`INSERT INTO older SELECT account_id, unit_id, period, key, text, at FROM kept`,
		`DROP TABLE kept`, `ALTER TABLE older RENAME TO kept`, string(source),
	} {
		if _, err := h.store.write.Exec(stmt); err != nil {
			t.Fatal(stmt, err)
		}
	}
	h.offers(h.desk("ledao"), map[string]string{"leaflets": "约30"})
}
