package db

import (
	"strconv"
	"testing"

	"fanzha/db/ledger"
)

// A unit that was taken off a joint row goes on seeing what it counted, as the
// row was when it named the unit, and nothing that was written later.
func TestAFormerPartnerSeesTheRowThatNamedIt(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所"}))
	h.submit("sifa", march)
	h.correct("ledao", "1", map[string]string{"partners": "财政办", "remark": "内部情况"})
	parts, err := h.desk("sifa").RowsOf(t.Context(), "", march, "events", ledger.Query{})
	if err != nil || len(parts.List) != 1 {
		t.Fatalf("%+v, %v", parts, err)
	}
	if r := parts.List[0].Row; r.Number != 1 || !r.Partner || r.Words["partners"] != "司法所" || r.Words["remark"] != "" {
		t.Errorf("%+v", r)
	}
	if parts, err = h.desk("caizheng").RowsOf(t.Context(), "", march, "events", ledger.Query{}); err != nil || parts.List[0].Row.Number != 2 {
		t.Errorf("%+v, %v", parts, err)
	}
}

func TestTheRowsOfAFigureComeInPages(t *testing.T) {
	h := newHouse(t)
	for n := range 5 {
		h.note("ledao", "", "events", event("广场", map[string]string{"audience": strconv.Itoa(n + 1)}))
	}
	var before *ledger.Row
	var seen []int64
	for more := true; more; {
		parts, err := h.desk("ledao").RowsOf(t.Context(), "", march, "audience", ledger.Query{Limit: 2, Before: before})
		if err != nil || parts.Rows != 5 || parts.Amount.String() != "15" || len(parts.List) > 2 {
			t.Fatalf("%+v, %v", parts, err)
		}
		for i := range parts.List {
			seen = append(seen, parts.List[i].Row.Number)
			before = &parts.List[i].Row
		}
		more = parts.More
	}
	if len(seen) != 5 || seen[0] != 5 || seen[4] != 1 {
		t.Errorf("%v", seen)
	}
}
