package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func planCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "plan", Short: "工作方案: 查看, 检查, 换用", Example: "  fanzha plan show > 方案.yaml\n  fanzha plan check 方案.yaml"}
	heads(c)
	c.AddCommand(planShowCommand(s), planCheckCommand(s), planApplyCommand(s))
	return c
}

func planShowCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "show [期]", Short: "输出方案文件 (YAML), 改好后可以 check 和 apply",
		Example: "  fanzha plan show > 方案.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := period(args)
			if err != nil {
				return err
			}
			source, err := s.planSource(c.Context(), p)
			if err == nil {
				s.printf("%s", source)
			}
			return err
		},
	}
}

// planSource is the plan in force, or the default plan where there is no
// folder yet.
func (s *session) planSource(ctx context.Context, p report.Period) (string, error) {
	if !s.remote() {
		if _, err := os.Stat(filepath.Join(s.app.Data, db.File)); os.IsNotExist(err) {
			return string(plan.DefaultSource()), nil
		}
	}
	d, err := s.desk(ctx)
	if err != nil {
		return "", err
	}
	_, source, err := d.Plan(ctx, p)
	return source, err
}

func planCheckCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "check 文件", Short: "检查方案文件, 错误写明行和列; - 为标准输入",
		Example: "  fanzha plan check 方案.yaml\n  ssh -p 2222 pingan@主机 plan check - < 方案.yaml",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			source, err := s.readFile(args[0])
			if err != nil {
				return err
			}
			p, err := plan.Parse(source)
			if err != nil {
				return err
			}
			expected := 0
			for _, u := range p.Units {
				if u.Counted() {
					expected++
				}
			}
			s.printf("方案可用: %s, 应报 %d 个单位, %d 项指标, %d 条规则.\n", p.Title, expected, len(p.Lines), len(p.Rules))
			return nil
		},
	}
}

// maxFile bounds what is read from a person's file or standard input.
const maxFile = 4 << 20

// readFile reads a file of this machine, or standard input as "-"; a caller
// over ssh has only standard input.
func (s *session) readFile(name string) ([]byte, error) {
	in := s.io.in
	if name != "-" {
		if s.remote() {
			return nil, report.Errorf(report.CodeInvalid, "通过 ssh 只能从标准输入读: 把文件名换成 -, 后面写 < 文件名.")
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, unopened(name, err)
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil && s.remote() {
		return nil, err // the line was cut, or the command ended
	}
	if err != nil {
		return nil, unopened(name, err)
	}
	if len(b) > maxFile {
		return nil, report.Errorf(report.CodeInvalid, "文件 %s 太大.", name)
	}
	return b, nil
}

func planApplyCommand(s *session) *cobra.Command {
	var from string
	c := &cobra.Command{
		Use: "apply 文件 --from 期", Short: "从某一期起换用改过的方案; 已报的月份不变 (只在平安办的机器上)",
		Example: "  fanzha plan apply 方案.yaml --from 2021-07",
		Args:    cobra.ExactArgs(1),
	}
	c.Flags().StringVar(&from, "from", "", "从哪一期起")
	c.RunE = func(c *cobra.Command, args []string) error {
		if s.remote() {
			return report.Errorf(report.CodeForbidden, "换用方案只能在平安办运行本系统的机器上做: fanzha plan apply 方案.yaml --from 2021-07. 通过 ssh 可以先检查: plan check - < 方案.yaml")
		}
		p, err := report.ParsePeriod(from)
		if err != nil {
			return err
		}
		source, err := s.readFile(args[0])
		if err != nil {
			return err
		}
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		creds, err := d.ApplyPlan(c.Context(), source, p)
		if err != nil {
			return err
		}
		s.printf("方案从 %s 起换用.\n", p.Name())
		for _, cr := range creds {
			s.printf("新账号 %s (%s %s) 首次密码: %s\n", cr.Login, cr.Unit, cr.Role, cr.Password)
		}
		return nil
	}
	return c
}

// unopened says why a file cannot be read.
func unopened(name string, err error) error {
	why := "请核对文件名"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "没有这个文件. 请核对文件名和目录"
	case errors.Is(err, fs.ErrPermission):
		why = "没有读它的权限"
	default:
		if info, bad := os.Stat(name); bad == nil && info.IsDir() {
			why = "它是一个目录, 请写明里面的文件"
		}
	}
	return report.Errorf(report.CodeNotFound, "文件 %s 打不开: %s.", name, why)
}
