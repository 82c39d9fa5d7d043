// Package account holds what is known of logins: who they are, what they may
// do and where. It is pure.
package account

import (
	"regexp"
	"slices"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Roles of a grant at a place in the unit tree.
const (
	Filler   = "filler"   // fills in the own unit's reports
	Reviewer = "reviewer" // 平安办: returns, accepts, administers
	Leader   = "leader"   // reads all; judges the 平安办's own report
	Auditor  = "auditor"  // reads all until a date
)

// The bounds of a password that a person chooses: the least in characters, the
// most in bytes.
const (
	MinPassword = 8
	MaxPassword = 200
)

// RoleName is a role's word for people; an unknown role is itself.
func RoleName(role string) string {
	switch role {
	case Filler:
		return "填报员"
	case Reviewer:
		return "审核员"
	case Leader:
		return "领导"
	case Auditor:
		return "督查"
	}
	return role
}

// Account is a login as the office lists it, once for each of its grants.
type Account struct {
	Login      string    `json:"login"`
	Name       string    `json:"name"`
	Unit       string    `json:"unit"`
	UnitName   string    `json:"unit_name"`
	Role       string    `json:"role"`
	Until      string    `json:"until,omitempty"`
	Disabled   bool      `json:"disabled"`
	MustChange bool      `json:"first_password"` // the first password is still in use
	Keys       int       `json:"keys"`
	Created    time.Time `json:"created"`
	// LastSeen is when the account last came into the interface; nil: never.
	LastSeen *time.Time `json:"last_seen"`
}

// New is what an account is added with.
type New struct {
	Login, Name, Unit, Role string
	Until                   plan.Date // zero: for ever
}

// Credential is an account with its first password, shown once.
type Credential struct {
	Login, Unit, Role, Password string
}

// Key is a public key that opens an account.
type Key struct {
	Fingerprint string    `json:"fingerprint"` // SHA256:…
	PublicKey   string    `json:"public_key"`  // in the form of authorized_keys
	Added       time.Time `json:"added"`
}

// Me is who sits at a desk and what the screens need to greet them.
type Me struct {
	Login, Name string
	MustChange  bool // the first password is still in use
	ProvedFirst bool // it was typed to come in here: choosing another does not ask for it
	Roles       []string
	Unit        string // code of the own unit; empty for who fills in nothing
	UnitName    string
	SeesAll     bool // reads the whole township
	Reviews     bool // returns and accepts
	Current     report.Period
	Now         time.Time
	Rehearsal   bool
	Root        string // the township's name
}

// Leads says that the person is a leader.
func (m *Me) Leads() bool { return slices.Contains(m.Roles, Leader) }

// Session is a time that an account was in.
type Session struct {
	ID     string     `json:"id"`
	Login  string     `json:"login"`
	Name   string     `json:"name"`
	Origin string     `json:"origin"` // 本机, ssh 10.1.2.3
	Client string     `json:"client"`
	Began  time.Time  `json:"began"`
	Ended  *time.Time `json:"ended"` // nil: still in
	Here   bool       `json:"here"`  // the one that asks
}

var loginSyntax = regexp.MustCompile(`^[a-z][a-z0-9_.-]{1,31}$`)

// CheckLogin refuses a name that no account can have.
func CheckLogin(login string) error {
	if !loginSyntax.MatchString(login) {
		return report.Errorf(report.CodeInvalid, "账号 %s 应为小写字母开头, 由字母、数字组成, 2 到 32 位.", report.Clip(login))
	}
	return nil
}
