package tui_test

import (
	"testing"

	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

func TestTheColoursFollowWhatTheTerminalSaysOfItsBackground(t *testing.T) {
	a := tui.New(t.Context(), bare())
	if a.Frame().Palette != nil {
		t.Error("a background that is not known has a palette")
	}
	for _, dark := range []bool{true, false} {
		a.Update(screen.GroundMsg{Dark: dark})
		if a.Frame().Palette != theme.On(&dark) {
			t.Errorf("dark %v: the frame is drawn as on another background", dark)
		}
	}
}
