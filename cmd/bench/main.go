// Command bench measures the product beside its peers, all in one run on this
// machine: the interface beside stock Bubble Tea over ssh, the database beside
// C SQLite. It is a module of its own, so that cgo and peers never reach the
// product. All its traffic stays on 127.0.0.1.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"
)

func main() {
	var err error
	switch {
	case len(os.Args) > 1 && os.Args[1] == "stock":
		err = serveStock(os.Args[2:])
	case len(os.Args) > 1 && os.Args[1] == "desk":
		err = measureDesk(os.Args[2:])
	default:
		err = run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the flags of a run.
type options struct {
	program, peer string
	json          bool
	brief         bool
	only          string
	townships     int
}

func (o options) wants(part string) bool { return o.only == "" || strings.Contains(o.only, part) }

func run() error {
	var o options
	flag.StringVar(&o.program, "fanzha", "bin/fanzha", "the program to measure")
	flag.StringVar(&o.peer, "peer", "", "this program built over C SQLite; without it the database stands alone")
	flag.BoolVar(&o.json, "json", false, "print JSON instead of the table")
	flag.BoolVar(&o.brief, "brief", false, "measure little, to see that all of it works")
	flag.StringVar(&o.only, "only", "", "only these parts, of bytes,interface,start,ledgers,database")
	flag.IntVar(&o.townships, "townships", 1000, "townships in the database")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "fanzha-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	r := &results{Machine: machine()}
	err = o.measure(ctx, dir, r) // what was measured before it failed counts
	if o.json {
		return errors.Join(err, r.json(os.Stdout))
	}
	r.write(os.Stdout)
	return err
}

// measure runs the parts that are wanted.
func (o options) measure(ctx context.Context, dir string, r *results) error {
	if o.wants("bytes") || o.wants("interface") || o.wants("start") {
		if err := o.serving(ctx, dir, r); err != nil {
			return err
		}
	}
	if o.wants("ledgers") {
		if err := ledgers(ctx, o, dir, r); err != nil {
			return err
		}
	}
	if o.wants("database") {
		return database(ctx, o, dir, r)
	}
	return nil
}

// serving measures what needs a server.
func (o options) serving(ctx context.Context, dir string, r *results) error {
	note("making the demonstration's folder")
	f, err := makeFolder(ctx, o.program, dir)
	if err != nil {
		return err
	}
	product := func(ctx context.Context) (*child, error) {
		return start(ctx, dir, o.program, "serve", "--data", f.path, "--listen", "127.0.0.1:0")
	}
	if o.wants("start") {
		if err := starts(ctx, r, 20, product); err != nil {
			return err
		}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	beside := func(ctx context.Context) (*child, error) {
		return start(ctx, dir, self, "stock", "-data", f.path)
	}
	if o.wants("bytes") {
		if err := volumes(ctx, r, f, product, beside); err != nil {
			return err
		}
	}
	if !o.wants("interface") {
		return nil
	}
	e := full
	if o.brief {
		e = brief
	}
	note("measuring the interface")
	ours, err := e.measure(ctx, f, product)
	if err != nil {
		return err
	}
	note("measuring stock Bubble Tea")
	stock, err := e.measure(ctx, f, beside)
	if err != nil {
		compare(r, ours, nil)
		return fmt.Errorf("stock: %w", err)
	}
	compare(r, ours, stock)
	return nil
}

// note tells whoever waits what is being done.
func note(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  %s\n", time.Now().Format(time.TimeOnly), fmt.Sprintf(format, args...))
}

// machine names what the numbers were measured on.
func machine() string {
	model := "unknown processor"
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	load, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(load), " ")
	return fmt.Sprintf("%s, %d cores, %s %s/%s, load before %s", model, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, first)
}
