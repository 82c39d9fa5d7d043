package keys

import (
	"slices"
	"strconv"
	"strings"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Binding is what some keys do on a page.
type Binding struct {
	Keys  []string // names as Of gives them
	Label string   // the keys in the bottom line, such as "Enter" or "左右"
	Help  string   // what they do, in two to five characters
	Aside bool     // it is named among all actions, and never in the bottom line
}

// Also is a binding that only the list of all actions names: another key for
// what the bottom line says, or what needs no saying there.
func Also(key, label, help string) Binding {
	return Binding{Keys: []string{key}, Label: label, Help: help, Aside: true}
}

// Pages and Ends are the keys of what is longer than the screen.
var (
	Pages = []Binding{Also(PgDown, "PgDn", "下一屏"), Also(PgUp, "PgUp", "上一屏")}
	Ends  = []Binding{Also(Home, "Home", "到第一项"), Also(End, "End", "到最后一项")}
)

// Is says that a key press is one of the binding's.
func (b Binding) Is(name string) bool {
	return name != "" && slices.Contains(b.Keys, name)
}

// The words at the right end of the bottom line.
const (
	Saved   = "已保存"
	Saving  = "保存中"
	Offline = "未保存: 线路中断"
	Live    = "实时"
)

// Unsaved says there how much of what was typed is not kept.
func Unsaved(n int) string { return "未保存 " + strconv.Itoa(n) + " 项" }

// How many keys a bottom line names: on a screen, and on a phone.
const (
	most       = 7
	mostNarrow = 3
	narrow     = 60
)

// place is a binding where it stands in the bottom line, in cells.
type place struct {
	Binding
	from, to int
}

// spread places the bindings that have room beside the status, the first ones
// when they are too many.
func spread(bindings []Binding, status string, width int) []place {
	limit := most
	if width < narrow {
		limit = mostNarrow
	}
	room := width - 1
	if status != "" {
		room -= screen.Width(status) + 2
	}
	var all []place
	used := 0
	for _, binding := range bindings {
		if binding.Aside {
			continue
		}
		if len(all) == limit {
			break
		}
		gap := 1
		if used > 0 {
			gap = 2
		}
		need := screen.Width(binding.Label) + 1 + screen.Width(binding.Help)
		if used+gap+need > room {
			break
		}
		all = append(all, place{binding, used + gap, used + gap + need})
		used += gap + need
	}
	return all
}

// Line is the bottom line: the keys that work here, and the status at the right
// end. It is exactly width cells wide. The status wins over the keys: whether
// typing is kept must never be cut.
func Line(bindings []Binding, status string, width int, styles theme.Styles) string {
	status = screen.Clip(screen.Clean(status), width-1)
	var b strings.Builder
	used := 0
	for _, p := range spread(bindings, status, width) {
		b.WriteString(styles.Bottom.Render(strings.Repeat(" ", p.from-used)))
		b.WriteString(styles.Key.Render(p.Label))
		b.WriteString(styles.Bottom.Render(" " + p.Help))
		used = p.to
	}
	right := ""
	if status != "" {
		right = status + " "
	}
	return b.String() + styles.Bottom.Render(screen.PadLeft(right, width-used))
}
