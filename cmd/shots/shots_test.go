package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// The pictures show what the pages' frames show: when a page changes its
// words, `make shots` takes its picture again. A frame has no colour, so that
// a bar is drawn there, and is a coloured ground here.
func TestPicturesAreOfTheFrames(t *testing.T) {
	for _, s := range shots {
		picture, err := os.ReadFile(s.name + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		frame, err := os.ReadFile(filepath.Join("..", "fanzha", "testdata", "golden", s.name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, picture, s.width, s.height)
		for y, row := range strings.Split(strings.TrimSuffix(string(frame), "\n"), "\n") {
			want := cells(row, s.width)
			for x := range want {
				if got[y][x] != want[x] && (got[y][x] != "" || !strings.Contains("=.|", want[x])) {
					t.Errorf("%s: row %d column %d shows %q, and the frame %q: run make shots\n%s", s.name, y, x, got[y][x], want[x], row)
					break
				}
			}
		}
	}
}

// cells are the characters of a row at their columns; blanks are empty.
func cells(row string, width int) []string {
	all := make([]string, width)
	x := 0
	for _, r := range row {
		if all[x] = string(r); r == ' ' {
			all[x] = ""
		}
		x += ansi.StringWidth(string(r))
	}
	return all
}

// read puts the texts of a picture back into cells.
func read(t *testing.T, picture []byte, width, height int) [][]string {
	t.Helper()
	var svg struct {
		Texts []struct {
			X    string `xml:"x,attr"`
			Y    int    `xml:"y,attr"`
			Text string `xml:",chardata"`
		} `xml:"text"`
	}
	if err := xml.Unmarshal(picture, &svg); err != nil {
		t.Fatal(err)
	}
	all := make([][]string, height)
	for y := range all {
		all[y] = make([]string, width)
	}
	for _, text := range svg.Texts {
		places := strings.Fields(text.X)
		for i, r := range []rune(text.Text) {
			x, err := strconv.Atoi(places[i])
			if err != nil {
				t.Fatal(err)
			}
			all[(text.Y-baseline-margin)/cellHeight][(x-margin)/cellWidth] = string(r)
		}
	}
	return all
}

// What is drawn can be read back: wide characters, grounds, reverse and signs
// that XML would take for its own.
func TestDrawing(t *testing.T) {
	screen := vt.NewEmulator(12, 2)
	defer func() { _ = screen.Close() }()
	if _, err := screen.WriteString("\x1b[1;97;44m反 <a>\x1b[m  \x1b[42m  \x1b[m\r\n\x1b[7m&\x1b[m \x1b[2;4m诈\x1b[m"); err != nil {
		t.Fatal(err)
	}
	picture := draw(screen, 12, 2)
	got := read(t, picture, 12, 2)
	for y, row := range []string{"反 <a>", "& 诈"} {
		if have, want := strings.Join(got[y], "|"), strings.Join(cells(row, 12), "|"); have != want {
			t.Errorf("row %d reads %s, want %s", y, have, want)
		}
	}
	for _, want := range []string{
		`<rect x="8" y="8" width="48" height="18" fill="#1f4e8c"/>`, // both halves of the wide one
		`<rect x="72" y="11" width="16" height="12" fill="#1a7f37"/>`,
		`fill="` + paper + `">&amp;</text>`, `opacity="0.62" text-decoration="underline">诈`,
	} {
		if !strings.Contains(string(picture), want) {
			t.Errorf("the picture lacks %s:\n%s", want, picture)
		}
	}
}
