package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"
)

// patience bounds every wait for what must show.
const patience = 30 * time.Second

// terminal is an emulated terminal at the end of an ssh session.
type terminal struct {
	mu      sync.Mutex
	screen  *vt.Emulator
	changed chan struct{} // closed at the next output
}

// Write takes what the program shows.
func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, err := t.screen.Write(b)
	close(t.changed)
	t.changed = make(chan struct{})
	return n, err
}

// see waits until a text shows.
func (t *terminal) see(text string) error {
	late := time.After(patience)
	for {
		t.mu.Lock()
		shown, changed := ansi.Strip(t.screen.Render()), t.changed
		t.mu.Unlock()
		if strings.Contains(shown, text) {
			return nil
		}
		select {
		case <-changed:
		case <-late:
			return fmt.Errorf("the screen does not show %s:\n%s", text, shown)
		}
	}
}

// take comes in, presses the keys and takes the picture.
func (s shot) take(addr, password string) ([]byte, error) {
	client, err := ssh.Dial("tcp", addr, &ssh.ClientConfig{
		User: s.login, Auth: []ssh.AuthMethod{ssh.Password(password)}, Timeout: patience,
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // our own child, on this machine
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = client.Close() }()
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	t := &terminal{screen: vt.NewEmulator(s.width, s.height), changed: make(chan struct{})}
	defer func() { _ = t.screen.Close() }()
	keyboard, err := session.StdinPipe()
	if err != nil {
		return nil, err
	}
	go func() { _, _ = io.Copy(keyboard, t.screen) }() // what the terminal answers; ends with the emulator
	session.Stdout = t
	if err := session.Setenv("COLORFGBG", "0;15"); err != nil { // paper is light; asked for, it might come too late
		return nil, err
	}
	if err := session.RequestPty("xterm-256color", s.height, s.width, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	if err := session.Shell(); err != nil {
		return nil, err
	}
	for _, step := range s.steps {
		if err := t.see(step.see); err != nil {
			return nil, err
		}
		if _, err := io.WriteString(keyboard, step.press); err != nil {
			return nil, err
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return draw(t.screen, s.width, s.height), nil
}
