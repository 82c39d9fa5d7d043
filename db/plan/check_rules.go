package plan

import (
	"errors"
	"slices"
	"strings"
)

func (c *checker) checkRule(r *Rule) {
	c.filled(&r.ID, r, "规则编号 id")
	c.filled(&r.Message, r, "提示语 message")
	if rest := placePattern.ReplaceAllString(r.Message, ""); strings.ContainsAny(rest, "{}") {
		c.wrong(first(&r.Message), "提示语里的花括号不成对, 指标写成 {visited} 的样子")
	}
	if r.Severity == "" {
		c.wrong(first(r), "缺少规则的轻重 severity, 请补上")
	}
	c.oneOf(&r.Severity, "规则的轻重 severity", SeverityError, SeverityWarning, SeverityInfo)
	c.oneOf(&r.Each, "each", CountsIncrement, CountsStock)
	c.oneOf(&r.Needs, "needs", NeedsLedger, NeedsRegister, NeedsEvidence, NeedsMaterials)
	c.knownAll(r.For)
	switch {
	case (r.When == "") == (r.Check == ""):
		c.wrong(first(r), "规则 %s 要写条件 when 或检查 check, 且只写一个", r.ID)
	case r.Check != "":
		c.checkNamed(r)
	default:
		c.compileRule(r)
	}
}

// checkNamed looks at a rule that names one of the program's checks.
func (c *checker) checkNamed(r *Rule) {
	needs, known := checks[r.Check]
	if !known {
		c.wrong(first(&r.Check), "程序没有 %s 这种检查", r.Check)
		return
	}
	if r.Needs == "" {
		r.Needs = needs
	}
	switch {
	case r.Check == CheckPace && r.Points.Sign() < 0:
		c.wrong(first(&r.Points), "points 不能小于0")
	case r.Check == CheckSame && r.Count < 1:
		c.wrong(first(&r.Count, r), "检查 same 要写 count, 至少是1")
	case r.Check == CheckPeer && (r.From == nil || r.Key == ""):
		c.wrong(first(r), "检查 peer 要写 key 和 from")
	case r.From != nil:
		c.checkFrom(r.From)
	}
	asked := false
	for _, k := range c.plan.Kinds {
		f := c.plan.forms[k.ID]
		if !r.asks(k.ID) || !c.stands(r, f) {
			continue
		}
		f.ask(r)
		if !asked {
			c.checkPlaces(r, f)
		}
		asked = true
	}
	if !asked {
		c.wrong(first(&r.Key, r), "没有哪种单位的表里有 %s", r.Key)
	}
}

// stands reports whether the form has the line at which the finding stands.
func (c *checker) stands(r *Rule, f *Form) bool {
	_, ok := f.Place(r.Key)
	return ok || r.Key == ""
}

// compileRule compiles a condition for every kind that it fits. One without
// For that fits no kind at all is wrong, and the kind that came furthest says how.
func (c *checker) compileRule(r *Rule) {
	var furthest error
	fits := false
	for n := range c.plan.Kinds {
		kind := c.plan.Kinds[n].ID
		if !r.asks(kind) {
			continue
		}
		f := c.plan.forms[kind]
		words := f.words
		words.each = r.Each != ""
		e, err := compile(r.When, truth, words)
		if err == nil && !c.stands(r, f) {
			err = &ExprError{Message: "表里没有 " + r.Key}
		}
		switch {
		case err == nil:
			put(&r.programs, kind, e)
			f.ask(r)
			if !fits {
				c.checkPlaces(r, f)
			}
			fits = true
		case len(r.For) > 0 && !c.stands(r, f):
			c.wrong(first(&r.Key), "%s 的表里没有 %s 这个指标", kind, r.Key)
			return
		case len(r.For) > 0:
			c.wrongExpr(&r.When, err)
			return
		case furthest == nil || offset(err) > offset(furthest):
			furthest = err
		}
	}
	if !fits && furthest != nil {
		c.wrongExpr(&r.When, furthest)
	}
}

func offset(err error) int {
	var bad *ExprError
	if !errors.As(err, &bad) {
		return -1
	}
	return bad.Offset
}

// ask adds a rule to the form.
func (f *Form) ask(r *Rule) {
	f.rules = append(f.rules, r)
	for _, place := range r.Places() {
		if key, ok := strings.CutPrefix(place, "later."); ok {
			f.words.later[key] = true
		}
	}
}

// Places of a message that are no cells. Pace, percent and a percent line's
// value come with their sign, bound as 不少于 0.
var places = []string{
	"label", "labels", "value", "previous", "before", "measure", "bound", "points", "pace",
	"count", "percent", "unit", "period", "month", "peer", "lock", "detail",
}

// Spaces that a place of a message may name a cell in; label.visits is the
// name of that line.
var placeSpaces = []string{"any", "cum", "prior", "later", "last", "sum", "label"}

// checkPlaces wants every {place} of the message to be one that can be filled.
func (c *checker) checkPlaces(r *Rule, f *Form) {
	for _, place := range r.Places() {
		if slices.Contains(places, place) {
			continue
		}
		key := place
		if space, rest, dotted := strings.Cut(place, "."); dotted && slices.Contains(placeSpaces, space) {
			key = rest
		}
		switch _, ok := f.Place(key); {
		case !ok && !c.plan.has(key):
			c.wrong(first(&r.Message), "提示语里的 {%s} 不认识, 没有这个指标", place)
		case !ok:
			c.wrong(first(&r.Message), "提示语里的 {%s} 不认识, %s 的表里没有这个指标", place, f.Kind)
		}
	}
}
