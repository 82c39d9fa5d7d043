package sheet

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"fanzha/db/report"
)

// Write writes a list in a format.
func Write(w io.Writer, f Format, g Grid) error {
	if f == XLSX {
		return writeXLSX(w, g)
	}
	return writeCSV(w, g)
}

// mark begins a CSV file so that Chinese spreadsheets read it as UTF-8.
const mark = "\ufeff"

func writeCSV(w io.Writer, g Grid) error {
	if _, err := io.WriteString(w, mark); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(plain(g.Head)); err != nil {
		return err
	}
	for _, row := range g.Rows {
		texts := make([]string, len(row))
		for i, v := range row {
			texts[i] = v.String()
		}
		if err := c.Write(plain(texts)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func plain(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = report.NoFormula(t)
	}
	return out
}

func writeXLSX(w io.Writer, g Grid) (err error) {
	f := excelize.NewFile()
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	name := sheetName(g.Title)
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, max(1, len(g.Head)), 14); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(g.Head))
	for i, h := range g.Head {
		head[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	for n, row := range g.Rows {
		cells := make([]any, len(row))
		for i, v := range row {
			cells[i] = cellOf(v)
		}
		if err := out.SetRow(Address(0, n+2), cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// cellOf is a number where a spreadsheet can hold it exactly, else text, which
// the file marks as such.
func cellOf(v report.Value) any {
	n, ok := v.Number()
	if !ok {
		return v.String()
	}
	if n.IsInteger() {
		return n.IntPart()
	}
	return n.InexactFloat64()
}

// sheetName is a title that a sheet may have: 31 characters, without :\/?*[].
func sheetName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, report.Clean(title))
	if name == "" {
		return "Sheet1"
	}
	if runes := []rune(name); len(runes) > 31 {
		name = string(runes[:31])
	}
	return name
}
