package drive

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"testing"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// mirror shows the last key or paste, and how large the window is.
type mirror struct {
	last string
	size screen.Size
}

func (m *mirror) Init() tea.Cmd { return nil }

func (m *mirror) Update(msg tea.Msg) (screen.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.last = keys.Of(msg)
		if m.last == "q" {
			return m, tea.Quit
		}
	case tea.PasteMsg:
		m.last = "粘贴 " + msg.Content
	case tea.WindowSizeMsg:
		m.size = screen.Size{Width: msg.Width, Height: msg.Height}
	}
	return m, nil
}

func (m *mirror) Frame() screen.Frame {
	row := "<" + screen.Clean(m.last) + ">"
	rows := make([]string, m.size.Height)
	rows[0], rows[m.size.Height-1] = row, "底行"
	return screen.Frame{Rows: rows, Cursor: &screen.Cursor{X: screen.Width(row)}}
}

func show(ctx context.Context, in io.Reader, out io.Writer, resizes <-chan screen.Size) error {
	return screen.Run(ctx, screen.Options{
		In: in, Out: out, Width: 30, Height: 5, Term: "xterm", Resizes: resizes,
		Farewell: func(screen.Model) string { return "再见" },
	}, &mirror{})
}

// Every key that a test may press arrives as what the pages know it by.
func TestKeysArrive(t *testing.T) {
	p := Open(t, screen.Size{Width: 30, Height: 5}, show).See("底行")
	for name := range sequences {
		p.Press(name).See("<" + name + ">")
	}
	p.Press("ctrl+y").See("<ctrl+y>").Press("x").See("<x>").Press("１").See("<1>")
	if x, y, visible := p.Cursor(); x != 3 || y != 0 || !visible {
		t.Errorf("the cursor is at %d,%d, shown: %v", x, y, visible)
	}
	p.Paste("两行\n文字").See("粘贴 两行").NotSee("<1>")
	if _, err := sequence("f99"); err == nil {
		t.Error("f99 is a key")
	}
}

func TestAPersonLeaves(t *testing.T) {
	p := Open(t, screen.Size{Width: 30, Height: 5}, show).See("底行")
	if p.Restored() == nil {
		t.Error("the interface changed nothing of the terminal")
	}
	p.Resize(40, 8).Press("z").wait("is not as large as the window", func(shown string) bool { return shown == "<z>\n\n\n\n\n\n\n底行\n" })
	p.Press("q")
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
	p.See("再见").NotSee("底行")
	if err := p.Restored(); err != nil {
		t.Error(err)
	}
}

func TestADroppedLineEndsTheInterface(t *testing.T) {
	p := Open(t, screen.Size{Width: 30, Height: 5}, show).See("底行")
	p.Drop()
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
}

func TestCommandOnATerminal(t *testing.T) {
	p := OpenCommand(t, screen.Size{Width: 30, Height: 5}, exec.Command("sh", "-c", `read word; echo "<$word>"; stty size; exit 3`))
	p.Resize(50, 9).Type("你好\r").See("<你好>").See("9 50")
	var exit *exec.ExitError
	if err := p.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("the command ended with %v", err)
	}
	p = OpenCommand(t, screen.Size{Width: 30, Height: 5}, exec.Command("cat"))
	p.Type("x").See("x").Drop()
	if p.Wait() == nil {
		t.Error("a killed client ended well")
	}
}
