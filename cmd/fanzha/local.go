package main

import (
	"context"
	"errors"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/term"

	"fanzha/cmd/fanzha/internal/sshd"
	"fanzha/db"
	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui"
	accountpage "fanzha/tui/page/account"
	"fanzha/tui/page/accounts"
	"fanzha/tui/page/check"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/history"
	"fanzha/tui/page/home"
	"fanzha/tui/page/ledger"
	"fanzha/tui/page/matrix"
	"fanzha/tui/page/overview"
	"fanzha/tui/page/password"
	"fanzha/tui/page/register"
	"fanzha/tui/page/review"
	"fanzha/tui/page/table"
	"fanzha/tui/page/targets"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// makers ties the pages to a desk.
func makers(d *db.Desk) map[tui.Kind]tui.Maker {
	return map[tui.Kind]tui.Maker{
		tui.Home:     home.Maker(d),
		tui.Overview: overview.Maker(d),
		tui.Matrix:   matrix.Maker(d),
		tui.Entry:    entry.Maker(d),
		tui.Check:    check.Maker(d),
		tui.Table:    table.Maker(d),
		tui.Review:   review.Maker(d),
		tui.Password: password.Maker(d),
		tui.Account:  accountpage.Maker(d),
		tui.Accounts: accounts.Maker(d),
		tui.History:  history.Maker(d),
		tui.Ledger:   ledger.Maker(d),
		tui.Figure:   ledger.FigureMaker(d),
		tui.Register: register.Maker(d),
		tui.Targets:  targets.Maker(d),
	}
}

// local is the interface on this machine: no server and no password, and the
// audit says so.
func (s *session) local(ctx context.Context) error {
	in, ok := s.io.in.(*os.File)
	out, tty := s.io.out.(*os.File)
	if !ok || !tty || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return report.Errorf(report.CodeInvalid, "界面需要终端. 不带终端时请用命令, fanzha help 列出全部.")
	}
	d, err := s.app.desk(ctx, s.as)
	if err != nil {
		return err
	}
	me, err := d.Me(ctx)
	if err != nil {
		return err
	}
	old, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return err
	}
	defer func() { _ = term.Restore(int(in.Fd()), old) }()
	keyboard, restore, err := prepareTerminal(in, out)
	if err != nil {
		return report.Errorf(report.CodeInvalid, "这个终端不能显示界面: %w. 请用 Windows 10 以后的命令行或 Windows Terminal.", err)
	}
	defer restore()
	width, height, err := term.GetSize(int(out.Fd()))
	if err != nil {
		return err
	}
	ctx, cancel := signal.NotifyContext(ctx, syscall.SIGHUP) // the window was closed: save, and be gone from the list
	defer cancel()
	if err := s.app.attend(ctx); err != nil {
		return err
	}
	ctx, d, leave := s.app.presence.enter(ctx, d, "", "")
	defer leave()
	return s.app.show(ctx, d, visit{me: me, call: s.callHere()}, look{os.Getenv("NO_COLOR") != "", os.Getenv("COLORFGBG")}, screen.Options{
		In: keyboard, Out: out, Width: width, Height: height, Term: os.Getenv("TERM"), Resizes: windowSizes(ctx, out),
	})
}

// remoteInterface is the interface for a caller over ssh.
func (a *App) remoteInterface(ctx context.Context, c sshd.Caller, t sshd.Terminal) error {
	d, err := a.callerDesk(ctx, c)
	if err != nil {
		return turnedAway(ctx, t.Out, err)
	}
	me, err := d.Me(ctx)
	if err != nil {
		return turnedAway(ctx, t.Out, err)
	}
	ctx, d, leave := a.presence.enter(ctx, d, lineOf(c), c.Client)
	defer leave()
	return a.show(ctx, d, visit{me, callOver(c), offered(c), c.Key == ""}, look{t.NoColor, t.Ground}, screen.Options{
		In: t.In, Out: t.Out, Width: t.Size.Width, Height: t.Size.Height, Term: t.Term, Resizes: t.Resizes,
	})
}

// callHere is how the commands are called on this machine as the same person.
func (s *session) callHere() string {
	call := "fanzha"
	if s.app.Data != dataFolder("") {
		call += " --data " + oneWord(s.app.Data)
	}
	if s.as != "" {
		call += " --as " + oneWord(s.as)
	}
	return call
}

// callOver is how a caller over ssh calls the commands: at the address that the
// client came to.
func callOver(c sshd.Caller) string {
	host, port, err := net.SplitHostPort(c.To)
	if err != nil {
		return "ssh -p 端口 " + c.Login + "@主机"
	}
	return "ssh -p " + port + " " + c.Login + "@" + host
}

// oneWord is a word of a command line, in quotes where it needs them in cmd.exe
// or in a shell.
func oneWord(word string) string {
	if strings.ContainsAny(word, " \t&|<>()^;'*?$`") {
		return `"` + word + `"`
	}
	return word
}

// visit is what the interface is told of how somebody came.
type visit struct {
	me         account.Me
	call       string        // how they call commands
	offered    []account.Key // keys of theirs that could be added
	byPassword bool
}

// offered are the keys that a caller's client has tried in vain.
func offered(c sshd.Caller) []account.Key {
	var all []account.Key
	for _, key := range c.Offered {
		all = append(all, account.Key{
			Fingerprint: gossh.FingerprintSHA256(key), PublicKey: strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key))),
		})
	}
	return all
}

// look is what is known of a terminal's colours before it is asked.
type look struct {
	noColor bool
	ground  string // its COLORFGBG
}

// show runs the interface over a desk until the person leaves or ctx ends. Who
// came in with a first password chooses one before anything else.
func (a *App) show(ctx context.Context, d *db.Desk, v visit, l look, o screen.Options) error {
	texts, err := d.UnfinishedTexts(ctx)
	if err != nil {
		return err
	}
	start := tui.Place{Kind: tui.Home}
	switch {
	case v.me.MustChange && v.byPassword:
		start.Kind = tui.Password
	case v.me.SeesAll:
		start.Kind = tui.Overview
	}
	// The model outlives the terminal's context for as long as it saves.
	session, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	dark := theme.Ground(l.ground)
	o.AskGround = dark == nil && !l.noColor
	o.Farewell = func(screen.Model) string { return "再见. 填过的都还在." }
	model := tui.New(session, tui.Options{
		Me: v.me, Styles: theme.New(theme.Options{NoColor: l.noColor}), Palette: theme.On(dark), Now: a.now,
		Makers: makers(d), Start: start, Changes: d.Watch(session), Call: v.call, Offered: v.offered,
		Texts: tui.NewTexts(texts, d.KeepUnfinishedText),
	})
	err = screen.Run(ctx, o, model)
	var failed *screen.PanicError
	if errors.As(err, &failed) && a.Log != nil {
		a.Log.Error("page failed", "value", failed.Value, "stack", string(failed.Stack))
	}
	return err
}
