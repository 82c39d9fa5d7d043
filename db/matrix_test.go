package db

import (
	"strings"
	"testing"

	"fanzha/db/report"
)

// words are a unit's year in the matrix, one word for each period.
func words(m *report.Matrix, unit string) string {
	var all []string
	for _, row := range m.Rows {
		if row.Unit == unit {
			for _, c := range row.Cells {
				all = append(all, c.Word())
			}
		}
	}
	return strings.Join(all, " ")
}

func TestTheMatrixTellsHowEveryReportOfTheYearStands(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.accept("ledao", march)
	h.submit("wulingshan", march)
	if _, err := h.desk("pingan").Return(ctx, "wulingshan", march, "请补佐证", nil, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	if _, err := h.desk("sifa").MarkNil(ctx, "sifa", march, "本月无活动", true); err != nil {
		t.Fatal(err)
	}
	h.accept("sifa", march)
	h.fill("xuexiao", march)
	h.clock.set(t, "2021-03-22 09:00")
	h.accept("paichusuo", march)

	h.clock.set(t, "2021-04-18 09:00")
	h.save("ledao", "ledao", april, "staff=文书")
	h.submit("dangzheng", april)
	h.accept("paichusuo", april)

	m, err := h.desk("lingdao").Matrix(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	if m.Year != 2021 || len(m.Periods) != 11 || len(m.Rows) != 21 || m.Rows[0].Group != "村(社区)" {
		t.Fatalf("%d, %v, %d rows", m.Year, m.Periods, len(m.Rows))
	}
	rest := strings.Repeat(" -", 9)
	for unit, want := range map[string]string{
		"ledao": "按时 草稿", "wulingshan": "退回 未报", "sifa": "零报 未报", "xuexiao": "漏报 未报",
		"paichusuo": "迟2 通过", "dangzheng": "漏报 待审", "tongxin": "- -",
	} {
		if got := words(m, unit); got != want+rest {
			t.Errorf("%s: %s", unit, got)
		}
	}
	want := report.MatrixCounts{OnTime: 2, Late: 1, Never: 16, Returned: 1, Missing: 18, Pending: 1, Accepted: 1}
	if m.MatrixCounts != want {
		t.Errorf("%+v", m.MatrixCounts)
	}
	if w := m.Waiting(); len(w) != 1 || w[0].Unit != "dangzheng" || w[0].Period != april {
		t.Errorf("%+v", w)
	}
	c := m.Cell("wulingshan", march)
	if c == nil || c.Reason != "请补佐证" || c.Returns != 1 || c.Filed == nil {
		t.Errorf("%+v", c)
	}
}

func TestTheMatrixIsOfTheYearsThatThereAre(t *testing.T) {
	h := newHouse(t)
	for _, year := range []int{2020, 2022} {
		_, err := h.desk("pingan").Matrix(t.Context(), year)
		refused(t, err, report.CodeInvalid, "可看的是 2021年到 2021年")
	}
	_, err := h.desk("ledao").Matrix(t.Context(), 2021)
	refused(t, err, report.CodeForbidden, "只有平安办和领导可以查看")
	h.clock.set(t, "2022-01-10 09:00")
	if m, err := h.desk("pingan").Matrix(t.Context(), 2022); err != nil || m.Periods[0] != (report.Period{Year: 2022, Month: 1}) {
		t.Errorf("%+v, %v", m, err)
	}
}
