package main

import (
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/register"
	"fanzha/db/report"
)

func registerSet(s *session) *cobra.Command {
	var unit, from, basis, name string
	c := &cobra.Command{
		Use: "set 名录 [名称] 栏目=内容 ...", Short: "记一条新的, 或改已有的一条; 没写的栏目不变",
		Long: "记一条名录. 栏目用代码 (show 末尾列出) 或名称; 栏目= 清空.\n" +
			"每个单位只有一条的名录 (户数, 联络员) 不写名称. 有一处填错, 整条都不保存.",
		Example: "  fanzha register set hoardings 中心小学工地 kind=建筑 hoarding=120 ad=11 state=在建 --from 2021-03-05\n" +
			"  fanzha register set points 广场 路段=迎宾路 桩号=K0+420 状态=完好\n" +
			"  fanzha register set households households=612 --unit chayuanba --from 2021-03-01 --basis 派出所核定",
		Args: cobra.MinimumNArgs(2),
	}
	unitFlag(c, &unit)
	c.Flags().StringVar(&from, "from", "", "从哪天起, 例如 2021-03-05")
	c.Flags().StringVar(&basis, "basis", "", "依据, 例如 派出所核定")
	c.Flags().StringVar(&name, "rename", "", "改成新的名称")
	c.RunE = func(c *cobra.Command, args []string) error {
		e := register.Edit{Basis: basis, Fields: map[string]string{}}
		site := ""
		rest := args[1:]
		if !strings.Contains(rest[0], "=") {
			site, rest = rest[0], rest[1:]
		}
		for _, arg := range rest {
			key, text, ok := strings.Cut(arg, "=")
			if !ok {
				return report.Errorf(report.CodeInvalid, "%s 应写成 栏目=内容, 例如 ad=11.", report.Clip(arg))
			}
			if _, twice := e.Fields[report.Clean(key)]; twice {
				return report.Errorf(report.CodeInvalid, "%s 一次写了两遍, 请只留一个.", report.Clip(key))
			}
			e.Fields[report.Clean(key)] = text
		}
		var err error
		if e.From, err = readDay(from); err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		p, _, err := d.Plan(c.Context(), report.Period{})
		if err != nil {
			return err
		}
		if r, ok := p.Register(report.Clean(args[0])); ok && r.Single && unit == "" {
			unit, site = site, "" // the only one of a unit bears its name
		}
		if e.Name, e.Named = site, true; name != "" {
			e.Site, e.Name = site, name
		}
		kept, refused, err := d.PutSite(c.Context(), unit, args[0], e)
		if err := refusedBy(err, refused); err != nil {
			return err
		}
		s.printf("已记 %s, %s起.\n", kept.Name, kept.From)
		return nil
	}
	return c
}

// refusedBy is the error, else what was refused, a line each.
func refusedBy(err error, refused []report.Refusal) error {
	if err != nil {
		return err
	}
	return refusals(refused)
}

func registerEnd(s *session) *cobra.Command {
	var unit, from, reason string
	c := &cobra.Command{
		Use: "end 名录 名称", Short: "撤销一条: 从某天起不再算, 以前的月份不变",
		Example: "  fanzha register end hoardings 中心小学工地 --from 2021-03-10 --reason 已完工拆除",
		Args:    cobra.ExactArgs(2),
	}
	unitFlag(c, &unit)
	c.Flags().StringVar(&from, "from", "", "从哪天起, 例如 2021-03-10")
	c.Flags().StringVar(&reason, "reason", "", "原因")
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := readDay(from)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		kept, refused, err := d.EndSite(c.Context(), unit, args[0], args[1], day, reason)
		if err := refusedBy(err, refused); err != nil {
			return err
		}
		s.printf("已撤销 %s, %s起.\n", kept.Name, kept.From)
		return nil
	}
	return c
}
