package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// child is a server process of our own.
type child struct {
	cmd   *exec.Cmd
	addr  string
	ready time.Duration // from starting it to its ready line
	log   string
}

// readyWait bounds how long a server may take to its ready line.
const readyWait = 20 * time.Second

// start runs a server until its ready line. Its log goes to a file, as a
// service's does.
func start(ctx context.Context, dir, name string, args ...string) (*child, error) {
	c := &child{cmd: exec.CommandContext(ctx, name, args...), log: filepath.Join(dir, filepath.Base(name)+".log")}
	log, err := os.Create(c.log)
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	c.cmd.Stderr = log
	c.cmd.Cancel = func() error { return c.cmd.Process.Signal(syscall.SIGTERM) }
	c.cmd.WaitDelay = 15 * time.Second
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	late := time.AfterFunc(readyWait, func() { _ = c.cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	late.Stop()
	c.ready = time.Since(began)
	addr, ok := strings.CutPrefix(strings.TrimSpace(line), "ready ")
	if !ok {
		c.stop()
		text, _ := os.ReadFile(c.log)
		return nil, fmt.Errorf("%s %s did not get ready: %w\n%s", name, strings.Join(args, " "), err, text)
	}
	c.addr = addr
	return c, nil
}

// stop ends the process and waits for it.
func (c *child) stop() {
	_ = c.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	_ = c.cmd.Wait()
}

// tick is the unit of the times in /proc, on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// cpu is the time that the process has run so far, in its own code and in the
// kernel; proc_pid_stat(5), fields 14 and 15.
func (c *child) cpu() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := bytes.Cut(text, []byte(") "))
	fields := strings.Fields(string(rest))
	if len(fields) < 13 {
		return 0, errors.New("/proc/PID/stat is short")
	}
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err
}

// resident is the memory that the process holds, in KiB.
func (c *child) resident() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.ParseFloat(strings.Fields(rest)[0], 64)
		}
	}
	return 0, errors.New("/proc/PID/status has no VmRSS")
}
