package sshd

import "io"

// crlf writes each lone \n as \r\n, for a terminal in raw mode.
type crlf struct {
	to   io.Writer
	last byte // the last byte written, since \r and \n may come in two writes
}

// Write counts the bytes of p, not those that it added.
func (w *crlf) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	text := make([]byte, 0, len(p)+len(p)/16)
	last := w.last
	for _, c := range p {
		if c == '\n' && last != '\r' {
			text = append(text, '\r')
		}
		text = append(text, c)
		last = c
	}
	if _, err := w.to.Write(text); err != nil {
		return 0, err // how much arrived nobody can say
	}
	w.last = last
	return len(p), nil
}
