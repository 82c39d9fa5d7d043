package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/crypto/ssh"
)

// size is a terminal's, in cells.
type size struct{ width, height int }

func (s size) String() string { return fmt.Sprintf("%dx%d", s.width, s.height) }

// chunk is what came at one moment.
type chunk struct {
	data []byte
	at   time.Time
}

// person is somebody at a terminal: an ssh client with an interface open.
type person struct {
	client *ssh.Client
	keys   io.Writer
	chunks chan chunk
	began  time.Time // when connecting began
}

// What the keys of a terminal send.
const (
	keyUp, keyDown, keyRight, keyLeft = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"

	keyEnter   = "\r"
	keyHistory = "\x12" // Ctrl+R
)

// errSilent says that the expected answer did not come.
var errSilent = errors.New("no answer came")

// enter connects with a key and opens the interface.
func enter(addr, login string, signer ssh.Signer, s size) (*person, error) {
	p := &person{chunks: make(chan chunk, 1024), began: time.Now()}
	var err error
	p.client, err = ssh.Dial("tcp", addr, &ssh.ClientConfig{
		User: login, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)}, Timeout: 20 * time.Second,
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // our own child on the loopback
		// OpenSSH's first choice; x/crypto's own would be ECDSA.
		HostKeyAlgorithms: []string{ssh.KeyAlgoED25519},
	})
	if err != nil {
		return nil, err
	}
	if err := p.open(s); err != nil {
		p.leave()
		return nil, err
	}
	return p, nil
}

func (p *person) open(s size) error {
	session, err := p.client.NewSession()
	if err != nil {
		return err
	}
	if p.keys, err = session.StdinPipe(); err != nil {
		return err
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return err
	}
	if err := session.RequestPty("xterm-256color", s.height, s.width, ssh.TerminalModes{}); err != nil {
		return err
	}
	if err := session.Shell(); err != nil {
		return err
	}
	go p.read(out)
	return nil
}

// read stamps everything as it comes, so that a late measurer loses no time.
func (p *person) read(out io.Reader) {
	defer close(p.chunks)
	buf := make([]byte, 64<<10)
	for {
		n, err := out.Read(buf)
		if n > 0 {
			p.chunks <- chunk{bytes.Clone(buf[:n]), time.Now()}
		}
		if err != nil {
			return
		}
	}
}

func (p *person) leave() { _ = p.client.Close() }

// settle takes all that comes until nothing has come for a while, and tells
// when the last of it came. Something must come within patience.
func (p *person) settle(while, patience time.Duration) (got []byte, last time.Time, err error) {
	wait := patience
	for {
		select {
		case c, ok := <-p.chunks:
			if !ok {
				return got, last, io.EOF
			}
			got, last, wait = append(got, c.data...), c.at, while
		case <-time.After(wait):
			if len(got) == 0 {
				err = errSilent
			}
			return got, last, err
		}
	}
}

// The paces at which one key follows the other. What a row is about is shown
// only to somebody who rests on it for 150 ms.
const (
	held   = 33 * time.Millisecond // a key that is held down repeats 30 times a second
	rested = 250 * time.Millisecond
)

const patience = 5 * time.Second

// press types a key and takes its whole answer.
func (p *person) press(key string) ([]byte, error) { return p.try(key, rested, patience) }

// try types a key and takes what comes until nothing has come for a pace.
func (p *person) try(key string, pace, patience time.Duration) ([]byte, error) {
	if _, err := io.WriteString(p.keys, key); err != nil {
		return nil, err
	}
	got, _, err := p.settle(pace, patience)
	return got, err
}

// top goes up until that changes nothing: a form opens where its person last
// was.
func (p *person) top() error {
	for {
		switch _, err := p.try(keyUp, held, 500*time.Millisecond); {
		case errors.Is(err, errSilent):
			return nil
		case err != nil:
			return err
		}
	}
}

// time types a key whose answer is known and measures until all of it is here.
func (p *person) time(key string, answer []byte, patience time.Duration) (time.Duration, error) {
	var got []byte
	began := time.Now()
	if _, err := io.WriteString(p.keys, key); err != nil {
		return 0, err
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		select {
		case c, ok := <-p.chunks:
			if !ok {
				return 0, io.EOF
			}
			if got = append(got, c.data...); bytes.Contains(got, answer) {
				return c.at.Sub(began), nil
			}
		case <-late.C:
			return 0, errSilent
		}
	}
}
