// Package report knows what a unit owes and how it stands: periods, values,
// states, findings, targets and the tables made of them. It is pure: the data
// and the time are given to it.
package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Supplement is the month number of a year's last period (年终补报), which
// follows December and ends with the year.
const Supplement = 13

// Period is one reporting month (期), or a year's supplement as month 13.
type Period struct {
	Year  int
	Month int
}

// ParsePeriod reads 2021-03, 202103, 2021年3月, 2021-13 and 2021-补报, in full-width
// characters too.
func ParsePeriod(s string) (Period, error) {
	t := Halfwidth(strings.TrimSpace(s))
	t = strings.TrimSuffix(t, "月")
	t = strings.NewReplacer("年终补报", "-13", "年", "-", "补报", "13", "/", "-", ".", "-").Replace(t)
	y, m, ok := strings.Cut(t, "-")
	if !ok && len(t) == 6 {
		y, m = t[:4], t[4:]
	}
	m = strings.TrimPrefix(m, "-")
	year, err1 := strconv.Atoi(y)
	month, err2 := strconv.Atoi(m)
	if err1 != nil || err2 != nil || strings.Trim(y+m, "0123456789") != "" || len(y) != 4 || len(m) > 2 || month < 1 || month > Supplement {
		return Period{}, Errorf(CodeInvalid, "期 %q 应写成 2021-03 的样子, 年终补报写成 2021-13.", Clip(s))
	}
	return Period{year, month}, nil
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String is the form 2021-03; it sorts in the order of time.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
}

// Name is the form for people: 2021年3月, 2021年终补报.
func (p Period) Name() string {
	if p.Month == Supplement {
		return fmt.Sprintf("%d年终补报", p.Year)
	}
	return fmt.Sprintf("%d年%d月", p.Year, p.Month)
}

// Short is the form for the head of a column: 3月, 补报.
func (p Period) Short() string {
	if p.Month == Supplement {
		return "补报"
	}
	return fmt.Sprintf("%d月", p.Month)
}

// First is the first period of p's year.
func (p Period) First() Period { return Period{p.Year, 1} }

// Compare is -1, 0 or 1 as p lies before, is or lies after q.
func (p Period) Compare(q Period) int {
	switch a, b := p.Year*100+p.Month, q.Year*100+q.Month; {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Before reports whether p lies earlier than q.
func (p Period) Before(q Period) bool { return p.Compare(q) < 0 }

// MarshalText writes the form 2021-03.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what ParsePeriod reads; empty text is no period.
func (p *Period) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	v, err := ParsePeriod(string(b))
	*p = v
	return err
}
