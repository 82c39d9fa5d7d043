package sshd

import (
	"crypto/rand"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// keyboard answers every question of keyboard-interactive with one password and keeps the questions.
func keyboard(password string, asked *[]string) gossh.AuthMethod {
	return gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		*asked = append(*asked, questions...)
		answers := make([]string, len(questions))
		for i := range answers {
			answers[i] = password
		}
		return answers, nil
	})
}

func TestEveryMethodLogsIn(t *testing.T) {
	h := open(t, nil)
	var asked []string
	for _, c := range []struct {
		login, account, key string
		auth                gossh.AuthMethod
	}{
		{"alice", "1", "", gossh.Password("rice")},
		{"幸福村", "4", "", gossh.Password("谷雨")},
		{"bob", "2", "", keyboard("wheat", &asked)},
		{"alice", "1", gossh.FingerprintSHA256(aliceKey.PublicKey()), gossh.PublicKeys(aliceKey)},
		{"office", "3", gossh.FingerprintSHA256(aliceKey.PublicKey()), gossh.PublicKeys(aliceKey)}, // the login decides
	} {
		must(t, newSession(t, h.dial(t, c.login, c.auth)).Run("status"))
		got := h.caller(t)
		if got.Account != c.account || got.Login != c.login || got.Key != c.key || got.Session == "" || got.From == "" {
			t.Errorf("%s: got %+v, want account %s, key %q", c.login, got, c.account, c.key)
		}
		if proof := "proof of " + c.account; (got.Proof == proof) != (c.key == "") || strings.Contains(h.journal.String(), proof) {
			t.Errorf("%s by key %q carries %q, and the log is\n%s", c.login, c.key, got.Proof, h.journal.String())
		}
	}
	if fmt.Sprint(asked) != "[密码: ]" {
		t.Errorf("asked %q", asked)
	}
}

func TestWrongCredentialsAreRefused(t *testing.T) {
	h := open(t, nil)
	for login, auth := range map[string]gossh.AuthMethod{
		"alice": gossh.Password("wheat"), "nobody": gossh.Password("rice"), "bob": gossh.PublicKeys(aliceKey),
		"office": gossh.PublicKeys(otherKey), "": gossh.Password("rice"), "幸福村": gossh.Password(""),
	} {
		if client, err := h.tryDial(login, auth); err == nil {
			_ = client.Close()
			t.Errorf("%q got in", login)
		}
	}
	if strings.Contains(h.journal.String(), "rice") || strings.Contains(h.journal.String(), "wheat") {
		t.Errorf("a password stands in the log:\n%s", h.journal)
	}
}

// One connection, several attempts: only the one that succeeded may say who is there.
func TestIdentityIsThatOfTheAttemptThatSucceeded(t *testing.T) {
	h := open(t, nil)
	const version = "SSH-2.0-raw"

	t.Run("asked about alice's key, then bob's password", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		if got := c.ask("alice", aliceKey.PublicKey()); got != authKeyOK {
			t.Fatalf("the key was not accepted: %d", got)
		}
		if got := c.password("bob", "wheat"); got != authSuccess {
			t.Fatalf("the password was not accepted: %d", got)
		}
		c.exec("status")
		if got := h.caller(t); got.Account != "2" || got.Login != "bob" || got.Key != "" {
			t.Fatalf("got %+v, want bob without a key", got)
		}
	})
	t.Run("asked about the office, then signed as alice", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		if got := c.ask("office", aliceKey.PublicKey()); got != authKeyOK {
			t.Fatalf("the key was not accepted: %d", got)
		}
		if got := c.sign("alice", "alice", aliceKey); got != authSuccess {
			t.Fatalf("the signature was not accepted: %d", got)
		}
		c.exec("status")
		if got := h.caller(t); got.Account != "1" || got.Login != "alice" {
			t.Fatalf("got %+v, want alice", got)
		}
	})
	t.Run("asked about alice, then signed as bob whose key it is not", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		c.ask("alice", aliceKey.PublicKey())
		if got := c.sign("bob", "bob", aliceKey); got != authFailure {
			t.Fatalf("got %d", got)
		}
	})
	t.Run("a signature made for alice, sent as the office", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		c.ask("office", aliceKey.PublicKey())
		if got := c.sign("office", "alice", aliceKey); got == authSuccess {
			t.Fatal("it was accepted")
		}
	})
	t.Run("a question alone is no login", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		c.ask("alice", aliceKey.PublicKey())
		if err := c.trySend([]byte{90}); err == nil {
			closed(t, c.conn)
		}
	})
	t.Run("failed as alice, then logged in as bob", func(t *testing.T) {
		c := dialRaw(t, h.addr, version)
		if got := c.password("alice", "wrong"); got != authFailure {
			t.Fatalf("got %d", got)
		}
		if got := c.password("bob", "wheat"); got != authSuccess {
			t.Fatalf("got %d", got)
		}
		c.exec("status")
		if got := h.caller(t); got.Account != "2" || got.Login != "bob" {
			t.Fatalf("got %+v, want bob", got)
		}
	})
	if len(h.callers) > 0 {
		t.Errorf("somebody else got in: %+v", <-h.callers)
	}
}

func TestTooManyWrongPasswordsAreThrottled(t *testing.T) {
	var later atomic.Int64
	h := open(t, func(c *Config) {
		c.Limits.PasswordFailures = 3
		c.Now = func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	})
	for range 3 {
		if _, err := h.tryDial("bob", gossh.Password("guess")); err == nil {
			t.Fatal("a guess got in")
		}
	}
	var banner string
	_, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{
		User: "BOB", Auth: []gossh.AuthMethod{gossh.Password("wheat")}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		BannerCallback: func(text string) error { banner = text; return nil },
	})
	if err == nil || banner != "密码错误次数太多, 请 10 分钟后再试, 或请平安办重置密码.\r\n" {
		t.Fatalf("err %v, banner %q", err, banner)
	}
	if h.people.asked != 3 {
		t.Errorf("%d passwords were checked, want 3", h.people.asked)
	}
	h.dial(t, "alice", gossh.Password("rice")) // another login of the same office
	later.Store(int64(11 * time.Minute))
	h.dial(t, "bob", gossh.Password("wheat"))
}

func TestAuthTriesEndTheConnection(t *testing.T) {
	h := open(t, nil)
	c := dialRaw(t, h.addr, "SSH-2.0-raw")
	for i := range 6 {
		if got := c.password("bob", fmt.Sprint(i)); got == 0 && i < 5 || got != 0 && i == 5 {
			t.Fatalf("attempt %d was answered with %d", i+1, got)
		}
	}
}

func TestCertificatesAreRefused(t *testing.T) {
	h := open(t, nil)
	cert := &gossh.Certificate{
		Key: aliceKey.PublicKey(), CertType: gossh.UserCert, ValidPrincipals: []string{"alice"},
		ValidBefore: gossh.CertTimeInfinity,
	}
	must(t, cert.SignCert(rand.Reader, aliceKey))
	signer, err := gossh.NewCertSigner(cert, aliceKey)
	must(t, err)
	if _, err := h.tryDial("alice", gossh.PublicKeys(signer)); err == nil {
		t.Fatal("a certificate got in")
	}
}

func TestHostileLoginsAreCleanedInTheLog(t *testing.T) {
	h := open(t, nil)
	c := dialRaw(t, h.addr, "SSH-2.0-\x1b[31mevil\x07")
	for _, login := range []string{"a\nlevel=INFO msg=\"auth ok\" login=bob", "\x1b]0;title\x07", "\u202egnp", "\xff\xfe", strings.Repeat("长", 60_000)} {
		if got := c.password(login, "x"); got != authFailure {
			t.Fatalf("%.20q: got %d", login, got)
		}
	}
	if h.people.asked != 0 {
		t.Error("a malformed login was looked up")
	}
	log := h.journal.String()
	for _, line := range strings.Split(log, "\n") {
		if len(line) > 600 {
			t.Errorf("a log line of %d bytes", len(line))
		}
		if strings.HasPrefix(line, "level=") || strings.ContainsAny(line, "\x1b\x07\r\u202e") {
			t.Errorf("log line %q", line)
		}
	}
	// A packet of 1 MB is more than the protocol allows: the line is cut, the server lives.
	big := dialRaw(t, h.addr, "SSH-2.0-raw")
	if err := big.trySend(authRequest(strings.Repeat("u", 1<<20), "none", nil)); err == nil && big.answer() != 0 {
		t.Fatal("a packet of 1 MB was answered")
	}
	h.dial(t, "bob", gossh.Password("wheat"))
}
