package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/report"
)

// judge is a command on another's report: UNIT [M].
func (s *session) judge(c *cobra.Command, act func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error)) *cobra.Command {
	c.Args = cobra.RangeArgs(1, 2)
	c.RunE = func(c *cobra.Command, args []string) error {
		unit, p, err := place(args)
		if err != nil {
			return err
		}
		if unit == "" {
			return report.Errorf(report.CodeInvalid, "请写明单位, 例如 fanzha %s 茶园坝社区 2021-03.", c.Name())
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		sheet, err := act(c.Context(), d, unit, p)
		if err == nil {
			s.stands(sheet)
		}
		return err
	}
	return c
}

func returnCommand(s *session) *cobra.Command {
	var reason string
	var cells []string
	c := &cobra.Command{
		Use: "return 单位 [期] --reason 原因", Short: "退回月报, 整份或逐项",
		Example: "  fanzha return chayuanba 2021-03 --reason 请核对受众人次\n  fanzha return chayuanba 2021-03 --cell audience=偏大 --cell events=漏了一场",
	}
	c.Flags().StringVar(&reason, "reason", "", "退回原因")
	c.Flags().StringArrayVar(&cells, "cell", nil, "逐项退回, 指标=原因, 可写多次")
	return s.judge(c, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		reasons := map[string]string{}
		for _, cell := range cells {
			key, why, ok := strings.Cut(cell, "=")
			if !ok {
				return nil, report.Errorf(report.CodeInvalid, "--cell 应写成 指标=原因, 例如 --cell audience=偏大.")
			}
			reasons[key] = why
		}
		return d.Return(ctx, unit, p, reason, reasons, report.AnyVersion)
	})
}

func acceptCommand(s *session) *cobra.Command {
	return s.judge(&cobra.Command{
		Use: "accept 单位 [期]", Short: "审核通过并封存",
		Example: "  fanzha accept chayuanba 2021-03",
	}, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		return d.Accept(ctx, unit, p, report.AnyVersion)
	})
}

func unsealCommand(s *session) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use: "unseal 单位 [期] --reason 原因", Short: "启封已通过的月报, 领导看得到原因",
		Example: "  fanzha unseal chayuanba 2021-03 --reason 入户数录错",
	}
	c.Flags().StringVar(&reason, "reason", "", "启封原因")
	return s.judge(c, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		sheet, later, err := d.Unseal(ctx, unit, p, reason, report.AnyVersion)
		for _, q := range later {
			s.printf("注意: %s 的累计数随之变动.\n", q.Name())
		}
		return sheet, err
	})
}

func unlockCommand(s *session) *cobra.Command {
	var reason, until string
	c := &cobra.Command{
		Use: "unlock 单位 [期] --until 日期 --reason 原因", Short: "为一个单位打开已锁定的一期",
		Example: "  fanzha unlock shijiagou 2021-03 --until 2021-04-02 --reason 停电",
	}
	c.Flags().StringVar(&reason, "reason", "", "解锁原因")
	c.Flags().StringVar(&until, "until", "", "新的截止日, 例如 2021-04-02")
	return s.judge(c, func(ctx context.Context, d *db.Desk, unit string, p report.Period) (*report.Sheet, error) {
		day, err := readDay(until)
		if err != nil {
			return nil, err
		}
		return d.Unlock(ctx, unit, p, day, reason)
	})
}

func openingCommand(s *session) *cobra.Command {
	var basis, day string
	var year int
	c := &cobra.Command{
		Use: "opening 单位 指标=数字 ...", Short: "录入开始使用以前的累计数 (期初数)",
		Example: "  fanzha opening chayuanba visited=180 --day 2021-05-20 --basis 原纸质台账",
		Args:    cobra.MinimumNArgs(2),
	}
	c.Flags().StringVar(&basis, "basis", "", "依据")
	c.Flags().StringVar(&day, "day", "", "截至日期, 第一期以前的最后一天, 例如 2021-05-20")
	c.Flags().IntVar(&year, "year", 0, "年份 (默认开始使用的那一年)")
	c.RunE = func(c *cobra.Command, args []string) error {
		edits, err := parseEdits(args[1:], nil)
		if err != nil {
			return err
		}
		on, err := readDay(day)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		for _, e := range edits {
			if err := d.SetOpening(c.Context(), args[0], year, e.Key, e.Text, on, basis); err != nil {
				return err
			}
			s.printf("%s 期初数 %s=%s\n", args[0], e.Key, e.Text)
		}
		return nil
	}
	return c
}
