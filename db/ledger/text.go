package ledger

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Words are the fields as people read and type them; units by name.
func Words(l *plan.Ledger, fields map[string]report.Value, name func(code string) string) map[string]string {
	words := map[string]string{}
	for i := range l.Fields {
		f := &l.Fields[i]
		v := fields[f.Key]
		if v.Blank() {
			continue
		}
		words[f.Key] = word(f, v, name)
	}
	return words
}

func word(f *plan.Field, v report.Value, name func(code string) string) string {
	if f.Type != plan.TypeUnit && f.Type != plan.TypeUnits {
		return report.Spelt(f, v)
	}
	var names []string
	for _, code := range v.Items() {
		if code == plan.OtherDim {
			names = append(names, "其他")
			continue
		}
		names = append(names, name(code))
	}
	return strings.Join(names, "、")
}

// Text is the row in one short line: 2021-03-05 文化广场 宣讲会 受众120人次. Numbers and
// lists bear their label, what the ledger requires stands by itself.
func Text(l *plan.Ledger, day plan.Date, words map[string]string) string {
	parts := []string{day.String()}
	for i := range l.Fields {
		f := &l.Fields[i]
		w, ok := words[f.Key]
		switch {
		case !ok:
		case f.Number():
			parts = append(parts, f.Label+w+f.Measure)
		case f.Required:
			parts = append(parts, w)
		default:
			parts = append(parts, f.Label+":"+w)
		}
	}
	return strings.Join(parts, " ")
}

// Mention names a row among others in a sentence: 活动 3月5日.
func Mention(l *plan.Ledger, day plan.Date) string {
	return strings.TrimSuffix(l.Name, "台账") + " " + day.Start().Format("1月2日")
}
