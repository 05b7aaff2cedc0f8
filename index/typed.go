package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Names returns the people whose names have words that begin with what is
// typed so far, the most mentioned first; all of them where nothing is.
func (x *Index) Names(ctx context.Context, typed string, limit int) ([]string, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var names []string
	err = recovered(func() error {
		if err := v.needPeople(ctx); err != nil {
			return err
		}
		names = v.people.typed(typed, limited(limit))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("offer names: %w", x.judge(err))
	}
	return names, nil
}

// typed returns the names of people by what is typed of them.
func (p *people) typed(text string, limit int) []string {
	p.naming.Do(p.readNames)
	var names []string
	for _, i := range p.names.Complete(text, limit) {
		names = append(names, p.ranked[i].name)
	}
	if len(names) == 0 { // a nickname
		for _, match := range p.find(text, limit) {
			names = append(names, match.Name)
		}
	}
	return names
}

// readNames makes the names ready to be completed.
func (p *people) readNames() {
	p.ranked = slices.Clone(p.all)
	slices.SortFunc(p.ranked, func(a, b *somebody) int {
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
	p.names = NewCompleter(texts)
}
