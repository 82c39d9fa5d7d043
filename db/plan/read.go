package plan

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"github.com/shopspring/decimal"
)

// reader brings a YAML tree into the plan's types. Unlike the library's
// decoder it goes on after a mistake, speaks Chinese, and remembers for every
// field where it stands, so that later checks can point there.
type reader struct {
	lines    []string
	places   map[any]Problem // by pointer to the field; Message unused
	nodes    map[any]ast.Node
	problems Problems
}

func newReader(src []byte) *reader {
	return &reader{
		lines:  strings.Split(string(src), "\n"),
		places: map[any]Problem{}, nodes: map[any]ast.Node{},
	}
}

func (r *reader) problem(at Problem, format string, args ...any) {
	at.Message = seen(fmt.Sprintf(format, args...))
	r.problems = append(r.problems, at)
}

// place is where a node begins.
func place(n ast.Node) Problem {
	t := n.GetToken()
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return place(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return place(n.Key)
	case *ast.SequenceNode:
		t = n.Start
	}
	if t == nil || t.Position == nil {
		return Problem{Line: 1, Column: 1}
	}
	return Problem{Line: t.Position.Line, Column: t.Position.Column}
}

func (r *reader) plan(n ast.Node, p *Plan) { r.read(n, reflect.ValueOf(p).Elem()) }

// read fills v from n and remembers where v stands.
func (r *reader) read(n ast.Node, v reflect.Value) {
	r.remember(n, v)
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		r.problem(place(n), "方案文件里不用 YAML 的锚点、引用和标签, 请照写一遍")
		return
	case *ast.NullNode:
		r.problem(place(n), "这里是空的, 请填上内容, 或删去这一行")
		return
	}
	switch {
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.read(n, v.Elem())
	case r.readText(n, v):
	case v.Kind() == reflect.Struct:
		r.readStruct(n, v)
	case v.Kind() == reflect.Slice:
		r.readSlice(n, v)
	default:
		r.readScalar(n, v)
	}
}

func (r *reader) remember(n ast.Node, v reflect.Value) {
	r.places[v.Addr().Interface()] = place(n)
	r.nodes[v.Addr().Interface()] = n
}

// readText reads types that read themselves from text: days and decimals.
func (r *reader) readText(n ast.Node, v reflect.Value) bool {
	into, ok := v.Addr().Interface().(encoding.TextUnmarshaler)
	if !ok {
		return false
	}
	text, ok := scalarText(n)
	_, isNumber := into.(*decimal.Decimal)
	switch err := into.UnmarshalText([]byte(text)); {
	case !ok:
		r.problem(place(n), "这里应是一个值, 写成了一组")
	case isNumber && (err != nil || strings.ContainsAny(text, "eE")):
		r.problem(place(n), "%s 不是数字, 请写成 12 或 0.35 的样子", text)
	case err != nil:
		r.problem(place(n), "%s", err)
	}
	return true
}

func (r *reader) readScalar(n ast.Node, v reflect.Value) {
	text, ok := scalarText(n)
	if !ok {
		r.problem(place(n), "这里应是一个值, 写成了一组")
		return
	}
	switch v.Kind() {
	case reflect.String:
		r.visible(place(n), text)
		v.SetString(text)
	case reflect.Bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			r.problem(place(n), "%s 不对, 这里只能写 true 或 false", text)
			return
		}
		v.SetBool(b.Value)
	case reflect.Int, reflect.Int32:
		i, err := decimal.NewFromString(text)
		if err != nil || !i.IsInteger() || i.Abs().Cmp(decimal.NewFromInt(1_000_000)) > 0 {
			r.problem(place(n), "%s 不对, 这里要写一个整数", text)
			return
		}
		v.SetInt(i.IntPart())
	}
}

// scalarText is what stands in the file for a single value.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func (r *reader) readSlice(n ast.Node, v reflect.Value) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.problem(place(n), "这里应是一个列表, 请每项一行, 前面加 - 和空格")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		r.read(item, v.Index(i))
	}
}

func (r *reader) readStruct(n ast.Node, v reflect.Value) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		r.problem(place(n), "这里应是一组 名称: 内容")
		return
	}
	fields := fieldsOf(v.Type())
	seen := map[string]bool{}
	for _, entry := range values {
		name, _ := scalarText(entry.Key)
		index, known := fields[name]
		switch {
		case !known:
			r.problem(place(entry.Key), "不认识 %s, 这里可以写: %s", entry.Key.GetToken().Value, fieldNames(v.Type()))
		case seen[name]:
			r.problem(place(entry.Key), "%s 写了两遍, 请删去一处", name)
		default:
			seen[name] = true
			if entry.Value.Type() == ast.NullType && entry.Value.GetToken().Type != token.NullType {
				r.problem(place(entry.Key), "%s 后面是空的, 请填上内容, 或删去这一行", name)
				continue
			}
			r.read(entry.Value, v.Field(index))
		}
	}
}

// fieldsOf maps the names in a plan file to a type's fields.
func fieldsOf(t reflect.Type) map[string]int {
	fields := map[string]int{}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" {
			fields[name] = i
		}
	}
	return fields
}

func fieldNames(t reflect.Type) string {
	var names []string
	for name := range fieldsOf(t) {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
