package main

import (
	"github.com/spf13/cobra"

	"fanzha/db/report"
)

func tableCommand(s *session) *cobra.Command {
	var v report.View
	c := &cobra.Command{
		Use: "table [期]", Short: "全乡汇总表: 单位 x 指标, 小计, 合计",
		Example: "  fanzha table 2021-03 --csv > 三月.csv\n" +
			"  fanzha table 2021-03 --group villages --columns visited,coverage --sort coverage\n" +
			"  fanzha table 2021-03 -o 三月.xlsx\n" +
			"  ssh -p 2222 pingan@主机 table --failing --csv > 问题单位.csv",
		Args: cobra.MaximumNArgs(1),
	}
	flags := c.Flags()
	file := sheets(c, s)
	flags.BoolVar(&v.Year, "year", false, "按年累计, 而不是本月")
	flags.StringVar(&v.Group, "group", "", "只看一组单位和这一组的列, 例如 villages; all 是各单位都填的列")
	flags.StringSliceVar(&v.Columns, "columns", nil, "只要这些列, 按这个次序, 例如 visited,coverage; 不写就是几个主要的, 在文件里是全部")
	flags.StringVar(&v.Sort, "sort", "", "按一列排序, 从小到大; 前面加 - 从大到小; 也可以是 state, days_late")
	flags.BoolVar(&v.Failing, "failing", false, "只要没有报送, 退回和硬指标不达标的单位")
	flags.StringSliceVar(&v.Units, "unit", nil, "只要这些单位, 例如 chayuanba,ledao")
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
		if len(v.Columns) == 0 && !*js && !file.wanted() {
			v.Columns = t.Brief(v.Group)
		}
		seen, err := t.See(v)
		switch {
		case err != nil:
			return err
		case *js:
			return s.json(tableJSON(seen))
		case file.wanted():
			return s.cells(file, t.Period.Name()+"汇总表", seen.Cells())
		}
		s.tableText(seen)
		return nil
	}
	return c
}

// figureJSON is one figure of table --json.
type figureJSON struct {
	Value      report.Value `json:"value"`
	Cumulative report.Value `json:"cumulative"`
	NA         bool         `json:"na"`
}

func tableJSON(seen *report.Seen) any {
	t := seen.Table
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
	for _, i := range seen.Columns {
		c := t.Columns[i]
		columns = append(columns, column{c.ID, c.Key, c.Indicator.Label, c.Indicator.Measure})
	}
	convert := func(group string, r report.Row) row {
		out := row{Name: r.Name, Group: group, Units: r.Units, Filed: r.Filed, Cells: map[string]figureJSON{}}
		if r.Sheet != nil {
			out.Unit, out.State = r.Sheet.Unit.Code, r.Sheet.Report.State
			out.Late = r.Sheet.Report.DaysLate(r.Sheet.Schedule.Due(r.Sheet.Report.Period))
		}
		for _, i := range seen.Columns {
			switch c := t.Columns[i]; {
			case r.Sheet == nil:
				out.Cells[c.ID] = toFigure(r.Figures[i])
			case c.Indicator.Asked(r.Sheet.Unit.Kind):
				out.Cells[c.Key] = toFigure(r.Figures[i])
			}
		}
		return out
	}
	rows, sums := []row{}, []row{}
	var total *row // none where units are left out
	for _, l := range seen.Lines {
		switch {
		case l.Group == nil:
			sum := convert("", l.Row)
			total = &sum
		case l.Row.Sheet == nil:
			sums = append(sums, convert(l.Group.ID, l.Row))
		default:
			rows = append(rows, convert(l.Group.ID, l.Row))
		}
	}
	return map[string]any{"period": t.Period, "columns": columns, "rows": rows, "subtotals": sums, "total": total}
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
