package who

import (
	"cmp"
	"slices"

	"footnote/article/lang"
	"footnote/index/analysis"
)

// Join merges members into people, cautiously: confusing two people is worse
// than asking which of two is meant. Members with equal full names are merged.
// Then nicknames are merged with the first names they are short for, within a
// surname, and a surname alone is merged with its only bearer. People that one
// article distinguishes stay separate, unless their names are exactly equal.
func (p *Directory) Join(members []Member) {
	j := joiner{byName: map[string][]*candidatePerson{}, bySurname: map[string][]*candidatePerson{}}
	// Fullest names first, so that short names find full ones.
	order := slices.Clone(members)
	slices.SortStableFunc(order, func(a, b Member) int { return cmp.Compare(len(b.parsed.words), len(a.parsed.words)) })
	for _, m := range order {
		if m.parsed.first() != "" {
			j.addFull(m)
		}
	}
	j.joinNicknames()
	j.addSurnames(order)
	p.all = slices.DeleteFunc(j.all, func(s *candidatePerson) bool { return len(s.members) == 0 })
	p.byWord = map[string][]*candidatePerson{}
	for _, s := range p.all {
		s.settle()
		p.file(s)
	}
	for w := range p.byWord {
		p.words = append(p.words, analysis.NewEntry(w, len(p.byWord[w])))
	}
	slices.SortFunc(p.words, func(a, b analysis.Entry) int { return cmp.Compare(a.Word, b.Word) })
}

// A joiner merges members.
type joiner struct {
	all       []*candidatePerson            // a merged one has no members left
	byName    map[string][]*candidatePerson // keys are first name and surname
	bySurname map[string][]*candidatePerson
}

// add adds a member to a person, or makes a new one if s is nil.
func (j *joiner) add(s *candidatePerson, m Member) {
	if s == nil {
		s = &candidatePerson{}
		j.all = append(j.all, s)
		name := m.parsed.first() + " " + m.parsed.surname
		j.byName[name] = append(j.byName[name], s)
		j.bySurname[m.parsed.surname] = append(j.bySurname[m.parsed.surname], s)
	}
	s.members = append(s.members, m)
}

// addFull adds a member with a first name.
func (j *joiner) addFull(m Member) {
	var same *candidatePerson
	for _, s := range j.byName[m.parsed.first()+" "+m.parsed.surname] {
		full := s.members[0].parsed
		if full.whole == m.parsed.whole {
			j.add(s, m)
			return
		}
		if full.compatible(m.parsed) && !s.in(m.place.Article) {
			if same != nil {
				j.add(nil, m) // it could be either of two people
				return
			}
			same = s
		}
	}
	j.add(same, m)
}

// in reports whether the article names the person.
func (s *candidatePerson) in(id string) bool {
	return slices.ContainsFunc(s.members, func(m Member) bool { return m.place.Article == id })
}

// joinNicknames merges people of one surname whose first names are forms of the
// same name. A name that could belong to two different people stays separate:
// Chris, if there are Christopher and Christine.
func (j *joiner) joinNicknames() {
	for _, family := range j.bySurname {
		byFirst := map[string][]*candidatePerson{}
		for _, s := range family {
			first := s.members[0].parsed.first()
			byFirst[first] = append(byFirst[first], s)
		}
		near := map[*candidatePerson][]*candidatePerson{}
		for _, s := range family {
			near[s] = s.namesakes(byFirst)
		}
		// Decide before merging: the order must not matter.
		clear := map[*candidatePerson]bool{}
		for s, others := range near {
			clear[s] = related(others, near)
		}
		for _, s := range family {
			for _, o := range near[s] {
				if len(s.members) > 0 && len(o.members) > 0 && clear[s] && clear[o] && !s.meets(o) {
					s.members = append(s.members, o.members...)
					o.members = nil
				}
			}
		}
	}
}

// maxNamesakes bounds the people that a name may mean. With more, there is no
// way to decide.
const maxNamesakes = 8

// namesakes returns the others of a family whose first name is another form of
// this one's, unless the articles distinguish them.
func (s *candidatePerson) namesakes(byFirst map[string][]*candidatePerson) []*candidatePerson {
	var list []*candidatePerson
	full := s.members[0].parsed
	for _, form := range lang.Nicknames(full.first()) {
		for _, o := range byFirst[analysis.Fold(form)] {
			if len(list) > maxNamesakes {
				return list
			}
			if agree(full.middle(), o.members[0].parsed.middle()) && !s.meets(o) && !s.differ(o) {
				list = append(list, o)
			}
		}
	}
	return list
}

// meets reports whether one article names both.
func (s *candidatePerson) meets(o *candidatePerson) bool {
	return slices.ContainsFunc(s.members, func(m Member) bool { return o.in(m.place.Article) })
}

// differ reports whether the articles call two people things that have nothing
// in common, such as a historian and a nurse.
func (s *candidatePerson) differ(o *candidatePerson) bool {
	roles := o.roles()
	return len(roles) > 0 && len(s.roles()) > 0 &&
		!slices.ContainsFunc(s.roles(), func(r string) bool { return slices.Contains(roles, r) })
}

func (s *candidatePerson) roles() []string {
	var roles []string
	for _, m := range s.members[:min(len(s.members), maxRoles)] {
		roles = append(roles, m.roles...)
	}
	return roles
}

// related reports whether all of list are near each other.
func related(list []*candidatePerson, near map[*candidatePerson][]*candidatePerson) bool {
	if len(list) > maxNamesakes {
		return false
	}
	for i, a := range list {
		for _, b := range list[:i] {
			if !slices.Contains(near[a], b) {
				return false
			}
		}
	}
	return true
}

// addSurnames adds the members that have no first name.
func (j *joiner) addSurnames(order []Member) {
	byFinal := map[string][]*candidatePerson{}
	for _, s := range j.all {
		if len(s.members) > 0 {
			final := s.members[0].parsed.final()
			byFinal[final] = append(byFinal[final], s)
		}
	}
	for _, m := range order {
		if m.parsed.first() != "" || m.parsed.whole == "" {
			continue
		}
		bearers := byFinal[m.parsed.final()]
		if len(bearers) == 1 {
			j.add(bearers[0], m)
			continue
		}
		n := slices.IndexFunc(bearers, func(s *candidatePerson) bool { return s.members[0].parsed.whole == m.parsed.whole })
		if n >= 0 {
			j.add(bearers[n], m)
			continue
		}
		j.add(nil, m)
		byFinal[m.parsed.final()] = append(bearers, j.all[len(j.all)-1])
	}
}
