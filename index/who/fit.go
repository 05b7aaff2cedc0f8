package who

import (
	"cmp"
	"slices"
	"strings"

	"footnote/article/lang"
	"footnote/index/analysis"
)

// How well a name fits a search. A better fit excludes the worse ones: a search
// for a full name does not mean its namesakes.
const (
	fitWhole     = 1.0  // the full name
	fitMost      = 0.95 // several words of it
	fitSurname   = 0.9
	fitFirst     = 0.8
	fitNickname  = 0.75
	fitBeginning = 0.7 // each word begins one of the name
	fitSlip      = 0.6 // off for words spelled nearly right
)

// Find returns the people with this name.
func (p *Directory) Find(name string, limit int) []Person {
	asked := parseName(name)
	if asked.whole == "" || len(asked.words) > 8 {
		return nil
	}
	found := p.fitting(asked, p.near(asked, 0))
	if len(found) == 0 && len(asked.words) > 1 && leadingArticles[asked.words[0]] { // el Tucu
		bare := parseName(strings.Join(asked.words[1:], " "))
		found = p.fitting(bare, p.near(bare, 0))
	}
	if len(found) == 0 {
		found = p.fitting(asked, p.near(asked, 2))
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortFunc(found, func(a, b scoredPerson) int {
		return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(b.mentions, a.mentions), cmp.Compare(a.name, b.name),
			cmp.Compare(a.members[0].place.Article, b.members[0].place.Article))
	})
	best := found[0].fit
	var all []Person
	for _, f := range found {
		if f.fit < best || len(all) == limit {
			break
		}
		all = append(all, f.person())
	}
	return all
}

func (f scoredPerson) person() Person {
	person := Person{Name: f.name, Score: f.fit, Mentions: f.mentions}
	for _, m := range f.members {
		person.Members = append(person.Members, m.place)
	}
	return person
}

// FindBeginning returns the people of whose names each word of prefix begins
// one, the most mentioned first.
func (p *Directory) FindBeginning(prefix string, limit int) []Person {
	asked := parseName(prefix)
	if asked.whole == "" || len(asked.words) > 8 {
		return nil
	}
	times := map[*candidatePerson]int{}
	for _, w := range asked.words {
		begins := map[*candidatePerson]bool{}
		from, _ := slices.BinarySearchFunc(p.words, w, func(e analysis.Entry, w string) int { return cmp.Compare(e.Word, w) })
		for ; from < len(p.words) && strings.HasPrefix(p.words[from].Word, w); from++ {
			for _, s := range p.byWord[p.words[from].Word] {
				begins[s] = true
			}
		}
		for s := range begins {
			times[s]++
		}
	}
	var found []scoredPerson
	for s, n := range times {
		if n == len(asked.words) {
			found = append(found, scoredPerson{s, fitBeginning})
		}
	}
	slices.SortFunc(found, func(a, b scoredPerson) int { return cmp.Or(b.mentions-a.mentions, cmp.Compare(a.name, b.name)) })
	var all []Person
	for _, f := range found[:min(len(found), limit)] {
		all = append(all, f.person())
	}
	return all
}

// A scoredPerson is a person with how well their name fits the search.
type scoredPerson struct {
	*candidatePerson
	fit float64
}

// A nearWord is a word of a name that a word of the search may mean.
type nearWord struct {
	asked string
	word  string
	slips int
}

// near returns the words of names that those searched for may mean, with at
// most limit slips, fewer in short words.
func (p *Directory) near(asked personName, limit int) []nearWord {
	var all []nearWord
	forms := append([]string{asked.whole, asked.surname}, asked.words...)
	slices.Sort(forms)
	for _, form := range slices.Compact(forms) {
		if limit == 0 {
			if len(p.byWord[form]) > 0 {
				all = append(all, nearWord{form, form, 0})
			}
			for _, long := range lang.Nicknames(form) {
				if len(p.byWord[long]) > 0 {
					all = append(all, nearWord{form, long, 0})
				}
			}
			continue
		}
		size, most := analysis.Length(form), limit
		if size < analysis.MinTwoEdits {
			most = 1
		}
		if size < analysis.MinCorrected {
			most = 0
		}
		for _, k := range p.words {
			if slips := analysis.EditDistance(form, k.Word, most); k.Size-size <= most && size-k.Size <= most && slips <= most {
				all = append(all, nearWord{form, k.Word, slips})
			}
		}
	}
	return all
}

// fitting returns the people whose names fit, made up of near words.
func (p *Directory) fitting(asked personName, near []nearWord) []scoredPerson {
	var found []scoredPerson
	seen := map[*candidatePerson]bool{}
	for _, n := range near {
		for _, s := range p.byWord[n.word] {
			if seen[s] {
				continue
			}
			seen[s] = true
			best := 0.0
			for _, name := range s.names {
				best = max(best, fit(asked, name, near))
			}
			if best > 0 {
				found = append(found, scoredPerson{s, best})
			}
		}
	}
	return found
}

// fit returns how well name fits, 0 if it does not.
func fit(asked, name personName, near []nearWord) float64 {
	meant := func(asked, word string) (slips int, nick, ok bool) {
		if asked == word {
			return 0, false, true
		}
		for _, n := range near {
			if n.asked == asked && n.word == word {
				return n.slips, n.slips == 0, true
			}
		}
		return 0, false, false
	}
	if slips, nick, ok := meant(asked.whole, name.whole); ok && !nick {
		fit := fitWhole
		if len(name.words) == 1 { // may be anyone's surname
			fit = fitSurname
		}
		return penalize(fit, slips)
	}
	if slips, nick, ok := meant(asked.whole, name.surname); ok && !nick {
		return penalize(fitSurname, slips)
	}
	total, anyNick := 0, false
	for _, w := range asked.words {
		fits := false
		for _, word := range append([]string{name.surname}, name.words...) {
			if slips, nick, ok := meant(w, word); ok {
				total, anyNick, fits = total+slips, anyNick || nick, true
				break
			}
		}
		if !fits && !(analysis.Length(w) == 1 && hasInitial(name, w)) && !startsWithInitials(name, w) {
			return 0
		}
	}
	switch {
	case len(asked.words) > 1 && !anyNick:
		return penalize(fitMost, total)
	case len(asked.words) > 1:
		return penalize(fitMost-0.02, total)
	case anyNick:
		return penalize(fitNickname, total)
	}
	return penalize(fitFirst, total)
}

// penalize lowers fit for each slip.
func penalize(fit float64, slips int) float64 {
	for range slips {
		fit *= fitSlip
	}
	return fit
}

// startsWithInitials reports whether letters are those that the first words
// of a longer name begin with: jd, of Jan David Nose.
func startsWithInitials(name personName, letters string) bool {
	n := 0
	for _, r := range letters {
		if n >= name.last || !strings.HasPrefix(name.words[n], string(r)) {
			return false
		}
		n++
	}
	return n > 1
}

func hasInitial(name personName, letter string) bool {
	return slices.ContainsFunc(name.words, func(w string) bool { return w[:min(len(letter), len(w))] == letter })
}
