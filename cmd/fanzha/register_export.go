package main

import (
	"context"
	"io"
	"os"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/db/sheet"
)

func registerExport(s *session) *cobra.Command {
	var unit, on, to, format string
	c := &cobra.Command{
		Use: "export 名录", Short: "导出成表格 (CSV 或 xlsx), 改好可以再导入",
		Long: "导出一个单位的名录, 可导出任何一天的. 平安办和领导不写单位就是全乡的.\n" +
			"不写 -o 就写到标准输出; 默认是 CSV (UTF-8, 可用 WPS 和 Excel 打开).",
		Example: "  fanzha register export outlets --unit nongshang -o 网点.xlsx\n" +
			"  ssh -p 2222 nongshang@主机 register export outlets --format csv > 网点.csv",
		Args: cobra.ExactArgs(1),
	}
	unitFlag(c, &unit)
	c.Flags().StringVar(&on, "on", "", "哪一天的, 例如 2021-03-20 (不写就是今天)")
	output(c, s, &to, &format)
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := readDay(on)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, together, err := listings(c.Context(), d, unit, args[0], day)
		if err != nil {
			return err
		}
		g := sheet.Grid{}
		for i := range all {
			l := &all[i]
			columns := register.Columns(l.Register, together)
			if g.Head == nil {
				g.Title = l.Register.Name
				for _, c := range columns {
					g.Head = append(g.Head, c.Label)
				}
			}
			for n := range l.Sites {
				g.Rows = append(g.Rows, register.Cells(l, &l.Sites[n], columns))
			}
		}
		return s.export(g, to, format)
	}
	return c
}

// listings are a register of a unit, or of all units together for who reads
// the whole township and names none.
func listings(ctx context.Context, d *db.Desk, unit, id string, day plan.Date) (all []register.Listing, together bool, err error) {
	me, err := d.Me(ctx)
	if err != nil {
		return nil, false, err
	}
	if unit == "" && me.SeesAll {
		all, err = d.TownSites(ctx, id, day)
		return all, len(all) > 1, err
	}
	l, err := d.Sites(ctx, unit, id, day)
	if err != nil {
		return nil, false, err
	}
	return []register.Listing{*l}, false, nil
}

// output gives a command that makes a file its -o, here, and the spellings of
// its format.
func output(c *cobra.Command, s *session, to, format *string) {
	flags := c.Flags()
	if !s.remote() {
		flags.StringVarP(to, "output", "o", "", "写到文件, .xlsx 或 .csv")
	}
	flags.StringVar(format, "format", "", "csv 或 xlsx, 同 --csv 和 --xlsx (不写按文件名)")
	for name, usage := range map[string]string{"csv": "输出 CSV (UTF-8, 可用 WPS 和 Excel 打开)", "xlsx": "输出 xlsx"} {
		flags.BoolFunc(name, usage, func(string) error {
			*format = name
			return nil
		})
		c.MarkFlagsMutuallyExclusive(name, "format")
	}
	c.MarkFlagsMutuallyExclusive("csv", "xlsx")
}

// readFormat is the format that is named, else the file's, else CSV.
func readFormat(format, file string) (sheet.Format, error) {
	switch {
	case format == string(sheet.CSV) || format == string(sheet.XLSX):
		return sheet.Format(format), nil
	case format != "":
		return "", report.Errorf(report.CodeInvalid, "--format 只能是 csv 或 xlsx, 收到: %s", report.Clip(format))
	case file == "" || file == "-":
		return sheet.CSV, nil
	}
	return sheet.FormatOf(file)
}

// export writes a list to a file, or to where the command writes.
func (s *session) export(g sheet.Grid, to, format string) (err error) {
	f, err := readFormat(format, to)
	if err != nil {
		return err
	}
	var w io.Writer = s.io.out
	if to != "" && to != "-" {
		file, err := os.Create(to)
		if err != nil {
			return report.Errorf(report.CodeInvalid, "写不了文件 %s: %w. 请换一个地方, 或先关掉打开它的程序.", report.Clip(to), err)
		}
		defer func() {
			if cerr := file.Close(); err == nil {
				err = cerr
			}
		}()
		w = file
	}
	if err := sheet.Write(w, f, g); err != nil {
		return err
	}
	if w != io.Writer(s.io.out) {
		s.printf("已写到 %s, %d 行.\n", to, len(g.Rows))
	}
	return nil
}

// sink is where a table goes that is also printed for people.
type sink struct{ format, to string }

// sheets gives a command that prints a table what makes a file of it.
func sheets(c *cobra.Command, s *session) *sink {
	k := &sink{}
	output(c, s, &k.to, &k.format)
	return k
}

// wanted says that the table is to be a file and not read at once.
func (k *sink) wanted() bool { return k.format != "" || k.to != "" }

// cells writes rows of texts, the first of them the head; a text that is a
// number becomes one.
func (s *session) cells(k *sink, title string, rows [][]string) error {
	g := sheet.Grid{Title: title, Head: rows[0]}
	for _, row := range rows[1:] {
		values := make([]report.Value, len(row))
		for i, text := range row {
			values[i] = report.Text(text)
			if n, err := decimal.NewFromString(text); err == nil && text == n.String() {
				values[i] = report.Number(n)
			}
		}
		g.Rows = append(g.Rows, values)
	}
	return s.export(g, k.to, k.format)
}
