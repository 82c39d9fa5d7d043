package sshd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// maxPassword is the longest password, in bytes, that is checked at all.
const maxPassword = 1024

// The reasons for which the server itself turns an attempt down.
var (
	errDenied    = errors.New("denied")
	errLogin     = errors.New("malformed login")
	errPassword  = errors.New("password too long")
	errThrottled = errors.New("too many failed passwords")
	errCert      = errors.New("certificates are not taken")
)

// algorithms leaves out SHA-1 and CBC, and keeps what clients of the last ten years can speak. The library adds
// curve25519-sha256@libssh.org beside curve25519-sha256.
var algorithms = gossh.Config{
	KeyExchanges: []string{
		gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, gossh.KeyExchangeECDHP256,
		gossh.KeyExchangeDH16SHA512, gossh.KeyExchangeDH14SHA256,
	},
	Ciphers: []string{
		gossh.CipherChaCha20Poly1305, gossh.CipherAES128GCM, gossh.CipherAES256GCM,
		gossh.CipherAES128CTR, gossh.CipherAES192CTR, gossh.CipherAES256CTR,
	},
	MACs: []string{gossh.HMACSHA256ETM, gossh.HMACSHA512ETM, gossh.HMACSHA256, gossh.HMACSHA512},
}

// userKeyAlgorithms are the signatures that are taken from a person's key.
var userKeyAlgorithms = []string{
	gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoSKECDSA256,
	gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521,
	gossh.KeyAlgoRSASHA256, gossh.KeyAlgoRSASHA512,
}

// identity is who an attempt that succeeded belongs to. It travels in the Permissions that this attempt returned and
// nowhere else, so that no other attempt on the same connection can lend its login or its key.
type identity struct{ account, login, key, proof string }

type identityKey struct{}

func permissions(id identity) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{identityKey{}: id}}
}

// identityOf reads the identity that the server verified, if p carries one.
func identityOf(p *gossh.Permissions) (identity, bool) {
	if p == nil {
		return identity{}, false
	}
	id, ok := p.ExtraData[identityKey{}].(identity)
	return id, ok && id.account != ""
}

// handshake makes the configuration of one connection. The library's own handlers are left unset: they keep identity in
// the connection's context, where one attempt overwrites another.
func (s *Server) handshake(ctx ssh.Context) *gossh.ServerConfig {
	l := ctx.Value(lineKey{}).(*line)
	return &gossh.ServerConfig{
		Config:                  algorithms,
		PublicKeyAuthAlgorithms: userKeyAlgorithms,
		MaxAuthTries:            s.cfg.Limits.AuthTries,
		PreAuthConnCallback:     func(gossh.ServerPreAuthConn) { l.keyExchanged() },
		PasswordCallback: func(c gossh.ConnMetadata, password []byte) (*gossh.Permissions, error) {
			return s.password(l, c.User(), string(password))
		},
		KeyboardInteractiveCallback: func(c gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			answers, err := ask("", "", []string{"密码: "}, []bool{false})
			if err != nil {
				return nil, err
			}
			return s.password(l, c.User(), answers[0])
		},
		PublicKeyCallback: func(c gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			return s.key(l, c.User(), key)
		},
		VerifiedPublicKeyCallback: func(_ gossh.ConnMetadata, _ gossh.PublicKey, p *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			id, ok := identityOf(p)
			if !ok {
				return nil, errDenied
			}
			return s.admit(l, id)
		},
		AuthLogCallback: func(c gossh.ConnMetadata, method string, err error) { logAttempt(l, c, method, err) },
	}
}

// key answers whose key it is; the client has not proved yet that it holds it.
func (s *Server) key(l *line, login string, key gossh.PublicKey) (*gossh.Permissions, error) {
	if !validLogin(login) {
		return nil, errLogin
	}
	if _, ok := key.(*gossh.Certificate); ok {
		return nil, errCert // its restrictions would have to be kept, and nobody here signs any
	}
	account, err := s.cfg.Accounts.Key(l.ctx, login, key)
	if err == nil && account == "" {
		err = errDenied
	}
	if err != nil {
		l.offer(key)
		return nil, err
	}
	return permissions(identity{account: account, login: login, key: gossh.FingerprintSHA256(key)}), nil
}

// password checks a password, a few at a time, unless there were too many wrong ones.
func (s *Server) password(l *line, login, password string) (*gossh.Permissions, error) {
	if !validLogin(login) {
		return nil, errLogin
	}
	if len(password) > maxPassword {
		return nil, errPassword
	}
	if wait := s.throttle.try(s.cfg.Now(), l.place, strings.ToLower(login)); wait > 0 {
		return nil, &gossh.BannerError{
			Err:     errThrottled,
			Message: fmt.Sprintf("密码错误次数太多, 请 %s后再试, 或请平安办重置密码.\r\n", inWords(wait)),
		}
	}
	id, err := s.checkPassword(l.ctx, login, password, l.RemoteAddr().String())
	if err != nil {
		return nil, err
	}
	s.throttle.succeeded(l.place, strings.ToLower(login))
	return s.admit(l, id)
}

func (s *Server) checkPassword(ctx context.Context, login, password, from string) (identity, error) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Limits.Login)
	defer cancel()
	select {
	case s.checking <- struct{}{}:
		defer func() { <-s.checking }()
	case <-ctx.Done():
		return identity{}, ctx.Err()
	}
	account, proof, err := s.cfg.Accounts.Password(ctx, login, password, from)
	if err == nil && account == "" {
		err = errDenied
	}
	return identity{account: account, login: login, proof: proof}, err
}

// admit ends a verified attempt: as the account's connection, or with the sentence that there are too many.
func (s *Server) admit(l *line, id identity) (*gossh.Permissions, error) {
	if err := l.admit(id.account); err != nil {
		return nil, &gossh.BannerError{Err: err, Message: "连接太多了. 请先关掉几个窗口, 再重新连接.\r\n"}
	}
	return permissions(id), nil
}

// logAttempt writes down one attempt. What the client sent is cleaned and cut, and a password is never in reach.
func logAttempt(l *line, c gossh.ConnMetadata, method string, err error) {
	if errors.Is(err, gossh.ErrNoAuth) {
		return // the question which methods there are
	}
	log := l.log.With("account", l.owner(), "login", cleaned(c.User(), 64), "method", cleaned(method, 32))
	if err != nil {
		level := slog.LevelWarn
		if method == "publickey" {
			level = slog.LevelInfo // an agent offers every key that it has
		}
		log.Log(l.ctx, level, "auth failed", "err", cleaned(err.Error(), 200))
		return
	}
	log.Info("auth ok", "client", cleaned(string(c.ClientVersion()), 64), "after", time.Since(l.opened).Round(time.Millisecond))
}
