package db

import (
	"context"
	"database/sql"

	"fanzha/db/report"
)

// ErrSignIn is all that a failed sign-in says, whatever was wrong.
var ErrSignIn = report.Errorf(report.CodeForbidden, "账号或密码不对.")

// accountRow is an account as sign-in needs it.
type accountRow struct {
	id, login, hash string
	mustChange      bool
	disabled        sql.NullInt64
}

// account finds a login: the account's code, else its unit's Chinese name,
// where the account named like the unit's code comes first.
func (s *Store) account(ctx context.Context, login string) (*accountRow, error) {
	login = report.Clean(login)
	a := &accountRow{}
	err := s.read.QueryRowContext(ctx, `SELECT a.id, a.login, a.password_hash, a.must_change, a.disabled_at
		FROM account a WHERE a.id IN (
			SELECT id FROM account WHERE login = ?1
			UNION SELECT id FROM account WHERE name = ?1
			UNION SELECT named.id FROM unit u JOIN account named ON named.login = u.code WHERE u.name = ?1
			UNION SELECT g.account_id FROM unit u JOIN account_grant g ON g.unit_id = u.id AND g.role = 'filler' WHERE u.name = ?1)
		ORDER BY a.login = ?1 DESC, EXISTS (SELECT 1 FROM unit u WHERE u.name = ?1 AND u.code = a.login) DESC, a.disabled_at IS NOT NULL, a.id
		LIMIT 1`, login).
		Scan(&a.id, &a.login, &a.hash, &a.mustChange, &a.disabled)
	if noRows(err) {
		return nil, ErrSignIn
	}
	return a, mapError(err)
}

// SignIn returns the account's id for a login and its password and, where that
// is a first password, the hash that it matched, for the Actor. An unknown login
// and a disabled account cost the same and say the same.
func (s *Store) SignIn(ctx context.Context, login, password string) (id, first string, err error) {
	a, err := s.account(ctx, login)
	if err != nil && err != error(ErrSignIn) {
		return "", "", err
	}
	hash := noAccount
	if a != nil {
		hash = a.hash
	}
	ok, err := s.opens(ctx, password, hash, a != nil && a.mustChange)
	if err != nil {
		return "", "", err
	}
	if !ok || a == nil || a.disabled.Valid {
		return "", "", ErrSignIn
	}
	if a.mustChange {
		first = a.hash
	}
	return a.id, first, nil
}

// SignInByKey returns the account's id when the public key, given by its
// SHA-256 fingerprint, opens the login. One key may open several accounts.
func (s *Store) SignInByKey(ctx context.Context, login, fingerprint string) (string, error) {
	a, err := s.account(ctx, login)
	if err != nil {
		return "", err
	}
	var n int
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM account_key WHERE account_id = ? AND fingerprint = ?`, a.id, fingerprint).Scan(&n)
	if err != nil {
		return "", mapError(err)
	}
	if n == 0 || a.disabled.Valid {
		return "", ErrSignIn
	}
	return a.id, nil
}

// AccountAtMachine returns the account's id for a login without a password:
// whoever is at the machine holds the file anyway, and the audit says so.
func (s *Store) AccountAtMachine(ctx context.Context, login string) (string, error) {
	a, err := s.account(ctx, login)
	if err == error(ErrSignIn) {
		return "", report.Errorf(report.CodeNotFound, "没有账号 %s. fanzha user list 列出全部账号.", report.Clean(login))
	}
	if err != nil {
		return "", err
	}
	if a.disabled.Valid {
		return "", report.Errorf(report.CodeForbidden, "账号 %s 已停用.", a.login)
	}
	return a.id, nil
}

// OfficeAtMachine returns the account that reviews, for whoever is at the
// machine and names no login.
func (s *Store) OfficeAtMachine(ctx context.Context) (string, error) {
	var id string
	err := s.read.QueryRowContext(ctx, `SELECT a.id FROM account a JOIN account_grant g ON g.account_id = a.id
		WHERE g.role = 'reviewer' AND a.disabled_at IS NULL ORDER BY a.created_at, a.id LIMIT 1`).Scan(&id)
	if noRows(err) {
		return "", ErrEmpty
	}
	return id, mapError(err)
}
