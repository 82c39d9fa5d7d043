package ledger

import (
	"cmp"
	"slices"
)

// Stake is what one chain of rows has put into a line of a period. All amounts
// are in the unit in which sums are kept.
type Stake struct {
	Root   string // id of the chain's first row
	Amount int64
	Shared bool // the event is another unit's
	Joint  bool // other units count the event too
}

// Counted is how much of each chain's stake a period counts whose unit typed a
// figure over what its ledger says: no more than the figure in all. It covers
// the joint events first, those of others before the unit's own, then the older
// chain before the newer.
func Counted(typed int64, stakes []Stake) map[string]int64 {
	stakes = slices.Clone(stakes)
	rank := func(s Stake) int {
		switch {
		case s.Shared:
			return 0
		case s.Joint:
			return 1
		}
		return 2
	}
	slices.SortFunc(stakes, func(a, b Stake) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Root, b.Root)) })
	covered := func(sum int64) int64 { return max(min(typed, 0), min(sum, max(typed, 0))) }
	counted := map[string]int64{}
	var sum int64
	for _, s := range stakes {
		counted[s.Root] += covered(sum+s.Amount) - covered(sum)
		sum += s.Amount
	}
	return counted
}
