package entry_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// One column of a sheet goes into the lines; of more nobody knows which is meant.
func TestSeveralColumnsAreNotPasted(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Paste("18\t19\n20\t21\n").See("粘贴的有 2 列, 一次只能贴一列数字").Gone("依次填入")
	p.Press("1").See("[ 1 ").Paste("18\t19").See("粘贴的有 2 列").See("[ 1 ").Press("esc").See("已保存")
	p.Paste("18\r\n20\t\r\n").See("粘贴了 2 行").Press("2").See("已保存")
	holds(w, "posters", "18")
}

// An empty row leaves its line alone, and so does a row at a line that nobody
// types; neither shifts the rest.
func TestARowOfAPasteStaysAtItsLine(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "elderly=3")
	p := sit(w, "chayuanba", "visits").See("> 走访户次").Paste("5\n\n7\n\n\n").See("粘贴了 3 行, 填入 2 项, 1 项不动").See("无人在家待补").See("空行, 不动").See("原来 3")
	p.Press("2").Gone("粘贴了").See("已保存")
	holds(w, "visits", "5")
	holds(w, "absent", "")
	holds(w, "elderly", "7")
	p = sit(w, "chayuanba", "visited").See("> 新入户").Paste("12\n30\n40%\n6\n90").See("由系统计算, 不用填").See("填入 3 项, 2 项不动").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "visited", "12")
	holds(w, "by_phone", "6")
	holds(w, "visits", "90")
	// Or the sheet has none of those rows: the question says what goes where.
	p.Paste("13\n8\n91").See("填入 1 项, 2 项不动").See("F5 跳过不用填的行").See("不用填的项也各占一行").Press("f5").See("填入 3 项:").Gone("由系统计算").See("F5 不用填的行也占一行").See("不用填的项没有占一行").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "visited", "13")
	holds(w, "by_phone", "8")
	holds(w, "visits", "91")
	p.Paste("13\n\n很多\n-").See("粘贴了 3 行, 没有一项能填").See("新入户 已是这个数").See("由系统计算, 不用填").Press(keys.Enter).Gone("没有一项能填")
}

// Rows that name their lines go to these, wherever the hand is.
func TestANamedRowGoesToItsLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "staff").See("> 反诈联络员").Paste("指标\t单位\t本月\n张贴海报\t张\t1,200\n悬挂横幅(条)\t7\n发放资料\t份\t\n今年累计入户\t户\t44\n敲锣\t次\t9\n")
	p.See("填入 2 项, 3 项不动").See("空行, 不动").See("由系统计算").See("表里没有这一项").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "posters", "1200")
	holds(w, "banners", "7")
	holds(w, "leaflets", "")
	p.Paste("张贴海报\t张\t3\t5\n").See("粘贴的有 2 列")
	p.Paste("张贴海报\t张\t8\n").See("粘贴了 1 行, 填入 1 项").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "posters", "8")
}

// What typing would ask about a paste leaves out, and says so.
func TestAPasteDoesNotPassOverALedger(t *testing.T) {
	w := dbtest.New(t)
	held(w, "120", "50")
	p := sit(w, "chayuanba", "audience").See("> 受众").Paste("90\n50\n7").See("填入 1 项, 2 项不动").See("和台账 120 不同, 要改请单独填").See("已是这个数")
	p.Press("2").Gone("粘贴了").See("没有贴: 受众 和台账 120 不同, 要改请单独填.").See("已保存")
	holds(w, "posters", "7")
	holds(w, "audience", "")
	holds(w, "leaflets", "")
	q := sit(w, "pingan", "households").See("> 实有户数").Paste("612\n30").See("要写日期和依据, 请单独填").See("填入 1 项").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "visited", "30")
	holds(w, "households", "")
	// The unit may not type the office's line at all.
	sit(w, "chayuanba", "households").See("> 实有户数").Paste("612\n31").See("由平安办录入").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "visited", "31")
	q.Drop()
}

// A paste that is longer than its window, or than the form, says so.
func TestALongPasteShowsWhatGoesWhere(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "highlights").See("> 亮点做法").Press(keys.Up, keys.Up, keys.Up).See("> ")
	p.Paste(strings.Repeat("4\n", 30)).See("没有地方填").Press(keys.Esc).Gone("粘贴了")
	p.Press("/").Type("新入户").Press(keys.Enter).See("> 新入户").Paste(strings.Repeat("4\n", 30)).See("粘贴了 30 行").See("下面还有")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("> 1 不填").See("填入这")
	}
	for range 3 {
		p.Press(keys.PgDown)
	}
	p.Gone("下面还有").Press("f1").See("末尾的空行不算").Press(keys.Enter).Gone("末尾的空行不算").Press(keys.PgUp).See("下面还有").Click("1 不填").Gone("粘贴了")
	holds(w, "visited", "")
}

// A paste that is not wanted goes, and is said to be gone; what was said of the
// last act does not outlive it.
func TestAPasteThatIsNotFilledInIsSaidToBeGone(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Paste("7\n8\n9").See("粘贴了 3 行").Press(keys.Enter).Gone("粘贴了").See("没有填, 贴的 3 项没有收.").See("已保存")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("没有填, 贴的 3 项没有收.")
	}
	p.Press(keys.Down).Gone("没有收").Press(keys.Up).Paste("7\n8\n9").See("粘贴了 3 行").Press(keys.Esc).See("贴的 3 项没有收.")
	holds(w, "posters", "")
	p.Paste("7\n8\n9").See("粘贴了 3 行").Press("2").Gone("粘贴了").Gone("没有收").See("已保存").Press("ctrl+z").See("恢复了 3 项: 张贴海报, ").See("已保存")
	p.Paste("7\n8\n9").See("粘贴了 3 行").Press("2").Gone("粘贴了").Gone("恢复了").See("已保存")
	holds(w, "posters", "7")
}

// A field that is open keeps what is typed there, unless a row takes its place.
func TestAPasteOverAnOpenField(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Type("6").See("[ 6").Paste("\n8").See("填入 1 项").Press("2").Gone("粘贴了").See("[ 6").Press(keys.Esc).See("已保存")
	holds(w, "posters", "6")
	holds(w, "banners", "8")
	p.Type("7").See("[ 7").Paste("9\n8").See("填入 1 项").Press("2").Gone("粘贴了").Gone("[ ").See("已保存")
	holds(w, "posters", "9")
}
