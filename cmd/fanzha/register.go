package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

func registerCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "register", Short: "名录: 路段, 围挡, 小区, 网点, 户数等, 带日期, 改动不影响已报的月份",
		Example: "  fanzha register list\n  fanzha register show hoardings\n" +
			"  fanzha register set hoardings 中心小学工地 kind=建筑 hoarding=120 ad=11 state=在建\n" +
			"  fanzha register end hoardings 中心小学工地 --reason 已完工拆除\n  fanzha register history hoardings 中心小学工地",
	}
	heads(c)
	c.AddCommand(registerList(s), registerShow(s), registerSet(s), registerEnd(s), registerHistory(s), registerExport(s), registerImport(s))
	return c
}

func unitFlag(c *cobra.Command, unit *string) {
	c.Flags().StringVarP(unit, "unit", "u", "", "哪个单位 (不写就是本单位)")
}

func registerList(s *session) *cobra.Command {
	var unit string
	c := &cobra.Command{
		Use: "list [单位]", Short: "一个单位有哪些名录, 各有几条, 几条不达标",
		Example: "  fanzha register list\n  fanzha register list --unit cunzhen --json",
		Args:    cobra.MaximumNArgs(1),
	}
	unitFlag(c, &unit)
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 && unit != "" {
			return report.Errorf(report.CodeInvalid, "单位写一处就可以: --unit %s 或 %s.", report.Clip(unit), report.Clip(args[0]))
		}
		unit = cmp.Or(unit, strings.Join(args, ""))
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, err := d.Registers(c.Context(), unit)
		if err != nil {
			return err
		}
		if *js {
			return s.json(map[string]any{"registers": all})
		}
		if len(all) == 0 {
			s.printf("现在的方案里没有这个单位要记的名录, 各项照旧直接填. 要用名录, 请平安办换用写了 registers 的方案: fanzha plan show, fanzha plan apply.\n")
		}
		for _, r := range all {
			text := screen.Pad(r.Name, 20) + screen.PadLeft(report.Whole(r.Kept).String(), 6) + " 条"
			if r.Failing > 0 {
				text += "  不达标 " + report.Whole(r.Failing).String()
			}
			if !r.Since.IsZero() {
				text += "  最近 " + r.Since.String()
			}
			s.printf("%s  %s\n", text, r.ID)
		}
		return nil
	}
	return c
}

// listingJSON is register show --json.
type listingJSON struct {
	Register string             `json:"register"`
	Name     string             `json:"name"`
	Unit     report.UnitRef     `json:"unit"`
	Day      plan.Date          `json:"day"`
	Open     plan.Date          `json:"open"`
	Writes   bool               `json:"writes"`
	Sites    []register.Site    `json:"sites"`
	Verdicts []register.Verdict `json:"verdicts"`
}

func registerShow(s *session) *cobra.Command {
	var unit, on string
	c := &cobra.Command{
		Use: "show 名录", Short: "名录里的每一条, 可看任何一天的",
		Example: "  fanzha register show hoardings\n  fanzha register show 主要路段名录 --on 2021-03-20 --unit pingan --json",
		Args:    cobra.ExactArgs(1),
	}
	unitFlag(c, &unit)
	c.Flags().StringVar(&on, "on", "", "哪一天的, 例如 2021-03-20 (不写就是今天)")
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := readDay(on)
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		l, err := d.Sites(c.Context(), unit, args[0], day)
		if err != nil {
			return err
		}
		if *js {
			out := listingJSON{l.Register.ID, l.Register.Name, l.Unit, l.Day, l.Open, l.Writes, l.Sites, l.Verdicts}
			if out.Sites == nil {
				out.Sites = []register.Site{}
			}
			if out.Verdicts == nil {
				out.Verdicts = []register.Verdict{}
			}
			return s.json(out)
		}
		s.printListing(l)
		return nil
	}
	return c
}

func (s *session) printListing(l *register.Listing) {
	s.printf("%s %s  %s  %d 条\n", l.Unit.Name, l.Register.Name, l.Day, len(l.Sites))
	for i := range l.Sites {
		site := &l.Sites[i]
		s.printf("  %s %s%s\n", screen.Pad(site.Name, 18), fieldWords(l.Register, site.Fields), signed(&site.Version))
		for _, v := range l.Failing(site.ID) {
			s.printf("      不达标: %s\n", v.Detail)
		}
	}
	var keys []string
	for _, f := range l.Register.Fields {
		keys = append(keys, f.Key+" "+f.Label)
	}
	s.printf("栏目: %s\n", strings.Join(keys, ", "))
}

// fieldWords are a site's fields in the register's order.
func fieldWords(r *plan.Register, fields map[string]report.Value) string {
	var words []string
	for i := range r.Fields {
		if f := &r.Fields[i]; !fields[f.Key].Blank() {
			words = append(words, f.Label+" "+register.Shown(f, fields[f.Key]))
		}
	}
	return strings.Join(words, ", ")
}

// signed says from when a version counts, on what basis and by whom.
func signed(v *register.Version) string {
	text := "  " + v.From.String() + "起"
	if v.Basis != "" {
		text += " " + v.Basis
	}
	text += " (" + v.By
	if v.OnBehalf {
		text += " 代填"
	}
	return text + ")"
}

func registerHistory(s *session) *cobra.Command {
	var unit string
	c := &cobra.Command{
		Use: "history 名录 [名称]", Short: "一条名录的历次改动, 新的在前",
		Example: "  fanzha register history hoardings 中心小学工地\n  fanzha register history households --unit chayuanba --json",
		Args:    cobra.RangeArgs(1, 2),
	}
	unitFlag(c, &unit)
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, err := d.SiteHistory(c.Context(), unit, args[0], strings.Join(args[1:], ""))
		if err != nil {
			return err
		}
		if *js {
			return s.json(map[string]any{"versions": all})
		}
		p, _, err := d.Plan(c.Context(), report.Period{})
		if err != nil {
			return err
		}
		r, ok := p.Register(report.Clean(args[0]))
		for i := range all {
			words := ""
			if ok {
				words = fieldWords(r, all[i].Fields)
			}
			if all[i].Gone {
				words = "撤销"
			}
			s.printf("%s %s%s\n", screen.Pad(all[i].Name, 18), words, signed(&all[i]))
		}
		return nil
	}
	return c
}
