package db_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/register"
	"fanzha/db/report"
)

// What people write beside the figures is kept up to a length, wherever they
// write it, and refused with a sentence beyond. Nothing else is lost with it.
func TestASentenceIsRefusedBeyondItsLength(t *testing.T) {
	w := dbtest.New(t)
	march, clerk, office := dbtest.March, w.Desk("ledao"), w.Desk("pingan")
	first := func(refused []report.Refusal, err error) error {
		if err == nil && len(refused) > 0 {
			return refused[0].Err
		}
		return err
	}
	event := map[string]string{"place": "学校", "form": "会议"}
	again := func() { w.Submit("ledao", "已核对") }
	sheet := func(s *report.Sheet, err error) error { return err }
	for _, c := range []struct {
		what   string
		do     func(text string) error
		before func()
	}{
		{"a remark of a cell", func(text string) error {
			_, refused, err := clerk.Save(w.Ctx, "", march, []report.Edit{
				{Key: "turnout", Text: "3", Note: &text, Version: report.AnyVersion}, {Key: "staff", Text: "综治专干", Version: report.AnyVersion},
			})
			return first(refused, err)
		}, nil},
		{"a figure of the office's", func(text string) error { // the day and a space lead its remark
			_, refused, err := office.Save(w.Ctx, "ledao", march, []report.Edit{
				{Key: "households", Text: "612", AsOf: day(t, "03-01"), Basis: strings.Repeat("据", len([]rune(text))-11), Version: report.AnyVersion},
			})
			return first(refused, err)
		}, nil},
		{"the basis of a register", func(text string) error {
			_, refused, err := office.PutSite(w.Ctx, "wulingshan", "households", register.Edit{Basis: text, Fields: map[string]string{"households": "300"}})
			return first(refused, err)
		}, nil},
		{"the end of a site", func(text string) error {
			_, refused, err := office.EndSite(w.Ctx, "", "roads", "迎宾路", day(t, "03-10"), text)
			return first(refused, err)
		}, func() {
			put(w, "pingan", "", "roads", register.Edit{Name: "迎宾路", From: day(t, "03-01"), Fields: map[string]string{"length": "400"}})
		}},
		{"an opening balance", func(text string) error {
			return office.SetOpening(w.Ctx, "ledao", 2021, "visited", "3", day(t, "02-02"), text)
		}, nil},
		{"a row of a ledger", func(text string) error {
			_, refused, err := clerk.Note(w.Ctx, "", "events", ledger.Entry{Day: "3-5", Typed: event, Reason: text})
			return first(refused, err)
		}, nil},
		{"a correction", func(text string) error {
			_, refused, err := clerk.Correct(w.Ctx, "1", ledger.Entry{Typed: map[string]string{"audience": "3"}, Reason: text})
			return first(refused, err)
		}, nil},
		{"what is struck out", func(text string) error {
			_, err := clerk.Strike(w.Ctx, "2", text)
			return err
		}, nil},
		{"a nil report", func(text string) error { return sheet(clerk.MarkNil(w.Ctx, "", march, text, true)) }, nil},
		{"an explanation", func(text string) error {
			_, _, err := clerk.Submit(w.Ctx, "", march, text, report.AnyVersion)
			return err
		}, func() { w.Save("ledao", "", "turnout=0") }},
		{"a return", func(text string) error {
			return sheet(office.Return(w.Ctx, "ledao", march, text, nil, report.AnyVersion))
		}, nil},
		{"a return of a cell", func(text string) error {
			return sheet(office.Return(w.Ctx, "ledao", march, "", map[string]string{"staff": text}, report.AnyVersion))
		}, again},
		{"an unsealing", func(text string) error {
			_, _, err := office.Unseal(w.Ctx, "ledao", march, text, report.AnyVersion)
			return err
		}, func() { again(); w.Accept("ledao") }},
		{"an unlocking", func(text string) error {
			return sheet(office.Unlock(w.Ctx, "ledao", dbtest.February, day(t, "03-30"), text))
		}, nil},
		{"a leader's remark", func(text string) error { return w.Desk("lingdao").Remark(w.Ctx, "ledao", march, text) }, nil},
	} {
		if c.before != nil {
			c.before()
		}
		err := c.do(strings.Repeat("长", report.MaxProse+1))
		if !report.Refused(err, report.CodeInvalid) || !strings.Contains(err.Error(), "最多 300 字, 现有 301 字, 请缩短.") {
			t.Errorf("%s that is too long: %v", c.what, err)
		}
		if s, err := clerk.Form(w.Ctx, "", march); err != nil || s.Find("staff").Value.String() != "综治专干" {
			t.Fatalf("%s that is too long lost what stood beside it: %v", c.what, err)
		}
		if err := c.do(strings.Repeat("长", report.MaxProse)); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}
