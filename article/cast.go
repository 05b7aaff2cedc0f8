package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A cast is everybody whom an article may name: the names in its passages,
// and who bears them.
type cast struct {
	passages []Passage
	tokens   [][]token // of each passage, nil for one of marks
	names    []name    // in reading order
	of       []int     // for each name the person, -1 for none
	people   []Person
	genders  []givenName // of each person, 0 where nothing tells
	starts   []int       // first name of each passage, and the end
}

// A name is a run of words with capitals that may be somebody's name.
type name struct {
	passage     int
	first, last int // tokens of the passage, both included
	span        Span
	words       []string // as written, without particles in front
	folded      []string // the words, to be compared
	form        string   // all of them
	honorific   bool     // a title stands before it
	female      bool     // that title is a woman's
	male        bool     // or a man's
	possessive  bool
	score       float64 // how much speaks for a person
}

// A nameSpan is a name of a person in a passage.
type nameSpan struct {
	Span
	Person int // index into the people
}

// namesIn returns the names of people in a passage, in reading order.
func (c *cast) namesIn(passage int) []nameSpan {
	if passage+1 >= len(c.starts) {
		return nil
	}
	var list []nameSpan
	for i := c.starts[passage]; i < c.starts[passage+1]; i++ {
		if c.of[i] >= 0 {
			list = append(list, nameSpan{c.names[i].span, c.of[i]})
		}
	}
	return list
}

// leastMarks is from how many marks on a passage can be of little else.
const leastMarks = 100

// newCast finds out who is named in the passages of an article.
func newCast(a *Article) *cast {
	c := &cast{passages: a.Passages, tokens: make([][]token, len(a.Passages))}
	usage := newUsage()
	var words []token
	for i, p := range a.Passages {
		words = splitWords(words[:0], p.Text)
		if len(words) > len(p.Text)/2+leastMarks { // hardly a word among its marks
			continue
		}
		c.tokens[i] = slices.Clone(words)
		usage.read(c.tokens[i], p.Text)
	}
	for i, p := range a.Passages {
		c.starts = append(c.starts, len(c.names))
		if p.Kind != Code {
			c.findNames(i, p.Text, usage)
		}
	}
	c.starts = append(c.starts, len(c.names))
	c.decide(a.Title)
	c.describe()
	return c
}

// A usage says how words are written over the article: a word that is also
// written small is no name where it begins a sentence.
type usage struct {
	small map[string]int
	large map[string]int // with a capital inside a sentence
}

func newUsage() *usage {
	return &usage{small: make(map[string]int, 512), large: make(map[string]int, 64)}
}

func (u *usage) read(tokens []token, text string) {
	for _, t := range tokens {
		switch {
		case t.shape == lower:
			u.small[t.fold(text)]++
		case t.shape >= title && !t.first:
			u.large[t.fold(text)]++
		}
	}
}

// common reports whether a word at a sentence's start is most likely no name.
func (u *usage) common(word string) bool {
	return plainWords.has(word) || u.small[word] > u.large[word]
}

// mostWords is how many words a name may have.
const mostWords = 6

// mostNames is how many names are looked at: an encyclopedia of 4 MB has as
// many, a list of nothing else takes too much memory.
const mostNames = 120_000

// findNames collects the names of one passage.
func (c *cast) findNames(passage int, text string, u *usage) {
	tokens := c.tokens[passage]
	for i := 0; i < len(tokens) && len(c.names) < mostNames; {
		if !tokens[i].capital() {
			i++
			continue
		}
		end := nameEnd(tokens, text, i)
		c.addName(passage, text, i, end, u)
		i = end + 1
	}
}

// nameEnd returns the last token of the run of capitals that begins at i.
func nameEnd(tokens []token, text string, i int) int {
	end := i
	for end+1 < len(tokens) && !tokens[end].possessive && end-i < mostWords {
		next := tokens[end+1]
		if next.capital() && follows(tokens[end], next, text) {
			end++
			continue
		}
		if next.shape == mark && next.in(text) == "." && tokens[end].shape == initial && next.glued {
			end++ // the dot of an initial
			continue
		}
		if joined(next.in(text)) && text[tokens[end].End:next.Start] == " " {
			end++
			continue
		}
		if particles.has(next.fold(text)) && next.shape == lower {
			j := end + 1
			for j+1 < len(tokens) && j < end+4 && tokens[j+1].shape == lower && particles.has(tokens[j+1].fold(text)) {
				j++
			}
			if j+1 < len(tokens) && tokens[j+1].shape >= title && follows(tokens[j], tokens[j+1], text) {
				end = j + 1
				continue
			}
		}
		break
	}
	return end
}

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

// follows reports whether nothing but one blank, or the dot of an initial
// and a blank, stands between two tokens.
func follows(a, b token, text string) bool {
	between := text[a.End:b.Start]
	if a.shape == mark {
		return between == " " || between == ""
	}
	return between == " " || between == ". " && a.shape == initial || between == "\u00a0"
}

// addName trims the run of tokens i to end to what may be a name, and keeps
// it with what speaks for a person.
func (c *cast) addName(passage int, text string, i, end int, u *usage) {
	tokens := c.tokens[passage]
	n := name{passage: passage}
	for ; i <= end; i++ { // what stands before a name
		w := tokens[i].fold(text)
		bare := strings.TrimSuffix(w, ".")
		if honorifics.has(bare) && (i < end || tokens[i].first && i < end) {
			n.honorific = true
			n.female = n.female || womens.has(bare)
			n.male = n.male || mens.has(bare)
			continue
		}
		if offices.has(bare) && i < end || roles.has(bare) && i < end && given(tokens[i].in(text)) == 0 {
			n.honorific = n.honorific || roles.has(bare)
			continue
		}
		if tokens[i].first && i <= end && u.common(w) && (given(w) == 0 || plainWords.has(w)) {
			continue
		}
		if neverNames.has(w) && !placeStarts.has(w) && given(w)&common == 0 {
			continue
		}
		break
	}
	for end > i && (neverNames.has(tokens[end].fold(text)) || plainWords.has(tokens[end].fold(text)) || letters(tokens[end], tokens[i])) && !suffixes.has(tokens[end].fold(text)) {
		end--
	}
	if i > end {
		return
	}
	i = n.behindTitle(tokens, text, i, end)
	n.first, n.last = i, end
	n.span = Span{tokens[i].Start, tokens[end].End}
	n.possessive = tokens[end].possessive
	for _, t := range tokens[i : end+1] {
		if t.shape != mark {
			n.words = append(n.words, t.in(text))
		}
	}
	if len(n.words) == 0 { // nothing but marks
		return
	}
	for len(n.words) > 1 && suffixes.has(strings.ToLower(n.words[len(n.words)-1])) {
		n.words = n.words[:len(n.words)-1]
		n.score += 2
	}
	n.folded = make([]string, len(n.words))
	for i, w := range n.words {
		n.folded[i] = foldName(w)
	}
	n.form = strings.Join(n.folded, " ")
	n.score += c.evidence(&n, text) + ofUsage(&n, u)
	c.names = append(c.names, n)
}

// behindTitle returns where the name begins in a run of capitals that has a
// title or an institution in front: Ohio Democratic Party Chairman David
// Pepper; Yale University Robert Shiller.
func (n *name) behindTitle(tokens []token, text string, i, end int) int {
	institution := false
	start := i
	for j := i; j < end; j++ {
		w := strings.TrimSuffix(tokens[j].fold(text), ".")
		known := given(tokens[j].in(text))
		switch {
		case (honorifics.has(w) || roles.has(w)) && known&common == 0 && !suffixes.has(tokens[j+1].fold(text)):
			start = j + 1
			n.honorific = true
			n.female = n.female || womens.has(w)
			n.male = n.male || mens.has(w)
		case orgWords.has(w) && known&common == 0:
			institution = true
		case institution && known&common != 0:
			start, institution = j, false
		}
	}
	return start
}

// letters reports whether t is of letters behind a name, such as MP or FRS.
func letters(t, first token) bool {
	return t.shape == upper && first.shape == title && t.End-t.Start <= 5
}

var (
	womens = set("mrs ms miss dame lady mme mlle madame señora sra doña signora frau queen princess empress duchess countess baroness congresswoman spokeswoman chairwoman sister aunt")
	mens   = set("mr sir lord monsieur señor sr don signor herr king prince emperor duke count baron congressman spokesman chairman father brother uncle pope")
)

func (n *name) full() string { return strings.Join(n.words, " ") }

// foldName folds a word of a name, so that its spellings compare.
func foldName(s string) string { return strings.TrimSuffix(foldWord(s), ".") }

func isInitial(word string) bool {
	return utf8.RuneCountInString(strings.TrimSuffix(word, ".")) == 1
}
