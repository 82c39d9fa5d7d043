package main

import (
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/report"
	"fanzha/tui/screen"
)

func targetsCommand(s *session) *cobra.Command {
	var on string
	var failing bool
	c := &cobra.Command{
		Use: "targets [期]", Short: "硬指标: 谁承担, 到了多少, 哪一处不达标, 差多少",
		Long: "硬指标逐项逐单位判定, 不达标的在前. --on 按某一天的名录和台账判定.\n" +
			"填报员看本单位的, 平安办和领导看全部. 有不达标时退出码为 1.",
		Example: "  fanzha targets\n  fanzha targets 2021-07 --json\n  fanzha targets --on 2021-06-30\n  fanzha targets --failing",
		Args:    cobra.MaximumNArgs(1),
	}
	c.Flags().StringVar(&on, "on", "", "哪一天, 例如 2021-06-30")
	c.Flags().BoolVar(&failing, "failing", false, "只列不达标的")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if on != "" && len(args) > 0 {
			return report.Errorf(report.CodeInvalid, "期和 --on 只写一个.")
		}
		p, err := period(args)
		if err != nil {
			return err
		}
		day, err := readDay(on)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		var t *report.Targets
		if day.IsZero() {
			t, err = d.Targets(c.Context(), p)
		} else {
			t, err = d.TargetsOn(c.Context(), day)
		}
		if err != nil {
			return err
		}
		if *js {
			err = s.json(t)
		} else {
			s.printTargets(t, failing)
		}
		if err == nil && t.Failing() > 0 {
			return errMissing
		}
		return err
	}
	return c
}

// printTargets prints what fails before what is still to come, and what is met
// last.
func (s *session) printTargets(t *report.Targets, failing bool) {
	s.printf("%s 硬指标, 截至 %s\n", t.Period.Name(), t.Day)
	s.printStandings(t.Hard, failing)
	if len(t.Other) > 0 && !failing {
		s.printf("\n提醒和评价, 不算不达标\n")
		s.printStandings(t.Other, false)
	}
	s.printf("\n不达标 %d\n", t.Failing())
}

func (s *session) printStandings(all []report.TargetStanding, failing bool) {
	for _, st := range report.Urgent(all) {
		if failing && st.Count(report.TargetFailing) == 0 {
			continue
		}
		s.printf("\n%s  %s", st.Clause, st.Name)
		if !st.On.IsZero() {
			s.printf("  (%s)", st.On)
		}
		s.printf("  %s\n", st.Word())
		for i := range st.Owing {
			if row := &st.Owing[i]; !failing || row.State == report.TargetFailing {
				s.printTarget(&st, row)
			}
		}
	}
}

func (s *session) printTarget(st *report.TargetStanding, row *report.TargetRow) {
	s.printf("%s\n", strings.TrimRight("  "+screen.Pad(row.Name, 18)+" "+screen.Pad(row.Word(), 10)+" "+row.Detail, " "))
	for _, f := range row.Sites {
		if row.State != report.TargetMet {
			s.printf("      %s\n", f)
		}
	}
	var past []string
	for _, p := range row.Trend {
		if !p.Value.Blank() {
			past = append(past, p.Period.Short()+" "+st.Figure(p.Value))
		}
	}
	if len(past) > 1 {
		s.printf("      历月 %s\n", strings.Join(past, ", "))
	}
	for _, d := range row.Basis {
		if text := d.String(); text != "" {
			s.printf("      %s %s\n", d.Label, text)
		}
	}
}
