package who

import (
	"cmp"
	"slices"
	"strings"

	"footnote/index/complete"
)

// Complete returns the names of people that match what was typed.
func (p *Directory) Complete(text string, limit int) []string {
	p.naming.Do(p.readNames)
	var names []string
	for _, i := range p.names.Complete(text, limit) {
		names = append(names, p.ranked[i].name)
	}
	if len(names) == 0 { // a nickname
		for _, match := range p.Find(text, limit) {
			names = append(names, match.Name)
		}
	}
	return names
}

// readNames prepares the names for completion.
func (p *Directory) readNames() {
	p.ranked = slices.Clone(p.all)
	slices.SortFunc(p.ranked, func(a, b *candidatePerson) int {
		return cmp.Or(b.mentions-a.mentions, strings.Compare(a.name, b.name))
	})
	texts := make([][]string, len(p.ranked))
	for i, s := range p.ranked {
		texts[i] = []string{s.name}
		for _, m := range s.members {
			if m.name != s.name {
				texts[i] = append(texts[i], m.name)
			}
			texts[i] = append(texts[i], m.aliases...)
		}
	}
	p.names = complete.New(texts)
}
