package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "fanzha"

// drivers may be imported by their one room alone.
var drivers = map[string]string{
	"modernc.org/sqlite":         "db",
	"github.com/xuri/excelize":   "db/sheet",
	"github.com/rqlite/gorqlite": "db",
}

// outside is what no screen may reach: the data, the network, the machine.
var outside = []string{
	"fanzha/db", "database/sql", "os", "net", "charm.land/wish", "charm.land/ssh", "golang.org/x/crypto/ssh", "github.com/pkg/sftp",
}

// broken names the rule of the house that an import breaks, or nothing. Paths
// inside the module are without its name.
func broken(from, path string) string {
	room, ours := strings.CutPrefix(path, module+"/")
	if ours && (room == "tui/drive" || room == "cmd/fanzha/internal/drive") {
		return "only tests play a person"
	}
	if ours && room == "db/dbtest" {
		return "only tests set up a township"
	}
	for driver, home := range drivers {
		if under(path, driver) && from != home {
			return "only " + home + " imports " + driver
		}
	}
	if under(from, "tui") {
		return brokenByScreen(from, path)
	}
	if !ours {
		return ""
	}
	pure := under(from, "db") && from != "db" && from != "db/dbtest"
	switch {
	case under(room, "cmd") && !under(from, "cmd"):
		return "nothing but cmd imports cmd"
	case from == "db/plan":
		return "plan imports nothing of ours"
	case from == "db/report" && room != "db/plan":
		return "report imports only plan"
	case pure && from != "db/report" && room != "db/plan" && room != "db/report":
		return "the pure rooms import only plan and report"
	case (from == "db" || from == "db/dbtest") && !under(room, "db"):
		return from + " imports only what is under db"
	}
	return ""
}

// brokenByScreen is broken for what lives under tui.
func brokenByScreen(from, path string) string {
	room, ours := strings.CutPrefix(path, module+"/")
	for _, o := range outside {
		// The rooms under db are pure; what lies under any other is as far out.
		if path == o || o != "fanzha/db" && under(path, o) {
			return "no screen imports " + o
		}
	}
	switch {
	case !ours:
		return ""
	case under(room, "cmd"):
		return "nothing but cmd imports cmd"
	case under(from, "tui/page") && under(room, "tui/page"):
		return "a page never imports a page"
	case !under(from, "tui/page") && under(room, "tui/page"):
		return "only cmd imports pages"
	case !under(from, "tui/page") && !under(from, "tui/drive") && room == "tui":
		return "what pages are made of does not know the root"
	}
	return ""
}

// under reports whether path is dir, a version of it or below it.
func under(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, dir+"/")
}

// imports lists what every room of the module imports directly, tests aside,
// for all platforms at once. A module within the module is another house.
func imports(t *testing.T, root string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (name == "testdata" || name == "bin" || name[0] == '.' || exists(filepath.Join(path, "go.mod"))) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			text, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			all[filepath.ToSlash(room)] = append(all[filepath.ToSlash(room)], text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRoomsStayApart(t *testing.T) {
	all := imports(t, filepath.Join("..", ".."))
	for _, room := range []string{"cmd/fanzha", "db", "db/plan", "db/report", "tui", "tui/screen", "tui/page/entry"} {
		if len(all[room]) == 0 {
			t.Errorf("%s was not looked at", room)
		}
	}
	for room, paths := range all {
		for _, path := range paths {
			if rule := broken(room, path); rule != "" {
				t.Errorf("%s imports %s: %s", room, path, rule)
			}
		}
	}
	for driver, home := range drivers {
		held := slices.ContainsFunc(all[home], func(path string) bool { return under(path, driver) })
		if driver == "modernc.org/sqlite" && !held {
			t.Errorf("%s does not import %s any more: is the rule still about anything?", home, driver)
		}
	}
}

// A checker that cannot fail keeps nothing apart.
func TestRoomsCheckerFails(t *testing.T) {
	for _, c := range []struct{ from, path string }{
		{"db/plan", "fanzha/db/report"},
		{"db/report", "fanzha/db/account"},
		{"db/account", "fanzha/db"},
		{"db/ledger", "fanzha/db/account"},
		{"db", "fanzha/tui/screen"},
		{"db", "fanzha/cmd/fanzha/internal/sshd"},
		{"db/blob", "modernc.org/sqlite"},
		{"cmd/fanzha", "modernc.org/sqlite/lib"},
		{"db", "github.com/xuri/excelize/v2"},
		{"tui/page/home", "github.com/xuri/excelize/v2"},
		{"tui", "fanzha/db"},
		{"tui/page/home", "fanzha/db"},
		{"tui/page/home", "database/sql"},
		{"tui/page/home", "database/sql/driver"},
		{"tui/screen", "os"},
		{"tui/screen", "os/signal"},
		{"tui/theme", "os"},
		{"tui", "charm.land/wish/v2"},
		{"tui", "charm.land/ssh"},
		{"tui", "golang.org/x/crypto/ssh"},
		{"tui/page/evidence", "github.com/pkg/sftp"},
		{"tui/page/home", "fanzha/tui/page/entry"},
		{"tui/widget", "fanzha/tui/page/entry"},
		{"tui/widget", "fanzha/tui"},
		{"tui", "fanzha/tui/page/entry"},
		{"tui", "fanzha/cmd/fanzha/internal/sshd"},
		{"tui/page/home", "fanzha/tui/drive"},
		{"cmd/fanzha", "fanzha/cmd/fanzha/internal/drive"},
		{"cmd/fanzha", "fanzha/db/dbtest"},
		{"db", "fanzha/db/dbtest"},
		{"tui/drive", "fanzha/db/dbtest"},
		{"db/dbtest", "fanzha/tui/drive"},
		{"db/dbtest", "fanzha/tui"},
		{"db/dbtest", "modernc.org/sqlite"},
	} {
		if broken(c.from, c.path) == "" {
			t.Errorf("%s may import %s", c.from, c.path)
		}
	}
	for _, c := range []struct{ from, path string }{
		{"db/report", "fanzha/db/plan"},
		{"db/sheet", "github.com/xuri/excelize/v2"},
		{"db", "modernc.org/sqlite/lib"},
		{"db/dbtest", "fanzha/db"},
		{"db/dbtest", "fanzha/db/plan"},
		{"tui/page/home", "fanzha/db/report"},
		{"tui/page/home", "fanzha/tui/widget"},
		{"tui/page/home", "fanzha/tui"},
		{"tui/drive", "fanzha/tui"},
		{"tui/screen", "osmosis"},
		{"cmd/fanzha", "fanzha/tui/page/entry"},
		{"cmd/fanzha", "fanzha/cmd/fanzha/internal/sshd"},
	} {
		if rule := broken(c.from, c.path); rule != "" {
			t.Errorf("%s may not import %s: %s", c.from, c.path, rule)
		}
	}
}
