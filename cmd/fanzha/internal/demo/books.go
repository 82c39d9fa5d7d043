package demo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// bookOf is the ledger of a unit that a step names with its first word, and the
// words that follow it.
func bookOf(s step) (*plan.Ledger, []string, error) {
	u, ok := plan.Default().Unit(s.unit)
	if !ok {
		return nil, nil, errors.New("no unit of the plan")
	}
	words := ledger.Split(s.text)
	if len(words) < 2 {
		return nil, nil, fmt.Errorf("%q names no ledger and no day", s.text)
	}
	l, err := ledger.Find(plan.Default().LedgersOf(u.Kind), words[0])
	return l, words[1:], err
}

// rowsOf is where the rows of a unit's ledger on a day are remembered.
func rowsOf(s step, l *plan.Ledger, day string) string { return s.unit + " " + l.ID + " " + day }

// note writes down what happened: LEDGER DAY, then the row in one line, as
// people type it.
func (p *player) note(ctx context.Context, d *db.Desk, s step) error {
	l, words, err := bookOf(s)
	if err != nil {
		return err
	}
	row, refused, err := d.Note(ctx, s.unit, l.ID, ledger.Parse(l, words))
	if err := whole(refused, err); err != nil {
		return err
	}
	at := rowsOf(s, l, words[0])
	p.rows[at] = append(p.rows[at], row.ID)
	return nil
}

// correct puts right the one row of a day: LEDGER DAY key=value reason=why.
func (p *player) correct(ctx context.Context, d *db.Desk, s step) error {
	return p.change(s, func(row string, words []string) (ledger.Row, error) {
		e, err := ledger.ParseChange(words)
		if err != nil {
			return ledger.Row{}, err
		}
		r, refused, err := d.Correct(ctx, row, e)
		return r, whole(refused, err)
	})
}

// strike takes the one row of a day out of the figures: LEDGER DAY why.
func (p *player) strike(ctx context.Context, d *db.Desk, s step) error {
	return p.change(s, func(row string, words []string) (ledger.Row, error) {
		return d.Strike(ctx, row, strings.Join(words, " "))
	})
}

// change finds the row that a step is about; of a day with several rows nobody
// could say which.
func (p *player) change(s step, with func(row string, words []string) (ledger.Row, error)) error {
	l, words, err := bookOf(s)
	if err != nil {
		return err
	}
	at := rowsOf(s, l, words[0])
	if n := len(p.rows[at]); n != 1 {
		return fmt.Errorf("%s has %d rows on %s", l.ID, n, words[0])
	}
	row, err := with(p.rows[at][0], words[1:])
	p.rows[at][0] = row.ID
	return err
}

// put writes how a site stands from a day on: REGISTER DAY SITE key=value, with
// its basis after basis=, or gone=why where it is no more.
func (p *player) put(ctx context.Context, d *db.Desk, s step) error {
	words := strings.Fields(s.text)
	if len(words) < 4 {
		return fmt.Errorf("%q says nothing of a site", s.text)
	}
	id, site := words[0], words[2]
	from, err := plan.ParseDate(words[1])
	if err != nil {
		return err
	}
	e := register.Edit{From: from, Fields: map[string]string{}}
	if at := s.unit + " " + id + " " + site; p.sites[at] {
		e.Site = site
	} else {
		e.Name, p.sites[at] = site, true
	}
	for _, word := range words[3:] {
		key, text, _ := strings.Cut(word, "=")
		switch key {
		case "gone":
			_, refused, err := d.EndSite(ctx, s.unit, id, site, from, text)
			return whole(refused, err)
		case register.KeyBasis:
			e.Basis = text
		default:
			e.Fields[key] = text
		}
	}
	_, refused, err := d.PutSite(ctx, s.unit, id, e)
	return whole(refused, err)
}

// whole joins what was refused of a write, of which the year lets nothing pass.
func whole(refused []report.Refusal, err error) error {
	for _, r := range refused {
		err = errors.Join(err, fmt.Errorf("%s: %w", r.Key, r.Err))
	}
	return err
}
