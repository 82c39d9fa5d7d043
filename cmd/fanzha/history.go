package main

import (
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

func historyCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "history [单位] [期]", Short: "一份月报的历史和批示: 谁在什么时候做了什么",
		Example: "  fanzha history chayuanba 2021-03\n  ssh -p 2222 chayuanba@主机 history --json", Args: cobra.MaximumNArgs(2),
	}
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, unit, p, err := s.named(c.Context(), args)
		if err != nil {
			return err
		}
		events, err := d.History(c.Context(), unit, p)
		if err != nil {
			return err
		}
		remarks, err := d.Remarks(c.Context(), unit, p)
		if err != nil {
			return err
		}
		if *js {
			return s.json(map[string]any{"events": events, "remarks": remarks})
		}
		for _, r := range remarks {
			s.printf("%s 批示 %s: %s\n", r.At.In(plan.China).Format("2006-01-02 15:04"), r.By, r.Text)
		}
		for _, e := range events {
			if e.Verb != "remark" { // stands above
				s.printf("%s\n", happened(e))
			}
		}
		return nil
	}
	return c
}

// happened is an event in one line: when, what, who, from where, why, and how
// many values changed.
func happened(e report.Event) string {
	verb := report.VerbName(e.Verb)
	if n := len(e.Changed()); e.Verb == "save" {
		verb += " " + report.Whole(n).String() + " 项"
	}
	text := e.At.In(plan.China).Format("2006-01-02 15:04") + " " + screen.Pad(verb, 12) + " " + screen.Pad(e.By, 12) + " " + e.Origin
	if e.Reason != "" {
		text += "  " + report.Clean(e.Reason)
	}
	return strings.TrimRight(text, " ")
}

func remarkCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "remark 单位 [期] 批示", Short: "领导对一份月报写批示, 这个单位和平安办都看得到",
		Example: "  ssh -p 2222 lingdao@主机 remark chayuanba 2021-03 入户进度要抓紧", Args: cobra.RangeArgs(2, 3),
		RunE: func(c *cobra.Command, args []string) error {
			last := len(args) - 1
			d, unit, p, err := s.named(c.Context(), args[:last])
			if err != nil {
				return err
			}
			if err := d.Remark(c.Context(), unit, p, args[last]); err != nil {
				return err
			}
			s.printf("批示已写上.\n")
			return nil
		},
	}
}
