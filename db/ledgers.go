package db

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// shelf is one unit's ledgers, found for a person who may read them.
type shelf struct {
	*visit
	unit   *unit
	plan   *plan.Plan
	form   *plan.Form
	period report.Period
	writes bool // the person may note there
	behalf bool
}

// shelf finds the ledgers of a unit, as the plan of a period has them.
func (d *Desk) shelf(ctx context.Context, who string, p report.Period) (*shelf, error) {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	return v.shelf(u, p)
}

func (v *visit) shelf(u *unit, p report.Period) (*shelf, error) {
	s := &shelf{visit: v, unit: u, plan: v.town.schedule.PlanFor(p), period: p}
	s.behalf, s.writes = v.files(v.town, s.plan, u)
	if s.form = s.plan.FormOf(u.kind); s.form == nil {
		return nil, report.Errorf(report.CodeNotFound, "%s 在 %s 的方案里没有报表, 也没有台账.", u.name, p.Name())
	}
	return s, nil
}

// find is a ledger that the unit keeps, by its id or its name.
func (s *shelf) find(word string) (*plan.Ledger, error) {
	return ledger.Find(s.plan.LedgersOf(s.unit.kind), word)
}

// ref names the unit as rows and lists do.
func (u *unit) ref() report.UnitRef { return report.UnitRef{Unit: u.code, Name: u.name} }

// Ledgers lists the ledgers that a unit keeps, with what they add up to in a
// period. An empty unit is the person's own, a zero period the current one.
func (d *Desk) Ledgers(ctx context.Context, who string, p report.Period) ([]ledger.Book, error) {
	s, err := d.shelf(ctx, who, p)
	if err != nil {
		return nil, err
	}
	return d.store.books(ctx, s, s.plan.LedgersOf(s.unit.kind))
}

// LedgersOn is Ledgers by the plan of the period that counts a day, which is
// written as a row has it: a row is noted by that plan.
func (d *Desk) LedgersOn(ctx context.Context, who, day string) ([]ledger.Book, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	on, err := report.ReadDay(day, plan.DateOf(v.now))
	p := v.town.schedule.Of(on)
	if err != nil || v.counts(p) != nil {
		p = report.Period{} // Note says what is wrong with the day
	}
	return d.Ledgers(ctx, who, p)
}

// books reads how some ledgers of a unit stand in a period.
func (s *Store) books(ctx context.Context, at *shelf, all []*plan.Ledger) ([]ledger.Book, error) {
	sums, err := s.ledgerSums(ctx, at.unit, at.period)
	if err != nil {
		return nil, err
	}
	modes, err := s.ledgerModes(ctx, at.unit)
	if err != nil {
		return nil, err
	}
	books := make([]ledger.Book, len(all))
	for i, l := range all {
		books[i] = at.book(l, sums, modes)
	}
	return books, nil
}

// book is a ledger as it stands, of the sums of a period.
func (s *shelf) book(l *plan.Ledger, sums map[string]ledgerSum, modes map[string]ledger.Mode) ledger.Book {
	b := ledger.Book{
		Ledger: l, ID: l.ID, Name: l.Name, Unit: s.unit.ref(), Period: s.period, Mode: mode(l, modes),
		Rows: int(sums[rowsKey(l)].value.IntPart()), Sums: []ledger.Sum{}, Writes: s.writes, Behalf: s.behalf,
	}
	for _, line := range ledger.Lines(l, s.form) {
		sum := sums[line.Key]
		b.Sums = append(b.Sums, ledger.Sum{
			Key: line.Key, Label: line.Label, Measure: line.Indicator.Measure, Value: report.Number(sum.value), Shared: report.Number(sum.shared),
		})
	}
	return b
}

// rowsKey is the key of the sums under which the rows themselves are counted.
func rowsKey(l *plan.Ledger) string { return "#" + l.ID }

// saysKey is the key of the sums under which the rows are counted that say
// something of a field.
func saysKey(l *plan.Ledger, field string) string { return rowsKey(l) + "." + field }

// isFigure tells the key of a figure from those under which rows are counted.
func isFigure(key string) bool { return !strings.HasPrefix(key, "#") }

// says reports whether a ledger says anything of a line that it feeds: rows that
// are counted say how many match, 0 too; numbers and lists do where a row has one.
func says(l *plan.Ledger, line *plan.Line, sums map[string]ledgerSum) bool {
	any := func(key string) bool { return sums[key].value.IsPositive() }
	return slices.ContainsFunc(l.Feeds, func(f plan.Feed) bool {
		if f.Key != line.Indicator.Key {
			return false
		}
		return f.Count && any(rowsKey(l)) || f.Sum != "" && any(saysKey(l, f.Sum)) || f.Once != "" && any(saysKey(l, f.Once))
	})
}

// mode is how the unit counts the ledger.
func mode(l *plan.Ledger, modes map[string]ledger.Mode) ledger.Mode {
	if l.List == "" {
		return ledger.ModeNone
	}
	if m, ok := modes[l.ID]; ok {
		return m
	}
	return ledger.ModeOpen
}

// ledgerModes are the choices that a unit has made.
func (s *Store) ledgerModes(ctx context.Context, u *unit) (map[string]ledger.Mode, error) {
	modes := map[string]ledger.Mode{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var id string
		var listed bool
		if err := rows.Scan(&id, &listed); err != nil {
			return err
		}
		modes[id] = ledger.ModeCounted
		if listed {
			modes[id] = ledger.ModeListed
		}
		return nil
	}, `SELECT ledger, listed FROM ledger_mode WHERE unit_id = ?`, u.id)
	return modes, err
}

// ChooseList settles, once and for all, whether a unit keeps the list of a
// ledger or counts.
func (d *Desk) ChooseList(ctx context.Context, who, id string, listed bool) error {
	s, err := d.shelf(ctx, who, report.Period{})
	if err != nil {
		return err
	}
	if !s.writes {
		return forbidden("%s 的台账你不能记.", s.unit.name)
	}
	l, err := s.find(id)
	if err != nil {
		return err
	}
	modes, err := d.store.ledgerModes(ctx, s.unit)
	if err != nil {
		return err
	}
	want := ledger.ModeCounted
	if listed {
		want = ledger.ModeListed
	}
	switch mode(l, modes) {
	case ledger.ModeNone:
		return report.Errorf(report.CodeInvalid, "%s 没有两种记法, 不用选.", l.Name)
	case want:
		return nil
	case ledger.ModeOpen:
	default:
		return report.Errorf(report.CodeState, "%s 的%s已经%s, 定了就不能再改.", s.unit.name, l.Name, modes[l.ID].Name())
	}
	b := &batch{}
	b.chooseList(s, l, listed)
	b.record(change{
		at: s.now, actor: s.Actor, verb: verbMode, unit: s.unit.id, period: s.period,
		values: []valueChange{{"#ledger." + l.ID, "", want.Name()}},
	})
	return d.store.send(ctx, b)
}

// chooseList writes the choice under the guard that none stands.
func (b *batch) chooseList(s *shelf, l *plan.Ledger, listed bool) {
	b.expect("0", `SELECT count(*) FROM ledger_mode WHERE unit_id = ? AND ledger = ?`, s.unit.id, l.ID)
	b.do(`INSERT INTO ledger_mode (unit_id, ledger, listed, at, by_id) VALUES (?, ?, ?, ?, ?)`,
		s.unit.id, l.ID, listed, s.now.UnixMilli(), s.Account)
}

// names is what the fields of a row may name.
func (s *Store) names(ctx context.Context, v *visit) report.Names {
	return report.Names{
		Unit: func(who string) (string, string, error) {
			u, err := v.town.find(who)
			if err != nil {
				return "", "", err
			}
			return u.code, u.kind, nil
		},
		Site: func(register, name string) bool {
			var n int
			err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM site JOIN unit ON unit.id = site.unit_id
				JOIN site_version w ON w.site_id = site.id WHERE unit.root_id = ? AND site.register = ? AND w.name = ?`,
				v.town.root.id, register, name).Scan(&n)
			return err == nil && n > 0
		},
	}
}

// unitName is the name of a code, for people.
func (v *visit) unitName(code string) string {
	if u := v.town.byCode[code]; u != nil {
		return u.name
	}
	return strings.ToUpper(code)
}
