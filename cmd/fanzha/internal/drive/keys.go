package drive

import "fmt"

// sequences are what an xterm sends for the keys that are not a character.
var sequences = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"insert": "\x1b[2~", "delete": "\x1b[3~", "backspace": "\x7f",
	"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
	"f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
}

// sequence is what a key sends; a character sends itself.
func sequence(name string) (string, error) {
	if s, ok := sequences[name]; ok {
		return s, nil
	}
	if len(name) == len("ctrl+x") && name[:5] == "ctrl+" && name[5] >= 'a' && name[5] <= 'z' {
		return string(rune(name[5] - 'a' + 1)), nil
	}
	if n := len([]rune(name)); n != 1 {
		return "", fmt.Errorf("there is no key %q", name)
	}
	return name, nil
}
