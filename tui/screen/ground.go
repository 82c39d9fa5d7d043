package screen

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// GroundMsg tells a model what the terminal answered on its background. It
// comes at most once, at any time, and mostly not at all.
type GroundMsg struct{ Dark bool }

const (
	// askGround asks for the background (xterm, OSC 11). It ends with ST, and
	// not with BEL, at which a terminal that knows neither would ring; what such
	// a one prints of it is erased with the first frame, which follows.
	askGround = "\x1b]11;?\x1b\\"
	// groundSays is what the answer begins with, and maxGround its length.
	groundSays = "\x1b]11;"
	maxGround  = 64
)

// told says that an event is the answer, be it one that names no colour.
func told(event uv.Event) bool {
	_, ok := event.(uv.BackgroundColorEvent)
	return ok
}

// answering are the TERM names of those that are known to swallow the question
// if they cannot answer it.
var answering = []string{
	"xterm", "rxvt", "screen", "tmux", "vte", "gnome", "konsole", "putty", "mintty", "ms-terminal",
	"alacritty", "foot", "ghostty", "wezterm",
}

// answersGround says that a terminal may be asked for its background.
func answersGround(term string) bool {
	for _, name := range answering {
		if strings.HasPrefix(term, name) {
			return true
		}
	}
	return false
}
