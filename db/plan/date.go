package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// China is the zone in which every deadline of the plan is meant: UTC+8 all
// year, without daylight saving since 1991.
var China = time.FixedZone("CST", 8*60*60)

// Date is a calendar day without a time of day or a zone.
// The zero Date is no day at all and sorts before every other.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day in China on which t falls.
func DateOf(t time.Time) Date {
	y, m, d := t.In(China).Date()
	return Date{y, m, d}
}

// Day is a day of the calendar; false where the calendar has none such.
func Day(year, month, day int) (Date, bool) {
	d := Date{year, time.Month(month), day}
	return d, DateOf(d.Start()) == d
}

var isoDay = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

// ParseDate reads the ISO 8601 form 2021-03-20.
func ParseDate(s string) (Date, error) {
	m := isoDay.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fmt.Errorf("日期 %q 应写成 2021-03-20 的样子", s)
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits alone
	}
	d, ok := Day(n[0], n[1], n[2])
	if !ok {
		return Date{}, fmt.Errorf("日期 %s 不存在, 请核对", s)
	}
	return d, nil
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Start is the first instant of d in China.
func (d Date) Start() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, China)
}

// End is the instant at which d is over: "24:00" of the notice.
func (d Date) End() time.Time { return d.AddDays(1).Start() }

// AddDays is the day n days after d.
func (d Date) AddDays(n int) Date { return DateOf(d.Start().AddDate(0, 0, n)) }

// Sub counts the days from e to d.
func (d Date) Sub(e Date) int {
	return int(d.Start().Sub(e.Start()) / (24 * time.Hour))
}

// Before reports whether d lies earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Compare is -1, 0 or 1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	switch a, b := d.ordinal(), e.ordinal(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (d Date) ordinal() int { return d.Year*10000 + int(d.Month)*100 + d.Day }

// String is the ISO 8601 form; no day is the empty string.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText and UnmarshalText keep the ISO form in plan files and in JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON writes the ISO form; no day is null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalText reads the ISO form; empty text is no day.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// DayOfYear is a month and a day that recur every year, written 06-30.
type DayOfYear struct {
	Month time.Month
	Day   int
}

// In is that day in a year; February 29 is March 1 where there is none.
func (d DayOfYear) In(year int) Date {
	return DateOf(time.Date(year, d.Month, d.Day, 0, 0, 0, 0, China))
}

// IsZero reports whether d is no day at all.
func (d DayOfYear) IsZero() bool { return d == DayOfYear{} }

// String is the form 06-30.
func (d DayOfYear) String() string { return fmt.Sprintf("%02d-%02d", d.Month, d.Day) }

// MarshalText writes the form 06-30.
func (d DayOfYear) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form 06-30.
func (d *DayOfYear) UnmarshalText(b []byte) error {
	t, err := time.Parse("2006-01-02", "2000-"+string(b))
	if err != nil {
		return fmt.Errorf("日子 %q 应写成 06-30 的样子", b)
	}
	d.Month, d.Day = t.Month(), t.Day()
	return nil
}
