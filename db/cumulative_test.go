package db

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// TestCumulativeIsTheOpeningAndAllUpToThePeriod types random values into random
// months of a year, in any order, and looks at every month's cumulative figure.
func TestCumulativeIsTheOpeningAndAllUpToThePeriod(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office, unit := h.desk("pingan"), h.desk("sifa")
	h.clock.set(t, "2021-12-30 09:00")
	sch, err := office.Schedule(ctx)
	if err != nil {
		t.Fatal(err)
	}
	periods := sch.Year(2021)
	for _, p := range periods {
		if !h.clock.now().Before(sch.Lock(p)) {
			if _, err := office.Unlock(ctx, "sifa", p, plan.Date{Year: 2022, Month: 12, Day: 31}, "演练"); err != nil {
				t.Fatal(err)
			}
		}
	}
	typed := map[report.Period]decimal.Decimal{} // the model: numbers by period
	opening := decimal.Zero
	rapid.Check(t, func(rt *rapid.T) {
		if rapid.Bool().Draw(rt, "new opening") {
			n := rapid.Int64Range(0, 9999).Draw(rt, "opening")
			opening = decimal.NewFromInt(n)
			if err := office.SetOpening(ctx, "sifa", 0, "taught", opening.String(), plan.Date{Year: 2021, Month: 2, Day: 20}, "旧台账"); err != nil {
				rt.Fatal(err)
			}
		}
		p := rapid.SampledFrom(periods).Draw(rt, "period")
		text := rapid.SampledFrom([]string{"", "na", "0", "1", "250", "99,999"}).Draw(rt, "text")
		if err := saved(unit.Save(ctx, "", p, []report.Edit{{Key: "taught", Text: text, Version: report.AnyVersion}})); err != nil {
			rt.Fatal(err)
		}
		delete(typed, p)
		if text != "" && text != "na" {
			n, err := report.Parse(h.form("sifa", p).Find("taught").Line, text)
			if err != nil {
				rt.Fatal(err)
			}
			typed[p], _ = n.Number()
		}
		want := opening
		for _, q := range periods {
			want = want.Add(typed[q])
			if got, _ := h.form("sifa", q).Find("taught").Cumulative(); !got.Equal(want) {
				rt.Fatalf("in %s the cumulative figure is %s, want %s of %s and %v", q, got, want, opening, typed)
			}
		}
	})
	h.consistent()
}

func TestAnEarlierMonthIsNotRaisedPastWhatALaterOneFiled(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.submit("ledao", march) // 20 of 100 households
	h.clock.set(t, "2021-04-18 09:00")
	h.save("ledao", "", april, "visited=70 visits=70")
	if _, fs, err := h.desk("ledao").Submit(ctx, "", april, "已核对", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if _, err := h.desk("pingan").Return(ctx, "ledao", march, "核对", nil, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	h.save("ledao", "", march, "visited=31 visits=31")
	_, fs, err := h.desk("ledao").Submit(ctx, "", march, "已核对", report.AnyVersion)
	refused(t, err, report.CodeBlocked, "错误")
	if len(fs) == 0 || fs[0].Rule != "visited-later" || !strings.Contains(fs[0].Message, "以后各期已报新入户70户, 加上本月的31户和以前的0户, 超过了实有100户") {
		t.Errorf("findings %+v", fs)
	}
	h.save("ledao", "", march, "visited=30 visits=30")
	if _, fs, err := h.desk("ledao").Submit(ctx, "", march, "已核对", report.AnyVersion); err != nil {
		t.Errorf("%v, %+v", err, fs)
	}
	if got, _ := h.form("ledao", april).Find("visited").Cumulative(); got.String() != "100" {
		t.Errorf("April's cumulative is %s", got)
	}
}
