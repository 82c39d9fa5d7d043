package screen

import (
	"strings"
	"testing"
)

func TestTheMouseIsReportedOnlyWhileAFrameAsksForIt(t *testing.T) {
	plain, asking := &Frame{Rows: []string{"报"}}, &Frame{Rows: []string{"报"}, Mouse: true}
	if got := string(diff(plain, asking, 80, 24)); got != mouseOn {
		t.Fatalf("switching on wrote %q", got)
	}
	if got := string(diff(asking, plain, 80, 24)); got != mouseOff {
		t.Fatalf("switching off wrote %q", got)
	}
	if got := string(diff(nil, plain, 80, 24)); strings.Contains(got, "1000") {
		t.Fatalf("an ordinary first frame speaks of the mouse: %q", got)
	}
	if !strings.Contains(restore, mouseOff) {
		t.Fatal("closing leaves the mouse on")
	}
}

func TestACopyIsSentOnceAndCarriesNoControlCharacters(t *testing.T) {
	text := "茶园坝\x1b]0;x\x07"
	before, after := &Frame{}, &Frame{Copy: &text}
	got := string(diff(before, after, 80, 24))
	if want := "\x1b]52;c;6Iy25Zut5Z2dXTA7eA==\x07"; got != want {
		t.Fatalf("copied %q, want %q", got, want)
	}
	if again := diff(after, &Frame{Copy: &text}, 80, 24); len(again) != 0 {
		t.Fatalf("the same copy was sent again: %q", again)
	}
}
