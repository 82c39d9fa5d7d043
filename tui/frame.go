package tui

import (
	"strings"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// Frame draws the top line, the page or the overlay over it, and the bottom
// line.
func (a *App) Frame() screen.Frame {
	width, height := a.size.Width, a.size.Height
	page := a.top()
	body := screen.Size{Width: width, Height: max(height-2, 1)}
	rows, cursor := page.Body(body)
	bindings, status := page.Keys(), page.Status()
	if a.overlay != nil {
		over, caret := a.overlay.View(width, a.Styles)
		rows, cursor = over, caret
		bindings = []keys.Binding{{Label: "Enter", Help: "确定"}, {Label: "Esc", Help: "返回"}}
	}
	if len(rows) > body.Height {
		rows = rows[:body.Height]
	}
	out := make([]string, 0, height)
	out = append(out, a.title(page.Head()))
	out = append(out, rows...)
	for len(out) < height-1 {
		out = append(out, "")
	}
	out = append(out, keys.Line(bindings, status, width, a.Styles))
	f := screen.Frame{Rows: out}
	if cursor != nil && cursor.Y < body.Height {
		f.Cursor = &screen.Cursor{X: cursor.X, Y: cursor.Y + 1}
	}
	return f
}

// title is the top line: which month, who, until when. What does not fit goes
// first from the middle: the deadline counts more than the name.
func (a *App) title(h Head) string {
	width := a.size.Width
	left := " 反诈月报"
	if a.Me.Rehearsal {
		left += " 演练"
	}
	if !h.Period.IsZero() {
		left += "  " + h.Period.Name()
	}
	who := h.Who
	if who == "" {
		who = a.Me.UnitName
	}
	if who == "" {
		who = a.Me.Root
	}
	left += " / " + who + " " + a.role()
	right := ""
	if !h.Due.IsZero() {
		now := a.Now()
		right = report.Left(h.Due, now) + " "
		if width >= 70 {
			right = "截止 " + report.Deadline(h.Due) + "  " + right
		}
	}
	room := max(width-screen.Width(right), 0)
	if screen.Width(left) > room-1 {
		left = strings.TrimSuffix(left, " "+a.role())
	}
	return a.Styles.TitleBar.Render(screen.Pad(screen.Cut(left, room), room) + screen.Cut(right, width-room))
}

// role is the word for what the person is here.
func (a *App) role() string {
	for _, role := range []string{account.Reviewer, account.Leader, account.Auditor, account.Filler} {
		for _, r := range a.Me.Roles {
			if r == role {
				return account.RoleName(role)
			}
		}
	}
	return ""
}
