package main

import (
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/sys/windows"
	"golang.org/x/term"

	"fanzha/tui/screen"
)

// utf8Page is Windows' number for UTF-8.
const utf8Page = 65001

// prepareTerminal makes a console that is in raw mode already obey escape
// sequences and speak UTF-8, and gives it back as it was. Consoles before
// Windows 10 cannot, and say so.
func prepareTerminal(in, out *os.File) (keyboard io.Reader, restore func(), err error) {
	var undo []func()
	restore = func() {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
	}
	mode := func(f *os.File, add uint32) error {
		console := windows.Handle(f.Fd())
		var old uint32
		if err := windows.GetConsoleMode(console, &old); err != nil {
			return err
		}
		undo = append(undo, func() { _ = windows.SetConsoleMode(console, old) })
		return windows.SetConsoleMode(console, old|add)
	}
	page := func(get func() (uint32, error), set func(uint32) error) error {
		old, err := get()
		if err != nil {
			return err
		}
		undo = append(undo, func() { _ = set(old) })
		return set(utf8Page)
	}
	for _, step := range []func() error{
		func() error { return mode(in, windows.ENABLE_VIRTUAL_TERMINAL_INPUT) },
		func() error {
			return mode(out, windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN)
		},
		func() error { return page(windows.GetConsoleCP, windows.SetConsoleCP) },
		func() error { return page(windows.GetConsoleOutputCP, windows.SetConsoleOutputCP) },
	} {
		if err := step(); err != nil {
			restore()
			return nil, nil, err
		}
	}
	return ctrlZ{in}, restore, nil
}

// ctrlZ reads a console. Go takes Ctrl+Z there for the end of the input; in
// raw mode it is a key like any other, and the input has no end.
type ctrlZ struct{ console *os.File }

func (c ctrlZ) Read(b []byte) (int, error) {
	n, err := c.console.Read(b)
	if n == 0 && err == io.EOF && len(b) > 0 {
		b[0] = 0x1a
		return 1, nil
	}
	return n, err
}

// sizeEvery is how often a console is asked for its size: it sends no signal.
const sizeEvery = time.Second / 2

// windowSizes tells when the local console changes its size, until ctx ends.
func windowSizes(ctx context.Context, out *os.File) <-chan screen.Size {
	sizes := make(chan screen.Size, 1)
	go func() {
		tick := time.NewTicker(sizeEvery)
		defer tick.Stop()
		var last screen.Size
		for {
			if width, height, err := term.GetSize(int(out.Fd())); err == nil && last != (screen.Size{Width: width, Height: height}) {
				last = screen.Size{Width: width, Height: height}
				select {
				case sizes <- last:
				case <-ctx.Done():
					return
				}
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return sizes
}
