package main

import (
	"encoding/csv"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

func tableCommand(s *session) *cobra.Command {
	var asCSV, year bool
	c := &cobra.Command{
		Use: "table [期]", Short: "全乡汇总表: 单位 x 指标, 小计, 合计",
		Example: "  fanzha table 2021-03 --csv > 三月.csv",
		Args:    cobra.MaximumNArgs(1),
	}
	c.Flags().BoolVar(&asCSV, "csv", false, "输出 CSV (UTF-8, 可用 WPS 和 Excel 打开)")
	c.Flags().BoolVar(&year, "year", false, "按年累计, 而不是本月")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		p, err := period(args)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		t, err := d.Table(c.Context(), p)
		if err != nil {
			return err
		}
		switch {
		case *js:
			return s.json(tableJSON(t))
		case asCSV:
			return s.tableCSV(t, year)
		}
		s.tableText(t, year)
		return nil
	}
	return c
}

// tableText prints the table by groups of columns that the group's units have.
func (s *session) tableText(t *report.Table, year bool) {
	s.printf("%s 汇总表 (%s)\n", t.Period.Name(), map[bool]string{false: "本月", true: "累计"}[year])
	for _, g := range t.Groups {
		s.printf("\n%s\n", g.Group.Name)
		for _, r := range append(g.Rows, g.Sum) {
			state := ""
			if r.Sheet != nil {
				state = r.Sheet.Report.Word() + remarks(r.Sheet)
			} else {
				state = report.Commas(report.Whole(r.Filed)) + "/" + report.Commas(report.Whole(r.Units))
			}
			s.printf("%s %s\n", screen.Pad(r.Name, 18), state)
			var parts []string
			for i, c := range t.Columns {
				if f := r.Figures[i]; c.Indicator.Type != plan.TypeText && f.Shown(year) != "-" && f.Shown(year) != "0" {
					parts = append(parts, c.Indicator.Label+" "+f.Shown(year))
				}
			}
			if len(parts) > 0 {
				s.printf("    %s\n", strings.Join(parts, ", "))
			}
		}
	}
	s.printf("\n%s %d/%d\n", t.Total.Name, t.Total.Filed, t.Total.Units)
}

// tableCSV writes the table with a byte order mark, which WPS and Excel need
// to read Chinese. Text that a spreadsheet would take for a formula gets a
// quote before it.
func (s *session) tableCSV(t *report.Table, year bool) error {
	if _, err := s.io.out.Write([]byte("\ufeff")); err != nil {
		return err
	}
	w := csv.NewWriter(s.io.out)
	head := []string{"分组", "单位", "状态", "迟报天数"}
	keys := []string{"group", "unit", "state", "days_late"}
	for _, c := range t.Columns {
		head = append(head, c.Indicator.Label+measure(c.Indicator))
		keys = append(keys, c.ID)
	}
	rows := [][]string{head, keys}
	for _, g := range t.Groups {
		for _, r := range append(g.Rows, g.Sum) {
			rows = append(rows, csvRow(g.Group.Name, r, year))
		}
	}
	rows = append(rows, csvRow("", t.Total, year))
	for _, row := range rows {
		for i := range row {
			row[i] = noFormula(row[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func measure(ind *plan.Indicator) string {
	if ind.Measure == "" {
		return ""
	}
	return "(" + ind.Measure + ")"
}

func csvRow(group string, r report.Row, year bool) []string {
	state, late := "", ""
	if r.Sheet != nil {
		state = r.Sheet.Report.Word()
		if days := r.Sheet.Report.DaysLate(r.Sheet.Schedule.Due(r.Sheet.Report.Period)); days > 0 {
			late = report.Whole(days).String()
		}
	} else {
		state = report.Whole(r.Filed).String() + "/" + report.Whole(r.Units).String()
	}
	row := []string{group, r.Name, state, late}
	for _, f := range r.Figures {
		text := strings.ReplaceAll(f.Shown(year), ",", "")
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

// noFormula keeps a spreadsheet from running what people typed.
func noFormula(s string) string {
	if s == "" || plainNumber.MatchString(s) {
		return s
	}
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// plainNumber is what may begin with a minus without being a formula.
var plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?%?$`)

// figureJSON is one figure of table --json.
type figureJSON struct {
	Value      report.Value `json:"value"`
	Cumulative report.Value `json:"cumulative"`
	NA         bool         `json:"na"`
}

func tableJSON(t *report.Table) any {
	type column struct {
		ID      string `json:"id"`
		Key     string `json:"key"`
		Label   string `json:"label"`
		Measure string `json:"measure"`
	}
	type row struct {
		Unit  string                `json:"unit,omitempty"`
		Name  string                `json:"name"`
		Group string                `json:"group"`
		State report.State          `json:"state,omitempty"`
		Late  int                   `json:"days_late"`
		Units int                   `json:"expected"`
		Filed int                   `json:"submitted"`
		Cells map[string]figureJSON `json:"cells"`
	}
	columns := []column{}
	for _, c := range t.Columns {
		columns = append(columns, column{c.ID, c.Key, c.Indicator.Label, c.Indicator.Measure})
	}
	convert := func(group string, r report.Row) row {
		out := row{Name: r.Name, Group: group, Units: r.Units, Filed: r.Filed, Cells: map[string]figureJSON{}}
		if r.Sheet != nil {
			out.Unit, out.State = r.Sheet.Unit.Code, r.Sheet.Report.State
			out.Late = r.Sheet.Report.DaysLate(r.Sheet.Schedule.Due(r.Sheet.Report.Period))
		}
		for i, c := range t.Columns {
			switch {
			case r.Sheet == nil:
				out.Cells[c.ID] = toFigure(r.Figures[i])
			case c.Indicator.Asked(r.Sheet.Unit.Kind):
				out.Cells[c.Key] = toFigure(r.Figures[i])
			}
		}
		return out
	}
	rows, sums := []row{}, []row{}
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			rows = append(rows, convert(g.Group.ID, r))
		}
		sums = append(sums, convert(g.Group.ID, g.Sum))
	}
	return map[string]any{"period": t.Period, "columns": columns, "rows": rows, "subtotals": sums, "total": convert("", t.Total)}
}

func toFigure(f report.Figure) figureJSON {
	out := figureJSON{NA: f.NA}
	switch {
	case f.Ratio.Known():
		out.Value = report.Number(f.Ratio.Percent(2))
	case f.Word != "":
		out.Value = report.Text(f.Word)
	case f.Asked > 0:
		out.Value = report.Number(report.Whole(f.Yes))
	case f.Filed:
		out.Value = report.Number(f.Month)
	}
	if f.Cumulates {
		out.Cumulative = report.Number(f.Year)
	}
	return out
}
