package main

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func initCommand(s *session) *cobra.Command {
	var from, file string
	c := &cobra.Command{
		Use: "init", Short: "建立数据目录和各单位账号, 首次密码写入 accounts.csv",
		Example: "  fanzha init\n  fanzha init --from 2021-02 --plan 方案.yaml\n  fanzha init --data 演练 --clock 2021-03-18T09:00:00+08:00",
		Args:    cobra.NoArgs,
	}
	c.Flags().StringVar(&from, "from", "", "从哪一期起报 (默认当前一期; 可以更早, 不能更晚)")
	c.Flags().StringVar(&file, "plan", "", "方案文件 (默认用内置方案)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		n := db.NewFolder{Source: plan.DefaultSource()}
		var err error
		if from != "" {
			if n.From, err = report.ParsePeriod(from); err != nil {
				return err
			}
		}
		if file != "" {
			if n.Source, err = s.readFile(file); err != nil {
				return err
			}
			if _, err := plan.Parse(n.Source); err != nil {
				return err
			}
		}
		path, err := s.app.create(c.Context(), n)
		if err == nil {
			s.printf("数据目录: %s\n首次密码: %s (只有本机当前用户能读, 发完请删除)\n下一步: %s serve\n", s.app.Data, path, s.callHere())
		}
		return err
	}
	return c
}

// accountsFile holds the first passwords, once.
const accountsFile = "accounts.csv"

// create makes the folder and writes its accounts' first passwords; it
// returns where.
func (a *App) create(ctx context.Context, n db.NewFolder) (string, error) {
	var err error
	if a.Start != "" {
		if n.Clock, err = parseInstant(a.Start); err != nil {
			return "", err
		}
	}
	store, err := a.make(ctx)
	if err != nil {
		return "", err
	}
	empty, err := store.Empty(ctx)
	if err != nil {
		return "", err
	}
	if !empty {
		return "", report.Errorf(report.CodeState, "数据目录 %s 里已有数据, 不能再次初始化.", a.Data)
	}
	creds, err := store.Create(ctx, n)
	if report.Refused(err, report.CodeStale) {
		return "", report.Errorf(report.CodeState, "数据目录 %s 刚刚由另一个进程建立.", a.Data)
	}
	if err != nil {
		return "", err
	}
	path := filepath.Join(a.Data, accountsFile)
	return path, writeCredentials(path, creds)
}

// writeCredentials writes the first passwords readable by the owner alone.
func writeCredentials(path string, creds []account.Credential) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return report.Errorf(report.CodeFull, "首次密码写不进 %s: %w. 请用 fanzha user reset 逐个重置.", path, err)
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	w := csv.NewWriter(f)
	rows := [][]string{{"login", "unit", "role", "password"}}
	for _, c := range creds {
		rows = append(rows, []string{c.Login, c.Unit, c.Role, c.Password})
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return f.Sync()
}
