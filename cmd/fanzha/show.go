package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// cellJSON is one line of show --json.
type cellJSON struct {
	Value      report.Value `json:"value"`
	Cumulative report.Value `json:"cumulative"`
	Previous   report.Value `json:"previous"`
	NA         bool         `json:"na"`
	Note       string       `json:"note"`
	Label      string       `json:"label"`
	Measure    string       `json:"measure"`
	Carried    bool         `json:"carried"`
	Ledger     report.Value `json:"ledger"` // what the unit's ledgers add up to; null where they say nothing
	Source     string       `json:"source"` // of the value: typed, ledger, register, computed, carried
	By         string       `json:"by,omitempty"`
	OnBehalf   bool         `json:"on_behalf,omitempty"`

	Denominators []report.Denominator `json:"denominators,omitempty"`
}

// sheetJSON is show --json.
type sheetJSON struct {
	Unit        string              `json:"unit"`
	Name        string              `json:"name"`
	Period      report.Period       `json:"period"`
	Due         time.Time           `json:"due"`
	Deadline    time.Time           `json:"deadline"` // that of a return or an unlock, where it is later
	State       report.State        `json:"state"`
	Version     int                 `json:"version"`
	Flags       []string            `json:"flags"`
	DaysLate    int                 `json:"days_late"`
	Returns     int                 `json:"returns"`
	Reason      string              `json:"reason"`
	CellReasons map[string]string   `json:"cell_reasons,omitempty"`
	NilReason   string              `json:"nil_reason,omitempty"`
	Explanation string              `json:"explanation,omitempty"`
	Cells       map[string]cellJSON `json:"cells"`
	Findings    []report.Finding    `json:"findings"`
}

func toJSON(s *report.Sheet, fs []report.Finding) sheetJSON {
	r := s.Report
	out := sheetJSON{
		Unit: s.Unit.Code, Name: s.Unit.Name, Period: r.Period, Due: s.Schedule.Due(r.Period), Deadline: r.Deadline(s.Schedule).In(plan.China), State: r.State, Version: r.Version,
		Flags: r.Flags(s.Schedule, s.Now), DaysLate: r.DaysLate(s.Schedule.Due(r.Period)), Returns: r.Returns,
		Reason: r.Reason, CellReasons: r.CellReasons, NilReason: r.NilReason, Explanation: r.Explained(),
		Cells: map[string]cellJSON{}, Findings: fs,
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		c := cellJSON{
			Value: e.Value, Previous: e.Previous, NA: e.Value.NA(), Note: e.Cell.Note,
			Label: e.Line.Label, Measure: e.Line.Indicator.Measure, Carried: e.Source() == report.SourceCarried, Source: e.Source(),
			Denominators: s.Denominators(e),
		}
		if e.Fed != nil && e.Fed.Source == plan.SourceLedger {
			c.Ledger = e.Fed.Value
		}
		if !e.Taken() {
			c.By, c.OnBehalf = e.Cell.By, e.Cell.OnBehalf
		}
		if sum, ok := e.Cumulative(); ok {
			c.Cumulative = report.Number(sum)
		}
		out.Cells[e.Line.Key] = c
	}
	return out
}

func showCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "show [单位] [期]", Short: "一份月报: 各项指标, 状态, 检查结果",
		Example: "  fanzha show chayuanba 2021-03\n  fanzha show 茶园坝社区 --json",
		Args:    cobra.MaximumNArgs(2),
	}
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, unit, p, err := s.named(c.Context(), args)
		if err != nil {
			return err
		}
		sheet, findings, err := d.Judge(c.Context(), unit, p)
		if err != nil {
			return err
		}
		if !sheet.Owed() {
			return report.Errorf(report.CodeNotFound, "%s", noReport(sheet))
		}
		if *js {
			return s.json(toJSON(sheet, findings))
		}
		s.showSheet(sheet)
		s.showFindings(findings)
		return nil
	}
	return c
}

// showSheet prints a form by its headings.
func (s *session) showSheet(sheet *report.Sheet) {
	r := sheet.Report
	s.printf("%s %s  %s%s\n", sheet.Unit.Name, r.Period.Name(), r.Word(), remarks(sheet))
	for _, section := range sheet.Form.Sections {
		s.printf("\n%s\n", section.Title)
		for _, l := range section.Lines {
			e := sheet.Find(l.Key)
			s.showLine(e)
			for _, d := range sheet.Denominators(e) {
				if text := d.String(); text != "" && l.Indicator.Type == plan.TypePercent {
					s.printf("    %s %s\n", d.Label, text)
				}
			}
		}
	}
	for key, why := range r.CellReasons {
		if e := sheet.Find(key); e != nil {
			s.printf("\n退回: %s: %s", e.Line.Label, why)
		}
	}
	s.printf("\n")
}

func (s *session) showLine(e *report.Entry) {
	l := e.Line
	if l.Dim != "" && e.Value.Blank() {
		return // a matrix has a line for every village; the empty ones say nothing
	}
	value, measure := e.Value.Shown(), l.Indicator.Measure
	if l.Indicator.Type == plan.TypePercent {
		value, measure = e.Ratio.String(), "" // it ends in its sign
	}
	indent := ""
	for range l.Depth {
		indent += "  "
	}
	text := "  " + screen.Pad(indent+l.Label, 30) + " " + uncut(value, 12) + " " + screen.Pad(measure, 6)
	if sum, ok := e.Cumulative(); ok {
		text += " 累计 " + uncut(report.Commas(sum), 10)
	}
	if e.Differs() {
		text += "  台账 " + e.Fed.Value.Shown() + ", 填 " + value
	} else if word := e.CarriedWord(); word != "" {
		text += "  " + word
	}
	if e.Cell.Note != "" {
		text += "  备注: " + e.Cell.Note
	}
	s.printf("%s  %s\n", text, l.Key)
}

// uncut sets a value to the right of a column, and lets one that is wider push
// the rest aside: nothing is cut here. Lines of a text stand behind each other.
func uncut(value string, width int) string {
	value = report.Clean(value)
	return strings.Repeat(" ", max(width-screen.Width(value), 0)) + value
}

// showFindings prints what the rules say, with the word for each severity.
func (s *session) showFindings(fs []report.Finding) {
	for _, f := range fs {
		s.printf("%s: %s", severityWord(f.Severity), f.Message)
		if f.Key != "" {
			s.printf(" (%s)", f.Key)
		}
		s.printf("\n")
	}
}

func severityWord(severity string) string {
	switch severity {
	case plan.SeverityError:
		return "错误"
	case plan.SeverityWarning:
		return "提示"
	}
	return "说明"
}
