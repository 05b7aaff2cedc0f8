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
// is a number of each for questions and one for long texts. They are not to
// be changed while they are in use.
type Weights struct{ short, long setting }

// A setting is one number for everything.
type setting struct {
	words    [wordParts]float64
	passage  [features]float64
	sentence [sentenceFeatures]float64
	sure     [evidences + 1]float64 // the last stands alone
}

// How words are counted.
const (
	wSaturation  = iota // BM25's k1: how soon another mention stops counting
	wLength             // BM25's b: how much a long passage must hold a word more often
	wWhole              // k1 for whole articles
	wWholeLength        // b for whole articles
	wDrawHead           // what words of the heading add when candidates are drawn
	wDrawTitle          // of the title
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
		return s.sure[:], evidenceNames[:]
	}
	return nil, nil
}

var weightGroups = []string{"words", "passage", "sentence", "sure"}

// Each gives every weight by its group and name, with where its numbers for
// questions and for long texts are.
func (w *Weights) Each(do func(group, name string, short, long *float64)) {
	for _, group := range weightGroups {
		short, names := w.short.group(group)
		long, _ := w.long.group(group)
		for i, name := range names {
			do(group, name, &short[i], &long[i])
		}
	}
}

// String writes weights as ParseWeights reads them.
func (w *Weights) String() string {
	var b strings.Builder
	w.Each(func(group, name string, short, long *float64) {
		fmt.Fprintf(&b, "%s\t%s\t%.4g\t%.4g\n", group, name, *short, *long)
	})
	return b.String()
}

// ParseWeights reads lines of a group, a name and two numbers, parted by
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
	if len(fields) != 4 {
		return fmt.Errorf("%d fields, not 4", len(fields))
	}
	for i, s := range []*setting{&w.short, &w.long} {
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
	s.sure[eWords], s.sure[eCover], s.sure[evidences] = 2, 4, -2
	return &Weights{s, s}
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

// Up to shortQuery words a query is a question whose words should stand
// together; from longQuery on it is a text whose subject counts.
const (
	shortQuery = 7
	longQuery  = 12
)

// at returns the setting for a query of so many words, between that for
// questions and that for long texts.
func (w *Weights) at(words int) *setting {
	switch {
	case words <= shortQuery:
		return &w.short
	case words >= longQuery:
		return &w.long
	}
	share := float64(words-shortQuery) / (longQuery - shortQuery)
	between := &setting{}
	for _, group := range weightGroups {
		values, _ := between.group(group)
		short, _ := w.short.group(group)
		long, _ := w.long.group(group)
		for i := range values {
			values[i] = (1-share)*short[i] + share*long[i]
		}
	}
	return between
}
