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

// completeNoFiles keeps a shell from offering files where a command takes none.
func completeNoFiles(c *cobra.Command) {
	for _, sub := range c.Commands() {
		completeNoFiles(sub)
	}
	if c.ValidArgsFunction == nil && c.ValidArgs == nil && !strings.Contains(c.Use, "文件") {
		c.ValidArgsFunction = cobra.NoFileCompletions
	}
}
