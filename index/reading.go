package index

import (
	"hash/maphash"
	"slices"

	"footnote/article"
)

// A match is a word of a text that the question has too.
type match struct {
	token    int // of the text
	concept  int // of the question
	sentence int
}

// A reading is a candidate's text, held against the question.
type reading struct {
	search    *search
	text      string
	tokens    []token
	matches   []match
	sentences []article.Span // at least one
	best      int            // the sentence that fits best
}

// read holds a text against the question.
func (s *search) read(t Text, known map[string]int) *reading {
	d := &reading{search: s, text: t.Text, tokens: tokenize(t.Text, languageOf(t.Language))}
	d.sentences = article.Sentences(article.Passage{Kind: t.Kind, Text: t.Text})
	if s.query.Kind == Quotes || len(d.sentences) == 0 {
		d.sentences = []article.Span{{Start: 0, End: len(t.Text)}}
	}
	sentence := 0
	for i, tok := range d.tokens {
		for sentence+1 < len(d.sentences) && tok.start >= d.sentences[sentence].End {
			sentence++
		}
		if c, ok := known[tok.stem]; ok {
			d.matches = append(d.matches, match{i, c, sentence})
		}
	}
	return d
}

// features measures how well the text answers, and picks the best sentence.
func (d *reading) features(kind thing) [features]float64 {
	var v [features]float64
	s := d.search
	if s.total == 0 {
		return v
	}
	freq := make([]float64, len(s.concepts))
	exact := make([]bool, len(s.concepts))
	for _, m := range d.matches {
		freq[m.concept]++
		if d.tokens[m.token].word == s.concepts[m.concept].word {
			exact[m.concept] = true
		}
	}
	for i, c := range s.concepts {
		if freq[i] == 0 || !c.says {
			continue
		}
		weight := c.weight * c.idf / s.total
		v[byPassage] += weight * bm25(freq[i], float64(len(d.tokens)), usual) / (bm25K + 1)
		v[byCover] += weight
		if exact[i] {
			v[byForm] += weight
		}
	}
	v[byOrder], v[byNear] = d.pairs()
	d.bySentences(&v, kind)
	return v
}

// near is how many words may lie between two that belong together.
const near = 6

// pairs returns which share of the question's neighbouring words stand near
// each other in the text, in their order and in any.
func (d *reading) pairs() (ordered, either float64) {
	s := d.search
	var total float64
	last := make([]int, len(s.concepts)) // last token with the concept, +1
	forward, back := map[int]bool{}, map[int]bool{}
	previous := s.neighbours()
	following := make([]int, len(s.concepts))
	for i := range following {
		following[i] = -1
	}
	for i, p := range previous {
		if p >= 0 {
			following[p] = i
			total += s.pairWeight(p, i)
		}
	}
	if total == 0 {
		return 0, 0
	}
	for _, m := range d.matches {
		c := m.concept
		if p := previous[c]; p >= 0 && last[p] > 0 && m.token+1-last[p] <= near {
			forward[c] = true
		}
		if f := following[c]; f >= 0 && last[f] > 0 && m.token+1-last[f] <= near {
			back[f] = true
		}
		last[c] = m.token + 1
	}
	for i, p := range previous {
		if p < 0 {
			continue
		}
		if forward[i] {
			ordered += s.pairWeight(p, i)
		}
		if forward[i] || back[i] {
			either += s.pairWeight(p, i)
		}
	}
	return ordered / total, either / total
}

// neighbours gives for each concept the one before it that says something,
// -1 for none.
func (s *search) neighbours() []int {
	list := make([]int, len(s.concepts))
	before := -1
	for i, c := range s.concepts {
		list[i] = -1
		if c.says {
			list[i], before = before, i
		}
	}
	return list
}

func (s *search) pairWeight(a, b int) float64 {
	return s.concepts[a].weight*s.concepts[a].idf + s.concepts[b].weight*s.concepts[b].idf
}

// bySentences measures the best sentence and the best two neighbours.
func (d *reading) bySentences(v *[features]float64, kind thing) {
	s := d.search
	cover := make([]float64, len(d.sentences)) // of each sentence
	pair := make([]float64, len(d.sentences))  // of each and the one before it
	at := make([]int, len(s.concepts))         // last sentence with the concept, +1
	for _, m := range d.matches {
		c := s.concepts[m.concept]
		if !c.says || at[m.concept] == m.sentence+1 {
			continue
		}
		weight := c.weight * c.idf / s.total
		cover[m.sentence] += weight
		pair[m.sentence] += weight
		if m.sentence+1 < len(pair) {
			pair[m.sentence+1] += weight
			if at[m.concept] == m.sentence { // it was counted for this pair
				pair[m.sentence] -= weight
			}
		} else if at[m.concept] == m.sentence && m.sentence > 0 {
			pair[m.sentence] -= weight
		}
		at[m.concept] = m.sentence + 1
	}
	best := -1.0
	for i, span := range d.sentences {
		has := 0.0
		if kind != anything && d.has(kind, span) {
			has = 1
		}
		if worth := cover[i] + kindInSentence*has; worth > best {
			best, d.best = worth, i
			v[bySentence], v[byKind] = cover[i], has
		}
		v[byPair] = max(v[byPair], pair[i])
	}
}

// kindInSentence is what the kind of thing that is asked for is worth when
// the best sentence is chosen, against all words of the question.
const kindInSentence = 0.15

// highlights returns the words that were asked for, apart.
func (d *reading) highlights() []article.Span {
	var spans []article.Span
	for _, m := range d.matches {
		if !d.search.concepts[m.concept].says {
			continue
		}
		span := spanOf(d.tokens, m.token, m.token)
		if n := len(spans); n > 0 && span.Start <= spans[n-1].End { // pairs of characters overlap
			spans[n-1].End = max(spans[n-1].End, span.End)
			continue
		}
		spans = append(spans, span)
	}
	return spans
}

var seed = maphash.MakeSeed()

// mostShingles is how many rows of words a fingerprint keeps.
const mostShingles = 64

// print returns the fingerprint of the text.
func (d *reading) print() fingerprint {
	var whole maphash.Hash
	whole.SetSeed(seed)
	var p fingerprint
	for i, t := range d.tokens {
		whole.WriteString(t.word)
		whole.WriteByte(' ')
		if i >= 2 {
			var h maphash.Hash
			h.SetSeed(seed)
			for _, t := range d.tokens[i-2 : i+1] {
				h.WriteString(t.word)
				h.WriteByte(' ')
			}
			p.words = append(p.words, h.Sum64())
		}
	}
	p.text = whole.Sum64()
	slices.Sort(p.words)
	p.words = slices.Compact(p.words)
	p.words = p.words[:min(len(p.words), mostShingles)]
	return p
}
