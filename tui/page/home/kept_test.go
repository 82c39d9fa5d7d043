package home_test

import (
	"testing"

	"fanzha/db/dbtest"
)

// Why there is nothing to report survives a dropped line, for the month alone.
func TestTheReasonOfANilReportSurvivesADroppedLine(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "sifa", "").See("3 零报告").Press("3").See("原因是什么?").Type("本月").Drop()
	sit(w, "sifa", "").See("3 零报告").Press("３").See("[ 本月").Type("无活动").Press("enter").See("零报告 本月无活动")
}
