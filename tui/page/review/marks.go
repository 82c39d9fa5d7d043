package review

import (
	"encoding/json"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// aboutMarks names the marks of the report as it was sent last.
func (p *Page) aboutMarks() string {
	return p.subject("marks") + "/" + strconv.FormatInt(p.sheet.Report.Submitted.Unix(), 10)
}

// keepMarks keeps the marks as they stand, in case the line drops before they
// are sent.
func (p *Page) keepMarks() tea.Cmd {
	if len(p.marks) == 0 {
		return p.KeepText(p.aboutMarks(), "")
	}
	text, err := json.Marshal(p.marks)
	if err != nil {
		return nil // they stay for this session
	}
	return p.KeepText(p.aboutMarks(), string(text))
}

// keptMarks are those that were not sent when the person was last at the report,
// if it can still be returned.
func (p *Page) keptMarks() map[string]string {
	marks := map[string]string{}
	text := p.KeptText(p.aboutMarks())
	if text == "" || json.Unmarshal([]byte(text), &marks) != nil {
		return map[string]string{}
	}
	if _, err := p.sheet.Report.Return(p.sheet.Schedule, p.Now(), "", marks); err != nil {
		return map[string]string{}
	}
	return marks
}
