package index

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// weightsFile holds what index/train learned, and says in its head when, from
// what and how well. One setting serves all languages and libraries.
//
//go:embed weights.txt
var weightsFile string

// Weights are what ranking goes by: what the features of a passage and of
// its sentences count for, and the constants of how words are counted. There
// is a number of each for brief questions, for longer ones and for long texts.
// They are not to be changed while they are in use.
type Weights struct{ brief, short, long setting }

// A setting is one number for everything.
type setting struct {
	words      [wordParts]float64
	passage    [features]float64
	sentence   [sentenceFeatures]float64
	confidence [evidences + 1]float64 // the last stands alone
}

// How words are counted.
const (
	wSaturation  = iota // BM25's k1: how soon another mention stops counting
	wLength             // BM25's b: how much a long passage must hold a word more often
	wWhole              // k1 for whole articles
	wWholeLength        // b for whole articles
	wDrawHead           // what words of the heading add when candidates are drawn
	wDrawTitle          // Of the title
	wDrawWhole          // of the whole article
	wName               // what a word with a capital is worth against others
	wNumber             // a number
	wGeneric            // a word that tells the kind of answer, not its subject
	wFiller             // a pair of letters that is no part of a word which tells
	wCorrected          // a word that was corrected
	wSynonym            // how far a synonym is the word
	wRelated            // letters that words which begin alike must share, of the longer one
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

// Each gives every weight by its group and name, with where its numbers for
// brief questions, longer ones and long texts are.
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

// String writes weights as ParseWeights reads them.
func (w *Weights) String() string {
	var b strings.Builder
	w.Each(func(group, name string, brief, short, long *float64) {
		fmt.Fprintf(&b, "%s\t%s\t%.4g\t%.4g\t%.4g\n", group, name, *brief, *short, *long)
	})
	return b.String()
}

// ParseWeights reads lines of a group, a name and three numbers, parted by
// tabs. Lines that begin with # are for people. What is not named counts
// nothing.
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
		return fmt.Errorf("%d fields, not 5", len(fields))
	}
	for i, s := range []*setting{&w.brief, &w.short, &w.long} {
		values, names := s.group(fields[0])
		at := slices.Index(names, fields[1])
		if at < 0 {
			return fmt.Errorf("there is no such weight")
		}
		value, err := strconv.ParseFloat(fields[2+i], 64)
		if err != nil {
			return err
		}
		values[at] = value
	}
	return nil
}

// PlainWeights rank by BM25 and nothing else: what is left where nothing was
// learned, and what everything else is measured against.
func PlainWeights() *Weights {
	s := setting{}
	s.words = [wordParts]float64{wSaturation: 1.2, wLength: 0.75, wWhole: 1.2, wWholeLength: 0.75, wName: 1, wNumber: 1, wGeneric: 1, wFiller: 1, wCorrected: 1, wRelated: 1}
	s.passage[fWords], s.sentence[sOwn] = 1, 1
	s.confidence[eWords], s.confidence[eCover], s.confidence[evidences] = 2, 4, -2
	return &Weights{s, s, s}
}

// LearnedWeights are those of weights.txt, as every Query without others is
// ranked. A test holds that the file can be read; were it not, words alone
// would rank.
var LearnedWeights = sync.OnceValue(func() *Weights {
	w, err := ParseWeights(weightsFile)
	if err != nil {
		return PlainWeights()
	}
	return w
})

// Up to briefQuery words a query is a few words as people type them in a
// chat, up to shortQuery a question whose words should stand together; from
// longQuery on it is a text whose subject counts.
const (
	briefQuery = 3
	fullQuery  = 5 // from so many words on nothing of a question is brief
	shortQuery = 7
	longQuery  = 12
)

// At returns the setting for a query of so many words: between those for
// brief and for longer questions, or between that and the one for long texts.
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

// between returns a setting that has a share of b, and the rest of a.
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
