// Package theme turns meanings (an error, the row in hand) into what a terminal
// draws. A word always says the state; the colour only stands beside it.
package theme

import (
	"strconv"
	"strings"

	"fanzha/tui/screen"
)

// Style is one look, ready to be put around a text. The zero Style changes
// nothing. It is a value: sessions share no state.
type Style struct {
	on string // the SGR sequence that switches it on, empty for plain text
}

// off ends every style: rows hold flat runs and no nested ones.
const off = "\x1b[m"

// Render puts the style around a text. Where the text holds styled runs of its
// own, the style goes on after each of them.
func (s Style) Render(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	if strings.Contains(text, off) {
		text = strings.ReplaceAll(text, off, off+s.on)
	}
	return s.on + text + off
}

// Plain says that the style changes nothing.
func (s Style) Plain() bool { return s.on == "" }

// Mark is a look that comes on top of others: what has a colour of its own keeps
// it. It is a value, too.
type Mark struct {
	plain, styled string // SGR sequences, over plain text and over other looks
}

// Over puts the mark on the cells between two columns of a row.
func (m Mark) Over(row string, from, to int) string {
	return screen.Mark(row, from, to, m.plain, m.styled)
}

// Options are what is known of a terminal.
type Options struct {
	// NoColor is the client's NO_COLOR: bold, dim and reverse remain, since
	// they are no colours.
	NoColor bool
}

// Ground reads what terminals say of their colours in COLORFGBG, "15;0": the
// last number is the background's. nil is unknown.
func Ground(colorfgbg string) *bool {
	number, err := strconv.Atoi(colorfgbg[strings.LastIndexByte(colorfgbg, ';')+1:])
	if err != nil || number < 0 || number > 15 || !strings.Contains(colorfgbg, ";") {
		return nil
	}
	dark := number < 7 || number == 8
	return &dark
}

// Styles are the looks of one session, by what they mean.
type Styles struct {
	Plain    Style
	TitleBar Style // the top line
	Bottom   Style // the bottom line
	Key      Style // a key's name in the bottom line
	Heading  Style // a table's head, a section's title
	Selected Style // the name in the row in hand
	Choice   Style // the choice of a dialog that Enter takes
	Field    Style // where something may be typed
	Caret    Style // the field that is being typed in
	Dim      Style // what matters less: hints, last month's numbers
	Ok       Style // 通过, 按时, 达标
	Info     Style // 待审, 已报
	Warn     Style // 草稿, 提示, 迟报
	Error    Style // 退回, 未报, 错误, 不达标
	BarFill  Style // a bar's part that is done, as background
	BarRest  Style // a bar's part that is not
	BarPace  Style // where the bar should be by now
	Hover    Mark  // the name of what a click would mean
	HoverKey Mark  // the same in the bottom line
	// Colour says that backgrounds are drawn; a bar is then spaces on them.
	Colour bool
}

// What has another colour where the background is known. On an unknown one
// yellow and the bright colours would vanish on white, and blue on black; the
// plain green, cyan, magenta and red read on both.
const (
	ok, info, warn, bad = "32", "36", "35", "1;31"
	selected            = "1;36"
	hover               = "4;36"
	rest                = "100"
)

const under = "4" // underlined, which every terminal draws

// On a known background each state has the colour that people expect.
var (
	onDark  = palette(ok, "92", info, "96", warn, "93", bad, "91", selected, "1;96", hover, "4;96")
	onLight = palette(selected, "1;34", hover, "4;34", rest, "47")
)

func palette(codes ...string) *screen.Palette {
	p := screen.Palette{}
	for i := 0; i < len(codes); i += 2 {
		p[sgr(codes[i])] = sgr(codes[i+1])
	}
	return &p
}

func sgr(code string) string { return "\x1b[" + code + "m" }

// On is how the looks are drawn on a background that is dark, or is not; nil
// when that is unknown, as it is until a terminal has answered.
func On(dark *bool) *screen.Palette {
	switch {
	case dark == nil:
		return nil
	case *dark:
		return onDark
	}
	return onLight
}

// New makes the looks for a terminal, as they read on any background.
func New(o Options) Styles {
	style := func(colour, plain string) Style {
		code := colour
		if o.NoColor {
			code = plain
		}
		if code == "" {
			return Style{}
		}
		return Style{sgr(code)}
	}
	mark := func(plain, styled string) Mark {
		if o.NoColor {
			return Mark{sgr(under), sgr(under)}
		}
		return Mark{sgr(plain), sgr(styled)}
	}
	return Styles{
		TitleBar: style("1;97;44", "7"),
		Bottom:   style("97;44", "7"),
		Key:      style("1;97;44", "1;7"),
		Heading:  style("1", "1"),
		Selected: style(selected, "1"),
		Choice:   style("7", "7"),
		Field:    style("4", "4"),
		Caret:    style("1;4", "1;4"),
		Dim:      style("2", "2"),
		Ok:       style(ok, ""),
		Info:     style(info, ""),
		Warn:     style(warn, ""),
		Error:    style(bad, "1"),
		BarFill:  style("42", ""),
		BarRest:  style(rest, ""),
		BarPace:  style("41", ""),
		Hover:    mark(hover, under),
		HoverKey: mark("4;96", "4;96"),
		Colour:   !o.NoColor,
	}
}
