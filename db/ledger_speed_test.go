package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
)

// listening hands on what a driver is asked, and remembers it.
type listening struct {
	driver driver.Driver
	dsn    string
	heard  *heard
}

type heard struct {
	mu  sync.Mutex
	sql map[string]int // how many arguments each took
}

func (l listening) Connect(context.Context) (driver.Conn, error) {
	c, err := l.driver.Open(l.dsn)
	return overheard{c, l.heard}, err
}

func (l listening) Driver() driver.Driver { return l.driver }

type overheard struct {
	driver.Conn
	heard *heard
}

func (o overheard) note(query string, args []driver.NamedValue) {
	o.heard.mu.Lock()
	defer o.heard.mu.Unlock()
	o.heard.sql[query] = len(args)
}

func (o overheard) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	o.note(query, args)
	return o.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (o overheard) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	o.note(query, args)
	return o.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (o overheard) Prepare(query string) (driver.Stmt, error) {
	s, err := o.Conn.Prepare(query)
	return compiled{s, o, query}, err
}

// compiled is a statement that is heard each time that it is asked.
type compiled struct {
	driver.Stmt
	conn  overheard
	query string
}

func (c compiled) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	c.conn.note(c.query, args)
	return c.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
}

func (o overheard) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return o.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
}

// eavesdrop lets the test hear every statement of the house's store.
func (h *house) eavesdrop() *heard {
	h.Helper()
	all := &heard{sql: map[string]int{}}
	dsn := "file:" + h.dir + "/" + File + "?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_txlock=immediate"
	tap := func(pool *sql.DB) *sql.DB {
		if err := pool.Close(); err != nil {
			h.Fatal(err)
		}
		heard := sql.OpenDB(listening{pool.Driver(), dsn, all})
		heard.SetMaxOpenConns(2) // one of them listens to the feed: a query within a query would wait for ever
		return heard
	}
	h.store.read, h.store.write = newReader(tap(h.store.read.DB)), tap(h.store.write)
	return all
}

// work does with ledgers what people do, and reads what is made of them.
func (h *house) work() {
	h.Helper()
	ctx, d := h.Context(), h.desk("ledao")
	if err := d.ChooseList(ctx, "", "visits", true); err != nil {
		h.Fatal(err)
	}
	h.note("ledao", "", "visits", ledger.Entry{Typed: map[string]string{"numbers": "1、2", "visits": "5"}})
	r := h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所", "audience": "3"}))
	r, _, err := d.Correct(ctx, r.ID, ledger.Entry{Typed: map[string]string{"audience": "4"}, Reason: "数错"})
	if err != nil {
		h.Fatal(err)
	}
	page, err := d.Rows(ctx, "", "events", ledger.Query{Period: march, Text: "广场"})
	if err != nil || len(page.List) != 1 {
		h.Fatal(err, page)
	}
	for _, q := range []ledger.Query{{}, {Before: &page.List[0]}, {All: true, Period: march}} {
		if _, err := d.Rows(ctx, "", "events", q); err != nil {
			h.Fatal(err)
		}
	}
	for _, read := range []error{
		second(d.RowsOf(ctx, "", march, "audience", ledger.Query{})), second(d.Ledgers(ctx, "", march)), second(d.Series(ctx, "", april, "audience")),
		second(d.Form(ctx, "", march)), second(h.desk("lingdao").Table(ctx, april)),
		second(d.Strike(ctx, r.ID, "记重了")),
	} {
		if read != nil {
			h.Fatal(read)
		}
	}
	h.clock.set(h, "2021-07-10 09:00")
	h.note("ledao", "", "visits", ledger.Entry{Typed: map[string]string{"numbers": "3", "visits": "5"}})
	h.form("ledao", h.form("ledao", april).Schedule.Of(plan.DateOf(h.clock.now())))
}

// plans are the steps in which SQLite answers each statement that was heard and
// holds a word.
func (h *house) plans(all *heard, word string) map[string][]string {
	h.Helper()
	plans := map[string][]string{}
	for _, query := range slices.Sorted(maps.Keys(all.sql)) {
		if !strings.Contains(query, word) || strings.HasPrefix(query, "EXPLAIN") {
			continue
		}
		plans[query] = []string{}
		rows, err := h.store.write.Query("EXPLAIN QUERY PLAN "+query, make([]any, all.sql[query])...)
		if err != nil {
			h.Fatalf("%s: %v", query, err)
		}
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				h.Fatal(err)
			}
			plans[query] = append(plans[query], step)
		}
		if err := rows.Err(); err != nil {
			h.Fatal(err)
		}
	}
	return plans
}

func TestNoStatementReadsAllRowsOfALedger(t *testing.T) {
	h := newHouse(t)
	all := h.eavesdrop()
	h.work()
	plans := h.plans(all, "ledger_")
	for query, steps := range plans {
		for _, step := range steps {
			for _, table := range []string{"ledger_row", "ledger_sum", "ledger_day", "ledger_part", "ledger_item", "ledger_partner", "r", "s", "g", "p", "i", "c"} {
				if step == "SCAN "+table || strings.HasPrefix(step, "SCAN "+table+" ") {
					t.Errorf("%s\n%s", step, query)
				}
			}
		}
	}
	if len(plans) < 20 {
		t.Errorf("only %d statements about ledgers: is the test still about anything?", len(plans))
	}
}

func TestNobodyIsLookedForAmongAllAccounts(t *testing.T) {
	h := newHouse(t)
	all := h.eavesdrop()
	if _, err := h.store.SignInByKey(t.Context(), "乐道村", "SHA256:none"); err != error(ErrSignIn) {
		t.Fatal(err)
	}
	plans := h.plans(all, "account")
	for query, steps := range plans {
		for _, step := range steps {
			if strings.HasPrefix(step, "SCAN ") {
				t.Errorf("%s\n%s", step, query)
			}
		}
	}
	if len(plans) != 2 {
		t.Errorf("%d statements to sign in, not 2", len(plans))
	}
}

// BenchmarkALedgerOf50000Rows adds a row to a ledger of 50,000, and opens the
// form and the ledger's first page.
func BenchmarkALedgerOf50000Rows(b *testing.B) {
	h := newHouse(b)
	h.crowd(50_000)
	ctx, d := h.Context(), h.desk("ledao")
	n := 0
	for name, do := range map[string]func() error{
		"add": func() error {
			n++
			return noted(d.Note(ctx, "", "events", event("广场", map[string]string{"audience": strconv.Itoa(n), "partners": "司法所"})))
		},
		"add to the list": func() error {
			n++
			return noted(d.Note(ctx, "", "visits", ledger.Entry{Typed: map[string]string{"numbers": fmt.Sprint("9-", n), "visits": "1"}}))
		},
		"form": func() error { return second(d.Form(ctx, "", march)) },
		"page": func() error { return second(d.Rows(ctx, "", "events", ledger.Query{Period: march, Limit: 20})) },
		"find": func() error {
			return second(d.Rows(ctx, "", "events", ledger.Query{Text: "没有这样的", Limit: 20}))
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// crowd fills two ledgers of 乐道村 with rows and their sums, past every Desk.
func (h *house) crowd(rows int) {
	h.Helper()
	first := h.note("ledao", "", "events", event("广场", map[string]string{"audience": "1"}))
	list := h.note("ledao", "", "visits", ledger.Entry{Typed: map[string]string{"numbers": "1-1", "visits": "1"}})
	for _, r := range []ledger.Row{first, list} {
		for _, query := range []string{
			`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
			INSERT INTO ledger_row (id, unit_id, ledger, day, period, fields, root, at, by_id)
			SELECT ledger || i, unit_id, ledger, '2021-03-' || printf('%02d', 1 + i % 18), period, fields, ledger || i, at, by_id FROM n JOIN ledger_row ON id = ?1`,
			`INSERT INTO ledger_part (unit_id, period, key, root, scaled)
			SELECT g.unit_id, g.period, g.key, r.id, g.scaled FROM ledger_row f JOIN ledger_row r ON r.ledger = f.ledger AND r.id <> f.id
			JOIN ledger_part g ON g.root = f.id WHERE f.id = ?1 AND ?2 > 0`,
			`INSERT INTO ledger_item (unit_id, ledger, year, item, root, day, period, counted, counted_day)
			SELECT r.unit_id, r.ledger, 2021, '1-' || r.seq, r.id, r.day, r.period, r.period, r.day FROM ledger_row f JOIN ledger_row r ON r.ledger = f.ledger AND r.id <> f.id
			WHERE f.id = ?1 AND ?2 > 0 AND f.ledger = 'visits'`,
		} {
			if _, err := h.store.write.Exec(query, r.ID, rows); err != nil {
				h.Fatal(err)
			}
		}
	}
}
