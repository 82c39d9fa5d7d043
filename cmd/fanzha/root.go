package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
)

// usage is cobra's usage in the product's words.
const usage = `用法:
  {{useLine .}}{{if .HasAvailableSubCommands}} [命令]

命令:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

例:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项:
{{options .LocalFlags.FlagUsages}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项:
{{options .InheritedFlags.FlagUsages}}{{end}}
`

const rootHelp = `反诈月报: 各单位按月填报反诈宣传进展, 平安办汇总审核.

不带命令时%s.
期写成 2021-03, 年终补报写成 2021-13; 不写就是当前一期.
退出码: 0 办成且没有缺项; 1 办成但有缺 (未报, 不达标); 2 没办成, 原因在标准错误.`

// The functions of templates are the whole program's, and sessions build their
// commands at the same time.
func init() {
	cobra.AddTemplateFuncs(template.FuncMap{"useLine": useLine, "options": options})
}

// rootCommand builds the commands that the session may run.
func rootCommand(s *session) *cobra.Command {
	bare := "打开本机界面, 身份是平安办 (--as 换成别的账号)"
	if s.remote() {
		bare = "打开界面, 身份是登录的账号"
	}
	root := &cobra.Command{
		Use: "fanzha", Short: "反诈月报", Long: fmt.Sprintf(rootHelp, bare),
		Example:       "  fanzha serve\n  fanzha status\n  fanzha set 2021-03 visited=100 visits=120 --unit chayuanba\n  ssh -p 2222 chayuanba@主机 submit 2021-03",
		SilenceErrors: true, SilenceUsage: true,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.openInterface(c.Context()) },
	}
	root.SetUsageTemplate(usage)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(helpCommand(root))
	root.PersistentFlags().BoolP("help", "h", false, "显示用法")
	if !s.remote() {
		flags := root.PersistentFlags()
		flags.StringVar(&s.app.Data, "data", "", "数据目录 (否则 FANZHA_DATA, 再否则用户数据目录)")
		flags.StringVar(&s.app.Start, "clock", "", "演练目录的起始时刻, 例如 2021-03-18T09:00:00+08:00")
		flags.StringVar(&s.as, "as", "", "在本机以某个账号办理 (默认平安办)")
		root.PersistentPreRunE = func(*cobra.Command, []string) error {
			s.app.Data = dataFolder(s.app.Data)
			return nil
		}
		root.AddCommand(serveCommand(s), initCommand(s), demoCommand(s), completionCommand(s), manCommand(s))
	}
	root.AddCommand(
		statusCommand(s), missingCommand(s), showCommand(s), tableCommand(s), yearCommand(s), targetsCommand(s),
		ledgerCommand(s), registerCommand(s),
		setCommand(s), checkCommand(s), nilCommand(s), submitCommand(s), withdrawCommand(s),
		returnCommand(s), acceptCommand(s), unsealCommand(s), unlockCommand(s), openingCommand(s), historyCommand(s), remarkCommand(s),
		planCommand(s), userCommand(s), keyCommand(s), passwdCommand(s), sessionsCommand(s), logoutCommand(s),
	)
	completeWords(s, root)
	if s.remote() {
		callRemotely(root)
	}
	return root
}

// overSSH stands in usages and examples for the program's name.
const overSSH = "ssh -p 端口 账号@主机"

// callRemotely shows commands as who comes over ssh calls them.
func callRemotely(root *cobra.Command) {
	root.Annotations = map[string]string{cobra.CommandDisplayNameAnnotation: overSSH}
	root.Example = "  fanzha status\n  fanzha set 2021-03 visited=100 visits=120 --unit chayuanba"
	every := []*cobra.Command{root}
	for len(every) > 0 {
		c := every[0]
		c.Example = strings.ReplaceAll(c.Example, "  fanzha ", "  "+overSSH+" ")
		every = append(every[1:], c.Commands()...)
	}
}

// useLine is how a command is called.
func useLine(c *cobra.Command) string { return strings.Replace(c.UseLine(), "[flags]", "[选项]", 1) }

// optionWords are pflag's words in a list of options and the product's, each as
// wide as what it replaces.
var optionWords = []struct {
	pattern *regexp.Regexp
	words   string
}{
	{regexp.MustCompile(`(?m)^( +(?:-., )?--\S+) stringArray`), "$1 文字       "},
	{regexp.MustCompile(`(?m)^( +(?:-., )?--\S+) strings`), "$1 各项   "},
	{regexp.MustCompile(`(?m)^( +(?:-., )?--\S+) string`), "$1 文字  "},
	{regexp.MustCompile(`(?m)^( +(?:-., )?--\S+) int`), "$1 数 "},
	{regexp.MustCompile(`(?m) \(default "?([^")]*)"?\)$`), " (默认 $1)"},
}

// options is pflag's list of options in Chinese.
func options(usages string) string {
	usages = strings.TrimRight(usages, " \n")
	for _, w := range optionWords {
		usages = w.pattern.ReplaceAllString(usages, w.words)
	}
	return usages
}

func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [命令]", Short: "列出命令, 或说明一个命令",
		Example: "  fanzha help submit\n  fanzha help user add",
		RunE: func(_ *cobra.Command, args []string) error {
			c, _, err := root.Find(args)
			if err != nil {
				return err
			}
			return c.Help()
		},
	}
}

// openInterface is the program without a verb: the interface on this machine.
func (s *session) openInterface(ctx context.Context) error {
	return s.local(ctx)
}
