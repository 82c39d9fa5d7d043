package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"charm.land/wish/v2/bubbletea"
	gossh "golang.org/x/crypto/ssh"

	"fanzha/db"
	"fanzha/tui"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/home"
	"fanzha/tui/page/overview"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// stock shows a screen.Model as Bubble Tea does out of the box: its own input
// reader, its own renderer.
type stock struct{ inner screen.Model }

func (s stock) Init() tea.Cmd { return s.inner.Init() }

func (s stock) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	inner, cmd := s.inner.Update(msg)
	return stock{inner}, cmd
}

func (s stock) View() tea.View {
	f := s.inner.Frame()
	v := tea.NewView(strings.Join(f.Rows, "\n"))
	v.AltScreen = true
	if f.Cursor != nil {
		v.Cursor = tea.NewCursor(f.Cursor.X, f.Cursor.Y)
	}
	return v
}

// serveStock is the other server: the product's pages over the product's data,
// served by wish's middleware for Bubble Tea as its documentation has it.
func serveStock(args []string) error {
	flags := flag.NewFlagSet("stock", flag.ContinueOnError)
	data := flags.String("data", "", "data folder")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	var shift time.Duration
	tell := func() time.Time { return time.Now().Add(shift) }
	store, err := db.Open(ctx, *data, db.Options{Clock: tell})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if at, ok, err := store.Rehearsal(ctx); err != nil {
		return err
	} else if ok {
		shift = time.Until(at)
	}
	account := func(s ssh.Session) (string, error) {
		return store.SignInByKey(s.Context(), s.User(), gossh.FingerprintSHA256(s.PublicKey()))
	}
	server, err := wish.NewServer(
		wish.WithAddress("127.0.0.1:0"),
		wish.WithHostKeyPath(filepath.Join(*data, "hostkeys", "ssh_host_ed25519_key")),
		wish.WithPublicKeyAuth(func(ctx ssh.Context, key ssh.PublicKey) bool {
			_, err := store.SignInByKey(ctx, ctx.User(), gossh.FingerprintSHA256(key))
			return err == nil
		}),
		wish.WithMiddleware(bubbletea.Middleware(func(s ssh.Session) (tea.Model, []tea.ProgramOption) {
			id, err := account(s)
			if err == nil {
				var model screen.Model
				if model, err = pages(s.Context(), store, id, tell); err == nil {
					return stock{model}, nil
				}
			}
			wish.Fatalln(s, err)
			return nil, nil
		})),
	)
	if err != nil {
		return err
	}
	return listen(ctx, server)
}

// pages is the product's interface for an account.
func pages(ctx context.Context, store *db.Store, id string, tell func() time.Time) (screen.Model, error) {
	d, err := store.Desk(ctx, db.Actor{Account: id, Origin: "ssh 127.0.0.1"})
	if err != nil {
		return nil, err
	}
	me, err := d.Me(ctx)
	if err != nil {
		return nil, err
	}
	start := tui.Place{Kind: tui.Home}
	if me.SeesAll {
		start.Kind = tui.Overview
	}
	return tui.New(ctx, tui.Options{
		Me: me, Styles: theme.New(theme.Options{}), Now: tell, Start: start, Changes: d.Watch(ctx),
		Makers: map[tui.Kind]tui.Maker{
			tui.Home: home.Maker(d), tui.Entry: entry.Maker(d), tui.Overview: overview.Maker(d), tui.Table: table.Maker(d),
		},
	}), nil
}

// listen serves until the context ends, and says first where.
func listen(ctx context.Context, server *ssh.Server) error {
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		return err
	}
	fmt.Println("ready", listener.Addr())
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, ssh.ErrServerClosed) {
		return err
	}
	return nil
}
