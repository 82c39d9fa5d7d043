package db

import (
	"context"
	"database/sql"
)

// verb is what the audit calls a change. Whoever adds one says whether forms
// show what it changes; touched says whose forms those are.
type verb struct{ name string }

// shows says of every verb of the program, by its name, whether forms show what
// it changes.
var shows = map[string]bool{}

// shown is a verb of changes that forms show, in whatever period.
func shown(name string) verb {
	shows[name] = true
	return verb{name}
}

// aside is a verb of changes that no form shows.
func aside(name string) verb {
	shows[name] = false
	return verb{name}
}

// The verbs of the program. A form shows what its report, its ledgers and its
// registers say, and the plan; who may log in and what leaders remark stands
// beside it.
var (
	verbInit = shown("init")
	verbPlan = shown("plan.apply")

	verbSave     = shown("save")
	verbNil      = shown("nil")
	verbSubmit   = shown("submit")
	verbWithdraw = shown("withdraw")
	verbReturn   = shown("return")
	verbAccept   = shown("accept")
	verbUnseal   = shown("unseal")
	verbUnlock   = shown("unlock")
	verbOpening  = shown("opening")
	verbRemark   = aside("remark")

	verbAdd     = shown("ledger.add")
	verbCorrect = shown("ledger.correct")
	verbStrike  = shown("ledger.strike")
	verbMode    = shown("ledger.mode")

	verbPut    = shown("register.put")
	verbEnd    = shown("register.end")
	verbImport = shown("register.import")

	verbUser     = aside("user.add")
	verbEnable   = aside("user.enable")
	verbDisable  = aside("user.disable") // ends the account's sessions
	verbReset    = aside("user.reset")   // so does this
	verbPassword = aside("password")
	verbKey      = aside("key.add")
	verbNoKey    = aside("key.remove")
	verbExpel    = aside("expel") // and this, but for the one that asks
)

// position is how far the folder had come when something was read of it: the
// newest entry of the audit and the newest row of a ledger.
type position struct{ change, row int64 }

// position is where the folder stands now. It is asked before anything is read:
// what comes meanwhile is then told by the next one.
func (s *Store) position(ctx context.Context) (position, error) {
	var at position
	err := s.read.QueryRowContext(ctx, `SELECT COALESCE((SELECT max(seq) FROM change), 0), COALESCE((SELECT max(seq) FROM ledger_row), 0)`).
		Scan(&at.change, &at.row)
	return at, mapError(err)
}

// maxChanges bounds how many changes are looked at: after more hardly a unit is
// left that none of them touches.
const maxChanges = 400

// touched are the units of a township, by id, whose forms can differ by what
// came between two positions; all says that any can. This is the rule:
//
// A change that forms show touches the unit that it is recorded of, in every
// period: an earlier one is summed into the later ones, a later one is looked
// ahead to, a register has days of its own. One that is recorded of the township
// or of nobody touches all, and so does a verb that is not known, as a newer
// program may write. A row of a ledger also touches every unit that counts, or
// has counted, something of the chain that it belongs to. Whoever is touched
// touches those whose forms, under some plan, read their reports.
//
// All else that a form depends on is the plan, which makes another township,
// and the day.
func (s *Store) touched(ctx context.Context, t *township, since, now position) (units map[string]bool, all bool, err error) {
	if n := now.change - since.change; n < 0 || n > maxChanges { // none is ever taken back, but a file may be
		return nil, true, nil
	}
	units = map[string]bool{}
	touch := func(id string) {
		if t.byID[id] == nil {
			return // of another township
		}
		units[id] = true
		for _, reader := range t.readers[id] {
			units[reader] = true
		}
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var verb string
		var unit sql.NullString
		if err := rows.Scan(&verb, &unit); err != nil {
			return err
		}
		shown, known := shows[verb]
		switch {
		case known && !shown:
		case !known, !unit.Valid, unit.String == t.root.id:
			all = true
		default:
			touch(unit.String)
		}
		return nil
	}, `SELECT DISTINCT verb, unit_id FROM change WHERE seq > ? AND seq <= ?`, since.change, now.change)
	if err != nil || all || now.row == since.row {
		return units, all, err
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var unit string
		err := rows.Scan(&unit)
		touch(unit)
		return err
	}, `SELECT DISTINCT g.unit_id FROM ledger_row r CROSS JOIN ledger_part g ON g.root = r.root WHERE r.seq > ? AND r.seq <= ?`, since.row, now.row)
	return units, all, err
}
