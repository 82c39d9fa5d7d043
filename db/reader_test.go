package db

import (
	"fmt"
	"testing"
)

func TestAStatementIsCompiledOnceAndFewAreKept(t *testing.T) {
	h := newHouse(t)
	r, text := h.store.read, ""
	ask := func(query string) error { return r.QueryRowContext(t.Context(), query).Scan(&text) }
	before := len(r.compiled)
	for range 3 {
		if err := ask(`SELECT count(*) FROM unit`); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.compiled) - before; n != 1 {
		t.Errorf("%d statements were kept", n)
	}
	for i := range 2 * maxCompiled {
		if err := ask(fmt.Sprintf(`SELECT %d`, i)); err != nil || text != fmt.Sprint(i) {
			t.Fatal(i, text, err)
		}
	}
	if n := len(r.compiled); n != maxCompiled {
		t.Errorf("%d statements are kept", n)
	}
	if err := ask(`SELECT wrong`); err == nil {
		t.Error("a wrong statement is asked")
	}
	if _, err := r.QueryContext(t.Context(), `SELECT FROM`); err == nil {
		t.Error("a wrong statement is asked")
	}
}

// A table that changes under a statement which is kept, as when a newer program
// comes to the folder, changes what it answers.
func TestAKeptStatementSeesAChangedTable(t *testing.T) {
	h := newHouse(t)
	if got := h.one(`SELECT count(*) FROM pragma_table_info('remark')`); got != "6" {
		t.Fatal(got)
	}
	rows := func() (columns []string) {
		t.Helper()
		r, err := h.store.read.QueryContext(t.Context(), `SELECT * FROM remark`)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		if columns, err = r.Columns(); err != nil {
			t.Fatal(err)
		}
		return columns
	}
	if got := rows(); len(got) != 6 {
		t.Fatal(got)
	}
	if _, err := h.store.write.ExecContext(t.Context(), `ALTER TABLE remark ADD COLUMN more TEXT`); err != nil {
		t.Fatal(err)
	}
	if got := rows(); len(got) != 7 {
		t.Errorf("%q", got)
	}
}
