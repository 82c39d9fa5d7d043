package db

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// plain is a sheet without what belongs to the store that read it: the plan and
// its lines, and the hour.
func plain(s *report.Sheet) map[string]any {
	if s == nil {
		return nil
	}
	bare := *s
	bare.Schedule, bare.Plan, bare.Form, bare.Entries, bare.Passed, bare.Now = nil, nil, nil, slices.Clone(s.Entries), nil, time.Time{}
	parts := map[string]any{"sheet": bare}
	for i := range bare.Entries {
		parts["line "+strconv.Itoa(i)] = bare.Entries[i].Line.Key
		bare.Entries[i].Line = nil
	}
	for day, then := range s.Passed {
		parts[day.String()] = plain(then)
	}
	return parts
}

// figures is a table without the sheets and the plan.
func figures(t *report.Table) map[string]any {
	all := map[string]any{"total": t.Total}
	for _, c := range t.Columns {
		all["column "+c.Key] = true
	}
	for _, g := range t.Groups {
		g.Group, g.Rows = plan.Group{Name: g.Group.Name}, slices.Clone(g.Rows)
		for i := range g.Rows {
			g.Rows[i].Sheet = nil
		}
		all[g.Group.Name] = g
	}
	return all
}

// said is all that a store says of a month.
func (h *house) said(s *Store, p report.Period) (map[string]any, error) {
	ctx, d := h.Context(), h.deskOf(s, "lingdao", false)
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	all, units := map[string]any{}, v.active(p)
	counted, err := s.counted(ctx, v, p, units)
	for _, sheet := range counted {
		all["what counts of "+sheet.Unit.Code] = plain(sheet)
	}
	for _, u := range units {
		sheet, ferr := s.sheet(ctx, v, p, u)
		all["form of "+u.code] = plain(sheet)
		err = errors.Join(err, ferr)
	}
	table, terr := d.Table(ctx, p)
	status, serr := d.Status(ctx, p)
	matrix, merr := d.Matrix(ctx, p.Year)
	recent, rerr := d.Recent(ctx, 40)
	if err := errors.Join(err, terr, serr, merr, rerr); err != nil {
		return nil, err
	}
	matrix.Schedule = nil
	all["table"], all["status"], all["matrix"], all["recent"] = figures(table), status, matrix, recent
	return all, nil
}

// stale tells what the house's store, which has seen all of it come, says of a
// month otherwise than a store that has just been opened.
func (h *house) stale(p report.Period) error {
	s, err := Open(h.Context(), h.dir, Options{Clock: h.clock.now})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	fresh, err := h.said(s, p)
	if err != nil {
		return err
	}
	old, err := h.said(h.store, p)
	if err != nil {
		return err
	}
	if len(old) != len(fresh) {
		return fmt.Errorf("%s has %d parts, not %d", p, len(old), len(fresh))
	}
	for part, want := range fresh {
		if got := old[part]; !reflect.DeepEqual(got, want) {
			return fmt.Errorf("the %s of %s is\n%+v\nand freshly read\n%+v", part, p, got, want)
		}
	}
	return nil
}

// TestWhatIsRememberedIsWhatWouldBeRead lets many people do what they do, in the
// stores of two processes, and every few steps holds what the first remembers of
// the township against what a store reads that has just been opened.
func TestWhatIsRememberedIsWhatWouldBeRead(t *testing.T) {
	h := newHouse(t)
	b := &bustle{house: h, other: h.open(), day: plan.Date{Year: 2021, Month: 3, Day: 18}}
	rapid.Check(t, func(rt *rapid.T) {
		b.rt = rt
		did := ""
		for range 3 {
			s := rapid.SampledFrom(b.steps()).Draw(rt, "step")
			did += " " + s.name
			var refusal *report.Error
			if err := s.do(t.Context()); err != nil && !errors.As(err, &refusal) {
				rt.Fatal(err)
			}
		}
		if err := b.stale(pick(b, "month", months...)); err != nil {
			rt.Fatalf("after%s %v", did, err)
		}
	})
}

// TestNoUseCaseLeavesAnOldFormBehind lets somebody do each use case after all
// has been read.
func TestNoUseCaseLeavesAnOldFormBehind(t *testing.T) {
	for name, c := range useCases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.bring("ledao", c.before)
			trail := h.one(`SELECT count(*) FROM change`)
			for _, p := range []report.Period{march, april} {
				if _, err := h.said(h.store, p); err != nil {
					t.Fatal(err)
				}
			}
			login := "pingan"
			if slices.Contains(strings.Fields(c.may), "leader") {
				login = "lingdao"
			}
			if err := c.do(t.Context(), h.desk(login), "ledao"); err != nil {
				t.Fatal(err)
			}
			if h.one(`SELECT count(*) FROM change`) == trail {
				return
			}
			for _, p := range []report.Period{march, april} {
				if err := h.stale(p); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
