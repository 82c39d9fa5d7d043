package db

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// note is the remark of a cell after an edit: a date and a basis lead it, where
// the edit names them. A figure that the office keeps wants both, so that every
// percentage can say of what day its denominator is; they go with the figure.
func (s *saving) note(l *plan.Line, e report.Edit, v report.Value, old report.Cell) (string, error) {
	note := old.Note
	if e.Note != nil {
		note = report.Clean(*e.Note)
	}
	e.Basis = report.Clean(e.Basis)
	if e.Grounded() {
		words := []string{e.Basis}
		if !e.AsOf.IsZero() {
			words = []string{e.AsOf.String(), e.Basis}
		}
		if e.Note != nil {
			words = append(words, note)
		}
		note = strings.TrimSpace(strings.Join(words, " "))
	}
	if l.Indicator.By == "" || v.Equal(old.Value) && note == old.Note {
		return note, nil
	}
	if _, figure := v.Number(); !figure {
		if e.Note == nil && !e.Grounded() {
			note = ""
		}
		return note, nil
	}
	asOf, basis := e.AsOf, e.Basis
	if !e.Grounded() && e.Note != nil {
		asOf, basis, _ = report.SplitBasis(note)
	}
	return note, s.grounds(l, asOf, basis)
}

// grounds refuses a figure of the office's that lacks its date or its basis, or
// whose date the report cannot know.
func (s *saving) grounds(l *plan.Line, asOf plan.Date, basis string) error {
	today := plan.DateOf(s.now)
	_, last := s.town.schedule.Window(s.sheet.Report.Period)
	switch {
	case asOf.IsZero() || basis == "":
		return report.Errorf(report.CodeInvalid, "%s 要写明日期和依据, 例如: --as-of 2021-03-01 --basis 派出所核定", l.Label)
	case today.Before(asOf):
		return report.Errorf(report.CodeInvalid, "%s 的日期 %s 还没有到. 请写核定的那一天, 不晚于今天 %s.", l.Label, asOf, today)
	case last.Before(asOf):
		return report.Errorf(report.CodeInvalid, "%s 的日期 %s 晚于本期的最后一天 %s. 请填到那一天所在的一期.", l.Label, asOf, last)
	}
	return nil
}
