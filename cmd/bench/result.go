package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// row is one number of the table: ours, what is to be reached, and what stands
// beside it, measured in the same run.
type row struct {
	Group  string   `json:"group"`
	Name   string   `json:"name"`
	Unit   string   `json:"unit"`
	Ours   float64  `json:"ours"`
	Reach  *float64 `json:"reach,omitempty"`  // no more than that
	Beside *float64 `json:"beside,omitempty"` // the other's number
	Other  string   `json:"other,omitempty"`  // who the other is
	Times  *float64 `json:"times,omitempty"`  // the reach of ours / beside
	Note   string   `json:"note,omitempty"`
}

// results gathers the rows of a run.
type results struct {
	Machine string `json:"machine"`
	Rows    []row  `json:"rows"`
}

func (r *results) add(rows ...row) { r.Rows = append(r.Rows, rows...) }

// of points to a number, for the fields that may be missing.
func of(n float64) *float64 { return &n }

// Verdicts on a row that has a reach.
const (
	verdictMet    = "met"
	verdictMissed = "MISSED"
)

// verdict says whether ours is within its reach; empty where none is set, or
// where nothing stands beside it.
func (r row) verdict() string {
	limit := r.Reach
	if r.Times != nil && r.Beside != nil {
		limit = of(*r.Times * *r.Beside)
	}
	switch {
	case limit == nil:
		return ""
	case r.Ours > *limit:
		return verdictMissed
	}
	return verdictMet
}

// number writes three digits that count.
func number(n float64) string {
	switch {
	case n == 0:
		return "0"
	case n < 1:
		return strconv.FormatFloat(n, 'f', 3, 64)
	case n < 10:
		return strconv.FormatFloat(n, 'f', 2, 64)
	case n < 100:
		return strconv.FormatFloat(n, 'f', 1, 64)
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

// write prints the table for people.
func (r *results) write(w io.Writer) {
	_, _ = fmt.Fprintf(w, "%s\n", r.Machine)
	group := ""
	for _, row := range r.Rows {
		if row.Group != group {
			group = row.Group
			_, _ = fmt.Fprintf(w, "\n%-51s %10s %-5s %10s %-6s %12s %7s\n", group, "ours", "", "reach", "", "beside", "ours/b")
		}
		reach, beside, ratio := "", "", ""
		if row.Reach != nil {
			reach = number(*row.Reach)
		}
		if row.Times != nil {
			reach = number(*row.Times) + "x"
		}
		if row.Beside != nil {
			beside = number(*row.Beside)
			if *row.Beside > 0 {
				ratio = number(row.Ours / *row.Beside)
			}
		}
		line := fmt.Sprintf("  %-49s %10s %-5s %10s %-6s %12s %7s  %s", row.Name, number(row.Ours), row.Unit, reach, row.verdict(), beside, ratio,
			strings.TrimSpace(row.Other+" "+row.Note))
		_, _ = fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	r.sum(w)
}

// sum prints at a glance how much of what was to be reached is, and what is not.
func (r *results) sum(w io.Writer) {
	met, missed := 0, []string{}
	for _, row := range r.Rows {
		switch row.verdict() {
		case verdictMet:
			met++
		case verdictMissed:
			missed = append(missed, row.Name)
		}
	}
	_, _ = fmt.Fprintf(w, "\nreach: %d met, %d missed\n", met, len(missed))
	for _, name := range missed {
		_, _ = fmt.Fprintf(w, "  %s\n", name)
	}
}

func (r *results) json(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}
