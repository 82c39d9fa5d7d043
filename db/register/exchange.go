package register

import (
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Column is a column of a register in a file.
type Column struct {
	Key   string // a field's, or KeyUnit, KeyName, KeyFrom, KeyBasis
	Label string
}

// Columns are the columns of a register in a file. The unit has one where
// several units' sites stand together and do not bear their unit's name.
func Columns(r *plan.Register, units bool) []Column {
	var all []Column
	if units && !r.Single {
		all = append(all, Column{KeyUnit, "单位"})
	}
	all = append(all, Column{KeyName, r.Site})
	for i := range r.Fields {
		all = append(all, Column{r.Fields[i].Key, r.Fields[i].Label})
	}
	return append(all, Column{KeyFrom, "从哪天起"}, Column{KeyBasis, "依据"})
}

// Cells are a site's values under the columns, as Read takes them back.
func Cells(l *Listing, s *Site, columns []Column) []report.Value {
	cells := make([]report.Value, len(columns))
	for i, c := range columns {
		switch c.Key {
		case KeyUnit:
			cells[i] = report.Text(l.Unit.Name)
		case KeyName:
			cells[i] = report.Text(s.Name)
		case KeyFrom:
			cells[i] = report.Text(s.From.String())
		case KeyBasis:
			cells[i] = report.Text(s.Basis)
		default:
			cells[i] = s.Fields[c.Key]
			if n, ok := cells[i].Number(); ok && l.Register.Field(c.Key).Type == plan.TypeChainage {
				cells[i] = report.Text(report.Chainage(n))
			}
		}
	}
	return cells
}

// Head reads the head of a file: which column each of its cells is, by label
// or key, in any order. What is refused stands at the cell's place, counted
// from 0; an empty key is a column that is passed over.
func Head(r *plan.Register, units bool, cells []string) (keys []string, refused map[int]error) {
	keys, refused = make([]string, len(cells)), map[int]error{}
	all := Columns(r, units)
	for i, cell := range cells {
		name := report.Clean(cell)
		if name == "" {
			continue
		}
		at := slices.IndexFunc(all, func(c Column) bool { return c.Label == name || strings.EqualFold(c.Key, report.Halfwidth(name)) })
		switch {
		case at < 0 && r.Single && (name == "单位" || name == KeyUnit):
			keys[i] = KeyName
		case at < 0:
			refused[i] = unknown(r, name)
			continue
		default:
			keys[i] = all[at].Key
		}
		if slices.Contains(keys[:i], keys[i]) {
			refused[i] = report.Errorf(report.CodeInvalid, "%s 这一栏有两个, 请只留一个.", report.Clip(name))
		}
	}
	return keys, refused
}

// Called is the name of a site for which a person typed none: a point of a
// road is called by its road and its place on it, so that points are entered
// quickly. Elsewhere it is what was typed.
func Called(r *plan.Register, name string, fields map[string]string) string {
	if report.Clean(name) != "" {
		return name
	}
	place, at := "", ""
	for i := range r.Fields {
		f := &r.Fields[i]
		text := report.Clean(fields[f.Key])
		switch f.Type {
		case plan.TypeSite:
			place = text
		case plan.TypeChainage:
			if v, err := report.ParseField(f, text, report.Names{}); err == nil {
				if n, ok := v.Number(); ok {
					at = report.Chainage(n)
				}
			}
		}
	}
	if place == "" || at == "" {
		return name
	}
	return place + " " + at
}
