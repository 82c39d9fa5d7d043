package table

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/search"
)

// kept is what a person chose to see; it stays for the session.
type kept struct {
	columns map[string][]string // ids by the group's id
	sort    string              // as report.View has it
}

// group is the id of the set of units in view.
func (p *Page) group() string {
	if p.view == 0 {
		return report.AllGroups
	}
	return p.data.table.Groups[p.view-1].Group.ID
}

// wanted is the view that the page shows.
func (p *Page) wanted() report.View {
	v := report.View{Group: p.group(), Columns: p.kept.columns[p.group()], Sort: p.kept.sort, Failing: p.only, Year: p.year}
	if p.filter.Text == "" {
		return v
	}
	for i, g := range p.data.table.Groups {
		if p.view > 0 && p.view != i+1 {
			continue
		}
		for _, r := range g.Rows {
			if u := r.Sheet.Unit; search.Match(u.Name+" "+u.Code, p.filter.Text) {
				v.Units = append(v.Units, u.Code)
			}
		}
	}
	return v
}

// look makes what is seen of the table. A column that this period's plan does
// not have is left out.
func (p *Page) look() {
	v := p.wanted()
	known := func(name string) bool {
		return name == report.ByState || name == report.ByLate || slices.ContainsFunc(p.data.table.Columns, func(c plan.Column) bool { return c.ID == name })
	}
	v.Columns = slices.DeleteFunc(slices.Clone(v.Columns), func(id string) bool { return !known(id) })
	if name := strings.TrimPrefix(v.Sort, "-"); !known(name) {
		v.Sort = ""
	}
	seen, err := p.data.table.See(v)
	if err != nil {
		p.notice = err.Error()
		seen = &report.Seen{Table: p.data.table, View: v}
	}
	if p.filter.Text != "" && len(v.Units) == 0 {
		seen.Lines = nil // no unit has such a name
	}
	p.seen = seen
}

// columns are the figures in view, as places in the table's columns.
func (p *Page) columns() []int {
	if p.seen == nil || p.stale {
		p.look()
	}
	return p.seen.Columns
}

// choose lets a person mark the columns to see.
func (p *Page) choose() tea.Cmd {
	t := p.data.table
	usual := t.Usual(p.view - 1)
	all := usual[:len(usual):len(usual)]
	for _, i := range t.Choosable(p.view - 1) {
		if !slices.Contains(usual, i) {
			all = append(all, i)
		}
	}
	items, marks, plain := make([]tui.Item, len(all)), make([]bool, len(all)), make([]bool, len(all))
	for n, i := range all {
		ind := t.Columns[i].Indicator
		items[n] = tui.Item{Name: ind.Label, Side: ind.Measure}
		marks[n], plain[n] = slices.Contains(p.columns(), i), slices.Contains(usual, i)
	}
	return p.Choose("选列", items, marks, plain, func(marks []bool) tea.Cmd {
		var ids []string
		for n, i := range all {
			if marks[n] {
				ids = append(ids, t.Columns[i].ID)
			}
		}
		if len(ids) == 0 || slices.Equal(marks, plain) {
			ids = nil // the usual ones, in their usual order
		}
		p.kept.columns[p.group()] = ids
		p.column, p.stale = 0, true
		p.grid.ScrollHome()
		return nil
	})
}

// sort lets a person choose what the units are sorted by; the same once more
// turns the order round.
func (p *Page) sort() tea.Cmd {
	t := p.data.table
	names := []string{"", report.ByState, report.ByLate}
	labels := []string{"方案里的次序", "状态", "迟报天数"}
	shown := p.columns()
	for n, label := range p.labels(shown) {
		names = append(names, t.Columns[shown[n]].ID)
		labels = append(labels, strings.ReplaceAll(label, "\n", ""))
	}
	items := make([]tui.Item, len(names))
	for i, name := range names {
		items[i] = tui.Item{Name: labels[i]}
		if next := turned(p.kept.sort, name); name != "" && strings.TrimPrefix(p.kept.sort, "-") == name {
			items[i].Side = "再选" + direction(next)
		}
	}
	return p.Menu("按什么排序", items, func(i int) tea.Cmd {
		if i >= 0 {
			p.kept.sort = turned(p.kept.sort, names[i])
			p.stale, p.atTop = true, true
		}
		return nil
	})
}

// turned is the order that choosing a name makes of the one that stands. A
// figure begins with the most, a state with what is missing.
func turned(now, name string) string {
	first, second := "-"+name, name
	switch name {
	case "":
		return ""
	case report.ByState:
		first, second = second, first
	}
	if now == first {
		return second
	}
	return first
}

// direction says which way an order goes.
func direction(sort string) string {
	name, most := strings.CutPrefix(sort, "-")
	switch {
	case name == report.ByState && most:
		return "通过在前"
	case name == report.ByState:
		return "未报在前"
	case most:
		return "从大到小"
	}
	return "从小到大"
}

// sorted says what the units are sorted by; empty is the plan's order.
func (p *Page) sorted() string {
	name, label := strings.TrimPrefix(p.seen.View.Sort, "-"), ""
	switch name {
	case "":
		return ""
	case report.ByState:
		label = "状态"
	case report.ByLate:
		label = "迟报"
	}
	for _, c := range p.data.table.Columns {
		if c.ID == name {
			label = bare(c.Indicator.Label)
		}
	}
	return "排序 " + label + " " + direction(p.seen.View.Sort)
}

// export hands the table as it is seen to the clipboard, with the command that
// fetches it.
func (p *Page) export() tea.Cmd {
	p.columns()
	return p.HandTable("导出汇总表", p.seen.Cells(), p.command())
}

// command is the one that prints the table as it is seen.
func (p *Page) command() string {
	v := p.seen.View
	words := []string{p.Call, "table", p.data.table.Period.String(), "--csv", "--group", v.Group}
	if len(v.Columns) > 0 {
		words = append(words, "--columns", strings.Join(v.Columns, ","))
	}
	if v.Sort != "" {
		words = append(words, "--sort", v.Sort)
	}
	if v.Failing {
		words = append(words, "--failing")
	}
	if v.Year {
		words = append(words, "--year")
	}
	if len(v.Units) > 0 {
		words = append(words, "--unit", strings.Join(v.Units, ","))
	}
	return strings.Join(append(words, ">", p.data.table.Period.String()+".csv"), " ")
}
