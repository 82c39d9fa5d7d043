package ledger

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
)

// data is what one load brought.
type data struct {
	view    view
	sheet   *report.Sheet
	reports ledger.Reports
	books   []ledger.Book
	page    *ledger.Page  // of the ledger; nil in the list of them
	parts   *ledger.Parts // of the figure
	begun   map[string]ledger.Unfinished
	last    *ledger.Row // the row that was noted last, whose words are offered
}

func (p *Page) reading() tui.Reading[data] {
	want := p.want
	return func(ctx context.Context) (*data, error) { return p.read(ctx, want) }
}

// turn asks for other rows; what was in hand is not among them.
func (p *Page) turn(to view) tea.Cmd {
	if !to.same(p.want) {
		p.hand, p.top = "", 0
	}
	if to.limit == 0 {
		to.limit = ledger.DefaultLimit
	}
	p.want = to
	return p.Request()
}

func (p *Page) read(ctx context.Context, want view) (*data, error) {
	d := &data{view: want, begun: map[string]ledger.Unfinished{}, reports: ledger.Reports{}}
	var err error
	if d.sheet, err = p.desk.Form(ctx, want.unit, want.period); err != nil {
		return nil, err
	}
	if d.books, err = p.desk.Ledgers(ctx, want.unit, want.period); err != nil {
		return nil, err
	}
	reports, err := p.desk.Year(ctx, want.unit, plan.DateOf(d.sheet.Now).Year)
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		d.reports[r.Period] = r
	}
	id := want.id
	if want.figure != "" {
		if id, err = d.figure(ctx, p.desk); err != nil {
			return nil, err
		}
	}
	if id == "" {
		return d, nil
	}
	return d, d.open(ctx, p.desk, id)
}

// figure reads the rows that make the figure, and says which ledger a row that
// is added to it belongs to.
func (d *data) figure(ctx context.Context, desk Desk) (string, error) {
	line, ok := d.sheet.Form.Find(d.view.figure)
	if !ok {
		return "", report.Errorf(report.CodeNotFound, "%s 的报表没有这一项.", d.sheet.Unit.Name)
	}
	var err error
	if d.parts, err = desk.RowsOf(ctx, d.view.unit, d.view.period, line.Key, ledger.Query{Limit: d.view.limit}); err != nil {
		return "", err
	}
	fed := d.sheet.Plan.FedBy(d.sheet.Unit.Kind, line)
	if len(fed) == 0 {
		return "", report.Errorf(report.CodeNotFound, "%s 没有台账, 是直接填报的.", line.Label)
	}
	return fed[0].ID, nil
}

// open reads a ledger's rows, what was begun there, and the row whose words are
// offered for the next.
func (d *data) open(ctx context.Context, desk Desk, id string) error {
	q := ledger.Query{Period: d.view.period, Text: d.view.text, All: d.view.past, Limit: d.view.limit}
	if d.view.all {
		q.Period = report.Period{}
	}
	var err error
	if d.page, err = desk.Rows(ctx, d.view.unit, id, q); err != nil {
		return err
	}
	if !d.page.Writes {
		return nil
	}
	begun, err := desk.Unfinished(ctx, d.view.unit, id)
	if err != nil {
		return err
	}
	for _, u := range begun {
		d.begun[u.Row] = u
	}
	recent, err := desk.Rows(ctx, d.view.unit, id, ledger.Query{Limit: 10})
	if err != nil {
		return err
	}
	for i := range recent.List {
		if r := &recent.List[i]; !r.Partner && (d.last == nil || later(r, d.last)) {
			d.last = r
		}
	}
	return nil
}

// later says that a row was noted after another; a correction is not what a
// person noted last.
func later(a, b *ledger.Row) bool {
	if (a.Corrects == "") != (b.Corrects == "") {
		return a.Corrects == ""
	}
	return a.Number > b.Number
}

// show takes what was read. Keys that were typed for what could not be are for
// another screen than this.
func (p *Page) show(d *data) {
	if d != nil {
		p.put(d)
	} else if p.Forget(); p.data != nil {
		p.want = p.data.view
	}
	if p.adding {
		p.adding = false
		p.add()
	}
}

// put puts other data in sight; the row in hand stays in hand, else the one
// now in its place is.
func (p *Page) put(d *data) {
	at := slices.IndexFunc(p.rows(), func(r *ledger.Row) bool { return r.ID == p.hand })
	begins := p.data == nil && d.view.figure != ""
	p.data = d
	p.want.unit, p.want.period = d.sheet.Unit.Code, d.sheet.Report.Period
	if d.page != nil && p.want.figure == "" {
		p.want.id = d.page.ID
	}
	p.data.view = view{
		p.want.unit, p.want.period, p.want.id, p.want.figure, d.view.text, d.view.all, d.view.past, d.view.limit,
	}
	p.book = max(min(p.book, len(d.books)-1), 0)
	rows := p.rows()
	if p.hand != "" && !slices.ContainsFunc(rows, func(r *ledger.Row) bool { return r.ID == p.hand }) {
		p.hand = p.successor(rows, at)
	}
	if p.hand == "" && len(rows) > 0 && (begins || !p.writes()) {
		p.hand = rows[0].ID // who came to look, or may only look, does not add one
	}
}

// successor is the row that takes the place of the one in hand: the one that
// corrects it, else the one that stands there now.
func (p *Page) successor(rows []*ledger.Row, at int) string {
	for _, r := range rows {
		if r.Corrects == p.hand {
			return r.ID
		}
	}
	if len(rows) == 0 || at < 0 {
		return ""
	}
	return rows[min(at, len(rows)-1)].ID
}

// rows are those in sight.
func (p *Page) rows() []*ledger.Row {
	if p.data == nil {
		return nil
	}
	var all []*ledger.Row
	if p.data.view.figure != "" {
		for i := range p.data.parts.List {
			all = append(all, &p.data.parts.List[i].Row)
		}
		return all
	}
	if p.data.page == nil {
		return nil
	}
	for i := range p.data.page.List {
		all = append(all, &p.data.page.List[i])
	}
	return all
}

// row is the one in hand; nil on the line that adds one.
func (p *Page) row() *ledger.Row {
	for _, r := range p.rows() {
		if r.ID == p.hand {
			return r
		}
	}
	return nil
}

// planned is the ledger of an id in the plan of the period that is shown.
func (d *data) planned(id string) *plan.Ledger {
	for i := range d.books {
		if d.books[i].ID == id {
			return d.books[i].Ledger
		}
	}
	return nil
}

// writes says that the person may note there.
func (p *Page) writes() bool { return p.data != nil && p.data.page != nil && p.data.page.Writes }

// chained brings the chain of a row.
type chained struct {
	row  string
	rows []ledger.Row
	err  error
}

// seek asks for what was put right in the row in hand, once.
func (p *Page) seek() tea.Cmd {
	r := p.row()
	if r == nil || r.Partner || r.Corrects == "" && r.CorrectedBy == "" || p.sought == r.ID || p.chains[r.ID] != nil {
		return nil
	}
	p.sought = r.ID
	id := r.ID
	return p.Do(func(ctx context.Context) tea.Msg {
		rows, err := p.desk.Chain(ctx, id)
		return chained{id, rows, err}
	})
}

// more reports whether older rows than those in sight can be read.
func (p *Page) more() bool {
	if p.data.view.figure != "" {
		return p.data.parts.More
	}
	return p.data.page.More
}
