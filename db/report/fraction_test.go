package report

import "testing"

func TestRatiosCompareExactlyNeverAfterRounding(t *testing.T) {
	for _, c := range []struct {
		num, den, bound string
		want            int
		shown           string
	}{
		{"9.97", "100", "10", -1, "9.9%"},
		{"49.99", "100", "50", -1, "49.9%"},
		{"4999", "10000", "50", -1, "49.9%"},
		{"1", "2", "50", 0, "50.0%"},
		{"1", "3", "33.33", 1, "33.3%"},
		{"999999", "1000000", "100", -1, "99.9%"},
		{"7", "7", "100", 0, "100.0%"},
		{"8", "7", "100", 1, "114.2%"},
	} {
		f := Fraction{num(t, c.num), num(t, c.den)}
		if got := f.Cmp(Points(num(t, c.bound))); got != c.want {
			t.Errorf("%s/%s compared with %s%% is %d, want %d", c.num, c.den, c.bound, got, c.want)
		}
		if f.String() != c.shown {
			t.Errorf("%s/%s shows as %s, want %s", c.num, c.den, f, c.shown)
		}
	}
}

func TestShortIsWhatLacksInWholeHouseholds(t *testing.T) {
	for _, c := range []struct{ num, den, bound, want string }{
		{"1816", "5402", "50", "885"},
		{"1816", "5403", "50", "886"},
		{"2701", "5402", "50", "0"},
		{"2702", "5402", "50", "0"},
		{"0", "3", "100", "3"},
		{"0", "0", "100", "0"},
	} {
		f := Fraction{num(t, c.num), num(t, c.den)}
		if got := f.Short(Points(num(t, c.bound))); got.String() != c.want {
			t.Errorf("%s/%s to %s%% lacks %s, want %s", c.num, c.den, c.bound, got, c.want)
		}
	}
}

func TestNothingToDivideIsNoRatio(t *testing.T) {
	f := Fraction{Whole(3), Whole(0)}
	if f.Known() || f.String() != "-" || !f.Percent(2).IsZero() {
		t.Errorf("3/0 is known %v, shows %s, is %s%%", f.Known(), f, f.Percent(2))
	}
}
