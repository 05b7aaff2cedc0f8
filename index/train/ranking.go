package main

import (
	"context"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"

	"footnote/article"
	"footnote/index"
)

// lessons are the sets that are learned from.
type lessons struct {
	sets []*set
	half bool // learn from even articles only
	log  func(string, ...any)
}

func (l *lessons) open(ctx context.Context, dir, community, members, temp string, half bool) error {
	l.half = half
	own, err := readCommunity(community, communityWeight)
	if err != nil {
		return err
	}
	asked, err := readMembers(members)
	if err != nil {
		return err
	}
	if len(asked) == 0 {
		l.log("without questions as members ask them: there are none in %s", members)
	}
	for _, s := range append(asked, own) {
		if err := s.open(ctx, temp); err != nil {
			return err
		}
		l.sets = append(l.sets, s)
	}
	for _, source := range sources {
		s, err := readSet(dir, source.name, source.file, source.weight)
		if os.IsNotExist(err) {
			l.log("without %s: it is not in %s", source.name, dir)
			continue
		}
		if err != nil {
			return err
		}
		s.every = source.every
		if err := s.open(ctx, temp); err != nil {
			return err
		}
		l.sets = append(l.sets, s)
	}
	return nil
}

// figures are the results of a set.
type figures struct {
	set      string
	asked    int
	first    float64 // share of questions whose answer is in the first passage
	among    float64 // in the first five
	inverse  float64 // mean of 1/rank
	sentence float64 // whose answer is in the first passage's sentence
	ndcg     float64 // for graded sets, of ten articles
}

// worth is what is maximized: above all, the answer in the first passage.
func (f figures) worth() float64 {
	return f.first + 0.5*f.inverse + 0.3*f.among + 0.3*f.sentence + 2*f.ndcg
}

// learnRanking tunes the weights of passages and their sentences: those for
// questions on questions, those for long texts on graded sets.
func (l *lessons) learnRanking(ctx context.Context, w *index.Weights, rounds int) {
	var short, long []*float64
	w.Each(func(group, name string, _, forShort, forLong *float64) {
		if group != "sure" && name != "open" && name != "asked" { // too few passages ask or lead on
			short, long = append(short, forShort), append(long, forLong)
		}
	})
	for _, part := range []struct {
		graded  bool
		numbers []*float64
	}{{true, long}, {false, short}} {
		worth := climb(part.numbers, rounds, func() float64 {
			sum := 0.0
			for i, f := range l.measure(ctx, w, part.graded, true) {
				if f.asked > 0 {
					sum += l.sets[i].weight * f.worth()
				}
			}
			return sum
		})
		l.log("graded %v: %.4f", part.graded, worth)
	}
}

// report measures all sets; if only half was learned from, the other half.
func (l *lessons) report(ctx context.Context, w *index.Weights) []figures {
	all, graded := l.measure(ctx, w, false, false), l.measure(ctx, w, true, false)
	for i, f := range graded {
		if f.asked > 0 {
			all[i] = f
		}
	}
	return all
}

// measure asks the questions of the sets that are graded, or not, either the
// half for learning or the half for judging.
func (l *lessons) measure(ctx context.Context, w *index.Weights, graded, learning bool) []figures {
	all := make([]figures, len(l.sets))
	var group sync.WaitGroup
	free := make(chan struct{}, runtime.NumCPU())
	for i, s := range l.sets {
		all[i].set = s.name
		if s.graded() != graded {
			continue
		}
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			all[i] = s.measure(ctx, w, func(n int, q question) bool {
				if l.half && (s.fold(q, n)%2 == 0) != learning {
					return false
				}
				return !learning || n%s.every == 0
			})
		})
	}
	group.Wait()
	return all
}

func (s *set) measure(ctx context.Context, w *index.Weights, use func(n int, q question) bool) figures {
	f := figures{set: s.name}
	for n, q := range s.questions {
		if q.gold.Kind != "answerable" && q.gold.Kind != "graded" || !use(n, q) {
			continue
		}
		f.asked++
		limit := 10
		if q.grades != nil {
			limit = 50
		}
		found, err := s.index.Find(ctx, index.Query{Text: q.text, Limit: limit, Weights: w}, s.words)
		if err != nil {
			panic(err) // we have just made the index
		}
		if q.grades != nil {
			f.ndcg += ndcg(q.grades, found.Hits)
			continue
		}
		s.judge(&f, q, found.Hits)
	}
	for _, sum := range []*float64{&f.first, &f.among, &f.inverse, &f.sentence, &f.ndcg} {
		*sum /= float64(max(1, f.asked))
	}
	return f
}

// judge adds the worth of the hits for a question.
func (s *set) judge(f *figures, q question, hits []index.Hit) {
	for i, h := range hits {
		text := s.textAt(h.Place)
		if !q.gold.answers(s.judged, h.Place.Article, text) {
			continue
		}
		f.inverse += 1 / float64(i+1)
		if i < 5 {
			f.among++
		}
		if i == 0 {
			f.first++
			if q.gold.answeredBy(s.judged, h.Sentence.Of(text)) {
				f.sentence++
			}
		}
		return
	}
}

func (s *set) textAt(p article.Place) string { return s.articles[p.Article].Passages[p.N].Text }

// ndcg is the normalised discounted cumulative gain of the first ten
// articles.
func ndcg(grades map[string]int, hits []index.Hit) float64 {
	discount := func(rank int) float64 { return 1 / math.Log2(float64(rank+2)) }
	var ideal []int
	for _, g := range grades {
		ideal = append(ideal, g)
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	best := 0.0
	for rank, g := range ideal[:min(10, len(ideal))] {
		best += float64(g) * discount(rank)
	}
	var seen []string
	sum := 0.0
	for _, h := range hits {
		if id := h.Place.Article; len(seen) < 10 && !slices.Contains(seen, id) {
			sum += float64(grades[id]) * discount(len(seen))
			seen = append(seen, id)
		}
	}
	return sum / max(best, 1e-9)
}
