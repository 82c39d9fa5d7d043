package entry_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/drive"
	"fanzha/tui/screen"
)

// crossed is a form in which 张贴海报 was typed as 5 when 平安办 had just made it 7;
// the person has gone on to the next line.
func crossed(t *testing.T) (*dbtest.Town, *drive.Person) {
	t.Helper()
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报")
	p.Press("5").See("[ 5")
	w.Clock.Set("2021-03-18 09:14")
	w.Save("pingan", "chayuanba", "posters=7")
	p.Press("enter").See("未保存: 平安办 3月18日 09:14 改为 7, 你填的是 5. 按 Enter 选留哪个.")
	return w, p.See("> 悬挂横幅").See("未保存 1 项")
}

func TestAConflictStandsUnderItsLineAndAsksOnlyThere(t *testing.T) {
	w, p := crossed(t)
	p.Type("2").See("[ 2").Press("enter").See("> 书写标语")
	holds(w, "banners", "2")
	p.Press("f8").See("> 张贴海报").Gone("保留哪一个")
	p.Press("enter").See("张贴海报 在别处改过, 保留哪一个?").See("平安办 3月18日 09:14 改为: 7").See("你填的是: 5").
		See("> 1 保留 平安办 填的 7").See("2 改成我填的 5").See("Enter 选定")
	p.Press("enter").Gone("保留哪一个").See("已保存").Gone("你填的是")
	holds(w, "posters", "7")
}

func TestTheOwnValueIsSavedKnowingly(t *testing.T) {
	w, p := crossed(t)
	p.Press("up", "enter").See("Enter 选定").Press("down").See("> 2 改成我填的 5").Press("enter").Gone("保留哪一个").See("已保存")
	holds(w, "posters", "5")
}

// Nothing that is typed ahead answers the question: not the digits of the next
// figures, not the keys between them.
func TestTypingAheadAnswersNoConflict(t *testing.T) {
	w, p := crossed(t)
	p.Press("up", "1", "2", "enter", "down", "2", "enter", "enter", "tab", "2").See("保留哪一个?")
	holds(w, "posters", "7")
	p.See("你填的是: 5").See("> 1 保留 平安办 填的 7").See("Enter 选定")
	p.Press("esc").See("> 张贴海报").See("你填的是 5").See("未保存 1 项")
	// Nor does what is typed into the line, cleared or marked there.
	for _, key := range []string{"9", "delete", "f6"} {
		p.Press(key).See("保留哪一个?").Press("esc").Gone("保留哪一个?").See("你填的是 5")
	}
	p.Paste("9").See("保留哪一个?").Press("esc").Gone("保留哪一个?").See("你填的是 5")
	holds(w, "posters", "7")
}

// Whatever the person does then, what they typed is offered again.
func TestEscNeverLosesWhatLostARace(t *testing.T) {
	w := dbtest.New(t)
	p := atHome(w, "chayuanba").See("> 1 开始填报").Press("1").See("> 反诈联络员").Press("/").Type("zthb").See("> 1 张贴海报").Press("enter").See("> 张贴海报")
	p.Press("5").See("[ 5")
	w.Save("pingan", "chayuanba", "posters=7")
	// Enter and Esc before the answer is there: the form stays, and says why.
	p.Press("enter", "esc", "2", "f9").See("改为 7, 你填的是 5").See("> 张贴海报").See("这一项没有保存, 请先看一看").See("未保存 1 项")
	p.Press("esc").See("> 1 继续填报")
	kept(w, 1)
	p.Press("1").See("> 张贴海报").See("改为 7, 你填的是 5").See("未保存 1 项")
	p.Press("enter").See("Enter 选定").Press("2").See("已保存").Press("esc").See("继续填报")
	holds(w, "posters", "5")
	kept(w, 0)
	p.Press("1").See("> 张贴海报").See("已保存")
}

func TestTheOthersValueDropsWhatWasKept(t *testing.T) {
	w, p := crossed(t)
	p.Press("up").See("> 张贴海报").Drop()
	kept(w, 1)
	p = sit(w, "chayuanba", "").See("> 张贴海报").See("改为 7, 你填的是 5")
	p.Press("enter").See("Enter 选定").Press("1").Gone("保留哪一个").See("已保存")
	p.Press("down").See("> 悬挂横幅").Drop()
	kept(w, 0)
	holds(w, "posters", "7")
}

// One's own next figure in the same cell waits for the answer to the first, and
// does not pass over what somebody else wrote in between.
func TestTheSecondSaveOfACellSeesAThirdPersonsChange(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报")
	p.Press("5", "enter", "up", "6", "enter") // its answer is not read before the next See
	holds(w, "posters", "5")
	w.Save("pingan", "chayuanba", "posters=9")
	p.See("平安办 3月18日 09:00 改为 9, 你填的是 6").See("> 悬挂横幅")
	holds(w, "posters", "9")
	// Without a third person both are saved, one after the other.
	q := sit(w, "chayuanba", "banners").See("> 悬挂横幅").Press("5", "enter", "up", "enter").See("[ 5")
	q.Press("backspace", "6", "enter", "up", "7", "enter").See("已保存").Gone("未保存")
	holds(w, "banners", "7")
}

// The field that was opened while the line's own save was on its way is no
// conflict with it.
func TestAFieldOpenedBeforeTheAnswerIsNoConflict(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报")
	p.Press("5", "enter", "up", "6")
	holds(w, "posters", "5")
	p.See("[ 6").Press("enter").See("已保存")
	holds(w, "posters", "6")
	p.Press("up").Press("ctrl+z").See("已保存")
	holds(w, "posters", "5")
	p.Press("ctrl+z")
	holds(w, "posters", "")
}

func TestUndoDoesNotPassOverAThirdPersonsChange(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "posters=3")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5", "enter").See("已保存")
	holds(w, "posters", "5")
	w.Save("pingan", "chayuanba", "posters=9")
	p.See("  9").Press("ctrl+z").See("> 张贴海报").See("改为 9, 你填的是 3").See("未保存 1 项")
	holds(w, "posters", "9")
	p.Press("enter").See("Enter 选定").Press("2").Gone("保留哪一个").See("已保存")
	holds(w, "posters", "3")
}

// Undo that is pressed before the answer is there undoes that change.
func TestUndoWaitsForTheAnswer(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "posters=3")
	sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5", "enter", "ctrl+z", "down", "8", "enter").See("> 书写标语").See("已保存")
	holds(w, "posters", "3")
	holds(w, "banners", "8")
}

func TestAConflictReadsWellAtEverySize(t *testing.T) {
	w, p := crossed(t)
	for _, size := range []screen.Size{phone, usual, window} {
		p.Resize(size).Fits(size).See("3月18日 09:14 改为 7").See("未保存 1 项")
	}
	p.Press("up", "enter").See("Enter 选定")
	for _, size := range []screen.Size{phone, usual, window} {
		p.Resize(size).Fits(size).See("> 1 保留 平安办 填的 7").See("2 改成我填的 5").See("Esc 先不选")
	}
	p.Resize(usual).Press("esc")

	// Long texts are shown as far as there is room, with the choices in sight.
	q := sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("保存并返回").Type(strings.Repeat("敲门入户", 60))
	w.Save("pingan", "chayuanba", "highlights="+strings.Repeat("院坝会", 80))
	q.Press("esc").See("> 亮点做法").See("改为 院坝会").Press("enter").See("Enter 选定")
	for _, size := range []screen.Size{phone, usual, window} {
		q.Resize(size).Fits(size).See("> 1 保留 平安办 填的 院坝会").See("2 改成我填的 敲门入户").See("Esc 先不选")
	}
}
