package register

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
)

// paste puts pasted text into the field in hand. A sentence with figures in it
// is no figure: it is refused as a whole.
func (f *form) paste(msg tea.PasteMsg) {
	in := &f.inputs[f.hand]
	delete(f.wrong, in.key)
	if in.Numeric {
		if _, err := report.ParseField(in.of, msg.Content, report.Names{}); err != nil {
			f.wrong[in.key] = err.Error()
			return
		}
	}
	in.Field.Update(msg)
}
