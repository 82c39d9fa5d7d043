package register

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Read reads what a person typed for a site of the register into its fields.
// was are its fields so far, which stay where nothing was typed; book is what
// the unit's registers hold on the day from which the change counts; unit
// finds a unit of the township. Every refusal stands at the key of its field,
// and nothing is to be kept while there is one.
func Read(r *plan.Register, e Edit, was map[string]report.Value, book Book, unit func(who string) (code, kind string, err error)) (map[string]report.Value, []report.Refusal) {
	fields := maps.Clone(was)
	if fields == nil {
		fields = map[string]report.Value{}
	}
	names := report.Names{Unit: unit, Site: func(register, name string) bool {
		_, ok := book.Find(register, name)
		return ok
	}}
	var refused []report.Refusal
	wrong := map[string]bool{}
	refuse := func(key string, err error) {
		wrong[key] = true
		refused = append(refused, report.Refusal{Key: key, Err: err})
	}
	typed := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(e.Fields)) {
		f := r.Field(report.Clean(name))
		switch {
		case f == nil:
			refuse(name, unknown(r, name))
			continue
		case typed[f.Key]:
			refuse(f.Key, report.Errorf(report.CodeInvalid, "%s 一次写了两遍, 请只留一个.", f.Label))
			continue
		}
		typed[f.Key] = true
		v, err := report.ParseField(f, e.Fields[name], names)
		switch {
		case err != nil:
			refuse(f.Key, err)
		case v.Blank():
			delete(fields, f.Key)
		default:
			fields[f.Key] = v
		}
	}
	for i := range r.Fields {
		if f := &r.Fields[i]; f.Required && fields[f.Key].Blank() && !wrong[f.Key] {
			refuse(f.Key, report.Errorf(report.CodeInvalid, "%s 是必填的, 还空着. 请填上.", f.Label))
		}
	}
	for _, x := range slices.Concat(report.PartsExceed(r.Fields, fields), beyond(r, fields, book)) {
		if !wrong[x.Key] && !wrong[r.Field(x.Key).PartOf] {
			refuse(x.Key, x.Err)
		}
	}
	return fields, inOrder(r, refused)
}

// beyond refuses a point that lies past the end of its road.
func beyond(r *plan.Register, fields map[string]report.Value, book Book) []report.Refusal {
	var refused []report.Refusal
	for i := range r.Fields {
		f := &r.Fields[i]
		at, typed := fields[f.Key].Number()
		if f.Within == "" || !typed {
			continue
		}
		road, ok := placeOf(r, fields, book)
		if !ok {
			continue
		}
		if end, known := road.Fields[f.Within].Number(); known && at.GreaterThan(end) {
			refused = append(refused, report.Refusal{Key: f.Key, Err: report.Errorf(report.CodeInvalid,
				"%s %s 超过了%s的终点 %s. 请核对桩号, 或先改%s的长度.", f.Label, report.Chainage(at), road.Name, report.Chainage(end), road.Name)})
		}
	}
	return refused
}

// placeOf is the site of another register that the fields name.
func placeOf(r *plan.Register, fields map[string]report.Value, book Book) (*Site, bool) {
	for i := range r.Fields {
		if f := &r.Fields[i]; f.Type == plan.TypeSite {
			name, _ := fields[f.Key].Text()
			return book.Find(f.Of, name)
		}
	}
	return nil, false
}

// Stranded refuses a change of a road that would leave points past its end;
// all are the plan's registers.
func Stranded(all []*plan.Register, r *plan.Register, was, now *Version, book Book) []report.Refusal {
	for _, points := range all {
		for i := range points.Fields {
			f := &points.Fields[i]
			end, ok := now.Fields[f.Within].Number()
			if f.Within == "" || !ok || !slices.ContainsFunc(points.Fields, func(g plan.Field) bool { return g.Type == plan.TypeSite && g.Of == r.ID }) {
				continue
			}
			for j := range book[points.ID] {
				p := &book[points.ID][j]
				road, found := placeOf(points, p.Fields, book)
				if at, typed := p.Fields[f.Key].Number(); found && road.Name == was.Name && typed && at.GreaterThan(end) {
					return []report.Refusal{{Key: f.Within, Err: report.Errorf(report.CodeInvalid,
						"%s 只有 %s, 而%s %s 在 %s. 请先改那一处, 或核对长度.", now.Name, report.Chainage(end), points.Site, p.Name, report.Chainage(at))}}
				}
			}
		}
	}
	return nil
}

// Orphaned refuses the end of a road that still has points, and names them; all
// are the plan's registers, and the road bears one of the names.
func Orphaned(all []*plan.Register, r *plan.Register, names []string, book Book) []report.Refusal {
	var left []string
	what := ""
	for _, points := range all {
		for i := range points.Fields {
			f := &points.Fields[i]
			if f.Type != plan.TypeSite || f.Of != r.ID {
				continue
			}
			for _, p := range book[points.ID] {
				if road, ok := p.Fields[f.Key].Text(); ok && slices.Contains(names, road) {
					left, what = append(left, p.Name), points.Site
				}
			}
		}
	}
	if len(left) == 0 {
		return nil
	}
	words := strings.Join(left[:min(len(left), maxNamed)], "、")
	if len(left) > maxNamed {
		words += " 等" + report.Whole(len(left)).String() + "处"
	}
	return []report.Refusal{{Key: KeyName, Err: report.Errorf(report.CodeInvalid,
		"%s 还有%s %s. 请先撤销它们, 或改到别的%s, 再撤销这一条.", names[0], what, words, r.Site)}}
}

// ReadFrom reads from which day a change counts, as report.ReadDay takes it.
// Nothing is no day, and one that has not come is refused.
func ReadFrom(text string, today plan.Date) (plan.Date, error) {
	if report.Clean(text) == "" {
		return plan.Date{}, nil
	}
	day, err := report.ReadDay(text, today)
	if err == nil && today.Before(day) {
		err = Coming(day, today)
	}
	return day, err
}

// Coming refuses a day from which nothing can count yet.
func Coming(day, today plan.Date) error {
	return report.Errorf(report.CodeInvalid, "%s 还没有到. 从哪天起不能晚于今天 %s.", day, today)
}

// maxNamed bounds how many sites one sentence names.
const maxNamed = 5

// maxName bounds a site's name, in characters.
const maxName = 30

// ReadName reads a site's name: one line, without what separates a list.
func ReadName(r *plan.Register, raw string) (string, error) {
	name := report.Clean(raw)
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return "", report.Errorf(report.CodeInvalid, "%s的名称还空着, 请写上.", r.Site)
	case n > maxName:
		return "", report.Errorf(report.CodeInvalid, "%s的名称最多 %d 字, 现有 %d 字, 请缩短.", r.Site, maxName, n)
	case strings.ContainsAny(name, "=、"):
		return "", report.Errorf(report.CodeInvalid, "%s的名称里不能有 = 和 、, 请换一个写法.", r.Site)
	}
	return name, nil
}

// inOrder puts refusals in the order of the register's fields, those about no
// field first.
func inOrder(r *plan.Register, refused []report.Refusal) []report.Refusal {
	slices.SortStableFunc(refused, func(a, b report.Refusal) int { return place(r, a.Key) - place(r, b.Key) })
	return refused
}

func place(r *plan.Register, key string) int {
	return slices.IndexFunc(r.Fields, func(f plan.Field) bool { return f.Key == key })
}

// unknown names the nearest right keys.
func unknown(r *plan.Register, key string) error {
	text := "没有栏目 " + report.Clip(key) + "."
	if report.Clean(key) == "" {
		text = "等号前面没有写栏目. 请写成 栏目=内容."
	}
	near := plan.NearestField(r.Fields, key, 3)
	if len(near) == 0 {
		for i := range r.Fields {
			near = append(near, r.Fields[i].Key)
		}
	}
	for i, k := range near {
		near[i] = k + " (" + r.Field(k).Label + ")"
	}
	return report.Errorf(report.CodeInvalid, "%s 是不是: %s?", text, strings.Join(near, ", "))
}
