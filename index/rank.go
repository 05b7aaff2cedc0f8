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

// rank orders candidates by their words and says why.
func (s *search) rank(candidates []candidate, texts []Text) []Hit {
	known := map[string]int{} // concept by stem
	for i, c := range s.concepts {
		for _, stem := range c.stems {
			if _, ok := known[stem]; !ok {
				known[stem] = i
			}
		}
	}
	type ranked struct {
		hit   Hit
		print fingerprint
		sum   float64
	}
	list := make([]ranked, 0, len(candidates))
	headings := map[string]float64{}
	kind := kindOf(s.query.Text)
	for i, c := range candidates {
		if texts[i].Text == "" {
			continue
		}
		d := s.read(texts[i], known)
		values := d.features(kind)
		key := texts[i].Section + "\n" + texts[i].Title
		heading, ok := headings[key]
		if !ok {
			heading = s.share(key, languageOf(texts[i].Language), known)
			headings[key] = heading
		}
		values[byHeading] = heading
		if n := len(s.saying()); n > 0 {
			values[bySpeaker] = min(1, c.speaker/float64(n))
		}
		r := ranked{print: d.print()}
		w := weights[s.query.Kind]
		for f, v := range values {
			r.sum += w[f] * v
		}
		if len(s.concepts) == 0 {
			r.sum = 10 // all that passes a filter is meant
		}
		r.hit = Hit{Place: c.place, Score: s.sureness(r.sum), Sentence: d.sentences[d.best], Highlights: d.highlights()}
		if s.query.Why {
			r.hit.Why = reasons(values, w)
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), byPlace(a.hit.Place, b.hit.Place))
	})
	var hits []Hit
	var prints []fingerprint
next:
	for _, r := range list {
		for i, p := range prints {
			if hits[i].Place.Article != r.hit.Place.Article && p.same(r.print) {
				hits[i].Also = append(hits[i].Also, r.hit.Place)
				continue next
			}
			if p.text == r.print.text { // the same words twice in one article
				continue next
			}
		}
		hits, prints = append(hits, r.hit), append(prints, r.print)
	}
	return hits
}

func (s *search) sureness(sum float64) float64 {
	c := calibration[s.query.Kind]
	return 1 / (1 + math.Exp(-(c[0]*sum + c[1])))
}

// saying returns the concepts that say what is asked about.
func (s *search) saying() []int {
	var list []int
	for i, c := range s.concepts {
		if c.says {
			list = append(list, i)
		}
	}
	return list
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
