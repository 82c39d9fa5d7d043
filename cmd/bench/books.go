package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

//go:embed ledger.sql
var booksSQL string

// Whose ledgers are long, and when: the plan is the product's own.
const booksUnit = "ledao"

var (
	booksPeriod = report.Period{Year: 2021, Month: 6}
	booksDay    = time.Date(2021, 6, 18, 9, 0, 0, 0, plan.China)
)

// booksEntry is the i-th row of a ledger as a person types it. Every other
// event has a partner; a visit names households of a group of its own, so that
// all of them are new.
func booksEntry(book string, i, group int) ledger.Entry {
	e := ledger.Entry{Day: "6-" + strconv.Itoa(1+i%18)}
	if book == "visits" {
		e.Typed = map[string]string{"numbers": fmt.Sprintf("%d-%d、%d-%d", group, 2*i, group, 2*i+1), "visits": "3"}
		return e
	}
	e.Typed = map[string]string{"place": "文化广场", "form": "宣讲会", "audience": strconv.Itoa(20 + i%50), "leaflets": "30", "class": "村居"}
	if i%2 == 0 {
		e.Typed["partners"] = "司法所"
	}
	return e
}

// booksGroup is the group of the households that the Desk notes; each copy of
// its rows counts on from it.
const booksGroup = 10000

// fillBooks makes two folders: one with few rows, which the Desk has noted, and
// one with so many, which SQL has copied. What it copies is compared first with
// what the Desk writes, all tables and every column.
func fillBooks(ctx context.Context, dir string, rows int) (few, many string, err error) {
	few = filepath.Join(dir, "few")
	from, err := seedBooks(ctx, few)
	if err != nil {
		return "", "", err
	}
	folders := map[string]string{}
	for _, name := range []string{"many", "copied", "noted"} {
		folders[name] = filepath.Join(dir, name)
		if err := copyInto(folders[name], filepath.Join(few, db.File)); err != nil {
			return "", "", err
		}
	}
	if err := from.copy(ctx, folders["copied"], 1); err != nil {
		return "", "", err
	}
	if err := noteBooks(ctx, folders["noted"], booksGroup+1); err != nil {
		return "", "", err
	}
	if err := sameBooks(ctx, folders["copied"], folders["noted"]); err != nil {
		return "", "", err
	}
	return few, folders["many"], from.copy(ctx, folders["many"], rows/fewRows-1)
}

// seeds are the rows that are copied.
type seeds struct{ first, last, changes int }

// seedBooks makes a township and lets the Desk note the rows that are copied.
func seedBooks(ctx context.Context, dir string) (seeds, error) {
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return booksDay }})
	if err != nil {
		return seeds{}, err
	}
	// One password for all: each of its own would cost as many hashes.
	_, err = store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: booksPeriod, Clock: booksDay, Password: "bench-only-1"})
	if err := errors.Join(err, store.Close()); err != nil {
		return seeds{}, err
	}
	k, err := openKeeper(ctx, dir)
	if err != nil {
		return seeds{}, err
	}
	if err := errors.Join(k.village.ChooseList(ctx, "", "visits", true), k.close()); err != nil {
		return seeds{}, err
	}
	s := seeds{first: 1, last: 2 * fewRows}
	if s.changes, err = lastChange(ctx, dir); err != nil {
		return s, err
	}
	return s, noteBooks(ctx, dir, booksGroup)
}

func noteBooks(ctx context.Context, dir string, group int) error {
	k, err := openKeeper(ctx, dir)
	if err != nil {
		return err
	}
	for i := range fewRows {
		err = errors.Join(err, k.note(ctx, "events", i, group), k.note(ctx, "visits", i, group))
	}
	return errors.Join(err, k.close())
}

// rawBooks opens a folder's file without its safety: a folder that was not
// finished is gone with the run.
func rawBooks(dir string) (*sql.DB, error) {
	raw, err := sql.Open("sqlite", "file:"+filepath.Join(dir, db.File)+"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err == nil {
		raw.SetMaxOpenConns(1)
	}
	return raw, err
}

func lastChange(ctx context.Context, dir string) (last int, err error) {
	raw, err := rawBooks(dir)
	if err != nil {
		return 0, err
	}
	err = raw.QueryRowContext(ctx, `SELECT max(seq) FROM change`).Scan(&last)
	return last, errors.Join(err, raw.Close())
}

// copy writes the rows so many times over.
func (s seeds) copy(ctx context.Context, dir string, copies int) (err error) {
	raw, err := rawBooks(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	fill := strings.NewReplacer(":copies", strconv.Itoa(copies), ":first", strconv.Itoa(s.first), ":last", strconv.Itoa(s.last),
		":changes", strconv.Itoa(s.changes))
	for _, step := range strings.Split(booksSQL, "-- step: ")[1:] {
		name, text, _ := strings.Cut(step, "\n")
		if _, err := raw.ExecContext(ctx, fill.Replace(text)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if _, err := raw.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	return onDisk(filepath.Join(dir, db.File))
}

// onDisk waits until a file that was written without safety is on the disk:
// else whoever first writes to it would wait for that.
func onDisk(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// booksTables are all that noting a row writes, with its number for its id, and
// the number of its change for that one's.
var booksTables = []string{
	`SELECT seq, unit_id, ledger, day, period, fields, (SELECT seq FROM ledger_row x WHERE x.id = r.root), corrects, struck, reason, at, by_id, on_behalf
		FROM ledger_row r ORDER BY 1`,
	`SELECT unit_id, ledger, day, row_seq, period FROM ledger_partner ORDER BY 1, 2, 3, 4`,
	`SELECT i.unit_id, i.ledger, year, item, seq FROM ledger_item i JOIN ledger_row r ON r.id = i.root ORDER BY 1, 2, 3, 4, 5`,
	`SELECT * FROM ledger_mode ORDER BY 1, 2`,
	`SELECT * FROM ledger_sum ORDER BY 1, 2, 3`,
	`SELECT * FROM ledger_day ORDER BY 1, 2, 3, 4`,
	`SELECT p.unit_id, p.period, key, seq, scaled, shared FROM ledger_part p JOIN ledger_row r ON r.id = p.root ORDER BY 1, 2, 3, 4`,
	`SELECT seq, at, actor_id, origin, verb, unit_id, period, reason FROM change ORDER BY 1`,
	`SELECT seq, key, old, new FROM change_value v JOIN change c ON c.id = v.change_id ORDER BY 1, 2`,
	`SELECT * FROM report ORDER BY 1`,
}

// sameBooks says where a folder that SQL has filled differs from one that the
// Desk has.
func sameBooks(ctx context.Context, copied, noted string) error {
	var folders [2][][]string
	for i, dir := range []string{copied, noted} {
		raw, err := rawBooks(dir)
		if err != nil {
			return err
		}
		for _, query := range booksTables {
			lines, err := dump(ctx, raw, query)
			if err != nil {
				return errors.Join(err, raw.Close())
			}
			folders[i] = append(folders[i], lines)
		}
		if err := raw.Close(); err != nil {
			return err
		}
	}
	for i, query := range booksTables {
		a, b := folders[0][i], folders[1][i]
		for n := range max(len(a), len(b)) {
			if n >= len(a) || n >= len(b) || a[n] != b[n] {
				return fmt.Errorf("what SQL copies is not what the Desk writes, %s, from row %d:\n%s\n%s", query, n, slices.Concat(a[min(n, len(a)):], []string{"nothing"})[0],
					slices.Concat(b[min(n, len(b)):], []string{"nothing"})[0])
			}
		}
	}
	return nil
}

// dump is what a query finds, a line a row.
func dump(ctx context.Context, raw *sql.DB, query string) ([]string, error) {
	rows, err := raw.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var lines []string
	for rows.Next() {
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		if err := rows.Scan(at...); err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprint(values...))
	}
	return lines, rows.Err()
}
