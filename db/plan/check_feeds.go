package plan

import "slices"

// feeding is a ledger or a register whose feeds are looked at.
type feeding struct {
	kept     func(kind string) bool
	fields   []Field
	feeds    []Feed
	register *Register // nil for a ledger
	ledger   *Ledger   // nil for a register
}

func (c *checker) checkFeeds(s feeding) {
	for n := range s.feeds {
		f := &s.feeds[n]
		c.checkSum(s, f)
		for m := range f.Where {
			c.checkMatch(&f.Where[m], s.fields)
		}
		c.checkFed(s, f)
	}
}

// checkSum wants exactly one way to make a figure, from a field that has it.
func (c *checker) checkSum(s feeding, f *Feed) {
	ways := 0
	for _, has := range []bool{f.Count, f.Sum != "" || f.Once != "", f.Word != "", f.Failing != ""} {
		if has {
			ways++
		}
	}
	if ways != 1 {
		c.wrong(first(f), "汇总要写且只写一种算法: count、sum、once、word 或 failing")
	}
	c.fieldOf(&f.Sum, s.fields, "数字", (*Field).Number)
	c.fieldOf(&f.Once, s.fields, "清单 (type: items 或 numbers)", (*Field).Items)
	c.fieldOf(&f.Word, s.fields, "文字", func(g *Field) bool { return g.Type == TypeText })
	c.fieldOf(&f.Dim, s.fields, "单位 (type: unit)", func(g *Field) bool { return g.Type == TypeUnit })
	switch {
	case s.register == nil && (f.Word != "" || f.Failing != ""):
		c.wrong(first(f), "台账不能用 word 和 failing")
	case s.register != nil && (f.Once != "" || f.Shared || f.Dim != ""):
		c.wrong(first(f), "名录不能用 once、shared 和 dim")
	case s.register != nil && f.Failing != "" && s.register.Target(f.Failing) == nil:
		c.wrong(first(&f.Failing), "名录 %s 里没有目标 %s", s.register.ID, f.Failing)
	case s.register != nil && f.Word != "" && !s.register.Single:
		c.wrong(first(&f.Word), "只有一个单位一条的名录 (single) 才能用 word")
	case s.ledger != nil && f.Shared && s.ledger.Partners == "":
		c.wrong(first(&f.Shared), "台账没有写联合单位的栏目 partners, 不能用 shared")
	case f.Once != "" && len(f.Where) > 0:
		c.wrong(first(&f.Where, f), "once 每个全年只计一次, 不能再写条件 where")
	case f.Sum != "" && f.Once != "" && (s.ledger == nil || s.ledger.List != f.Once):
		c.wrong(first(&f.Once), "sum 和 once 一起写时, 台账的 list 要写 %s", f.Once)
	}
}

// fieldOf wants a named field to be there and of the right sort; no name is no
// complaint.
func (c *checker) fieldOf(name *string, fields []Field, sort string, fits func(*Field) bool) {
	if *name == "" {
		return
	}
	if f := find(fields, *name); f == nil || !fits(f) {
		c.wrong(first(name), "没有 %s 这个%s栏目", *name, sort)
	}
}

func (c *checker) checkMatch(m *Match, fields []Field) {
	f := find(fields, m.Field)
	if f == nil {
		c.wrong(first(&m.Field, m), "没有 %s 这个栏目", m.Field)
		return
	}
	for n := range m.Is {
		switch {
		case f.Type == TypeYesNo:
			c.oneOf(&m.Is[n], "条件", "是", "否")
		case f.Type == TypeChoice || f.Type == TypeChoices:
			c.oneOf(&m.Is[n], "条件", f.Choices...)
		default:
			c.wrong(first(&m.Is[n]), "只有选择和是否的栏目才能写 is, %s 是%s", f.Key, f.Type)
		}
	}
}

// checkFed wants the line on the form of one of the kinds at least, and of a
// sort that the figure fits.
func (c *checker) checkFed(s feeding, f *Feed) {
	found := false
	for n := range c.plan.Lines {
		i := &c.plan.Lines[n]
		if i.Key != f.Key || !slices.ContainsFunc(c.plan.Kinds, func(k Kind) bool { return s.kept(k.ID) && i.Asked(k.ID) }) {
			continue
		}
		found = true
		switch {
		case i.Source == SourceComputed || i.Source == SourceEvidence:
			c.wrong(first(&f.Key), "%s 是计算的, 不能由台账或名录汇总", i.Key)
		case f.Word != "" && i.Type != TypeText || f.Word == "" && !i.Number():
			c.wrong(first(&f.Key), "%s 的类型是 %s, 与汇总的结果不合", i.Key, i.Type)
		case s.ledger != nil && i.Counts != CountsIncrement:
			c.wrong(first(&f.Key), "%s 不按月累计, 不能由台账汇总", i.Key)
		case s.register != nil && i.Counts == CountsIncrement:
			c.wrong(first(&f.Key), "%s 按月累计, 不能由名录得出", i.Key)
		case f.Dim != "" && (i.Matrix == nil || find(s.fields, f.Dim) != nil && i.Matrix.Over != find(s.fields, f.Dim).Over):
			c.wrong(first(&f.Dim), "%s 不是分单位填的指标, 不能写 dim", i.Key)
		case f.Dim == "" && i.Matrix != nil:
			c.wrong(first(&f.Key), "%s 分单位填, 汇总要写 dim", i.Key)
		}
	}
	if !found {
		c.wrong(first(&f.Key, f), "记这份台账或名录的单位, 表里没有 %s 这个指标", f.Key)
	}
}
