package history

import (
	"fmt"
	"slices"
	"strings"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// tale is an entry in words.
type tale struct {
	when, verb, who, from string

	kind    string   // the verb as the audit names it
	reason  string   // with what it is called
	lines   []string // what was typed, a line of the form each
	carried string   // what a submission took over, in one sentence
}

// tell puts an entry into words.
func (p *Page) tell(e entry) tale {
	t := tale{
		when: moment(p.Now(), e.At), verb: report.VerbName(e.Verb), who: screen.Clean(e.By), from: screen.Clean(e.Origin), kind: e.Verb,
	}
	if n := len(e.Values); e.Verb == "save" && n > 0 {
		t.verb += " " + count(n) + " 项"
	}
	if t.who == "" {
		t.who = "系统"
	}
	if e.Reason != "" && e.Verb != "nil" {
		t.reason = reasonWord(e.Verb) + ": " + screen.Clean(e.Reason)
	}
	carried := 0
	for _, v := range ordered(p.data.sheet, e.Values) {
		if moves(e.Verb) && v.Key[0] != '#' {
			carried++ // told below in one sentence
			continue
		}
		if label, words := change(p.data.sheet, e.Verb, v); words != "" {
			t.lines = append(t.lines, screen.Clean(label+"  "+words))
		}
	}
	switch {
	case carried > 0 && e.Verb == "submit":
		t.carried = p.carried(e)
	case carried > 0:
		t.carried = fmt.Sprintf("报送时带入的 %d 项随之取消, 再报时重新带入.", carried)
	}
	return t
}

// sifted is what the filter leaves of a tale: all of it where it is itself what
// is sought, else those of its lines that are. It says whether anything is left.
func (t tale) sifted(f *widget.Filter) (tale, bool) {
	if f.Shows(t.when, t.verb, t.who, t.from, t.reason, t.carried) {
		return t, true
	}
	t.carried = ""
	t.lines = slices.DeleteFunc(t.lines, func(line string) bool { return !f.Shows(line) })
	return t, len(t.lines) > 0
}

// moves reports whether an event moves a report and types nothing: the values in
// it were taken over by the submission, or went with it.
func moves(verb string) bool {
	return slices.Contains([]string{"submit", "withdraw", "return", "unseal"}, verb)
}

// carried names what a submission took over: what stands from earlier periods,
// the zeros of a nil report, the sums of matrices.
func (p *Page) carried(e entry) string {
	var all []string
	for _, v := range ordered(p.data.sheet, e.Values) {
		if v.Key[0] != '#' {
			label, words := change(p.data.sheet, e.Verb, v)
			all = append(all, screen.Clean(label+" "+strings.TrimPrefix(words, "带入 ")))
		}
	}
	return "报送时带入: " + strings.Join(all, ", ")
}

// reasonWord is what an event's reason is called.
func reasonWord(verb string) string {
	switch verb {
	case "submit":
		return "说明"
	case "opening":
		return "依据"
	}
	return "原因"
}
