package report

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

func TestWhatFailsStandsFirstAndWhatIsNotDueIsNoFailure(t *testing.T) {
	row := func(state string, value Value, short int) TargetRow {
		return TargetRow{State: state, Value: value, Short: Whole(short)}
	}
	day := plan.Date{Year: 2021, Month: 6, Day: 30}
	all := Urgent([]TargetStanding{
		{Name: "met", Owing: []TargetRow{row(TargetMet, Number(Whole(2)), 0)}},
		{Name: "ahead", On: day, Bound: "50%", Owing: []TargetRow{row(TargetAhead, Number(Whole(51)), 0), row(TargetAhead, Number(Whole(10)), 40), row(TargetAhead, Value{}, 0)}},
		{Name: "failing", Severity: plan.TargetHard, Owing: []TargetRow{row(TargetMet, Number(Whole(1)), 0), row(TargetFailing, Number(Whole(0)), 1)}},
	})
	var got []string
	for i := range all {
		got = append(got, all[i].Name+" "+all[i].Word()+" "+all[i].Figure(Number(decimal.RequireFromString("22.19"))))
	}
	if text := strings.Join(got, "; "); text != "failing 不达标 1 / 2 22.19; ahead 未到期, 已达 1 / 3 22.1%; met 达标 1 / 1 22.19" {
		t.Error(text)
	}
	if all[0].Owing[0].State != TargetFailing {
		t.Errorf("the unit that fails is not the first: %+v", all[0].Owing)
	}
}
