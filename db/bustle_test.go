package db

import (
	"context"
	"fmt"
	"strconv"

	"pgregory.net/rapid"

	"fanzha/db/account"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// bustle is a township in which many people do something at random, some of
// them in another process's store.
type bustle struct {
	*house
	rt      *rapid.T
	other   *Store
	day     plan.Date
	hours   int
	applied bool // a plan, once: every store that is opened reads all of them
}

// some are units of all sorts: villages, and the police whose cases they read;
// who compares with whom; who keeps lists, and who holds events with others.
var some = []string{"ledao", "chayuanba", "wulingshan", "paichusuo", "dangzheng", "tongxin", "pingan", "sifa", "caizheng", "cunzhen", "nongshang", "xuexiao"}

// months are the periods that are looked at; June's milestone lies before August.
var months = []report.Period{march, april, {Year: 2021, Month: 5}, {Year: 2021, Month: 6}, {Year: 2021, Month: 7}, {Year: 2021, Month: 8}}

func pick[T any](b *bustle, label string, from ...T) T {
	return rapid.SampledFrom(from).Draw(b.rt, label)
}

func (b *bustle) number(label string, most int) string {
	return strconv.Itoa(rapid.IntRange(0, most).Draw(b.rt, label))
}

// who is a desk in either process.
func (b *bustle) who(login string) *Desk {
	return b.deskOf(pick(b, "store of "+login, b.store, b.other), login, false)
}

// filler is who fills in for a unit: itself or the office.
func (b *bustle) filler(unit string) *Desk { return b.who(pick(b, "filler", unit, unit, "pingan")) }

// month is the one of today, or one before.
func (b *bustle) month() report.Period {
	return report.Period{Year: 2021, Month: max(3, int(b.day.Month)-rapid.IntRange(0, 2).Draw(b.rt, "months ago"))}
}

// somebody is a unit with a month.
func (b *bustle) somebody() (string, report.Period) { return pick(b, "unit", some...), b.month() }

// formOf is the form of a unit in the plan that the folder began with.
func (b *bustle) formOf(unit string) *plan.Form {
	u, ok := plan.Default().Unit(unit)
	if !ok {
		b.rt.Fatal("no unit " + unit)
	}
	return plan.Default().FormOf(u.Kind)
}

// on is a day of the last five weeks.
func (b *bustle) on() string {
	return b.day.AddDays(-rapid.IntRange(0, 35).Draw(b.rt, "days ago")).String()
}

// step is something that people do.
type step struct {
	name string
	do   func(ctx context.Context) error
}

// steps are all of them, those that move most come first: rapid draws them more
// often.
func (b *bustle) steps() []step {
	return []step{
		{"save", b.saves},
		{"send", b.sends},
		{"note", b.notes},
		{"days pass", func(context.Context) error {
			b.pass(rapid.IntRange(1, 9).Draw(b.rt, "days"), 0)
			return nil
		}},
		{"register", b.registers},
		{"correct", b.corrects},
		{"judge", b.judges},
		{"unlock", func(ctx context.Context) error {
			unit, p := b.somebody()
			return second(b.who("pingan").Unlock(ctx, unit, p, b.day.AddDays(rapid.IntRange(0, 20).Draw(b.rt, "until")), "停电"))
		}},
		{"strike", b.strikes},
		{"nil", func(ctx context.Context) error {
			unit, p := b.somebody()
			return second(b.filler(unit).MarkNil(ctx, unit, p, "本月无活动", rapid.Bool().Draw(b.rt, "nil")))
		}},
		{"opening", func(ctx context.Context) error {
			key := pick(b, "key", "leaflets", "visited", "cases.ledao", "sms_sent")
			return b.who("pingan").SetOpening(ctx, pick(b, "unit", some...), 0, key, b.number("opening", 9), plan.Date{Year: 2021, Month: 2, Day: 10}, "旧台账")
		}},
		{"choose", func(ctx context.Context) error {
			unit := pick(b, "unit", some[:3]...)
			return b.who(unit).ChooseList(ctx, unit, "visits", rapid.Bool().Draw(b.rt, "listed"))
		}},
		{"import", b.imports},
		{"apply", func(ctx context.Context) error {
			if b.applied {
				return nil
			}
			b.applied = true
			source := rewritten(b.TB, "{code: sifa, name: 司法所, kind: justice}", "{code: sifa, name: 司法所, kind: justice, last_day: 2021-07-31}",
				"from: {kind: police, ", "from: {kind: bank, ", "bank, key: cases}", "bank, key: leads}", "bank, key: loss}", "bank, key: saved}")
			return second(b.who("pingan").ApplyPlan(ctx, source, report.Period{Year: 2021, Month: int(b.day.Month) + 1}))
		}},
		{"an hour passes", func(context.Context) error {
			b.pass(0, 1)
			return nil
		}},
		{"remark", func(ctx context.Context) error {
			unit, p := b.somebody()
			return b.who("lingdao").Remark(ctx, unit, p, "抓紧")
		}},
		{"administer", func(ctx context.Context) error {
			office := b.who("pingan")
			return pick(b, "account", func() error { return office.DisableAccount(ctx, "zhuren") },
				func() error { return office.EnableAccount(ctx, "zhuren") },
				func() error { return office.Expel(ctx, "zhuren", "") },
				func() error { return office.AddKey(ctx, "", account.Key{Fingerprint: "SHA256:x", PublicKey: "k"}) },
				func() error { return office.RemoveKey(ctx, "", "SHA256:x") },
			)()
		}},
	}
}

// pass lets time pass until the end of July.
func (b *bustle) pass(days, hours int) {
	if to := b.day.AddDays(days); to.Before(plan.Date{Year: 2021, Month: 8, Day: 1}) {
		b.day = to
	}
	b.hours = (b.hours + hours) % 14
	b.clock.set(b.TB, fmt.Sprintf("%s %02d:00", b.day, 9+b.hours))
}

func (b *bustle) saves(ctx context.Context) error {
	unit, p := b.somebody()
	if pick(b, "what", "typed", "typed", "typed", "households") == "households" {
		all := edits("households=" + b.number("households", 400))
		all[0].AsOf = b.day.AddDays(-rapid.IntRange(0, 60).Draw(b.rt, "as of"))
		return saved(b.who("pingan").Save(ctx, pick(b, "village", some[:3]...), p, all))
	}
	var keys []string
	for _, l := range b.formOf(unit).Lines {
		if report.Typed(l) && l.Indicator.By == "" && l.Indicator.Number() {
			keys = append(keys, l.Key)
		}
	}
	all := edits(pick(b, "key", keys...) + "=" + pick(b, "text", "", "na", "0", b.number("figure", 40)))
	all[0].Note = &unledgered
	return saved(b.filler(unit).Save(ctx, unit, p, all))
}

// sends sends a report, most often after what it lacks has been filled in.
func (b *bustle) sends(ctx context.Context) error {
	unit, p := b.somebody()
	if pick(b, "way", "send", "send", "send", "withdraw") == "withdraw" {
		return second(b.who(unit).Withdraw(ctx, unit, p))
	}
	kind := b.formOf(unit).Kind
	if kind == "village" {
		_ = saved(b.who("pingan").Save(ctx, unit, p, edits("households=400"))) // it may be sent, or closed
	}
	_ = saved(b.filler(unit).Save(ctx, unit, p, edits(least(kind))))
	return sent(b.filler(unit).Submit(ctx, unit, p, "演练", report.AnyVersion))
}

func (b *bustle) judges(ctx context.Context) error {
	unit, p := b.somebody()
	by := b.who("pingan")
	if unit == "pingan" {
		by = b.who("lingdao")
	}
	return pick(b, "judgement", func() error { return second(by.Accept(ctx, unit, p, report.AnyVersion)) },
		func() error {
			return second(by.Return(ctx, unit, p, "核对", map[string]string{"staff": "写岗位"}, report.AnyVersion))
		},
		func() error { return sent(by.Unseal(ctx, unit, p, "有误", report.AnyVersion)) })()
}

// row is what somebody notes of a ledger.
func (b *bustle) row(id string) ledger.Entry {
	e := ledger.Entry{Day: b.on(), Reason: "漏记", Typed: map[string]string{}}
	switch id {
	case "events":
		partners := pick(b, "partners", "", "财政办", "乐道村、财政办", "派出所", "司法所、平安办、武陵山村")
		e.Typed = map[string]string{"place": "广场", "form": pick(b, "form", "宣讲会", "会议"), "audience": b.number("audience", 300), "leaflets": b.number("leaflets", 3), "partners": partners}
	case "visits":
		e.Typed = map[string]string{"visits": "9", "numbers": b.number("number", 5) + "、" + b.number("number", 5)}
	case "cases":
		e.Typed = map[string]string{"village": pick(b, "village", "乐道村", "茶园坝社区"), "type": "刷单返利", "cases": "1", "loss": b.number("loss", 9)}
	case "pushes":
		e.Typed = map[string]string{"channel": "短信", "title": "防骗", "items": "1" + b.number("items", 9)}
	}
	return e
}

func (b *bustle) notes(ctx context.Context) error {
	id := pick(b, "ledger", "events", "events", "visits", "cases", "pushes")
	unit := pick(b, "unit", some...)
	switch id {
	case "visits":
		unit = pick(b, "village", some[:3]...)
	case "cases":
		unit = "paichusuo"
	case "pushes":
		unit = pick(b, "sender", "tongxin", "dangzheng")
	}
	return noted(b.filler(unit).Note(ctx, unit, id, b.row(id)))
}

// rowOf is a row of a ledger, corrected or not.
func (b *bustle) rowOf() (row, id string) {
	n, err := strconv.Atoi(b.one(`SELECT COALESCE(max(seq), 0) FROM ledger_row`))
	if err != nil || n == 0 {
		return "1", "events"
	}
	row = strconv.Itoa(n - rapid.IntRange(0, min(n-1, 8)).Draw(b.rt, "rows ago"))
	return row, b.one(`SELECT ledger FROM ledger_row WHERE seq = ?`, row)
}

func (b *bustle) corrects(ctx context.Context) error {
	row, id := b.rowOf()
	return noted(b.who("pingan").Correct(ctx, row, b.row(id)))
}

func (b *bustle) strikes(ctx context.Context) error {
	row, _ := b.rowOf()
	return second(b.who("pingan").Strike(ctx, row, "记重了"))
}

// site is a place in a register, with who keeps it.
func (b *bustle) site() (unit, id string, e register.Edit) {
	since := plan.Date{}
	if rapid.Bool().Draw(b.rt, "dated") {
		since = b.day.AddDays(-rapid.IntRange(0, 40).Draw(b.rt, "since"))
	}
	switch id = pick(b, "register", "households", "estates", "outlets", "companies", "liaison", "teams"); id {
	case "households":
		return pick(b, "village", some[:3]...), id, register.Edit{From: since, Basis: "派出所核定", Fields: map[string]string{"households": "1" + b.number("households", 99)}}
	case "estates":
		unit, e.Fields = "cunzhen", map[string]string{"ads": b.number("ads", 4)}
	case "outlets":
		unit, e.Fields = pick(b, "keeper", "nongshang", "tongxin"), map[string]string{"board": pick(b, "board", "是", "否"), "atms": b.number("atms", 3)}
	case "companies":
		unit, e.Fields = "paichusuo", map[string]string{"trade": "餐饮"}
	case "liaison":
		return pick(b, "unit", some...), id, register.Edit{From: since, Fields: map[string]string{"post": "干事" + b.number("post", 9)}}
	case "teams":
		unit, e.Fields = "ledao", map[string]string{"kind": pick(b, "team", "网格员", "志愿者"), "people": b.number("people", 30)}
	}
	e.Name, e.Named, e.From = pick(b, "name", "甲", "乙", "丙"), true, since
	return unit, id, e
}

func (b *bustle) registers(ctx context.Context) error {
	unit, id, e := b.site()
	d := b.who("pingan")
	if pick(b, "way", "put", "put", "end") == "end" {
		return noted(d.EndSite(ctx, unit, id, e.Name, e.From, "点错了"))
	}
	return noted(d.PutSite(ctx, unit, id, e))
}

// imports puts sites of two units at once.
func (b *bustle) imports(ctx context.Context) error {
	rows := []register.Row{}
	for _, unit := range []string{"nongshang", "tongxin"} {
		rows = append(rows, register.Row{Unit: unit, Edit: register.Edit{Name: "丁", Fields: map[string]string{"board": pick(b, "board", "是", "否"), "atms": b.number("atms", 3)}}})
	}
	return second(b.who("pingan").PutSites(ctx, "outlets", rows[:rapid.IntRange(1, 2).Draw(b.rt, "units")], false))
}
