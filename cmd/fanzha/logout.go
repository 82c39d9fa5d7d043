package main

import (
	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/tui/screen"
)

func sessionsCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "sessions [账号]", Short: "登录记录: 界面什么时候从哪里登录, 默认自己的",
		Example: "  fanzha sessions chayuanba\n  ssh -p 2222 chayuanba@主机 sessions --json", Args: cobra.MaximumNArgs(1),
	}
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, err := d.Sessions(c.Context(), optional(args))
		if err != nil {
			return err
		}
		if *js {
			return s.json(all)
		}
		for _, one := range all {
			state := "在线"
			if one.Ended != nil {
				state = "到 " + one.Ended.In(plan.China).Format("2006-01-02 15:04")
			}
			s.printf("%s %s %s %s\n", one.Began.In(plan.China).Format("2006-01-02 15:04"), screen.Pad(state, 20), screen.Pad(one.Origin, 20), one.Client)
		}
		return nil
	}
	return c
}

func logoutCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "logout [账号]", Short: "让一个账号在别处的登录都退出, 默认自己的; 填过的会先保存",
		Example: "  ssh -p 2222 chayuanba@主机 logout\n  fanzha logout chayuanba", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d, err := s.desk(c.Context())
			if err != nil {
				return err
			}
			if err := d.Expel(c.Context(), optional(args), ""); err != nil {
				return err
			}
			s.printf("别处的登录已退出.\n")
			return nil
		},
	}
}

// optional is an argument that may be left out.
func optional(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}
