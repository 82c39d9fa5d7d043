package register

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/search"
	"fanzha/tui/widget"
)

// input is one thing to fill in.
type input struct {
	key, label, help string
	measure          string
	choices          []string
	of               *plan.Field // nil for what is no field of the plan
	first            string      // what stood there when the form was opened
	widget.Field
}

// spell takes the one choice that was begun in its letters.
func (in *input) spell() {
	if len(in.choices) == 0 || in.Empty() || slices.Contains(in.choices, in.Value()) {
		return
	}
	var near []string
	for _, c := range in.choices {
		if search.Match(c, in.Value()) {
			near = append(near, c)
		}
	}
	if len(near) == 1 {
		in.SetValue(near[0])
	}
}

// figure says that a number is typed there.
func (in *input) figure() bool {
	return in.of != nil && (in.Numeric || in.of.Type == plan.TypeChainage)
}

func dayInput() input {
	in := input{key: register.KeyFrom, label: "从哪天起", help: "写成 3-5 或 2021-03-05; 空着就按本期算"}
	in.Placeholder, in.Max = "空着就按本期算", 20
	return in
}

// input is the input of a field of the plan.
func (f *form) input(of *plan.Field, v report.Value) input {
	in := input{key: of.Key, label: of.Label, help: of.Help, measure: of.Measure, of: of, first: report.Spelt(of, v)}
	in.Max = 40
	switch {
	case of.Number():
		in.Numeric = true
	case of.Type == plan.TypeYesNo:
		in.choices = []string{"是", "否"}
	case of.Type == plan.TypeChoice:
		in.choices = of.Choices
	case of.Type == plan.TypeSite:
		in.choices = f.places
	case of.Length > 0:
		in.Max = of.Length
	}
	return in
}

// judge reads an input as it is left: what it means stands there from then on,
// and what cannot be read is refused. What was not touched is not judged.
func (f *form) judge(today plan.Date) {
	in := &f.inputs[f.hand]
	in.spell()
	if in.Empty() || in.Value() == in.first {
		return
	}
	text, err := f.read(in, today)
	if err != nil {
		f.wrong[in.key] = err.Error()
		return
	}
	in.SetValue(text)
}

// read is what an input means, as it is to stand there.
func (f *form) read(in *input, today plan.Date) (string, error) {
	switch {
	case in.key == register.KeyFrom:
		day, err := register.ReadFrom(in.Value(), today)
		return day.String(), err
	case in.key == register.KeyName && !f.ends:
		return register.ReadName(f.register, in.Value())
	case in.of == nil:
		return in.Value(), nil
	case in.of.Type == plan.TypeSite:
		v, err := report.ParseField(in.of, in.Value(), report.Names{Site: func(_, name string) bool { return slices.Contains(f.places, name) }})
		return v.String(), err
	}
	return report.Tidy(in.of, in.Value())
}

// flows says that words over several lines belong into one input.
func (in *input) flows() bool {
	if in.of == nil {
		return in.key == register.KeyBasis
	}
	return in.of.Flows()
}

// yields says that what is written takes the place of what stands in the input
// in hand: where the hand has just come to a figure, to old words or to a choice
// that there is not. Words that were begun go on.
func (f *form) yields() bool {
	in := &f.inputs[f.hand]
	return f.moved && (in.figure() || f.wrong[in.key] != "" && len(in.choices) > 0 || in.Value() == in.first)
}

// write applies a key or a paste to the input in hand, and says whether it was
// taken; anew says that it takes the place of what stands there.
func (f *form) write(msg tea.Msg, anew bool) bool {
	in := &f.inputs[f.hand]
	taken := in.Write(msg, anew)
	if taken {
		delete(f.wrong, in.key)
		f.moved = false
	}
	return taken
}

// pick applies a key to an input with choices: a digit takes one, left and
// right go through them.
func (in *input) pick(key string) bool {
	at := slices.Index(in.choices, in.Value())
	switch n := keys.Digit(key); {
	case n > 0 && n <= len(in.choices):
		in.SetValue(in.choices[n-1])
	case n == 0 && in.choices[0] == "是":
		in.SetValue("否")
	case key == keys.Right:
		in.SetValue(in.choices[min(at+1, len(in.choices)-1)])
	case key == keys.Left:
		in.SetValue(in.choices[max(at-1, 0)])
	case key == keys.Backspace || key == keys.Delete:
		in.SetValue("")
	default:
		return false
	}
	return true
}
