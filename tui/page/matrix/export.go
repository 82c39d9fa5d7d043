package matrix

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// export hands the year as it is seen to the clipboard, and names the command
// that fetches the very same as a file.
func (p *Page) export() tea.Cmd {
	var units []string
	if p.filter.Text != "" {
		for _, r := range p.rows() {
			units = append(units, r.Unit)
		}
		if len(units) == 0 {
			p.notice = "没有可导出的"
			return nil
		}
	}
	year := strconv.Itoa(p.data.Year)
	words := []string{p.Call, "year", year, "--csv"}
	if p.only {
		words = append(words, "--behind")
	}
	if len(units) > 0 {
		words = append(words, "--unit", strings.Join(units, ","))
	}
	return p.HandTable("导出报送情况", p.data.Cells(p.only, units), strings.Join(append(words, ">", year+".csv"), " "))
}
