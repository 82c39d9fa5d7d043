package db

import (
	"testing"

	"fanzha/db/report"
)

// township is the township's figure of a line in a month and in the year.
func (h *house) township(p report.Period, key, month, year string) {
	h.Helper()
	if _, total := h.row("sifa", p, key); total.Shown(false) != month || total.Shown(true) != year {
		h.Errorf("in %s the township has %s %s, %s in the year; want %s and %s", p, total.Shown(false), key, total.Shown(true), month, year)
	}
}

// A joint event counts once in the township as long as one of its units counts
// it, be that not the organiser.
func TestAJointEventWhoseOrganiserDoesNotCountItStillCountsOnce(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所、财政办"}))
	h.note("ledao", "", "events", event("学校", nil))
	h.save("ledao", "", march, "events=0")
	h.township(march, "events", "1", "1")
	h.save("ledao", "", march, "events=1") // of two, and the joint one comes first
	h.township(march, "events", "1", "1")
	h.save("ledao", "", march, "events=3")
	h.township(march, "events", "3", "3")
	h.save("ledao", "", march, "events=0")
	h.save("sifa", "", march, "events=0")
	h.township(march, "events", "1", "1")
	h.save("caizheng", "", march, "events=0")
	h.township(march, "events", "0", "0")
	h.save("ledao", "", march, "events=1")
	h.township(march, "events", "1", "1")
}

func TestAJointEventOfAMonthThatItsOrganiserNeverFiledCountsOnce(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所、财政办"}))
	h.note("ledao", "", "events", event("学校", nil))
	h.submit("sifa", march)
	h.clock.set(t, "2021-04-02 09:00")
	h.township(march, "events", "1", "1")
	h.township(april, "events", "-", "1")
	h.correct("ledao", "1", map[string]string{"audience": "30"}) // now it counts, in April
	h.township(april, "events", "1", "1")
}
