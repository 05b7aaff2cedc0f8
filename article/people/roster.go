package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A Roster is the people that an article may name: the names in its passages,
// and who has them.
type Roster struct {
	passages []article.Passage // and the article's head at the end
	count    int               // of the passages without the head
	Tokens   [][]lang.Token    // of each passage, nil for one of marks
	names    []name            // in reading order
	of       []int             // for each name the person, -1 for none
	People   []article.Person
	Genders  []lang.GivenName // of each person, 0 if unknown
	starts   []int            // first name of each passage, and the end
	told     bool             // whose “I” it is
	german   bool             // nouns have capitals
	citing   bool             // others, as papers do
	weights  *Weights
}

// A name is a run of capitalized words that may be a person's name.
type name struct {
	passage     int
	first, last int // tokens of the passage, both included
	span        article.Span
	words       []string // as written, without particles in front
	folded      []string // the words, for comparisons
	form        string   // all of them
	honorific   bool     // a title precedes it
	female      bool     // that title is a woman's
	male        bool     // or a man's
	possessive  bool
	nick        string  // as written in marks between the first name and the surname
	score       float64 // how much speaks for a person
}

// A NameSpan is a name of a person in a passage.
type NameSpan struct {
	article.Span
	Person int // index into the people
}

// NamesIn returns the names of people in a passage, in reading order.
func (c *Roster) NamesIn(passage int) []NameSpan {
	if passage+1 >= len(c.starts) {
		return nil
	}
	var list []NameSpan
	for i := c.starts[passage]; i < c.starts[passage+1]; i++ {
		if c.of[i] >= 0 {
			list = append(list, NameSpan{c.names[i].span, c.of[i]})
		}
	}
	return list
}

// minMarks is the number of marks from which on a passage may be nearly all
// marks.
const minMarks = 100

// NewRoster finds the people named in the passages of an article.
func NewRoster(a *article.Article) *Roster { return NewRosterWith(a, &tuned) }

// NewRosterWith finds the people named in the passages of an article, by other
// weights than the program's own. It is for tuning them.
func NewRosterWith(a *article.Article, w *Weights) *Roster {
	c := &Roster{passages: slices.Concat(a.Passages, headOf(a)), count: len(a.Passages), german: a.Language == "de", citing: cites(a.Passages), weights: w}
	c.Tokens = make([][]lang.Token, len(c.passages))
	usage := newUsage()
	var words []lang.Token
	for i, p := range c.passages {
		words = lang.AppendTokens(words[:0], p.Text)
		if len(words) > len(p.Text)/2+minMarks { // nearly all marks
			continue
		}
		c.Tokens[i] = slices.Clone(words)
		if !c.isHeadline(i) {
			usage.read(c.Tokens[i], p.Text)
		}
	}
	c.readHeadlines(usage)
	for i, p := range c.passages {
		c.starts = append(c.starts, len(c.names))
		if p.Kind != article.Code {
			c.findNames(i, p.Text, usage)
		}
	}
	c.starts = append(c.starts, len(c.names))
	c.decide()
	c.describe()
	if a.Language == "ja" {
		c.addJapanese()
	}
	return c
}

// A usage records how the article writes words: a word that it also writes in
// lower case is not a name at the beginning of a sentence.
type usage struct {
	small map[string]int
	large map[string]int // with a capital inside a sentence
}

func newUsage() *usage {
	return &usage{small: make(map[string]int, 512), large: make(map[string]int, 64)}
}

func (u *usage) read(tokens []lang.Token, text string) {
	for _, t := range tokens {
		switch {
		case t.Shape == lang.Lowercase:
			u.small[t.Fold(text)]++
		case t.Shape >= lang.Titlecase && !t.First:
			u.large[t.Fold(text)]++
		}
	}
}

// common reports whether a word at the start of a sentence is probably not a
// name.
func (u *usage) common(word string) bool {
	return lang.PlainWords.Has(word) || u.small[word] > u.large[word]
}

// maxWords is the most words of a name.
const maxWords = 6

// maxNames is the most names that are examined: an encyclopedia of 4 MB has
// about as many; a longer list of names would take too much memory.
const maxNames = 120_000

// findNames collects the names of one passage.
func (c *Roster) findNames(passage int, text string, u *usage) {
	tokens := c.Tokens[passage]
	for i := 0; i < len(tokens) && len(c.names) < maxNames; {
		if !tokens[i].Capital() {
			i++
			continue
		}
		end := nameEnd(tokens, text, i)
		c.addName(passage, text, i, end, u)
		i = end + 1
	}
}

// nameEnd returns the last token of the run of capitals that begins at i.
func nameEnd(tokens []lang.Token, text string, i int) int {
	end := i
	for end+1 < len(tokens) && !tokens[end].Possessive && end-i < maxWords {
		next := tokens[end+1]
		if next.Capital() && follows(tokens[end], next, text) {
			end++
			continue
		}
		if next.Shape == lang.Punct && next.In(text) == "." && tokens[end].Shape == lang.Initial && next.Glued {
			end++
			continue
		}
		if joined(next.In(text)) && text[tokens[end].End:next.Start] == " " {
			end++ // the dot of an initial
			continue
		}
		if w := next.Fold(text); lang.Particles.Has(w) && next.Shape == lang.Lowercase && !(articles.Has(w) && end > i && lang.GivenNameOf(tokens[i].In(text)) != 0) {
			j := end + 1
			for j+1 < len(tokens) && j < end+4 && tokens[j+1].Shape == lang.Lowercase && lang.Particles.Has(tokens[j+1].Fold(text)) {
				j++
			}
			if j+1 < len(tokens) && tokens[j+1].Shape >= lang.Titlecase && follows(tokens[j], tokens[j+1], text) && !(w == "y" && twoNames(tokens[i:end+1], tokens[end+2:j+2], text)) {
				end = j + 1
				continue
			}
		}
		if closing := nickEnd(tokens, text, i, end); closing > 0 {
			end = closing + 1
			continue
		}
		break
	}
	return end
}

// startsName reports whether a word is a given name or a title before names.
func startsName(t lang.Token, text string) bool {
	return lang.GivenNameOf(t.In(text)) != 0 || lang.Honorifics.Has(strings.TrimSuffix(t.Fold(text), "."))
}

// twoNames reports whether a Spanish “y” joins two names, not two surnames of one
// person: Git y Subversion, Ana Gil y Luis Paz, but not José Ortega y Gasset.
func twoNames(before, after []lang.Token, text string) bool {
	return len(before) < 2 || len(after) > 1 || lang.GivenNameOf(after[0].In(text)) != 0
}

// articles are particles that are articles too, and after a full name hardly
// ever lead to more of it: führt Helga Brenner das Kino.
var articles = lang.NewWordSet("das der den des la le les")

// joined reports whether a word is a surname with its particle before it:
// al-Sabunji, d'Alembert.
func joined(word string) bool {
	for _, particle := range []string{"al-", "el-", "an-", "as-", "ash-", "ad-", "ar-", "d'", "d’"} {
		rest, ok := strings.CutPrefix(word, particle)
		if first, _ := utf8.DecodeRuneInString(rest); ok && unicode.IsUpper(first) {
			return true
		}
	}
	return false
}

// follows reports whether only a blank, or the dot of an initial and a blank,
// separates two tokens.
func follows(a, b lang.Token, text string) bool {
	between := text[a.End:b.Start]
	if a.Shape == lang.Punct {
		return between == " " || between == ""
	}
	return between == " " || between == ". " && a.Shape == lang.Initial || between == "\u00a0"
}

// addName trims the tokens from i to end to what may be a name, and stores it
// with the evidence that it is a person's.
func (c *Roster) addName(passage int, text string, i, end int, u *usage) {
	tokens := c.Tokens[passage]
	n := name{passage: passage}
	for ; i <= end; i++ { // words before a name
		w := tokens[i].Fold(text)
		bare := strings.TrimSuffix(w, ".")
		if lang.Honorifics.Has(bare) && (i < end || tokens[i].First && i < end) {
			n.honorific = true
			n.female = n.female || womens.Has(bare)
			n.male = n.male || mens.Has(bare)
			continue
		}
		if lang.Offices.Has(bare) && i < end || c.role(bare) && i < end && lang.GivenNameOf(tokens[i].In(text)) == 0 {
			n.honorific = n.honorific || c.role(bare)
			continue
		}
		if tokens[i].First && u.common(w) && (lang.GivenNameOf(w) == 0 || lang.PlainWords.Has(w)) {
			continue
		}
		if tokens[i].First && i < end && lang.Opens(w) && lang.GivenNameOf(w) == 0 && startsName(tokens[i+1], text) {
			continue // Eventually Ann Smith
		}
		if lang.NeverNames.Has(w) && !placeStarts.Has(w) && lang.GivenNameOf(w)&lang.Common == 0 {
			continue
		}
		break
	}
	for end > i && (lang.NeverNames.Has(tokens[end].Fold(text)) || lang.PlainWords.Has(tokens[end].Fold(text)) || letters(tokens[end], tokens[i])) &&
		!(tokens[end].Shape == lang.Initial && end > i+1 && lang.FamilyNameFirst.Has(tokens[i].Fold(text))) && // Nguyễn Văn A
		!lang.NameSuffixes.Has(tokens[end].Fold(text)) && !namedAfterPeople(tokens[i:end+1], text) {
		end--
	}
	if i > end || c.german && articles.Has(tokens[i].Fold(text)) {
		return // nothing, or the genitive after a role: Sprecher der Stadt
	}
	i = c.behindTitle(&n, tokens, text, i, end)
	n.first, n.last = i, end
	n.span = article.Span{Start: tokens[i].Start, End: tokens[end].End}
	n.possessive = tokens[end].Possessive
	n.take(tokens[i:end+1], text)
	if len(n.words) == 0 { // nothing but marks
		return
	}
	for len(n.words) > 1 && lang.NameSuffixes.Has(strings.ToLower(n.words[len(n.words)-1])) {
		n.words = n.words[:len(n.words)-1]
		n.score += c.weights.Suffix
	}
	n.folded = make([]string, len(n.words))
	for i, w := range n.words {
		n.folded[i] = foldName(w)
	}
	n.form = strings.Join(n.folded, " ")
	n.score += c.evidence(&n, text) + c.weights.ofUsage(&n, u) + c.inHead(&n)
	c.names = append(c.names, n)
}

// behindTitle returns where the name begins in capitalized words that start
// with a title or an institution: Ohio Democratic Party Chairman David Pepper;
// Yale University Robert Shiller.
func (c *Roster) behindTitle(n *name, tokens []lang.Token, text string, i, end int) int {
	institution := false
	start := i
	for j := i; j < end; j++ {
		w := strings.TrimSuffix(tokens[j].Fold(text), ".")
		known := lang.GivenNameOf(tokens[j].In(text))
		switch {
		case (lang.Honorifics.Has(w) || c.role(w)) && known&lang.Common == 0 && !lang.NameSuffixes.Has(tokens[j+1].Fold(text)):
			start = j + 1
			n.honorific = true
			n.female = n.female || womens.Has(w)
			n.male = n.male || mens.Has(w)
		case lang.OrgWords.Has(w) && known&lang.Common == 0:
			institution = true
		case c.german && j > start && tokens[j].Capital() && known&lang.Common != 0 && !givenNamed(tokens[start:j], text):
			start = j // Sammler Friedrich Lohse; Ansicht von Friedrich Lohse
			n.honorific = true
		case institution && known&lang.Common != 0:
			start, institution = j, false
		}
	}
	return start
}

// givenNamed reports whether a given name is among tokens.
func givenNamed(tokens []lang.Token, text string) bool {
	return slices.ContainsFunc(tokens, func(t lang.Token) bool { return t.Capital() && lang.GivenNameOf(t.In(text)) != 0 })
}

// role reports whether a word describes a person, in German also at the end of
// a compound.
func (c *Roster) role(word string) bool {
	return lang.Roles.Has(word) || c.german && lang.GermanRole(word)
}

// letters reports whether t is an abbreviation after a name, such as MP or FRS.
func letters(t, first lang.Token) bool {
	return t.Shape == lang.Uppercase && first.Shape == lang.Titlecase && t.End-t.Start <= 5
}

var (
	womens = lang.NewWordSet("mrs ms miss dame lady mme mlle madame señora sra doña signora frau queen princess empress duchess countess baroness congresswoman spokeswoman chairwoman sister aunt")
	mens   = lang.NewWordSet("mr sir lord monsieur señor sr don signor herr king prince emperor duke count baron congressman spokesman chairman father brother uncle pope")
)

func (n *name) full() string { return strings.Join(n.words, " ") }

// foldName folds a word of a name, so that spellings can be compared.
func foldName(s string) string { return strings.TrimSuffix(lang.Fold(s), ".") }

func isInitial(word string) bool {
	return utf8.RuneCountInString(strings.TrimSuffix(word, ".")) == 1
}
