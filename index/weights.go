package index

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// weightsFile holds the weights that index/train learned. Its head says when,
// from which sets and how well. One setting serves all languages and libraries.
//
//go:embed weights.txt
var weightsFile string

// Weights are the weights of ranking: of the features of a passage and of its
// sentences, and the constants of counting words. Each has a value for brief
// questions, one for longer ones and one for long texts. Weights must not be
// changed while they are in use.
type Weights struct{ brief, short, long setting }

// A setting is one value for each weight.
type setting struct {
	words      [wordParts]float64
	passage    [features]float64
	sentence   [sentenceFeatures]float64
	confidence [evidences + 1]float64 // the last is the bias
}

// Constants of counting words.
const (
	wSaturation  = iota // BM25's k1: how fast further mentions stop counting
	wLength             // BM25's b: how much long passages are penalized
	wWhole              // k1 for whole articles
	wWholeLength        // b for whole articles
	wDrawHead           // what words of the heading add when candidates are picked
	wDrawTitle          // of the title
	wDrawWhole          // of the whole article
	wName               // worth of a word with a capital letter, relative to others
	wNumber             // a number
	wGeneric            // a word that names the kind of answer, not its subject
	wFiller             // a pair of letters that belongs to a filler
	wCorrected          // a word that was corrected
	wSynonym            // worth of a synonym, relative to the word
	wRelated            // letters that related words must share, as a part of the longer one
	wordParts
)

var wordNames = [wordParts]string{
	"saturation", "length", "article saturation", "article length", "draw heading", "draw title", "draw article",
	"name", "number", "generic", "filler", "corrected", "synonym", "related",
}

// group returns the numbers of a group of the file, and their names.
func (s *setting) group(name string) (values []float64, names []string) {
	switch name {
	case "words":
		return s.words[:], wordNames[:]
	case "passage":
		return s.passage[:], featureNames[:]
	case "sentence":
		return s.sentence[:], sentenceNames[:]
	case "sure":
		return s.confidence[:], evidenceNames[:]
	}
	return nil, nil
}

var weightGroups = []string{"words", "passage", "sentence", "sure"}

// Each calls do for every weight, with its group and name, and pointers to its
// values for brief questions, longer ones and long texts.
func (w *Weights) Each(do func(group, name string, brief, short, long *float64)) {
	for _, group := range weightGroups {
		brief, names := w.brief.group(group)
		short, _ := w.short.group(group)
		long, _ := w.long.group(group)
		for i, name := range names {
			do(group, name, &brief[i], &short[i], &long[i])
		}
	}
}

// String returns w in the format that ParseWeights reads.
func (w *Weights) String() string {
	var b strings.Builder
	w.Each(func(group, name string, brief, short, long *float64) {
		fmt.Fprintf(&b, "%s\t%s\t%.4g\t%.4g\t%.4g\n", group, name, *brief, *short, *long)
	})
	return b.String()
}

// ParseWeights parses lines of a group, a name and three numbers, separated by
// tabs. Lines that begin with # are comments. A weight without a line is 0.
func ParseWeights(text string) (*Weights, error) {
	w := &Weights{}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := w.parse(strings.Split(line, "\t")); err != nil {
			return nil, fmt.Errorf("weights: %q: %w", line, err)
		}
	}
	return w, nil
}

func (w *Weights) parse(fields []string) error {
	if len(fields) != 5 {
		return fmt.Errorf("%d fields, want 5", len(fields))
	}
	for i, s := range []*setting{&w.brief, &w.short, &w.long} {
		values, names := s.group(fields[0])
		at := slices.Index(names, fields[1])
		if at < 0 {
			return fmt.Errorf("no such weight")
		}
		value, err := strconv.ParseFloat(fields[2+i], 64)
		if err != nil {
			return err
		}
		values[at] = value
	}
	return nil
}

// PlainWeights rank by BM25 alone: the baseline that everything else is
// measured against.
func PlainWeights() *Weights {
	s := setting{}
	s.words = [wordParts]float64{wSaturation: 1.2, wLength: 0.75, wWhole: 1.2, wWholeLength: 0.75, wName: 1, wNumber: 1, wGeneric: 1, wFiller: 1, wCorrected: 1, wRelated: 1}
	s.passage[fWords], s.sentence[sOwn] = 1, 1
	s.confidence[eWords], s.confidence[eCover], s.confidence[evidences] = 2, 4, -2
	return &Weights{s, s, s}
}

// LearnedWeights returns the weights of weights.txt, which rank every Query
// that sets no others. A test checks that the file can be parsed; if it could
// not, the result would be PlainWeights.
var LearnedWeights = sync.OnceValue(func() *Weights {
	w, err := ParseWeights(weightsFile)
	if err != nil {
		return PlainWeights()
	}
	return w
})

// A query of up to briefQuery words is a few words as people type them in a
// chat. Up to shortQuery it is a question whose words should be close together.
// From longQuery on it is a text whose subject counts.
const (
	briefQuery = 3
	fullQuery  = 5 // from this many words on, nothing of a question is brief
	shortQuery = 7
	longQuery  = 12
)

// at returns the setting for a query of this many words, interpolated between
// those for brief and for longer questions, or between the latter and the one
// for long texts.
func (w *Weights) at(words int) *setting {
	switch {
	case words <= briefQuery:
		return &w.brief
	case words < fullQuery:
		return between(&w.brief, &w.short, float64(words-briefQuery)/(fullQuery-briefQuery))
	case words <= shortQuery:
		return &w.short
	case words >= longQuery:
		return &w.long
	}
	return between(&w.short, &w.long, float64(words-shortQuery)/(longQuery-shortQuery))
}

// between returns the setting that has the given share of b and the rest of a.
func between(a, b *setting, share float64) *setting {
	s := &setting{}
	for _, group := range weightGroups {
		values, _ := s.group(group)
		from, _ := a.group(group)
		to, _ := b.group(group)
		for i := range values {
			values[i] = (1-share)*from[i] + share*to[i]
		}
	}
	return s
}
