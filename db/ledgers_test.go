package db

import (
	"maps"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// event is an event of today at a place, as a person types it.
func event(at string, more map[string]string) ledger.Entry {
	e := ledger.Entry{Typed: map[string]string{"place": at, "form": "宣讲会"}}
	maps.Copy(e.Typed, more)
	return e
}

// noted is the error of what was to be noted, be it at a field.
func noted[T any](_ T, refused []report.Refusal, err error) error {
	if err == nil && len(refused) > 0 {
		return refused[0].Err
	}
	return err
}

// note adds a row and refuses nothing.
func (h *house) note(login, unit, id string, e ledger.Entry) ledger.Row {
	h.Helper()
	r, refused, err := h.desk(login).Note(h.Context(), unit, id, e)
	if err != nil || refused != nil {
		h.Fatalf("%s notes %v for %s: %v, refused %v", login, e, unit, err, refused)
	}
	return r
}

// sums are a unit's sums of a ledger by the line's key, those that are not 0.
func (h *house) sums(unit, id string, p report.Period) map[string]string {
	h.Helper()
	page, err := h.desk("pingan").Rows(h.Context(), unit, id, ledger.Query{Period: p})
	if err != nil {
		h.Fatal(err)
	}
	sums := map[string]string{}
	for _, s := range page.Sums {
		if v := s.Value.String(); v != "0" {
			sums[s.Key] = v
		}
	}
	if page.Rows > 0 {
		sums["rows"] = report.Whole(page.Rows).String()
	}
	return sums
}

func (h *house) summed(unit, id string, p report.Period, want map[string]string) {
	h.Helper()
	if got := h.sums(unit, id, p); !maps.Equal(got, want) {
		h.Errorf("%s %s in %s: %v, want %v", unit, id, p, got, want)
	}
}

func TestARowFeedsTheFormUntilItIsPutRight(t *testing.T) {
	h := newHouse(t)
	r := h.note("ledao", "", "活动", event("文化广场", map[string]string{"audience": "120", "leaflets": "２００", "class": "村居、机关"}))
	want := map[string]string{"rows": "1", "events": "1", "audience": "120", "leaflets": "200", "in_village": "1", "in_agency": "1", "talks": "1"}
	h.summed("ledao", "events", march, want)
	if r.Number != 1 || r.Period != march || r.Text != "2021-03-18 文化广场 宣讲会 受众120人次 发放资料200份 五进:村居、机关" || r.Unit.Name != "乐道村" {
		t.Errorf("%+v", r)
	}
	d := h.desk("ledao")
	c, refusals, err := d.Correct(t.Context(), r.ID, ledger.Entry{Day: "3-5", Typed: map[string]string{"audience": "100", "class": ""}, Reason: "数错"})
	if err != nil || refusals != nil {
		t.Fatal(err, refusals)
	}
	h.summed("ledao", "events", march, map[string]string{"rows": "1", "events": "1", "audience": "100", "leaflets": "200", "talks": "1"})
	if c.Corrects != r.ID || c.Reason != "数错" || c.Day.String() != "2021-03-05" {
		t.Errorf("%+v", c)
	}
	_, _, err = d.Correct(t.Context(), r.ID, ledger.Entry{Typed: map[string]string{"audience": "1"}, Reason: "再改"})
	refused(t, err, report.CodeStale, "这一笔已由 乐道村")
	if _, err = d.Strike(t.Context(), "2", "记重了"); err != nil {
		t.Fatal(err)
	}
	h.summed("ledao", "events", march, map[string]string{})
	_, err = d.Strike(t.Context(), "3", "记重了")
	refused(t, err, report.CodeState, "已经划去")
}
