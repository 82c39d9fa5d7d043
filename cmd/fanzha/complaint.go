package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db/report"
)

// complaints are cobra's own, and what the product says instead.
var complaints = []struct {
	pattern *regexp.Regexp
	words   string // $1 is what cobra quotes
}{
	{regexp.MustCompile(`^unknown command "([^"]*)".*`), "没有命令 $1."},
	{regexp.MustCompile(`^unknown flag: (\S+).*`), "没有选项 $1."},
	{regexp.MustCompile(`^unknown shorthand flag: '(.)'.*`), "没有选项 -$1."},
	{regexp.MustCompile(`^flag needs an argument: (--keep|--data)$`), "选项 $1 后面要写目录."},
	{regexp.MustCompile(`^flag needs an argument: (--output|--plan|'o' in -o)$`), "选项 $1 后面要写文件名."},
	{regexp.MustCompile(`^flag needs an argument: (--on|--until|--day|--as-of)$`), "选项 $1 后面要写日期, 例如 2021-03-20."},
	{regexp.MustCompile(`^flag needs an argument: (?:'.' in )?(\S+).*`), "选项 $1 后面要写内容."},
	{regexp.MustCompile(`^invalid argument "([^"]*)" for "([^"]*)" flag.*`), "选项 $2 的内容 $1 不对."},
	{regexp.MustCompile(`^accepts .*received (\d+)$`), "参数个数不对, 收到 $1 个."},
	{regexp.MustCompile(`^requires at least (\d+).*`), "至少要写 $1 个参数."},
	{regexp.MustCompile(`^if any flags in the group \[(\S+) (\S+)\].*`), "选项 --$1 和 --$2 只写一个."},
	{regexp.MustCompile(`^required flag\(s\) (.*) not set$`), "缺少选项 $1."},
}

// chinese puts cobra's own complaints into the product's words.
func chinese(err error) error {
	for _, c := range complaints {
		if c.pattern.MatchString(err.Error()) {
			words := c.pattern.ReplaceAllString(report.Clean(err.Error()), c.words)
			return report.Errorf(report.CodeInvalid, "%s 用 help 看全部命令, help 命令 看用法.", words)
		}
	}
	return err
}

var unknownCommand = regexp.MustCompile(`^unknown command "([^"]*)" for "([^"]*)"`)

// nearest puts a complaint into the product's words, and asks whether a
// mistyped command is one that is written much alike.
func nearest(root *cobra.Command, err error) error {
	found := unknownCommand.FindStringSubmatch(err.Error())
	if found == nil {
		return chinese(err)
	}
	parent, _, wrong := root.Find(strings.Fields(strings.TrimPrefix(found[2], root.CommandPath())))
	if wrong != nil {
		return chinese(err)
	}
	parent.SuggestionsMinimumDistance = 2
	near := parent.SuggestionsFor(found[1])
	if len(near) == 0 {
		return chinese(err)
	}
	return report.Errorf(report.CodeInvalid, "没有命令 %s. 是不是 %s? 用 help 看全部命令.", report.Clip(found[1]), strings.Join(near, ", "))
}

// heads makes a command the head of others: by itself it shows its help, and
// what it does not know is refused.
func heads(c *cobra.Command) {
	c.Args = cobra.NoArgs
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
}

// prose are the options that take a sentence.
var prose = []string{"--explain", "--reason", "--note", "--basis"}

// spaced adds to a refusal, where a sentence without quotes fell apart at its
// spaces, how it is written. Over ssh the caller's own shell takes one pair of
// quotes away, so the whole command has another.
func spaced(err error, args []string) error {
	if !report.Refused(err, report.CodeInvalid) && !report.Refused(err, report.CodeNotFound) {
		return err
	}
	for i, arg := range args {
		option, text, whole := strings.Cut(arg, "=")
		if !slices.Contains(prose, option) {
			continue
		}
		from := i + 1
		if !whole && from < len(args) {
			text = args[from]
			from++
		}
		to := from
		for to < len(args) && !strings.HasPrefix(args[to], "-") && !strings.Contains(args[to], "=") && !looksLikePeriod(args[to]) {
			to++
		}
		if to == from {
			continue
		}
		quoted := option + " '" + strings.Join(append([]string{text}, args[from:to]...), " ") + "'"
		return errors.New(err.Error() + "\n文字里有空格, 要加引号: " + quoted + ". 用 ssh 时整条命令外面再加一层双引号: \"" +
			strings.Join(args[:i], " ") + " " + quoted + "\".")
	}
	return err
}
