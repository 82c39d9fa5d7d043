package drive

import (
	"flag"
	"os"
	"path/filepath"
	"time"
)

var update = flag.Bool("update", false, "rewrite testdata/golden from what the screens show")

// settled bounds how long a screen may take to become the golden one: pages
// load in several steps, and one that has changed should not hold up the rest.
const settled = 5 * time.Second

// Golden waits until the screen is as testdata/golden/NAME.txt shows it. With
// -update it writes the file instead: see something that only the whole page
// shows before, and read what changed before you commit it.
func (p *Person) Golden(name string) *Person {
	p.t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	want, err := os.ReadFile(file)
	switch {
	case err == nil && p.until(settled, func(shown string) bool { return shown == string(want) }):
	case *update: // what came late has come by now
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(p.Screen()), 0o666); err != nil {
			p.t.Fatal(err)
		}
	case err != nil:
		p.t.Fatalf("%v; run with -update to write it:\n%s", err, p.Screen())
	default:
		p.t.Errorf("%s: the screen shows\n%s\nand should show\n%s", name, p.Screen(), want)
	}
	return p
}
