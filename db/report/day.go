package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
)

// The shapes in which people write a day.
var (
	fullDay  = regexp.MustCompile(`^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$`)
	compact  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	monthDay = regexp.MustCompile(`^(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$`)
	dayAlone = regexp.MustCompile(`^(\d{1,2})[日号]$`)
	clock    = regexp.MustCompile(`^(?:[上下]午|早上|晚上)?\d{1,2}(?:[:]\d{2}(?:[:]\d{2})?|[点时](?:\d{1,2}分?|半)?)$`)
)

var namedDays = map[string]int{"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2}

// plainDay turns what an input method leaves in a day into ASCII, and leaves off
// the comma or the stop behind it.
func plainDay(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(Halfwidth(Clean(s))), "—", "-")
	if day := strings.TrimRight(s, " ,.;、"); day != "" {
		return day
	}
	return s
}

// LooksLikeDay reports whether a word has the shape of a day, be it a day of
// the calendar or not.
func LooksLikeDay(s string) bool {
	s = plainDay(s)
	_, named := namedDays[s]
	return named || fullDay.MatchString(s) || compact.MatchString(s) || monthDay.MatchString(s) || dayAlone.MatchString(s)
}

// LooksLikeTime reports whether a word has the shape of a time of day, which
// nothing keeps.
func LooksLikeTime(s string) bool { return clock.MatchString(plainDay(s)) }

// halfYear is how many days ahead a day of this year may lie so that it is
// nearer than last year's.
const halfYear = 182

// ReadDay reads a day as people write it: 2021-03-05, 20210305, 2021年3月5日, 3-5, 3月5日, 5日,
// 今天, 昨天, in full-width characters too. Nothing is today. Without a year it is
// this year's, as 7-1 is in June, and last year's only where that lies nearer, as
// 12-28 does in January: a day that has not come is told, and never taken for one
// of a year ago. Without a month it is the newest such day. Whether the day may
// be used at all is for others to say.
func ReadDay(text string, today plan.Date) (plan.Date, error) {
	s := plainDay(text)
	if s == "" {
		return today, nil
	}
	if n, ok := namedDays[s]; ok {
		return today.AddDays(n), nil
	}
	year, month, day := today.Year, int(today.Month), 0
	switch {
	case fullDay.MatchString(s):
		m := fullDay.FindStringSubmatch(s)
		year, month, day = digitsOf(m[1]), digitsOf(m[2]), digitsOf(m[3])
	case compact.MatchString(s):
		m := compact.FindStringSubmatch(s)
		year, month, day = digitsOf(m[1]), digitsOf(m[2]), digitsOf(m[3])
	case monthDay.MatchString(s):
		m := monthDay.FindStringSubmatch(s)
		month, day = digitsOf(m[1]), digitsOf(m[2])
		if (plan.Date{Year: year, Month: time.Month(month), Day: day}).Sub(today) > halfYear {
			year--
		}
	case dayAlone.MatchString(s):
		day = digitsOf(dayAlone.FindStringSubmatch(s)[1])
		if day > today.Day {
			before := plan.Date{Year: year, Month: today.Month, Day: 1}.AddDays(-1)
			year, month = before.Year, int(before.Month)
		}
	default:
		return plan.Date{}, noDay(text)
	}
	d, ok := plan.Day(year, month, day)
	if !ok {
		return plan.Date{}, Errorf(CodeInvalid, "日期 %s 不存在, 请核对. 写成 3-5 或 2021-03-05 的样子.", Clip(text))
	}
	return d, nil
}

// noDay says what is wrong with what is no day.
func noDay(text string) error {
	words := strings.Fields(plainDay(text))
	for _, w := range words {
		if len(words) > 1 && LooksLikeTime(w) || len(words) == 1 && LooksLikeTime(w) {
			return TimeOfDay(text)
		}
	}
	if _, rest, ok := strings.Cut(plainDay(text), "T"); ok && strings.Contains(rest, ":") {
		return TimeOfDay(text)
	}
	return Errorf(CodeInvalid, "日期应写成 3-5、3月5日、昨天 或 2021-03-05 的样子, 收到: %s", Clip(text))
}

// TimeOfDay refuses a time of day where only a day is kept.
func TimeOfDay(text string) error {
	return Errorf(CodeInvalid, "这里只记哪一天, 不记几点, 收到: %s. 请只写日期, 例如 3-5.", Clip(text))
}

func digitsOf(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
