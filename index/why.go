package index

import (
	"cmp"
	"slices"

	"footnote/article"
	"footnote/index/analysis"
)

// A Why explains the rank of a hit.
type Why struct {
	Words    []TermReason // the words looked for, in the order of the query
	Passages int          // of the library; words are rare in relation to it
	Together []string     // where several of the words are next to each other, as written there
	Reasons  []Reason     // the strongest in favour first, the strongest against last
}

// A TermReason is a word of a Query, with what a hit has of it.
type TermReason struct {
	Word      string  // as it was written, in lower case
	Corrected string  // what was looked for instead, "" if nothing was changed
	Passages  int     // of the library, that hold it
	Share     float64 // of the worth of all words of the query, 0 to 1: rarer words have more
	Text      []Form  // what matches it in the hit, each form once
	Lead      []Form  // in the words that the hit is read with
	Heading   []Form  // in the heading above
	Title     []Form  // in the article's title
}

// A Form is a word as it is written in an article.
type Form struct {
	Text string
	As   MatchKind
}

// A MatchKind is how a word of a text matches one of the query.
type MatchKind string

// The kinds of matches, the closest first.
const (
	AsWritten  MatchKind = "written"
	AsEnding   MatchKind = "ending"   // of the same stem: painting, painted
	AsRelative MatchKind = "relative" // begins alike: invade, invasion
	AsSynonym  MatchKind = "synonym"
)

// A Reason is one thing that moved a hit up or down.
type Reason struct {
	Name   string  // as the table of weights names it
	Value  float64 // how much of it the hit has, mostly 0 to 1
	Weight float64 // worth of one unit of Value
}

// phraseName is the reason, besides the features, that a passage has a phrase
// in quotation marks.
const phraseName = "phrase"

// closenessName names, in addition to the features, how close the meaning of a passage
// is to that of the query.
const closenessName = "closeness"

// Share is what the reason adds to the rank.
func (r Reason) Share() float64 { return r.Value * r.Weight }

// why explains the rank of a reading among passages.
func (r *ranker) why(d *scored, passages int) *Why {
	w := &Why{
		Words:    make([]TermReason, len(r.words)),
		Passages: passages,
		Together: sideBySide(d.text.Text, d.matches),
		Reasons:  reasons(d.values[:], r.passage[:], featureNames[:]),
	}
	if d.phrases > 0 {
		w.Reasons = slices.Insert(w.Reasons, 0, Reason{Name: phraseName, Value: 1, Weight: d.phrases})
	}
	if d.closeness > 0 {
		w.Reasons = append(w.Reasons, Reason{Name: closenessName, Value: d.nearer, Weight: nearWeights.rank})
		slices.SortStableFunc(w.Reasons, func(a, b Reason) int { return cmp.Compare(b.Share(), a.Share()) })
	}
	for i, word := range r.words {
		w.Words[i] = TermReason{Word: word.word, Corrected: word.corrected, Passages: word.passages, Share: word.worth() / r.total}
	}
	r.addForms(d.text.Text, func(s *TermReason) *[]Form { return &s.Text }, w.Words)
	r.addForms(d.text.Lead, func(s *TermReason) *[]Form { return &s.Lead }, w.Words)
	r.addForms(d.text.Section, func(s *TermReason) *[]Form { return &s.Heading }, w.Words)
	r.addForms(d.text.Title, func(s *TermReason) *[]Form { return &s.Title }, w.Words)
	return w
}

// addForms records what matches each of words in text.
func (r *ranker) addForms(text string, of func(*TermReason) *[]Form, words []TermReason) {
	marks, _ := r.marker.matches(text, nil)
	for _, k := range marks {
		form := Form{Text: k.Of(text), As: r.marker.matchKind(k, k.Of(text))}
		if list := of(&words[k.word]); !slices.Contains(*list, form) {
			*list = append(*list, form)
		}
	}
}

// matchKind returns how the word at a mark matches the query's word.
func (m *matcher) matchKind(k match, written string) MatchKind {
	switch {
	case k.exact:
		return AsWritten
	case k.share == 1:
		return AsEnding
	case k.share == m.synonym:
		for _, form := range analysis.Words(written) {
			for _, s := range m.cache.Of(form) {
				if word, ok := m.others[s]; ok && word == k.word {
					return AsSynonym
				}
			}
		}
	}
	return AsRelative
}

// besides is the greatest distance, in words, at which two words count as next
// to each other: “Bank of England” is one thing.
const besides = 2

// sideBySide returns the stretches of text in which different words are next to
// each other, each once.
func sideBySide(text string, marks []match) []string {
	var all []string
	for from := 0; from < len(marks); {
		to := from + 1
		for to < len(marks) && marks[to].at-marks[to-1].at <= besides && marks[to].word != marks[to-1].word {
			to++
		}
		if to-from > 1 {
			stretch := article.Span{Start: marks[from].Start, End: marks[to-1].End}.Of(text)
			if !slices.Contains(all, stretch) {
				all = append(all, stretch)
			}
		}
		from = to
	}
	return all
}

// reasons returns the values that counted, those in favour of a hit first, and
// only the strongest.
func reasons(values, weights []float64, names []string) []Reason {
	all := make([]Reason, 0, len(values))
	for i, v := range values {
		if w := weights[i]; v != 0 && w != 0 {
			all = append(all, Reason{Name: names[i], Value: v, Weight: w})
		}
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(b.Share(), a.Share()) })
	return all
}
