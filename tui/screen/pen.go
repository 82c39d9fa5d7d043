package screen

import "strconv"

// attribute is a set of text attributes.
type attribute uint8

const (
	bold attribute = 1 << iota
	dim
	italic
	underline
	blink
	reverse
	strike
)

// attributeCodes are the SGR codes of the attributes, in the order of their bits.
var attributeCodes = [...]int{1, 2, 3, 4, 5, 7, 9}

// pen is the style that a cell is drawn with. Colours count from 1 to 16; zero
// is the terminal's own, so that the zero pen is plain text.
type pen struct {
	fg, bg uint8
	attrs  attribute
}

// Palette names the SGR sequences that are drawn as another one: what reads on
// any background as what is best on the one that a terminal has.
type Palette map[string]string

// of is the sequence that one is drawn as.
func (p *Palette) of(sgr string) string {
	if p != nil {
		if other, ok := (*p)[sgr]; ok {
			return other
		}
	}
	return sgr
}

// visibleOnBlank keeps of a pen what a space shows of it.
func (p pen) visibleOnBlank() pen {
	if p.attrs&(underline|reverse|strike) == 0 {
		return pen{bg: p.bg}
	}
	return p
}

// apply reads an SGR sequence, `CSI … m`. Codes that we do not draw, colours
// beyond the sixteen among them, leave the pen as it was.
func (p pen) apply(sgr string) pen {
	for rest := sgr[2:]; rest != ""; {
		var code int
		var sub bool
		code, sub, rest = number(rest)
		switch {
		case code == 0:
			p = pen{}
		case code == 38 || code == 48:
			var c uint8
			c, rest = extended(rest, sub)
			if c > 0 && code == 38 {
				p.fg = c
			} else if c > 0 {
				p.bg = c
			}
			continue
		case code == 4 && sub:
			var style int
			style, sub, rest = number(rest)
			p.attrs &^= underline
			if style > 0 {
				p.attrs |= underline
			}
		default:
			p = p.set(code)
		}
		for sub {
			_, sub, rest = number(rest)
		}
	}
	return p
}

// set applies one simple SGR code.
func (p pen) set(code int) pen {
	for i, c := range attributeCodes {
		if c == code {
			p.attrs |= 1 << i
			return p
		}
	}
	switch {
	case code == 22:
		p.attrs &^= bold | dim
	case code == 23:
		p.attrs &^= italic
	case code == 24:
		p.attrs &^= underline
	case code == 25:
		p.attrs &^= blink
	case code == 27:
		p.attrs &^= reverse
	case code == 29:
		p.attrs &^= strike
	case code >= 30 && code <= 37:
		p.fg = uint8(code - 29)
	case code == 39:
		p.fg = 0
	case code >= 40 && code <= 47:
		p.bg = uint8(code - 39)
	case code == 49:
		p.bg = 0
	case code >= 90 && code <= 97:
		p.fg = uint8(code - 81)
	case code >= 100 && code <= 107:
		p.bg = uint8(code - 91)
	}
	return p
}

// number takes one number and the separator after it, and says whether that
// separator was a colon: then the next number belongs to this one.
func number(s string) (value int, sub bool, rest string) {
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		value = min(value*10+int(s[i]-'0'), 1<<16)
	}
	if i == len(s) {
		return value, false, ""
	}
	rest = s[i+1:]
	if s[i] == 'm' {
		rest = ""
	}
	return value, s[i] == ':', rest
}

// extended takes what follows 38 or 48. It answers 0 for a colour that is not
// one of the sixteen, and consumes it all the same.
func extended(s string, sub bool) (uint8, string) {
	model, more, rest := number(s)
	var args []int
	count := map[int]int{5: 1, 2: 3}[model]
	for i := 0; rest != "" && (sub && more || !sub && i < count); i++ {
		var v int
		v, more, rest = number(rest)
		args = append(args, v)
	}
	if model == 5 && len(args) > 0 && args[len(args)-1] < 16 {
		return uint8(args[len(args)-1] + 1), rest
	}
	return 0, rest
}

// appendChange writes the shorter SGR of two that take a terminal from one pen
// to another: what is taken off and what is added, or a reset and all of the new
// one.
func appendChange(b []byte, from, to pen) []byte {
	if from == to {
		return b
	}
	if to == (pen{}) {
		return append(b, "\x1b[m"...)
	}
	start := len(b)
	b = append(b, "\x1b["...)
	if gone := from.attrs &^ to.attrs; gone != 0 {
		b = append(b, "0;"...)
		b = appendAdded(b, pen{}, to)
		middle := len(b)
		b = append(b, "\x1b["...)
		b, from.attrs = appendOff(b, from.attrs, gone)
		if b = appendAdded(b, from, to); len(b)-middle < middle-start {
			return b[:start+copy(b[start:], b[middle:])]
		}
		return b[:middle]
	}
	return appendAdded(b, from, to)
}

// appendOff writes the codes that take attributes off, and answers what is left:
// bold and dim go together.
func appendOff(b []byte, from, gone attribute) ([]byte, attribute) {
	for i, code := range attributeCodes {
		bit := attribute(1 << i)
		if gone&bit == 0 || from&bit == 0 {
			continue
		}
		off := int64(code) + 20
		if bit&(bold|dim) != 0 {
			off, bit = 22, bold|dim
		}
		b = append(strconv.AppendInt(b, off, 10), ';')
		from &^= bit
	}
	return b, from
}

// appendAdded writes the codes of what a pen has and the one before has not, and
// ends the sequence. There must be some, or a code that waits for its end.
func appendAdded(b []byte, from, to pen) []byte {
	for i, code := range attributeCodes {
		if bit := attribute(1 << i); to.attrs&bit != 0 && from.attrs&bit == 0 {
			b = append(strconv.AppendInt(b, int64(code), 10), ';')
		}
	}
	if from.fg != to.fg {
		b = append(appendColour(b, to.fg, 30), ';')
	}
	if from.bg != to.bg {
		b = append(appendColour(b, to.bg, 40), ';')
	}
	b[len(b)-1] = 'm'
	return b
}

// appendColour writes a colour's code; base is 30 for text and 40 for ground.
func appendColour(b []byte, colour uint8, base int64) []byte {
	switch {
	case colour == 0:
		base += 9
	case colour <= 8:
		base += int64(colour) - 1
	default:
		base += int64(colour) - 9 + 60
	}
	return strconv.AppendInt(b, base, 10)
}
