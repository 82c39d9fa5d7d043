package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// periods are those that the year has told something of.
func periods() []report.Period {
	var all []report.Period
	for p := First; p.Month <= int(Now.Month()); p.Month++ {
		all = append(all, p)
	}
	return all
}

// slip is the one figure that somebody typed over a ledger's, for the clerk who
// opens the demonstration to find.
var slip = typed{"visits", "90"}

// What ledgers and registers say is typed by nobody.
func TestNothingIsTypedThatABookSays(t *testing.T) {
	y, err := readYear(tables)
	if err != nil {
		t.Fatal(err)
	}
	p := plan.Default()
	for ref, all := range y.typed {
		u, ok := p.Unit(ref.unit)
		if !ok {
			t.Fatal(ref.unit)
		}
		for _, typed := range all {
			line, ok := p.FormOf(u.Kind).Find(typed.key)
			if !ok {
				t.Errorf("%s has no line %s", ref.unit, typed.key)
				continue
			}
			_, registered := p.Registering(u.Kind, line)
			if (registered || len(p.FedBy(u.Kind, line)) > 0) && (typed != slip || ref != reportRef{"chayuanba", report.Period{Year: 2021, Month: 6}}) {
				t.Errorf("%s types %s of %s", ref.unit, typed.key, ref.period)
			}
		}
	}
}

// The form equals the sum of its rows, each household and each company counted
// the first time that the year names it.
func TestEveryLedgerLineIsTheSumOfItsRows(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	compared := 0
	for _, u := range plan.Default().Units {
		seen := map[string]bool{}
		for _, p := range periods() {
			s, err := d.Form(t.Context(), u.Code, p)
			if err != nil {
				t.Fatal(err)
			}
			sums, fed := sumsOf(t, d, s, seen)
			for i := range s.Entries {
				e := &s.Entries[i]
				if !fed[e.Line.Indicator.Key] || e.Source() == plan.SourceComputed {
					continue
				}
				compared++
				got, _ := e.Value.Number()
				if differs := e.Line.Key == slip.key && e.Value.String() == slip.text && e.Differs(); !got.Equal(sums[e.Line.Key]) && !differs {
					t.Errorf("%s %s: %s is %s, and its rows say %s", u.Code, p, e.Line.Key, e.Value.Shown(), sums[e.Line.Key])
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// sumsOf adds up the rows of a unit in a period, and says which lines have a
// ledger with rows. What counts once a year is remembered in seen.
func sumsOf(t *testing.T, d *db.Desk, s *report.Sheet, seen map[string]bool) (sums map[string]decimal.Decimal, fed map[string]bool) {
	sums, fed = map[string]decimal.Decimal{}, map[string]bool{}
	for _, l := range plan.Default().LedgersOf(s.Unit.Kind) {
		page := rowsIn(t, d, s.Unit.Code, l.ID, s.Report.Period)
		for _, r := range slices.Backward(page.List) {
			add := ledger.Shared(l, s.Form, r.Fields)
			if !r.Partner {
				listed, fresh := page.Mode == ledger.ModeListed, 0
				for _, item := range ledger.Items(l, r.Fields, listed) {
					if key := l.ID + " " + item; !seen[key] {
						seen[key] = true
						fresh++
					}
				}
				add = ledger.Figures(l, s.Form, r.Fields, listed, fresh)
			}
			for key, n := range add {
				sums[key] = sums[key].Add(n)
			}
			for i := range l.Feeds {
				fed[l.Feeds[i].Key] = true
			}
		}
	}
	return sums, fed
}

func rowsIn(t *testing.T, d *db.Desk, unit, id string, p report.Period) *ledger.Page {
	t.Helper()
	page, err := d.Rows(t.Context(), unit, id, ledger.Query{Period: p, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// An event of two units is one event of the township.
func TestAJointEventCountsOnceInTheTownship(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	for _, p := range periods() {
		rows, partners := map[string]bool{}, 0
		for _, u := range plan.Default().Units {
			for _, r := range rowsIn(t, d, u.Code, "events", p).List {
				rows[r.ID] = true
				if r.Partner {
					partners++
				}
			}
		}
		table, err := d.Table(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(table.Columns, func(c plan.Column) bool { return c.Key == "events" })
		shown := decimal.Zero
		for _, g := range table.Groups {
			shown = shown.Add(g.Sum.Figures[i].Month)
		}
		if got := table.Total.Figures[i].Month; !got.Equal(report.Whole(len(rows))) || !shown.Equal(report.Whole(len(rows)+partners)) || partners == 0 {
			t.Errorf("%s: %d events, %d times as a partner; the table has %s, its groups %s", p, len(rows), partners, got, shown)
		}
	}
}

// The villages count; one keeps the list of its households.
func TestOneVillageKeepsTheListOfItsHouseholds(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	for _, u := range plan.Default().Units {
		if u.Kind != "village" {
			continue
		}
		want := ledger.ModeCounted
		if u.Code == "wulingshan" {
			want = ledger.ModeListed
		}
		if page := rowsIn(t, d, u.Code, "visits", First); page.Mode != want || len(page.List) == 0 {
			t.Errorf("%s keeps %d rows %s", u.Code, len(page.List), page.Mode.Name())
		}
	}
}

// Which places fail month by month, and in June by how much.
func TestTheTargetsFailAsTheStoryTells(t *testing.T) {
	d := deskOf(t, at(t, made(t)[0]), "lingdao")
	for month, want := range map[int]string{
		2: "road_failing 茶园坝至百花桥段、景区连接线、乐道村道; sites_failing 中学宿舍楼工地、集镇道路工地; estates_failing 桥头小区; " +
			"venues_failing 老街宾馆、溪谷民宿、石夹沟民宿、乐道民宿、火塘民宿; outlets_board 乐道分理处; atms_warned 乐道分理处; " +
			"outlets_board 百花桥代办点; atms_warned 百花桥代办点; outlets_board 联通营业厅; outlets_playing 电信营业厅",
		3: "road_failing 茶园坝至百花桥段、景区连接线; sites_failing 中学宿舍楼工地、集镇道路工地; venues_failing 石夹沟民宿、乐道民宿、火塘民宿; " +
			"outlets_board 百花桥代办点; outlets_board 联通营业厅",
		4: "road_failing 茶园坝至百花桥段、景区连接线; sites_failing 中学宿舍楼工地; venues_failing 火塘民宿; outlets_board 百花桥代办点",
		5: "road_failing 景区连接线; sites_failing 中学宿舍楼工地; outlets_board 百花桥代办点",
		6: "road_failing 景区连接线 K0+420-K0+690 缺1处; sites_failing 中学宿舍楼工地 围挡面积 180 平方米, 广告面积 12.6 平方米 = 7.0%, 应达 10%, 差 5.4 平方米; " +
			"outlets_board 百花桥代办点 防骗展板 现为 否, 应为 是",
	} {
		st, err := d.Status(t.Context(), report.Period{Year: 2021, Month: month})
		if err != nil {
			t.Fatal(err)
		}
		var fails []string
		for _, f := range st.Failing {
			var sites []string
			for _, s := range f.Sites {
				if month == int(Now.Month()) {
					sites = append(sites, s.String())
					continue
				}
				sites = append(sites, s.Site)
			}
			if len(sites) > 0 && f.Target != "terminals_set" {
				fails = append(fails, fmt.Sprintf("%s %s", f.Target, strings.Join(sites, "、")))
			}
		}
		if got := strings.Join(fails, "; "); got != want {
			t.Errorf("month %d:\n%s\nwant\n%s", month, got, want)
		}
	}
}
