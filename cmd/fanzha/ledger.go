package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/report"
)

const ledgerHelp = `台账: 办完一件记一笔, 月底表里的数由台账汇总.

一笔写成一行: 日期 (不写是今天), 必填的几项按顺序, 其余写 栏目=内容.
改动不抹掉原来的一笔, 要写原因; 已报送月份的改动记作本期的更正.`

func ledgerCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "ledger", Short: "台账: 记一笔, 列出, 改正, 划去", Long: ledgerHelp,
		Example: "  fanzha ledger add 活动 3-5 文化广场 宣讲会 受众=120 资料=200 五进=村居\n  fanzha ledger list 活动 2021-03\n" +
			"  ssh -p 2222 chayuanba@主机 ledger add 入户 昨天 45 新入户=30 小组=三组",
	}
	heads(c)
	c.AddCommand(ledgerAddCommand(s), ledgerListCommand(s), ledgerCorrectCommand(s), ledgerStrikeCommand(s), ledgerModeCommand(s))
	return c
}

// book is the ledger of a unit that a word names, on the day that the words of a
// row begin with.
func book(c *cobra.Command, d *db.Desk, unit, word string, row []string) (*ledger.Book, error) {
	day := ""
	if len(row) > 0 && report.LooksLikeDay(row[0]) {
		day = row[0]
	}
	books, err := d.LedgersOn(c.Context(), unit, day)
	if err != nil {
		return nil, err
	}
	return ledger.Pick(books, word)
}

func ledgerAddCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "add 台账 [日期] 内容 ...", Short: "记一笔", Long: ledgerHelp,
		Example: "  fanzha ledger add 活动 3-5 文化广场 宣讲会 受众=120 资料=200 五进=村居\n" +
			"  fanzha ledger add 入户 昨天 45 新入户=30 --unit chayuanba\n  fanzha ledger add 活动 2-18 学校 会议 --reason 上月漏记",
		Args: cobra.MinimumNArgs(1),
	}
	var unit string
	unitFlag(c, &unit)
	reason := c.Flags().String("reason", "", "原因; 日期在已报送的月份时要写")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		words := ledger.SplitArgs(args)
		if len(words) == 0 {
			return report.Errorf(report.CodeInvalid, "请写明哪一本台账, 例如 ledger add 活动.")
		}
		b, err := book(c, d, unit, words[0], words[1:])
		if err != nil {
			return err
		}
		e := ledger.Parse(b.Ledger, words[1:])
		if *reason != "" {
			e.Reason = *reason
		}
		row, refused, err := d.Note(c.Context(), unit, b.ID, e)
		if err := firstOf(err, refusals(refused)); err != nil {
			return err
		}
		if *js {
			return s.json(row)
		}
		s.keptRow("已记", row)
		if b.Mode == ledger.ModeOpen {
			s.printf("%s 从这一笔起%s, 以后不能再改.\n", b.Name, ledger.ModeCounted.Name())
		}
		return nil
	}
	return c
}

// keptRow says what became of a row, and what the form has gained by it.
func (s *session) keptRow(word string, row ledger.Row) {
	s.printf("%s, 编号 %d: %s\n", word, row.Number, row.Text)
	s.printf("计入 %s", row.Period.Name())
	if row.Reason != "" {
		s.printf(" (%s)", row.Reason)
	}
	gains := ledger.Gains(row.Adds, row.Period, func(label string) string { return label })
	if len(gains) > 0 {
		s.printf(": %s", strings.Join(gains, ", "))
	}
	s.printf(".\n")
}

func ledgerCorrectCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "correct 编号 栏目=内容 ... --reason 原因", Short: "改正一笔; 只写要改的栏目, 栏目= 是清空",
		Example: "  fanzha ledger correct 12 受众=100 --reason 数错\n  fanzha ledger correct 12 日期=3-6 联合单位= --reason 记错日子",
		Args:    cobra.MinimumNArgs(1),
	}
	reason := c.Flags().String("reason", "", "原因")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		e, err := ledger.ParseChange(ledger.SplitArgs(args[1:]))
		if err != nil {
			return err
		}
		if *reason != "" {
			e.Reason = *reason
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		row, refused, err := d.Correct(c.Context(), args[0], e)
		if err := firstOf(err, refusals(refused)); err != nil {
			return err
		}
		return s.changedRow("已改", row, *js)
	}
	return c
}

func ledgerStrikeCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "strike 编号 --reason 原因", Short: "划去一笔; 它不再计数, 仍可查看",
		Example: "  fanzha ledger strike 12 --reason 记重了", Args: cobra.ExactArgs(1),
	}
	reason := c.Flags().String("reason", "", "原因")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		row, err := d.Strike(c.Context(), args[0], *reason)
		if err != nil {
			return err
		}
		return s.changedRow("已划去", row, *js)
	}
	return c
}

// changedRow says what became of a row that was changed.
func (s *session) changedRow(word string, row ledger.Row, js bool) error {
	if js {
		return s.json(row)
	}
	s.keptRow(word, row)
	return nil
}

func ledgerModeCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "mode [台账 count|list]", Short: "选定入户按填报数 (count) 还是按户号 (list); 只能选一次",
		Example: "  fanzha ledger mode 入户 list --unit chayuanba\n  fanzha ledger mode", Args: cobra.RangeArgs(0, 2),
	}
	var unit string
	unitFlag(c, &unit)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		if len(args) == 2 {
			listed, err := choice(args[1])
			if err != nil {
				return err
			}
			if err := d.ChooseList(c.Context(), unit, args[0], listed); err != nil {
				return err
			}
		}
		books, err := d.Ledgers(c.Context(), unit, report.Period{})
		if err != nil {
			return err
		}
		for _, b := range books {
			if b.Mode != ledger.ModeNone {
				s.printf("%s %s: %s\n", b.Unit.Name, b.Name, b.Mode.Name())
			}
		}
		return nil
	}
	return c
}

// choice reads how a ledger is to be kept.
func choice(word string) (listed bool, err error) {
	switch report.Clean(word) {
	case string(ledger.ModeListed), ledger.ModeListed.Name(), "户号":
		return true, nil
	case string(ledger.ModeCounted), ledger.ModeCounted.Name(), "填报数":
		return false, nil
	}
	return false, report.Errorf(report.CodeInvalid, "请写 list (按户号) 或 count (按填报数), 收到: %s", report.Clip(word))
}

// numbered is a row as listings show it.
func numbered(r *ledger.Row, schedule *report.Schedule) string {
	text := fmt.Sprintf("%6d  %s", r.Number, r.Text)
	var marks []string
	where := r.Elsewhere(schedule)
	for _, m := range []struct {
		on   bool
		word string
	}{
		{r.Partner, r.Unit.Name + "主办"},
		{r.Struck, "划去"},
		{r.CorrectedBy != "", "已改"},
		{where != "", "更正, 计入 " + where},
		{r.OnBehalf, "代填"},
		{r.Reason != "", "原因: " + r.Reason},
	} {
		if m.on {
			marks = append(marks, m.word)
		}
	}
	if len(marks) > 0 {
		text += "  [" + strings.Join(marks, ", ") + "]"
	}
	return text
}
