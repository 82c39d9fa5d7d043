//go:build tmux

package screen

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRandomFramesAreShownByTmux paints into a real terminal that shares no
// width table with us: a tmux pane, which runs cat on a pipe of ours.
func TestRandomFramesAreShownByTmux(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Fatal("this test needs tmux: apt-get install tmux")
	}
	const width, height = 80, 24
	socket := fmt.Sprintf("fanzha-%d", os.Getpid())
	tmux := func(args ...string) string {
		cmd := exec.Command("tmux", append([]string{"-L", socket, "-f", "/dev/null", "-u"}, args...)...)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TERM=xterm-256color")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	pipe := filepath.Join(t.TempDir(), "frames")
	if out, err := exec.Command("mkfifo", pipe).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	tmux("new-session", "-d", "-x", "80", "-y", "24", "stty raw -echo; cat "+pipe)
	// The pane's shell ends with the pipe, and tmux with its last pane.
	tmux("set", "-g", "status", "off")
	frames, err := os.OpenFile(pipe, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer frames.Close() //nolint:errcheck // the test is over

	r := rand.New(rand.NewPCG(7, 2021))
	var before *sample
	var prev *Frame
	for i := range 60 {
		s := randomSample(r, before, width, height)
		// A number in the last row tells when tmux has drawn all above it.
		mark := fmt.Sprintf("frame %d.", i)
		s.frame.Rows[height-1], s.cells[height-1] = mark, nil
		for _, c := range mark {
			s.cells[height-1] = append(s.cells[height-1], want{string(c), 1, ""})
		}
		s.frame.Cursor = nil
		out := diff(prev, &s.frame, width, height)
		if i == 0 {
			out = append([]byte(open), out...)
		}
		if _, err := frames.Write(out); err != nil {
			t.Fatal(err)
		}
		var rows []string
		for deadline := time.Now().Add(10 * time.Second); ; {
			rows = strings.Split(tmux("capture-pane", "-p", "-N"), "\n")
			if len(rows) >= height && strings.TrimRight(rows[height-1], " ") == mark {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("frame %d never came: %q", i, rows)
			}
		}
		for y, cells := range s.cells[:height-1] {
			text := ""
			for _, c := range cells {
				text += c.text
			}
			if got := strings.TrimRight(rows[y], " "); got != strings.TrimRight(text, " ") {
				t.Fatalf("frame %d, row %d\n got %q\nwant %q", i, y, got, text)
			}
		}
		before, prev = s, &s.frame
	}
}
