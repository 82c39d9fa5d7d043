package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// What a file may hold at the most; a list of a township is far below.
const (
	maxBytes    = 8 << 20
	maxUnzipped = 64 << 20
	maxRows     = 20000
	maxColumns  = 100
)

// zipped begins every xlsx file, and no list that is text.
const zipped = "PK\x03\x04"

// Read reads a list; what is an xlsx file is read as one, whatever it was
// taken for, since what is piped in has no name. A CSV may be in UTF-8 or, as Chinese spreadsheets save
// it, in GB 18030. Rows without anything are left out; their numbers stay.
func Read(r io.Reader, f Format) (List, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return List{}, err
	}
	if len(raw) > maxBytes {
		return List{}, report.Errorf(report.CodeInvalid, "文件太大, 最多 %d MB. 请分成几个文件导入.", maxBytes>>20)
	}
	var rows [][]string
	if f == XLSX || bytes.HasPrefix(raw, []byte(zipped)) {
		rows, err = readXLSX(raw)
	} else {
		rows, err = readCSV(raw)
	}
	if err != nil {
		return List{}, err
	}
	return list(rows)
}

func list(rows [][]string) (List, error) {
	if len(rows) == 0 {
		return List{}, report.Errorf(report.CodeInvalid, "文件是空的. 第一行应是各栏的名称, 可以先导出一份照着填.")
	}
	l := List{Head: clean(rows[0])}
	for len(l.Head) > 0 && l.Head[len(l.Head)-1] == "" {
		l.Head = l.Head[:len(l.Head)-1]
	}
	if len(l.Head) > maxColumns || len(rows) > maxRows {
		return List{}, report.Errorf(report.CodeInvalid, "表太大, 最多 %d 行 %d 栏. 请分成几个文件导入.", maxRows, maxColumns)
	}
	for n, cells := range rows[1:] {
		row := Row{Number: n + 2, Cells: clean(cells)}
		for len(row.Cells) < len(l.Head) {
			row.Cells = append(row.Cells, "")
		}
		for last := len(row.Cells); last > len(l.Head) && row.Cells[last-1] == ""; last-- {
			row.Cells = row.Cells[:last-1]
		}
		if !row.Blank() {
			l.Rows = append(l.Rows, row)
		}
	}
	return l, nil
}

// clean makes the cells fit to be shown, and takes off the apostrophe that
// report.NoFormula sets.
func clean(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		c = report.Clean(c)
		if bare, ok := strings.CutPrefix(c, "'"); ok && report.NoFormula(bare) == c {
			c = bare
		}
		out[i] = c
	}
	return out
}

func readCSV(raw []byte) ([][]string, error) {
	raw = bytes.TrimPrefix(raw, []byte(mark))
	if !utf8.Valid(raw) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return nil, report.Errorf(report.CodeInvalid, "文件的文字编码认不出. 请在表格软件里另存为 .xlsx 再导入.")
		}
		raw = decoded
	}
	c := csv.NewReader(bytes.NewReader(raw))
	c.FieldsPerRecord = -1
	var rows [][]string
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return nil, report.Errorf(report.CodeInvalid, "第 %d 行的引号不成对, 请改正后再导入.", bad.Line)
		}
		if err != nil {
			return nil, err
		}
		line, _ := c.FieldPos(0)
		for len(rows) < line-1 && len(rows) <= maxRows {
			rows = append(rows, nil) // the reader skips empty lines, the office counts them
		}
		if rows = append(rows, row); len(rows) > maxRows {
			return rows, nil
		}
	}
}

func readXLSX(raw []byte) (rows [][]string, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, report.Errorf(report.CodeInvalid, "这不是能打开的 .xlsx 文件, 也可能加了密码. 请另存一份再导入.")
	}
	defer func() { _ = f.Close() }() // nothing of it is kept
	names := f.GetSheetList()
	if len(names) == 0 {
		return nil, nil
	}
	all, err := f.Rows(names[0])
	if err != nil {
		return nil, report.Errorf(report.CodeInvalid, "表 %s 读不出来, 请另存一份再导入.", report.Clip(names[0]))
	}
	defer func() { _ = all.Close() }()
	shown, err := f.Rows(names[0])
	if err != nil {
		return nil, err
	}
	defer func() { _ = shown.Close() }()
	for all.Next() && shown.Next() && len(rows) <= maxRows {
		cells, err := all.Columns()
		if err == nil {
			err = tellTrue(cells, shown)
		}
		if err != nil {
			return nil, report.Errorf(report.CodeInvalid, "第 %d 行读不出来, 请另存一份再导入.", len(rows)+1)
		}
		rows = append(rows, cells)
	}
	return rows, all.Error()
}

// tellTrue puts the word for what a row's cells hold as TRUE or FALSE, which are
// stored as 1 and 0 and would pass for figures.
func tellTrue(cells []string, shown *excelize.Rows) error {
	if !slices.Contains(cells, "1") && !slices.Contains(cells, "0") {
		return nil
	}
	words, err := shown.Columns(excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	for i := range min(len(cells), len(words)) {
		if w := words[i]; (w == "TRUE" || w == "FALSE") && (cells[i] == "1" || cells[i] == "0") {
			cells[i] = w
		}
	}
	return err
}

// Day reads a cell as a day: as people write it, or as the number of days that
// a spreadsheet stores. Anything else comes back as it is, for its own refusal.
func Day(cell string) string {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 30000 || n > 80000 {
		return cell
	}
	t, err := excelize.ExcelDateToTime(n, false)
	if err != nil {
		return cell
	}
	return plan.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}.String()
}
