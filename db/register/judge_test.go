package register

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/report"
)

func theRegister(t testing.TB, id string) *plan.Register {
	t.Helper()
	r, ok := plan.Default().Register(id)
	if !ok {
		t.Fatal("no register " + id)
	}
	return r
}

// theForm is that of the first kind of unit that keeps the register.
func theForm(r *plan.Register) *plan.Form { return plan.Default().FormOf(r.For[0]) }

// fields reads key=value pairs by the register's own fields.
func fields(t testing.TB, r *plan.Register, text string, book Book) map[string]report.Value {
	t.Helper()
	e := Edit{Fields: map[string]string{}}
	for _, pair := range strings.Fields(text) {
		key, value, _ := strings.Cut(pair, "=")
		e.Fields[key] = value
	}
	got, refused := Read(r, e, nil, book, nil)
	if len(refused) > 0 {
		t.Fatal(text, refused)
	}
	return got
}

// kept is a book with sites, written as register name key=value …
func kept(t testing.TB, lines ...string) Book {
	t.Helper()
	book := Book{}
	for n, line := range lines {
		id, rest, _ := strings.Cut(line, " ")
		name, rest, _ := strings.Cut(rest, " ")
		book[id] = append(book[id], Site{
			ID:      id + report.Whole(n).String(),
			Version: Version{Name: name, From: plan.Date{Year: 2021, Month: 3, Day: n + 1}, Fields: fields(t, theRegister(t, id), rest, book), Basis: "核定"},
		})
	}
	return book
}

func TestEverySiteIsJudgedExactlyAndInWords(t *testing.T) {
	for _, c := range []struct {
		register, fields, target string
		judged, met              bool
		detail, short            string
	}{
		{"hoardings", "kind=建筑 hoarding=120 ad=11 state=在建", "tenth", true, false, "围挡面积 120 平方米, 广告面积 11 平方米 = 9.1%, 应达 10%, 差 1 平方米", "1"},
		{"hoardings", "kind=市政 hoarding=120 ad=12 state=在建", "tenth", true, true, "= 10.0%, 应达 10%", "0"},
		{"hoardings", "kind=市政 hoarding=100.01 ad=10 state=在建", "tenth", true, false, "= 9.9%, 应达 10%, 差 0.01 平方米", "0.01"},
		{"hoardings", "kind=建筑 hoarding=1200 ad=0 state=停工", "tenth", false, false, "", ""},
		{"hoardings", "kind=建筑 hoarding=12000 ad=0 state=在建", "tenth", true, false, "围挡面积 12,000 平方米, 广告面积 0 平方米 = 0.0%, 应达 10%, 差 1,200 平方米", "1200"},
		{"estates", "ads=1", "two", true, false, "公益广告 1 处, 应不少于 2 处, 差 1 处", "1"},
		{"estates", "ads=2", "two", true, true, "公益广告 2 处", "0"},
		{"venues", "kind=酒店 ads=0 state=营业", "one", true, false, "差 1 处", "1"},
		{"venues", "kind=酒店 ads=0 state=停业", "one", false, false, "", ""},
		{"venues", "kind=酒店 ads=1 terminals=80 terminals_set=79 state=营业", "terminals", true, false, "= 98.7%, 应达 100%, 差 1 台", "1"},
		{"venues", "kind=民宿 ads=1 state=营业", "terminals", true, true, "", "0"}, // nothing is due there
		{"venues", "kind=民宿 ads=1 terminals=3 state=营业", "terminals", true, false, "差 3 台", "3"},
		{"outlets", "board=否", "board", true, false, "防骗展板 现为 否, 应为 是", "1"},
		{"outlets", "board=是", "advised", true, false, "有劝导员 现为 没有填, 应为 是", "1"},
		{"outlets", "board=是 screen=否", "playing", false, false, "", ""},
		{"outlets", "board=是 screen=是 playing=是", "playing", true, true, "现为 是", "0"},
		{"outlets", "board=是 atms=3 atms_warned=2", "warned", true, false, "差 1 台", "1"},
	} {
		book := kept(t, c.register+" 甲处 "+c.fields)
		i := slices.IndexFunc(Judge(theForm(theRegister(t, c.register)), theRegister(t, c.register), book), func(v Verdict) bool { return v.Target.ID == c.target })
		if (i >= 0) != c.judged {
			t.Errorf("%s %s: judged %v", c.register, c.fields, i >= 0)
			continue
		}
		if i < 0 {
			continue
		}
		v := Judge(theForm(theRegister(t, c.register)), theRegister(t, c.register), book)[i]
		if v.Met != c.met || !strings.Contains(v.Detail, c.detail) || v.Short.String() != c.short || v.Site != "甲处" {
			t.Errorf("%s %s: %+v", c.register, c.fields, v)
		}
	}
}

func TestASiteOwesOnlyWhatItsUnitsFormAsksFor(t *testing.T) {
	book := kept(t, "outlets 营业厅 board=否")
	for kind, want := range map[string]string{"bank": "board warned advised", "telecom": "board"} {
		var judged []string
		for _, v := range Judge(plan.Default().FormOf(kind), theRegister(t, "outlets"), book) {
			judged = append(judged, v.Target.ID)
		}
		if got := strings.Join(judged, " "); got != want {
			t.Errorf("the outlets of %s are judged by %s, want %s", kind, got, want)
		}
	}
}

func TestWhatLacksIsEnough(t *testing.T) {
	r := theRegister(t, "hoardings")
	rapid.Check(t, func(t *rapid.T) {
		den := decimal.New(rapid.Int64Range(1, 9_999_999).Draw(t, "hoarding"), -2)
		num := decimal.New(rapid.Int64Range(0, den.Shift(2).IntPart()).Draw(t, "ad"), -2)
		look := func(ad decimal.Decimal) Verdict {
			s := Site{Version: Version{Fields: map[string]report.Value{
				"state": report.Text("在建"), "hoarding": report.Number(den), "ad": report.Number(ad),
			}}}
			return Judge(theForm(r), r, Book{"hoardings": {s}})[0]
		}
		v := look(num)
		if v.Met != num.Mul(report.Whole(10)).GreaterThanOrEqual(den) {
			t.Fatalf("%s of %s: met %v", num, den, v.Met)
		}
		if v.Met {
			return
		}
		if !look(num.Add(v.Short)).Met || look(num.Add(v.Short).Sub(decimal.New(1, -2))).Met {
			t.Fatalf("%s of %s lacks %s", num, den, v.Short)
		}
	})
}

func TestARoadIsJudgedByItsOwnPointsInGoodState(t *testing.T) {
	book := kept(
		t,
		"roads 迎宾路 length=900", "roads 后街 length=100",
		"points 一 road=迎宾路 at=200 state=完好", "points 二 road=迎宾路 at=K0+420 state=完好",
		"points 三 road=迎宾路 at=600 state=损坏", "points 四 road=迎宾路 at=690 state=完好",
		"points 五 road=后街 at=50 state=完好",
	)
	all := Judge(theForm(theRegister(t, "roads")), theRegister(t, "roads"), book)
	if len(all) != 2 || all[0].Met || all[0].Detail != "K0+200-K0+420 缺1处, K0+420-K0+690 缺1处, K0+690-K0+900 缺1处" || all[0].Short.String() != "3" || !all[1].Met {
		t.Errorf("%+v", all)
	}
}

func TestASiteStandsAsItsNewestVersionOfTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var versions []Version
		for n := range rapid.IntRange(0, 8).Draw(t, "versions") {
			versions = append(versions, Version{Seq: int64(n + 1), From: plan.Date{Year: 2021, Month: 3, Day: rapid.IntRange(1, 9).Draw(t, "from")}})
		}
		day := plan.Date{Year: 2021, Month: 3, Day: rapid.IntRange(1, 9).Draw(t, "day")}
		got, ok := AsOf(rapid.Permutation(versions).Draw(t, "order"), day)
		var want Version // versions come by seq: a later one of the same day replaces it
		for _, v := range versions {
			if !day.Before(v.From) && !v.From.Before(want.From) {
				want = v
			}
		}
		if ok != (want.Seq != 0) || got.Seq != want.Seq {
			t.Fatalf("on %s %+v is in force of %+v, want %+v", day, got, versions, want)
		}
	})
}
