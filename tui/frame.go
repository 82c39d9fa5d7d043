package tui

import (
	"strings"
	"time"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Frame draws the screen, with a mark on what the pointer rests on.
func (a *App) Frame() screen.Frame {
	f := a.draw()
	a.hover(f.Rows)
	if a.seen = nil; f.Mouse {
		a.seen = f.Rows
	}
	return f
}

// draw draws the top line, the page or the overlay over it, and the bottom
// line.
func (a *App) draw() screen.Frame {
	width, height := a.size.Width, a.size.Height
	page := a.top()
	body := screen.Size{Width: width, Height: max(height-2, 1)}
	rows, cursor := page.Body(body)
	if a.overlay != nil {
		over, caret := a.overlay.View(body, a.Styles)
		rows, cursor = over, caret
	}
	if err := a.fault(); err != nil && a.overlay == nil {
		text := widget.Wrap("读取失败: "+err.Error()+" 看到的是先前的. 一分钟内自动再读.", width-2)
		rows = rows[:min(len(rows), max(body.Height-len(text), 0))]
		for _, row := range text {
			rows = append(rows[:len(rows):len(rows)], " "+a.Styles.Error.Render(row))
		}
	}
	if len(rows) > body.Height {
		rows = rows[:body.Height]
	}
	out := make([]string, 0, height)
	out = append(out, a.title(page.Head()))
	for _, row := range rows {
		out = append(out, screen.Clip(row, width))
	}
	for len(out) < height-1 {
		out = append(out, "")
	}
	bindings, status := a.bottom()
	out = append(out, keys.Line(bindings, status, width, a.Styles))
	f := screen.Frame{Rows: out, Palette: a.Palette, Mouse: a.mousing}
	if over, ok := a.overlay.(interface{ copied() *string }); ok {
		f.Copy = over.copied()
		f.Mouse = false // the terminal selects what it does not let into its clipboard
	}
	if cursor != nil && cursor.Y < body.Height {
		f.Cursor = &screen.Cursor{X: cursor.X, Y: cursor.Y + 1}
	}
	return f
}

// bottom is what the bottom line says: the keys that work now, and the status.
func (a *App) bottom() ([]keys.Binding, string) {
	bindings, status := a.top().Keys(), a.top().Status()
	if a.overlay != nil {
		bindings = []keys.Binding{{Keys: []string{keys.Enter}, Label: "Enter", Help: "确定"}, {Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}}
		if own, ok := a.overlay.(interface{ Keys() []keys.Binding }); ok {
			bindings = own.Keys()
		}
	}
	if a.mousing {
		status = "鼠标开  " + status
	}
	return bindings, status
}

// fault is why the page in front could not be read again.
func (a *App) fault() error {
	if page, ok := a.top().(Faulty); ok {
		return page.Fault()
	}
	return nil
}

// title is the top line: which month, who, until when. Where it does not fit,
// the product's name goes first, then the role, then the year if it is this one;
// what is left until the deadline is said longer than on what day that is, and
// the unit is cut last, with a sign.
func (a *App) title(h Head) string {
	width := a.size.Width
	lefts := a.whose(h)
	var right string
	for _, right = range a.untils(h.Due) {
		for _, left := range lefts {
			if screen.Width(left)+screen.Width(right) < width {
				return a.Styles.TitleBar.Render(screen.Pad(left, width-screen.Width(right)) + right)
			}
		}
	}
	left, room := lefts[len(lefts)-1], max(width-screen.Width(right), 0)
	if screen.Width(left) > room {
		left = screen.Cut(left, max(room-1, 0)) + "~"
	}
	return a.Styles.TitleBar.Render(screen.Pad(left, room) + screen.Clip(right, width-room))
}

// whose are the ways to say which month and who, the longest first.
func (a *App) whose(h Head) []string {
	who := h.Who
	if who == "" {
		who = a.Me.UnitName
	}
	if who == "" {
		who = a.Me.Root
	}
	rehearsal := ""
	if a.Me.Rehearsal {
		rehearsal = " 演练"
	}
	period, gap := "", ""
	if !h.Period.IsZero() {
		period, gap = " "+h.Period.Name(), " "
	}
	role := " " + a.role()
	if h.Who != "" && h.Who != a.Me.UnitName && a.role() != "" {
		role = "  (" + a.role() + ")" // the person's, and not this unit's
	}
	forms := []string{
		" 反诈月报" + rehearsal + gap + period + " / " + who + role,
		rehearsal + period + " / " + who + role,
		rehearsal + period + " " + who,
	}
	if h.Period.Year == a.Now().Year() {
		forms = append(forms, rehearsal+" "+h.Period.Short()+" "+who)
	}
	return forms
}

// untils are the ways to say until when, the longest first.
func (a *App) untils(due time.Time) []string {
	if due.IsZero() {
		return []string{""}
	}
	left := report.Left(due, a.Now()) + " "
	day, _, _ := strings.Cut(report.Deadline(due), " ")
	return []string{"截止 " + report.Deadline(due) + "  " + left, "截止 " + day + " " + left, left}
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
