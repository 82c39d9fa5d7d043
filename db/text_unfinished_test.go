package db

import (
	"fmt"
	"maps"
	"strconv"
	"strings"
	"testing"

	"fanzha/db/report"
)

// What is typed into a question waits for the one who typed it, and leaves no
// trace in the audit.
func TestATextWaitsForWhoTypedIt(t *testing.T) {
	h := newHouse(t)
	before := h.one(`SELECT max(seq) FROM change`)
	keep := func(login, about, text string) {
		t.Helper()
		if err := h.desk(login).KeepUnfinishedText(t.Context(), about, text); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(login string, want map[string]string) {
		t.Helper()
		if got, err := h.desk(login).UnfinishedTexts(t.Context()); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s is kept %v, %v, not %v", login, got, err, want)
		}
	}
	keep("pingan", "return/ledao/2021-03", "宣讲会缺佐")
	keep("pingan", "return/ledao/2021-03", "宣讲会缺佐证")
	keep("lingdao", "return/ledao/2021-03", "另一句")
	holds("pingan", map[string]string{"return/ledao/2021-03": "宣讲会缺佐证"})
	keep("pingan", "return/ledao/2021-03", " ")
	holds("pingan", map[string]string{})
	holds("lingdao", map[string]string{"return/ledao/2021-03": "另一句"})
	if got := h.one(`SELECT max(seq) FROM change`); got != before {
		t.Errorf("the audit goes from %s to %s", before, got)
	}
	for about, text := range map[string]string{"": "一句", "x": strings.Repeat("长", maxUnfinished)} {
		if err := h.desk("pingan").KeepUnfinishedText(t.Context(), about, text); !report.Refused(err, report.CodeInvalid) {
			t.Errorf("of %q comes %v", about, err)
		}
	}
}

// Of very many texts the newest are kept.
func TestOldTextsMakeRoom(t *testing.T) {
	h := newHouse(t)
	d := h.desk("pingan")
	for i := range mostTexts + 3 {
		h.clock.set(t, fmt.Sprintf("2021-03-18 %02d:%02d", 9+i/60, i%60))
		if err := d.KeepUnfinishedText(t.Context(), "remark/"+strconv.Itoa(i), "一句"); err != nil {
			t.Fatal(err)
		}
	}
	all, err := d.UnfinishedTexts(t.Context())
	if err != nil || len(all) != mostTexts || all["remark/2"] != "" || all["remark/3"] == "" {
		t.Errorf("%d are kept, %v", len(all), err)
	}
}
