package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/report"
	"fanzha/tui/screen"
)

func yearCommand(s *session) *cobra.Command {
	var behind bool
	var units []string
	c := &cobra.Command{
		Use: "year [年]", Short: "全年报送情况: 各单位每一期报了没有, 默认今年",
		Example: "  fanzha year 2021\n  ssh -p 2222 pingan@主机 year --behind --csv > 迟报.csv", Args: cobra.MaximumNArgs(1),
	}
	file := sheets(c, s)
	c.Flags().BoolVar(&behind, "behind", false, "只要有迟报, 漏报, 未报的单位")
	c.Flags().StringSliceVar(&units, "unit", nil, "只要这些单位, 例如 chayuanba,ledao")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		year := 0 // the current one
		if len(args) == 1 {
			if year, err = strconv.Atoi(args[0]); err != nil {
				return report.Errorf(report.CodeInvalid, "%s 不是年份. 请写成 2021 的样子.", report.Clip(args[0]))
			}
		}
		m, err := d.Matrix(c.Context(), year)
		if err != nil {
			return err
		}
		switch {
		case *js:
			m.Rows = m.Only(behind, units)
			return s.json(m)
		case file.wanted():
			return s.cells(file, strconv.Itoa(m.Year)+"年报送情况", m.Cells(behind, units))
		}
		s.yearText(m, m.Only(behind, units))
		return nil
	}
	return c
}

// yearText prints a unit a line, with a word for each period.
func (s *session) yearText(m *report.Matrix, rows []report.MatrixRow) {
	s.printf("%d年 报送情况: 按时 %d, 迟报 %d, 漏报 %d, 退回 %d, 未报 %d\n", m.Year, m.OnTime, m.Late, m.Never, m.Returned, m.Missing)
	line := func(name string, words []string) {
		text := screen.Pad(name, 18)
		for _, word := range words {
			text += screen.Pad(word, 6)
		}
		s.printf("%s\n", strings.TrimRight(text, " "))
	}
	var heads []string
	for _, p := range m.Periods {
		heads = append(heads, p.Short())
	}
	line("单位", heads)
	for _, r := range rows {
		var words []string
		for _, c := range r.Cells {
			words = append(words, c.Word())
		}
		line(r.Name, words)
	}
}
