package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"fanzha/db/plan"
)

// The first columns of a table outside of the screen, in words and as names.
var (
	leadWords = []string{"分组", "单位", "状态", "迟报天数"}
	leadNames = []string{"group", "unit", ByState, ByLate}
)

// Cells are the table as it is seen in rows of texts, for a spreadsheet: first
// the columns' heads in words, then their names. Text that a spreadsheet would
// take for a formula gets a quote before it.
func (s *Seen) Cells() [][]string {
	head, names := append([]string(nil), leadWords...), append([]string(nil), leadNames...)
	for _, i := range s.Columns {
		c := s.Table.Columns[i]
		head = append(head, c.Indicator.Label+measure(c.Indicator))
		names = append(names, c.ID)
	}
	rows := [][]string{head, names}
	for _, l := range s.Lines {
		rows = append(rows, s.cells(l))
	}
	return rows
}

func measure(ind *plan.Indicator) string {
	if ind.Measure == "" {
		return ""
	}
	return "(" + ind.Measure + ")"
}

func (s *Seen) cells(l Line) []string {
	group, state, late := "", "", ""
	if l.Group != nil {
		group = l.Group.Name
	}
	if l.Row.Sheet != nil {
		if state = l.Row.Sheet.Word(); state == "-" {
			state = ""
		}
		if days := l.Row.late(); days > 0 {
			late = Whole(days).String()
		}
	} else if l.Row.Units > 0 {
		state = Whole(l.Row.Filed).String() + "/" + Whole(l.Row.Units).String()
	}
	row := []string{group, l.Row.Name, state, late}
	for _, i := range s.Columns {
		f := l.Row.Figures[i]
		text := strings.ReplaceAll(f.Shown(s.View.Year), ",", "")
		if f.Word != "" {
			text = f.Word
		}
		if text == "-" {
			text = ""
		}
		row = append(row, text)
	}
	return row
}

// Cells are the year in rows of texts, as a table's are: of the named units, by
// code, of all where none is named; behind leaves those that are not.
func (m *Matrix) Cells(behind bool, units []string) [][]string {
	head, names := append([]string(nil), leadWords[:2]...), append([]string(nil), leadNames[:2]...)
	for _, p := range m.Periods {
		head, names = append(head, p.Name()), append(names, p.String())
	}
	rows := [][]string{head, names}
	for _, r := range m.Only(behind, units) {
		row := []string{r.Group, r.Name}
		for _, c := range r.Cells {
			word := c.Word()
			if c.Kind == MarkNone {
				word = ""
			}
			row = append(row, word)
		}
		rows = append(rows, row)
	}
	return rows
}

// NoFormula keeps a spreadsheet from running what people typed: a text that a
// program could take for a formula gets an apostrophe before it.
func NoFormula(s string) string {
	if s == "" || signedNumber.MatchString(s) {
		return s
	}
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// signedNumber is what may begin with a minus without being a formula.
var signedNumber = regexp.MustCompile(`^-?\d+(\.\d+)?%?$`)

// Tabbed is rows with a tab between cells, as a spreadsheet takes them from the
// clipboard, a cell into a cell.
func Tabbed(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(NoFormula(strings.Join(strings.Fields(cell), " "))) // a line break would end the row
		}
		b.WriteByte('\n')
	}
	return b.String()
}
