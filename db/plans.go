package db

import (
	"context"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Plan is the work plan in force for a period, and its source as it was
// applied.
func (d *Desk) Plan(ctx context.Context, p report.Period) (*plan.Plan, string, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, "", err
	}
	if p.IsZero() {
		p = v.town.schedule.Current(v.now)
	}
	version := v.town.schedule.VersionFor(p)
	var source string
	err = d.store.read.QueryRowContext(ctx, `SELECT source FROM plan_version WHERE id = ?`, version.ID).Scan(&source)
	return version.Plan, source, mapError(err)
}

// Schedule is the township's calendar with its plans.
func (d *Desk) Schedule(ctx context.Context) (*report.Schedule, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	return v.town.schedule, nil
}

// ApplyPlan binds a changed plan to the periods from one on; a period for
// which anything was filed is closed to it, and to a plan that changes a ledger
// one in which rows of that ledger count. New units and accounts are made,
// and the accounts' first passwords come back.
func (d *Desk) ApplyPlan(ctx context.Context, source []byte, from report.Period) ([]account.Credential, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.administers(); err != nil {
		return nil, err
	}
	p, err := parsePlan(source)
	if err != nil {
		return nil, err
	}
	if p.Root.Code != v.town.root.code {
		return nil, report.Errorf(report.CodeInvalid, "方案的乡镇代码是 %s, 本系统是 %s. 换一个乡镇请另建数据目录.", p.Root.Code, v.town.root.code)
	}
	if from.Before(v.town.schedule.First) || !v.town.schedule.Exists(from) {
		return nil, report.Errorf(report.CodeInvalid, "本系统从 %s 开始, 不能从 %s 起改方案.", v.town.schedule.First.Name(), from.Name())
	}
	if first, _ := v.town.schedule.Window(from); first.Before(p.Calendar.FirstDay) {
		return nil, report.Errorf(report.CodeInvalid, "方案的 first_day 是 %s, 晚于 %s 的第一天 %s, 中间的日子就没有一期来算. 请把 first_day 写成 %s 或更早.",
			p.Calendar.FirstDay, from.Name(), first, first)
	}
	const filed = `SELECT count(*) FROM report r JOIN unit u ON u.id = r.unit_id
		WHERE u.root_id = ? AND r.period >= ? AND r.first_submitted IS NOT NULL`
	var n int
	if err := d.store.read.QueryRowContext(ctx, filed, d.root, from.String()).Scan(&n); err != nil {
		return nil, mapError(err)
	}
	if n > 0 {
		return nil, report.Errorf(report.CodeState, "%s 或以后已有 %d 份月报报送, 改方案会动到已报的月份. 请从还没有人报送的一期起改.", from.Name(), n)
	}
	b := &batch{}
	b.expect("0", filed, d.root, from.String())
	if err := d.keepSums(ctx, v, b, p, from); err != nil {
		return nil, err
	}
	ids := map[string]string{v.town.root.code: v.town.root.id}
	b.do(`UPDATE unit SET name = ?, kind = ? WHERE id = ?`, p.Root.Name, p.Root.Kind, d.root)
	for i, u := range p.Units {
		if old := v.town.byCode[u.Code]; old != nil {
			ids[u.Code] = old.id
			b.do(`UPDATE unit SET name = ?, kind = ?, position = ? WHERE id = ?`, u.Name, u.Kind, i+1, old.id)
			continue
		}
		ids[u.Code] = newID(v.now)
		b.addUnit(ids[u.Code], d.root, u, i+1)
	}
	b.do(`INSERT INTO plan_version (id, root_id, from_period, source, applied_at) VALUES (?, ?, ?, ?, ?)`,
		newID(v.now), d.root, from.String(), string(source), v.now.UnixMilli())
	fresh := *p
	fresh.Accounts = nil
	for _, a := range p.Accounts {
		if _, err := d.store.accountByLogin(ctx, a.Login); noRows(err) {
			fresh.Accounts = append(fresh.Accounts, a)
		} else if err != nil {
			return nil, mapError(err)
		}
	}
	creds, err := d.store.firstAccounts(ctx, b, &fresh, "", ids, v.now)
	if err != nil {
		return nil, err
	}
	b.record(change{at: v.now, actor: v.Actor, verb: verbPlan, unit: d.root, period: from})
	return creds, d.store.send(ctx, b)
}

// precedes refuses a day that an opening balance cannot be of: one of another
// year, one that the first period counts itself, one that has not come.
func (v *visit) precedes(day plan.Date, first report.Period) error {
	from, _ := v.town.schedule.Window(first)
	last := from.AddDays(-1)
	if today := plan.DateOf(v.now); today.Before(last) {
		last = today
	}
	switch {
	case last.Year < first.Year:
		return report.Errorf(report.CodeInvalid, "本系统从 %s 起统计, 这一年在那以前没有日子, 没有期初数.", from)
	case day.Year != first.Year || last.Before(day):
		return report.Errorf(report.CodeInvalid, "期初数是第一期 %s 以前的累计, 截至日期应在 %d-01-01 到 %s 之间, 收到 %s.", first.Name(), first.Year, last, day)
	}
	return nil
}

// SetOpening enters what a unit had reached in a year before the folder's
// first period, dated and with a basis; it adds to the cumulative figures. Empty text
// takes it back.
func (d *Desk) SetOpening(ctx context.Context, who string, year int, key, text string, day plan.Date, basis string) error {
	v, err := d.visit(ctx)
	if err != nil {
		return err
	}
	first := v.town.schedule.First
	if year == 0 {
		year = first.Year
	}
	if year != first.Year {
		return report.Errorf(report.CodeInvalid, "期初数只用于开始使用的那一年 %d.", first.Year)
	}
	u, _, pl, err := v.at(who, first)
	if err != nil {
		return err
	}
	if !v.over(v.town, account.Reviewer, u) {
		return forbidden("期初数由平安办录入.")
	}
	form := pl.FormOf(u.kind)
	if form == nil {
		return report.Errorf(report.CodeNotFound, "%s 在 %s 的方案里没有报表.", u.name, first.Name())
	}
	line, ok := form.Find(key)
	if !ok {
		return unknownKey(form, key)
	}
	if !line.Indicator.Number() || line.Indicator.Counts != plan.CountsIncrement || !report.Typed(line) {
		return report.Errorf(report.CodeInvalid, "%s 不按月累计, 没有期初数.", line.Label)
	}
	value, err := report.Parse(line, text)
	if err != nil {
		return err
	}
	if n, _ := value.Number(); n.IsNegative() {
		return report.Errorf(report.CodeInvalid, "%s 的期初数不能是负数, 收到: %s.", line.Label, report.Clip(text))
	}
	if basis, err = report.Prose("依据", basis); err != nil {
		return err
	}
	if !value.Blank() && (basis == "" || day.IsZero()) {
		return report.Errorf(report.CodeInvalid, "期初数要写明截至日期和依据, 例如 --day 2021-05-20 --basis 原纸质台账.")
	}
	if !value.Blank() {
		if err := v.precedes(day, first); err != nil {
			return err
		}
	}
	var closed int
	const filed = `SELECT count(*) FROM report WHERE unit_id = ? AND substr(period, 1, 4) = ? AND first_submitted IS NOT NULL`
	if err := d.store.read.QueryRowContext(ctx, filed, u.id, first.First().String()[:4]).Scan(&closed); err != nil {
		return mapError(err)
	}
	if closed > 0 {
		return report.Errorf(report.CodeState, "%s 今年已有月报报送, 期初数不能再改. 请在本月作更正.", u.name)
	}
	const standing = `SELECT COALESCE((SELECT value FROM opening WHERE unit_id = ? AND year = ? AND key = ?), '')`
	var old string
	if err := d.store.read.QueryRowContext(ctx, standing, u.id, year, line.Key).Scan(&old); err != nil {
		return mapError(err)
	}
	b := &batch{}
	b.expect("0", filed, u.id, first.First().String()[:4])
	b.expect(old, standing, u.id, year, line.Key)
	if _, isNumber := value.Number(); isNumber {
		b.do(`INSERT INTO opening (unit_id, year, key, value, scaled, day, basis) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit_id, year, key) DO UPDATE SET value = excluded.value, scaled = excluded.scaled, day = excluded.day, basis = excluded.basis`,
			u.id, year, line.Key, value.String(), scaled(value), day.String(), basis)
	} else {
		b.do(`DELETE FROM opening WHERE unit_id = ? AND year = ? AND key = ?`, u.id, year, line.Key)
	}
	b.record(change{
		at: v.now, actor: v.Actor, verb: verbOpening, unit: u.id, period: first, reason: basis,
		values: []valueChange{{line.Key, old, value.String()}},
	})
	return d.store.send(ctx, b)
}
