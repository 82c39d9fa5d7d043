package main

import (
	"context"
	"io"

	"fanzha/cmd/fanzha/internal/sshd"
	"fanzha/db/report"
)

// remoteCommand runs one command for a caller over ssh. What the caller may do
// is decided in the desk; which commands exist here at all, in rootCommand:
// those that need this machine's files or make a folder are left out.
func (a *App) remoteCommand(ctx context.Context, c sshd.Caller, args []string, in io.Reader, out, errOut io.Writer) int {
	s := &session{app: a, io: stdio{in, out, errOut}}
	d, err := a.callerDesk(ctx, c)
	if err != nil {
		sentence(errOut, err)
		return exitFailed
	}
	defer a.presence.runs(c, args)()
	s.over = d
	if err := a.firstPassword(ctx, c, s, args); err != nil {
		sentence(errOut, err)
		return exitFailed
	}
	return execute(ctx, s, args)
}

// firstPassword refuses commands to who came in with a first password; a key
// needs none, and choosing a password is what is asked for.
func (a *App) firstPassword(ctx context.Context, c sshd.Caller, s *session, args []string) error {
	if c.Key != "" || len(args) > 0 && (args[0] == "passwd" || args[0] == "help") {
		return nil
	}
	me, err := s.over.Me(ctx)
	if err != nil {
		return err
	}
	if me.MustChange {
		return report.Errorf(report.CodeForbidden, "还在用首次密码. 请先不带命令登录一次, 设好自己的密码: ssh -p 端口 %s@主机", me.Login)
	}
	return nil
}
