package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"footnote/index"
)

// A doubt is the evidence for and against a question's first hit.
type doubt struct {
	evidence []float64 // the last is 1
	here     bool      // the articles have the answer
	score    float64   // used again
}

// doubts are the doubts of one library.
type doubts struct {
	set    string
	weight float64
	cases  []doubt
}

// answered is the share of questions with an answer that get one, and
// answerScore the least score of an answer, as in the index.
const (
	answered    = 0.972
	answerScore = 0.25
)

// learnCertainty tunes when a first hit is an answer, on the sets with
// questions on other subjects, and on each half of the others: the half without
// the answering article has nothing on most of them.
func (l *lessons) learnCertainty(ctx context.Context, w *index.Weights, temp string) error {
	var briefs, numbers, copies []*float64
	w.Each(func(group, _ string, brief, short, long *float64) {
		if group == "sure" {
			numbers, copies = append(numbers, short), append(copies, long)
			briefs = append(briefs, brief)
			if *short == 0 { // a reason of weight 0 is not reported
				*short = 1e-9
			}
		}
	})
	all, err := l.doubts(ctx, w, temp)
	if err != nil {
		return err
	}
	climb(numbers, 400, func() float64 {
		worth := 0.0
		for _, d := range all {
			worth -= d.weight * d.loss(numbers)
		}
		for _, n := range numbers { // keep weights small
			worth -= 1e-4 * *n * *n
		}
		return worth
	})
	// The bias puts the share answered of the largest set at answerScore.
	bias := numbers[len(numbers)-1]
	*bias += math.Log(answerScore/(1-answerScore)) - largest(all).level(numbers)
	for _, d := range all {
		area, refused, told := d.apart(numbers)
		l.log("%-16s area %.4f, refused %.3f, answered %.3f", d.set, area, refused, told)
	}
	for i, n := range numbers {
		*copies[i], *briefs[i] = *n, *n
	}
	return nil
}

func largest(all []doubts) *doubts {
	i := 0
	for j := range all {
		if len(all[j].cases) > len(all[i].cases) {
			i = j
		}
	}
	return &all[i]
}

func (l *lessons) doubts(ctx context.Context, w *index.Weights, temp string) ([]doubts, error) {
	var all []doubts
	for _, s := range l.sets {
		if s.graded() || s.weight == 0 {
			continue
		}
		if d := s.doubts(ctx, w, s.name, func(string) bool { return true }); d.mixed() {
			d.weight = s.weight
			all = append(all, d)
		}
		for half := range 2 {
			of := func(id string) bool { return s.order[id]%2 == half }
			part := *s
			part.name = fmt.Sprintf("%s half", s.name)
			part.index = nil
			if err := part.openPart(ctx, temp, of); err != nil {
				return nil, err
			}
			d := part.doubts(ctx, w, part.name, of)
			d.weight = s.weight / 4
			all = append(all, d)
			if err := part.index.Close(); err != nil {
				return nil, err
			}
			os.RemoveAll(filepath.Join(temp, part.name))
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no set has questions with and without an answer")
	}
	return all, nil
}

// doubts asks the questions of a library with only the articles for which has
// is true.
func (s *set) doubts(ctx context.Context, w *index.Weights, name string, has func(article string) bool) doubts {
	d := doubts{set: name}
	var names []string
	w.Each(func(group, name string, _, _, _ *float64) {
		if group == "sure" {
			names = append(names, name)
		}
	})
	for _, q := range s.questions {
		if q.gold.Kind != "answerable" && q.gold.Kind != "offtopic" {
			continue
		}
		found, err := s.index.Find(ctx, index.Query{Text: q.text, Limit: 5, Weights: w, Why: true}, s.words)
		if err != nil {
			panic(err) // we have just made the index
		}
		if len(found.Hits) == 0 {
			continue // there is no doubt then
		}
		c := doubt{evidence: make([]float64, len(names)), here: q.gold.Kind == "answerable" && has(q.gold.Article)}
		c.evidence[len(names)-1] = 1
		for _, r := range found.Confidence {
			c.evidence[slices.Index(names, r.Name)] = r.Value
		}
		d.cases = append(d.cases, c)
	}
	return d
}

func (d *doubts) mixed() bool {
	here := func(c doubt) bool { return c.here }
	return slices.ContainsFunc(d.cases, here) && slices.ContainsFunc(d.cases, func(c doubt) bool { return !here(c) })
}

// rate computes the scores: logarithms of odds.
func (d *doubts) rate(numbers []*float64) {
	for i := range d.cases {
		c := &d.cases[i]
		c.score = 0
		for j, v := range c.evidence {
			c.score += v * *numbers[j]
		}
	}
}

// loss is the mean of -log(probability of what is true), with the same weight
// for both sides.
func (d *doubts) loss(numbers []*float64) float64 {
	d.rate(numbers)
	var sum, count [2]float64
	for i := range d.cases {
		c := &d.cases[i]
		side, odds := 0, c.score
		if c.here {
			side, odds = 1, -c.score
		}
		count[side]++
		sum[side] += math.Log1p(math.Exp(min(odds, 500)))
	}
	return (sum[0]/max(1, count[0]) + sum[1]/max(1, count[1])) / 2
}

// level is the score that the share answered of the questions with an answer
// reach.
func (d *doubts) level(numbers []*float64) float64 {
	d.rate(numbers)
	with, _ := d.sides()
	return with[int(float64(len(with))*(1-answered))]
}

// sides returns the scores of questions with an answer and of those without,
// sorted.
func (d *doubts) sides() (with, without []float64) {
	for _, c := range d.cases {
		if c.here {
			with = append(with, c.score)
		} else {
			without = append(without, c.score)
		}
	}
	slices.Sort(with)
	slices.Sort(without)
	return with, without
}

// apart returns the probability that a question with an answer scores above one
// without (the area under the curve), and the shares refused and answered.
func (d *doubts) apart(numbers []*float64) (area, refused, told float64) {
	d.rate(numbers)
	with, without := d.sides()
	for _, s := range without {
		at, _ := slices.BinarySearch(with, s)
		area += float64(len(with) - at)
	}
	least := math.Log(answerScore / (1 - answerScore))
	below, _ := slices.BinarySearch(without, least)
	above, _ := slices.BinarySearch(with, least)
	return area / float64(len(with)*len(without)), float64(below) / float64(len(without)), 1 - float64(above)/float64(len(with))
}
