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

// side is the year of the unit in hand, the cell in hand with all that is known
// of it.
func (p *Page) side(width, height int) []string {
	row, hand := p.inHand()
	if hand == nil || p.Moving() {
		return nil
	}
	rows := []string{p.Styles.Heading.Render(screen.Clip(screen.Clean(row.Name), width))}
	for i := range row.Cells {
		c := &row.Cells[i]
		mark, head := "  ", screen.Pad(c.Period.Short(), 6)
		if c == hand {
			mark, head = "> ", p.Styles.Selected.Render(head)
		}
		text := mark + head + p.look(c.Kind).Render(c.Word())
		if c.Filed != nil {
			text += strings.Repeat(" ", max(7-screen.Width(c.Word()), 1)) + p.Styles.Dim.Render(clock(*c.Filed)+" 报送")
		}
		rows = append(rows, screen.Clip(text, width))
	}
	rows = append(rows, "", p.Styles.Heading.Render(hand.Period.Name()))
	say := strings.Join(p.facts(hand), ", ") + "."
	if why := reason(hand); why != "" && hand.Returns > 0 {
		say += " 上次退回: " + why
	}
	for _, text := range widget.Wrap(say, width-2) {
		rows = append(rows, "  "+text)
	}
	return rows[:min(len(rows), max(height, 0))]
}
