// Package register knows the places that units keep lists of (名录): how a
// site stood on a day, what the lists say of the form, and which sites miss
// what every site must meet. It is pure: the versions and the day are given.
package register

import (
	"slices"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Version is how a site stands from a day on, until a later version.
type Version struct {
	Seq      int64                   `json:"seq"`
	From     plan.Date               `json:"from"`
	Name     string                  `json:"name"`
	Fields   map[string]report.Value `json:"fields"`
	Gone     bool                    `json:"gone"`
	Basis    string                  `json:"basis,omitempty"`
	By       string                  `json:"by"` // the account's name
	At       time.Time               `json:"at"`
	OnBehalf bool                    `json:"on_behalf,omitempty"`
}

// Site is one entry of a unit's register as it stands on a day.
type Site struct {
	ID string `json:"id"`
	Version
}

// AsOf is the version in force on a day: the newest that begins no later, and
// of several of one day the last written. None is false.
func AsOf(versions []Version, day plan.Date) (Version, bool) {
	var found Version
	ok := false
	for _, v := range versions {
		if day.Before(v.From) {
			continue
		}
		if c := v.From.Compare(found.From); !ok || c > 0 || c == 0 && v.Seq > found.Seq {
			found, ok = v, true
		}
	}
	return found, ok
}

// Book is what a unit's registers hold on a day, by the register's id: the
// sites that stand. A register that says nothing yet has no entry; one
// whose sites have all gone has an empty one.
type Book map[string][]Site

// Find is the site of a register by its id or its name.
func (b Book) Find(register, site string) (*Site, bool) {
	for _, same := range []func(Site) bool{
		func(s Site) bool { return s.ID == site },
		func(s Site) bool { return s.Name == site },
	} {
		if i := slices.IndexFunc(b[register], same); i >= 0 && site != "" {
			return &b[register][i], true
		}
	}
	return nil, false
}

// number is a site's figure under a field; a field that is not filled is 0.
func (s *Site) number(field string) (n report.Value) {
	if v := s.Fields[field]; !v.Blank() {
		return v
	}
	return report.Number(report.Whole(0))
}

// Edit is a site as a person typed it.
type Edit struct {
	Site   string            // the site's id, or a name that it bears or bore; empty for a new one, or the only one of a register of single sites
	Name   string            // empty keeps the name
	Named  bool              // the name stands for the site that bears it, else for a new one; without it, it is a new one's
	From   plan.Date         // the day from which it counts; zero: the newest that the period in hand counts
	Fields map[string]string // by key or label; what is not named stays as it was, empty text clears
	Basis  string            // what it rests on
	Seen   int64             // the version that the person saw, by its Seq; 0: whatever stands there now
}

// Refusals of an edit that are about no field of the plan stand under these keys.
const (
	KeyName  = "site"
	KeyFrom  = "from"
	KeyBasis = "basis"
)

// Summary is one register of a unit in a listing.
type Summary struct {
	Register *plan.Register `json:"-"`
	ID       string         `json:"register"`
	Name     string         `json:"name"`
	Kept     int            `json:"sites"` // sites that stand
	Failing  int            `json:"failing"`
	Since    plan.Date      `json:"since"` // the newest version's day; zero: nothing yet
	Writes   bool           `json:"writes"`
}

// Listing is one register of a unit as of a day.
type Listing struct {
	Register *plan.Register
	Unit     report.UnitRef
	Day      plan.Date
	Open     plan.Date // the first day from which a change may count
	Writes   bool      // the person may change it
	Shut     string    // why nothing can be changed today all the same; empty: it can
	Sites    []Site
	Verdicts []Verdict
}

// Failing lists what the site misses.
func (l *Listing) Failing(site string) []Verdict {
	var all []Verdict
	for _, v := range l.Verdicts {
		if v.ID == site && !v.Met {
			all = append(all, v)
		}
	}
	return all
}

// Line is a version as one short line of the audit: its name, its fields in
// the register's order, and from when.
func (v *Version) Line(r *plan.Register) string {
	parts := []string{v.Name}
	if v.Gone {
		parts = append(parts, "撤销")
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		if text := Shown(f, v.Fields[f.Key]); text != "" && !v.Gone {
			parts = append(parts, f.Label+" "+text)
		}
	}
	return strings.Join(append(parts, v.From.String()+"起"), ", ")
}

// Shown is a field's value for people with its measure; nothing is empty.
func Shown(f *plan.Field, v report.Value) string {
	n, ok := v.Number()
	switch {
	case v.Blank():
		return ""
	case ok && f.Type == plan.TypeChainage:
		return report.Chainage(n)
	case ok && f.Measure != "":
		return report.Commas(n) + " " + f.Measure
	}
	return v.Shown()
}

// Record is a site with all its versions, the oldest first.
type Record struct {
	ID       string
	Register string
	Versions []Version
}

// Newest is the version that counts last.
func (r *Record) Newest() Version {
	v, _ := AsOf(r.Versions, plan.Date{Year: 9999})
	return v
}

// At is what records hold on a day. Their order stays: that in which the
// sites were first entered.
func At(records []Record, day plan.Date) Book {
	book := Book{}
	for i := range records {
		r := &records[i]
		v, ok := AsOf(r.Versions, day)
		if !ok {
			continue
		}
		if _, known := book[r.Register]; !known {
			book[r.Register] = []Site{}
		}
		if !v.Gone {
			book[r.Register] = append(book[r.Register], Site{r.ID, v})
		}
	}
	return book
}

// Named reports whether another site of the register bears the name on the
// day or later.
func Named(records []Record, register, name, except string, from plan.Date) bool {
	for i := range records {
		r := &records[i]
		if r.Register != register || r.ID == except {
			continue
		}
		days := []plan.Date{from}
		for _, v := range r.Versions {
			if from.Before(v.From) {
				days = append(days, v.From)
			}
		}
		for _, day := range days {
			if v, stands := AsOf(r.Versions, day); stands && !v.Gone && v.Name == name {
				return true
			}
		}
	}
	return false
}
