// Package keys names the keys that people press, and writes the bottom line that
// says what they do here.
//
// Most people keep a Chinese input method on: a shortcut's letter then arrives
// full-width, and a slash as 、. For a shortcut these count as the key that was
// meant; what is typed into a field is not touched here.
package keys

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// The names of the keys that are not a character. Characters are named by
// themselves, letters in lower case; a space is "space".
const (
	Up, Down, Left, Right = "up", "down", "left", "right"
	Enter, Esc, Tab       = "enter", "esc", "tab"
	ShiftTab              = "shift+tab"
	PgUp, PgDown          = "pgup", "pgdown"
	Home, End             = "home", "end"
	Backspace, Delete     = "backspace", "delete"
	Insert, Space         = "insert", "space"
)

// special are the names that Of promises for keys without a character.
var special = map[rune]string{
	tea.KeyUp: Up, tea.KeyDown: Down, tea.KeyLeft: Left, tea.KeyRight: Right,
	tea.KeyEnter: Enter, tea.KeyEscape: Esc, tea.KeyTab: Tab,
	tea.KeyPgUp: PgUp, tea.KeyPgDown: PgDown, tea.KeyHome: Home, tea.KeyEnd: End,
	tea.KeyBackspace: Backspace, tea.KeyDelete: Delete, tea.KeyInsert: Insert, tea.KeySpace: Space,
	tea.KeyFind: Home, tea.KeySelect: End,
	tea.KeyKpEnter: Enter, tea.KeyKpUp: Up, tea.KeyKpDown: Down, tea.KeyKpLeft: Left, tea.KeyKpRight: Right,
	tea.KeyKpPgUp: PgUp, tea.KeyKpPgDown: PgDown, tea.KeyKpHome: Home, tea.KeyKpEnd: End, tea.KeyKpDelete: Delete,
	tea.KeyF1: "f1", tea.KeyF2: "f2", tea.KeyF3: "f3", tea.KeyF4: "f4", tea.KeyF5: "f5", tea.KeyF6: "f6",
	tea.KeyF7: "f7", tea.KeyF8: "f8", tea.KeyF9: "f9", tea.KeyF10: "f10", tea.KeyF11: "f11", tea.KeyF12: "f12",
}

// meant are the signs that a Chinese input method writes for a key.
var meant = map[rune]rune{
	'、': '/', '·': '`', '。': '.', '《': '<', '》': '>', '“': '"', '”': '"', '‘': '\'', '’': '\'',
	'【': '[', '】': ']', '「': '{', '」': '}', '￥': '$', '—': '_', '…': '^',
}

// Of names a key press. A name is the same on every terminal, and whether an
// input method is on or not; "" is a key that nothing is bound to.
func Of(key tea.KeyPressMsg) string {
	k := key.Key()
	mod := k.Mod &^ (tea.ModCapsLock | tea.ModNumLock | tea.ModScrollLock)
	if name, ok := special[k.Code]; ok && (k.Text == "" || k.Text == " ") {
		return prefix(mod) + name
	}
	if k.Text == "" {
		if mod&(tea.ModCtrl|tea.ModAlt) == 0 || !unicode.IsPrint(k.Code) {
			return ""
		}
		return prefix(mod) + string(unicode.ToLower(k.Code))
	}
	r, n := utf8.DecodeRuneInString(k.Text)
	if n != len(k.Text) {
		if r = same(k.Text, r); r == 0 {
			return ""
		}
	}
	r = unicode.ToLower(Half(r))
	if r == ' ' {
		return Space
	}
	return string(r)
}

// same is the rune of a text that repeats it, as input methods write —— and ……
// with one key; otherwise 0.
func same(text string, r rune) rune {
	if strings.Trim(text, string(r)) != "" || meant[r] == 0 {
		return 0
	}
	return r
}

// Half is the half-width key that was meant by a full-width character or by a
// Chinese sign; every other rune stays itself.
func Half(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r == 0x3000:
		return ' '
	}
	if m, ok := meant[r]; ok {
		return m
	}
	return r
}

// Digit is the number on a digit key, full-width ones included, or -1.
func Digit(name string) int {
	if len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
		return int(name[0] - '0')
	}
	return -1
}

// prefix writes the modifiers in one fixed order.
func prefix(mod tea.KeyMod) string {
	s := ""
	if mod.Contains(tea.ModCtrl) {
		s += "ctrl+"
	}
	if mod.Contains(tea.ModAlt) {
		s += "alt+"
	}
	if mod.Contains(tea.ModShift) {
		s += "shift+"
	}
	return s
}

// Press is the key press that Of gives the name; it stands in for a person who
// picks an action by its name.
func Press(name string) tea.KeyPressMsg {
	var mod tea.KeyMod
	for _, p := range []struct {
		prefix string
		mod    tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if rest, ok := strings.CutPrefix(name, p.prefix); ok && rest != "" {
			name, mod = rest, mod|p.mod
		}
	}
	for code, special := range special {
		if special == name && code < tea.KeyKpEnter || special == name && code >= tea.KeyF1 && code <= tea.KeyF12 {
			return tea.KeyPressMsg{Code: code, Mod: mod}
		}
	}
	r, _ := utf8.DecodeRuneInString(name)
	key := tea.KeyPressMsg{Code: r, Mod: mod}
	if mod&^tea.ModShift == 0 {
		key.Text = name
	}
	return key
}
