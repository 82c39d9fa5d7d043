package plan

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
)

// Limits of one expression; with no loops and no calls in the language they
// bound the time that an evaluation takes.
const (
	maxExprLength = 600 // characters
	maxExprNodes  = 200
)

// sort is the type of an expression's value.
type sort int

const (
	number sort = iota
	word
	truth
)

func (s sort) String() string { return [...]string{"数", "文字", "是非"}[s] }

// Expr is a condition or a formula over a report's cells, compiled once for
// one kind of unit. The grammar and its precedence are expr-lang's; what the
// tree may hold is an allowlist, and numbers are exact decimals throughout:
// expr's own virtual machine counts in floating point, so it never runs.
//
// It may be shared between goroutines.
type Expr struct {
	source string
	result sort
	keys   []string // cells named in any way
	now    []string // those of them that this period's cells decide
	needed []need   // cells that must have a value before it speaks
	adds   bool     // a sum of this period's cells, see Adds
	year   bool     // see Year
	eval   eval
}

// need is a cell that an expression names bare or by last.
type need struct {
	key  string
	last bool
	line string // value, previous, before: of the line asked
}

// ExprError is why an expression does not compile. Offset counts characters
// from the start of its source.
type ExprError struct {
	Offset  int
	Message string
}

func (e *ExprError) Error() string { return e.Message }

// vocabulary is what an expression may name, and the sort of each cell.
type vocabulary struct {
	cells    map[string]sort // by key, matrix lines as cases.ledao
	ratios   map[string]bool // percent lines: compared exactly elsewhere, never here
	matrices map[string]bool
	later    map[string]bool // filled as they compile: cells named in the space later, or nil
	each     bool            // value, previous, before, months, total3 are known
}

// compile reads an expression whose value is to be of a sort.
func compile(source string, want sort, words vocabulary) (*Expr, error) {
	if n := utf8.RuneCountInString(source); n > maxExprLength {
		return nil, &ExprError{Message: fmt.Sprintf("公式有%d个字, 最多%d个字, 请拆成几条", n, maxExprLength)}
	}
	tree, err := parseExpr(source)
	if err != nil {
		return nil, err
	}
	c := compiler{source: []rune(source), words: words, expr: &Expr{source: source, result: want}}
	eval, got, err := c.node(tree)
	if err != nil {
		return nil, err
	}
	if got != want {
		return nil, &ExprError{Message: fmt.Sprintf("公式的结果应是%s, 写成了%s", want, got)}
	}
	c.expr.eval, c.expr.adds = eval, adds(tree)
	return c.expr, nil
}

// String is the expression as it stands in the plan.
func (e *Expr) String() string { return e.source }

// Keys lists every cell that the expression names, each once, in order.
func (e *Expr) Keys() []string { return slices.Clone(e.keys) }

// Adds reports whether a formula only adds, subtracts and multiplies by fixed
// numbers what stands in cells of this period, so that its sum over the year
// is the formula of their sums.
func (e *Expr) Adds() bool { return e.adds }

// Year reports whether the expression names a sum over more than this period:
// what stood before it, with it, or what later ones have filed.
func (e *Expr) Year() bool { return e.year }

func adds(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return true
	case *ast.MemberNode:
		path, ok := dotted(n)
		return ok && (path[0] == "any" || path[0] == "sum" || !slices.Contains(spaces, path[0]))
	case *ast.UnaryNode:
		return adds(n.Node)
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-":
			return adds(n.Left) && adds(n.Right)
		case "*":
			return fixed(n.Left) && adds(n.Right) || adds(n.Left) && fixed(n.Right)
		}
	}
	return false
}

func fixed(n ast.Node) bool {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return true
	}
	return false
}

// Bool evaluates a condition. It is not known where a cell that the condition
// names bare or by last has no value.
func (e *Expr) Bool(c Cells) (result, known bool, err error) { return e.BoolOf(c, nil) }

// BoolOf evaluates the condition of a rule with Each on one line's history.
func (e *Expr) BoolOf(c Cells, line *History) (result, known bool, err error) {
	v, known, err := e.run(c, line, truth)
	return v.truth, known, err
}

// Number evaluates a formula. It is not known where a cell that the formula
// names bare or by last has no value.
func (e *Expr) Number(c Cells) (result decimal.Decimal, known bool, err error) {
	v, known, err := e.run(c, nil, number)
	return v.number, known, err
}

func (e *Expr) run(c Cells, line *History, want sort) (value, bool, error) {
	if e.result != want {
		return value{}, false, fmt.Errorf("公式 %s 的结果是%s, 不是%s", e.source, e.result, want)
	}
	for _, n := range e.needed {
		if !n.met(c, line) {
			return value{}, false, nil
		}
	}
	f := frame{cells: c, line: line}
	v := e.eval(&f)
	if f.err != nil {
		return value{}, false, fmt.Errorf("公式 %s: %w", e.source, f.err)
	}
	return v, true, nil
}

// met reports whether the cell has a value.
func (n need) met(c Cells, line *History) bool {
	switch {
	case n.line == "value":
		return line != nil && line.Value != nil
	case n.line == "previous":
		return line != nil && line.Previous != nil
	case n.line == "before":
		return line != nil && line.Before != nil
	case n.line != "":
		return line != nil
	case n.last:
		_, ok := c.Last(n.key)
		return ok
	}
	_, ok := c.Value(n.key)
	return ok
}

// note remembers a cell that the expression names; in the spaces prior and
// last it is one of earlier periods.
func (e *Expr) note(space, key string) {
	if !slices.Contains(e.keys, key) {
		e.keys = append(e.keys, key)
	}
	e.year = e.year || space == "prior" || space == "cum" || space == "later"
	if space != "prior" && space != "last" && !slices.Contains(e.now, key) {
		e.now = append(e.now, key)
	}
}

// require remembers a cell that must have a value before the expression speaks.
func (e *Expr) require(n need) {
	if !slices.Contains(e.needed, n) {
		e.needed = append(e.needed, n)
	}
}

// at makes an error that points at a node; a dotted name begins at its first.
func at(n ast.Node, format string, args ...any) error {
	for m, ok := n.(*ast.MemberNode); ok; m, ok = n.(*ast.MemberNode) {
		n = m.Node
	}
	return &ExprError{Offset: n.Location().From, Message: fmt.Sprintf(format, args...)}
}
