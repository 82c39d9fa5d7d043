package demo

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// The year is written down in plain tables, so that whoever wants another one
// edits no code:
//
//	2021-02.txt … 2021-06.txt   day and time, who, what, whose report; then why, or what changed
//	ledgers/UNIT.txt            day and time, who, ledger; then the row in one line: day, what it wants, key=value
//	registers/UNIT.txt          day and time, who, register; then from which day, which site, key=value; gone=why ends it
//	figures/UNIT.txt            key, then a figure for each period; - is not typed
//	words.txt                   unit, period, key, text
//
// The form takes from ledgers and registers what they say, so that the figures
// hold only what is left to type.
//
//go:embed year
var tables embed.FS

// A report is one unit's for one period.
type reportRef struct {
	unit   string
	period report.Period
}

// typed is what a unit types into one line.
type typed struct{ key, text string }

// step is one thing that one person did.
type step struct {
	at        time.Time
	who, verb string
	reportRef
	text string
}

type year struct {
	typed map[reportRef][]typed
	steps []step // in the order of time
}

// blank stands in a table of figures for what is not typed.
const blank = "-"

func readYear(tables fs.FS) (*year, error) {
	y := &year{typed: map[reportRef][]typed{}}
	for _, folder := range []struct {
		name string
		read func(unit string) func(line string) error
	}{{"figures", y.figures}, {"registers", y.books("put")}, {"ledgers", y.books("note")}} {
		files, err := fs.Glob(tables, "year/"+folder.name+"/*.txt")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if err := eachLine(tables, file, folder.read(strings.TrimSuffix(path.Base(file), ".txt"))); err != nil {
				return nil, err
			}
		}
	}
	if err := eachLine(tables, "year/words.txt", y.words); err != nil {
		return nil, err
	}
	months, err := fs.Glob(tables, "year/2*.txt")
	if err != nil {
		return nil, err
	}
	for _, file := range months {
		p, err := report.ParsePeriod(strings.TrimSuffix(path.Base(file), ".txt"))
		if err != nil {
			return nil, err
		}
		if err := eachLine(tables, file, y.course(p)); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(y.steps, func(a, b step) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
	return y, nil
}

// eachLine reads a table without its blank lines and its remarks.
func eachLine(tables fs.FS, file string, read func(line string) error) error {
	f, err := tables.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return lines.Err()
}

// split cuts a line into n words and the rest of it.
func split(line string, n int) (words []string, rest string, err error) {
	rest = line
	for range n {
		word := rest
		if i := strings.IndexByte(rest, ' '); i >= 0 {
			word = rest[:i]
		}
		if word == "" {
			return nil, "", fmt.Errorf("%q has fewer than %d words", line, n)
		}
		words = append(words, word)
		rest = strings.TrimSpace(rest[len(word):])
	}
	return words, rest, nil
}

func (y *year) figures(unit string) func(line string) error {
	return func(line string) error {
		words := strings.Fields(line)
		for i, text := range words[1:] {
			if text == blank {
				continue
			}
			ref := reportRef{unit, report.Period{Year: First.Year, Month: First.Month + i}}
			y.typed[ref] = append(y.typed[ref], typed{words[0], text})
		}
		return nil
	}
}

func (y *year) words(line string) error {
	words, text, err := split(line, 3)
	if err != nil {
		return err
	}
	p, err := report.ParsePeriod(words[1])
	if err != nil {
		return err
	}
	ref := reportRef{words[0], p}
	y.typed[ref] = append(y.typed[ref], typed{words[2], text})
	return nil
}

// books reads what was written into the ledgers or the registers of a unit.
func (y *year) books(verb string) func(unit string) func(line string) error {
	return func(unit string) func(line string) error {
		return func(line string) error {
			words, text, err := split(line, 3)
			if err != nil {
				return err
			}
			at, err := instant(First.Year, words[0], words[1])
			if err != nil {
				return err
			}
			y.steps = append(y.steps, step{at: at, who: words[2], verb: verb, reportRef: reportRef{unit: unit}, text: text})
			return nil
		}
	}
}

func instant(year int, day, clock string) (time.Time, error) {
	return time.ParseInLocation("2006-01-02 15:04", fmt.Sprintf("%d-%s %s", year, day, clock), plan.China)
}

// course reads what happened to the reports of one period.
func (y *year) course(p report.Period) func(line string) error {
	return func(line string) error {
		words, text, err := split(line, 5)
		if err != nil {
			return err
		}
		at, err := instant(p.Year, words[0], words[1])
		if err != nil {
			return err
		}
		y.steps = append(y.steps, step{at: at, who: words[2], verb: words[3], reportRef: reportRef{words[4], p}, text: text})
		return nil
	}
}
