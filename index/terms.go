package index

import (
	"context"
	"math"
	"slices"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/index/analysis"
)

// maxTerms bounds the words of a query that are looked for. A longer text is an
// article, not a question: its first words name its subject.
const maxTerms = 96

// A queryTerm is a word of a query.
type queryTerm struct {
	typedWord
	corrected string // "" if the word is looked for as written
	common    bool   // it is a common word of its language, and the library does not have it

	passages int     // that hold it
	above    int     // headings and titles that hold it, if no passage does
	articles int     // that hold it, title and headings included
	in       []int32 // their numbers, sorted, if they are at most MaxNamed
	idf      float64 // how rare it is: 0 for a word in every passage
	weight   float64 // its worth in a passage, relative to other words
}

// known reports whether the library has the word.
func (w *queryTerm) known() bool { return w.passages > 0 || w.above > 0 }

// sought is the worth of the word, whether or not the library has it.
func (w *queryTerm) sought() float64 { return w.idf * w.weight * (1 + math.Log(float64(w.count))) }

// worth is the worth of finding the word. One that the library does not have
// counts less: it says nothing about which passage answers, but makes all that
// the others say smaller. The noun that is asked for keeps its worth.
func (w *queryTerm) worth() float64 {
	if !w.known() && !w.pair && !w.asked {
		return absent * w.sought()
	}
	return w.sought()
}

// absent is the worth of a word that the library does not have, relative to its
// rarest word.
const absent = 0.5

// queryTerms returns the words of a query's text that are looked for, in the
// order of the text, and the weights to use. Stop words are left out, unless
// there is nothing else. Words that the library does not have are corrected if
// possible.
func (v *view) queryTerms(ctx context.Context, q Query, words []typedWord, field string, c collection) ([]*queryTerm, *setting, error) {
	all := make([]*queryTerm, len(words))
	for i, w := range words {
		all[i] = &queryTerm{typedWord: w}
	}
	weights := q.Weights
	if weights == nil {
		weights = LearnedWeights()
	}
	s := weights.at(lengthOf(all))
	for _, w := range all {
		w.weight = s.worth(w.kind)
	}
	asked := sync.OnceValue(func() []string { return v.languagesAsked(q.Text) })
	var terms []*queryTerm
	for _, w := range all {
		found, err := v.resolve(ctx, w, s, asked, field, c)
		if err != nil {
			return nil, nil, err
		}
		terms = append(terms, found...)
	}
	// Short questions are judged by what they ask for and where; one with a
	// word that may be wrong needs its words to agree.
	if n := lengthOf(terms); n < fullQuery && slices.ContainsFunc(terms, func(w *queryTerm) bool { return w.corrected != "" }) {
		s = weights.at(fullQuery)
	}
	return terms, s, v.join(ctx, terms, field, c)
}

// resolve returns the terms that are looked for in place of w: w itself if the
// library has it, else its parts, the compounds that contain it, its
// corrections, or the two words that it was written from. asked returns the
// languages that the question may be in.
func (v *view) resolve(ctx context.Context, w *queryTerm, s *setting, asked func() []string, field string, c collection) ([]*queryTerm, error) {
	if err := v.countWord(ctx, w, field, c); err != nil {
		return nil, err
	}
	if w.known() || w.pair {
		return []*queryTerm{w}, nil
	}
	if parts, err := v.knownParts(ctx, w, s, field, c); parts != nil || err != nil {
		return parts, err
	}
	compounds, err := v.compounds(w.word)
	if err != nil {
		return nil, err
	}
	if len(compounds) > 0 {
		for _, form := range compounds {
			w.addForm(form, v.languages)
		}
		w.weight *= partOfWord
		return []*queryTerm{w}, v.countWord(ctx, w, field, c)
	}
	var corrections []string
	if w.common = isCommon(w.word, asked()); !w.common { // otherwise it may be two words, but is not misspelled
		if corrections, err = v.corrections(w.word); err != nil {
			return nil, err
		}
	}
	if len(corrections) == 0 {
		return v.halves(ctx, w, s, field, c)
	}
	if corrections[0] == w.word { // it is in the library, outside this field
		return []*queryTerm{w}, nil
	}
	w.corrected = corrections[0]
	w.weight *= s.words[wCorrected]
	w.forms, w.stems = nil, nil
	for _, form := range corrections {
		w.addForm(form, v.languages)
	}
	w.size = analysis.Length(w.forms[0])
	return []*queryTerm{w}, v.countWord(ctx, w, field, c)
}

// halves returns the two words that w was written from without a blank, or w.
func (v *view) halves(ctx context.Context, w *queryTerm, s *setting, field string, c collection) ([]*queryTerm, error) {
	halves, err := v.split(ctx, w, field, c)
	if err != nil {
		return nil, err
	}
	if halves == nil || w.common && v.hasStopWord(halves) {
		return []*queryTerm{w}, nil
	}
	for _, half := range halves {
		half.weight *= s.words[wCorrected]
	}
	return halves, nil
}

// knownParts returns the parts of a word, nil unless the library has them all.
func (v *view) knownParts(ctx context.Context, w *queryTerm, s *setting, field string, c collection) ([]*queryTerm, error) {
	var all []*queryTerm
	for _, p := range w.parts {
		part := &queryTerm{typedWord: p, weight: s.worth(p.kind)}
		if err := v.countWord(ctx, part, field, c); err != nil {
			return nil, err
		}
		if !part.known() {
			return nil, nil
		}
		all = append(all, part)
	}
	return all, nil
}

// pairsInWord is how many pairs of letters correspond to a word in other
// scripts.
const pairsInWord = 3

// lengthOf returns how many words a query has; pairs of letters count as the
// words they make up.
func lengthOf(all []*queryTerm) int {
	pairs := 0
	for _, w := range all {
		if w.pair {
			pairs++
		}
	}
	return len(all) - pairs + pairs/pairsInWord
}

// join adds, for two neighbouring words of the query, the compound of both if
// the library has it: “gun powder” finds gunpowder.
func (v *view) join(ctx context.Context, all []*queryTerm, field string, c collection) error {
	if len(all) > shortQuery {
		return nil
	}
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.pair || b.pair || a.end+1 != b.start || a.corrected != "" || b.corrected != "" {
			continue
		}
		as := &queryTerm{}
		as.addForm(a.word+b.word, v.languages)
		if err := v.countWord(ctx, as, field, c); err != nil {
			return err
		}
		if as.passages == 0 {
			continue
		}
		for _, w := range []*queryTerm{a, b} {
			w.addForm(a.word+b.word, v.languages)
			if err := v.countWord(ctx, w, field, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// minSplit is the least number of letters of each half of a split word.
const minSplit = 3

// split splits a word that no text has into two that are in one passage:
// “userdatagram” finds user datagram. It returns nil if it can't.
func (v *view) split(ctx context.Context, w *queryTerm, field string, c collection) ([]*queryTerm, error) {
	if w.pair || !analysis.IsASCII(w.word) {
		return nil, nil
	}
	var best []*queryTerm
	for at := minSplit; at <= len(w.word)-minSplit; at++ {
		halves := make([]*queryTerm, 2)
		for i, form := range []string{w.word[:at], w.word[at:]} {
			written, err := v.frequency(ctx, fieldForm, []string{form})
			if err != nil {
				return nil, err
			}
			if written == 0 {
				break
			}
			half := *w
			half.corrected, half.forms, half.stems = form, nil, nil
			half.addForm(form, v.languages)
			half.size = analysis.Length(form)
			if err := v.countWord(ctx, &half, field, c); err != nil {
				return nil, err
			}
			halves[i] = &half
		}
		if halves[0] == nil || halves[1] == nil || best != nil && rarer(halves) <= rarer(best) {
			continue
		}
		together, err := v.together(ctx, field, halves)
		if err != nil {
			return nil, err
		}
		if together {
			best = halves
		}
	}
	return best, nil
}

// hasStopWord reports whether one of words is a stop word, as the first half of
// the German word “einnehmen” is: it is a word of its own then.
func (v *view) hasStopWord(words []*queryTerm) bool {
	return slices.ContainsFunc(words, func(w *queryTerm) bool {
		return slices.ContainsFunc(v.languages, func(l string) bool { return analysis.StopWords(l)[w.corrected] })
	})
}

// rarer returns how many passages have the rarer of two words.
func rarer(words []*queryTerm) int { return min(words[0].passages, words[1].passages) }

// together reports whether a passage has both of two words.
func (v *view) together(ctx context.Context, field string, words []*queryTerm) (yes bool, err error) {
	first := map[uint64]bool{}
	for i, w := range words {
		for _, s := range w.stems {
			err := postings(ctx, v.reader, field, s, false, func(p *bleve.TermFieldDoc) {
				if i == 0 {
					first[p.ID.Value()] = true
				}
				yes = yes || i == 1 && first[p.ID.Value()]
			})
			if err != nil {
				return false, err
			}
		}
	}
	return yes, nil
}

// worth returns the worth of a word of a kind, relative to a plain one.
func (s *setting) worth(sort wordKind) float64 {
	switch sort {
	case nameWord:
		return s.words[wName]
	case numberWord:
		return s.words[wNumber]
	case genericWord:
		return s.words[wGeneric]
	case fillerPair:
		return s.words[wFiller]
	}
	return 1
}

// countWord computes how much of the library holds w, and how rare that makes
// it: a word that only titles and headings have is as rare as one in a single
// passage.
func (v *view) countWord(ctx context.Context, w *queryTerm, field string, c collection) (err error) {
	if w.passages, err = v.frequency(ctx, field, w.stems); err != nil {
		return err
	}
	w.above = 0
	if w.passages == 0 && field == fieldText {
		for _, above := range []string{fieldHead, fieldTitle} {
			n, err := v.frequency(ctx, above, w.stems)
			if err != nil {
				return err
			}
			w.above += n
		}
	}
	n, df := float64(c.count), float64(min(w.passages+min(w.above, 1), c.count))
	w.idf = math.Log(1 + (n-df+0.5)/(df+0.5))
	return nil
}

// frequency returns how many documents have one of stems in a field.
func (v *view) frequency(ctx context.Context, field string, stems []string) (int, error) {
	n := 0
	for _, s := range stems {
		r, err := v.reader.TermFieldReader(ctx, []byte(s), field, false, false, false)
		if err != nil {
			return 0, err
		}
		n += int(r.Count())
		if err := r.Close(); err != nil {
			return 0, err
		}
	}
	return n, nil
}
