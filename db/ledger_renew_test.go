package db

import (
	"testing"

	"fanzha/db/register"
	"fanzha/db/report"
)

// Whoever has a report open that nothing is stored of yet is told of a row that
// comes, as with a draft: the books may have filled every line that is required.
func TestARowRenewsAReportThatNothingIsStoredOf(t *testing.T) {
	h := newHouse(t)
	seen := map[string]*report.Sheet{"sifa": h.form("sifa", march), "caizheng": h.form("caizheng", march)}
	h.note("sifa", "", "events", event("广场", map[string]string{"partners": "财政办"}))
	for unit, s := range seen {
		_, _, err := h.desk(unit).Submit(t.Context(), "", march, "已核对", s.Report.Version)
		refused(t, err, report.CodeStale, "刚刚有改动")
		if r := h.form(unit, march).Report; r.Version != 1 || r.State != report.StateBlank || r.OnBehalf {
			t.Errorf("%s: %+v", unit, r)
		}
	}
	s := h.form("ledao", march)
	if _, wrong, err := h.desk("ledao").PutSite(t.Context(), "", "liaison", register.Edit{Fields: map[string]string{"post": "文书"}}); err != nil || wrong != nil {
		t.Fatal(err, wrong)
	}
	_, _, err := h.desk("ledao").Submit(t.Context(), "", march, "已核对", s.Report.Version)
	refused(t, err, report.CodeStale, "刚刚有改动")
	h.consistent()
}

func TestARowOfTheOfficeShowsOnABlankReport(t *testing.T) {
	h := newHouse(t)
	h.note("pingan", "sifa", "events", event("广场", map[string]string{"partners": "财政办"}))
	if r := h.form("sifa", march).Report; !r.OnBehalf || r.State != report.StateBlank {
		t.Errorf("a row of the office is not 代填: %+v", r)
	}
	if r := h.form("caizheng", march).Report; r.OnBehalf {
		t.Errorf("a partner's report is 代填: %+v", r)
	}
	r := h.note("pingan", "xuexiao", "events", event("操场", nil))
	if h.fill("xuexiao", march); !h.form("xuexiao", march).Report.OnBehalf || !r.OnBehalf {
		t.Error("what the school typed over it hides who noted the row")
	}
}
