package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong in a plan file, at a place that an editor can
// jump to. Line and Column count from 1, columns in characters.
type Problem struct {
	Line, Column int
	Message      string
}

func (p Problem) Error() string {
	return fmt.Sprintf("第%d行第%d列: %s", p.Line, p.Column, p.Message)
}

// Problems is everything wrong in a plan file, in the file's order.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted brings the problems into the file's order, each once.
func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(ps)
}
