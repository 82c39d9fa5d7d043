package matrix

import (
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// said is the cell in hand in one sentence.
func (p *Page) said() string {
	row, c := p.inHand()
	if c == nil {
		return ""
	}
	head := screen.Clean(row.Name) + " " + c.Period.Short() + "  "
	parts := p.facts(c)
	if why := reason(c); why != "" && (c.Kind == report.MarkReturned || c.Kind == report.MarkUnsealed) {
		parts = append(parts, "原因: "+why)
	}
	return head + strings.Join(parts, ", ")
}

// facts are when a report came and what became of it, in a few words.
func (p *Page) facts(c *report.MatrixCell) []string {
	s, now := p.data.Schedule, p.Now()
	if c.Filed == nil {
		return []string{p.unfiled(c)}
	}
	parts := []string{clock(*c.Filed) + " 报送"}
	r := report.Report{FirstSubmitted: *c.Filed}
	if days := r.DaysLate(s.Due(c.Period)); days > 0 {
		parts = append(parts, "迟报 "+strconv.Itoa(days)+" 天")
	} else {
		parts = append(parts, "按时")
	}
	if c.Nil {
		parts = append(parts, "零报告")
	}
	if c.Returns > 0 {
		parts = append(parts, "退回 "+strconv.Itoa(c.Returns)+" 次")
	}
	switch {
	case c.Kind == report.MarkPending:
		if c.Sent.After(*c.Filed) {
			parts = append(parts, clock(*c.Sent)+" 重报")
		}
		parts = append(parts, "待审 "+waited(now.Sub(*c.Sent)))
	case c.Kind == report.MarkUnsealed:
		parts = append(parts, "已启封, 没有重报")
	case c.Kind == report.MarkReturned:
		parts = append(parts, "没有重报")
	case c.State == report.StateAccepted:
		parts = append(parts, "已通过")
	}
	return parts
}

// unfiled says how far a report is that has not come.
func (p *Page) unfiled(c *report.MatrixCell) string {
	s, now := p.data.Schedule, p.Now()
	first, _ := s.Window(c.Period)
	due := s.Due(c.Period)
	left := "截止 " + report.Deadline(due) + ", " + report.Left(due, now)
	switch {
	case !c.Owed:
		return "不用报"
	case !s.Open(c.Period, now) && c.State == report.StateBlank:
		return first.Start().Format("1月2日") + " 开始"
	case c.Kind == report.MarkNever && c.State == report.StateDraft:
		return "填了没有报送, " + report.Deadline(s.Lock(c.Period)) + " 已锁定"
	case c.Kind == report.MarkNever:
		return "没有报送, " + report.Deadline(s.Lock(c.Period)) + " 已锁定"
	case c.State == report.StateDraft:
		return "填了还没有报送, " + left
	}
	return "还没有填, " + left
}

// waited is how long a report has waited.
func waited(d time.Duration) string {
	if days := int(d / (24 * time.Hour)); days > 0 {
		return strconv.Itoa(days) + " 天"
	}
	return "不到 1 天"
}

// reason is why a report came back.
func reason(c *report.MatrixCell) string {
	text := screen.Clean(c.Reason)
	if n := len(c.Reasons); n > 0 {
		if text != "" {
			text += " "
		}
		text += "(" + strconv.Itoa(n) + " 项要改)"
	}
	return text
}

// clock is an instant as people write it.
func clock(t time.Time) string { return t.In(plan.China).Format("1月2日 15:04") }

// side is all that is known of the cell in hand, and what of its unit's year was
// not in order. The rest stands in the row itself.
func (p *Page) side(width, height int) []string {
	row, hand := p.inHand()
	if hand == nil || p.Moving() {
		return nil
	}
	rows := []string{p.Styles.Heading.Render(screen.Clip(screen.Clean(row.Name)+"  "+hand.Period.Short(), width))}
	say := strings.Join(p.facts(hand), ", ") + "."
	if why := reason(hand); why != "" && hand.Returns > 0 {
		say += " 上次退回: " + why
	}
	rows = append(rows, widget.Wrap(say, width)...)
	heading := true
	for i := range row.Cells {
		c := &row.Cells[i]
		if c == hand || !told(c) {
			continue
		}
		if heading {
			rows = append(rows, "", p.Styles.Heading.Render("其他期"))
			heading = false
		}
		lead := screen.Pad(c.Period.Short(), 5) + p.look(c.Kind).Render(c.Word()) + strings.Repeat(" ", max(6-screen.Width(c.Word()), 1))
		rows = append(rows, screen.Clip(lead+p.brief(c), width))
	}
	return rows[:min(len(rows), max(height, 0))]
}

// told says that a report was not simply in time.
func told(c *report.MatrixCell) bool {
	switch c.Kind {
	case report.MarkLate, report.MarkNever, report.MarkReturned, report.MarkUnsealed, report.MarkMissing:
		return true
	}
	return c.Filed != nil && c.Returns > 0
}

// brief is what a mark's word leaves out, in a few words.
func (p *Page) brief(c *report.MatrixCell) string {
	if c.Filed == nil {
		return p.unfiled(c)
	}
	text := c.Filed.In(plan.China).Format("1月2日") + " 报送"
	if c.Returns > 0 {
		text += ", 退回 " + strconv.Itoa(c.Returns) + " 次"
	}
	return text
}
