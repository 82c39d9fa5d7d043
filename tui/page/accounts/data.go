package accounts

import (
	"slices"
	"strings"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/tui/search"
)

// data is what one load brought.
type data struct {
	people []*person
	units  []place // where a role may be given, the township first
	in     int     // how many sessions are open
	fresh  int     // accounts with their first password
	off    int     // disabled ones
}

// place is where a role may be given.
type place struct{ code, name string }

// person is an account with all of its grants.
type person struct {
	login, name string
	grants      []account.Account
	disabled    bool
	mustChange  bool
	keys        int
	created     time.Time
	lastSeen    *time.Time
	in          []account.Session // open now, newest first
}

// digest puts the grants of an account together, and who is in beside them.
func digest(all []account.Account, in []account.Session, pl *plan.Plan) *data {
	d := &data{in: len(in), units: []place{{pl.Root.Code, pl.Root.Name}}}
	for _, u := range pl.Units {
		d.units = append(d.units, place{u.Code, u.Name})
	}
	index := map[string]*person{}
	for _, a := range all {
		p := index[a.Login]
		if p == nil {
			p = &person{
				login: a.Login, name: a.Name, disabled: a.Disabled, mustChange: a.MustChange,
				keys: a.Keys, created: a.Created, lastSeen: a.LastSeen,
			}
			index[a.Login] = p
			d.people = append(d.people, p)
			switch {
			case a.Disabled:
				d.off++
			case a.MustChange:
				d.fresh++
			}
		}
		p.grants = append(p.grants, a)
	}
	for _, s := range in {
		if p := index[s.Login]; p != nil {
			p.in = append(p.in, s)
		}
	}
	return d
}

// find is the account of a login, or nil.
func (d *data) find(login string) *person {
	i := slices.IndexFunc(d.people, func(p *person) bool { return p.login == login })
	if i < 0 {
		return nil
	}
	return d.people[i]
}

// shows says whether an account is what is looked for.
func (p *person) shows(filter string) bool {
	return search.Match(strings.Join([]string{p.login, p.name, p.place(), p.roles(), p.state()}, " "), filter)
}

// place is where the account belongs: its first unit.
func (p *person) place() string { return p.grants[0].UnitName }

// roles are the account's roles, each once.
func (p *person) roles() string {
	var names []string
	for _, g := range p.grants {
		if name := account.RoleName(g.Role); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// state is the word for how the account stands.
func (p *person) state() string {
	switch {
	case p.disabled:
		return "停用"
	case p.mustChange:
		return "首次密码"
	}
	return "在用"
}
