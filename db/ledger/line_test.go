package ledger

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/plan"
	"fanzha/db/report"
)

var today = plan.Date{Year: 2021, Month: 3, Day: 18}

// of is a ledger of the default plan.
func of(t testing.TB, id string) *plan.Ledger {
	t.Helper()
	l, ok := plan.Default().Ledger(id)
	if !ok {
		t.Fatal("no ledger " + id)
	}
	return l
}

// names knows the police and one village.
var names = report.Names{
	Unit: func(who string) (string, string, error) {
		switch who {
		case "派出所", "paichusuo":
			return "paichusuo", "police", nil
		case "乐道村", "ledao":
			return "ledao", "village", nil
		}
		return "", "", errors.New("没有单位 " + who)
	},
	Site: func(_, _ string) bool { return false },
}

// keysOf are the fields that were refused, in order.
func keysOf(refused []report.Refusal) string {
	var keys []string
	for _, r := range refused {
		keys = append(keys, r.Key)
	}
	return strings.Join(keys, " ")
}

func TestALineTypedOnAPhone(t *testing.T) {
	for line, want := range map[string]Entry{
		"3-5 文化广场 宣讲会 受众=120 资料=200 五进=村居": {Day: "3-5", Typed: map[string]string{"place": "文化广场", "form": "宣讲会", "audience": "120", "leaflets": "200", "class": "村居"}},
		"３月５日　文化广场　宣讲会　受众＝１２０":             {Day: "３月５日", Typed: map[string]string{"place": "文化广场", "form": "宣讲会", "audience": "１２０"}},
		"文化广场 会议": {Typed: map[string]string{"place": "文化广场", "form": "会议"}},
		"昨天 地点=文化广场 东侧 形式=会议 AUDIENCE=3": {Day: "昨天", Typed: map[string]string{"place": "文化广场 东侧", "form": "会议", "audience": "3"}},
		"3号楼 会议 日期=3-6 原因=上月 漏记":         {Day: "3-6", Reason: "上月 漏记", Typed: map[string]string{"place": "3号楼", "form": "会议"}},
		"": {Typed: map[string]string{}},
	} {
		got := Parse(of(t, "events"), Split(line))
		if got.Day != want.Day || got.Reason != want.Reason || !maps.Equal(got.Typed, want.Typed) || got.Unread != nil {
			t.Errorf("%q: %+v", line, got)
		}
	}
}

func TestWhatALineCannotMeanIsNamed(t *testing.T) {
	for line, want := range map[string]struct{ key, says string }{
		"3-5 25:00 广场 会议":        {KeyDay, "不记几点, 收到: 25:00"},
		"3-5 广场 会议 很热闹":          {"", "看不懂 很热闹. 其余内容请写成 栏目=内容"},
		"3-5 广场 会议 受总=3":         {"受总", "没有栏目 受总. 是不是: 受众?"},
		"3-5 广场 会议 受众=3 受众=4":    {"audience", "写了两遍"},
		"3-5 广场 会议 地点=学校":        {"place", "写了两遍"},
		"3-5 广场 会议 龘=3 还有 别的":    {"龘", "可用: 地点, 形式"},
		"3-5 广场 会议 单位=派出所 联=乐道村": {"partners", "写了两遍"},
	} {
		got := Parse(of(t, "events"), Split(line))
		if len(got.Unread) != 1 || got.Unread[0].Key != want.key || !strings.Contains(got.Unread[0].Err.Error(), want.says) {
			t.Errorf("%q: %+v", line, got)
		}
	}
}

func TestACorrectionInOneLine(t *testing.T) {
	e, err := ParseChange([]string{"受众=100", "日期=3-6", "联合单位=", "reason=数错", "了"})
	if err != nil || e.Day != "3-6" || e.Reason != "数错 了" || !maps.Equal(e.Typed, map[string]string{"受众": "100", "联合单位": ""}) {
		t.Errorf("%+v, %v", e, err)
	}
	for _, words := range [][]string{{"100"}, {"受众=1", "受众=2"}} {
		if _, err := ParseChange(words); err == nil {
			t.Errorf("%v is taken", words)
		}
	}
}

func TestEveryErrorIsAtItsFieldAndTheRestStays(t *testing.T) {
	fields, refused := Read(of(t, "events"), nil, map[string]string{
		"地点": "文化\u202e广场\n东侧", "form": "唱歌", "受众": "约30", "海报": "-1", "联合单位": "派出所、火星", "leaflets": "200", "remark": "na",
	}, names, ModeCounted)
	if got := keysOf(refused); got != "form audience partners posters remark" {
		t.Error(got)
	}
	if fields["place"].String() != "文化广场 东侧" || fields["leaflets"].String() != "200" || len(fields) != 2 {
		t.Errorf("%v", fields)
	}
	_, refused = Read(of(t, "events"), nil, map[string]string{"form": "会议"}, names, ModeCounted)
	if len(refused) != 1 || refused[0].Err.Error() != "缺少地点, 请补上." {
		t.Error(refused)
	}
	_, refused = Read(of(t, "visits"), nil, map[string]string{"visited": "30", "visits": "20"}, names, ModeCounted)
	if len(refused) != 1 || refused[0].Key != "visited" || !strings.Contains(refused[0].Err.Error(), "新入户 30 比走访户次 20 还多") {
		t.Error(refused)
	}
}

func TestAUnitCountsOrKeepsTheList(t *testing.T) {
	l := of(t, "visits")
	for _, c := range []struct {
		typed string
		mode  Mode
		want  string
	}{
		{"visited=3 visits=5", ModeCounted, ""},
		{"numbers=1、2 visits=5", ModeListed, ""},
		{"numbers=1、2 visits=5", ModeCounted, "numbers"},
		{"visited=3 visits=5", ModeListed, "visited"},
		{"numbers=1、2、3 visits=2", ModeListed, "numbers"},
		{"visits=2", ModeListed, ""},
		{"visited=3 visits=5", ModeOpen, ""},
		{"numbers=1、2 visits=5", ModeOpen, "numbers"},
	} {
		typed := map[string]string{}
		for _, w := range strings.Fields(c.typed) {
			key, v, _ := strings.Cut(w, "=")
			typed[key] = v
		}
		if _, refused := Read(l, nil, typed, names, c.mode); keysOf(refused) != c.want {
			t.Errorf("%+v: %v", c, refused)
		}
	}
}

func TestFigures(t *testing.T) {
	form := plan.Default().FormOf("police")
	shown := func(l *plan.Ledger, typed map[string]string, listed bool, fresh int) string {
		mode := ModeCounted
		if listed {
			mode = ModeListed
		}
		fields, refused := Read(l, nil, typed, names, mode)
		if refused != nil {
			t.Fatal(refused)
		}
		var all []string
		for key, n := range Figures(l, form, fields, listed, fresh) {
			all = append(all, key+"="+n.String())
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	for _, c := range []struct {
		ledger, want string
		typed        map[string]string
	}{
		{"events", "audience=30 events=1 in_agency=1 in_village=1 joint=1", map[string]string{"place": "广场", "form": "会议", "audience": "30", "class": "村居、机关", "partners": "乐道村"}},
		{"cases", "cases.ledao=2 cases=2 loss.ledao=3.5 loss=3.5", map[string]string{"village": "乐道村", "type": "其他", "cases": "2", "loss": "3.50"}},
		{"briefings", "advice=1 briefings=1", map[string]string{"to": "各村", "text": "一", "advice": "二"}},
		{"guidance", "companies=2 companies_guided=2 topic_boss=1", map[string]string{"company": "甲、乙、丙", "topics": "冒充领导"}},
	} {
		if got := shown(of(t, c.ledger), c.typed, false, 2); got != c.want {
			t.Errorf("%s: %s, want %s", c.ledger, got, c.want)
		}
	}
}

// Whatever is typed ends in fields or in refusals, and never in another
// person's terminal.
func TestHostileTextIsCleaned(t *testing.T) {
	l := of(t, "events")
	rapid.Check(t, func(t *rapid.T) {
		hostile := rapid.StringOf(rapid.SampledFrom([]rune("广场 =＝\x1b[2J\u202e\u200b\n\r\t\"'、3-5:会议受众日期\x00龘")))
		e := Parse(l, Split(hostile.Draw(t, "line")))
		e.Typed["remark"] = hostile.Draw(t, "remark")
		fields, refused := Read(l, nil, e.Typed, names, ModeCounted)
		text := Text(l, today, Words(l, fields, strings.ToUpper))
		for _, r := range append(refused, e.Unread...) {
			text += r.Err.Error()
		}
		for _, r := range text {
			if r < ' ' || r == 0x7f || r >= 0x200b && r <= 0x202e {
				t.Fatalf("%q holds %q", text, r)
			}
		}
	})
}

func TestOneHouseholdIsOneHoweverItsNumberIsWritten(t *testing.T) {
	read := func(id, field, text string) (string, error) {
		f := of(t, id).Field(field)
		v, err := report.ParseField(f, text, names)
		return v.String(), err
	}
	for text, want := range map[string]string{
		"01-01、1—1，1-1 １－１;  1–1": "1-1",
		"3 - 12、3−12":             "3-12",
		"a007、Ａ7":                 "A7",
		"2——05、２─5":               "2-5",
		"100、10、0、00":             "100、10、0",
		"3组12、1-1-、-":             "3-12、1-1",
		"3组12号 3组012号、5号。":        "3-12、5",
		"B-2、3栋1单元101室、21-1b":     "B-2、3-1-101、21-1B",
	} {
		if got, err := read("visits", "numbers", text); got != want || err != nil {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"1-1至1-9", "1-1 至 1-9", "1-1~1-9", "1-1～9"} {
		if _, err := read("visits", "numbers", text); err == nil || !strings.Contains(err.Error(), "户号 要一个一个写") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"3-14，李大爷家", "3-14、共3户", "5户", "李大爷", "组", "A", "3/14", "3-14(空挂)"} {
		if got, err := read("visits", "numbers", text); err == nil || !strings.Contains(err.Error(), "只写号码, 如 3-12") {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
	if got, err := read("guidance", "company", "甲-01厂、甲-1厂、老至诚"); got != "甲-01厂、甲-1厂、老至诚" || err != nil {
		t.Errorf("companies are %q, %v", got, err)
	}
}
