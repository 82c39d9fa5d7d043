package plan

import (
	"cmp"
	"slices"
	"strings"
)

// Nearest lists up to n keys of the form that a wrong one may have meant, best
// first: those that it begins, those whose Chinese label holds it, and those
// that differ by a few letters.
func (f *Form) Nearest(key string, n int) []string {
	key = strings.ToLower(strings.TrimSpace(key))
	if key == "" {
		return nil
	}
	var guesses []guess
	for _, l := range f.Lines {
		if cost, ok := likeness(key, l.Key, l.Label); ok {
			guesses = append(guesses, guess{l.Key, cost})
		}
	}
	return nearestOf(guesses, n)
}

// NearestField is Nearest among the fields of a ledger or a register.
func NearestField(fields []Field, key string, n int) []string {
	key = strings.ToLower(strings.TrimSpace(key))
	if key == "" {
		return nil
	}
	var guesses []guess
	for i := range fields {
		if cost, ok := likeness(key, fields[i].Key, fields[i].Label); ok {
			guesses = append(guesses, guess{fields[i].Key, cost})
		}
	}
	return nearestOf(guesses, n)
}

// guess is a key that a wrong one may have meant; the lower its cost, the
// nearer.
type guess struct {
	key  string
	cost int
}

// nearestOf are the keys of the n nearest guesses.
func nearestOf(guesses []guess, n int) []string {
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(a.cost, b.cost) })
	var keys []string
	for _, g := range guesses[:min(n, len(guesses))] {
		keys = append(keys, g.key)
	}
	return keys
}

// likeness is how far a key with its label is from what was typed, and whether
// it is near enough to be named.
func likeness(typed, key, label string) (int, bool) {
	best, found := 0, false
	offer := func(cost int) {
		if !found || cost < best {
			best, found = cost, true
		}
	}
	if strings.HasPrefix(key, typed) {
		offer(1)
	}
	if strings.Contains(label, typed) {
		offer(1)
	}
	if len([]rune(typed)) > 2 && strings.Contains(key, typed) {
		offer(2)
	}
	for _, name := range []string{key, label} {
		if d := distance([]rune(typed), []rune(name)); d <= max(len([]rune(typed)), len([]rune(name)))/2 && d <= 4 {
			offer(d)
		}
	}
	return best, found
}

// distance is the Levenshtein distance: letters to insert, drop or change.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Alike reports whether a name is near enough to what was typed to be offered.
func Alike(typed, name string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return false
	}
	_, ok := likeness(typed, name, name)
	return ok
}
