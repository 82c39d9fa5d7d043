package plan

import (
	"errors"
	"strings"
	"testing"
)

func TestAFileThatWouldEatTheMemoryIsRefusedBeforeItIsParsed(t *testing.T) {
	for name, src := range map[string]string{
		"brackets":          "a: " + strings.Repeat("[", 500_000),
		"braces over lines": strings.Repeat("{\n", 200_000),
		"dashes":            strings.Repeat("- ", 400_000),
		"indentation":       strings.Repeat(" ", 3000) + "a: b",
		"a long line":       "title: " + strings.Repeat("报", 2000),
	} {
		_, err := Parse([]byte(src))
		var found Problems
		if !errors.As(err, &found) || len(found) != 1 || found[0].Line < 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
