package main

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

// floors are the lowest versions that may be built with; each closes a hole or
// a trap that was met. A module that is not required yet has its floor already.
var floors = map[string]string{
	"charm.land/bubbletea/v2":         "v2.1.1",
	"charm.land/lipgloss/v2":          "v2.0.6",
	"charm.land/bubbles/v2":           "v2.2.1",
	"charm.land/wish/v2":              "v2.0.3",
	"charm.land/ssh":                  "v0.4.3",
	"charm.land/fang/v2":              "v2.0.1",
	"golang.org/x/crypto":             "v0.58.0",
	"golang.org/x/text":               "v0.43.0",
	"golang.org/x/image":              "v0.45.0",
	"modernc.org/sqlite":              "v1.61.1",
	"github.com/pkg/sftp":             "v1.13.12",
	"github.com/xuri/excelize/v2":     "v2.11.1",
	"github.com/goccy/go-yaml":        "v1.19.2",
	"github.com/expr-lang/expr":       "v1.17.8",
	"github.com/spf13/cobra":          "v1.10.2",
	"github.com/pressly/goose/v3":     "v3.29.0",
	"github.com/adrg/xdg":             "v0.5.3",
	"github.com/mozillazg/go-pinyin":  "v0.21.0",
	"github.com/gomutex/godocx":       "v0.1.5",
	"github.com/alexedwards/argon2id": "v1.0.0",
	"github.com/rogpeppe/go-internal": "v1.16.0",
	"pgregory.net/rapid":              "v1.3.0",
	"github.com/charmbracelet/x/vt":   "v0.0.0-20260727090823-41c9e6be3365",
}

// required must be there: the house stands on them.
var required = []string{
	"charm.land/bubbletea/v2", "charm.land/wish/v2", "charm.land/ssh", "golang.org/x/crypto", "modernc.org/sqlite",
	"github.com/goccy/go-yaml", "github.com/expr-lang/expr", "github.com/shopspring/decimal", "github.com/spf13/cobra",
	"github.com/pressly/goose/v3", "github.com/oklog/ulid/v2", "github.com/adrg/xdg", "github.com/alexedwards/argon2id",
}

// unwanted are never asked for by us, and the first three by nobody.
var unwanted = map[string]string{
	"charm.land/huh/v2":                  "it has no real cursor and no Chinese",
	"github.com/charmbracelet/huh":       "it has no real cursor and no Chinese",
	"github.com/evertras/bubble-table":   "it is for Bubble Tea v1",
	"github.com/fumiama/go-docx":         "its licence is the AGPL",
	"gopkg.in/yaml.v3":                   "nobody maintains it",
	"github.com/charmbracelet/bubbletea": "v1 has no real cursor",
	"github.com/charmbracelet/wish":      "≤ 1.4.7 mixes up accounts",
	"github.com/mattn/go-sqlite3":        "the product is built without cgo",
}

// floorProblems lists what go.mod gets wrong.
func floorProblems(file *modfile.File) []string {
	var problems []string
	seen := map[string]bool{}
	for _, r := range file.Require {
		seen[r.Mod.Path] = true
		if floor, ok := floors[r.Mod.Path]; ok && semver.Compare(r.Mod.Version, floor) < 0 {
			problems = append(problems, r.Mod.Path+" "+r.Mod.Version+" is below "+floor)
		}
		why, bad := unwanted[r.Mod.Path]
		if bad && (!r.Indirect || r.Mod.Path != "gopkg.in/yaml.v3") {
			problems = append(problems, r.Mod.Path+" is not wanted: "+why)
		}
	}
	for _, path := range required {
		if !seen[path] {
			problems = append(problems, path+" is not required any more")
		}
	}
	for _, r := range file.Replace {
		if _, ok := floors[r.Old.Path]; ok {
			problems = append(problems, r.Old.Path+" is replaced, which gets round its floor")
		}
	}
	return problems
}

func TestModulesKeepTheirFloors(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range floorProblems(file) {
		t.Error(problem)
	}
}

func TestFloorsCheckerFails(t *testing.T) {
	for text, want := range map[string]string{
		"require charm.land/wish/v2 v2.0.1":                     "below v2.0.3",
		"require golang.org/x/crypto v0.57.9":                   "below v0.58.0",
		"require golang.org/x/text v0.42.0 // indirect":         "below v0.43.0",
		"require github.com/fumiama/go-docx v0.0.1 // indirect": "AGPL",
		"require gopkg.in/yaml.v3 v3.0.1":                       "maintains",
		"require github.com/charmbracelet/huh v0.1.0":           "not wanted",
		"replace modernc.org/sqlite => ../sqlite":               "replaced",
		"": "modernc.org/sqlite is not required",
	} {
		file, err := modfile.Parse("go.mod", []byte("module x\n"+text+"\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if problems := strings.Join(floorProblems(file), "\n"); !strings.Contains(problems, want) {
			t.Errorf("%q: %s", text, problems)
		}
	}
	file, err := modfile.Parse("go.mod", []byte("module x\nrequire gopkg.in/yaml.v3 v3.0.1 // indirect\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if problems := strings.Join(floorProblems(file), "\n"); strings.Contains(problems, "yaml.v3") {
		t.Errorf("what others ask for is not ours: %s", problems)
	}
}

// Older SQLite lost committed pages of the write-ahead log.
func TestSQLiteAtRunTime(t *testing.T) {
	conn, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	var version string
	if err := conn.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		t.Fatal(err)
	}
	if semver.Compare("v"+version, "v3.54.1") < 0 {
		t.Errorf("SQLite %s", version)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
