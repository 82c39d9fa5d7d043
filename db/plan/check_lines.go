package plan

import (
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

func (c *checker) checkClauses() {
	p := c.plan
	seen := map[string]bool{}
	for i := range p.Clauses {
		k := &p.Clauses[i]
		c.filled(&k.ID, k, "条款号 id")
		c.filled(&k.Duty, k, "条款内容 duty")
		if k.Kind == "" {
			c.wrong(first(k), "缺少条款性质 kind, 请补上")
		}
		c.oneOf(&k.Kind, "条款性质", DutyHard, DutySoft, DutyNarrative, DutyEvaluation)
		c.knownAll(k.Who)
		if seen[k.ID] {
			c.wrong(first(&k.ID), "条款 %s 写了两遍, 请改一个", k.ID)
		}
		seen[k.ID] = true
	}
	placed := map[string]string{}
	ids := map[string]bool{}
	for i := range p.Sections {
		s := &p.Sections[i]
		c.code(&s.ID, s, "栏目编号")
		c.filled(&s.Title, s, "栏目标题 title")
		if ids[s.ID] {
			c.wrong(first(&s.ID), "栏目 %s 写了两遍, 请改一个", s.ID)
		}
		ids[s.ID] = true
		for j := range s.Clauses {
			id := &s.Clauses[j]
			if !seen[*id] {
				c.wrong(first(id), "没有条款 %s, 请先写进 clauses", *id)
			}
			if other, twice := placed[*id]; twice {
				c.wrong(first(id), "条款 %s 已在栏目 %s 里, 一条只能归一个栏目", *id, other)
			}
			placed[*id] = s.ID
		}
	}
	for i := range p.Clauses {
		if k := &p.Clauses[i]; k.ID != "" && placed[k.ID] == "" {
			c.wrong(first(&k.ID, k), "条款 %s 不在任何栏目里, 请写进 sections", k.ID)
		}
	}
}

func (c *checker) checkIndicators() {
	p := c.plan
	if len(p.Lines) == 0 {
		c.wrong(first(&p.Lines, p), "没有指标, 请在 indicators 里至少写一个")
	}
	for n := range p.Lines {
		i := &p.Lines[n]
		c.fillDefaults(i)
		c.checkIndicator(i)
		c.checkValue(shape{i, &i.Type, &i.Places, &i.Length, &i.Choices, i.Min, i.Max})
		if utf8.RuneCountInString(i.Label) > 40 {
			c.wrong(first(&i.Label), "指标名称太长, 最多40个字")
		}
		c.checkSource(i)
		for t := range i.Targets {
			c.checkTarget(i, &i.Targets[t])
		}
	}
	for n := range p.Lines {
		c.checkTwice(n)
	}
}

// fillDefaults writes what a plan file may leave out.
func (c *checker) fillDefaults(i *Indicator) {
	if i.Type == "" {
		i.Type = TypeWhole
	}
	if i.Source == "" {
		i.Source = SourceTyped
	}
	if i.Counts == "" {
		i.Counts = CountsIncrement
		switch i.Type {
		case TypeText, TypeChoice, TypeChoices:
			i.Counts = CountsText
		case TypeYesNo:
			i.Counts = CountsOnce
		}
	}
	if i.Min == nil && i.Number() {
		i.Min = new(decimal.Decimal)
	}
}

func (c *checker) checkIndicator(i *Indicator) {
	c.code(&i.Key, i, "指标编号")
	if slices.Contains(reserved, i.Key) {
		c.wrong(first(&i.Key), "指标不能叫 %s, 这个词在公式里另有意思", i.Key)
	}
	c.filled(&i.Label, i, "指标名称 label")
	c.knownAll(i.For)
	switch _, ok := c.plan.Clause(i.Clause); {
	case i.Clause == "":
		c.wrong(first(i), "缺少条款 clause, 不知道放在哪个栏目")
	case !ok:
		c.wrong(first(&i.Clause), "没有条款 %s, 请先写进 clauses", i.Clause)
	}
	c.oneOf(&i.Type, "类型 type", TypeWhole, TypeDecimal, TypeText, TypeYesNo, TypeChoice, TypeChoices, TypePercent)
	c.oneOf(&i.Counts, "计法 counts", CountsIncrement, CountsStock, CountsOnce, CountsText)
	c.oneOf(&i.Source, "来源 source", SourceTyped, SourceLedger, SourceRegister, SourceEvidence, SourceComputed)
	c.oneOf(&i.By, "填报人 by", ByOffice)
	if i.Matrix != nil {
		c.known(&i.Matrix.Over)
		if !i.Number() {
			c.wrong(first(i.Matrix, i), "只有数字才能分单位填, %s 是%s", i.Key, i.Type)
		}
	}
}

// checkSource wants exactly the formula that the source calls for.
func (c *checker) checkSource(i *Indicator) {
	formulas := 0
	for _, has := range []bool{i.Compute != "", i.Ratio != nil, i.From != nil} {
		if has {
			formulas++
		}
	}
	computed := i.Source == SourceComputed
	switch {
	case i.Type == TypePercent && i.Ratio == nil:
		c.wrong(first(&i.Type, i), "百分比 %s 缺少 ratio, 请写分子 num 和分母 den", i.Key)
	case i.Ratio != nil && i.Type != TypePercent:
		c.wrong(first(i.Ratio, i), "写了 ratio 的指标, 类型应是 percent")
	case computed && formulas == 0:
		c.wrong(first(&i.Source, i), "%s 是计算的, 请写 compute、ratio 或 from", i.Key)
	case !computed && formulas > 0:
		c.wrong(first(&i.Source, i), "%s 有公式, 来源应写 source: computed", i.Key)
	case formulas > 1:
		c.wrong(first(i), "%s 只能写 compute、ratio、from 中的一个", i.Key)
	}
	if computed && i.Required {
		c.wrong(first(&i.Required), "%s 是计算的, 不能要求填写", i.Key)
	}
	if computed && i.Matrix != nil {
		c.wrong(first(i.Matrix), "计算的指标不能分单位填")
	}
	if i.From != nil {
		c.checkFrom(i.From)
	}
}

func (c *checker) checkFrom(f *From) {
	if !c.known(&f.Kind) {
		return
	}
	for n := range c.plan.Lines {
		if i := &c.plan.Lines[n]; i.Key == f.Key && i.Asked(f.Kind) {
			return
		}
	}
	c.wrong(first(&f.Key, f), "%s 的表里没有 %s 这个指标", f.Kind, f.Key)
}

func (c *checker) checkTarget(i *Indicator, t *Target) {
	c.filled(&t.Name, t, "目标名称 name")
	if t.Severity == "" {
		c.wrong(first(t), "缺少目标的轻重 severity, 请补上")
	}
	c.oneOf(&t.Severity, "目标的轻重 severity", TargetHard, TargetSoft, TargetEvaluation, TargetReference)
	bounds := 0
	for _, has := range []bool{t.AtLeast != nil, t.AtMost != nil, t.Is != "", t.Below != ""} {
		if has {
			bounds++
		}
	}
	if bounds != 1 {
		c.wrong(first(t), "目标要写且只写一个界限: at_least、at_most、is 或 below")
	}
	number := i.Number() || i.Type == TypePercent
	switch {
	case i.Type == TypeText || i.Type == TypeChoices:
		c.wrong(first(t), "%s 是文字, 不能定目标", i.Key)
	case t.Is != "" && number:
		c.wrong(first(&t.Is), "%s 是数, 目标请写 at_least 或 at_most", i.Key)
	case t.Is == "" && !number:
		c.wrong(first(t), "%s 不是数, 目标请写 is", i.Key)
	case t.Is != "" && i.Type == TypeYesNo:
		c.oneOf(&t.Is, "目标", "是", "否")
	case t.Is != "" && i.Type == TypeChoice:
		c.oneOf(&t.Is, "目标", i.Choices...)
	}
	for n := range t.Except {
		switch m := &t.Except[n]; {
		case *m < 1 || *m > 13:
			c.wrong(first(m, &t.Except), "月份要在1到13之间, 13是年终补报, 写成了%d", *m)
		case !t.By.IsZero():
			c.wrong(first(&t.Except), "写了日子 by 的目标不按月判定, 不用写 except")
		}
	}
	if t.Pace && (i.Ratio == nil && t.Ratio == nil || t.By.IsZero()) {
		c.wrong(first(&t.Pace), "按进度考核的目标要有百分比和日子 by")
	}
}

// checkTwice complains where two definitions of a key meet in one kind.
func (c *checker) checkTwice(n int) {
	i := &c.plan.Lines[n]
	for m := range n {
		before := &c.plan.Lines[m]
		if before.Key != i.Key || i.Key == "" {
			continue
		}
		for k := range c.plan.Kinds {
			if kind := c.plan.Kinds[k].ID; i.Asked(kind) && before.Asked(kind) {
				c.wrong(first(&i.Key), "%s 的表里已有指标 %s, 请改编号, 或用 for 分开", kind, i.Key)
				return
			}
		}
	}
}
