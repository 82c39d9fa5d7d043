package plan

import (
	"strings"

	"github.com/shopspring/decimal"
)

// shape is what an indicator or a field says of the values that it takes; the
// pointers tell where it stands in the file.
type shape struct {
	whole    any
	kind     *string
	places   *int32
	length   *int
	choices  *[]string
	min, max *decimal.Decimal
}

// checkValue looks at what a cell or a field may hold.
func (c *checker) checkValue(s shape) {
	kind := *s.kind
	switch {
	case kind == TypeDecimal && (*s.places < 1 || *s.places > 4):
		c.wrong(first(s.places, s.whole), "小数位数 places 要在1到4之间, 写成了%d", *s.places)
	case kind != TypeDecimal && *s.places != 0:
		c.wrong(first(s.places), "只有 decimal 才写小数位数 places")
	}
	if s.min != nil && s.max != nil && s.min.Cmp(*s.max) > 0 {
		c.wrong(first(s.max, s.min, s.whole), "最小值 %s 大于最大值 %s", s.min, s.max)
	}
	if kind == TypeText && (*s.length < 1 || *s.length > 2000) {
		c.wrong(first(s.length, s.whole), "文字要写最多几个字 length, 1到2000")
	}
	if (kind == TypeChoice || kind == TypeChoices) && len(*s.choices) < 2 {
		c.wrong(first(s.choices, s.whole), "选择题至少要有两个选项 choices")
	}
	seen := map[string]bool{}
	for n := range *s.choices {
		choice := &(*s.choices)[n]
		if seen[*choice] || *choice == "" || strings.Contains(*choice, "、") {
			c.wrong(first(choice), "选项 %q 不对: 不能为空、重复或含顿号", *choice)
		}
		seen[*choice] = true
	}
}
