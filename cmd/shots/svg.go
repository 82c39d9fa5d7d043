package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A cell's size, and the frame around all, in user units.
const (
	cellWidth  = 8
	cellHeight = 18
	baseline   = 13
	margin     = 8
)

const (
	paper = "#fdfdfb"
	ink   = "#24292f"
)

// palette are the sixteen colours, as they read on paper.
var palette = [16]string{
	"#24292f", "#b3261e", "#1a7f37", "#8a6100", "#1f4e8c", "#8250a8", "#10737a", "#d5d8dc",
	"#c8ccd1", "#b3261e", "#1a7f37", "#8a6100", "#1f4e8c", "#8250a8", "#10737a", "#ffffff",
}

// grid is a screen to draw.
type grid interface{ CellAt(x, y int) *uv.Cell }

// look is how a run of cells is drawn; a run holds cells of one width alone.
type look struct {
	fg, bg string
	bold   bool
	dim    bool
	under  bool
	width  int
}

func lookOf(c *uv.Cell) look {
	l := look{fg: ink, width: c.Width}
	s := c.Style
	if s.Fg != nil {
		l.fg = name(s.Fg)
	}
	if s.Bg != nil {
		l.bg = name(s.Bg)
	}
	if s.Attrs&uv.AttrReverse != 0 {
		if l.bg == "" {
			l.bg = paper
		}
		l.fg, l.bg = l.bg, l.fg
	}
	l.bold, l.dim, l.under = s.Attrs&uv.AttrBold != 0, s.Attrs&uv.AttrFaint != 0, s.Underline != 0
	return l
}

// name is a colour as SVG has it.
func name(c color.Color) string {
	if basic, ok := c.(ansi.BasicColor); ok && int(basic) < len(palette) {
		return palette[basic]
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// draw writes a screen as SVG: a rectangle for each coloured ground and a text
// for each run. Every character has a place of its own, so that the columns
// stand whatever fonts there are.
func draw(screen grid, width, height int) []byte {
	var b bytes.Buffer
	w, h := width*cellWidth+2*margin, height*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"`, w, h, w, h)
	b.WriteString(` font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace" font-size="13">` + "\n")
	fmt.Fprintf(&b, `<rect x="0.5" y="0.5" width="%d" height="%d" rx="5" fill="%s" stroke="#c8ccd1"/>`+"\n", w-1, h-1, paper)
	for y := range height {
		drawRow(&b, screen, y, width)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// bar is how much of a row's height stays free above and below a ground that
// nothing is written on: rows of bars then stand apart.
const bar = 3

func drawRow(b *bytes.Buffer, screen grid, y, width int) {
	top := margin + y*cellHeight
	for x := 0; x < width; { // grounds first, so that none covers a text
		bg, from, inset := ground(screen, x, y), x, bar
		for ; x < width && ground(screen, x, y) == bg; x++ {
			if !empty(screen.CellAt(x, y)) {
				inset = 0
			}
		}
		if bg != "" {
			fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n",
				margin+from*cellWidth, top+inset, (x-from)*cellWidth, cellHeight-2*inset, bg)
		}
	}
	for x := 0; x < width; {
		c := screen.CellAt(x, y)
		if empty(c) {
			x++
			continue
		}
		l, at, text := lookOf(c), "", ""
		for from := x; x < width && !empty(screen.CellAt(x, y)) && lookOf(screen.CellAt(x, y)) == l; x += l.width {
			if x > from {
				at += " "
			}
			at += strconv.Itoa(margin + x*cellWidth)
			text += screen.CellAt(x, y).Content
		}
		l.text(b, at, top+baseline, text)
	}
}

// ground is the colour behind a cell; behind the second half of a wide
// character it is that of the first.
func ground(screen grid, x, y int) string {
	c := screen.CellAt(x, y)
	if c != nil && c.Width == 0 && x > 0 {
		c = screen.CellAt(x-1, y)
	}
	if c == nil {
		return ""
	}
	return lookOf(c).bg
}

// empty says that there is no text in a cell.
func empty(c *uv.Cell) bool { return c == nil || c.Width == 0 || c.Content == "" || c.Content == " " }

// text writes a run, every character at its own column.
func (l look) text(b *bytes.Buffer, at string, y int, text string) {
	fmt.Fprintf(b, `<text x="%s" y="%d" fill="%s"`, at, y, l.fg)
	if l.width > 1 {
		b.WriteString(` font-size="15"`)
	}
	if l.bold {
		b.WriteString(` font-weight="bold"`)
	}
	if l.dim {
		b.WriteString(` opacity="0.62"`)
	}
	if l.under {
		b.WriteString(` text-decoration="underline"`)
	}
	b.WriteByte('>')
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes everything
	b.WriteString("</text>\n")
}
