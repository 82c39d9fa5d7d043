package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/report"
)

// shells are the shells that can complete fanzha's words, with the writer of
// each one's script.
var shells = []struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}{
	{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
	{"zsh", (*cobra.Command).GenZshCompletion},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

func completionCommand(s *session) *cobra.Command {
	var names []string
	for _, shell := range shells {
		names = append(names, shell.name)
	}
	return &cobra.Command{
		Use: "completion " + strings.Join(names, "|"), Short: "输出命令行补全脚本",
		Example: "  source <(fanzha completion bash)\n" +
			"  fanzha completion zsh > ~/.zfunc/_fanzha\n" +
			"  fanzha completion fish > ~/.config/fish/completions/fanzha.fish\n" +
			"  fanzha completion powershell | Out-String | Invoke-Expression",
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			i := slices.Index(names, strings.Join(args, " "))
			if i < 0 {
				return report.Errorf(report.CodeInvalid, "请写明一种: fanzha completion %s", strings.Join(names, "|"))
			}
			return shells[i].write(c.Root(), s.io.out)
		},
	}
}

// completeWords lets a shell offer what the plan names where a command takes
// it, and no files where it takes none.
func completeWords(s *session, c *cobra.Command) {
	for _, sub := range c.Commands() {
		completeWords(s, sub)
	}
	if f := c.Flags().Lookup("unit"); f != nil {
		_ = c.RegisterFlagCompletionFunc("unit", func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return s.names(c, "单位"), cobra.ShellCompDirectiveNoFileComp
		}) // it fails for a flag that has one already, and none has
	}
	if c.ValidArgsFunction != nil || c.ValidArgs != nil {
		return
	}
	words := strings.Fields(c.Use)[1:]
	c.ValidArgsFunction = func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		word := ""
		if len(args) < len(words) {
			word = strings.Trim(words[len(args)], "[]")
		}
		if word == "文件" {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return s.names(c, word), cobra.ShellCompDirectiveNoFileComp
	}
}

// names are the plan's names of what a word of a usage stands for, each with
// what it is called. Where there is no folder yet there are none.
func (s *session) names(c *cobra.Command, word string) []string {
	if !slices.Contains([]string{"单位", "台账", "名录"}, word) {
		return nil
	}
	s.app.Data = dataFolder(s.app.Data)
	d, err := s.desk(c.Context())
	if err != nil {
		return nil
	}
	p, _, err := d.Plan(c.Context(), report.Period{})
	if err != nil {
		return nil
	}
	var names []string
	switch word {
	case "单位":
		for i := range p.Units {
			names = append(names, p.Units[i].Code+"\t"+p.Units[i].Name)
		}
	case "台账":
		for i := range p.Ledgers {
			names = append(names, p.Ledgers[i].ID+"\t"+p.Ledgers[i].Name)
		}
	case "名录":
		for i := range p.Registers {
			names = append(names, p.Registers[i].ID+"\t"+p.Registers[i].Name)
		}
	}
	return names
}
