package ledger

import (
	"maps"
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Read reads the fields of a row from what a person typed under their keys or
// labels, over those that stand where it corrects a row. Every error comes back at its field, and what
// could be read stands.
func Read(l *plan.Ledger, before map[string]report.Value, typed map[string]string, names report.Names, mode Mode) (map[string]report.Value, []report.Refusal) {
	fields := map[string]report.Value{}
	maps.Copy(fields, before)
	var refused []report.Refusal
	refuse := func(key string, err error) { refused = append(refused, report.Refusal{Key: key, Err: err}) }
	wrong := map[string]bool{}
	said := map[string]string{} // what was typed, by the field's key
	for _, name := range slices.Sorted(maps.Keys(typed)) {
		key, err := resolve(l, name)
		switch _, twice := said[key]; {
		case err == nil && find(l, key) == nil:
			err = Unknown(l, name)
			fallthrough
		case err != nil:
			refuse(name, err)
		case twice:
			refuse(key, twiceSaid(name))
		default:
			said[key] = typed[name]
		}
	}
	for i := range l.Fields {
		f := &l.Fields[i]
		raw, ok := said[f.Key]
		if !ok {
			continue
		}
		v, err := report.ParseField(f, oneLine(f, raw), names)
		switch {
		case err != nil:
			refuse(f.Key, err)
			wrong[f.Key] = true
		case v.Blank():
			delete(fields, f.Key)
		default:
			fields[f.Key] = v
		}
	}
	for i := range l.Fields {
		f := &l.Fields[i]
		if f.Required && !wrong[f.Key] && fields[f.Key].Blank() {
			refuse(f.Key, report.Errorf(report.CodeInvalid, "缺少%s, 请补上.", f.Label))
		}
	}
	if len(fields) == 0 && len(refused) == 0 && len(l.Fields) > 0 { // a ledger may require none of them
		refuse(l.Fields[0].Key, report.Errorf(report.CodeInvalid, "这一笔除了日期什么也没有写, 请至少写一项: %s.", labels(l)))
	}
	for _, r := range report.PartsExceed(l.Fields, fields) {
		if !wrong[r.Key] && !wrong[find(l, r.Key).PartOf] {
			refused = append(refused, r)
		}
	}
	if l.List != "" {
		refused = append(refused, listRefusals(l, fields, wrong, mode)...)
	}
	return fields, refused
}

// oneLine keeps a field in one line, since a ledger is a list of lines.
func oneLine(f *plan.Field, raw string) string {
	if f.Type == plan.TypeText {
		return report.Clean(raw)
	}
	return raw
}

// Counter is the number that the list of a ledger takes the place of; nil where
// there is none.
func Counter(l *plan.Ledger) *plan.Field {
	for i := range l.Feeds {
		if f := &l.Feeds[i]; f.Sum != "" && f.Once != "" {
			return find(l, f.Sum)
		}
	}
	return nil
}

// listRefusals keeps the number and the list apart: a unit keeps one of them.
// Nobody comes to keep the list by writing into it once, since that is for good.
func listRefusals(l *plan.Ledger, fields map[string]report.Value, wrong map[string]bool, mode Mode) []report.Refusal {
	list, counter := find(l, l.List), Counter(l)
	if list == nil || counter == nil {
		return nil
	}
	items := fields[list.Key].Items()
	switch {
	case mode == ModeOpen && len(items) > 0:
		return []report.Refusal{{Key: list.Key, Err: report.Errorf(report.CodeState,
			"本单位还没有选定%s怎么记, 选定以后不能再改. 要按%s记, 先选一次: ledger mode %s list", l.Name, list.Label, l.ID)}}
	case mode != ModeListed && len(items) > 0:
		return []report.Refusal{{Key: list.Key, Err: report.Errorf(report.CodeInvalid,
			"本单位%s, 不记%s. 请把它空着, 只填%s.", ModeCounted.Name(), list.Label, counter.Label)}}
	case mode == ModeListed && !fields[counter.Key].Blank():
		return []report.Refusal{{Key: counter.Key, Err: report.Errorf(report.CodeInvalid,
			"本单位%s, %s由程序按%s去掉重复后得出, 不用填.", ModeListed.Name(), counter.Label, list.Label)}}
	}
	whole, ok := fields[counter.PartOf].Number()
	if n := report.Whole(len(items)); ok && n.GreaterThan(whole) && !wrong[list.Key] && !wrong[counter.PartOf] {
		return []report.Refusal{{Key: list.Key, Err: report.Errorf(report.CodeInvalid,
			"%s写了 %s 个, 比%s %s 还多. 请核对其中一项.", list.Label, report.Commas(n), find(l, counter.PartOf).Label, report.Commas(whole))}}
	}
	return nil
}

func find(l *plan.Ledger, key string) *plan.Field {
	for i := range l.Fields {
		if l.Fields[i].Key == key {
			return &l.Fields[i]
		}
	}
	return nil
}

// Unknown says which fields a wrong name may have meant.
func Unknown(l *plan.Ledger, name string) error {
	if name == "" {
		return report.Errorf(report.CodeInvalid, "等号前面没有写栏目. 请写成 栏目=内容, 栏目有: %s.", labels(l))
	}
	near := l.Nearest(name, 3)
	text := l.Name + "没有栏目 " + report.Clip(name) + "."
	if len(near) > 0 {
		text += " 是不是: " + strings.Join(near, ", ") + "?"
	} else {
		text += " 可用: " + labels(l) + "."
	}
	return report.Errorf(report.CodeInvalid, "%s", text)
}
