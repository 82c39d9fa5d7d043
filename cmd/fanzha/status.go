package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func statusCommand(s *session) *cobra.Command {
	var month string
	c := &cobra.Command{
		Use: "status [期]", Short: "谁没报, 到了多少, 什么不达标, 还剩几天",
		Example: "  fanzha status\n  fanzha status 2021-03 --json",
		Args:    cobra.MaximumNArgs(1),
	}
	c.Flags().StringVarP(&month, "month", "m", "", "期, 例如 2021-03")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if month != "" {
			args = []string{month}
		}
		p, err := period(args)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		me, err := d.Me(c.Context())
		if err != nil {
			return err
		}
		if !me.SeesAll {
			return s.ownStatus(c.Context(), d, p, *js)
		}
		st, err := d.Status(c.Context(), p)
		if err != nil {
			return err
		}
		if *js {
			err = s.json(st)
		} else {
			s.printf("%s", statusLines(st))
		}
		if err == nil && !st.Complete() {
			return errMissing
		}
		return err
	}
	return c
}

// statusLines says it in five lines that fit a phone's message.
func statusLines(st *report.Status) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s 报送: 应报 %d, 已报 %d (待审 %d, 通过 %d, 退回 %d), 未报 %d, 迟报 %d",
		st.Period.Name(), st.Expected, st.Submitted, st.Pending, st.Accepted, st.Returned, len(st.Missing), len(st.Late))
	if len(st.Missing) > 0 {
		b.WriteString(". 未报: " + strings.Join(report.UnitNames(st.Missing), " "))
	}
	if len(st.Back) > 0 {
		b.WriteString(". 退回: " + strings.Join(report.UnitNames(st.Back), " "))
	}
	if len(st.Late) > 0 {
		b.WriteString(". 迟报:")
		for _, l := range st.Late {
			fmt.Fprintf(&b, " %s(%d天)", l.Name, l.Days)
		}
	}
	b.WriteString("\n")
	if c := st.Coverage; c != nil {
		fmt.Fprintf(&b, "%s: %s / %s %s %s, 序时 %s, 目标 %s %s%%",
			c.Label, c.Visited.Shown(), c.Households.Shown(), c.Measure, c.Exact, c.ExactPace, monthDay(c), c.Target)
		if c.Exact.Known() {
			fmt.Fprintf(&b, ", 差 %s %s", c.Short.Shown(), c.Measure)
		}
		if c.Unknown > 0 {
			fmt.Fprintf(&b, ", 另有 %d 个单位还没有录入基数", c.Unknown)
		}
		if lag := c.Lagging(); len(lag) > 0 {
			b.WriteString(". 落后:")
			for _, u := range lag {
				fmt.Fprintf(&b, " %s %s", u.Name, u.Exact)
			}
		}
		b.WriteString("\n")
	}
	for _, m := range st.Monthly {
		fmt.Fprintf(&b, "%s: %s / %s %s\n", m.Label, m.Done.Shown(), m.Target.Shown(), m.Measure)
	}
	if len(st.Failing) == 0 {
		fmt.Fprintf(&b, "硬指标: 已报的 %d 份里没有不达标\n", st.Submitted)
	} else {
		fmt.Fprintf(&b, "硬指标不达标 %d:", len(st.Failing))
		for i, f := range st.Failing {
			if i > 0 {
				b.WriteString(";")
			}
			fmt.Fprintf(&b, " %s %s", f.Name, f.Label)
			if which := f.Which(); which != "" {
				b.WriteString(" (" + which + ")")
			}
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "截止 %s, %s\n", report.Deadline(st.Due), report.Left(st.Due, st.Now))
	return b.String()
}

func monthDay(c *report.Coverage) string {
	return fmt.Sprintf("%d月%d日", c.TargetDate.Month, c.TargetDate.Day)
}

// ownStatus is status for who fills in one unit's form: about that unit.
func (s *session) ownStatus(ctx context.Context, d *db.Desk, p report.Period, js bool) error {
	sheet, findings, err := d.Judge(ctx, "", p)
	if err != nil {
		return err
	}
	if !sheet.Owed() {
		return s.owesNothing(sheet, js)
	}
	r := sheet.Report
	filled, all, missing := sheet.Progress()
	errs, warns := report.Count(findings)
	if js {
		blank := []string{}
		for _, l := range missing {
			blank = append(blank, l.Key)
		}
		err = s.json(map[string]any{
			"unit": sheet.Unit.Code, "name": sheet.Unit.Name, "period": r.Period, "owed": true, "due": sheet.Schedule.Due(r.Period), "deadline": r.Deadline(sheet.Schedule).In(plan.China),
			"state": r.State, "version": r.Version, "flags": r.Flags(sheet.Schedule, sheet.Now), "filed": r.Filed(),
			"filled": filled, "lines": all, "required_missing": blank, "errors": errs, "warnings": warns, "reason": r.Reason,
		})
	} else {
		s.printf("%s %s: %s%s. 截止 %s, %s\n", r.Period.Name(), sheet.Unit.Name, sheet.StateWord(), remarks(sheet),
			report.Deadline(r.Deadline(sheet.Schedule)), report.Left(r.Deadline(sheet.Schedule), sheet.Now))
		s.printf("已填 %d / %d, 错误 %d, 提示 %d", filled, all, errs, warns)
		if len(missing) > 0 {
			s.printf(", 必填还差 %d 项:", len(missing))
			for _, l := range missing {
				s.printf(" %s", l.Label)
			}
		}
		s.printf("\n")
	}
	if err == nil && r.Stage() != report.StagePending && r.Stage() != report.StageAccepted {
		return errMissing
	}
	return err
}

// owesNothing is the status of a unit that has no report of the period.
func (s *session) owesNothing(sheet *report.Sheet, js bool) error {
	if js {
		return s.json(map[string]any{"unit": sheet.Unit.Code, "name": sheet.Unit.Name, "period": sheet.Report.Period, "owed": false})
	}
	s.printf("%s\n", noReport(sheet))
	return nil
}

// noReport says that a unit has no report of the period.
func noReport(sheet *report.Sheet) string {
	return fmt.Sprintf("%s 在 %s 没有月报: 那时不在方案里, 或已撤并.", sheet.Unit.Name, sheet.Report.Period.Name())
}

// remarks are a report's flags in words, each with what it needs to be told.
func remarks(s *report.Sheet) string {
	r := s.Report
	text := ""
	if days := r.DaysLate(s.Schedule.Due(r.Period)); days > 0 {
		text += fmt.Sprintf(", 迟报 %d 天", days)
	}
	if r.Nil {
		text += ", 零报告"
	}
	if r.OnBehalf {
		text += ", 代填"
	}
	if r.Explained() != "" {
		text += ", 附说明"
	}
	if r.Returns > 0 {
		text += fmt.Sprintf(", 退回 %d 次", r.Returns)
	}
	if r.Reason != "" && r.State != report.StateSubmitted && r.State != report.StateAccepted {
		text += " (" + r.Reason + ")"
	}
	return text
}

func missingCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "missing [期]", Short: "还没报和退回未重报的单位, 一行一个, 可贴到工作群",
		Example: "  fanzha missing\n  fanzha missing 2021-03 --json",
		Args:    cobra.MaximumNArgs(1),
	}
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
		st, err := d.Status(c.Context(), p)
		if err != nil {
			return err
		}
		if *js {
			err = s.json(map[string]any{"period": st.Period, "due": st.Due, "missing": st.Missing, "returned": st.Back})
		} else {
			s.printf("%s", owing(st))
		}
		if err == nil && st.Owed() {
			return errMissing
		}
		return err
	}
	return c
}

// owing lists who has not reported, and who was returned and has not sent
// again.
func owing(st *report.Status) string {
	if !st.Owed() {
		return fmt.Sprintf("%s 应报 %d 个单位都已报送.\n", st.Period.Name(), st.Expected)
	}
	var b strings.Builder
	if len(st.Missing) > 0 {
		fmt.Fprintf(&b, "%s 未报 %d 个单位 (截止 %s, %s):\n%s\n", st.Period.Name(), len(st.Missing),
			report.Deadline(st.Due), report.Left(st.Due, st.Now), strings.Join(report.UnitNames(st.Missing), "\n"))
	}
	if len(st.Back) > 0 {
		fmt.Fprintf(&b, "%s 已退回, 还没有重报的 %d 个单位:\n", st.Period.Name(), len(st.Back))
		for _, u := range st.Back {
			b.WriteString(u.Until(st.Now) + "\n")
		}
	}
	return b.String()
}
