package entry

import (
	"slices"

	"fanzha/db/report"
)

// move takes the next line in hand; past a section's end it goes on in the
// next.
func (p *Page) move(by int) {
	to := p.hand + by
	if to < 0 || to >= len(p.lines) {
		return
	}
	if p.lines[to].section != p.lines[p.hand].section {
		p.top = 0
	}
	p.hand = to
}

// onward is move past the lines that nobody types.
func (p *Page) onward(by int) {
	from := p.hand
	for {
		at := p.hand
		p.move(by)
		switch {
		case p.hand == at:
			p.hand = from
			p.move(by)
			return
		case report.Typed(p.here().Line):
			return
		}
	}
}

// section goes to the first line of the next section.
func (p *Page) section(by int) {
	want := p.lines[p.hand].section + by
	for i, l := range p.lines {
		if l.section == want {
			p.hand, p.top = i, 0
			return
		}
	}
}

// nextBlank goes to the next line that is still to be seen to: what is not
// saved, what was sent back, then what is required, then what is blank. What the
// office fills in is not the unit's to see to.
func (p *Page) nextBlank() {
	back, here := p.sheet.Untouched(), p.here()
	for _, wanted := range []func(e *report.Entry) bool{
		func(e *report.Entry) bool { return e != here && p.toSee(e.Line.Key) },
		func(e *report.Entry) bool { return slices.Contains(back, e) },
		func(e *report.Entry) bool { return e != here && p.blank(e) && e.Line.Indicator.Required },
		func(e *report.Entry) bool { return e != here && p.blank(e) },
	} {
		for i := range p.lines {
			at := (p.hand + 1 + i) % len(p.lines)
			e := p.entry(p.lines[at])
			if report.Typed(e.Line) && (e.Line.Dim == "" || p.toSee(e.Line.Key)) && wanted(e) {
				if p.lines[at].section != p.lines[p.hand].section {
					p.top = 0
				}
				p.hand = at
				return
			}
		}
	}
	if p.hint = "要你填的都填过了."; report.Typed(here.Line) && p.blank(here) {
		p.hint = "只差这一项了."
	}
}

// blank says that nothing stands in a line that the person may fill in.
func (p *Page) blank(e *report.Entry) bool { return e.Value.Blank() && !p.others(e) }

// hasUnsaved says that something was typed into a line that is not kept.
func (p *Page) hasUnsaved(key string) bool {
	_, value := p.refused[key]
	_, note := p.notes[key]
	return value || note
}

// toSee says that something was typed into a line that its person is still to see
// to: it is not kept, or may be half.
func (p *Page) toSee(key string) bool {
	_, half := p.halves[key]
	return half || p.hasUnsaved(key)
}
