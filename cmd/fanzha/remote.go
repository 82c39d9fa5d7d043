package main

import (
	"context"
	"io"

	"fanzha/cmd/fanzha/internal/sshd"
)

// remoteCommand runs one command for a caller over ssh. What the caller may do
// is decided in the desk; which commands exist here at all, in rootCommand:
// those that need this machine's files or make a folder are left out.
func (a *App) remoteCommand(ctx context.Context, c sshd.Caller, args []string, in io.Reader, out, errOut io.Writer) int {
	s := &session{app: a, io: stdio{in, out, errOut}}
	d, err := a.callerDesk(ctx, c)
	if err != nil {
		if !cutOff(ctx, err) {
			sentence(errOut, err)
		}
		return exitFailed
	}
	defer a.presence.runs(c, args)()
	s.over = d
	return execute(ctx, s, args)
}
