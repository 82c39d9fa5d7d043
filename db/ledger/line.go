package ledger

import (
	"slices"
	"strings"
	"unicode"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Split cuts a line into its words at blanks, the ideographic one too.
func Split(text string) []string {
	return strings.FieldsFunc(report.Clean(text), unicode.IsSpace)
}

// SplitArgs cuts the words of a command at the ideographic blanks that an input
// method leaves, which no shell knows; a blank inside quotes stays.
func SplitArgs(args []string) []string {
	var words []string
	for _, arg := range args {
		words = append(words, strings.FieldsFunc(arg, func(r rune) bool { return r == '\u3000' })...)
	}
	return words
}

// Find is the ledger that a word means among some: its id, its name, or a part
// of its name that no other has.
func Find(all []*plan.Ledger, word string) (*plan.Ledger, error) {
	word = report.Clean(word)
	var near []*plan.Ledger
	names := make([]string, len(all))
	for i, l := range all {
		if l.ID == strings.ToLower(word) || l.Name == word || strings.TrimSuffix(l.Name, "台账") == word {
			return l, nil
		}
		if word != "" && strings.Contains(l.Name, word) {
			near = append(near, l)
		}
		names[i] = strings.TrimSuffix(l.Name, "台账")
	}
	if len(near) == 1 {
		return near[0], nil
	}
	return nil, report.Errorf(report.CodeNotFound, "没有台账 %s. 可用: %s.", report.Clip(word), strings.Join(names, ", "))
}

// Parse reads a row as people write it in one line: the day, or none for today,
// then what the ledger requires, in its order, then whatever else there is as
// label=value, where a part of the label does and so does the key:
//
//	3-5 文化广场 宣讲会 受众=120 资料=200 五进=村居
//
// Words after label= that have no = of their own belong to it. Only what a word
// is for is decided here; Read judges what it says.
func Parse(l *plan.Ledger, words []string) Entry {
	e := Entry{Typed: map[string]string{}}
	refuse := func(key string, err error) { e.Unread = append(e.Unread, report.Refusal{Key: key, Err: err}) }
	if len(words) > 0 && report.LooksLikeDay(words[0]) {
		e.Day, words = words[0], words[1:]
	}
	open := "" // the key whose value goes on; unknown: of no field
	places := required(l)
	for _, w := range words {
		name, value, named := cut(w)
		switch {
		case named:
			key, err := resolve(l, name)
			if err != nil {
				refuse(report.Clean(name), err)
				open = unknown
				continue
			}
			if _, twice := get(&e, key); twice {
				refuse(key, twiceSaid(name))
				continue
			}
			put(&e, key, value)
			open = key
		case open == unknown: // more of what was refused
		case open != "":
			before, _ := get(&e, open)
			put(&e, open, strings.TrimSpace(before+" "+w))
		case report.LooksLikeTime(w):
			refuse(KeyDay, report.TimeOfDay(w))
		case len(places) > 0:
			put(&e, places[0], w)
			places = places[1:]
		default:
			refuse("", report.Errorf(report.CodeInvalid, "看不懂 %s. 其余内容请写成 栏目=内容, 栏目有: %s.", report.Clip(w), labels(l)))
		}
	}
	return e
}

// unknown stands for a name that no field has.
const unknown = "?"

// ParseChange reads a correction as people write it in one line: label=value of
// what changes, date=3-5 and reason=... among them. Which ledger it is about is
// not known yet; Read finds what the names mean.
func ParseChange(words []string) (Entry, error) {
	e := Entry{Typed: map[string]string{}}
	open := ""
	for _, w := range words {
		name, value, named := cut(w)
		name = report.Clean(name)
		switch {
		case named:
			if named, ok := beside[strings.ToLower(name)]; ok {
				name = named
			}
			if _, twice := get(&e, name); twice {
				return e, twiceSaid(name)
			}
			put(&e, name, value)
			open = name
		case open != "":
			before, _ := get(&e, open)
			put(&e, open, strings.TrimSpace(before+" "+w))
		default:
			return e, report.Errorf(report.CodeInvalid, "%s 应写成 栏目=内容, 例如 受众=100 日期=3-5.", report.Clip(w))
		}
	}
	return e, nil
}

// beside are the names of what a row has beside its fields.
var beside = map[string]string{"date": KeyDay, "日期": KeyDay, "哪天": KeyDay, "reason": KeyReason, "原因": KeyReason}

// cut parts label=value; the sign may be full-width.
func cut(w string) (name, value string, ok bool) {
	return strings.Cut(strings.Replace(w, "＝", "=", 1), "=")
}

// required are the keys of the fields that a line gives without a name, in
// order: what the ledger requires.
func required(l *plan.Ledger) []string {
	var keys []string
	for i := range l.Fields {
		if l.Fields[i].Required {
			keys = append(keys, l.Fields[i].Key)
		}
	}
	return keys
}

func twiceSaid(name string) error {
	return report.Errorf(report.CodeInvalid, "%s 写了两遍, 请去掉一个.", report.Clip(name))
}

func labels(l *plan.Ledger) string {
	all := make([]string, len(l.Fields))
	for i := range l.Fields {
		all[i] = l.Fields[i].Label
	}
	return strings.Join(all, ", ")
}

// resolve finds what a name means: a key, a label, or a part of one label.
func resolve(l *plan.Ledger, name string) (string, error) {
	name = strings.TrimSpace(report.Halfwidth(report.Clean(name)))
	if key, ok := beside[strings.ToLower(name)]; ok {
		return key, nil
	}
	if f := l.Field(strings.ToLower(name)); f != nil {
		return f.Key, nil
	}
	if f := l.Field(name); f != nil {
		return f.Key, nil
	}
	var near []string
	for i := range l.Fields {
		if name != "" && strings.Contains(l.Fields[i].Label, name) {
			near = append(near, l.Fields[i].Key)
		}
	}
	if len(near) == 1 {
		return near[0], nil
	}
	return "", Unknown(l, name)
}

func get(e *Entry, key string) (string, bool) {
	switch key {
	case KeyDay:
		return e.Day, e.Day != ""
	case KeyReason:
		return e.Reason, e.Reason != ""
	}
	v, ok := e.Typed[key]
	return v, ok
}

func put(e *Entry, key, value string) {
	switch key {
	case KeyDay:
		e.Day = value
	case KeyReason:
		e.Reason = value
	default:
		e.Typed[key] = value
	}
}

// Pick is the book that a word means among a unit's.
func Pick(books []Book, word string) (*Book, error) {
	all := make([]*plan.Ledger, len(books))
	for i := range books {
		all[i] = books[i].Ledger
	}
	l, err := Find(all, word)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(books, func(b Book) bool { return b.Ledger == l })
	return &books[i], nil
}
