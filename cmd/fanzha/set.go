package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/report"
)

func setCommand(s *session) *cobra.Command {
	var unit, note, basis, asOf string
	c := &cobra.Command{
		Use: "set [期] 指标=数字 ...", Short: "填写指标; 一次可以填多项",
		Long: "填写指标. 指标用代码 (show 里每行末尾) 或名称. key= 清空, key=na 记为不适用.\n" +
			"填错的一项会说明原因, 其余的照样保存.",
		Example: "  fanzha set 2021-03 visited=100 visits=120\n  fanzha set cases.ledao=1 loss.ledao=2.5\n" +
			"  fanzha set 2021-03 households=612 --unit chayuanba --as-of 2021-03-01 --basis 派出所核定",
		Args: cobra.MinimumNArgs(1),
	}
	c.Flags().StringVarP(&unit, "unit", "u", "", "为哪个单位填 (平安办代填)")
	c.Flags().StringVar(&note, "note", "", "备注, 写在本次填的每一项上")
	c.Flags().StringVar(&basis, "basis", "", "平安办录入基数时的依据")
	c.Flags().StringVar(&asOf, "as-of", "", "基数的日期, 例如 2021-03-01")
	c.RunE = func(c *cobra.Command, args []string) error {
		var p report.Period
		var err error
		if !strings.Contains(args[0], "=") {
			if p, err = report.ParsePeriod(args[0]); err != nil {
				return err
			}
			args = args[1:]
		}
		if len(args) == 0 {
			return report.Errorf(report.CodeInvalid, "请写明指标和数字, 例如 visited=100.")
		}
		var remark *string
		if c.Flags().Changed("note") {
			remark = &note
		}
		edits, err := parseEdits(args, remark)
		if err != nil {
			return err
		}
		if err := ground(edits, asOf, basis); err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		_, refused, err := d.Save(c.Context(), unit, p, edits)
		if err != nil {
			return err
		}
		if n := len(edits) - len(refused); n > 0 {
			s.printf("已保存 %d 项.\n", n)
		}
		return refusals(refused)
	}
	return c
}

// ground gives every edit the date and the basis of its figure.
func ground(edits []report.Edit, asOf, basis string) error {
	day, err := readDay(asOf)
	if err != nil {
		return err
	}
	for i := range edits {
		edits[i].AsOf, edits[i].Basis = day, basis
	}
	return nil
}

func parseEdits(args []string, note *string) ([]report.Edit, error) {
	edits := make([]report.Edit, len(args))
	for i, arg := range args {
		key, text, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, report.Errorf(report.CodeInvalid, "%s 应写成 指标=数字, 例如 visited=100.", report.Clip(arg))
		}
		edits[i] = report.Edit{Key: report.Clean(key), Text: text, Note: note, Version: report.AnyVersion}
	}
	return edits, nil
}

// refusals makes one error of the edits that were not kept, a line each.
func refusals(refused []report.Refusal) error {
	var lines []string
	for _, r := range refused {
		lines = append(lines, r.Err.Error())
	}
	if len(lines) == 0 {
		return nil
	}
	return errors.New(strings.Join(lines, "\n"))
}
