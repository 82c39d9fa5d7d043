package plan

import "testing"

func TestDefaultParses(t *testing.T) {
	p, err := Parse(DefaultSource())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range p.Kinds {
		f := p.FormOf(k.ID)
		t.Logf("%s %d lines %d sections %d rules", k.ID, len(f.Lines), len(f.Sections), len(f.Rules()))
	}
}

func BenchmarkParse(b *testing.B) {
	src := DefaultSource()
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}
