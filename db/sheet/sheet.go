// Package sheet brings lists in and out of the files that offices work with:
// xlsx and CSV. What people typed stays text in them and never becomes a
// formula.
package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"fanzha/db/report"
)

// Format is a kind of file.
type Format string

// The kinds of file.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// FormatOf is the kind of a file by its name's ending.
func FormatOf(name string) (Format, error) {
	switch lower := strings.ToLower(name); {
	case strings.HasSuffix(lower, ".xlsx"):
		return XLSX, nil
	case strings.HasSuffix(lower, ".csv"):
		return CSV, nil
	case strings.HasSuffix(lower, ".xls"), strings.HasSuffix(lower, ".et"):
		return "", report.Errorf(report.CodeInvalid, "%s 是旧格式, 请在表格软件里另存为 .xlsx 再导入.", report.Clip(name))
	}
	return "", report.Errorf(report.CodeInvalid, "%s 不是表格文件. 可用 .xlsx 或 .csv.", report.Clip(name))
}

// Grid is a list to write: a head and rows of values. A number stays a number.
type Grid struct {
	Title string // the sheet's name, at most 31 characters
	Head  []string
	Rows  [][]report.Value
}

// Row is one row that was read, with its number in the file, counted from 1.
type Row struct {
	Number int
	Cells  []string // as text, at least as many as the head has columns
}

// Blank reports whether nothing stands in the row.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// List is a file that was read: its first row is the head.
type List struct {
	Head []string
	Rows []Row
}

// Address is a cell's name as the office reads it: C7. Columns count from 0.
func Address(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return ""
	}
	return name
}
