package plan

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
)

// Spaces of names before a point: cum.visited.
var spaces = []string{"any", "cum", "prior", "later", "last", "filled", "na", "sum", "unit", "period"}

// Names of a rule with Each.
var lineNames = []string{"value", "previous", "before", "months", "total3"}

// reserved names can be no key: an expression would mean something else by them.
var reserved = slices.Concat(spaces, lineNames, []string{
	"vacation", "other", "and", "or", "not", "in", "let", "if", "else", "true", "false", "nil",
	"matches", "contains", "startsWith", "endsWith", "label", "labels", "bound", "points", "pace", "count",
})

// name compiles a name that stands alone: a cell of this period, vacation, or
// a word of a rule with Each.
func (c *compiler) name(n *ast.IdentifierNode) (eval, sort, error) {
	if n.Value == "vacation" {
		return func(f *frame) value { return value{truth: f.cells.Vacation()} }, truth, nil
	}
	if slices.Contains(lineNames, n.Value) {
		return c.lineName(n)
	}
	if slices.Contains(spaces, n.Value) {
		return nil, 0, at(n, "%s 后面要写点和指标, 如 %s.visited", n.Value, n.Value)
	}
	return c.cell(n, "", n.Value)
}

// lineName compiles a word of a rule with Each.
func (c *compiler) lineName(n *ast.IdentifierNode) (eval, sort, error) {
	if !c.words.each {
		return nil, 0, at(n, "%s 只能用在写了 each 的规则里", n.Value)
	}
	c.expr.require(need{line: n.Value})
	var of func(h *History) decimal.Decimal
	switch n.Value {
	case "value":
		of = func(h *History) decimal.Decimal { return *h.Value }
	case "previous":
		of = func(h *History) decimal.Decimal { return *h.Previous }
	case "before":
		of = func(h *History) decimal.Decimal { return *h.Before }
	case "months":
		of = func(h *History) decimal.Decimal { return decimal.NewFromInt(int64(h.Months)) }
	case "total3":
		of = func(h *History) decimal.Decimal { return h.Total }
	}
	return func(f *frame) value { return value{number: of(f.line)} }, number, nil
}

// member compiles a name with points: cum.visited, cases.ledao, any.cases.ledao.
func (c *compiler) member(n *ast.MemberNode) (eval, sort, error) {
	path, ok := dotted(n)
	if !ok {
		return nil, 0, at(n, "公式里不能用方括号或 ?. 取值, 请写成 cum.visited 的样子")
	}
	space, key := path[0], strings.Join(path[1:], ".")
	if !slices.Contains(spaces, space) {
		return c.cell(n, "", strings.Join(path, "."))
	}
	return c.cell(n, space, key)
}

// dotted is the names that points join, if the tree is nothing else.
func dotted(n ast.Node) ([]string, bool) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return []string{n.Value}, true
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if !ok || n.Optional {
			return nil, false
		}
		path, ok := dotted(n.Node)
		return append(path, property.Value), ok
	}
	return nil, false
}

// cell compiles a cell named in a space; the empty space is this period's value.
func (c *compiler) cell(n ast.Node, space, key string) (eval, sort, error) {
	if space == "unit" || space == "period" {
		return c.context(n, space, key)
	}
	kind, known := c.words.cells[key]
	if !known {
		return nil, 0, at(n, "没有 %s 这个指标", key)
	}
	c.expr.note(space, key)
	switch space {
	case "filled":
		return func(f *frame) value { _, ok := f.cells.Value(key); return value{truth: ok} }, truth, nil
	case "na":
		return func(f *frame) value { return value{truth: f.cells.NA(key)} }, truth, nil
	}
	if c.words.ratios[key] {
		return nil, 0, at(n, "%s 是百分比, 公式里请用它的分子和分母相乘来比较", key)
	}
	switch space {
	case "":
		c.expr.require(need{key: key})
		return func(f *frame) value { v, _ := f.cells.Value(key); return f.typed(key, v, kind) }, kind, nil
	case "last":
		c.expr.require(need{key: key, last: true})
		return func(f *frame) value { v, _ := f.cells.Last(key); return f.typed(key, v, kind) }, kind, nil
	}
	if kind != number {
		return nil, 0, at(n, "%s.%s 不成立: %s 不是数", space, key, key)
	}
	if space == "sum" && !c.words.matrices[key] {
		return nil, 0, at(n, "sum.%s 不成立: %s 没有分项", key, key)
	}
	if space == "later" && c.words.later != nil {
		c.words.later[key] = true
	}
	return total(space, key), number, nil
}

// total is a number that counts what is absent as 0.
func total(space, key string) eval {
	switch space {
	case "cum":
		return func(f *frame) value { return value{number: f.cells.Cum(key)} }
	case "prior":
		return func(f *frame) value { return value{number: f.cells.Prior(key)} }
	case "later":
		return func(f *frame) value { return value{number: f.cells.Later(key)} }
	case "sum":
		return func(f *frame) value { return value{number: f.cells.Sum(key)} }
	}
	return func(f *frame) value {
		v, ok := f.cells.Value(key)
		if !ok {
			return value{}
		}
		return f.typed(key, v, number)
	}
}

// context compiles what is known of the unit and the period.
func (c *compiler) context(n ast.Node, space, name string) (eval, sort, error) {
	switch space + "." + name {
	case "unit.code":
		return func(f *frame) value { code, _ := f.cells.Unit(); return value{word: code} }, word, nil
	case "unit.kind":
		return func(f *frame) value { _, kind := f.cells.Unit(); return value{word: kind} }, word, nil
	case "period.month":
		return func(f *frame) value {
			return value{number: decimal.NewFromInt(int64(f.cells.Month()))}
		}, number, nil
	}
	return nil, 0, at(n, "没有 %s.%s, 只有 unit.code、unit.kind 和 period.month", space, name)
}
