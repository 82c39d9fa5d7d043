package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

func userCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "user", Short: "账号: 列出, 添加, 重置密码, 停用, 启用", Example: "  fanzha user list\n  fanzha user reset chayuanba"}
	heads(c)
	c.AddCommand(
		userListCommand(s), userAddCommand(s),
		s.userStep("reset", "重置密码, 给出新的首次密码 (只显示一次)", func(ctx context.Context, d *db.Desk, login string) error {
			cr, err := d.ResetPassword(ctx, login)
			if err == nil {
				s.printf("账号 %s 的首次密码: %s\n首次登录时要改成自己的密码.\n", cr.Login, cr.Password)
			}
			return err
		}),
		s.userStep("disable", "停用账号, 历史保留", func(ctx context.Context, d *db.Desk, login string) error {
			err := d.DisableAccount(ctx, login)
			if err == nil {
				s.printf("账号 %s 已停用.\n", login)
			}
			return err
		}),
		s.userStep("enable", "启用账号", func(ctx context.Context, d *db.Desk, login string) error {
			err := d.EnableAccount(ctx, login)
			if err == nil {
				s.printf("账号 %s 已启用.\n", login)
			}
			return err
		}),
	)
	return c
}

func (s *session) userStep(use, short string, act func(ctx context.Context, d *db.Desk, login string) error) *cobra.Command {
	return &cobra.Command{
		Use: use + " 账号", Short: short, Example: "  fanzha user " + use + " chayuanba", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d, err := s.desk(c.Context())
			if err != nil {
				return err
			}
			return act(c.Context(), d, args[0])
		},
	}
}

func userListCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "列出账号", Example: "  fanzha user list --json", Args: cobra.NoArgs}
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		all, err := d.ListAccounts(c.Context())
		if err != nil {
			return err
		}
		if *js {
			return s.json(all)
		}
		for _, a := range all {
			state := "在用"
			switch {
			case a.Disabled:
				state = "停用"
			case a.MustChange:
				state = "首次密码"
			}
			s.printf("%s %s %s %s\n", screen.Pad(a.Login, 14), screen.Pad(a.UnitName, 20), screen.Pad(account.RoleName(a.Role), 8), state)
		}
		return nil
	}
	return c
}

func userAddCommand(s *session) *cobra.Command {
	var n account.New
	var until string
	c := &cobra.Command{
		Use: "add 账号 --unit 单位 --role 角色", Short: "添加账号, 或给账号加一个角色",
		Example: "  fanzha user add ledao2 --unit ledao --role filler --name 乐道村网格员\n  fanzha user add ducha --role auditor --until 2021-12-31",
		Args:    cobra.ExactArgs(1),
	}
	c.Flags().StringVar(&n.Unit, "unit", "", "单位 (填报员必须写明; 其他角色默认全乡)")
	c.Flags().StringVar(&n.Role, "role", account.Filler, "filler 填报员, reviewer 审核员, leader 领导, auditor 督查")
	c.Flags().StringVar(&n.Name, "name", "", "称呼, 例如岗位")
	c.Flags().StringVar(&until, "until", "", "到期日, 例如 2021-12-31")
	c.RunE = func(c *cobra.Command, args []string) error {
		n.Login = args[0]
		var err error
		if n.Until, err = readDay(until); err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		cr, err := d.AddAccount(c.Context(), n)
		if err != nil {
			return err
		}
		s.printf("账号 %s: %s %s\n", cr.Login, cr.Unit, cr.Role)
		if cr.Password != "" {
			s.printf("首次密码: %s\n首次登录时要改成自己的密码.\n", cr.Password)
		}
		return nil
	}
	return c
}

func passwdCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "passwd", Short: "改自己的密码: 从标准输入读两行, 原密码和新密码",
		Example: "  printf '原密码\\n新密码\\n' | ssh -p 2222 chayuanba@主机 passwd",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d, err := s.desk(c.Context())
			if err != nil {
				return err
			}
			b, err := io.ReadAll(io.LimitReader(s.io.in, 1<<12))
			if err != nil {
				return err
			}
			lines := strings.Split(strings.ReplaceAll(strings.TrimRight(string(b), "\r\n"), "\r\n", "\n"), "\n")
			if len(lines) != 2 {
				return report.Errorf(report.CodeInvalid, "请从标准输入给出两行: 原密码, 新密码.")
			}
			if err := d.ChangePassword(c.Context(), lines[0], lines[1]); err != nil {
				return err
			}
			s.printf("密码已改.\n")
			return nil
		},
	}
}
