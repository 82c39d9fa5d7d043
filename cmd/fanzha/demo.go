package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fanzha/cmd/fanzha/internal/demo"
	"fanzha/cmd/fanzha/internal/sshd"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func demoCommand(s *session) *cobra.Command {
	var listen, keep string
	c := &cobra.Command{
		Use: "demo", Short: "演示: 虚构的一年, 只在本机开放, 关掉就删除",
		Long: "演示: 建一个虚构的 2021 年的演练目录, 时钟从 6月18日 09:00 起走, 在本机开 ssh 服务器.\n" +
			"密码是公开的, 所以只在本机开放. 按 Ctrl-C 结束, 目录随之删除 (--keep 留下).",
		Example: "  fanzha demo\n  fanzha demo --listen 127.0.0.1:2222\n  fanzha demo --keep 演示目录",
		Args:    cobra.NoArgs,
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "监听地址, 只能是本机; 端口 0 为任选")
	c.Flags().StringVar(&keep, "keep", "", "建在这个目录里, 结束时不删除")
	c.RunE = func(c *cobra.Command, _ []string) error {
		for _, flag := range []string{"data", "clock", "as"} {
			if c.Flags().Changed(flag) {
				return report.Errorf(report.CodeInvalid, "演示自己建目录和时钟, 不能加 --%s. 要留下目录请用 --keep 目录.", flag)
			}
		}
		addr, err := loopback(listen)
		if err != nil {
			return err
		}
		return s.demo(c.Context(), addr, keep)
	}
	return c
}

// loopback refuses an address that others can reach, since the password of the
// demonstration is no secret.
func loopback(listen string) (string, error) {
	host, port, err := net.SplitHostPort(listen)
	if host == "" || host == "localhost" {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return "", report.Errorf(report.CodeInvalid, "演示的密码是公开的, 只在本机开放. --listen 请写成 :2222 或 127.0.0.1:2222, 不能是 %s.", report.Clip(listen))
	}
	return net.JoinHostPort(host, port), nil
}

// demo makes the folder and serves it until ctx ends; unless it is kept, it is
// gone afterwards. A port that is taken is found before the year is made.
func (s *session) demo(ctx context.Context, listen, keep string) error {
	free, err := sshd.Bind(listen)
	if err != nil {
		return err
	}
	_ = free.Close() // the server takes it again
	folder, err := demoFolder(keep)
	if err != nil {
		return err
	}
	remove := true
	defer func() {
		s.app.close()
		if remove {
			_ = os.RemoveAll(folder)
		}
	}()
	_, _ = fmt.Fprint(s.io.err, "正在建立演示数据, 约需几秒 (Ctrl-C 停止):")
	err = demo.Make(ctx, folder, func(m time.Month) { _, _ = fmt.Fprintf(s.io.err, " %d月", m) })
	_, _ = fmt.Fprintln(s.io.err)
	if err != nil {
		if ctx.Err() != nil {
			return report.Errorf(report.CodeState, "演示数据还没有建好就中断了.")
		}
		return err
	}
	remove = keep == ""
	s.app.Data = folder
	s.app.Log = slog.New(slog.NewTextHandler(s.io.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server := &session{app: s.app, io: stdio{s.io.in, announcer{s.io.out, keep}, io.Discard}}
	return server.serve(ctx, listen)
}

// demoFolder is a new folder: a temporary one, or the one to keep, which must
// be empty.
func demoFolder(keep string) (string, error) {
	if keep == "" {
		folder, err := os.MkdirTemp("", "fanzha-demo-")
		if err != nil {
			return "", report.Errorf(report.CodeFull, "临时目录不能建立: %w", err)
		}
		return folder, nil
	}
	folder, err := filepath.Abs(keep)
	if err != nil {
		return "", err
	}
	inside, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return folder, nil
	case err != nil:
		return "", report.Errorf(report.CodeInvalid, "目录 %s 不能用: %w", keep, err)
	case len(inside) > 0:
		return "", report.Errorf(report.CodeInvalid, "目录 %s 不是空的. 换一个目录; 以前留下的演示用 fanzha serve --data %s 打开.", keep, keep)
	}
	return folder, nil
}

// announcer hears the line with which the server says that it is ready, and
// adds what to try.
type announcer struct {
	out  io.Writer
	keep string
}

func (a announcer) Write(b []byte) (int, error) {
	addr, ready := strings.CutPrefix(strings.TrimSpace(string(b)), "ready ")
	if !ready {
		return a.out.Write(b)
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fprintf(a.out, "%s\n%s", strings.TrimSpace(string(b)), invitation(host, port, a.keep))
	return len(b), err
}

// visitors are whom to be in the demonstration, and what to find there.
var visitors = []struct{ login, verb, what string }{
	{"chayuanba", "", "茶园坝社区 填报员: 6月草稿有一处错误, 5月被退回"},
	{"pingan", "", "平安办 审核员: 4份待审, 5个单位未报"},
	{"lingdao", "", "乡领导: 全乡进度, 不达标, 批示"},
	{"zhuren", "status", "一条命令看全乡, 不进界面"},
}

func invitation(host, port, keep string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n演示: 虚构的 2021 年, 现在是 %s. 人和数都是编的.\n", demo.Now.In(plan.China).Format("1月2日 15:04"))
	fmt.Fprintf(&b, "每个账号的密码都是 %s\n\n另开一个终端:\n", demo.Password)
	for _, v := range visitors {
		line := strings.TrimSpace(fmt.Sprintf("ssh -p %s %s@%s %s", port, v.login, host, v.verb))
		fmt.Fprintf(&b, "  %-44s %s\n", line, v.what)
	}
	b.WriteString("\nssh 说主机密钥变了, 是因为每次演示都换新的: ")
	fmt.Fprintf(&b, "ssh-keygen -R '[%s]:%s'\n", host, port)
	if keep != "" {
		fmt.Fprintf(&b, "按 Ctrl-C 结束. 目录留着, 以后用 fanzha serve --data %s 再开.\n", keep)
		return b.String()
	}
	b.WriteString("按 Ctrl-C 结束, 目录随之删除.\n")
	return b.String()
}
