// Package ledger knows the dated events that units note through the month
// (台账): how a row is read from what a person typed, in which period it counts
// and what it adds to the lines of the form. It is pure: the data and the time
// are given to it.
package ledger

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Keys of what a row has beside its fields, as refusals name them.
const (
	KeyDay    = "date"
	KeyReason = "reason"
)

// Row is one event as it stands in a ledger. Rows are never changed: a
// correction is a row of its own that says what it corrects and why.
type Row struct {
	ID     string                  `json:"id"`
	Number int64                   `json:"number"` // short enough to type; grows with every row of the folder
	Ledger string                  `json:"ledger"` // id
	Unit   report.UnitRef          `json:"unit"`   // who noted it; of a joint event the organiser
	Day    plan.Date               `json:"date"`
	Period report.Period           `json:"period"` // where it counts, for who reads it: a partner has its own
	Fields map[string]report.Value `json:"fields"`
	Words  map[string]string       `json:"words"` // the same as people read and type them: units by name, K0+420
	Text   string                  `json:"text"`  // the row in one short line

	Corrects    string    `json:"corrects,omitempty"`     // id of the row that it corrects
	CorrectedBy string    `json:"corrected_by,omitempty"` // id of the row that corrects it; empty: it is the newest
	Struck      bool      `json:"struck,omitempty"`       // it strikes out what it corrects
	Reason      string    `json:"reason,omitempty"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	OnBehalf    bool      `json:"on_behalf"`         // 代填
	Partner     bool      `json:"partner,omitempty"` // seen by a partner of the event, which cannot change it

	Counts []report.Period `json:"counts,omitempty"` // told by lists of a correction: the periods in which it counts, oldest first

	Adds []Gain `json:"adds,omitempty"` // told when it is noted: what the lines of the own form have gained by it
}

// Gain is what a line of the form has gained in a period, or lost.
type Gain struct {
	Period report.Period `json:"period"`
	Key    string        `json:"key"`
	Label  string        `json:"label"`
	Value  report.Value  `json:"value"`
}

// Gains are gains in words for people, each as label names it: 受众 +40. Those of
// one period stand by themselves; where there are several each tells its month
// apart: 4月 受众 -40, 5月 受众 +40.
func Gains(adds []Gain, here report.Period, label func(string) string) []string {
	var words []string
	several := slices.ContainsFunc(adds, func(g Gain) bool { return g.Period != here })
	for i, g := range adds {
		n, _ := g.Value.Number()
		word := label(g.Label) + " " + signed(n)
		if several && (i == 0 || adds[i-1].Period != g.Period) {
			word = g.Period.Short() + " " + word
		}
		words = append(words, word)
	}
	return words
}

func signed(n decimal.Decimal) string {
	if n.IsPositive() {
		return "+" + report.Commas(n)
	}
	return report.Commas(n)
}

// Effective reports whether the row counts: nothing corrects it and it strikes
// nothing out.
func (r *Row) Effective() bool { return r.CorrectedBy == "" && !r.Struck }

// Elsewhere names the periods in which the row counts, unless that is the one of
// its day alone (更正): 2021年2月、2021年3月. A row that takes the place of one whose
// period was closed counts there too.
func (r *Row) Elsewhere(s *report.Schedule) string {
	counts := r.Counts
	if len(counts) == 0 || r.CorrectedBy != "" {
		counts = []report.Period{r.Period}
	}
	if len(counts) == 1 && counts[0] == s.Of(r.Day) {
		return ""
	}
	names := make([]string, len(counts))
	for i, p := range counts {
		names[i] = p.Name()
	}
	return strings.Join(names, "、")
}

// Entry is a row as a person typed it.
type Entry struct {
	Day    string            // as report.ReadDay takes it; empty is today, of a correction the day that stands
	Typed  map[string]string // by a field's key; of a correction only what changes, "" takes away
	Reason string            // a correction's, and that of a day whose month is closed

	Unread []report.Refusal `json:"-"` // what of a line was not understood at all; a row with any of it is not kept
	Kept   bool             `json:"-"` // it was kept as unfinished, and is finished with this
}

// Unfinished is a row that a person has begun and not noted.
type Unfinished struct {
	Row string // id of the row that it corrects; empty: it is a new one
	Entry
	At time.Time
}

// Mode is how a unit counts a ledger that may be kept as a list.
type Mode = report.Mode

// A unit chooses once. A first row without the list chooses to count.
const (
	ModeNone    = report.ModeNone
	ModeOpen    = report.ModeOpen
	ModeCounted = report.ModeCounted
	ModeListed  = report.ModeListed
)

// Sum is a line of the form that a ledger feeds, with what its rows add up to
// in a period.
type Sum struct {
	Key     string       `json:"key"`
	Label   string       `json:"label"`
	Measure string       `json:"measure"`
	Value   report.Value `json:"value"`
	Shared  report.Value `json:"shared"` // the part that another unit counts as its own
}

// Book is one ledger of a unit, as it stands in a period.
type Book struct {
	Ledger *plan.Ledger   `json:"-"`
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Unit   report.UnitRef `json:"unit"`
	Period report.Period  `json:"period"`
	Mode   Mode           `json:"mode,omitempty"`
	Rows   int            `json:"rows"` // that count in the period, without those of others
	Sums   []Sum          `json:"sums"` // in the form's order
	Writes bool           `json:"-"`    // whether the person may note, correct and strike
	Behalf bool           `json:"-"`    // and whether that is 代填
}

// Query says which rows of a ledger are wanted, newest first.
type Query struct {
	Period report.Period // where they count; zero: any
	Text   string        // that a field, the day or the unit holds
	Limit  int           // 0: DefaultLimit
	Before *Row          // only what stands after this row in the list
	All    bool          // what was corrected and struck out too
}

// DefaultLimit is how many rows a page of a ledger has.
const DefaultLimit = 200

// Page is a part of a ledger, newest first, with the period's sums at its foot.
type Page struct {
	Book
	List []Row `json:"list"`
	More bool  `json:"more"` // there are older ones
}

// Parts is a page of the rows that make a figure, newest first, with what all of
// them add up to.
type Parts struct {
	List   []Part       `json:"list"`
	More   bool         `json:"more"` // there are older ones
	Rows   int          `json:"rows"` // in all
	Amount report.Value `json:"amount"`
	Shared report.Value `json:"shared"`
}

// Part is what a row has to do with a figure of the form.
type Part struct {
	Row    Row          `json:"row"`
	Amount report.Value `json:"amount"`
	Shared report.Value `json:"shared"`
}
