package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// session is where a command runs: on this machine, or for a caller over ssh.
// The command itself cannot tell; the desk that it asks for is the caller's.
type session struct {
	app  *App
	io   stdio
	as   string   // --as, on this machine
	over *db.Desk // the caller's desk, over ssh
}

// desk is what the person may do.
func (s *session) desk(ctx context.Context) (*db.Desk, error) {
	if s.over != nil {
		return s.over, nil
	}
	return s.app.desk(ctx, s.as)
}

func (s *session) remote() bool { return s.over != nil }

func (s *session) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(s.io.out, format, args...)
}

// json writes a value as one indented JSON document.
func (s *session) json(v any) error {
	enc := json.NewEncoder(s.io.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// execute runs one command line and turns its error into the exit code.
func execute(ctx context.Context, s *session, args []string) int {
	root := rootCommand(s)
	root.SetArgs(args)
	root.SetIn(s.io.in)
	root.SetOut(s.io.out)
	root.SetErr(s.io.err)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errMissing):
		return exitMissing
	case s.remote() && cutOff(ctx, err):
		return exitFailed
	}
	sentence(s.io.err, spaced(nearest(root, err), args))
	return exitFailed
}

// cutOff reports whether a command over ssh failed because its session was
// ended: the server says why.
func cutOff(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, ctx.Err()) || errors.Is(err, context.Cause(ctx)))
}

// place reads the arguments [UNIT] [M] in either order; what reads as a period
// is one.
func place(args []string) (unit string, p report.Period, err error) {
	for _, arg := range args {
		if q, err := report.ParsePeriod(arg); err == nil && p.IsZero() {
			p = q
			continue
		}
		if unit != "" || looksLikePeriod(arg) {
			_, err := report.ParsePeriod(arg)
			if err == nil {
				err = report.Errorf(report.CodeInvalid, "多了一个参数: %s", report.Clip(arg))
			}
			return "", p, err
		}
		unit = arg
	}
	return unit, p, nil
}

// named is the person's desk, and the unit and period that the arguments name.
func (s *session) named(ctx context.Context, args []string) (*db.Desk, string, report.Period, error) {
	unit, p, err := place(args)
	if err != nil {
		return nil, "", p, err
	}
	d, err := s.desk(ctx)
	return d, unit, p, err
}

// looksLikePeriod keeps a mistyped period from being taken for a unit.
func looksLikePeriod(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// period reads an optional period argument.
func period(args []string) (report.Period, error) {
	if len(args) == 0 {
		return report.Period{}, nil
	}
	return report.ParsePeriod(args[0])
}

// readDay reads a day that a person typed as an option; nothing is the zero day.
func readDay(text string) (plan.Date, error) {
	if text == "" {
		return plan.Date{}, nil
	}
	d, err := plan.ParseDate(report.Halfwidth(report.Clean(text)))
	if err != nil {
		return d, report.Errorf(report.CodeInvalid, "%w.", err)
	}
	return d, nil
}

// asJSON gives a reading command its --json.
func asJSON(c *cobra.Command) *bool {
	return c.Flags().Bool("json", false, "输出 JSON, 供程序使用")
}
