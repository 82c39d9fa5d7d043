package db

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// stormers are the units that write in the storm, at once.
var stormers = []string{"ledao", "wulingshan", "sifa", "caizheng"}

// childStorms writes until it is killed, and prints every value once it is
// told that the value is kept.
func childStorms(ctx context.Context, s *Store) error {
	failed := make(chan error)
	for _, unit := range stormers {
		d, err := childDesk(ctx, s, unit)
		if err != nil {
			return err
		}
		go func() {
			for n := 1; ; n++ {
				typed := fmt.Sprintf("leaflets=%d banners=%d slogans=%d staff=第%d人", n, n, n, n)
				if _, refused, err := d.Save(ctx, "", march, edits(typed)); err != nil || refused != nil {
					failed <- fmt.Errorf("%w %v", err, refused)
					return
				}
				fmt.Println(unit, n)
			}
		}()
	}
	return <-failed
}

func TestKilledInAStormOfWritesNothingIsHalfWritten(t *testing.T) {
	h := newHouse(t)
	c := process(t, "storm", h.dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	lines := bufio.NewScanner(out)
	for total := 0; total < 200 && lines.Scan(); total++ {
		unit, n, _ := strings.Cut(lines.Text(), " ")
		if told[unit], err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what was told before the end
		unit, n, ok := strings.Cut(lines.Text(), " ")
		if v, err := strconv.Atoi(n); ok && err == nil {
			told[unit] = max(told[unit], v)
		}
	}
	if err := c.Wait(); err == nil {
		t.Fatal("the storm ended by itself")
	}
	h.store = h.open()
	h.consistent()
	for _, unit := range stormers {
		s := h.form(unit, march)
		n := s.Find("leaflets").Value.String()
		kept, err := strconv.Atoi(n)
		if err != nil || kept < told[unit] {
			t.Errorf("%s was told that %d is kept, the file has %s", unit, told[unit], n)
		}
		for _, key := range []string{"banners", "slogans"} {
			if v := s.Find(key).Value.String(); v != n {
				t.Errorf("%s: leaflets %s but %s %s: half a write", unit, n, key, v)
			}
		}
		if v := s.Find("staff").Value.String(); v != "第"+n+"人" {
			t.Errorf("%s: leaflets %s but staff %s", unit, n, v)
		}
	}
	h.save("ledao", "", march, "leaflets=1")
}

// consistent holds what is true of the file at any instant.
func (h *house) consistent() {
	h.Helper()
	if got := h.one(`PRAGMA integrity_check`); got != "ok" {
		h.Errorf("integrity: %s", got)
	}
	for what, query := range map[string]string{
		"broken references":                  `SELECT count(*) FROM pragma_foreign_key_check`,
		"values without their change":        `SELECT count(*) FROM change_value v LEFT JOIN change c ON c.id = v.change_id WHERE c.id IS NULL`,
		"saves without a value":              `SELECT count(*) FROM change c WHERE verb = 'save' AND NOT EXISTS (SELECT 1 FROM change_value v WHERE v.change_id = c.id)`,
		"guards left behind":                 `SELECT count(*) FROM guard`,
		"numbers whose exact copy differs":   `SELECT count(*) FROM cell WHERE scaled IS NOT NULL AND CAST(value AS REAL) * 10000 <> scaled`,
		"reports whose version stands still": `SELECT count(*) FROM report r WHERE version < (SELECT count(*) FROM change c WHERE c.unit_id = r.unit_id AND c.period = r.period AND c.verb NOT IN ('init', 'opening', 'remark', 'register.put', 'register.end') AND c.verb NOT LIKE 'ledger.%')`,
		"ledger sums that their rows do not make": `SELECT count(*) FROM ledger_sum s WHERE (scaled, shared) <> (SELECT sum(scaled), sum(shared) FROM ledger_part g WHERE g.unit_id = s.unit_id AND g.period = s.period AND g.key = s.key)
			OR key NOT LIKE '#%' AND scaled <> (SELECT sum(scaled) FROM ledger_day d WHERE d.unit_id = s.unit_id AND d.period = s.period AND d.key = s.key)`,
		"rows that no period counts": `SELECT count(*) FROM ledger_row r WHERE struck = 0 AND NOT EXISTS (SELECT 1 FROM ledger_row c WHERE c.corrects = r.id)
			AND NOT EXISTS (SELECT 1 FROM ledger_part g WHERE g.root = r.root AND g.unit_id = r.unit_id AND g.key = '#' || r.ledger AND g.scaled > 0)`,
		"rows counted less than not at all": `SELECT count(*) FROM ledger_part WHERE key LIKE '#%' AND scaled NOT IN (0, 10000)`,
		"rows struck in a report never sent, and counted": `SELECT count(*) FROM ledger_row r JOIN ledger_part g ON g.root = r.root AND g.key = '#' || r.ledger AND g.scaled > 0
			WHERE r.struck = 1 AND NOT EXISTS (SELECT 1 FROM change c WHERE c.unit_id = g.unit_id AND c.period = g.period AND c.verb = 'submit')`,
		"items that not one chain bears":     `SELECT count(*) FROM (SELECT 1 FROM ledger_item GROUP BY unit_id, ledger, year, item HAVING sum(counted <> '') <> 1)`,
		"rows without their change":          `SELECT (SELECT count(*) FROM ledger_row) - (SELECT count(*) FROM change WHERE verb IN ('ledger.add', 'ledger.correct', 'ledger.strike'))`,
		"changes of a report that is absent": `SELECT count(*) FROM change c WHERE verb IN ('save', 'submit', 'accept', 'return') AND NOT EXISTS (SELECT 1 FROM report r WHERE r.unit_id = c.unit_id AND r.period = c.period)`,
		"cells whose last change differs": `SELECT count(*) FROM cell k JOIN report r ON r.id = k.report_id WHERE COALESCE(k.value, CASE k.na WHEN 1 THEN 'na' ELSE '' END) <>
			(SELECT v.new FROM change_value v JOIN change c ON c.id = v.change_id WHERE c.unit_id = r.unit_id AND c.period = r.period AND v.key = k.key AND c.verb <> 'opening' ORDER BY c.seq DESC LIMIT 1)`,
	} {
		if n := h.one(query); n != "0" {
			h.Errorf("%s: %s", what, n)
		}
	}
}

func TestAFullDiskKeepsNothingHalfAndSaysSo(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	h.save("ledao", "", march, "leaflets=1")
	pages := h.one(`PRAGMA page_count`)
	if _, err := h.store.write.Exec(`PRAGMA max_page_count = ` + pages); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("亮点", 250)
	var err error
	var kept string
	changes := ""
	for n := 2; err == nil && n < 200; n++ { // until the free space inside the pages is used up
		kept, changes = h.form("ledao", march).Find("leaflets").Value.String(), h.one(`SELECT count(*) FROM change`)
		_, _, err = d.Save(t.Context(), "", march, []report.Edit{
			{Key: "leaflets", Text: strconv.Itoa(n), Version: report.AnyVersion},
			{Key: "highlights", Text: strconv.Itoa(n) + long[:len(long)-6], Version: report.AnyVersion},
			{Key: "problems", Text: strconv.Itoa(n), Version: report.AnyVersion},
		})
	}
	refused(t, err, report.CodeFull, "磁盘已满, 这一步没有保存")
	if got := h.form("ledao", march).Find("leaflets").Value.String(); got != kept || h.one(`SELECT count(*) FROM change`) != changes {
		t.Errorf("half a write was kept: leaflets %s, want %s", got, kept)
	}
	h.consistent()
	if _, err := h.store.write.Exec(`PRAGMA max_page_count = 1000000`); err != nil {
		t.Fatal(err)
	}
	if s := h.save("ledao", "", march, "leaflets=999"); s.Find("leaflets").Value.String() != "999" {
		t.Error("with space again the value is not kept")
	}
	h.consistent()
}

func TestAWriterWaitsForAnother(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	pool, err := sql.Open("sqlite", "file:"+filepath.Join(h.dir, File)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	hold, err := pool.Begin()
	if err != nil {
		t.Fatal(err)
	}
	saved := make(chan error, 1)
	go func() {
		_, _, err := d.Save(t.Context(), "", march, edits("leaflets=3"))
		saved <- err
	}()
	select {
	case err := <-saved:
		t.Fatalf("it did not wait: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	if _, err := h.desk("pingan").Form(t.Context(), "ledao", march); err != nil {
		t.Errorf("reading waits for a writer: %v", err)
	}
	if err := hold.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := within(t, 5*time.Second, saved, "the write"); err != nil {
		t.Error(err)
	}
	if got := h.form("ledao", march).Find("leaflets").Value.String(); got != "3" {
		t.Errorf("kept %q", got)
	}
}

func TestADatabaseHeldTooLongIsASentence(t *testing.T) {
	h := newHouse(t)
	if _, err := h.store.write.Exec(`PRAGMA busy_timeout = 50`); err != nil {
		t.Fatal(err)
	}
	other := h.open()
	hold, err := other.write.Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = h.desk("ledao").Save(t.Context(), "", march, edits("leaflets=3"))
	refused(t, err, report.CodeBusy, "数据库正忙, 这一步没有保存")
	if err := hold.Rollback(); err != nil {
		t.Fatal(err)
	}
	h.save("ledao", "", march, "leaflets=3")
}

func TestAWriteThatHasBegunOutlivesItsPerson(t *testing.T) {
	h := newHouse(t)
	ctx, leave := context.WithCancel(t.Context())
	other := h.open()
	hold, err := other.write.Begin()
	if err != nil {
		t.Fatal(err)
	}
	b := &batch{}
	b.do(`INSERT INTO setting (key, value) VALUES ('left', ?)`, plan.DateOf(h.clock.now()).String())
	sent := make(chan error, 1)
	go func() { sent <- h.store.send(ctx, b) }()
	leave()
	if err := hold.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := within(t, 5*time.Second, sent, "the write"); err != nil || h.one(`SELECT value FROM setting WHERE key = 'left'`) != "2021-03-18" {
		t.Errorf("the write was lost: %v", err)
	}
}
