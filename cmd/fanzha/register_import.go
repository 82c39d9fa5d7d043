package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/db/sheet"
)

func registerImport(s *session) *cobra.Command {
	var unit, format string
	var dry bool
	c := &cobra.Command{
		Use: "import 名录 [文件]", Short: "从表格导入: 有一处错就都不存, 没有变的不动",
		Long: "第一行是各栏的名称或代码, 顺序不限; 按名称认是哪一条. 文件里没有的不动, 要撤销请用 register end.\n" +
			"有一格是空的就是清空; 从哪天起空着, 或没有变而那一期已经报送, 就从今天起. 可以先导出一份照着改. 文件写 - 或不写就读标准输入.",
		Example: "  fanzha register import outlets 网点.xlsx --unit nongshang --dry-run\n" +
			"  ssh -p 2222 nongshang@主机 register import outlets --format csv < 网点.csv",
		Args: cobra.RangeArgs(1, 2),
	}
	unitFlag(c, &unit)
	c.Flags().StringVar(&format, "format", "", "csv 或 xlsx (不写就看文件本身)")
	c.Flags().BoolVar(&dry, "dry-run", false, "只检查, 不保存")
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, together, err := listings(c.Context(), d, unit, args[0], plan.Date{})
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return report.Errorf(report.CodeNotFound, "没有单位有名录 %s.", report.Clip(args[0]))
		}
		list, err := s.readList(strings.Join(args[1:], ""), format)
		if err != nil {
			return err
		}
		me, err := d.Me(c.Context())
		if err != nil {
			return err
		}
		f := &registerFile{register: all[0].Register, list: list, unit: unit, together: together, today: plan.DateOf(me.Now)}
		if unit == "" && !together && me.SeesAll {
			f.unit = all[0].Unit.Unit
		}
		if f.head(); len(f.wrong) > 0 {
			return f.refusal()
		}
		rows := f.rows()
		puts, err := d.PutSites(c.Context(), f.register.ID, rows, dry || len(f.wrong) > 0)
		if err != nil {
			return err
		}
		if f.refused(puts); len(f.wrong) > 0 {
			return f.refusal()
		}
		s.imported(rows, puts, all, dry)
		return nil
	}
	return c
}

// readList reads a file of this machine, or what is piped in.
func (s *session) readList(file, format string) (sheet.List, error) {
	f, err := readFormat(format, file)
	if err != nil {
		return sheet.List{}, err
	}
	if file == "" || file == "-" {
		return sheet.Read(s.io.in, f)
	}
	raw, err := s.readFile(file)
	if err != nil {
		return sheet.List{}, err
	}
	return sheet.Read(bytes.NewReader(raw), f)
}

// registerFile is a register that came as a file.
type registerFile struct {
	register *plan.Register
	list     sheet.List
	unit     string // the one that all rows are of, unless each names its own
	together bool   // rows of several units
	today    plan.Date

	keys  []string
	wrong []wrong
}

// wrong is something that is refused, with where it stands in the file.
type wrong struct {
	row, column int
	text        string
}

// complain keeps a sentence with the address of its cell, or of its row where
// the file has no such column.
func (f *registerFile) complain(key string, row int, err error) {
	at, i := fmt.Sprintf("第 %d 行", row), slices.Index(f.keys, key)
	if i >= 0 && key != "" {
		at = sheet.Address(i, row)
	}
	f.wrong = append(f.wrong, wrong{row, i, at + " " + err.Error()})
}

// head reads which column is what, and misses those without which no row can
// be told.
func (f *registerFile) head() {
	r := f.register
	keys, refused := register.Head(r, f.together, f.list.Head)
	f.keys = keys
	for i, err := range refused {
		f.wrong = append(f.wrong, wrong{1, i, sheet.Address(i, 1) + " " + err.Error()})
	}
	for _, c := range register.Columns(r, f.together) {
		named := c.Key == register.KeyUnit || c.Key == register.KeyName && (f.together || !r.Single)
		if named && !slices.Contains(keys, c.Key) {
			f.wrong = append(f.wrong, wrong{1, len(keys), "第一行缺少一栏: " + c.Label + " (" + c.Key + ")."})
		}
	}
}

// rows are what the file asks for.
func (f *registerFile) rows() []register.Row {
	var all []register.Row
	for _, row := range f.list.Rows {
		all = append(all, f.row(row))
	}
	return all
}

// nameless refuses what stands in a column that the first row does not name.
func (f *registerFile) nameless(row sheet.Row, i int) {
	if row.Cells[i] != "" {
		f.wrong = append(f.wrong, wrong{row.Number, i, sheet.Address(i, row.Number) + " 这一栏没有名称, 请在第一行写上, 或清空这一栏."})
	}
}

func (f *registerFile) row(row sheet.Row) register.Row {
	out := register.Row{Unit: f.unit, Edit: register.Edit{Fields: map[string]string{}}}
	if beyond := slices.IndexFunc(row.Cells[len(f.keys):], func(cell string) bool { return cell != "" }); beyond >= 0 {
		f.nameless(row, len(f.keys)+beyond)
	}
	for i, key := range f.keys {
		cell := row.Cells[i]
		switch key {
		case "":
			f.nameless(row, i)
		case register.KeyUnit:
			out.Unit = cell
			if cell == "" {
				f.complain(key, row.Number, report.Errorf(report.CodeInvalid, "单位还空着, 请写上."))
			}
		case register.KeyName:
			out.Name = cell
		case register.KeyFrom:
			d, err := register.ReadFrom(sheet.Day(cell), f.today)
			if err != nil {
				f.complain(key, row.Number, err)
			}
			out.From = d
		case register.KeyBasis:
			out.Basis = cell
		default:
			out.Fields[key] = cell
		}
	}
	if f.register.Single && f.together {
		if out.Unit = out.Name; out.Unit == "" {
			f.complain(register.KeyName, row.Number, report.Errorf(report.CodeInvalid, "%s还空着, 请写上.", f.register.Site))
		}
	}
	out.Name = register.Called(f.register, out.Name, out.Fields)
	return out
}

// refused takes what the desk refused; rows keep their order.
func (f *registerFile) refused(puts []register.Put) {
	for i, put := range puts {
		for _, r := range put.Refused {
			key := r.Key
			if key == register.KeyUnit && !slices.Contains(f.keys, key) {
				key = register.KeyName
			}
			f.complain(key, f.list.Rows[i].Number, r.Err)
		}
	}
}

// most bounds how many errors are listed; who has more has one for each row.
const most = 100

func (f *registerFile) refusal() error {
	slices.SortStableFunc(f.wrong, func(a, b wrong) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	var lines []string
	for _, w := range f.wrong[:min(len(f.wrong), most)] {
		lines = append(lines, w.text)
	}
	if n := len(f.wrong) - most; n > 0 {
		lines = append(lines, fmt.Sprintf("还有 %d 处.", n))
	}
	return errors.New(strings.Join(lines, "\n") + "\n一条也没有保存. 请改好再导入.")
}

// imported tells what became of the file, and which sites it does not name.
func (s *session) imported(rows []register.Row, puts []register.Put, before []register.Listing, dry bool) {
	added, changed, same, today := 0, 0, 0, 0
	named := map[string]bool{}
	for i, p := range puts {
		if !p.Same && !rows[i].From.IsZero() && rows[i].From != p.Site.From {
			today++
		}
		named[p.Site.ID] = true
		switch {
		case p.Same:
			same++
		case p.New:
			added++
		default:
			changed++
		}
	}
	text := fmt.Sprintf("新增 %d, 改动 %d, 没有变 %d.", added, changed, same)
	if dry {
		text = "只检查, 没有保存: " + text
	}
	s.printf("%s\n", text)
	if today > 0 {
		s.printf("其中 %d 条原来的日期已经报送, 改动从今天起算.\n", today)
	}
	var left []string
	for _, l := range before {
		for _, site := range l.Sites {
			if !named[site.ID] {
				left = append(left, site.Name)
			}
		}
	}
	if n := len(left); n > 0 {
		s.printf("文件里没有, 没有动: %d 条 (%s%s). 要撤销请用 register end.\n", n, strings.Join(left[:min(n, 5)], ", "), map[bool]string{true: " 等"}[n > 5])
	}
}
