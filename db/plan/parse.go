package plan

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

//go:embed default.yaml
var defaultSource []byte

// DefaultSource is the embedded plan as it stands in its file.
func DefaultSource() []byte { return bytes.Clone(defaultSource) }

// Default is the embedded plan of 武陵山乡, parsed once.
func Default() *Plan { return defaultPlan() }

var defaultPlan = sync.OnceValue(func() *Plan {
	p, err := Parse(defaultSource)
	if err != nil {
		panic("内置的工作方案有错, 程序装坏了: \n" + err.Error())
	}
	return p
})

// maxSource is the size above which a file is no plan.
const maxSource = 1 << 20

// Parse reads a plan file. The error is Problems, all that is wrong at once.
func Parse(src []byte) (*Plan, error) {
	if len(src) > maxSource {
		return nil, Problems{{1, 1, fmt.Sprintf("文件有%d字节, 方案文件最多%d字节", len(src), maxSource)}}
	}
	if deep, found := tooDeep(src); found {
		return nil, Problems{deep}
	}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, Problems{syntaxProblem(err)}
	}
	docs := file.Docs
	if len(docs) == 0 || docs[0].Body == nil || docs[0].Body.Type() == ast.CommentType || docs[0].Body.Type() == ast.NullType {
		return nil, Problems{{1, 1, "文件是空的, 请从 fanzha plan show 的输出改起"}}
	}
	p := &Plan{}
	d := newReader(src)
	d.plan(docs[0].Body, p)
	for _, more := range docs[1:] {
		if more.Body != nil {
			d.problem(place(more.Body), "一个文件只能有一份方案, 请删去 --- 之后的内容")
		}
	}
	c := checker{plan: p, reader: d}
	c.check()
	if len(d.problems) > 0 {
		return nil, d.problems.sorted()
	}
	return p, nil
}

// syntaxProblem says where the YAML itself breaks off.
func syntaxProblem(err error) Problem {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		pos := at.GetToken().Position
		return Problem{pos.Line, pos.Column, "这里的 YAML 写法读不懂, 请检查缩进、冒号和引号(" + at.GetMessage() + ")"}
	}
	return Problem{1, 1, "文件不是 YAML(" + err.Error() + ")"}
}
