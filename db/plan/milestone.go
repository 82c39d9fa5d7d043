package plan

// FormIn is the form of a kind of unit for the period that counts the days
// from first to last: a line that tells what fell on or before a milestone
// (节点快报) stands only where that day divides the period.
func (p *Plan) FormIn(kind string, first, last Date) *Form {
	f := p.forms[kind]
	if f == nil || f.within == nil {
		return f
	}
	for day, form := range f.within {
		if on := day.In(last.Year); !on.Before(first) && on.Before(last) {
			return form
		}
	}
	return f.within[DayOfYear{}]
}

// OfWhich is the line that tells what part of a line fell on or before a
// milestone, where the form has one.
func (f *Form) OfWhich(key string, day DayOfYear) (*Line, bool) {
	for _, l := range f.Lines {
		if l.Indicator.Milestone == day && l.Indicator.PartOf == key && !day.IsZero() {
			return l, true
		}
	}
	return nil, false
}

// divideForms makes, of every form that has lines of milestones, one for each
// of these days and one without any of them, under the zero day.
func (p *Plan) divideForms() {
	for _, f := range p.forms {
		days := map[DayOfYear]bool{}
		for _, l := range f.Lines {
			days[l.Indicator.Milestone] = true
		}
		if len(days) == 0 || len(days) == 1 && days[DayOfYear{}] {
			continue
		}
		days[DayOfYear{}] = true
		f.within = map[DayOfYear]*Form{}
		for day := range days {
			f.within[day] = f.keeping(func(l *Line) bool { return l.Indicator.Milestone.IsZero() || l.Indicator.Milestone == day })
		}
	}
}

// keeping is the form with some of its lines only.
func (f *Form) keeping(want func(l *Line) bool) *Form {
	g := &Form{Kind: f.Kind, places: map[string]int{}, rules: f.rules, words: f.words}
	for _, s := range f.Sections {
		part := FormSection{ID: s.ID, Title: s.Title}
		for _, l := range s.Lines {
			if want(l) {
				part.Lines = append(part.Lines, l)
			}
		}
		g.add(part)
	}
	for _, l := range f.computed {
		if want(l) {
			g.computed = append(g.computed, l)
		}
	}
	return g
}

// checkMilestones wants a line of a milestone to be a typed part of a line
// that counts by the month.
func (c *checker) checkMilestones(f *Form) {
	for _, l := range f.Lines {
		i := l.Indicator
		if i.Milestone.IsZero() {
			continue
		}
		whole, ok := f.line(i.PartOf)
		if !ok || !whole.Indicator.Number() || whole.Indicator.Counts != CountsIncrement {
			c.wrong(first(&i.PartOf, &i.Milestone), "节点的指标 %s 要是某个按月累计的数的其中 (part_of)", i.Key)
		}
		if !i.Number() || i.Source != SourceTyped || i.Matrix != nil {
			c.wrong(first(&i.Milestone), "节点的指标 %s 要是直接填的数", i.Key)
		}
	}
}
