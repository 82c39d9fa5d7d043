package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// player lets the people of the year act, each at a desk of their own.
type player struct {
	store *db.Store
	clock *clock
	year  *year
	desks map[string]*db.Desk // by login
	rows  map[string][]string // ids of the ledger rows by unit, ledger and day
	sites map[string]bool     // which sites a register has, by unit, register and name
}

func newPlayer(store *db.Store, c *clock, y *year) *player {
	return &player{
		store: store, clock: c, year: y,
		desks: map[string]*db.Desk{}, rows: map[string][]string{}, sites: map[string]bool{},
	}
}

// desk is the desk of a login, from an address that no network has (RFC 5737).
func (p *player) desk(ctx context.Context, login string) (*db.Desk, error) {
	if d := p.desks[login]; d != nil {
		return d, nil
	}
	id, err := p.store.AccountAtMachine(ctx, login)
	if err != nil {
		return nil, err
	}
	place := slices.IndexFunc(plan.Default().Accounts, func(a plan.Account) bool { return a.Login == login })
	d, err := p.store.Desk(ctx, db.Actor{Account: id, Origin: fmt.Sprintf("ssh 192.0.2.%d", 10+place)})
	p.desks[login] = d
	return d, err
}

// play does one step.
func (p *player) play(ctx context.Context, s step) error {
	p.clock.reach(s.at)
	d, err := p.desk(ctx, s.who)
	if err != nil {
		return err
	}
	switch s.verb {
	case "note":
		return p.note(ctx, d, s)
	case "correct":
		return p.correct(ctx, d, s)
	case "strike":
		return p.strike(ctx, d, s)
	case "list":
		err = d.ChooseList(ctx, s.unit, s.text, true)
	case "put":
		return p.put(ctx, d, s)
	case "fill":
		return p.fill(ctx, d, s)
	case "file":
		if err := p.fill(ctx, d, s); err != nil {
			return err
		}
		return submit(ctx, d, s)
	case "set":
		return set(ctx, d, s)
	case "nil":
		_, err = d.MarkNil(ctx, s.unit, s.period, s.text, true)
	case "submit":
		return submit(ctx, d, s)
	case "withdraw":
		_, err = d.Withdraw(ctx, s.unit, s.period)
	case "return":
		reason, cells := reasons(s.text)
		_, err = d.Return(ctx, s.unit, s.period, reason, cells, report.AnyVersion)
	case "accept":
		_, err = d.Accept(ctx, s.unit, s.period, report.AnyVersion)
	case "unseal":
		_, _, err = d.Unseal(ctx, s.unit, s.period, s.text, report.AnyVersion)
	case "remark":
		err = d.Remark(ctx, s.unit, s.period, s.text)
	default:
		err = errors.New("nobody knows how to do this")
	}
	return err
}

// handful is about how many lines a person fills in before looking up.
const handful = 12

// fill types all that the unit has for the period in the order of the form, a
// handful of lines at a time, and a minute for each.
func (p *player) fill(ctx context.Context, d *db.Desk, s step) error {
	sheet, err := d.Form(ctx, s.unit, s.period)
	if err != nil {
		return err
	}
	var edits []report.Edit
	for _, t := range p.year.typed[s.reportRef] {
		if _, ok := sheet.Form.Find(t.key); !ok {
			return fmt.Errorf("the form has no line %s", t.key)
		}
		edits = append(edits, edit(t))
	}
	place := func(e report.Edit) int {
		return slices.IndexFunc(sheet.Form.Lines, func(l *plan.Line) bool { return l.Key == e.Key })
	}
	slices.SortFunc(edits, func(a, b report.Edit) int { return place(a) - place(b) })
	for some := range slices.Chunk(edits, handful) {
		if err := save(ctx, d, s.reportRef, some); err != nil {
			return err
		}
		p.clock.pass(time.Minute)
	}
	return nil
}

func edit(t typed) report.Edit {
	return report.Edit{Key: t.key, Text: t.text, Version: report.AnyVersion}
}

// save keeps edits, every one of them.
func save(ctx context.Context, d *db.Desk, r reportRef, edits []report.Edit) error {
	_, refused, err := d.Save(ctx, r.unit, r.period, edits)
	return whole(refused, err)
}

// set changes cells: key=figure key=figure.
func set(ctx context.Context, d *db.Desk, s step) error {
	var edits []report.Edit
	for _, word := range strings.Fields(s.text) {
		key, text, _ := strings.Cut(word, "=")
		edits = append(edits, edit(typed{key, text}))
	}
	return save(ctx, d, s.reportRef, edits)
}

// submit sends a report, with its explanation if the rules ask for one.
func submit(ctx context.Context, d *db.Desk, s step) error {
	_, findings, err := d.Submit(ctx, s.unit, s.period, s.text, report.AnyVersion)
	if err == nil {
		return nil
	}
	for _, f := range findings {
		err = fmt.Errorf("%w\n  %s %s", err, f.Severity, f.Message)
	}
	return err
}

// reasons reads why a report goes back: parts between semicolons, of which
// those like key=why are about a cell.
func reasons(text string) (whole string, cells map[string]string) {
	cells = map[string]string{}
	for _, part := range strings.Split(text, ";") {
		part = strings.TrimSpace(part)
		if key, why, ok := strings.Cut(part, "="); ok {
			cells[key] = why
			continue
		}
		whole = part
	}
	return whole, cells
}
