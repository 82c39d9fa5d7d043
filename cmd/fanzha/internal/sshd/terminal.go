package sshd

import (
	gossh "golang.org/x/crypto/ssh"

	"fanzha/tui/screen"
)

// maxHint is the longest value, in bytes, that a client may give for TERM and for the few variables that are read.
const maxHint = 64

// ptyRequest is the payload of "pty-req", RFC 4254 section 6.2.
type ptyRequest struct {
	Term          string
	Width, Height uint32
	PixelWidth    uint32
	PixelHeight   uint32
	Modes         string
}

// windowChange is the payload of "window-change", RFC 4254 section 6.7.
type windowChange struct {
	Width, Height uint32
	PixelWidth    uint32
	PixelHeight   uint32
}

// envRequest is the payload of "env", RFC 4254 section 6.4.
type envRequest struct{ Name, Value string }

// sizeOf brings a requested size within the bounds of what is painted.
func sizeOf(width, height uint32) screen.Size {
	const most = 1 << 16 // fits any int
	return screen.Clamp(int(min(width, most)), int(min(height, most)))
}

// tty is the terminal behind a session, as far as the client has described it. Only the session's request loop writes
// it, and only until the handler starts, which reads it from then on; what changes later goes through resizes.
type tty struct {
	present bool
	term    string
	size    screen.Size
	resizes chan screen.Size
	hints   map[string]string
}

// open takes a pty request; a second one is refused.
func (s *tty) open(payload []byte) bool {
	var req ptyRequest
	if s.present || gossh.Unmarshal(payload, &req) != nil {
		return false
	}
	s.present = true
	s.term = hint(req.Term)
	s.size = sizeOf(req.Width, req.Height)
	s.resizes = make(chan screen.Size, 1)
	return true
}

// resize takes a change of size. Only the newest waits to be read, so that a client which drags its window never blocks
// the loop. Before the handler has started the change is the first size instead.
func (s *tty) resize(payload []byte, started bool) bool {
	var req windowChange
	if !s.present || gossh.Unmarshal(payload, &req) != nil {
		return false
	}
	size := sizeOf(req.Width, req.Height)
	if !started {
		s.size = size
		return true
	}
	select {
	case <-s.resizes:
	default:
	}
	s.resizes <- size // this loop is the only sender, so there is room
	return true
}

// suggest takes one environment variable if it is among the few that are read, and bounds it.
func (s *tty) suggest(payload []byte) bool {
	var req envRequest
	if gossh.Unmarshal(payload, &req) != nil {
		return false
	}
	switch req.Name {
	case "NO_COLOR", "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE":
	default:
		return false
	}
	if s.hints == nil {
		s.hints = map[string]string{}
	}
	s.hints[req.Name] = hint(req.Value)
	return true
}

// lang is the locale by the precedence of POSIX.
func (s *tty) lang() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := s.hints[name]; v != "" {
			return v
		}
	}
	return ""
}

// hint keeps the printable ASCII at the start of a value.
func hint(value string) string {
	value = value[:min(len(value), maxHint)]
	for i := range len(value) {
		if value[i] <= ' ' || value[i] > '~' {
			return value[:i]
		}
	}
	return value
}
