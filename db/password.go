package db

import (
	"context"
	"crypto/rand"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"fanzha/db/account"
	"fanzha/db/report"
)

// hashing is argon2id at the OWASP minimum: 19 MiB, two passes.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hash makes an argon2id hash; few run at once, since each takes its memory.
func (s *Store) hash(ctx context.Context, password string) (string, error) {
	select {
	case s.hashes <- struct{}{}:
		defer func() { <-s.hashes }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	return argon2id.CreateHash(password, hashing)
}

// matches compares in the time of one hash.
func (s *Store) matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case s.hashes <- struct{}{}:
		defer func() { <-s.hashes }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

// noAccount is the hash that an unknown login is compared with, so that it
// costs the same as a known one.
const noAccount = "$argon2id$v=19$m=19456,t=2,p=1$YWJzZW50YWNjb3VudHNhbHQ$0m2v8yqv2m0pDqv5oWb0w0xkq3Jq1o2m8Y0xJ4b3x5E"

// firstPassword makes a password that is read out and typed once: four groups
// of four, without the characters that people confuse (about 78 bits).
func firstPassword() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	out := make([]byte, 0, 19)
	for len(out) < 19 {
		if len(out)%5 == 4 {
			out = append(out, '-')
			continue
		}
		var b [1]byte
		_, _ = rand.Read(b[:]) // never fails
		if int(b[0]) < 256/len(letters)*len(letters) {
			out = append(out, letters[int(b[0])%len(letters)])
		}
	}
	return string(out)
}

// opens compares a password with a hash; first says that the hash is a first
// password's. That is read off a sheet, so that it may be typed without its
// dashes. What it costs tells nobody whether it is one.
func (s *Store) opens(ctx context.Context, password, hash string, first bool) (bool, error) {
	ok, err := s.matches(ctx, password, hash)
	if ok || err != nil || len(password) != 16 {
		return ok, err
	}
	ok, err = s.matches(ctx, strings.Join([]string{password[:4], password[4:8], password[8:12], password[12:]}, "-"), hash)
	return ok && first, err
}

// knows refuses who cannot tell the password that is in use.
func (s *Store) knows(ctx context.Context, p *person, old string) error {
	ok, err := s.opens(ctx, old, p.hash, p.mustChange)
	switch {
	case err != nil || ok:
		return err
	case old == "" && p.First != "":
		return report.Errorf(report.CodePassword, "密码在这次登录以后改过或重置过, 请输入现在的密码.")
	}
	return report.Errorf(report.CodePassword, "原密码不对, 请重新输入.")
}

// checkPassword refuses a chosen password that is easy to guess.
func checkPassword(login, chosen string) error {
	switch {
	case utf8.RuneCountInString(chosen) < account.MinPassword:
		return report.Errorf(report.CodeInvalid, "新密码至少 %d 位.", account.MinPassword)
	case len(chosen) > account.MaxPassword:
		return report.Errorf(report.CodeInvalid, "新密码太长, 请用 %d 字节以内.", account.MaxPassword)
	case chosen == login || sameRune(chosen) || chosen == "12345678" || chosen == "123456789" || chosen == "password":
		return report.Errorf(report.CodeInvalid, "这个密码太容易猜到, 请换一个.")
	}
	return nil
}

func sameRune(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	for _, r := range s {
		if r != first {
			return false
		}
	}
	return true
}
