package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"
	gossh "golang.org/x/crypto/ssh"

	"fanzha/cmd/fanzha/internal/sshd"
	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func serveCommand(s *session) *cobra.Command {
	var listen string
	c := &cobra.Command{
		Use: "serve", Short: "ssh 服务器, 各单位由此登录",
		Example: "  fanzha serve\n  fanzha serve --listen 0.0.0.0:2222",
		Args:    cobra.NoArgs,
	}
	c.Flags().StringVar(&listen, "listen", ":2222", "监听地址, 端口 0 为任选")
	c.RunE = func(c *cobra.Command, _ []string) error { return s.serve(c.Context(), listen) }
	return c
}

// hostKeys is the host keys' folder inside the data folder, of their own since
// it is made 0700.
const hostKeys = "hostkeys"

// serve runs the server until ctx ends.
func (s *session) serve(ctx context.Context, listen string) error {
	a := s.app
	store, err := a.make(ctx)
	if err != nil {
		return err
	}
	if a.Log == nil {
		a.Log = slog.New(slog.NewTextHandler(s.io.err, nil))
	}
	empty, err := store.Empty(ctx)
	if err != nil {
		return err
	}
	fresh := ""
	if empty {
		if fresh, err = a.create(ctx, db.NewFolder{Source: plan.DefaultSource()}); err != nil {
			return err
		}
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(leanGC)
	}
	srv, err := sshd.New(sshd.Config{
		Addr: listen, HostKeys: filepath.Join(a.Data, hostKeys), Accounts: doorkeeper{a}, Log: a.Log,
		Command: a.remoteCommand, Interface: a.remoteInterface,
	})
	if err != nil {
		return err
	}
	addr, err := srv.Listen()
	if err != nil {
		return err
	}
	if _, err := store.OfficeAtMachine(ctx); err != nil {
		return err
	}
	if err := errors.Join(store.EndStale(ctx), a.attend(ctx)); err != nil {
		return err
	}
	s.printf("ready %s\n", addr)
	_, port, _ := net.SplitHostPort(addr)
	if fresh != "" {
		_, _ = fmt.Fprintf(s.io.err, "已建立数据目录 %s\n首次密码在 %s (只有本机当前用户能读, 发完请删除)\n", a.Data, fresh)
	}
	_, _ = fmt.Fprintf(s.io.err, "主机指纹 (发给各单位, 第一次连接时对一对): ED25519 %s\n", srv.Fingerprint())
	_, _ = fmt.Fprintf(s.io.err, "试一试: ssh -p %s pingan@127.0.0.1\n", port)
	return srv.Serve(ctx)
}

// leanGC lets the heap of a server grow by half between collections and not by
// the whole: hundreds of people who read cost memory, and next to no work.
const leanGC = 50

// doorkeeper tells the server who someone is.
type doorkeeper struct{ app *App }

func (d doorkeeper) Password(ctx context.Context, login, password, _ string) (id, proof string, err error) {
	id, proof, err = d.app.store.SignIn(ctx, login, password)
	if id, err = d.admitted(ctx, id, err); err != nil {
		return "", "", err
	}
	return id, proof, nil
}

func (d doorkeeper) Key(ctx context.Context, login string, key gossh.PublicKey) (string, error) {
	id, err := d.app.store.SignInByKey(ctx, login, gossh.FingerprintSHA256(key))
	return d.admitted(ctx, id, err)
}

// admitted lets somebody in once all are sent out who were to leave before.
func (d doorkeeper) admitted(ctx context.Context, id string, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return id, d.app.presence.look(ctx)
}

// callerDesk is the desk of somebody who came over ssh.
func (a *App) callerDesk(ctx context.Context, c sshd.Caller) (*db.Desk, error) {
	if a.store == nil {
		return nil, report.Errorf(report.CodeState, "服务器还没有准备好.")
	}
	if err := a.presence.admits(c); err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(c.From)
	if err != nil {
		host = c.From
	}
	return a.store.Desk(ctx, db.Actor{Account: c.Account, Origin: "ssh " + host, Password: c.Key == "", First: c.Proof})
}
