package main

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"footnote/index"
)

// Brief questions are learned apart: of a few words, more depends on what is
// asked for and where the words are. The numbers for them are those that give
// the right passages the greatest chance among the hits (softmax), held near the
// numbers for longer questions, so that the little there is to learn from moves
// them little. How much they may move is chosen by leaving libraries out.
const (
	sharpness = 3    // of the chances: how much more likely the hit that ranks one higher is
	hold      = 0.01 // what it costs a number to move by one
	steps     = 200
	pace      = 0.03 // of the first step
	briefHits = 12   // are read of each question; the index ranks half more
)

// briefWeights says what the questions of a kind of set weigh together.
var briefWeights = []struct {
	prefix string
	weight float64
}{{"members", 3}, {"community", 1}, {"squad+typo", 0.5}, {"squad", 2}, {"xquad", 2}}

// fixed are features that brief questions have too few of to learn from: they
// keep their numbers.
var fixed = []string{"lead", "opening"}

// A briefCase is one question with its hits.
type briefCase struct {
	set    string
	share  float64     // how far it is brief, 0 to 1
	weight float64     // of all questions
	values [][]float64 // of hits: the features
	right  []bool      // of hits
}

// learnBrief learns what a passage goes by for brief questions.
func (l *lessons) learnBrief(ctx context.Context, w *index.Weights) {
	names, brief, short := l.passageWeights(w)
	cases := l.briefCases(ctx, w, names)
	from, to := make([]float64, len(short)), make([]float64, len(short))
	for i, n := range short {
		from[i], to[i] = *n, *n
		if slices.Contains(fixed, names[i]) {
			from[i] = *brief[i]
		}
	}
	first, asked := l.leaveOut(cases, names, from, to)
	l.log("brief: %d questions; of %d that members ask, right passage first for %.3f, each library left out", len(cases), asked, first)
	for i, n := range learnCases(cases, names, from, to, "") {
		*brief[i] = n
	}
}

// passageWeights returns the features of passages, and their numbers.
func (l *lessons) passageWeights(w *index.Weights) (names []string, brief, short []*float64) {
	w.Each(func(group, name string, forBrief, forShort, _ *float64) {
		if group == "passage" {
			names, brief, short = append(names, name), append(brief, forBrief), append(short, forShort)
		}
	})
	return names, brief, short
}

// briefCases asks the questions that are brief.
func (l *lessons) briefCases(ctx context.Context, w *index.Weights, names []string) []briefCase {
	told, err := index.ParseWeights(w.String())
	if err != nil {
		panic(err) // as it was just written
	}
	_, brief, short := l.passageWeights(told)
	for i := range brief { // what counts nothing is left out
		for _, n := range []*float64{brief[i], short[i]} {
			if *n == 0 {
				*n = 1e-9
			}
		}
	}
	measure := slices.Index(names, "words") // every hit has some
	*brief[measure] = *short[measure] + 1e-6
	by := make([][]briefCase, len(l.sets))
	var group sync.WaitGroup
	free := make(chan struct{}, 2)
	for i, s := range l.sets {
		if s.graded() || briefWeight(s.name) == 0 {
			continue
		}
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			by[i] = s.briefCases(ctx, told, names, func(weight float64) float64 {
				return (weight - *short[measure]) / 1e-6
			})
		})
	}
	group.Wait()
	return weighted(slices.Concat(by...))
}

func (s *set) briefCases(ctx context.Context, w *index.Weights, names []string, shareOf func(weight float64) float64) []briefCase {
	var all []briefCase
	for _, q := range s.questions {
		if q.gold.Kind != "answerable" {
			continue
		}
		found, err := s.index.Find(ctx, index.Query{Text: q.text, Limit: briefHits, Weights: w, Why: true}, s.words)
		if err != nil {
			panic(err) // we have just made the index
		}
		c := briefCase{set: s.name}
		for _, h := range found.Hits {
			values := make([]float64, len(names))
			for _, r := range h.Why.Reasons {
				at := slices.Index(names, r.Name)
				if at < 0 { // a phrase
					continue
				}
				values[at] = r.Value
				if r.Name == "words" {
					c.share = min(1, max(0, shareOf(r.Weight)))
				}
			}
			c.values = append(c.values, values)
			c.right = append(c.right, q.gold.answers(s.judged, h.Place.Article, s.textAt(h.Place)))
		}
		if c.share > 1e-3 || strings.HasPrefix(s.name, "members") { // of these all are counted
			all = append(all, c)
		}
	}
	return all
}

func briefWeight(set string) float64 {
	for _, b := range briefWeights {
		if strings.HasPrefix(set, b.prefix) {
			return b.weight
		}
	}
	return 0
}

// weighted gives all questions of a kind of set its weight together.
func weighted(cases []briefCase) []briefCase {
	kind := func(c briefCase) string {
		name, _, _ := strings.Cut(strings.Replace(c.set, "-", "/", 1), "/")
		return name
	}
	count := map[string]float64{}
	for _, c := range cases {
		count[kind(c)]++
	}
	for i, c := range cases {
		cases[i].weight = briefWeight(c.set) / count[kind(c)]
	}
	return cases
}

// leaveOut returns how often the right passage comes first for members'
// questions when each library is left out of what is learned.
func (l *lessons) leaveOut(cases []briefCase, names []string, from, short []float64) (first float64, asked int) {
	for _, s := range l.sets {
		if !strings.HasPrefix(s.name, "members") {
			continue
		}
		learned := learnCases(cases, names, from, short, s.name)
		for _, c := range cases {
			if c.set != s.name {
				continue
			}
			asked++
			if c.first(learned, short) {
				first++
			}
		}
	}
	return first / float64(max(1, asked)), asked
}

// ranks are what the hits of c are worth.
func (c *briefCase) ranks(brief, short, into []float64) []float64 {
	into = into[:0]
	for _, values := range c.values {
		sum := 0.0
		for i, v := range values {
			sum += v * (brief[i]*c.share + short[i]*(1-c.share))
		}
		into = append(into, sum)
	}
	return into
}

func (c *briefCase) first(brief, short []float64) bool {
	ranks := c.ranks(brief, short, nil)
	return len(ranks) > 0 && c.right[slices.Index(ranks, slices.Max(ranks))]
}

// learnCases returns the numbers that give right hits the greatest chance,
// near from, learned from all cases but those of one set; short are the
// numbers for longer questions. It goes down the slope with steps of a length
// for each number (Adam).
func learnCases(cases []briefCase, names []string, from, short []float64, without string) []float64 {
	n := len(from)
	now, speed, force := slices.Clone(from), make([]float64, n), make([]float64, n)
	for step := 1; step <= steps; step++ {
		slope := make([]float64, n)
		var ranks []float64
		for i := range cases {
			if c := &cases[i]; c.set != without && c.teaches() {
				ranks = c.ranks(now, short, ranks)
				c.addSlope(ranks, slope)
			}
		}
		length := pace * (1 - float64(step)/(steps+1))
		for j := range now {
			if slices.Contains(fixed, names[j]) {
				continue
			}
			slope[j] += 2 * hold * (now[j] - from[j])
			speed[j] = 0.9*speed[j] + 0.1*slope[j]
			force[j] = 0.99*force[j] + 0.01*slope[j]*slope[j]
			now[j] -= length * speed[j] / (1 - math.Pow(0.9, float64(step))) / (math.Sqrt(force[j]/(1-math.Pow(0.99, float64(step)))) + 1e-9)
		}
	}
	return now
}

// teaches reports whether some hits are right and others wrong.
func (c *briefCase) teaches() bool {
	return slices.Contains(c.right, true) && slices.Contains(c.right, false)
}

// addSlope adds how the loss, -log(chance of right hits), changes with each
// number.
func (c *briefCase) addSlope(ranks, slope []float64) {
	best := slices.Max(ranks)
	all, right := 0.0, 0.0
	for i, r := range ranks {
		ranks[i] = math.Exp(sharpness * (r - best))
		all += ranks[i]
		if c.right[i] {
			right += ranks[i]
		}
	}
	for i, values := range c.values {
		change := ranks[i] / all
		if c.right[i] {
			change -= ranks[i] / max(right, 1e-300)
		}
		change *= c.weight * sharpness * c.share
		for j, v := range values {
			slope[j] += change * v
		}
	}
}
