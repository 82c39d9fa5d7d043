package screen

import (
	"bytes"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// maxPaste bounds one paste in bytes: a client is free never to end it. What is
// more is dropped.
const maxPaste = 64 << 10

// pasteEnd is the sign of bracketed paste that ends it. Up to there all is text,
// whatever it looks like.
const pasteEnd = "\x1b[201~"

// pasted takes what of a paste comes first, and says how many bytes it was; 0 is
// too few.
func (d *decoder) pasted(b []byte) int {
	n := 1
	switch {
	case b[0] != esc:
		if n = bytes.IndexByte(b, esc); n < 0 {
			n = len(b)
		}
	case bytes.HasPrefix(b, []byte(pasteEnd)):
		text := strings.ToValidUTF8(string(d.paste), "")
		d.pasting, d.paste = false, nil
		d.deliver(tea.PasteMsg{Content: text})
		return len(pasteEnd)
	case strings.HasPrefix(pasteEnd, string(b)):
		return 0
	case d.asked && (bytes.HasPrefix(b, []byte(groundSays)) || strings.HasPrefix(groundSays, string(b))):
		// A terminal may send a long paste in parts, and answer between them.
		end := sequence(b)
		if end == 0 && len(b) < maxGround {
			return 0
		}
		if _, event := d.event(b[:end]); end > 0 && told(event) {
			d.tell(event)
			return end
		}
	}
	d.paste = append(d.paste, b[:min(n, maxPaste-len(d.paste))]...)
	return n
}
