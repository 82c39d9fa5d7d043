package report

import "testing"

func TestANilReportIsZerosAndWhatStands(t *testing.T) {
	s := sheet(t, "ledao", "leaflets=0", asNil,
		carry("households=684 staff=文书 groups=3 own_plan=是 highlights=旧事"), past(0, "highlights=院坝会 visited=40"))
	for key, want := range map[string]string{
		"visited": "0", "leaflets": "0", "households": "684", "staff": "文书", "groups": "3", "own_plan": "是", "highlights": "院坝会", "reach": "",
	} {
		e := s.Find(key)
		if e.Value.String() != want || e.Carried != (key != "leaflets" && want != "") {
			t.Errorf("%s is %q (carried %v), want %q", key, e.Value, e.Carried, want)
		}
	}
	if keys, f := found(t, s, "required"); keys != nil {
		t.Errorf("a nil report with staff and households: %s", f.Message)
	}
	plain := sheet(t, "ledao", "", past(0, "highlights=院坝会"))
	if v := plain.Find("visited").Value; !v.Blank() {
		t.Errorf("without the mark visited is %q", v)
	}
	if v := plain.Find("highlights").Value; !v.Blank() {
		t.Errorf("without the mark last month's words are %q", v)
	}
}

func TestANilReportWithAnIncrementIsAnError(t *testing.T) {
	s := sheet(t, "paichusuo", "cases.ledao=1 on_duty=2", asNil)
	keys, f := found(t, s, "nil")
	if len(keys) != 1 || !says(f.Message, "零报告里不能有本月数, 现在有: 乐道村, 结合接处警宣传.") {
		t.Errorf("%q %s", keys, f.Message)
	}
}

func TestAStockStandsUntilItIsChanged(t *testing.T) {
	s := sheet(t, "ledao", "groups=5 reach=na", carry("groups=3 reach=100 wardens=7 visited=9"), past(0, "groups=3"))
	for key, want := range map[string]string{"groups": "5", "reach": "na", "wardens": "7", "visited": "", "cadres": ""} {
		if e := s.Find(key); e.Value.String() != want || e.Carried != (key == "wardens") {
			t.Errorf("%s is %q (carried %v), want %q", key, e.Value, e.Carried, want)
		}
	}
	if got := s.Find("wardens").Previous.String(); got != "7" {
		t.Errorf("the previous wardens are %q", got)
	}
}

func TestCumulativeIsTheYearsSum(t *testing.T) {
	s := sheet(t, "ledao", "visited=40 households=200", prior("visited=60"))
	if n, ok := s.Find("visited").Cumulative(); !ok || n.String() != "100" {
		t.Errorf("cumulative %s, %v", n, ok)
	}
	if v := s.Find("visited_total").Value.String(); v != "100" {
		t.Errorf("visited_total %s", v)
	}
	e := s.Find("coverage")
	if e.Ratio.Cmp(Points(Whole(50))) != 0 || e.Value.String() != "50" {
		t.Errorf("coverage %s, %s", e.Ratio, e.Value)
	}
	if _, ok := s.Find("groups").Cumulative(); ok {
		t.Error("a stock cumulates")
	}
	blank := sheet(t, "ledao", "visited=na", prior("visited=60"))
	if n, _ := blank.Find("visited").Cumulative(); n.String() != "60" {
		t.Errorf("with 不适用 the sum is %s", n)
	}
	if blank.Find("coverage").Ratio.Known() {
		t.Error("without households there is a coverage")
	}
}

func TestAMatrixTotalIsTheSumUnlessTyped(t *testing.T) {
	s := sheet(t, "paichusuo", "cases.ledao=2 cases.wulingshan=1 cases.other=1 cases.jinzishan=na loss.ledao=1.25 loss.other=0.05")
	for key, want := range map[string]string{"cases": "4", "loss": "1.3"} {
		if e := s.Find(key); e.Value.String() != want || !e.Carried {
			t.Errorf("%s is %q, want the sum %s", key, e.Value, want)
		}
	}
	typed := sheet(t, "paichusuo", "cases=5 cases.ledao=2")
	if e := typed.Find("cases"); e.Value.String() != "5" || e.Carried {
		t.Errorf("the typed total became %q", e.Value)
	}
	if keys, _ := found(t, typed, "cases-sum"); len(keys) != 1 {
		t.Error("a total that is not the sum passes")
	}
	none := sheet(t, "paichusuo", "")
	if v := none.Find("cases").Value; !v.Blank() {
		t.Errorf("no case anywhere is %q", v)
	}
	zero := sheet(t, "paichusuo", "", asNil)
	if v := zero.Find("cases").Value.String(); v != "0" {
		t.Errorf("in a nil report cases are %q", v)
	}
}

func TestALineReadFromAnotherUnitIsItsFiguresAlone(t *testing.T) {
	s := sheet(t, "ledao", "", func(_ testing.TB, sit *Situation) {
		sit.Foreign["cases_here"] = Foreign{Value: Number(Whole(2)), Prior: Whole(3)}
	})
	e := s.Find("cases_here")
	if n, _ := e.Cumulative(); e.Value.String() != "2" || n.String() != "5" || Typed(e.Line) {
		t.Errorf("cases here: %q, cumulative %s", e.Value, n)
	}
	if v := s.Find("loss_here").Value; !v.Blank() {
		t.Errorf("what the police has not filed is %q", v)
	}
}

func TestProgressCountsWhatAPersonTypes(t *testing.T) {
	s := sheet(t, "weisheng", "staff=院长 events=1")
	filled, all, missing := s.Progress()
	if filled != 2 || len(missing) != 1 || missing[0].Key != "ads_shown" {
		t.Errorf("%d of %d filled, missing %v", filled, all, missing)
	}
	if want := len(s.Form.Lines) - 1; all != want { // evidence is counted by the program
		t.Errorf("%d lines to type, want %d", all, want)
	}
	police := sheet(t, "paichusuo", "cases.ledao=1")
	_, all, _ = police.Progress()
	dims := 0
	for _, l := range police.Form.Lines {
		if l.Dim != "" {
			dims++
		}
	}
	if dims != 16 || all != len(police.Form.Lines)-dims-1 {
		t.Errorf("%d lines to type with %d of matrices among %d", all, dims, len(police.Form.Lines))
	}
}

func TestAComputedLinesYearIsThatOfItsParts(t *testing.T) {
	s := sheet(t, "pingan", "rallies_talk=1 rallies_other=na", prior("rallies_talk=3 rallies_show=4"))
	e := s.Find("rallies")
	if n, ok := e.Cumulative(); !ok || n.String() != "8" || e.Value.String() != "1" {
		t.Errorf("rallies are %s, in the year %s, %v", e.Value, n, ok)
	}
	s = sheet(t, "pingan", "rallies_talk=1", prior("rallies_talk=3"), now("2021-03-26 00:00"))
	if n, _ := s.Find("rallies").Cumulative(); n.String() != "3" {
		t.Errorf("never filed, the year's rallies are %s", n)
	}
}
