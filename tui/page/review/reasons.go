package review

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// usual are the reasons that most returns have.
var usual = []string{"佐证不足", "数字前后不一致", "漏填", "单位或口径不对"}

// other is the last choice, that leaves the reason to be typed.
var other = len(usual) + 1

// reasons asks why something is returned. The arrows take a usual reason into the
// field, where more may be typed behind it; a digit that stands there alone means
// one too. Nothing is sent without Enter, since a reason may well begin with a
// digit: what follows makes it text.
type reasons struct {
	page             *Page
	about            string // what it is asked about
	question, detail string
	hint             string // shown while nothing is typed
	missing          string // said when nothing is typed; empty lets that pass
	then             func(reason string) tea.Cmd

	field    widget.Field
	own      bool // the last choice is in hand
	again    bool // it begins with what was typed before
	complain bool
	top      int // the row where the first choice was drawn
}

// reasons asks why; what was typed and not answered is offered again.
func (p *Page) reasons(about, question, missing string) *reasons {
	r := &reasons{page: p, about: about, question: question, missing: missing}
	r.field.SetValue(p.KeptText(about))
	r.again = !r.field.Empty()
	return r
}

// Unanswered is what was typed.
func (r *reasons) Unanswered() (about, text string) {
	return r.about, strings.TrimSpace(r.field.Value())
}

// Update takes a key press or a paste.
func (r *reasons) Update(msg tea.Msg) (bool, tea.Cmd) {
	r.field.Max = report.MaxProse
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		r.field.Update(msg)
		return false, nil
	}
	switch keys.Of(key) {
	case keys.Esc:
		return true, r.page.KeepText(r.Unanswered())
	case keys.Up:
		r.step(-1)
	case keys.Down:
		r.step(1)
	case keys.Enter:
		text := strings.TrimSpace(r.field.Value())
		if n := r.digit(); n > 0 {
			text = usual[n-1]
		}
		if text == "" && r.missing != "" {
			r.complain = true
			return false, nil
		}
		return r.answer(text)
	default:
		r.field.Update(msg)
		r.complain = false
	}
	return false, nil
}

// answer is done with a reason.
func (r *reasons) answer(text string) (bool, tea.Cmd) {
	return true, r.page.KeepUnlessDone(r.about, text, r.then(text))
}

// digit is the number of the usual reason that is meant by a digit alone in the
// field; 0 if there is none.
func (r *reasons) digit() int {
	n := keys.Digit(strings.Map(keys.Half, strings.TrimSpace(r.field.Value())))
	if n < 1 || n >= other {
		return 0
	}
	return n
}

// Keys say that a digit and Enter choose, and that the arrows take a reason to be
// mended.
func (r *reasons) Keys() []keys.Binding {
	return []keys.Binding{
		{Label: "数字", Help: "选择"}, {Keys: []string{keys.Enter}, Label: "Enter", Help: "确定"}, {Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}, {Label: "上下", Help: "选来改写"},
	}
}

// Help explains how a reason is given.
func (r *reasons) Help() []string {
	return []string{
		"只打一个数字再按 Enter, 就用那一条常用的原因. 数字后面接着写字, 就是自己写的原因.",
		"上下键把一条常用的放进来, 接着改写. 可以从别处复制了粘贴进来, 换行算作空格.",
		tui.Lasting,
	}
}

// take puts a usual reason into the field; the last choice empties it.
func (r *reasons) take(n int) {
	r.complain, r.own = false, n == other
	r.field.SetValue("")
	if !r.own {
		r.field.SetValue(usual[n-1])
	}
}

// chosen is the number of the choice in hand, 0 before any.
func (r *reasons) chosen() int {
	if n := r.digit(); n > 0 {
		return n
	}
	for i, text := range usual {
		if strings.HasPrefix(r.field.Value(), text) {
			return i + 1
		}
	}
	if r.own || !r.field.Empty() {
		return other
	}
	return 0
}

// written says that the field holds words of the person's own, which no choice
// takes the place of.
func (r *reasons) written() bool {
	return !r.field.Empty() && r.digit() == 0 && !slices.Contains(usual, r.field.Value())
}

// step goes to the next choice.
func (r *reasons) step(by int) {
	if !r.written() {
		r.take(min(max(r.chosen()+by, 1), other))
	}
}

// Target is the choice under a cell: a click takes it, and Enter sends it.
func (r *reasons) Target(_, y int, row string) widget.Target {
	n := y - r.top + 1
	if n < 1 || n > other || r.written() {
		return widget.Target{}
	}
	return widget.Target{Y: y, To: screen.Width(row), Do: func() tea.Cmd {
		r.take(n)
		return nil
	}}
}

// View draws the question, the usual reasons and the field.
func (r *reasons) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	width := size.Width
	var rows []string
	for _, row := range widget.Wrap(r.question, width-2) {
		rows = append(rows, " "+styles.Heading.Render(row))
	}
	detail := r.detail
	if r.again {
		detail += "\n" + tui.StillThere
	}
	for _, row := range widget.Wrap(detail, width-2) {
		rows = append(rows, " "+row)
	}
	rows = append(rows, "")
	at := r.chosen()
	r.top = len(rows)
	for i := range other {
		text := "  其他, 直接写"
		if i < len(usual) {
			text = strconv.Itoa(i+1) + " " + usual[i]
		}
		mark, style := "   ", styles.Plain
		if at == i+1 {
			mark, style = " > ", styles.Selected
		}
		rows = append(rows, screen.Clip(mark+style.Render(text), width))
	}
	rows = append(rows, "")
	room := max(width-6, 1)
	field := r.field
	field.Placeholder = r.hint
	if r.hint == "" {
		field.Placeholder = "输入数字选一条, 或直接写"
	}
	caret := screen.Cursor{X: min(3+field.Caret(room), max(width-1, 0)), Y: len(rows)}
	style := styles.Caret
	if field.Empty() {
		style = styles.Dim
	}
	rows = append(rows, screen.Clip(" [ "+style.Render(field.View(room))+" ]", width))
	if n := r.digit(); n > 0 {
		for _, row := range widget.Wrap("按 Enter 就用: "+usual[n-1]+". 接着写就是自己写的原因.", width-2) {
			rows = append(rows, " "+styles.Dim.Render(row))
		}
	}
	amiss := r.field.Lost()
	if r.complain {
		amiss = r.missing
	}
	for _, row := range widget.Wrap(amiss, width-2) {
		rows = append(rows, " "+styles.Error.Render(row))
	}
	return rows, &caret
}
