package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// askBasis asks for the date and the basis of a figure that the office keeps,
// and sends all in one; until then the figure stands as not saved.
func (p *Page) askBasis(e *report.Entry, edit report.Edit) tea.Cmd {
	p.asked = edit.Key
	p.refused[edit.Key] = attempt{edit, report.Errorf(report.CodeInvalid, "还没有写日期和依据. 请再填一次这个数.")}
	a := widget.Ask{
		Question: e.Line.Label + " 的日期和依据",
		Detail:   "例如 " + plan.DateOf(p.sheet.Now).String() + " 派出所核定. 每个百分比都能说出分母是哪天的.",
		Missing:  "请写日期和依据.", Field: widget.Field{Max: report.MaxProse},
	}
	a.Field.SetValue(plan.DateOf(p.sheet.Now).String() + " ")
	return p.AskKeeping(p.about("basis", edit.Key), a, func(basis string, agreed bool) tea.Cmd {
		if p.asked = ""; !agreed {
			p.show(edit.Key)
			return nil
		}
		var ok bool
		if edit.AsOf, edit.Basis, ok = report.SplitBasis(basis); !ok {
			edit.Basis = basis // kept in hand; the refusal says what is missing
		}
		return p.send(edit)
	})
}
