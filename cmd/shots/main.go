// Command shots makes the pictures of the README: it starts the demonstration,
// comes in over ssh as the people of the pictures do, presses keys, and writes
// down what the terminal shows as SVG.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// shot is a picture: who looks, in a window of which size, the steps that lead
// to the page, and its name.
type shot struct {
	name          string
	login         string
	width, height int
	steps         []step
}

// step is a key and what must show before it is pressed; a step without a key
// only waits.
type step struct{ see, press string }

var shots = []shot{
	{"overview-80x24", "pingan", 80, 24, []step{{"1 审核 3 份待审", ""}}},
	{"home-80x24", "chayuanba", 80, 24, []step{{"1 继续填报", ""}}},
	{"entry-80x24", "chayuanba", 80, 24, []step{
		{"1 继续填报", "1"},
		{"> 大喇叭", "/"},
		{"查找", "老年\r"},
		{"> 宣传老年人", "\r"},
		{"[ 62", ""},
		{"近12期  5月 38", ""},
	}},
	{"ledger-june-80x24", "chayuanba", 80, 24, []step{{"4 记台账", "4"}, {"2 入户台账", "1"}, {"本期合计", ""}}},
	{"targets-june-80x24", "pingan", 80, 24, []step{{"1 审核 3 份待审", "6"}, {"6月底前", ""}}},
	{"table-120x40", "pingan", 120, 40, []step{{"1 审核 3 份待审", "3"}, {"列 1", ""}}},
	{"matrix-80x24", "pingan", 80, 24, []step{{"1 审核 3 份待审", "4"}, {"报送情况 2021", ""}}},
	{"home-46x19", "chayuanba", 46, 19, []step{{"1 继续填报", ""}}},
}

func main() {
	program := flag.String("fanzha", "bin/fanzha", "the program to take pictures of")
	folder := flag.String("to", "cmd/shots", "where the pictures go")
	flag.Parse()
	if err := take(*program, *folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// take takes all pictures of one demonstration.
func take(program, folder string) (err error) {
	cmd := exec.Command(program, "demo", "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, cmd.Process.Signal(os.Interrupt), cmd.Wait())
	}()
	addr, password, err := invited(bufio.NewScanner(out))
	if err != nil {
		return err
	}
	for _, s := range shots {
		picture, err := s.take(addr, password)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, s.name+".svg"), picture, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// invited reads where the demonstration is, and the password that it prints.
func invited(lines *bufio.Scanner) (addr, password string, err error) {
	for lines.Scan() {
		line := lines.Text()
		if a, ok := strings.CutPrefix(line, "ready "); ok {
			addr = a
		}
		if _, p, ok := strings.Cut(line, "密码都是 "); ok {
			return addr, p, nil
		}
	}
	return "", "", errors.Join(errors.New("the demonstration names no password"), lines.Err())
}
