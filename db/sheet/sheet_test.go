package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"fanzha/db/report"
)

// written is a list in a format.
func written(t testing.TB, f Format, g Grid) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, f, g); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func figure(t testing.TB, s string) report.Value {
	t.Helper()
	d, err := decimal.NewFromString(s)
	if err != nil {
		t.Fatal(err)
	}
	return report.Number(d)
}

func TestAListComesBackAsItWasWritten(t *testing.T) {
	g := Grid{Title: "工地围挡名录: 2021/3", Head: []string{"工地", "围挡面积", "状态"}, Rows: [][]report.Value{
		{report.Text("中心小学工地"), figure(t, "120.5"), report.Text("在建")},
		{report.Text("场镇\"管网\", 二期"), figure(t, "-3"), {}},
		{report.Text("=HYPERLINK(\"http://x\")"), figure(t, "0"), report.Text("-停工")},
	}}
	want := [][]string{{"中心小学工地", "120.5", "在建"}, {"场镇\"管网\", 二期", "-3", ""}, {"=HYPERLINK(\"http://x\")", "0", "-停工"}}
	for _, f := range []Format{XLSX, CSV} {
		l, err := Read(bytes.NewReader(written(t, f, g)), f)
		if err != nil {
			t.Fatal(f, err)
		}
		if !slices.Equal(l.Head, g.Head) || len(l.Rows) != len(want) {
			t.Fatalf("%s: head %q, %d rows", f, l.Head, len(l.Rows))
		}
		for i, row := range l.Rows {
			if row.Number != i+2 || !slices.Equal(row.Cells, want[i]) {
				t.Errorf("%s: row %d is number %d, %q, want %q", f, i, row.Number, row.Cells, want[i])
			}
		}
	}
}

func TestNothingTypedBecomesAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+\-@＝＋－＠][A-Z0-9(),!|' ]{0,12}`).Draw(t, "text")
		g := Grid{Title: "x", Head: []string{text}, Rows: [][]report.Value{{report.Text(text)}}}
		var out bytes.Buffer
		if err := Write(&out, CSV, g); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimPrefix(out.String(), mark), "\r\n") {
			if cell := strings.Trim(line, `"`); report.NoFormula(cell) != cell {
				t.Fatalf("%q stands in the file as %q", text, line)
			}
		}
		out.Reset()
		if err := Write(&out, XLSX, g); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{"A1", "A2"} {
			if formula, err := f.GetCellFormula("x", at); err != nil || formula != "" {
				t.Fatalf("%s holds the formula %q, %v", at, formula, err)
			}
		}
	})
}

func TestACSVOfAChineseSpreadsheetIsRead(t *testing.T) {
	raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("网点,防骗展板\r\n\r\n乡场镇网点,是\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := Read(bytes.NewReader(raw), CSV)
	if err != nil || len(l.Rows) != 1 || l.Rows[0].Number != 3 || l.Rows[0].Cells[0] != "乡场镇网点" || l.Head[1] != "防骗展板" {
		t.Fatalf("%+v, %v", l, err)
	}
	if got := Address(1, l.Rows[0].Number); got != "B3" {
		t.Errorf("its second cell stands at %s", got)
	}
}

func TestWhatCannotBeReadIsRefusedWithASentence(t *testing.T) {
	bomb := func() []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			for range 40 {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for name, c := range map[string]struct {
		raw  []byte
		f    Format
		says string
	}{
		"empty":     {nil, CSV, "文件是空的"},
		"no xlsx":   {[]byte("网点,是"), XLSX, "不是能打开的 .xlsx"},
		"bomb":      {bomb(), XLSX, "不是能打开的 .xlsx"},
		"quotes":    {[]byte("a,b\n\"x,y\n"), CSV, "引号不成对"},
		"encoding":  {[]byte("a\xff\xff\n"), CSV, "文字编码认不出"},
		"too large": {make([]byte, maxBytes+1), CSV, "文件太大"},
		"too long":  {[]byte(strings.Repeat("a\n", maxRows+5)), CSV, "表太大"},
	} {
		if _, err := Read(bytes.NewReader(c.raw), c.f); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want a sentence with %s", name, err, c.says)
		}
	}
	for name, says := range map[string]string{"a.xls": "另存为 .xlsx", "a.pdf": "不是表格文件"} {
		if _, err := FormatOf(name); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADayIsReadAsASpreadsheetStoresIt(t *testing.T) {
	for cell, want := range map[string]string{"44260": "2021-03-05", "44260.5": "2021-03-05", "2021-03-05": "2021-03-05", "3月5日": "3月5日", "12": "12", "": ""} {
		if got := Day(cell); got != want {
			t.Errorf("%s is %s, want %s", cell, got, want)
		}
	}
}

func TestControlCharactersNeverComeOutOfAFile(t *testing.T) {
	raw := "网点\n\"a\x1b[2J\u202eb\"\n"
	l, err := Read(strings.NewReader(raw), CSV)
	if err != nil || len(l.Rows) != 1 || l.Rows[0].Cells[0] != "a[2Jb" {
		t.Errorf("%+v, %v", l, err)
	}
}

// A spreadsheet stores TRUE as 1: read as it is seen, it passes for no figure.
func TestTrueIsNoFigure(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]any{
		"A1": "名称", "B1": "处数", "C1": "展板", "A2": "甲", "B2": true, "C2": 1, "A5": "乙", "B5": 0, "C5": false, "A6": "丙", "B6": "1", "C6": 0.5,
	} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := errors.Join(f.Write(&out), f.Close()); err != nil {
		t.Fatal(err)
	}
	l, err := Read(&out, XLSX)
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{{2, []string{"甲", "TRUE", "1"}}, {5, []string{"乙", "0", "FALSE"}}, {6, []string{"丙", "1", "0.5"}}}
	if !reflect.DeepEqual(l.Rows, want) {
		t.Errorf("%+v, want %+v", l.Rows, want)
	}
}
