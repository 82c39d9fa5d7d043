package entry

import (
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// pairing is what becomes of a row of a paste: the line that it is for, and why it
// is not put there.
type pairing struct {
	label, text string
	was         string // what the line holds
	edit        report.Edit
	out         string // why nothing is put there; empty: it is
	alone       bool   // the figure may well be typed there, by itself
}

// pairs puts the rows of a paste to their lines; over are those for which no line
// is left. A named row goes to the line of its name. The others go down the form
// from the line in hand: each line takes a row, as in a sheet that was made after
// it, or, where dense, each that the person fills in.
func (p *Page) pairs(rows []pasted, dense bool) (all []pairing, over []pasted) {
	at, taken := p.hand, map[string]bool{}
	for i, row := range rows {
		if row.named {
			if pair, ok := p.pairNamed(row, taken); ok {
				all = append(all, pair)
			}
			continue
		}
		for dense && at < len(p.lines) && p.untypable(p.entry(p.lines[at])) != "" {
			at++
		}
		if at == len(p.lines) {
			return all, rows[i:]
		}
		all = append(all, p.pair(p.entry(p.lines[at]), row))
		at++
	}
	return all, nil
}

// pairNamed puts a row to the next line of its name; the head of a sheet's columns
// is none.
func (p *Page) pairNamed(row pasted, taken map[string]bool) (pairing, bool) {
	lines := slices.DeleteFunc(p.linesOf(row.name), func(l *plan.Line) bool { return taken[l.Key] })
	if len(lines) > 0 {
		taken[lines[0].Key] = true
		return p.pair(p.sheet.Find(lines[0].Key), row), true
	}
	head := row.name == "" || row.name == "指标"
	return pairing{label: row.name, text: row.text, out: "表里没有这一项."}, !head
}

// pair says what becomes of a row at a line. What typing would ask about is left
// out, since a paste has no answer to it.
func (p *Page) pair(e *report.Entry, row pasted) pairing {
	pair := pairing{label: e.Line.Label, text: row.text, edit: report.Edit{Key: e.Line.Key, Text: row.text, Version: p.seen(e)}}
	if !e.Value.Blank() {
		pair.was = valueWords(e)
	}
	if row.empty() {
		pair.text, pair.out = "", "空行, 不动."
		return pair
	}
	if pair.out = p.untypable(e); pair.out != "" {
		return pair
	}
	v, err := report.Parse(e.Line, row.text)
	if err == nil {
		pair.text = v.Shown()
	}
	_, own := p.own(e.Line.Key)
	switch {
	case err != nil:
		pair.out, pair.alone = strings.TrimPrefix(err.Error(), pair.label+" "), true
	case !own && v.Equal(e.Value):
		pair.out = "已是这个数."
	default:
		pair.ask(p.asks(e, &pair.edit), e)
	}
	return pair
}

// ask leaves a figure out that needs a word beside it.
func (pair *pairing) ask(a asking, e *report.Entry) {
	switch a {
	case asksBasis:
		pair.out, pair.alone = "要写日期和依据, 请单独填.", true
	case asksReason:
		pair.out, pair.alone = "和台账 "+e.Fed.Value.Shown()+" 不同, 要改请单独填.", true
	}
}

// filling are the edits of what is put into the lines.
func filling(all []pairing) []report.Edit {
	var edits []report.Edit
	for _, pair := range all {
		if pair.out == "" {
			edits = append(edits, pair.edit)
		}
	}
	return edits
}
