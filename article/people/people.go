// Package people finds the people named in an article and the sentences that
// describe them.
package people

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A candidate is a person that is being put together.
type candidate struct {
	words  []string // of the fullest form, as written
	folded []string // the same, for comparisons
	nicks  []string // folded
	also   []string // other names that the text says they have
	forms  map[string]int
	kind   lang.GivenName
	seen   int // the last of their names in reading order, -1 if none yet
}

// decide assigns the names to people.
func (c *Roster) decide() {
	c.of = make([]int, len(c.names))
	for i := range c.of {
		c.of[i] = -1
	}
	scores := c.typeScores()
	accepted := map[string]bool{}
	for form, score := range scores {
		if strings.Contains(form, " ") && score >= c.weights.Enough {
			accepted[form] = true
		}
	}
	c.acceptLists(scores, accepted)
	var roster []*candidate
	families := map[string][]int{} // of the roster, by surname
	called := map[string][]int{}   // by first name and nickname
	file := func(under map[string][]int, word string, at int) {
		if list := under[word]; len(list) < maxNamesakes && !slices.Contains(list, at) {
			under[word] = append(list, at)
		}
	}
	for i := range c.names { // those with full names
		n := &c.names[i]
		if len(n.words) < 2 || !accepted[n.form] {
			continue
		}
		surname := n.folded[len(n.folded)-1]
		at := -1
		if k := slices.IndexFunc(families[surname], func(k int) bool { return roster[k].is(n) }); k >= 0 {
			at = families[surname][k]
		} else if k := slices.IndexFunc(called[n.folded[0]], func(k int) bool { return begins(roster[k].folded, n.folded) }); k >= 0 {
			at = called[n.folded[0]][k]
		} else if at = len(roster); at == maxPeople {
			continue
		} else {
			roster = append(roster, &candidate{words: n.words, folded: n.folded, forms: map[string]int{}, seen: -1})
		}
		c.of[i] = at
		roster[at].take(n)
		for _, also := range c.alsoCalled(n) {
			addName(&roster[at].also, also)
		}
		file(families, surname, at)
		file(called, n.folded[0], at)
		if n.nick != "" {
			file(called, foldName(n.nick), at)
		}
		for _, also := range roster[at].also {
			if first, rest, ok := strings.Cut(also, " "); ok {
				file(families, foldName(rest[strings.LastIndexByte(rest, ' ')+1:]), at)
			} else {
				file(called, foldName(first), at)
			}
		}
	}
	roster = c.alone(roster, families, called, scores)
	c.settle(roster)
}

// is reports whether a full name with the same surname belongs to this person.
func (s *candidate) is(n *name) bool {
	return samePerson(s.folded, n.folded) || ends(s.folded, n.folded) ||
		slices.Contains(s.nicks, n.folded[0]) || slices.ContainsFunc(s.also, func(also string) bool { return foldName(also) == n.form })
}

// ends reports whether the shorter of two full names is the end of the
// longer: López Obrador.
func ends(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) > 1 && len(a) > len(b) && lang.GivenNameOf(b[0])&lang.Common == 0 && slices.Equal(a[len(a)-len(b):], b)
}

// begins reports whether the shorter of two full names is the beginning of
// the longer: Tiffany Pek, of Tiffany Pek Yuan.
func begins(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) > 1 && len(a) > len(b) && len(a) <= maxFullName && slices.Equal(a[:len(b)], b) &&
		!slices.ContainsFunc(a[len(b):], ofHeadlines)
}

// maxFullName is the most words of a name that a shorter one may begin.
const maxFullName = 5

// ofHeadlines reports whether a word is one that follows names in headlines.
func ofHeadlines(word string) bool {
	w := foldName(word)
	return lang.HumanVerbs.Has(w) || lang.PlainWords.Has(w) || lang.OrgWords.Has(w) || lang.Roles.Has(w) ||
		strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")
}

// maxNicks is the most nicknames of a person, and the most other names.
const maxNicks = 20

// addName adds a name to a list that does not have it, if there is room.
func addName(list *[]string, name string) {
	if len(*list) < maxNicks && !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

func (s *candidate) take(n *name) {
	s.forms[n.full()]++
	if n.nick != "" {
		addName(&s.nicks, foldName(n.nick))
		addName(&s.also, n.nick)
		addName(&s.also, n.nick+" "+n.words[len(n.words)-1])
	}
	if fuller(n.words, s.words) {
		s.words, s.folded = n.words, n.folded
	}
	switch {
	case n.female:
		s.kind |= lang.Female
	case n.male:
		s.kind |= lang.Male
	}
}

// fuller reports whether a has more of a name than b.
func fuller(a, b []string) bool {
	letters := func(words []string) (n int) {
		for _, w := range words {
			if !isInitial(w) {
				n++
			}
		}
		return n
	}
	return letters(a) > letters(b) || letters(a) == letters(b) && len(a) > len(b)
}

// typeScores adds up the evidence for each form of a name over the article.
func (c *Roster) typeScores() map[string]float64 {
	best, sum := map[string]float64{}, map[string]float64{}
	for i := range c.names {
		form := c.names[i].form
		if b, ok := best[form]; !ok || c.names[i].score > b {
			best[form] = c.names[i].score
		}
		sum[form] += c.names[i].score
	}
	for form, b := range best {
		best[form] = b + c.weights.Others*(sum[form]-b)
	}
	return best
}

// acceptLists accepts names that are in a list with people: X, Y and Z.
func (c *Roster) acceptLists(scores map[string]float64, accepted map[string]bool) {
	for range 3 { // a list of four needs three steps
		changed := false
		for i := 1; i < len(c.names); i++ {
			a, b := &c.names[i-1], &c.names[i]
			if a.passage != b.passage || !c.listed(a, b) {
				continue
			}
			for _, pair := range [2][2]*name{{a, b}, {b, a}} {
				known, other := pair[0].form, pair[1].form
				if accepted[known] && !accepted[other] && len(pair[1].words) > 1 && scores[other]+c.weights.InList >= c.weights.Enough {
					accepted[other], changed = true, true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// listed reports whether two names follow each other in a list.
func (c *Roster) listed(a, b *name) bool {
	text := c.passages[a.passage].Text
	if b.span.Start-a.span.End > 12 {
		return false
	}
	switch strings.TrimSpace(text[a.span.End:b.span.Start]) {
	case ",", "and", ", and", "&", "or", ";", "und", "et", "y", "with":
		return true
	}
	return false
}

// maxPeople is the most people of an article: one-volume encyclopedias name
// some thousand.
const maxPeople = 20_000

// maxNamesakes is the most people with the same surname, or the same first
// name, that are considered for a name. No article has as many, but a list of
// members can.
const maxNamesakes = 100

// samePerson reports whether two full names with the same surname belong to one
// person: the first names agree as far as both are given.
func samePerson(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 {
		return true
	}
	x, y := a[0], b[0]
	return x == y || isInitial(x) && strings.HasPrefix(y, x) || isInitial(y) && strings.HasPrefix(x, y) || lang.SameFirstName(x, y) || respelled(x, y)
}

// respelled reports whether two first names differ by one vowel inside:
// Kristen and Kristin, but not Mario and Maria.
func respelled(a, b string) bool {
	const vowels = "aeiouy"
	if len(a) != len(b) || len(a) < 6 {
		return false
	}
	differ := 0
	for i := range len(a) {
		if a[i] == b[i] {
			continue
		}
		if i == len(a)-1 || !strings.Contains(vowels, a[i:i+1]) || !strings.Contains(vowels, b[i:i+1]) {
			return false
		}
		differ++
	}
	return differ == 1
}

// alone gives names of one word to the person they are short for, and makes
// people of those who are known by one word alone.
func (c *Roster) alone(roster []*candidate, families, called map[string][]int, scores map[string]float64) []*candidate {
	fresh := map[string]int{}
	for i := range c.names {
		n := &c.names[i]
		if c.of[i] >= 0 {
			roster[c.of[i]].seen = i
			continue
		}
		form := n.form
		if len(n.words) > 1 {
			if !n.honorific { // a form such as President Obama was trimmed before
				continue
			}
		}
		if at := whose(roster, families, called, n, scores[form]); at >= 0 {
			c.of[i] = at
			roster[at].take(n)
			roster[at].seen = i
			continue
		}
		if at, ok := fresh[form]; ok {
			c.of[i] = at
			roster[at].take(n)
			continue
		}
		if len(roster) == maxPeople {
			continue
		}
		if len(n.words) == 1 && scores[form] >= c.weights.EnoughAlone || len(n.words) > 1 && scores[form] >= c.weights.Enough {
			at := len(roster)
			fresh[form] = at
			roster = append(roster, &candidate{words: n.words, folded: n.folded, forms: map[string]int{}})
			c.of[i] = at
			roster[at].take(n)
		}
	}
	return roster
}

// whose returns the person that a one-word name is short for: of those who have
// it as surname or, if there are none, as first name, the one named last.
func whose(roster []*candidate, families, called map[string][]int, n *name, score float64) int {
	if len(n.words) > 1 {
		return -1
	}
	word := n.folded[0]
	if lang.Places.Has(word) && score < -4 {
		return -1
	}
	best, bestSeen := -1, -2
	may := func(s *candidate) bool {
		return !(n.female && s.gender() == lang.Male || n.male && s.gender() == lang.Female)
	}
	pick := func(among []int) {
		for _, at := range among {
			s := roster[at]
			if may(s) && (best < 0 || s.seen > bestSeen) {
				best, bestSeen = at, s.seen
			}
		}
		if best < 0 {
			return
		}
		for _, at := range among { // of a family, the one the article is about
			if s := roster[at]; may(s) && s.seen >= 0 && s.times() >= aboutTimes && s.times() > 3*roster[best].times() {
				best = at
			}
		}
	}
	pick(families[word])
	if best < 0 && lang.GivenNameOf(word) != 0 || best < 0 && score > -2 {
		pick(called[word])
	}
	return best
}

// aboutTimes is the least number of times that an article names the person it
// is about.
const aboutTimes = 4

// times returns how often the person was named so far.
func (s *candidate) times() int {
	n := 0
	for _, times := range s.forms {
		n += times
	}
	return n
}

// gender returns male, female, or 0 if unknown.
func (s *candidate) gender() lang.GivenName {
	if k := s.kind & (lang.Male | lang.Female); k == lang.Male || k == lang.Female {
		return k
	}
	if k := lang.GivenNameOf(s.words[0]) & (lang.Male | lang.Female); len(s.words) > 1 && (k == lang.Male || k == lang.Female) {
		return k
	}
	return 0
}

// settle makes the people from the candidates, in the order of their first
// mention.
func (c *Roster) settle(roster []*candidate) {
	for _, s := range roster {
		s.shorten()
	}
	at := make([]int, len(roster)) // in c.people, from 1
	for i := range c.names {
		if c.of[i] < 0 {
			continue
		}
		n, s := &c.names[i], roster[c.of[i]]
		var told []article.Mention
		if n.passage >= c.count && at[c.of[i]] == 0 {
			if told = c.introduce(n); told == nil {
				c.of[i] = -1
				continue
			}
		}
		if at[c.of[i]] == 0 {
			c.People = append(c.People, article.Person{Name: s.name(), Aliases: s.aliases(), Mentions: told})
			c.Genders = append(c.Genders, s.gender())
			at[c.of[i]] = len(c.People)
		}
		c.of[i] = at[c.of[i]] - 1
		p := &c.People[c.of[i]]
		if n.passage < c.count {
			p.Mentions = append(p.Mentions, article.Mention{Passage: n.passage, Span: n.span})
		}
	}
}

// name returns the fullest form of a person's name. A name that only occurs in
// capitals is returned in its usual spelling.
func (s *candidate) name() string {
	name := strings.Join(s.words, " ")
	if len(s.words) < 2 || name != strings.ToUpper(name) {
		return name
	}
	for _, w := range s.words {
		if utf8.RuneCountInString(w) < 2 || !lang.IsCapitalized(w) {
			return name
		}
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(words, " ")
}

// shorten removes words that a headline puts after a name: the long form occurs
// only there and in the title, and its beginning is the person's name.
func (s *candidate) shorten() {
	long := strings.Join(s.words, " ")
	for n := len(s.words) - 1; n > 1 && s.forms[long] <= 2; n-- {
		if next := foldName(s.words[n]); lang.GivenNameOf(s.words[n-1])&lang.Common != 0 && !strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ed") {
			continue // Juan Pablo is not all of a name
		}
		if short := strings.Join(s.words[:n], " "); s.forms[short]+s.forms[s.words[n-1]] >= aboutTimes {
			delete(s.forms, long)
			s.words = s.words[:n]
			return
		}
	}
}

// aliases returns the forms that were found besides the fullest, the most used
// first.
func (s *candidate) aliases() []string {
	name := s.name()
	var list []string
	for form := range s.forms {
		if form != name {
			list = append(list, form)
		}
	}
	for _, also := range s.also {
		if also != name && s.forms[also] == 0 && !slices.Contains(list, also) {
			list = append(list, also)
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.forms[b], s.forms[a]), strings.Compare(a, b))
	})
	return list
}
