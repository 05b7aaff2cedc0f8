package index

import (
	"context"
	"regexp"
	"slices"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/index/analysis"
)

// A phrase is quoted text in a query: these words are wanted together, in this
// order.
type phrase struct {
	text  string      // without the quotation marks
	words []typedWord // including stop words
}

// quoted finds text in quotation marks. A mark after a letter or a digit opens
// nothing: 6" is a size.
var quoted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s(\[:,])["“”„«»「『]([^"“”„«»「」『』]+)["“”«»」』]`)
})

// maxPhrases bounds the phrases of a query: a pasted message may quote a whole
// conversation.
const maxPhrases = 4

// phrases returns the phrases of a query with these words. A single word is not
// a phrase. If the query has other words too, the marks more often surround a
// name: who wrote “The Game”?
func phrases(text string, words []typedWord, languages []string) []phrase {
	var all []phrase
	inside := 0
	for _, at := range quoted().FindAllStringSubmatchIndex(text, maxPhrases) {
		p := phrase{text: text[at[2]:at[3]]}
		for _, w := range words {
			if at[2] <= w.start && w.end <= at[3] {
				inside++
			}
		}
		s := analysis.Scanner{Text: p.text}
		for s.Next() && len(p.words) < maxTerms {
			w := typedWord{pair: s.Pair}
			w.addForm(string(s.Form), languages)
			p.words = append(p.words, w)
		}
		if len(p.words) > 1 {
			all = append(all, p)
		}
	}
	if inside < len(words) {
		return nil
	}
	return all
}

// in reports whether text has the words of p together, in order.
func (p phrase) in(text string) bool {
	run := make([]string, len(p.words))
	for i, w := range p.words {
		run[i] = w.forms[0]
	}
	return hasRun(foldedWords(text), run)
}

// withPhrases adds to candidates the best documents that hold all words of a
// phrase: one of them may have the words together.
func (v *view) withPhrases(ctx context.Context, r *ranker, phrases []phrase, candidates []candidate, only func(doc uint32) bool) ([]candidate, error) {
	there := map[uint32]bool{}
	for _, c := range candidates {
		there[c.doc] = true
	}
	for _, p := range phrases {
		holding, err := v.holding(ctx, p, fieldText)
		if err != nil {
			return nil, err
		}
		more, err := v.candidates(ctx, r, fieldText, v.passages, func(doc uint32) bool {
			return holding[doc] && !there[doc] && (only == nil || only(doc))
		}, maxScored)
		if err != nil {
			return nil, err
		}
		for _, c := range more {
			there[c.doc] = true
		}
		candidates = append(candidates, more...)
	}
	return candidates, nil
}

// holding returns the documents that hold all words of a phrase in a field,
// anywhere in it.
func (v *view) holding(ctx context.Context, p phrase, field string) (map[uint32]bool, error) {
	holding := map[uint32]bool{}
	for i, w := range p.words {
		here := map[uint32]bool{}
		for _, stem := range w.stems {
			err := postings(ctx, v.reader, field, stem, false, func(p *bleve.TermFieldDoc) {
				if doc := uint32(p.ID.Value()); i == 0 || holding[doc] {
					here[doc] = true
				}
			})
			if err != nil {
				return nil, err
			}
		}
		holding = here
	}
	return holding, nil
}

// preferPhrases sorts the readings that have phrases before all others, and
// makes them show the sentence with the phrase. It returns the phrases that
// were not found: in no passage, and in no heading or title that could have
// them.
func (v *view) preferPhrases(ctx context.Context, r *ranker, phrases []phrase, readings []*scored) (nowhere []string, err error) {
	if len(phrases) == 0 || len(readings) == 0 {
		return nil, nil
	}
	least, most := readings[0].rank, readings[0].rank
	read := map[uint32]bool{}
	for _, d := range readings {
		least, most = min(least, d.rank), max(most, d.rank)
		read[d.doc] = true
	}
	ahead := most - least + 1 // lifts the last above the first
	for _, p := range phrases {
		found := false
		for _, d := range readings {
			if !p.in(d.text.Text) {
				continue
			}
			found = true
			d.phrases += ahead
			d.rank += ahead
			r.chooseIf(d, p.in)
		}
		if !found {
			gone, err := v.nowhere(ctx, p, read)
			if err != nil {
				return nil, err
			}
			if gone && !slices.Contains(nowhere, p.text) {
				nowhere = append(nowhere, p.text)
			}
		}
	}
	return nowhere, nil
}

// chooseIf makes d show the best of its sentences for which has is true, if
// any.
func (r *ranker) chooseIf(d *scored, has func(sentence string) bool) {
	best := -1
	for i, s := range d.sentences {
		if has(s.Of(d.text.Text)) && (best < 0 || r.fit(d.fits[i]) > r.fit(d.fits[best])) {
			best = i
		}
	}
	if best >= 0 {
		d.best = best
	}
}

// nowhere reports whether the library lacks a phrase that none of the passages
// read has.
func (v *view) nowhere(ctx context.Context, p phrase, read map[uint32]bool) (bool, error) {
	for _, field := range []string{fieldText, fieldHead, fieldTitle} {
		holding, err := v.holding(ctx, p, field)
		if err != nil {
			return false, err
		}
		for doc := range holding {
			if field != fieldText || !read[doc] {
				return false, nil
			}
		}
	}
	return true, nil
}
