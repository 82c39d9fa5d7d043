package theme

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// each walks over the looks of a theme by name.
func each(s Styles, visit func(name string, on string)) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		switch look := v.Field(i).Interface().(type) {
		case Style:
			visit(v.Type().Field(i).Name, look.on)
		case Mark:
			visit(v.Type().Field(i).Name, look.plain)
			visit(v.Type().Field(i).Name, look.styled)
		}
	}
}

func TestOnlySixteenColoursAreUsed(t *testing.T) {
	dark, light := true, false
	sgr := regexp.MustCompile(`^\x1b\[(([1247]|3[0-7]|4[0-7]|9[0-7]|10[0-7]);?)+m$`)
	all := map[string]bool{}
	each(New(Options{}), func(name, on string) {
		all[on] = true
		if on != "" && !sgr.MatchString(on) {
			t.Errorf("%s is %q", name, on)
		}
	})
	for _, known := range []*bool{&dark, &light} {
		for from, to := range *On(known) {
			if !all[from] || !sgr.MatchString(to) {
				t.Errorf("%q is drawn as %q", from, to)
			}
		}
	}
	if On(nil) != nil {
		t.Error("an unknown background has colours of its own")
	}
}

func TestNoColorLeavesBoldDimUnderlineAndReverse(t *testing.T) {
	each(New(Options{NoColor: true}), func(name, on string) {
		if strings.Trim(on, "\x1b[;m1247") != "" || strings.Contains(on, "42") || strings.Contains(on, "41") {
			t.Errorf("%s is %q", name, on)
		}
	})
	if New(Options{NoColor: true}).Colour {
		t.Error("backgrounds are drawn under NO_COLOR")
	}
}

// White, bright yellow and black text vanish on one of the two backgrounds.
func TestAnUnknownBackgroundShowsEveryWord(t *testing.T) {
	each(New(Options{}), func(name, on string) {
		for _, code := range strings.Split(strings.Trim(on, "\x1b[m"), ";") {
			onGround := strings.Contains(on, ";44")
			if !onGround && (code == "37" || code == "97" || code == "30" || code == "33" || code == "93") {
				t.Errorf("%s is drawn in colour %s on whatever the background is", name, code)
			}
		}
	})
}

func TestRender(t *testing.T) {
	s := New(Options{})
	for _, c := range []struct{ got, want string }{
		{s.Heading.Render("单位"), "\x1b[1m单位\x1b[m"},
		{s.Plain.Render("单位"), "单位"},
		{s.Heading.Render(""), ""},
		{s.Heading.Render("a" + s.Ok.Render("b") + "c"), "\x1b[1ma\x1b[32mb\x1b[m\x1b[1mc\x1b[m"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestTheGroundIsReadFromWhatTerminalsSay(t *testing.T) {
	dark, light := true, false
	for text, want := range map[string]*bool{
		"15;0": &dark, "0;15": &light, "12;8": &dark, "0;default;15": &light, "0;7": &light,
		"": nil, "15": nil, "15;": nil, "0;default": nil, "0;99": nil,
	} {
		got := Ground(text)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%q is %v", text, got)
		}
	}
}
