package plan

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/shopspring/decimal"
)

// parseExpr reads the text with expr's grammar and no functions at all.
func parseExpr(source string) (ast.Node, error) {
	if strings.TrimSpace(source) == "" {
		return nil, &ExprError{Message: "公式是空的"}
	}
	config := &conf.Config{MaxNodes: maxExprNodes, DisableIfOperator: true}
	tree, err := parser.ParseWithConfig(source, config)
	var bad *file.Error
	switch {
	case errors.As(err, &bad) && strings.Contains(bad.Message, "maximum allowed nodes"):
		return nil, &ExprError{Message: fmt.Sprintf("公式太复杂, 最多%d项, 请拆成几条", maxExprNodes)}
	case errors.As(err, &bad):
		return nil, &ExprError{Offset: bad.From, Message: "公式从这里起读不懂: " + excerpt(source, bad.From)}
	case err != nil:
		return nil, &ExprError{Message: "公式读不懂: " + excerpt(source, 0)}
	}
	return tree.Node, nil
}

// excerpt is what stands from a character on, cut to what a message can hold.
func excerpt(source string, from int) string {
	rest := []rune(source)
	rest = rest[min(from, len(rest)):]
	if len(rest) == 0 {
		return "(末尾缺了一部分)"
	}
	return string(rest[:min(20, len(rest))])
}

// compiler turns a tree of expr's into closures, refusing all that is not
// listed here.
type compiler struct {
	source []rune
	words  vocabulary
	expr   *Expr
	steps  int // a parsed tree may share nodes; this bounds the unfolded one
}

func (c *compiler) node(n ast.Node) (eval, sort, error) {
	if c.steps++; c.steps > maxExprNodes {
		return nil, 0, &ExprError{Message: fmt.Sprintf("公式太复杂, 最多%d项, 请拆成几条", maxExprNodes)}
	}
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return c.literal(n)
	case *ast.StringNode:
		return constant(value{word: n.Value}), word, nil
	case *ast.BoolNode:
		return constant(value{truth: n.Value}), truth, nil
	case *ast.IdentifierNode:
		return c.name(n)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.CallNode, *ast.BuiltinNode, *ast.PredicateNode, *ast.PointerNode:
		return nil, 0, at(n, "公式里不能调用函数: %s", excerpt(string(c.source), n.Location().From))
	case nil:
		return nil, 0, &ExprError{Message: "公式不完整"}
	}
	return nil, 0, at(n, "公式里不能这样写: %s", excerpt(string(c.source), n.Location().From))
}

var plainNumber = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?`)

// literal reads a number from the source itself: the tree has it as a float.
func (c *compiler) literal(n ast.Node) (eval, sort, error) {
	from, to := n.Location().From, n.Location().To
	if from < 0 || to > len(c.source) || from >= to {
		return nil, 0, at(n, "数字读不懂")
	}
	text := string(c.source[from:to])
	if plainNumber.FindString(text) != text {
		return nil, 0, at(n, "数字请写成 12 或 0.35 的样子, 不要写成 %s", text)
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return nil, 0, at(n, "数字 %s 读不懂", text)
	}
	return constant(value{number: d}), number, nil
}

func (c *compiler) unary(n *ast.UnaryNode) (eval, sort, error) {
	operand, got, err := c.node(n.Node)
	if err != nil {
		return nil, 0, err
	}
	want := number
	if n.Operator == "!" || n.Operator == "not" {
		want = truth
	}
	if got != want {
		return nil, 0, at(n, "%s 后面应是%s, 写成了%s", n.Operator, want, got)
	}
	switch n.Operator {
	case "!", "not":
		return func(f *frame) value { return value{truth: !operand(f).truth} }, truth, nil
	case "-":
		return func(f *frame) value { return value{number: operand(f).number.Neg()} }, number, nil
	}
	return operand, number, nil
}

func (c *compiler) binary(n *ast.BinaryNode) (eval, sort, error) {
	op, known := operators[n.Operator]
	if !known {
		return nil, 0, at(n, "%s", refusal(n.Operator))
	}
	left, l, err := c.node(n.Left)
	if err != nil {
		return nil, 0, err
	}
	right, r, err := c.node(n.Right)
	if err != nil {
		return nil, 0, err
	}
	if l != r {
		return nil, 0, at(n, "%s 两边不是一类: 左边是%s, 右边是%s", n.Operator, l, r)
	}
	if !op.any && l != op.takes {
		return nil, 0, at(n, "%s 两边应是%s, 写成了%s", n.Operator, op.takes, l)
	}
	return op.make(left, right), op.gives, nil
}

// refusal says why an operator of expr's grammar is none here.
func refusal(operator string) string {
	switch operator {
	case "/", "%", "**", "^":
		return fmt.Sprintf("公式里不能用 %s: 除不尽会有误差, 请改成两边相乘来比较", operator)
	}
	return fmt.Sprintf("公式里不能用 %s, 只能用 + - * < <= > >= == != and or not ?:", operator)
}

func (c *compiler) conditional(n *ast.ConditionalNode) (eval, sort, error) {
	cond, got, err := c.node(n.Cond)
	if err != nil {
		return nil, 0, err
	}
	if got != truth {
		return nil, 0, at(n.Cond, "问号前面应是%s, 写成了%s", truth, got)
	}
	yes, y, err := c.node(n.Exp1)
	if err != nil {
		return nil, 0, err
	}
	no, o, err := c.node(n.Exp2)
	if err != nil {
		return nil, 0, err
	}
	if y != o {
		return nil, 0, at(n.Exp2, "冒号两边不是一类: 左边是%s, 右边是%s", y, o)
	}
	return func(f *frame) value {
		if cond(f).truth {
			return yes(f)
		}
		return no(f)
	}, y, nil
}
