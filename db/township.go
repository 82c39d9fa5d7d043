package db

import (
	"context"
	"database/sql"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// unit is a row of the unit tree; what the plan says of it stands in the plan.
type unit struct {
	id, code, name, kind string
}

// in is the unit as a plan has it. One that a plan has not, or no longer, is
// what it is now.
func (u *unit) in(p *plan.Plan) plan.Unit {
	if pu, ok := p.Unit(u.code); ok {
		return *pu
	}
	return plan.Unit{Code: u.code, Name: u.name, Kind: u.kind}
}

// township is one root of the tree with its plans; it is read-only and shared.
type township struct {
	root     unit
	newest   string // id of the newest plan version
	schedule *report.Schedule
	units    []*unit // in the plan's order, without the root
	byCode   map[string]*unit
	byID     map[string]*unit
	readers  map[string][]string // by unit id, the ids of the units whose form, in some plan, reads that unit's reports
}

// find takes a unit's code, its name, or an unambiguous part of its name. The
// township itself reports nothing and is none of them.
func (t *township) find(who string) (*unit, error) {
	who = report.Clean(who)
	if u := t.byCode[who]; u != nil && u.id != t.root.id {
		return u, nil
	}
	var near []*unit
	for _, u := range t.units {
		if u.name == who {
			return u, nil
		}
		if who != "" && strings.Contains(u.name, who) {
			near = append(near, u)
		}
	}
	if len(near) == 1 {
		return near[0], nil
	}
	return nil, report.Errorf(report.CodeNotFound, "没有单位 %s. 可用单位代码或名称, 例如 %s 或 %s.", report.Clip(who), t.units[0].code, t.units[0].name)
}

// township loads a root, or takes it from memory while no plan was applied
// since.
func (s *Store) township(ctx context.Context, root string) (*township, error) {
	var newest string
	err := s.read.QueryRowContext(ctx, `SELECT id FROM plan_version WHERE root_id = ? ORDER BY rowid DESC LIMIT 1`, root).Scan(&newest)
	if noRows(err) {
		return nil, ErrEmpty
	}
	if err != nil {
		return nil, mapError(err)
	}
	s.mu.RLock()
	t := s.towns[root]
	s.mu.RUnlock()
	if t != nil && t.newest == newest {
		return t, nil
	}
	if t, err = s.loadTownship(ctx, root); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.towns[root] = t
	s.mu.Unlock()
	return t, nil
}

func (s *Store) loadTownship(ctx context.Context, root string) (*township, error) {
	t := &township{byCode: map[string]*unit{}, byID: map[string]*unit{}}
	err := s.each(ctx, func(rows *sql.Rows) error {
		u := &unit{}
		if err := rows.Scan(&u.id, &u.code, &u.name, &u.kind); err != nil {
			return err
		}
		t.byID[u.id], t.byCode[u.code] = u, u
		if u.id == root {
			t.root = *u
		} else {
			t.units = append(t.units, u)
		}
		return nil
	}, `SELECT id, code, name, kind FROM unit WHERE root_id = ? ORDER BY parent_id IS NOT NULL, position`, root)
	if err != nil {
		return nil, err
	}
	t.schedule, t.newest, err = s.loadSchedule(ctx, root)
	if err != nil {
		return nil, err
	}
	t.readers = map[string][]string{}
	for _, v := range t.schedule.Versions {
		for _, u := range t.units {
			for _, read := range t.withRead(v.Plan, []*unit{u})[1:] {
				t.readers[read.id] = append(t.readers[read.id], u.id)
			}
		}
	}
	return t, nil
}

// loadSchedule parses every plan version of the root in the order in which they
// were applied; each counts from its period on, whatever was applied before. A
// rehearsal's clock may go back, a row's number does not.
func (s *Store) loadSchedule(ctx context.Context, root string) (*report.Schedule, string, error) {
	first, err := s.setting(ctx, settingFirst)
	if err != nil {
		return nil, "", err
	}
	sch := &report.Schedule{}
	if sch.First, err = report.ParsePeriod(first); err != nil {
		return nil, "", err
	}
	newest := ""
	err = s.each(ctx, func(rows *sql.Rows) error {
		var v report.Version
		var from, source string
		if err := rows.Scan(&v.ID, &from, &source); err != nil {
			return err
		}
		var err error
		if v.From, err = report.ParsePeriod(from); err != nil {
			return err
		}
		if v.Plan, err = parsePlan([]byte(source)); err != nil {
			return err
		}
		for n := len(sch.Versions); n > 0 && !sch.Versions[n-1].From.Before(v.From); n-- {
			sch.Versions = sch.Versions[:n-1]
		}
		sch.Versions = append(sch.Versions, v)
		newest = v.ID
		return nil
	}, `SELECT id, from_period, source FROM plan_version WHERE root_id = ? ORDER BY rowid`, root)
	return sch, newest, err
}

// parsePlan spares the default plan a second parse.
func parsePlan(source []byte) (*plan.Plan, error) {
	if string(source) == string(plan.DefaultSource()) {
		return plan.Default(), nil
	}
	return plan.Parse(source)
}

// Settings of a folder.
const (
	settingFirst = "first_period"
	settingClock = "rehearsal_clock"
)

// ErrEmpty says that the folder holds no plan yet.
var ErrEmpty = report.Errorf(report.CodeNotFound, "数据目录还是空的. 请先运行 fanzha init.")

func (s *Store) setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.read.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&v)
	if noRows(err) {
		return "", nil
	}
	return v, mapError(err)
}
