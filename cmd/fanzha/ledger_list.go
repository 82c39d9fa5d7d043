package main

import (
	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/report"
)

func ledgerListCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "list [台账] [期]", Short: "列出台账, 新的在前, 末尾是本期合计; 不写台账就列出有哪些",
		Long: "列出一份台账, 新的在前. 不写期就列出各期的; 末尾是那一期 (或当前一期) 的合计.\n" +
			"--of 列出表里一个数是由哪几笔得来的.",
		Example: "  fanzha ledger list\n  fanzha ledger list 活动 2021-03 --unit chayuanba\n  fanzha ledger list 活动 --find 广场 --json\n" +
			"  fanzha ledger list 2021-03 --of audience",
		Args: cobra.MaximumNArgs(2),
	}
	var unit string
	unitFlag(c, &unit)
	of := c.Flags().String("of", "", "一个指标: 列出得出它的各笔")
	var q ledger.Query
	c.Flags().StringVar(&q.Text, "find", "", "只列出含有这些字的")
	c.Flags().IntVar(&q.Limit, "limit", ledger.DefaultLimit, "最多列出几笔")
	c.Flags().BoolVar(&q.All, "all", false, "改过和划去的也列出")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		name, p, err := place(args)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		switch {
		case *of != "" && name != "":
			return report.Errorf(report.CodeInvalid, "--of 已经写明指标, 不用再写台账 %s.", report.Clip(name))
		case *of != "":
			return s.listParts(c, d, unit, p, *of, q, *js)
		case name == "":
			return s.listBooks(c, d, unit, p, *js)
		}
		q.Period = p
		page, err := d.Rows(c.Context(), unit, name, q)
		if err != nil {
			return err
		}
		if *js {
			return s.json(page)
		}
		schedule, err := d.Schedule(c.Context())
		if err != nil {
			return err
		}
		s.listRows(page, schedule)
		if q.Text != "" {
			s.printf("%s %s: 含有 %s 的 %d 笔\n", page.Unit.Name, page.Name, report.Clip(report.Clean(q.Text)), len(page.List))
			return nil
		}
		s.showSums(page, elsewhere(page, q))
		return nil
	}
	return c
}

// listBooks lists the ledgers themselves.
func (s *session) listBooks(c *cobra.Command, d *db.Desk, unit string, p report.Period, js bool) error {
	books, err := d.Ledgers(c.Context(), unit, p)
	if err != nil {
		return err
	}
	if js {
		return s.json(books)
	}
	if len(books) == 0 {
		s.printf("这一期的方案里没有台账, 各项照旧直接填. 要用台账, 请平安办换用写了 ledgers 的方案: fanzha plan show, fanzha plan apply.\n")
	}
	for i := range books {
		b := &books[i]
		if i == 0 {
			s.printf("%s %s\n", b.Unit.Name, b.Period.Name())
		}
		s.printf("%s (%s): %d 笔%s\n", b.Name, b.ID, b.Rows, totals(b))
	}
	return nil
}

func (s *session) listRows(page *ledger.Page, schedule *report.Schedule) {
	for i := range page.List {
		s.printf("%s\n", numbered(&page.List[i], schedule))
	}
	if page.More {
		s.printf("%s\n", olderRows)
	}
}

// elsewhere counts the rows of a period that its list does not show, since what
// took their place stands in a later one.
func elsewhere(page *ledger.Page, q ledger.Query) int {
	if q.Period.IsZero() || q.All || page.More {
		return 0
	}
	n := page.Rows
	for i := range page.List {
		if !page.List[i].Partner {
			n--
		}
	}
	return n
}

// showSums prints the foot of a ledger: the sums of a period, and how many of
// its rows have been put right later.
func (s *session) showSums(page *ledger.Page, later int) {
	how := ""
	if page.Mode != ledger.ModeNone {
		how = ", " + page.Mode.Name()
	}
	s.printf("%s %s %s: %d 笔%s%s\n", page.Unit.Name, page.Period.Name(), page.Name, page.Rows, how, totals(&page.Book))
	if later > 0 {
		s.printf("其中 %d 笔后来更正过, 列在更正的那一期; 加 --all 看原来的.\n", later)
	}
}

// totals are the sums of a period that are not 0.
func totals(b *ledger.Book) string {
	text := ""
	for _, sum := range b.Sums {
		if n, ok := sum.Value.Number(); ok && !n.IsZero() {
			text += ", " + sum.Label + " " + report.Commas(n) + sum.Measure
		}
	}
	return text
}

// listParts lists the rows that make a figure of the form.
func (s *session) listParts(c *cobra.Command, d *db.Desk, unit string, p report.Period, key string, q ledger.Query, js bool) error {
	parts, err := d.RowsOf(c.Context(), unit, p, key, q)
	if err != nil {
		return err
	}
	if js {
		return s.json(parts.List)
	}
	schedule, err := d.Schedule(c.Context())
	if err != nil {
		return err
	}
	for i := range parts.List {
		part := &parts.List[i]
		n, _ := part.Amount.Number()
		s.printf("%8s  %s\n", report.Commas(n), numbered(&part.Row, schedule))
	}
	if parts.More {
		s.printf("%s\n", olderRows)
	}
	sum, _ := parts.Amount.Number()
	s.printf("%8s  合计 %d 笔\n", report.Commas(sum), parts.Rows)
	return nil
}

// olderRows says that a list was cut.
const olderRows = "还有更早的, 加 --limit 多列几笔."
