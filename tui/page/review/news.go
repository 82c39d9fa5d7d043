package review

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fanzha/db/report"
	"fanzha/tui/screen"
)

// sight is what a person had before them: the report's version, on which they
// decide, and the newest entry of its audit.
type sight struct {
	version int
	seq     int64
}

// sight is what is in sight now.
func (p *Page) sight() sight { return sight{p.sheet.Report.Version, newest(p.events)} }

// newest is the sequence of the newest of the events, which come newest first.
func newest(events []report.Event) int64 {
	if len(events) == 0 {
		return 0
	}
	return events[0].Seq
}

// news says who has done what to a report since somebody saw it, and how it
// stands now.
func (d *data) news(since int64) string {
	var all []string
	for _, deed := range d.deeds(since) {
		all = append(all, deed.by+" "+clock(deed.at)+" "+strings.Join(deed.words, ", "))
	}
	if len(all) == 0 {
		all = []string{"刚刚在别处有改动"}
	}
	now := ". 现在是" + stateName(d.sheet)
	if d.sheet.Report.State == report.StateSubmitted {
		now += ", 请看过再办"
	}
	return strings.Join(all, "; ") + now + "."
}

// others says that somebody else than a person may have had a hand in what was
// done since.
func (d *data) others(since int64, name string) bool {
	all := d.deeds(since)
	return len(all) == 0 || slices.ContainsFunc(all, func(d deed) bool { return d.by != name })
}

// deed is what one person did in a row, until a time.
type deed struct {
	by    string
	at    time.Time
	words []string
}

// deeds are what was done since an entry of the audit, oldest first.
func (d *data) deeds(since int64) []deed {
	var all []deed
	var saved []report.Event // by who did the last deed, after its words
	wrote := func() {
		if text := d.wrote(saved); text != "" {
			last := &all[len(all)-1]
			last.words = append(last.words, text)
		}
		saved = nil
	}
	for _, e := range slices.Backward(d.events) {
		if e.Seq <= since || e.Verb == "remark" {
			continue
		}
		by := screen.Clean(e.By)
		if by == "" {
			by = "系统"
		}
		if len(all) == 0 || all[len(all)-1].by != by {
			wrote()
			all = append(all, deed{by: by})
		}
		all[len(all)-1].at = e.At
		if e.Verb == "save" {
			saved = append(saved, e)
			continue
		}
		wrote()
		last := &all[len(all)-1]
		last.words = append(last.words, report.VerbName(e.Verb))
	}
	wrote()
	return slices.DeleteFunc(all, func(d deed) bool { return len(d.words) == 0 })
}

// named is how many lines are named of those that were written.
const named = 3

// wrote says what saves in a row have written: a single value with what it was.
func (d *data) wrote(saves []report.Event) string {
	var values []report.ValueChange
	for _, e := range saves {
		values = report.Merged(values, e.Changed())
	}
	values = slices.DeleteFunc(values, func(v report.ValueChange) bool { return v.Old == v.New })
	var labels []string
	for _, line := range d.sheet.Form.Lines {
		i := slices.IndexFunc(values, func(v report.ValueChange) bool { return strings.TrimSuffix(v.Key, "#note") == line.Key })
		switch {
		case i < 0:
		case len(values) == 1:
			return "填写 " + line.Label + " " + alteration(line, values[0])
		default:
			labels = append(labels, line.Label)
		}
	}
	switch n := len(labels); {
	case n == 0:
		return ""
	case n > named:
		return "填写 " + strings.Join(labels[:named], ", ") + " 等 " + strconv.Itoa(n) + " 项"
	}
	return "填写 " + strings.Join(labels, ", ")
}
