package sshd

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// exitFailed is the exit code of everything that the server itself turns down.
const exitFailed = 2

// canceled ends a command on Ctrl+C.
const canceled Notice = "已取消."

// start runs work on a goroutine of its own and ends the session with the exit code that it returns.
func (s *session) start(work func() int) {
	s.ended = make(chan struct{})
	go func() {
		defer close(s.ended)
		s.exit(s.run(work))
	}()
}

// run counts, watches and guards the work of a session.
func (s *session) run(work func() int) (code int) {
	if !s.server.gate.begin(s.caller.Account) {
		s.log.Warn("session refused", "err", "no room")
		s.say("同时打开的窗口太多了. 请先关掉几个, 再重新连接.")
		return exitFailed
	}
	defer s.server.gate.finish(s.caller.Account)
	s.line.begin()
	defer s.line.finish()

	finished := make(chan struct{})
	defer close(finished)
	go s.keepAlive(finished)
	stopWatch := context.AfterFunc(s.ctx, func() { s.enforce(finished) })
	defer stopWatch()

	began := time.Now()
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("panic", "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			s.say("程序出错了, 已经记录下来. 请重新连接; 如果再次出错, 请告诉平安办.")
			code = exitFailed
		}
		s.log.Info("session end", "code", code, "after", time.Since(began).Round(time.Millisecond))
	}()
	return work()
}

// exit tells the client the exit code and closes the session. Errors mean that nobody is there any more.
func (s *session) exit(code int) {
	status := struct{ Code uint32 }{uint32(code)}
	_, _ = s.channel.SendRequest("exit-status", false, gossh.Marshal(&status))
	_ = s.channel.Close()
	s.cancel(errGone)
}

// keepAlive asks the client from time to time whether it is there, as OpenSSH's server does, and cuts the line when it
// does not answer. It also ends writes that wait for a client that is gone.
func (s *session) keepAlive(finished <-chan struct{}) {
	ticker := time.NewTicker(s.server.cfg.Limits.KeepAlive)
	defer ticker.Stop()
	for {
		select {
		case <-finished:
			return
		case <-ticker.C:
		}
		silence := time.AfterFunc(s.server.cfg.Limits.Answer, func() {
			s.log.Warn("line dropped", "err", "no answer to a keepalive")
			_ = s.line.Close()
		})
		err := s.probe()
		silence.Stop()
		if err != nil {
			return
		}
	}
}

// probe makes a round trip on the channel: it answers nil while the client is there and has not closed the channel.
func (s *session) probe() error {
	_, err := s.channel.SendRequest("keepalive@openssh.com", true, nil)
	return err
}

// enforce cuts the line of a session that does not end after its context has.
func (s *session) enforce(finished <-chan struct{}) {
	timer := time.NewTimer(s.server.cfg.Limits.Grace)
	defer timer.Stop()
	select {
	case <-finished:
	case <-timer.C:
		s.log.Error("session did not end", "cause", context.Cause(s.ctx))
		_ = s.line.Close()
	}
}

// say writes a sentence to the client's stderr. It may fail: the client may be gone.
func (s *session) say(sentence string) {
	_, _ = io.WriteString(s.stderr(), sentence+"\n")
}

// farewell says why the server ended the command, if it did.
func (s *session) farewell() {
	if notice, ok := context.Cause(s.ctx).(Notice); ok {
		s.say(string(notice))
	}
}

func (s *session) stdout() io.Writer {
	if s.tty.present {
		return &crlf{to: s.channel}
	}
	return s.channel
}

func (s *session) stderr() io.Writer {
	if s.tty.present {
		return &crlf{to: s.channel.Stderr()}
	}
	return s.channel.Stderr()
}

// subsystem refuses sftp and every other subsystem, through the same identity, limits and log as the rest.
func (s *session) subsystem(name string) int {
	s.log.Warn("subsystem refused", "name", cleaned(name, 32))
	s.say("这里还不能用 sftp 传文件. 请用 ssh 进入界面, 或执行命令.")
	return exitFailed
}

// runInterface shows the interface on the client's terminal.
func (s *session) runInterface() int {
	s.log.Info("session start", "what", "interface", "terminal", s.tty.present, "term", s.tty.term)
	if !s.tty.present {
		s.say("界面需要一个终端: 请用 ssh -t 连接, 或在后面写上命令, 例如 ssh -p 2222 登录名@主机 status.")
		return exitFailed
	}
	idle := s.server.cfg.Limits.Idle
	clock := time.AfterFunc(idle, func() {
		s.cancel(Notice(inWords(idle) + "没有操作, 已保存并退出. 请重新连接."))
	})
	defer clock.Stop()

	in := newInput(inputRoom)
	defer context.AfterFunc(s.ctx, func() { in.finish(io.EOF) })()
	defer in.finish(io.EOF)
	go func() {
		_ = pump(s.channel, typedChunk, func(keys []byte) bool { // any end is the end
			if !in.put(keys) {
				return false
			}
			clock.Reset(idle)
			return true
		})
		in.finish(io.EOF)
	}()
	err := s.server.cfg.Interface(s.ctx, s.caller, Terminal{
		In: in, Out: s.channel, Size: s.tty.size, Resizes: s.tty.resizes,
		Term: s.tty.term, NoColor: s.tty.hints["NO_COLOR"] != "", Ground: s.tty.hints["COLORFGBG"], Lang: s.tty.lang(),
	})
	if s.ctx.Err() != nil {
		return exitFailed
	}
	if err != nil {
		s.log.Error("interface failed", "err", err)
		s.say("界面出错了, 已经记录下来. 请重新连接.")
		return exitFailed
	}
	return 0
}

// runCommand runs one command and hands on its exit code as it is.
func (s *session) runCommand(text string) int {
	words, err := splitWords(text)
	if err == nil && len(words) == 0 {
		return s.runInterface()
	}
	if err != nil {
		s.log.Info("session start", "what", "command", "err", "cannot be read")
		s.say(err.Error())
		return exitFailed
	}
	s.log.Info("session start", "what", "command", "verb", cleaned(words[0], 32), "args", len(words)-1)
	limit := s.server.cfg.Limits.Command
	clock := time.AfterFunc(limit, func() {
		s.cancel(Notice("命令超过了 " + inWords(limit) + ", 已经停止."))
	})
	defer clock.Stop()

	in := s.commandInput()
	defer context.AfterFunc(s.ctx, func() { in.finish(context.Cause(s.ctx)) })()
	defer in.finish(io.ErrClosedPipe)
	code := s.server.cfg.Command(s.ctx, s.caller, words, in, s.stdout(), s.stderr())
	if code != 0 {
		s.farewell()
	}
	return code
}

// commandInput starts reading what a command may read: a terminal's keys, or bytes whose end is a true end only if the
// client is still there, since the channel reports a dropped line and the end of a file alike.
func (s *session) commandInput() *input {
	if s.tty.present {
		in := newInput(typedRoom)
		go func() {
			_ = pump(s.channel, typedChunk, cook(in, func() { s.cancel(canceled) })) // any end is the end of a keyboard
			in.finish(io.EOF)
		}()
		return in
	}
	in := newInput(inputRoom)
	go func() {
		if pump(s.channel, fileChunk, in.put) == nil {
			return // it has ended already
		}
		if s.probe() != nil {
			in.finish(io.ErrUnexpectedEOF)
			return
		}
		in.finish(io.EOF)
	}()
	return in
}
