package ledger

import (
	"slices"
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// column is a field of the ledger in the list: numbers right, words left.
type column struct {
	field *plan.Field
	width int
}

// Widths of a row's fixed parts, in cells.
const (
	markWidth  = 3
	flagWidth  = 4 // 更正, 联合
	wordsFirst = 24
	wordsOther = 16
)

// dateWidth is that of the column of days: 03-05, with the year where the list
// has more than one.
func (p *Page) dateWidth() int {
	for _, r := range p.rows() {
		if r.Day.Year != p.data.view.period.Year {
			return len("2021-03-05")
		}
	}
	return len("03-05")
}

func (p *Page) date(r *ledger.Row, width int) string {
	day := r.Day.String()
	return day[len(day)-width:]
}

// columns are as many fields as fit: what the ledger requires first, then what
// any of the rows has.
func (p *Page) columns(l *plan.Ledger, width int) []column {
	rows := p.rows()
	room := width - markWidth - p.dateWidth() - flagWidth - 2
	var all []column
	for _, required := range []bool{true, false} {
		for i := range l.Fields {
			f := &l.Fields[i]
			if f.Required != required {
				continue
			}
			wish := natural(f, rows)
			if wish == 0 && !f.Required {
				continue
			}
			wish = max(wish, screen.Width(f.Label))
			if !f.Number() && len(all) > 0 {
				wish = min(wish, wordsOther)
			} else if !f.Number() {
				wish = min(wish, wordsFirst)
			}
			if wish+2 > room {
				continue
			}
			room -= wish + 2
			all = append(all, column{f, wish})
		}
	}
	slices.SortStableFunc(all, func(a, b column) int { return place(l, a.field) - place(l, b.field) })
	for i := range all {
		// What is left goes to the words that were cut.
		if wish := natural(all[i].field, rows); !all[i].field.Number() && wish > all[i].width && room > 0 {
			more := min(wish-all[i].width, room)
			all[i].width, room = all[i].width+more, room-more
		}
	}
	return all
}

// place is where a field stands: what is required first.
func place(l *plan.Ledger, f *plan.Field) int {
	i := slices.IndexFunc(l.Fields, func(g plan.Field) bool { return g.Key == f.Key })
	if !f.Required {
		i += len(l.Fields)
	}
	return i
}

// natural is how wide a field's widest words are.
func natural(f *plan.Field, rows []*ledger.Row) int {
	wish := 0
	for _, r := range rows {
		wish = max(wish, screen.Width(shown(f, r)))
	}
	return wish
}

// shown is what a row says of a field, as the list shows it.
func shown(f *plan.Field, r *ledger.Row) string {
	if n, ok := r.Fields[f.Key].Number(); ok && f.Number() {
		return report.Commas(n)
	}
	return screen.Clean(r.Words[f.Key])
}

func (c column) cell(text string) string {
	if c.field.Number() {
		return screen.PadLeft(short(text, c.width), c.width)
	}
	return screen.Pad(short(text, c.width), c.width)
}

// flag is the word for what is special about a row.
func (p *Page) flag(r *ledger.Row) string {
	switch {
	case r.Struck:
		return "划去"
	case r.CorrectedBy != "":
		return "旧的"
	case p.hasBegun(r.ID):
		return "未完"
	case r.Elsewhere(p.data.sheet.Schedule) != "":
		return "更正"
	case r.Partner:
		return "联合"
	case r.Corrects != "":
		return "改过"
	case r.OnBehalf:
		return "代填"
	}
	return ""
}

// pieces are a row's fields as a phone shows them: what is required, then the
// rest with its labels.
func pieces(l *plan.Ledger, r *ledger.Row) (first, second string) {
	var a, b []string
	for i := range l.Fields {
		f := &l.Fields[i]
		text := shown(f, r)
		switch {
		case text == "":
		case f.Required && !f.Number():
			a = append(a, text)
		default:
			b = append(b, f.Label+" "+text)
		}
	}
	if len(a) == 0 && len(b) > 0 {
		return b[0], strings.Join(b[1:], "  ")
	}
	return strings.Join(a, " "), strings.Join(b, "  ")
}
