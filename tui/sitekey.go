package tui

import (
	"strings"

	"fanzha/db/plan"
)

// SiteKey is the Key of a place on the registers' page: which register, as of
// which day, and which of its sites. The zero SiteKey is the list of them all.
type SiteKey struct {
	Register string
	Day      plan.Date // zero: today
	Site     string    // its name
	Adds     bool      // a new point is to be filled in, on the road that Site names
}

// String is the key as a Place carries it. A register's id holds none of the
// signs that part it.
func (k SiteKey) String() string {
	text := k.Register
	if !k.Day.IsZero() {
		text += "@" + k.Day.String()
	}
	if k.Adds {
		text += "+"
	}
	if k.Site != "" {
		text += "/" + k.Site
	}
	return text
}

// ReadSiteKey reads what String wrote.
func ReadSiteKey(text string) SiteKey {
	head, site, _ := strings.Cut(text, "/")
	head, adds := strings.CutSuffix(head, "+")
	id, day, _ := strings.Cut(head, "@")
	k := SiteKey{Register: id, Site: site, Adds: adds}
	if d, err := plan.ParseDate(day); err == nil {
		k.Day = d
	}
	return k
}

// Has says whether there is a page of the kind to go to.
func (c Context) Has(kind Kind) bool { return c.root.Makers[kind] != nil }
