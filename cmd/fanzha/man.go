package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func manCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "输出手册页 (roff)",
		Example: "  fanzha man | man -l -\n  fanzha man > ~/.local/share/man/man1/fanzha.1",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p := &manPage{w: s.io.out}
			p.write(c.Root())
			return p.err
		},
	}
}

// manPage writes the manual in the man macros of roff. The libraries that make
// such pages have English headings.
type manPage struct {
	w   io.Writer
	err error // the first that occurred
}

func (p *manPage) write(root *cobra.Command) {
	p.raw(`'\" -*- coding: utf-8 -*-`)
	p.macro("TH", strings.ToUpper(root.Name()), "1", "", root.Name(), root.Short)
	p.raw(".ad l") // Chinese has too few gaps to be stretched
	p.macro("SH", "名称")
	p.text(root.Name() + " - " + root.Short)
	p.macro("SH", "用法")
	p.text(root.Name() + " [命令] [参数] [选项]\nssh -p 端口 账号@主机 [命令] [参数] [选项]")
	p.macro("SH", "说明")
	p.text(root.Long)
	p.macro("SH", "选项")
	p.example(options(root.PersistentFlags().FlagUsages()))
	p.macro("SH", "命令")
	p.commands(root)
	p.macro("SH", "例")
	p.example(root.Example)
	p.macro("SH", "环境变量")
	p.entry("FANZHA_DATA", "数据目录, 没有 --data 时用")
	p.entry("NO_COLOR", "不为空时界面不用颜色")
	p.macro("SH", "文件")
	p.entry("fanzha.db", "数据目录里的数据库; 备份时连同 -wal 和 -shm")
	p.entry("accounts.csv", "首次密码, 只写一次; 发完请删除")
	p.entry("hostkeys/", "服务器的主机密钥")
}

// commands writes a section for each command that does something.
func (p *manPage) commands(parent *cobra.Command) {
	for _, c := range parent.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		if c.Runnable() {
			p.command(c)
		}
		p.commands(c)
	}
}

func (p *manPage) command(c *cobra.Command) {
	path := strings.TrimSuffix(c.CommandPath(), c.Name())
	p.macro("SS", strings.TrimPrefix(path, c.Root().Name()+" ")+c.Use)
	if c.Long != "" {
		p.text(c.Long)
	} else {
		p.text(c.Short + ".")
	}
	p.example(options(c.NonInheritedFlags().FlagUsages()))
	p.example(c.Example)
}

func (p *manPage) raw(line string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, line)
	}
}

// macro writes a request with its arguments.
func (p *manPage) macro(name string, args ...string) {
	line := "." + name
	for _, arg := range args {
		line += ` "` + strings.ReplaceAll(roff(arg), `"`, `\(dq`) + `"`
	}
	p.raw(line)
}

// text writes a paragraph for each line.
func (p *manPage) text(text string) {
	first := true
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !first {
			p.macro("PP")
		}
		p.raw(roff(line))
		first = false
	}
}

// example writes lines as they stand.
func (p *manPage) example(text string) {
	if text = strings.Trim(text, "\n"); text == "" {
		return
	}
	p.macro("PP")
	p.macro("nf")
	for line := range strings.Lines(text) {
		p.raw(roff(strings.TrimRight(line, "\n")))
	}
	p.macro("fi")
}

// entry writes a word and what it means.
func (p *manPage) entry(word, meaning string) {
	p.macro("TP")
	p.raw(`\fB` + roff(word) + `\fR`)
	p.raw(roff(meaning))
}

// roff keeps text from being read as requests and escapes, and lets a hyphen
// be copied as one.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
