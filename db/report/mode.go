package report

import (
	"slices"

	"fanzha/db/plan"
)

// Mode is how a unit counts a ledger that may be kept as a list.
type Mode string

// A unit chooses once; until it does, its first row decides, and it counts.
const (
	ModeNone    Mode = ""      // the ledger leaves no choice
	ModeOpen    Mode = "open"  // not chosen yet: it counts
	ModeCounted Mode = "count" // 按填报数
	ModeListed  Mode = "list"  // 按户号, each once a year
)

// Name is the mode's word for people.
func (m Mode) Name() string {
	switch m {
	case ModeListed:
		return "按户号"
	case ModeCounted:
		return "按填报数"
	case ModeOpen:
		return "未选定"
	}
	return ""
}

// Listing is the ledger whose list makes the line's figure, if the unit may
// keep one, and whether it does.
func (s *Sheet) Listing(l *plan.Line) (k *plan.Ledger, m Mode) {
	key := l.Indicator.Key
	if !l.Indicator.Milestone.IsZero() {
		key = l.Indicator.PartOf
	}
	for _, k := range s.Plan.LedgersOf(s.Unit.Kind) {
		if slices.ContainsFunc(k.Feeds, func(f plan.Feed) bool { return f.Key == key && f.Sum != "" && f.Once != "" }) {
			if s.Modes[k.ID] == ModeListed {
				return k, ModeListed
			}
			return k, ModeCounted
		}
	}
	return nil, ModeNone
}

// Mode is how the figures behind a percentage are counted.
func (s *Sheet) Mode(e *Entry) Mode {
	if r := e.Line.Indicator.Ratio; r != nil {
		return s.countedBy(r)
	}
	return ModeNone
}

// countedBy is how what a ratio counts is counted; computed lines are looked
// into.
func (s *Sheet) countedBy(r *plan.Ratio) Mode {
	seen := map[string]bool{}
	for keys := r.NumExpr(s.Unit.Kind).Keys(); len(keys) > 0; keys = keys[1:] {
		e := s.Find(keys[0])
		if e == nil || seen[e.Line.Key] {
			continue
		}
		seen[e.Line.Key] = true
		if _, m := s.Listing(e.Line); m != ModeNone {
			return m
		}
		if x := e.Line.Indicator.Expr(s.Unit.Kind); x != nil {
			keys = append(keys, x.Keys()...)
		}
	}
	return ModeNone
}
