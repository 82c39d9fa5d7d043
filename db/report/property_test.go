package report

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"fanzha/db/plan"
)

// moves are the state machine of domain.md, and nothing else.
var moves = map[State][]State{
	StateBlank:     {StateBlank, StateDraft, StateSubmitted},
	StateDraft:     {StateDraft, StateSubmitted},
	StateSubmitted: {StateDraft, StateReturned, StateAccepted},
	StateReturned:  {StateReturned, StateDraft, StateSubmitted},
	StateAccepted:  {StateDraft},
}

func TestTheStateMachineNeverLeavesItsStates(t *testing.T) {
	names := slices.Sorted(maps.Keys(steps))
	s := defaults()
	rapid.Check(t, func(t *rapid.T) {
		clock := s.Due(march).Add(-48 * time.Hour)
		r := Report{Period: march, State: StateBlank}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 12*60).Draw(t, "minutes")) * time.Minute)
			name := rapid.SampledFrom(names).Draw(t, "step")
			before := r
			after, err := steps[name](before, s, clock)
			if err != nil {
				continue // refused: the report stays as it was
			}
			r = after
			if !slices.Contains(moves[before.State], after.State) {
				t.Fatalf("%s made %s of %s", name, after.State, before.State)
			}
			lost := before.Filed() && !after.FirstSubmitted.Equal(before.FirstSubmitted)
			if lost && name != "withdraw" {
				t.Fatalf("%s changed the first submission from %s to %s", name, before.FirstSubmitted, after.FirstSubmitted)
			}
			if name == "withdraw" && after.Filed() {
				t.Fatalf("a withdrawal kept the first submission")
			}
			if after.State == StateSubmitted || after.State == StateAccepted || after.State == StateReturned {
				if !after.Filed() || after.Submitted.Before(after.FirstSubmitted) {
					t.Fatalf("%s with first %s, last %s", after.State, after.FirstSubmitted, after.Submitted)
				}
			}
			if after.Returns < before.Returns || after.Returns > before.Returns+1 {
				t.Fatalf("%s made %d returns of %d", name, after.Returns, before.Returns)
			}
		}
	})
}

func TestEveryDayOfAYearBelongsToExactlyOnePeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := rapid.IntRange(1, 31).Draw(t, "due day")
		year := rapid.IntRange(2022, 2060).Draw(t, "year")
		s := changed(func(c *plan.Calendar) { c.DueDay = due })
		count := map[plan.Date]int{}
		previous := plan.Date{Year: year - 1, Month: time.December, Day: 31}
		for p := (Period{year, 1}); p.Year == year; p = s.Next(p) {
			if !s.Exists(p) {
				t.Fatalf("Next leads to %s, which does not exist", p)
			}
			if back := s.Prev(s.Next(p)); back != p {
				t.Fatalf("before what follows %s comes %s", p, back)
			}
			first, last := s.Window(p)
			if first != previous.AddDays(1) {
				t.Fatalf("%s begins on %s, the period before ended on %s", p, first, previous)
			}
			for d := first; !last.Before(d); d = d.AddDays(1) {
				count[d]++
				if got := s.Of(d); got != p {
					t.Fatalf("%s counts %s, but Of says %s", p, d, got)
				}
			}
			if s.Lock(p).Before(s.Due(p)) || s.Due(p).Before(last.End()) {
				t.Fatalf("%s ends %s, is due %s, locks %s", p, last, s.Due(p), s.Lock(p))
			}
			previous = last
		}
		if want := (plan.Date{Year: year, Month: time.December, Day: 31}); previous != want {
			t.Fatalf("the year ends on %s", previous)
		}
		for d := (plan.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.AddDays(1) {
			if count[d] != 1 {
				t.Fatalf("%s is counted %d times", d, count[d])
			}
		}
	})
}

func TestCurrentNeverGoesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		due := rapid.IntRange(1, 31).Draw(t, "due day")
		s := changed(func(c *plan.Calendar) { c.DueDay, c.GraceDays = due, rapid.IntRange(0, 9).Draw(t, "grace") })
		last := s.First
		for d := plan.Default().Calendar.FirstDay; d.Year < 2023; d = d.AddDays(1) {
			p := s.Current(d.Start())
			if p.Before(last) || !s.Exists(p) || !s.Open(p, d.Start()) && p != s.First {
				t.Fatalf("on %s current is %s after %s", d, p, last)
			}
			last = p
		}
	})
}

func TestPaceNeverFallsWithinAYear(t *testing.T) {
	s := defaults()
	rapid.Check(t, func(t *rapid.T) {
		start := plan.Date{Year: rapid.IntRange(2021, 2030).Draw(t, "year"), Month: time.January, Day: 1}
		a := rapid.IntRange(33, 364).Draw(t, "day")
		b := rapid.IntRange(a, 364).Draw(t, "later day")
		early, late := s.Pace(start.AddDays(a)), s.Pace(start.AddDays(b))
		if early.Cmp(late) > 0 || late.Cmp(Points(hundred)) > 0 || early.Num.IsNegative() {
			t.Fatalf("pace goes from %s to %s", early, late)
		}
	})
}

func TestCumulativeIsTheOpeningAndEveryIncrementSoFar(t *testing.T) {
	s := defaults()
	rapid.Check(t, func(rt *rapid.T) {
		opening := decimal.NewFromInt(rapid.Int64Range(0, 5000).Draw(rt, "opening"))
		sum := opening
		for _, p := range s.Year(2021) {
			typed := rapid.SampledFrom([]string{"", "na", "0", "1", "17", "300"}).Draw(rt, p.String())
			text := "visited=" + typed
			if typed == "" {
				text = ""
			}
			before := sum
			filled := sheet(t, "ledao", text, in(p), func(_ testing.TB, sit *Situation) { sit.Prior["visited"] = before })
			if n, ok := filled.Find("visited").Value.Number(); ok {
				sum = sum.Add(n)
			}
			got, ok := filled.Find("visited").Cumulative()
			if !ok || !got.Equal(sum) {
				rt.Fatalf("in %s the cumulative figure is %s, want %s", p, got, sum)
			}
			if total, _ := filled.Find("visited_total").Value.Number(); !total.Equal(sum) {
				rt.Fatalf("in %s visited_total is %s, want %s", p, total, sum)
			}
		}
	})
}

func TestTypedNumbersComeBackExactly(t *testing.T) {
	l := line(t, "village", "loss_here")
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64Range(-99_999_999_999_999, 99_999_999_999_999).Draw(t, "units"), -2)
		for _, text := range []string{d.String(), Commas(d), d.StringFixed(2)} {
			v, err := Parse(l, text)
			if n, ok := v.Number(); err != nil || !ok || !n.Equal(d) {
				t.Fatalf("%q comes back as %s, %v", text, v, err)
			}
		}
	})
}

func TestParseNeverStoresWhatOthersCannotSee(t *testing.T) {
	lines := plan.Default().FormOf("village").Lines
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(lines).Draw(t, "line")
		text := rapid.String().Draw(t, "text") + rapid.SampledFrom([]string{"", "\u202e", "\x1b[2J", "\x00", "\xff", "\u2067"}).Draw(t, "attack")
		v, err := Parse(l, text)
		if err != nil {
			if !Refused(err, CodeInvalid) || Clean(err.Error()) != err.Error() {
				t.Fatalf("the refusal carries the attack: %q", err)
			}
			return
		}
		if CleanText(v.String()) != v.String() {
			t.Fatalf("%q is stored as %q", text, v)
		}
	})
}
