package index

import (
	"cmp"
	"math"
	"slices"

	"footnote/article"
)

// What a hit is ranked by. Each is a share of the question, mostly 0 to 1, so
// that questions of any length compare.
const (
	byPassage  = iota // BM25 of the passage
	byCover           // of the question's words, how much the passage has
	bySentence        // how much its best sentence has
	byPair            // how much its best two neighbouring sentences have
	byOrder           // neighbours in the question, in order and near
	byNear            // neighbours in the question, near
	byForm            // words in the very form that was asked
	byHeading         // how much section and title have
	byKind            // the best sentence has the kind of thing that is asked for
	bySpeaker         // of quotations: the question names the speaker
	features
)

var featureNames = [features]string{"passage", "cover", "sentence", "pair", "order", "near", "form", "heading", "kind", "speaker"}

// weights are what one of each feature is worth.
var weights = map[Kind][features]float64{
	Passages: {byPassage: 2.0, byCover: 1.0, bySentence: 1.0, byPair: 0.7, byOrder: 0.8, byNear: 0.6, byForm: 0.6, byHeading: 0.5, byKind: 0.3},
	Quotes:   {byPassage: 1.5, byCover: 2.0, byOrder: 0.8, byNear: 0.5, byForm: 0.5, bySpeaker: 1.5},
}

// calibration turns a sum of weighted features into how sure we are:
// 1/(1+e^-(a·sum+b)).
var calibration = map[Kind][2]float64{
	Passages: {1.8, -5},
	Quotes:   {3, -3},
}

// sure is the score from which on a hit is shown as an answer.
var sure = map[Kind]float64{Passages: 0.3, Quotes: 0.3}

// rank orders candidates by their words, and returns at most limit hits.
func (s *search) rank(candidates []candidate, texts []Text, limit int) []Hit {
	known := map[string]int{} // concept by stem
	for i, c := range s.concepts {
		for _, stem := range c.stems {
			if _, ok := known[stem]; !ok {
				known[stem] = i
			}
		}
	}
	list := make([]ranked, 0, len(candidates))
	headings := map[string]float64{}
	kind := kindOf(s.query.Text)
	said := float64(s.saying())
	w := weights[s.query.Kind]
	for i, c := range candidates {
		if texts[i].Text == "" {
			continue
		}
		r := ranked{place: c.place, reading: s.read(texts[i], known)}
		r.values = r.features(kind)
		key := texts[i].Section + "\n" + texts[i].Title
		heading, ok := headings[key]
		if !ok {
			heading = s.share(key, languageOf(texts[i].Language), known)
			headings[key] = heading
		}
		r.values[byHeading] = heading
		if said > 0 {
			r.values[bySpeaker] = min(1, c.speaker/said)
		}
		for f, v := range r.values {
			r.sum += w[f] * v
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), byPlace(a.place, b.place))
	})
	return s.hits(list, limit)
}

// ranked is a candidate that was read.
type ranked struct {
	place article.Place
	*reading
	values [features]float64
	sum    float64
}

// hits makes hits of the best of list, each text once: nearly the same words
// in another article are folded into the first.
func (s *search) hits(list []ranked, limit int) []Hit {
	var hits []Hit
	var prints []fingerprint
next:
	for _, r := range list {
		if len(hits) == limit {
			break
		}
		print := r.print()
		for i, p := range prints {
			if !p.same(print) {
				continue
			}
			if hits[i].Place.Article != r.place.Article {
				hits[i].Also = append(hits[i].Also, r.place)
				continue next
			}
			if p.text == print.text { // the same words twice in one article
				continue next
			}
		}
		hit := Hit{Place: r.place, Score: s.sureness(r.sum), Sentence: r.sentences[r.best], Highlights: r.highlights()}
		if s.query.Why {
			hit.Why = reasons(r.values, weights[s.query.Kind])
		}
		hits, prints = append(hits, hit), append(prints, print)
	}
	return hits
}

func (s *search) sureness(sum float64) float64 {
	if len(s.concepts) == 0 {
		return 1 // all that passes a filter is meant
	}
	c := calibration[s.query.Kind]
	return 1 / (1 + math.Exp(-(c[0]*sum + c[1])))
}

// saying returns how many concepts say what is asked about.
func (s *search) saying() int {
	n := 0
	for _, c := range s.concepts {
		if c.says {
			n++
		}
	}
	return n
}

// share returns how much of the question's weight text has.
func (s *search) share(text string, l *language, known map[string]int) float64 {
	if s.total == 0 {
		return 0
	}
	var have float64
	seen := map[int]bool{}
	for _, t := range tokenize(text, l) {
		if c, ok := known[t.stem]; ok && s.concepts[c].says && !seen[c] {
			seen[c] = true
			have += s.concepts[c].weight * s.concepts[c].idf
		}
	}
	return have / s.total
}

func reasons(values, w [features]float64) []Reason {
	var list []Reason
	for f, v := range values {
		if v != 0 && w[f] != 0 {
			list = append(list, Reason{Name: featureNames[f], Value: v, Weight: w[f]})
		}
	}
	slices.SortStableFunc(list, func(a, b Reason) int { return cmp.Compare(b.Value*b.Weight, a.Value*a.Weight) })
	return list
}

// A fingerprint tells texts with the same words apart from others.
type fingerprint struct {
	text  uint64   // of all words in order
	words []uint64 // the smallest hashes of three words in a row, sorted
}

// same reports whether two texts share nearly all of their words in order.
func (p fingerprint) same(o fingerprint) bool {
	if p.text == o.text {
		return true
	}
	if len(p.words) < 8 || len(o.words) < 8 {
		return false
	}
	common, i, j := 0, 0, 0
	for i < len(p.words) && j < len(o.words) {
		switch {
		case p.words[i] == o.words[j]:
			common, i, j = common+1, i+1, j+1
		case p.words[i] < o.words[j]:
			i++
		default:
			j++
		}
	}
	return float64(common) >= 0.9*float64(max(len(p.words), len(o.words)))
}

// spanOf covers tokens first to last.
func spanOf(tokens []token, first, last int) article.Span {
	return article.Span{Start: tokens[first].start, End: tokens[last].end}
}
