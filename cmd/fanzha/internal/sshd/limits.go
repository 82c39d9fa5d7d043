package sshd

import (
	"time"

	"fanzha/tui/screen"
)

// Limits bounds what a client may take, before and after it is known. Zero means the default that stands behind each.
type Limits struct {
	Handshake time.Duration // from connecting to the end of the key exchange: 20 s
	Login     time.Duration // from connecting to being known, with time to type a password: 2 min
	AuthTries int           // failed attempts on one connection: 6

	// A whole office may sit behind one address with every clerk at the password prompt.
	WaitingPerAddress int // connections of one address (IPv6: of one /64) that are not yet known: 32
	Waiting           int // all connections that are not yet known: 256

	ConnectionsPerAccount int // 20
	Connections           int // all connections of known accounts: 600
	SessionsPerConnection int // channels open at once: 10
	SessionsPerAccount    int // 20
	Sessions              int // 600

	PasswordFailures int           // of one login from one address within FailureWindow: 10
	AddressFailures  int           // of one address, whatever the login, within FailureWindow: 100
	FailureWindow    time.Duration // 10 min
	PasswordChecks   int           // passwords being checked at once, each some 19 MiB of argon2id: 4

	Idle      time.Duration // without a key pressed in the interface, whatever is painted: 2 h
	Quiet     time.Duration // of a known connection on which nothing runs: 2 min
	Command   time.Duration // for one command: 10 min
	KeepAlive time.Duration // between two questions whether the client is there: 20 s
	Answer    time.Duration // for the client to answer one: 30 s
	Grace     time.Duration // for a session to end after its context has: 10 s
}

// withDefaults fills in what was left at zero.
func (l Limits) withDefaults() Limits {
	setDefault(&l.Handshake, 20*time.Second)
	setDefault(&l.Login, 2*time.Minute)
	setDefault(&l.AuthTries, 6)
	setDefault(&l.WaitingPerAddress, 32)
	setDefault(&l.Waiting, 256)
	setDefault(&l.ConnectionsPerAccount, 20)
	setDefault(&l.Connections, 600)
	setDefault(&l.SessionsPerConnection, 10)
	setDefault(&l.SessionsPerAccount, 20)
	setDefault(&l.Sessions, 600)
	setDefault(&l.PasswordFailures, 10)
	setDefault(&l.AddressFailures, 100)
	setDefault(&l.FailureWindow, 10*time.Minute)
	setDefault(&l.PasswordChecks, 4)
	setDefault(&l.Idle, 2*time.Hour)
	setDefault(&l.Quiet, 2*time.Minute)
	setDefault(&l.Command, 10*time.Minute)
	setDefault(&l.KeepAlive, 20*time.Second)
	setDefault(&l.Answer, 30*time.Second)
	setDefault(&l.Grace, screen.SaveWait+time.Second)
	return l
}

func setDefault[T int | time.Duration](value *T, standard T) {
	if *value <= 0 {
		*value = standard
	}
}
