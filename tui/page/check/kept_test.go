package check_test

import (
	"testing"

	"fanzha/db/report"
)

// Why a report is sent with warnings survives a dropped line.
func TestAnExplanationSurvivesADroppedLine(t *testing.T) {
	w := filled(t)
	sit(w, "chayuanba", "").See("没有错误. 有 ").Press("f9").See("写明原因就可以报送").Type("春耕在即, 入户").Drop()
	sit(w, "chayuanba", "").See("没有错误. 有 ").Press("f9").See("[ 春耕在即, 入户").Type("推迟").Press("enter").See("已报送")
	if s := state(w, "chayuanba", report.StateSubmitted); s.Report.Explanation != "春耕在即, 入户推迟" {
		t.Errorf("the explanation is %q", s.Report.Explanation)
	}
}
