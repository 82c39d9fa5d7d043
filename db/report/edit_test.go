package report

import (
	"testing"
	"time"
)

func TestTheNextEditStandsOnWhatTheFirstLeft(t *testing.T) {
	s := sheet(t, "ledao", "leaflets=5 banners=na")
	for _, c := range []struct {
		edit Edit
		want int
	}{
		{Edit{Key: "leaflets", Text: "５", Version: 0}, s.Find("leaflets").Cell.Version},
		{Edit{Key: "leaflets", Text: "6", Version: 7}, 7}, // another has changed it since
		{Edit{Key: "leaflets", Text: "约5", Version: 7}, 7},
		{Edit{Key: "banners", Text: "na", Version: 7}, s.Find("banners").Cell.Version},
		{Edit{Key: "nosuch", Text: "5", Version: 7}, 7},
	} {
		if got := c.edit.After(s); got != c.want {
			t.Errorf("after %+v: %d, want %d", c.edit, got, c.want)
		}
	}
}

func TestAConflictIsOnlyWhatThePersonDidNotSee(t *testing.T) {
	s := sheet(t, "ledao", "leaflets=1200")
	e := s.Find("leaflets")
	e.Cell.Version, e.Cell.By, e.Cell.Note = 3, "平安办", "核对过"
	e.Cell.At = time.Date(2021, 3, 18, 1, 30, 0, 0, time.UTC)
	mine, same, seen := "我的", "核对过", "旧的"
	for name, c := range map[string]struct {
		edit Edit
		want string
	}{
		"stale":               {Edit{Text: "5", Version: 2}, "发放资料 已由 平安办 3月18日 09:30 改为 1,200, 你填的是 5. 请选择保留哪一个."},
		"stale and cleared":   {Edit{Text: "", Version: 2}, "发放资料 已由 平安办 3月18日 09:30 改为 1,200, 你填的是 -. 请选择保留哪一个."},
		"seen":                {Edit{Text: "5", Version: 3}, ""},
		"any":                 {Edit{Text: "5", Version: AnyVersion}, ""},
		"the same":            {Edit{Text: "1,200", Version: 2}, ""},
		"not a number":        {Edit{Text: "约5", Version: 2}, ""},
		"a remark over mine":  {Edit{Note: &mine, Over: &seen, Version: 3}, "发放资料 的备注 已由 平安办 3月18日 09:30 改为 核对过, 你填的是 我的. 请选择保留哪一个."},
		"a remark as it was":  {Edit{Note: &mine, Over: &same, Version: 2}, ""},
		"the same remark":     {Edit{Note: &same, Over: &seen, Version: 2}, ""},
		"value and remark":    {Edit{Text: "1200", Note: &mine, Version: 2}, "发放资料 已由 平安办 3月18日 09:30 改为 1,200, 你填的是 1,200. 请选择保留哪一个."},
		"the same of a whole": {Edit{Text: "1200", Note: &same, Version: 2}, ""},
	} {
		got := ""
		if conflict := e.Conflict(c.edit); conflict != nil {
			got = conflict.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
