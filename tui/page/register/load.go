package register

import (
	"context"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui"
)

// data is what one load brought, for the register that was open then.
type data struct {
	open      string
	unit      string
	day       plan.Date
	plan      *plan.Plan
	summaries []register.Summary
	listings  []register.Listing
	places    []register.Listing // of the register whose sites a field names

	unfinished []register.Unfinished // of the open register
}

func (p *Page) reading() tui.Reading[data] {
	open, unit, day := p.open, p.unit, p.day
	return func(ctx context.Context) (*data, error) { return p.read(ctx, open, unit, day) }
}

func (p *Page) read(ctx context.Context, open, unit string, day plan.Date) (*data, error) {
	d := &data{open: open, unit: unit, day: day}
	var err error
	if d.plan, _, err = p.desk.Plan(ctx, report.Period{}); err != nil {
		return nil, err
	}
	switch {
	case open == "" && unit == "":
		d.summaries, err = p.desk.TownRegisters(ctx)
		return d, err
	case open == "":
		d.summaries, err = p.desk.Registers(ctx, unit)
		return d, err
	}
	if d.listings, err = p.sites(ctx, open, unit, day); err != nil {
		return nil, err
	}
	if d.unfinished, err = p.desk.UnfinishedSites(ctx, open); err != nil {
		return nil, err
	}
	if r, ok := d.plan.Register(open); ok {
		for i := range r.Fields {
			if f := &r.Fields[i]; f.Type == plan.TypeSite && d.places == nil {
				d.places, err = p.sites(ctx, f.Of, unit, day)
			}
		}
	}
	return d, err
}

func (p *Page) sites(ctx context.Context, id, unit string, day plan.Date) ([]register.Listing, error) {
	if unit == "" {
		return p.desk.TownSites(ctx, id, day)
	}
	l, err := p.desk.Sites(ctx, unit, id, day)
	if err != nil {
		return nil, err
	}
	return []register.Listing{*l}, nil
}

// shown are the data that belong to what is open; nil while they are read.
func (p *Page) shown() *data {
	if p.data == nil || p.data.open != p.open || p.data.unit != p.unit || p.data.day != p.day {
		return nil
	}
	return p.data
}

// register is the one that is open; nil in the list, or while it is read.
func (p *Page) register() *plan.Register {
	d := p.shown()
	if d == nil || p.open == "" {
		return nil
	}
	if len(d.listings) > 0 {
		return d.listings[0].Register
	}
	r, _ := d.plan.Register(p.open)
	return r
}

// listing is the open register of a unit.
func (d *data) listing(code string) *register.Listing {
	for i := range d.listings {
		if d.listings[i].Unit.Unit == code {
			return &d.listings[i]
		}
	}
	return nil
}
