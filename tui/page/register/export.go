package register

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/register"
)

// export hands the register as it is shown to the clipboard, with the command
// that fetches it.
func (p *Page) export() tea.Cmd {
	r := p.register()
	if r == nil {
		return nil
	}
	columns := register.Columns(r, len(p.data.listings) > 1)
	cells := make([][]string, 2)
	for _, c := range columns {
		cells[0], cells[1] = append(cells[0], c.Label), append(cells[1], c.Key)
	}
	for i := range p.data.listings {
		l := &p.data.listings[i]
		for n := range l.Sites {
			var row []string
			for _, v := range register.Cells(l, &l.Sites[n], columns) {
				row = append(row, v.String())
			}
			cells = append(cells, row)
		}
	}
	words := []string{p.Call, "register", "export", r.ID}
	if p.unit != "" {
		words = append(words, "--unit", p.unit)
	}
	if !p.day.IsZero() {
		words = append(words, "--on", p.day.String())
	}
	return p.HandTable("导出"+r.Name, cells, strings.Join(append(words, "--format", "csv", ">", r.ID+".csv"), " "))
}
