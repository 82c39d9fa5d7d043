package entry_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
)

// atOffice is the office with a village's form open.
func atOffice(w *dbtest.Town, unit string) *drive.Person {
	w.Helper()
	return sitAt(w, "pingan", tui.Place{Kind: tui.Entry, Unit: unit, Period: dbtest.March})
}

func TestADenominatorIsSavedTogetherWithItsDateAndBasis(t *testing.T) {
	w := dbtest.New(t)
	stands := func() (value, note string) {
		t.Helper()
		s, err := w.Desk("pingan").Form(w.Ctx, "ledao", dbtest.March)
		if err != nil {
			t.Fatal(err)
		}
		c := s.Find("households").Cell
		return c.Value.String(), c.Note
	}
	p := atOffice(w, "ledao").See("反诈联络员").Press("right").See("> 实有户数")
	p.Type("670").Press("enter").See("实有户数 的日期和依据")
	if v, _ := stands(); v != "" {
		t.Errorf("before its basis is known %s is saved", v)
	}
	p.Press("esc").See("> 实有户数").See("未保存: 还没有写日期和依据").See("670")
	p.Press("enter").Press("enter").See("实有户数 的日期和依据").Type("派出所核定").Press("enter").Gone("未保存").See("已保存")
	if v, note := stands(); v != "670" || note != "2021-03-18 派出所核定" {
		t.Errorf("saved is %q, %q", v, note)
	}
}
