//go:build !windows

package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"

	"fanzha/tui/screen"
)

// prepareTerminal readies a terminal that is in raw mode already; here there is
// nothing more to do.
func prepareTerminal(in, _ *os.File) (keyboard io.Reader, restore func(), err error) {
	return in, func() {}, nil
}

// windowSizes tells when the local terminal changes its size, until ctx ends.
func windowSizes(ctx context.Context, out *os.File) <-chan screen.Size {
	sizes := make(chan screen.Size, 1)
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, syscall.SIGWINCH)
	go func() {
		defer signal.Stop(resized)
		for {
			select {
			case <-resized:
			case <-ctx.Done():
				return
			}
			width, height, err := term.GetSize(int(out.Fd()))
			if err != nil {
				continue
			}
			select {
			case sizes <- screen.Size{Width: width, Height: height}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return sizes
}
