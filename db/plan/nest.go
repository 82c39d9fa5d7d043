package plan

import "bytes"

// What a plan file is made of: short lines and shallow lists. The YAML parser
// needs memory with the square of the nesting, so deeper files are refused
// before it sees them.
const (
	maxLine    = 4000 // bytes
	maxNesting = 32   // of [ and {
	maxIndent  = 200  // spaces and dashes at the start of a line
)

// tooDeep finds a line that is too long or nested too deeply for a plan; false
// if there is none. Brackets inside quotes count too: no sentence has that many.
func tooDeep(src []byte) (Problem, bool) {
	depth, line := 0, 0
	for text := range bytes.Lines(src) {
		line++
		if len(text) > maxLine {
			return Problem{line, maxLine, "这一行太长, 方案文件的一行最多4000字节"}, true
		}
		if lead := len(text) - len(bytes.TrimLeft(text, " -?:\t")); lead > maxIndent {
			return Problem{line, lead, "这一行缩进太深, 方案文件用不到这么多层"}, true
		}
		for i, c := range text {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			}
			if depth > maxNesting {
				return Problem{line, i + 1, "括号套得太深, 方案文件用不到这么多层"}, true
			}
		}
	}
	return Problem{}, false
}
