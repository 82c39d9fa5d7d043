package db

import (
	"context"
	"slices"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Note adds a row to a ledger of a unit. What cannot be read comes back refused
// at its field, nothing is kept then, and whoever typed keeps the rest.
func (d *Desk) Note(ctx context.Context, who, id string, e ledger.Entry) (ledger.Row, []report.Refusal, error) {
	return d.retried(func() (ledger.Row, []report.Refusal, error) {
		v, err := d.visit(ctx)
		if err != nil {
			return ledger.Row{}, nil, err
		}
		u, err := v.unit(who)
		if err != nil {
			return ledger.Row{}, nil, err
		}
		n := &noting{verb: verbAdd}
		n.why(e.Reason)
		if n.day, err = report.ReadDay(e.Day, plan.DateOf(v.now)); err != nil {
			n.refuse(ledger.KeyDay, err)
			n.day = plan.DateOf(v.now)
		}
		if err := d.lay(ctx, v, u, n, id); err != nil {
			return ledger.Row{}, nil, err
		}
		return d.note(ctx, n, e)
	})
}

// Correct puts a row right: what is typed takes the place of what stands, and
// the figures move by the difference. The row is named by its id or its number.
func (d *Desk) Correct(ctx context.Context, row string, e ledger.Entry) (ledger.Row, []report.Refusal, error) {
	return d.retried(func() (ledger.Row, []report.Refusal, error) {
		n, err := d.reopen(ctx, row, e.Reason, verbCorrect)
		if err != nil {
			return ledger.Row{}, nil, err
		}
		if e.Day != "" {
			day, err := report.ReadDay(e.Day, plan.DateOf(n.now))
			switch {
			case err != nil:
				n.refuse(ledger.KeyDay, err)
			case day.Year != n.old.Day.Year:
				n.refuse(ledger.KeyDay, report.Errorf(report.CodeInvalid, "日期不能改到%d年. 请划去这一笔, 再另记一笔.", day.Year))
			default:
				n.day = day
			}
		}
		return d.note(ctx, n, e)
	})
}

// Strike takes a row out of the figures (划去); it stays to be seen.
func (d *Desk) Strike(ctx context.Context, row, reason string) (ledger.Row, error) {
	r, refused, err := d.retried(func() (ledger.Row, []report.Refusal, error) {
		n, err := d.reopen(ctx, row, reason, verbStrike)
		if err != nil {
			return ledger.Row{}, nil, err
		}
		n.struck = true
		return d.note(ctx, n, ledger.Entry{})
	})
	if err == nil && len(refused) > 0 {
		err = refused[0].Err
	}
	return r, err
}

// retried judges a write again when another was faster, as Save does. What
// stays stale is told to the person.
func (d *Desk) retried(write func() (ledger.Row, []report.Refusal, error)) (ledger.Row, []report.Refusal, error) {
	for try := 1; ; try++ {
		r, refused, err := write()
		if try == saveTries || err != error(report.ErrStale) {
			return r, refused, err
		}
	}
}

// noting is one row on its way into a ledger.
type noting struct {
	*shelf
	ledger  *plan.Ledger
	mode    ledger.Mode
	old     *storedRow // what it corrects; nil for a new row
	day     plan.Date
	fields  map[string]report.Value
	struck  bool
	verb    verb
	reason  string
	refused []report.Refusal
}

// why takes the reason of a change.
func (n *noting) why(reason string) {
	var err error
	if n.reason, err = report.Prose("原因", reason); err != nil {
		n.refuse(ledger.KeyReason, err)
	}
}

func (n *noting) refuse(key string, err error) {
	n.refused = append(n.refused, report.Refusal{Key: key, Err: err})
}

// lay opens the ledger of the unit in which the row is to stand, by the plan of
// its day, for a person who may write there.
func (d *Desk) lay(ctx context.Context, v *visit, u *unit, n *noting, id string) error {
	p := v.town.schedule.Of(n.day)
	if v.counts(p) != nil {
		p = v.town.schedule.Current(v.now) // Counting says what is wrong with the day
	}
	var err error
	if n.shelf, err = v.shelf(u, p); err != nil {
		return err
	}
	if !n.writes {
		return forbidden("%s 的台账你不能记.", u.name)
	}
	if n.ledger, err = n.find(id); err != nil {
		return err
	}
	modes, err := d.store.ledgerModes(ctx, u)
	n.mode = mode(n.ledger, modes)
	return err
}

// reopen finds the row that is to be corrected. One that was corrected before
// is refused: its newest stands elsewhere, and somebody else has seen it.
func (d *Desk) reopen(ctx context.Context, row, reason string, verb verb) (*noting, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	old, err := d.store.findRow(ctx, v, row)
	if err != nil {
		return nil, err
	}
	n := &noting{verb: verb, old: &old, day: old.Day, fields: old.Fields}
	n.why(reason)
	u := v.town.byID[old.unitID]
	if pl := v.town.schedule.PlanFor(v.town.schedule.Of(old.Day)); !v.reads(v.town, pl, u) {
		return nil, forbidden("%s 的台账你不能改. 联合活动由主办单位改.", u.name)
	}
	if err := d.lay(ctx, v, u, n, old.Ledger); err != nil {
		return nil, err
	}
	switch {
	case old.CorrectedBy != "":
		newest, err := d.store.findRow(ctx, v, old.CorrectedBy)
		if err != nil {
			return nil, err
		}
		word := "改为: " + newest.Text
		if newest.Struck {
			word = "划去"
		}
		return nil, report.Errorf(report.CodeStale, "这一笔已由 %s 于 %s %s. 请看过新的一笔 (编号 %d) 再改.",
			newest.By, newest.At.In(plan.China).Format("1月2日 15:04"), word, newest.Number)
	case old.Struck:
		return nil, report.Errorf(report.CodeState, "这一笔已经划去, 不能再改. 要记请另记一笔.")
	case n.reason == "":
		n.refuse(ledger.KeyReason, report.Errorf(report.CodeInvalid, "改台账要写明原因, 例如: 受众人数记错."))
	}
	return n, nil
}

// note reads the row, finds where it counts, and sends it.
func (d *Desk) note(ctx context.Context, n *noting, e ledger.Entry) (ledger.Row, []report.Refusal, error) {
	n.refused = append(n.refused, e.Unread...)
	if !n.struck {
		var refused []report.Refusal
		n.fields, refused = ledger.Read(n.ledger, n.fields, e.Typed, d.store.names(ctx, n.visit), n.mode)
		n.refused = append(n.refused, refused...)
		if n.ledger.Partners != "" && slices.Contains(n.fields[n.ledger.Partners].Items(), n.unit.code) {
			n.refuse(n.ledger.Partners, report.Errorf(report.CodeInvalid, "联合单位不用写本单位 %s.", n.unit.name))
		}
	}
	w := &writing{noting: n, listed: n.mode == ledger.ModeListed, b: &batch{}}
	if err := w.place(ctx, d.store); err != nil {
		return ledger.Row{}, nil, err
	}
	if len(n.refused) > 0 {
		return ledger.Row{}, n.refused, nil
	}
	if n.old != nil && !n.struck && n.day == n.old.Day && same(n.fields, n.old.Fields) {
		return ledger.Row{}, nil, report.Errorf(report.CodeInvalid, "这一笔没有改动, 不用保存.")
	}
	row, err := w.compose(ctx, d.store)
	if err != nil {
		return ledger.Row{}, nil, err
	}
	if e.Kept {
		began := ""
		if n.old != nil {
			began = n.old.ID
		}
		w.b.finish(n.shelf, n.ledger.ID, began)
	}
	if err := d.store.send(ctx, w.b); err != nil {
		return ledger.Row{}, nil, err
	}
	kept, err := d.store.findRow(ctx, n.visit, row)
	kept.Adds = w.adds()
	return kept.Row, nil, err
}

func same(a, b map[string]report.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for key, v := range a {
		if !v.Equal(b[key]) {
			return false
		}
	}
	return true
}
