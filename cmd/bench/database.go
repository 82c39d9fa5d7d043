package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// The reach of the database, as the project has set it.
const (
	reachSubmit = 1.5 // times the same through C SQLite
	reachSize   = 1.2 // times the same in a file with one township
)

// database measures the use cases on a district, on the same through C SQLite,
// and on a single township.
func database(ctx context.Context, o options, dir string, r *results) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours, err := o.engine(ctx, dir, self)
	if err != nil {
		return err
	}
	var peer *engine
	if _, err := os.Stat(o.peer); err != nil {
		note("C SQLite is left out: %v", err)
	} else if peer, err = o.engine(ctx, dir, o.peer); err != nil {
		return err
	}
	group := fmt.Sprintf("database of %d units x %d months, beside C SQLite", o.townships*unitsOfTown, years*12)
	for _, name := range cases {
		r.add(engines(group, name, ours, peer)...)
	}
	group = fmt.Sprintf("%d units' data, beside the %d of one township", o.townships*unitsOfTown, unitsOfTown)
	for _, name := range []string{caseMonth, caseYear, caseMatrix, caseSignIn} {
		a, b := ours.Cases[name], ours.Single[name]
		line := row{Group: group, Name: name + ", p50", Unit: "ms", Ours: ms(a.P50), Beside: of(ms(b.P50))}
		if name == caseMonth {
			line.Times = of(reachSize)
		}
		r.add(line, row{Group: group, Name: name + ", p99", Unit: "ms", Ours: ms(a.P99), Beside: of(ms(b.P99))})
	}
	return nil
}

// engines are the rows of one use case. What the engines alone take can be
// told of C SQLite; the rest is the same code in both, so ours follows.
func engines(group, name string, ours, peer *engine) []row {
	a := ours.Cases[name]
	p50 := row{Group: group, Name: name + ", p50", Unit: "ms", Ours: ms(a.P50)}
	p99 := row{Group: group, Name: name + ", p99", Unit: "ms", Ours: ms(a.P99)}
	if peer == nil {
		return []row{p50, p99}
	}
	b := peer.Cases[name]
	p50.Beside, p99.Beside = of(ms(b.P50)), of(ms(b.P99))
	sql := row{Group: group, Name: "  of it SQL, p50", Unit: "ms", Ours: ms(a.P50 - (b.P50 - b.SQL)), Beside: of(ms(b.SQL))}
	if name == caseSubmit {
		p50.Times, sql.Times = of(reachSubmit), of(reachSubmit)
	}
	return []row{p50, p99, sql}
}

// engine lets a program measure the use cases on a copy of a district, and by
// turns with them on one of a single township.
func (o options) engine(ctx context.Context, dir, program string) (*engine, error) {
	times := 800
	if o.brief {
		times = 40
	}
	args := []string{"desk", "-townships", strconv.Itoa(o.townships), "-times", strconv.Itoa(times)}
	for flag, townships := range map[string]int{"-data": o.townships, "-single": 1} {
		file, err := district(ctx, townships)
		if err != nil {
			return nil, err
		}
		data := filepath.Join(dir, "district"+flag)
		defer func() { _ = os.RemoveAll(data) }()
		if err := copyInto(data, file); err != nil {
			return nil, err
		}
		args = append(args, flag, data)
	}
	note("measuring %d townships with %s", o.townships, filepath.Base(program))
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	e := &engine{}
	return e, json.Unmarshal(out, e)
}
