package ledger

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestATypedFigureCountsTheJointEventsFirst(t *testing.T) {
	stakes := []Stake{{Root: "1", Amount: 4}, {Root: "2", Amount: 3, Joint: true}, {Root: "3", Amount: 2, Shared: true}}
	for typed, want := range map[int64]map[string]int64{
		0:  {"1": 0, "2": 0, "3": 0},
		1:  {"1": 0, "2": 0, "3": 1},
		4:  {"1": 0, "2": 2, "3": 2},
		6:  {"1": 1, "2": 3, "3": 2},
		99: {"1": 4, "2": 3, "3": 2},
		-5: {"1": 0, "2": 0, "3": 0},
	} {
		if got := Counted(typed, stakes); !maps.Equal(got, want) {
			t.Errorf("typed %d: %v, want %v", typed, got, want)
		}
	}
}

// What is counted never goes beyond what was typed, nor beyond what the rows
// say, whatever corrections are among them.
func TestCountedIsNoMoreThanWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOf(rapid.Int64Range(-9, 9)).Draw(t, "amounts")
		typed := rapid.Int64Range(-20, 20).Draw(t, "typed")
		var stakes []Stake
		var sum, all int64
		for i, n := range amounts {
			stakes = append(stakes, Stake{Root: string(rune('a' + i)), Amount: n, Joint: i%2 == 0})
			sum += n
		}
		for n := range maps.Values(Counted(typed, stakes)) {
			all += n
		}
		if want := slices.Max([]int64{min(0, typed), min(sum, max(typed, 0))}); all != want {
			t.Fatalf("%d typed over %d count %d, want %d", typed, sum, all, want)
		}
	})
}
