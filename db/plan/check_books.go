package plan

import "slices"

// checkBooks looks at the ledgers and the registers, once the indicators are
// known to be right.
func (c *checker) checkBooks() {
	p := c.plan
	ids := map[string]bool{}
	head := func(id, name *string, whole any, kinds []string, clause *string) {
		c.code(id, whole, "编号")
		c.filled(name, whole, "名称 name")
		c.knownAll(kinds)
		if _, ok := p.Clause(*clause); *clause != "" && !ok {
			c.wrong(first(clause), "没有条款 %s, 请先写进 clauses", *clause)
		}
		if ids[*id] {
			c.wrong(first(id), "%s 写了两遍, 台账和名录的编号都不能重复", *id)
		}
		ids[*id] = true
	}
	for n := range p.Registers {
		r := &p.Registers[n]
		head(&r.ID, &r.Name, r, r.For, &r.Clause)
		c.oneOf(&r.By, "由谁管 by", ByOffice)
		if r.Site == "" {
			c.wrong(first(r), "缺少一条叫什么 site, 如 路段、网点")
		}
		c.checkFields(r.Fields, r)
	}
	for n := range p.Ledgers {
		l := &p.Ledgers[n]
		head(&l.ID, &l.Name, l, l.For, &l.Clause)
		c.checkFields(l.Fields, l)
		c.fieldOf(&l.Partners, l.Fields, "单位 (type: units)", func(f *Field) bool { return f.Type == TypeUnits })
		c.fieldOf(&l.List, l.Fields, "清单 (type: items 或 numbers)", (*Field).Items)
		c.checkFeeds(feeding{kept: l.Kept, fields: l.Fields, feeds: l.Feeds, ledger: l})
	}
	for n := range p.Registers {
		r := &p.Registers[n]
		c.checkSiteTargets(r)
		c.checkFeeds(feeding{kept: r.Kept, fields: r.Fields, feeds: r.Feeds, register: r})
	}
	c.checkOneSource()
}

func (c *checker) checkSiteTargets(r *Register) {
	seen := map[string]bool{}
	for n := range r.Targets {
		t := &r.Targets[n]
		c.code(&t.ID, t, "目标编号")
		c.filled(&t.Name, t, "目标名称 name")
		if seen[t.ID] {
			c.wrong(first(&t.ID), "目标 %s 写了两遍, 请改一个", t.ID)
		}
		seen[t.ID] = true
		if !slices.ContainsFunc(c.plan.Lines, func(i Indicator) bool { return i.Key == t.Line && len(i.Targets) > 0 }) {
			c.wrong(first(&t.Line, t), "没有哪个定了目标的指标叫 %s", t.Line)
		} else if !slices.ContainsFunc(r.Feeds, func(f Feed) bool { return f.Key == t.Line }) {
			c.wrong(first(&t.Line, t), "%s 不由这份名录得出, 说不出是哪一处不达标. 请在 feeds 里写上", t.Line)
		}
		for m := range t.Where {
			c.checkMatch(&t.Where[m], r.Fields)
		}
		c.checkSiteBound(r, t)
	}
}

func (c *checker) checkSiteBound(r *Register, t *SiteTarget) {
	number := (*Field).Number
	ways := 0
	for _, has := range []bool{t.Gap != nil, t.Ratio != nil || t.AtLeast != nil, t.Is != ""} {
		if has {
			ways++
		}
	}
	switch {
	case ways != 1:
		c.wrong(first(t), "每一处的目标要写且只写一个界限: at_least、is 或 gap")
	case t.Gap != nil:
		c.checkGap(r, t.Gap)
	case t.Ratio != nil:
		c.filled(&t.Ratio.Num, t.Ratio, "分子 num")
		c.filled(&t.Ratio.Den, t.Ratio, "分母 den")
		c.fieldOf(&t.Ratio.Num, r.Fields, "数字", number)
		c.fieldOf(&t.Ratio.Den, r.Fields, "数字", number)
		if t.AtLeast == nil {
			c.wrong(first(t), "目标缺少界限 at_least, 是百分数")
		}
	case t.AtLeast != nil:
		c.filled(&t.Field, t, "栏目 field")
		c.fieldOf(&t.Field, r.Fields, "数字", number)
	default:
		c.filled(&t.Field, t, "栏目 field")
		c.checkMatch(&Match{Field: t.Field, Is: []string{t.Is}}, r.Fields)
	}
}

func (c *checker) checkGap(r *Register, g *Gap) {
	c.filled(&g.Length, g, "长度 length")
	c.fieldOf(&g.Length, r.Fields, "数字", (*Field).Number)
	points, ok := c.plan.Register(g.Points)
	if !ok {
		c.wrong(first(&g.Points, g), "没有名录 %s, 请先写进 registers", g.Points)
		return
	}
	c.fieldOf(&g.Road, points.Fields, "地方 (type: site)", func(f *Field) bool { return f.Type == TypeSite && f.Of == r.ID })
	c.fieldOf(&g.At, points.Fields, "桩号 (type: chainage)", func(f *Field) bool { return f.Type == TypeChainage })
	for m := range g.Where {
		c.checkMatch(&g.Where[m], points.Fields)
	}
	if g.Road == "" || g.At == "" || !g.Max.IsPositive() {
		c.wrong(first(g), "间隔要写 road、at 和大于0的 max")
	}
}

// checkOneSource wants a line to be taken from one register, or from ledgers,
// and not from both.
func (c *checker) checkOneSource() {
	p := c.plan
	for k := range p.Kinds {
		kind := p.Kinds[k].ID
		from := map[string]string{}
		for _, r := range p.RegistersOf(kind) {
			for n := range r.Feeds {
				key := r.Feeds[n].Key
				if other := from[key]; other != "" {
					c.wrong(first(&r.Feeds[n].Key), "%s 已由名录 %s 得出, 只能有一个来源", key, other)
				}
				from[key] = r.ID
			}
		}
		for _, l := range p.LedgersOf(kind) {
			for n := range l.Feeds {
				if other := from[l.Feeds[n].Key]; other != "" {
					c.wrong(first(&l.Feeds[n].Key), "%s 已由名录 %s 得出, 不能又由台账汇总", l.Feeds[n].Key, other)
				}
			}
		}
	}
}
