package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/plan"
)

var today = plan.Date{Year: 2021, Month: 3, Day: 18}

func TestDaysAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "2021-03-18", "今天": "2021-03-18", "昨天": "2021-03-17", "前天": "2021-03-16", "2021-03-05": "2021-03-05", "2021/3/5": "2021-03-05",
		"2021年3月5日": "2021-03-05", "20210305": "2021-03-05", "3-5": "2021-03-05", "３－５": "2021-03-05", "3月5日": "2021-03-05",
		"3月5号": "2021-03-05", "3.5": "2021-03-05", "5日": "2021-03-05", "5号": "2021-03-05", "28日": "2021-02-28", " 3-5 ": "2021-03-05",
		"12-28": "2020-12-28", "3-18": "2021-03-18", "3-5，": "2021-03-05", "3月5日。": "2021-03-05", "昨天、": "2021-03-17", "2021.3.5.": "2021-03-05", "3-19": "2021-03-19", "9-16": "2021-09-16", "9-17": "2020-09-17", "2020-02-29": "2020-02-29",
	} {
		if d, err := ReadDay(text, today); err != nil || d.String() != want {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	}
	for text, want := range map[string]string{"12-28": "2021-12-28", "11-30": "2021-11-30", "1-3": "2022-01-03", "1-4": "2022-01-04"} {
		if d, err := ReadDay(text, plan.Date{Year: 2022, Month: 1, Day: 3}); err != nil || d.String() != want {
			t.Errorf("%s in January: %s, %v", text, d, err)
		}
	}
	for text, says := range map[string]string{
		"3月35日": "3月35日 不存在", "13-1": "不存在", "2021-02-29": "不存在", "31日": "不存在", "0-5": "不存在",
		"25:00": "不记几点", "3-5 25:00": "不记几点", "2021-03-05T09:00": "不记几点", "下午3点": "不记几点",
		"三月五日": "应写成 3-5", "上周": "应写成 3-5", "5": "应写成 3-5", "-5": "应写成 3-5", "，": "应写成 3-5",
	} {
		if d, err := ReadDay(text, today); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	}
}

func TestADayIsReadBackAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := plan.Date{Year: 2021, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		layout := rapid.SampledFrom([]string{"2006-01-02", "2006/1/2", "2006年1月2日", "20060102"}).Draw(t, "layout")
		text := d.Start().Format(layout)
		if got, err := ReadDay(text, today); err != nil || got != d || !LooksLikeDay(text) {
			t.Fatalf("%q: %s, %v", text, got, err)
		}
	})
}
