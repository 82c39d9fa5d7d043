package report

import (
	"errors"
	"fmt"
)

// Code is the kind of a refusal; programs branch on it, people read the Text.
type Code string

// The kinds of refusal.
const (
	CodeInvalid   Code = "invalid"   // the input cannot be understood
	CodeForbidden Code = "forbidden" // the role or the place does not allow it
	CodePassword  Code = "password"  // the password that was given is not the account's
	CodeNotFound  Code = "not_found" // no such unit, period, account
	CodeState     Code = "state"     // the report's state does not allow it
	CodeLocked    Code = "locked"    // after the lock, without an unlock
	CodeBlocked   Code = "blocked"   // a rule of the plan stands against it
	CodeStale     Code = "stale"     // somebody else was faster
	CodeFull      Code = "full"      // the disk took no more
	CodeBusy      Code = "busy"      // the database is held by another
)

// Error is a refusal that a person can read: what is wrong and what to do.
type Error struct {
	Code Code
	Text string
	err  error
}

// Errorf makes a refusal; a %w among the arguments is kept for errors.Is.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Text: err.Error(), err: errors.Unwrap(err)}
}

func (e *Error) Error() string { return e.Text }

// Unwrap gives the cause, for errors.Is.
func (e *Error) Unwrap() error { return e.err }

// Is makes two refusals of one code equal for errors.Is.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// ErrStale says that what a write was based on is no longer so; nothing of
// the write was kept.
var ErrStale = &Error{Code: CodeStale, Text: "别处刚刚改过, 请看一看再试."}

// Refused reports whether err is a refusal of the given code.
func Refused(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
