package index

import (
	"math"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve_index_api"
)

// A concept is a word of a question, with all that stands for it: its stems
// in the languages of the library, or the word it was most likely meant to
// be.
type concept struct {
	text      string   // as it was written
	word      string   // folded
	stems     []string // looked up in the index
	corrected string   // the word that was looked up instead, "" if none
	says      bool     // it tells what is asked about
	idf       float64  // how rare it is
	articles  int      // that have it
	weight    float64  // 1, less for a guess
}

// The bounds of a question: a longer one is read as far as this. Discord
// takes 6,000 characters.
const (
	mostConcepts  = 120
	longestQuery  = 8 << 10
	shortestGuess = 4 // letters of a word that is worth correcting
)

// concepts reads a question as the library's words.
func (x *Index) concepts(r bleve.IndexReader, text string, langs []string, field string, docs int) ([]concept, error) {
	text = cut(text, longestQuery)
	var list []concept
	seen := map[string]int{}
	for i, code := range langs {
		l := languageOf(code)
		for _, t := range tokenize(text, l) {
			key := text[t.start:t.end]
			at, ok := seen[key]
			if !ok {
				if i > 0 || len(list) == mostConcepts {
					continue // another language splits the text otherwise
				}
				at = len(list)
				seen[key] = at
				list = append(list, concept{text: key, word: t.word, says: t.says, weight: 1})
			}
			c := &list[at]
			c.says = c.says && t.says
			c.stems = add(c.stems, t.stem)
		}
	}
	for i := range list {
		c := &list[i]
		n, err := x.frequency(r, field, c)
		if err != nil {
			return nil, err
		}
		if n == 0 && utf8.RuneCountInString(c.word) >= shortestGuess {
			if n, err = x.correct(r, field, c, langs); err != nil {
				return nil, err
			}
		}
		c.idf = idf(n, docs)
	}
	return list, nil
}

// frequency returns how many documents have one of c's stems in field, and
// notes in how many articles they are.
func (x *Index) frequency(r bleve.IndexReader, field string, c *concept) (int, error) {
	most := 0
	for _, s := range c.stems {
		n, err := count(r, field, s)
		if err != nil {
			return 0, err
		}
		most = max(most, n)
		articles, err := count(r, fieldArticle, s)
		if err != nil {
			return 0, err
		}
		c.articles = max(c.articles, articles)
	}
	return most, nil
}

// correct looks for the word that c was meant to be, spelled wrongly.
func (x *Index) correct(r bleve.IndexReader, field string, c *concept, langs []string) (int, error) {
	word, err := x.words.nearest(r, c.word)
	if err != nil || word == "" {
		return 0, err
	}
	c.corrected, c.weight = word, guessed
	c.stems = nil
	for _, code := range langs {
		c.stems = add(c.stems, languageOf(code).stem(word))
	}
	return x.frequency(r, field, c)
}

// guessed is what a corrected word counts, against one that is there.
const guessed = 0.8

// idf is how much a word that n of docs texts have tells: Robertson's and
// Spärck Jones's weight, kept above zero as Lucene does.
func idf(n, docs int) float64 {
	return math.Log(1 + (float64(docs)-float64(n)+0.5)/(float64(n)+0.5))
}

func add(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// cut cuts text to at most n bytes, at the end of a character.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// languagesOf returns the languages of the library's articles.
func languagesOf(r bleve.IndexReader) ([]string, error) {
	var list []string
	err := eachTerm(r, fieldLanguage, func(term string, _ int) { list = append(list, term) })
	if len(list) == 0 {
		list = []string{""}
	}
	return list, err
}
