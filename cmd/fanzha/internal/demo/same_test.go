package demo

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"fanzha/db"
	"fanzha/db/plan"
)

// Everything that people can see is the same in both folders; ids are not.
func TestTheYearIsTheSameEveryTime(t *testing.T) {
	folders := made(t)
	first, second := seen(t, folders[0]), seen(t, folders[1])
	if len(first) < 100_000 {
		t.Errorf("only %d bytes were compared", len(first))
	}
	if first != second {
		t.Error("two runs differ")
	}
}

// seen writes down every table, every report and all that happened to it, every
// row of the ledgers and every site of the registers.
func seen(t *testing.T, folder string) string {
	d := deskOf(t, at(t, folder), "lingdao")
	var all strings.Builder
	enc := json.NewEncoder(&all)
	write := func(v any, err error) {
		t.Helper()
		if err == nil {
			err = enc.Encode(v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for p := First; p.Month <= int(Now.Month()); p.Month++ {
		table, err := d.Table(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range table.Groups {
			write(g.Sum.Figures, nil)
		}
		write(table.Total.Figures, nil)
		status, err := d.Status(t.Context(), p)
		write(status, err)
		for _, u := range plan.Default().Units {
			s, err := d.Form(t.Context(), u.Code, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range s.Entries {
				write([]any{e.Line.Key, e.Value, e.Cell.Note, e.Cell.By, e.Cell.At}, nil)
			}
			events, err := d.History(t.Context(), u.Code, p)
			write(events, err)
			remarks, err := d.Remarks(t.Context(), u.Code, p)
			write(remarks, err)
			for _, l := range plan.Default().LedgersOf(u.Kind) {
				for _, r := range rowsIn(t, d, u.Code, l.ID, p).List {
					write([]any{r.Text, r.Reason, r.By, r.At}, nil)
				}
			}
			for _, r := range plan.Default().RegistersOf(u.Kind) {
				_, last := s.Schedule.Window(p)
				listing, err := d.Sites(t.Context(), u.Code, r.ID, last)
				if err != nil {
					t.Fatal(err)
				}
				for _, site := range listing.Sites {
					write([]any{site.Name, site.Version.Fields, site.From, site.Basis, site.By, site.At}, nil)
				}
			}
		}
	}
	return all.String()
}

func TestTheFileIsWhole(t *testing.T) {
	folder := made(t)[0]
	file, err := sql.Open("sqlite", filepath.Join(folder, db.File))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for query, want := range map[string]string{
		"PRAGMA integrity_check":                             "ok",
		"SELECT count(*) FROM pragma_foreign_key_check":      "0",
		"SELECT count(*) FROM guard":                         "0",
		"SELECT count(*) > 1400 FROM change":                 "1",
		"SELECT count(*) > 2000 FROM change_value":           "1",
		"SELECT count(*) > 800 FROM ledger_row":              "1",
		"SELECT count(*) > 250 FROM site":                    "1",
		"SELECT count(*) FROM change WHERE actor_id IS NULL": "1", // init
	} {
		var got string
		if err := file.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %s, %v", query, got, err)
		}
	}
}
