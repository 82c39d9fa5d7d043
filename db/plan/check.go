package plan

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// checker looks a plan over as a whole and compiles its expressions. Its
// methods name the field that is wrong by pointer; the reader knows its place.
type checker struct {
	plan   *Plan
	reader *reader
}

func (c *checker) check() {
	c.checkHead()
	c.checkCalendar()
	c.checkKinds()
	c.checkUnits()
	c.checkAccounts()
	c.checkClauses()
	c.checkIndicators()
	c.checkBooks()
	c.expandRules()
	c.checkForms()
}

// wrong reports a problem at the first of the fields that the file has.
func (c *checker) wrong(fields []any, format string, args ...any) {
	for _, f := range fields {
		if at, ok := c.reader.places[f]; ok {
			c.reader.problem(at, format, args...)
			return
		}
	}
	c.reader.problem(Problem{Line: 1, Column: 1}, format, args...)
}

// first names the fields at which a problem may stand, the best one first.
func first(fields ...any) []any { return fields }

// wrongExpr reports what is wrong within an expression, at the very character
// where the file has it on one line.
func (c *checker) wrongExpr(field *string, err error) {
	var bad *ExprError
	if !errors.As(err, &bad) {
		c.wrong(first(field), "%s", err)
		return
	}
	pos := c.reader.places[field]
	if n, ok := c.reader.nodes[field].(*ast.StringNode); ok && c.onOneLine(pos, *field) {
		pos.Column += bad.Offset
		if t := n.Token.Type; t == token.SingleQuoteType || t == token.DoubleQuoteType {
			pos.Column++
		}
	}
	c.reader.problem(pos, "%s", bad.Message)
}

// onOneLine reports whether the text stands in the file as it is, unescaped.
func (c *checker) onOneLine(pos Problem, text string) bool {
	return pos.Line >= 1 && pos.Line <= len(c.reader.lines) && strings.Contains(c.reader.lines[pos.Line-1], text)
}

// known reports whether a kind of unit exists, and complains otherwise.
func (c *checker) known(kind *string) bool {
	if _, ok := c.plan.Kind(*kind); ok {
		return true
	}
	c.wrong(first(kind), "没有 %s 这种单位, 请先写进 kinds", *kind)
	return false
}

func (c *checker) knownAll(kinds []string) {
	seen := map[string]bool{}
	for i := range kinds {
		c.known(&kinds[i])
		if seen[kinds[i]] {
			c.wrong(first(&kinds[i]), "%s 写了两遍, 请删去一处", kinds[i])
		}
		seen[kinds[i]] = true
	}
}

// filled complains of a text that is missing.
func (c *checker) filled(field *string, whole any, what string) {
	if strings.TrimSpace(*field) == "" {
		c.wrong(first(field, whole), "缺少%s, 请补上", what)
	}
}

var codePattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)

// code complains of an identifier that is missing or badly written.
func (c *checker) code(field *string, whole any, what string) {
	if !codePattern.MatchString(*field) {
		c.wrong(first(field, whole), "%s %q 不对: 用小写字母开头, 只含小写字母、数字和下划线, 最多32个", what, *field)
	}
}

// oneOf complains of a word outside a list; the empty word passes.
func (c *checker) oneOf(field *string, what string, words ...string) bool {
	if *field == "" || slices.Contains(words, *field) {
		return true
	}
	c.wrong(first(field), "%s不能是 %s, 只能是 %s", what, *field, strings.Join(words, "、"))
	return false
}

func (c *checker) checkHead() {
	p := c.plan
	c.filled(&p.Title, p, "方案名称 title")
	c.filled(&p.Form, p, "表名 form")
	if utf8.RuneCountInString(p.Title) > 100 {
		c.wrong(first(&p.Title), "方案名称太长, 最多100个字")
	}
}
