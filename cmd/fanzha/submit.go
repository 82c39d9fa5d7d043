package main

import (
	"context"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/report"
)

func checkCommand(s *session) *cobra.Command {
	var unit string
	c := &cobra.Command{
		Use: "check [期]", Short: "检查月报, 不报送",
		Long:    "检查月报, 不报送. 有错误或提示时退出码是 1.",
		Example: "  fanzha check 2021-03 --unit chayuanba\n  ssh -p 2222 chayuanba@主机 check",
		Args:    cobra.MaximumNArgs(1),
	}
	c.Flags().StringVarP(&unit, "unit", "u", "", "哪个单位 (默认本单位)")
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
		sheet, findings, err := d.Judge(c.Context(), unit, p)
		if err != nil {
			return err
		}
		errs, warns := report.Count(findings)
		if *js {
			err = s.json(map[string]any{"unit": sheet.Unit.Code, "period": sheet.Report.Period, "findings": findings})
		} else {
			s.showFindings(findings)
			s.printf("%s %s: 错误 %d, 提示 %d.\n", sheet.Unit.Name, sheet.Report.Period.Name(), errs, warns)
		}
		if err == nil && errs+warns > 0 {
			return errMissing
		}
		return err
	}
	return c
}

// step is a command with one optional period and --unit that moves a report on.
func (s *session) step(c *cobra.Command, act func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error)) *cobra.Command {
	var unit string
	c.Flags().StringVarP(&unit, "unit", "u", "", "哪个单位 (默认本单位; 别的单位是代填)")
	c.Args = cobra.MaximumNArgs(1)
	c.RunE = func(c *cobra.Command, args []string) error {
		p, err := period(args)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		sheet, err := act(c.Context(), d, unit, p)
		if err == nil && sheet != nil {
			s.stands(sheet)
		}
		return err
	}
	return c
}

// stands says how a report stands after a step.
func (s *session) stands(sheet *report.Sheet) {
	s.printf("%s %s: %s%s.\n", sheet.Unit.Name, sheet.Report.Period.Name(), sheet.Report.Word(), remarks(sheet))
}

func nilCommand(s *session) *cobra.Command {
	var reason string
	var cancel bool
	c := &cobra.Command{
		Use: "nil [期] --reason 原因", Short: "标为零报告 (本月无新增); 报送另用 submit",
		Example: "  fanzha nil 2021-03 --reason 本月无活动",
	}
	c.Flags().StringVar(&reason, "reason", "", "原因")
	c.Flags().BoolVar(&cancel, "cancel", false, "取消零报告")
	return s.step(c, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		return d.MarkNil(ctx, unit, p, reason, !cancel)
	})
}

func submitCommand(s *session) *cobra.Command {
	var explain string
	c := &cobra.Command{
		Use: "submit [期]", Short: "报送; 有错误不能报, 有提示要写说明",
		Example: "  fanzha submit 2021-03\n  fanzha submit 2021-03 --explain 本月集中农忙,入户推迟\n" +
			"  ssh -p 2222 chayuanba@主机 \"submit --explain '本月集中农忙, 入户推迟'\"",
	}
	c.Flags().StringVar(&explain, "explain", "", "对提示的说明")
	js := asJSON(c)
	return s.step(c, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		sheet, findings, err := d.Submit(ctx, unit, p, explain, report.AnyVersion)
		if *js && sheet != nil {
			return nil, firstOf(s.json(toJSON(sheet, findings)), err)
		}
		if report.Refused(err, report.CodeBlocked) {
			errs := &session{io: stdio{out: s.io.err}}
			errs.showFindings(findings)
		}
		return sheet, err
	})
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func withdrawCommand(s *session) *cobra.Command {
	return s.step(&cobra.Command{
		Use: "withdraw [期]", Short: "撤回还没有审核的月报; 按时报送的记录随之取消",
		Example: "  fanzha withdraw 2021-03 --unit chayuanba\n  ssh -p 2222 chayuanba@主机 withdraw",
	}, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		return d.Withdraw(ctx, unit, p)
	})
}
