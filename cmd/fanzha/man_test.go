package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// everyCommand lists what a person at the machine can run.
func everyCommand() []*cobra.Command {
	root := rootCommand(&session{app: &App{}})
	all := []*cobra.Command{root}
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].Commands()...)
	}
	return all
}

func TestEveryCommandShowsAnExample(t *testing.T) {
	for _, c := range everyCommand() {
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  ") {
				t.Errorf("%s: the example %q is not indented", c.CommandPath(), line)
			}
		}
		if !strings.Contains(c.Example, c.CommandPath()) && !strings.Contains(c.Example, "@主机 "+c.Name()) {
			t.Errorf("%s: no example of it in %q", c.CommandPath(), c.Example)
		}
	}
}

// request is a line of roff that is not text: a macro and quoted arguments.
var request = regexp.MustCompile(`^\.(TH|SH|SS|PP|TP|nf|fi)( "[^"]*")*$`)

// escape is each escape that the page uses.
var escape = regexp.MustCompile(`\\(-|e|&|fB|fR|\(dq)`)

func TestManPageIsRoff(t *testing.T) {
	page, err := call(nil, "man")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(page, "\n"), "\n")
	if lines[0] != `'\" -*- coding: utf-8 -*-` || !strings.HasPrefix(lines[1], `.TH "FANZHA" "1"`) {
		t.Errorf("it begins with %q", lines[:2])
	}
	asItStands := false // between .nf and .fi
	for n, line := range lines[1:] {
		switch {
		case line == ".ad l":
		case strings.HasPrefix(line, "."):
			if !request.MatchString(line) {
				t.Errorf("line %d: %q", n+2, line)
			}
			if line == ".nf" && asItStands || line == ".fi" && !asItStands {
				t.Errorf("line %d: %s out of turn", n+2, line)
			}
			if line == ".nf" || line == ".fi" {
				asItStands = line == ".nf"
			}
		case strings.HasPrefix(line, "'"):
			t.Errorf("line %d is read as a request: %q", n+2, line)
		case line == "" && !asItStands:
			t.Errorf("line %d is empty", n+2)
		}
		if strings.Contains(escape.ReplaceAllString(line, ""), `\`) {
			t.Errorf("line %d has an escape of its own: %q", n+2, line)
		}
	}
	if asItStands {
		t.Error("it ends without .fi")
	}
	for _, heading := range []string{"名称", "用法", "说明", "选项", "命令", "例", "环境变量", "文件"} {
		if !strings.Contains(page, "\n.SH \""+heading+"\"\n") {
			t.Errorf("no section %s", heading)
		}
	}
	for _, c := range everyCommand()[1:] {
		if c.Runnable() && !strings.Contains(page, "\n.SS \""+roff(strings.TrimPrefix(c.CommandPath(), "fanzha "))) {
			t.Errorf("nothing about %s", c.CommandPath())
		}
	}
}

func TestRoffKeepsTextFromBeingRequests(t *testing.T) {
	for text, want := range map[string]string{
		".fi": `\&.fi`, "'x": `\&'x`, `a\b`: `a\eb`, "--json": `\-\-json`, "说明.": "说明.",
	} {
		if got := roff(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
