package main

import (
	"fmt"
	"maps"
	"slices"
)

// The reach of the interface, as the project has set it.
const (
	reachPaint     = 8.0 // ms, p50
	reachAnswer    = 1.0 // ms, p50
	reachAnswer99  = 5.0 // ms, p99
	reachMove      = 200 // bytes
	reachCharacter = 40  // bytes
	reachSession   = 450 // KiB
	reachIdle      = 2.5 // % of a core
)

// compare makes the rows of the interface; stock is nil if there is none.
func compare(r *results, ours, stock *faces) {
	group, alone := "interface, beside stock Bubble Tea", stock == nil
	if alone {
		group, stock = "interface", &faces{}
	}
	add := func(name, unit string, reach, ours, stock float64) {
		line := row{Group: group, Name: name, Unit: unit, Ours: ours}
		if !alone {
			line.Beside = of(stock)
		}
		if reach > 0 {
			line.Reach = of(reach)
		}
		r.add(line)
	}
	for _, page := range []string{pageHome, pageOverview, pageChanged, pageUnread} {
		reach := reachPaint
		if page == pageUnread {
			reach = 0
		}
		add("connect to full paint, "+page+", p50", "ms", reach, ms(ours.paint[page].p50()), ms(stock.paint[page].p50()))
		add("connect to full paint, "+page+", p99", "ms", 0, ms(ours.paint[page].p99()), ms(stock.paint[page].p99()))
	}
	for _, page := range []string{pageTable, pageEntry} {
		add("key to answer, 1 session, "+page+", p50", "ms", reachAnswer, ms(ours.alone[page].p50()), ms(stock.alone[page].p50()))
		add("key to answer, 1 session, "+page+", p99", "ms", reachAnswer99, ms(ours.alone[page].p99()), ms(stock.alone[page].p99()))
	}
	for _, n := range slices.Sorted(maps.Keys(ours.crowds)) {
		a, b := ours.crowds[n], stock.crowds[n]
		add(fmt.Sprintf("key to answer, %d sessions typing, p50", n), "ms", reachAnswer, ms(a.answers.p50()), ms(b.answers.p50()))
		add(fmt.Sprintf("key to answer, %d sessions typing, p99", n), "ms", reachAnswer99, ms(a.answers.p99()), ms(b.answers.p99()))
		if a.silent+b.silent > 0 {
			add(fmt.Sprintf("keys without the answer, %d sessions", n), "", 0, float64(a.silent), float64(b.silent))
		}
	}
	add(fmt.Sprintf("server CPU per key, %d sessions", ours.sessions), "ms", 0, ms(ours.key), ms(stock.key))
	add(fmt.Sprintf("memory per idle session, %d open", ours.sessions), "KiB", reachSession, ours.session, stock.session)
	add(fmt.Sprintf("idle CPU, %d open, of a core", ours.sessions), "%", reachIdle, ours.idle, stock.idle)
}

// compareVolumes makes the rows of what answers take; stock is nil if there is
// none.
func compareVolumes(r *results, pages []listing, ours, stock *volume) {
	group := "bytes of an answer, beside stock Bubble Tea"
	if stock == nil {
		group, stock = "bytes of an answer", &volume{}
	}
	for _, s := range []size{home80, large120} {
		for _, l := range pages {
			key := l.page + " " + s.String()
			a := ours.moves[key]
			lines := []row{
				{Name: "one row move with its details, " + key, Ours: a.alone, Reach: of(reachMove)},
				{Name: "one row move, arrow held down, " + key, Ours: a.held, Reach: of(reachMove)},
				{Name: "details once it is let go, " + key, Ours: a.follows},
			}
			if b, ok := stock.moves[key]; ok {
				lines[0].Beside, lines[1].Beside, lines[2].Beside = of(b.alone), of(b.held), of(b.follows)
			}
			r.bytes(group, lines...)
		}
		line := row{Name: "one Chinese character, " + s.String(), Ours: ours.character[s.String()], Reach: of(reachCharacter)}
		if b, ok := stock.character[s.String()]; ok {
			line.Beside = of(b)
		}
		r.bytes(group, line)
	}
}

// bytes adds rows that count bytes.
func (r *results) bytes(group string, lines ...row) {
	for _, line := range lines {
		line.Group, line.Unit = group, "B"
		r.add(line)
	}
}
