package demo

import (
	"strings"
	"testing"
	"testing/fstest"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// tablesWith is a small year with one table replaced.
func tablesWith(file, text string) fstest.MapFS {
	tables := fstest.MapFS{
		"year/words.txt":         {Data: []byte("# nothing\n\nledao 2021-02 problems 人手少 下月补\n")},
		"year/2021-02.txt":       {Data: []byte("02-18 09:00 ledao file ledao\n")},
		"year/figures/ledao.txt": {Data: []byte("meetings 8 - 30\n")},
	}
	tables[file] = &fstest.MapFile{Data: []byte(text)}
	return tables
}

func TestYearReadsItsTables(t *testing.T) {
	y, err := readYear(tablesWith("year/registers/ledao.txt", "03-02 10:10 pingan households  2021-03-01 乐道村 households=856 basis=派出所核定\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s := y.steps; len(s) != 2 || s[1].verb != "put" || s[1].unit != "ledao" || s[1].text != "households  2021-03-01 乐道村 households=856 basis=派出所核定" {
		t.Errorf("steps: %+v", s)
	}
	if march := y.typed[reportRef{"ledao", report.Period{Year: 2021, Month: 3}}]; len(march) != 0 {
		t.Errorf("a blank was read as %v", march)
	}
	if feb := y.typed[y.steps[0].reportRef]; len(feb) != 2 || feb[1].text != "人手少 下月补" {
		t.Errorf("February: %v", feb)
	}
}

func TestYearNamesTheLineThatItCannotRead(t *testing.T) {
	for file, text := range map[string]string{
		"year/words.txt":         "# one\nledao 2021-02\n",
		"year/2021-02.txt":       "# one\n02-18 noon ledao file ledao\n",
		"year/ledgers/ledao.txt": "# one\n02-18 noon ledao events 02-18 院坝 院坝会\n",
	} {
		_, err := readYear(tablesWith(file, text))
		if err == nil || !strings.Contains(err.Error(), file+":2:") {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Every unit of the plan has a table, and no other.
func TestEveryUnitHasFigures(t *testing.T) {
	y, err := readYear(tables)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for ref := range y.typed {
		have[ref.unit] = true
	}
	for _, u := range plan.Default().Units {
		if !have[u.Code] {
			t.Errorf("%s has no figures", u.Code)
		}
		delete(have, u.Code)
	}
	if len(have) > 0 {
		t.Errorf("no unit of the plan: %v", have)
	}
}
