package screen

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func TestAPasteWithoutEndIsCut(t *testing.T) {
	long := strings.Repeat("反", maxPaste)
	for name, in := range map[string]io.Reader{
		"at once":      strings.NewReader("a" + pasteStart + long + pasteEnd + "b"),
		"byte by byte": iotest.OneByteReader(strings.NewReader("a" + pasteStart + long + pasteEnd + "b")),
	} {
		got, err := io.ReadAll(&pasteLimit{in: in})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > maxPaste+20 || !strings.HasSuffix(string(got), pasteEnd+"b") || !strings.HasPrefix(string(got), "a"+pasteStart+"反") {
			t.Errorf("%s: %d bytes, %q … %q", name, len(got), got[:20], got[len(got)-20:])
		}
	}
}

func TestWhatIsTypedPassesUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"\x1b", "[", "20", "0", "1", "~", "月", "\x1b[A", pasteStart, pasteEnd})).Draw(t, "typed"), "")
		got, err := io.ReadAll(&pasteLimit{in: iotest.HalfReader(strings.NewReader(text))})
		if err != nil || string(got) != text {
			t.Fatalf("%q became %q (%v)", text, got, err)
		}
	})
}
