package ledger

import (
	"slices"
	"strconv"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/search"
)

// options are what a field may say, if only some words may: in the order of
// their digits.
func (p *Page) options(f *plan.Field) []string {
	if f == nil {
		return nil
	}
	var names []string
	switch f.Type {
	case plan.TypeYesNo:
		return []string{"是", "否"}
	case plan.TypeChoice, plan.TypeChoices:
		return f.Choices
	case plan.TypeUnit, plan.TypeUnits:
		for _, u := range p.data.sheet.Plan.Units {
			if f.Over != "" && u.Kind != f.Over || f.Type == plan.TypeUnits && u.Code == p.data.sheet.Unit.Code {
				continue
			}
			names = append(names, u.Name)
		}
		if f.Other != "" {
			names = append(names, f.Other)
		}
	}
	return names
}

// words cuts what was typed where people put a sign between two words.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;； /", r) })
}

// spell turns digits, parts of a name and pinyin initials into the words that
// they mean. What means nothing stays as it is, for the desk to judge.
func (p *Page) spell(f *plan.Field, text string) (string, error) {
	all := p.options(f)
	if len(all) == 0 {
		return text, nil
	}
	var said []string
	for _, w := range words(text) {
		meant, err := spellWord(f, all, w)
		if err != nil {
			return "", err
		}
		for _, m := range meant {
			if !slices.Contains(said, m) {
				said = append(said, m)
			}
		}
	}
	if !f.Several() && len(said) > 1 {
		return "", report.Errorf(report.CodeInvalid, "%s只能选一个, 收到: %s.", f.Label, report.Clip(text))
	}
	return strings.Join(said, "、"), nil
}

func spellWord(f *plan.Field, all []string, w string) ([]string, error) {
	half := report.Halfwidth(w)
	if n, err := strconv.Atoi(half); err == nil {
		return numbered(f, all, half, n)
	}
	if slices.Contains(all, w) {
		return []string{w}, nil
	}
	var near []string
	for _, o := range all {
		if search.Match(o, w) {
			near = append(near, o)
		}
	}
	switch len(near) {
	case 0:
		if f.Type == plan.TypeChoice || f.Type == plan.TypeChoices {
			return nil, report.Errorf(report.CodeInvalid, "%s没有选项 %s.", f.Label, report.Clip(w)) // they stand beneath
		}
		return []string{w}, nil
	case 1:
		return near, nil
	}
	return nil, report.Errorf(report.CodeInvalid, "%s 可能是 %s. 请按前面的数字选.", report.Clip(w), strings.Join(near, ", "))
}

// numbered is the option of a number; of a few options, 13 is the first and the
// third.
func numbered(f *plan.Field, all []string, digits string, n int) ([]string, error) {
	if n >= 1 && n <= len(all) {
		return []string{all[n-1]}, nil
	}
	if f.Type == plan.TypeYesNo && n == 0 {
		return []string{"否"}, nil
	}
	var said []string
	if f.Several() && len(all) < 10 {
		for _, d := range digits {
			if i := int(d - '1'); i >= 0 && i < len(all) {
				said = append(said, all[i])
			}
		}
	}
	if len(said) == len(digits) && len(said) > 0 {
		return said, nil
	}
	return nil, report.Errorf(report.CodeInvalid, "%s没有第 %s 项, 请按 1 至 %d 选.", f.Label, digits, len(all))
}
