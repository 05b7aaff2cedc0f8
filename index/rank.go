package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// The features of a passage that answers a question: each mostly 0 to 1. For
// those over words, 1 is all that the query looks for, rare words counting
// more than common ones.
const (
	fWords    = iota // BM25 of the passage
	fCover           // Words that the passage has, or relatives of them
	fSentence        // Words that its best sentence has
	fAround          // words that its best sentence has with the one before or behind
	fOrdered         // neighbours in the query that stand in order and close
	fCopied          // Words that follow each other as in the question, stop words too
	fSpan            // pairs of words that stand as close as in the query
	fTight           // the best sentence's words in order and close
	fExact           // Words as they are written
	fJoint           // Words that the passage, its heading or its article's title has
	fApart           // Words that the best sentence has beyond those of title and heading
	fHead            // Words of the section's heading
	fTitle           // Words of the article's title
	fWhole           // words of the whole article
	fType            // the best sentence has what the question asks for
	fLead            // the article begins with the passage
	fLong            // the passage is long
	fOpen            // the passage only leads to the next, or asks itself
	fRare            // Words that few other candidates have
	fPointed         // such words in its best sentence
	fAsked           // the heading asks the question
	fStub            // the passage is a heading for others, no text of its own
	fOffer           // any of its sentences has what the question asks for
	fBeside          // words that it lacks and the passages before and behind have
	fCode            // the passage is code
	fTable           // a table
	fList            // a list
	fBrief           // the passage is very short
	features
)

// featureNames are how features appear in reasons.
var featureNames = [features]string{
	"words", "cover", "sentence", "around", "ordered", "copied", "span", "tight", "exact", "joint", "apart",
	"heading", "title", "article", "answer type", "lead", "long", "open", "rare", "pointed", "asked",
	"stub", "offer", "beside", "code", "table", "list", "brief",
}

// The features of a sentence of a passage, each mostly 0 to 1.
const (
	sOwn     = iota // Words that it has
	sAround         // Words that it has with the one before or behind
	sTight          // its words in order and close
	sExact          // of the words found, those as they are written
	sType           // it has what the question asks for
	sApart          // Words that it has beyond those of title and heading
	sPointed        // words that few other candidates have
	sAt             // it stands far down the passage
	sOpen           // it asks itself, or only leads to what follows
	sCarried        // words of the sentence before that it goes on about: “They lowered it because …”
	sentenceFeatures
)

// sentenceNames are how the features of sentences are named in weights.txt.
var sentenceNames = [sentenceFeatures]string{"own", "around", "tight", "exact", "answer type", "apart", "pointed", "at", "open", "carried"}

// A scored is a candidate with its words read.
type scored struct {
	candidate
	text      Text
	matches   []match
	sentences []article.Span
	fits      [][sentenceFeatures]float64 // Of sentences
	best      int                         // which of sentences
	above     []float64                   // shares of words that title and heading have
	values    [features]float64
	phrases   float64 // what the phrases that it has add to rank
	closeness float64 // to the query, as Query.Closeness says
	rank      float64 // what hits are ordered by
}

// A ranker reads and ranks the candidates of one query. It is used by one
// goroutine.
type ranker struct {
	words  []*queryTerm
	marker *matcher
	asks   answerType
	total  float64 // worth of all words
	joined int     // how many of the first candidates are of Query.Join
	listed bool    // the hits are a list, of what is like a text or has a phrase, not an answer
	*setting

	shares  []float64 // of each word in each sentence; used again
	matcher []match   // used again
	tied    []float64 // of pairs of words; used again
}

// newRanker reads the words of a query for one collection. It may have none.
func (v *view) newRanker(ctx context.Context, q Query, field string, c collection) (*ranker, error) {
	words, s, err := v.queryTerms(ctx, q, field, c)
	if err != nil {
		return nil, err
	}
	r := &ranker{words: words, marker: newMatcher(words, q.Text, &v.stems, s), asks: asks(q.Text), setting: s}
	r.listed = lengthOf(words) > shortQuery
	for _, w := range words {
		r.total += w.worth()
	}
	if len(words) <= maxDefined {
		switch {
		case (r.asks == anything || r.asks == aList) && asksMeaning(q.Text):
			r.asks = aMeaning
		case r.asks == aPerson && asksIdentity(q.Text, words):
			r.asks = anIdentity
		}
	}
	r.total = max(r.total, 1e-9)
	return r, nil
}

// score fills in what the words of a candidate tell.
func (r *ranker) score(c candidate, text Text) *scored {
	d := &scored{candidate: c, text: text}
	v := &d.values
	d.matches, v[fCopied] = r.marker.matches(text.Text, make([]match, 0, 16))
	d.sentences = sentencesOf(text)
	d.matches = withinSentences(d.matches, d.sentences)
	entitled, copied := r.entitled(d)
	v[fCopied] = max(v[fCopied], copied)
	own := r.has(d.matches)
	v[fJoint] = r.both(own, d.above)
	v[fWords] = c.words/(r.total*(1+r.setting.words[wSaturation])) + implied*r.beyond(d.above, own)/(1+r.setting.words[wSaturation])
	v[fHead], v[fTitle], v[fWhole] = c.head/r.total, c.title/r.total, c.whole/(r.total*(1+r.setting.words[wWhole]))
	v[fCover], v[fExact] = r.cover(entitled)
	v[fOrdered], v[fSpan] = r.ordered(entitled), r.span(entitled)
	v[fLong] = math.Log(1+float64(len(text.Text))) / math.Log(1+longText)
	if c.n == 0 {
		v[fLead] = 1
	}
	v[fOpen] = leadsOn(text.Text)
	if p := (article.Passage{Kind: text.Kind, Text: text.Text}); v[fOpen] == 0 && lang.LeadsOn(p) {
		v[fStub] = 1
	}
	switch text.Kind {
	case article.Code:
		v[fCode] = 1
	case article.Table:
		v[fTable] = 1
	case article.List:
		v[fList] = 1
	}
	v[fBrief] = math.Exp(-float64(len(text.Text)) / 80)
	r.readSentences(d)
	return d
}

// leadsOn returns 1 for a text that asks itself, or that only leads to what
// follows.
func leadsOn(text string) float64 {
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "?") {
		return 1
	}
	return 0
}

// implied is what a word that only the title or heading has counts in a
// passage, against its first mention there.
const implied = 0.5

// titleGap is how many words apart the last word of a title and the first of
// a text are.
const titleGap = 4

// entitled reads the title and the heading over a passage, and returns the
// marks of the passage as if the title were its beginning: an article says in
// its title what it is about, and “it” ever after. It also returns how much
// of the question's sequence of words the title has.
func (r *ranker) entitled(d *scored) (marks []match, copied float64) {
	marks, copied = r.marker.matches(d.text.Title, r.matcher[:0])
	titled := len(marks)
	d.above = slices.Clone(r.has(marks))
	marks, _ = r.marker.matches(d.text.Section, marks)
	if d.text.Lead != "" {
		marks, _ = r.marker.matches(d.text.Lead, marks)
	}
	if strings.HasSuffix(d.text.Section, "?") || strings.HasSuffix(d.text.Section, "？") {
		asked := r.sum(r.has(marks[titled:]))
		d.values[fAsked] = asked * asked
	}
	for _, k := range marks[titled:] {
		d.above[k.word] = max(d.above[k.word], k.share)
	}
	marks = marks[:titled]
	for i := range marks {
		marks[i].share *= implied
	}
	shift := titleGap
	if titled > 0 {
		shift += marks[titled-1].at
	}
	for _, k := range d.matches {
		k.at += shift
		marks = append(marks, k)
	}
	r.matcher = marks
	return marks, copied
}

// beyond is sum over what shares have more than others.
func (r *ranker) beyond(shares, others []float64) float64 {
	sum := 0.0
	for i, w := range r.words {
		sum += max(0, shares[i]-others[i]) * w.worth()
	}
	return sum / r.total
}

// lacked is the share of what others lack that shares have.
func (r *ranker) lacked(shares, others []float64) float64 {
	lacking := 1 - r.sum(others)
	return r.beyond(shares, others) / max(lacking, minLacking)
}

// minLacking keeps one common word that a title lacks from counting as
// all there is to find.
const minLacking = 0.05

// longText is the length in bytes at which fLong is 1.
const longText = 3000

// cover returns the share of the words that marks have, and that they have
// as written.
func (r *ranker) cover(marks []match) (share, exact float64) {
	shares := r.sharesOf(2)
	all, written := shares[:len(r.words)], shares[len(r.words):]
	for _, k := range marks {
		all[k.word] = max(all[k.word], k.share)
		if k.exact {
			written[k.word] = max(written[k.word], k.share)
		}
	}
	return r.sum(all), r.sum(written)
}

// sharesOf returns n sets of shares, all zero, valid until the next call.
func (r *ranker) sharesOf(n int) []float64 {
	n *= len(r.words)
	r.shares = slices.Grow(r.shares[:0], n)[:n]
	clear(r.shares)
	return r.shares
}

// sum returns what the shares of each word are worth together, 0 to 1.
func (r *ranker) sum(shares []float64) float64 {
	sum := 0.0
	for i, w := range r.words {
		sum += shares[i] * w.worth()
	}
	return sum / r.total
}

// both is sum over the greater share of each word.
func (r *ranker) both(a, b []float64) float64 {
	sum := 0.0
	for i, w := range r.words {
		sum += max(a[i], b[i]) * w.worth()
	}
	return sum / r.total
}

// compare fills in what tells candidates apart, and ranks them. A word that
// all of them have says little about which of them answers: in an article on
// a war it is not the war's name.
func (r *ranker) compare(readings []*scored) {
	n := len(r.words)
	held := make([]float64, n)
	likely, _ := r.splitLikely(readings)
	for _, d := range likely {
		for i, share := range r.has(d.matches) {
			held[i] += max(share, d.above[i])
		}
	}
	telling, all := make([]float64, n), 1e-9
	for i, w := range r.words {
		telling[i] = w.worth() * math.Log(1+(float64(len(likely))-held[i]+0.5)/(held[i]+0.5))
		all += telling[i]
	}
	pointed := func(d *scored, marks []match) float64 {
		sum := 0.0
		for i, share := range r.has(marks) {
			sum += max(share, d.above[i]) * telling[i]
		}
		return sum / all
	}
	r.beside(readings)
	for _, d := range readings {
		d.values[fRare] = pointed(d, d.matches)
		at := 0
		for i, s := range d.sentences {
			from := at
			for ; at < len(d.matches) && d.matches[at].Start < s.End; at++ {
			}
			d.fits[i][sPointed] = pointed(d, d.matches[from:at])
			d.values[fPointed] = max(d.values[fPointed], d.fits[i][sPointed])
		}
		r.choose(d)
	}
}

// beside fills in what the passages next to each have.
func (r *ranker) beside(readings []*scored) {
	type key struct{ order, n int32 }
	at := make(map[key]*scored, len(readings))
	for _, d := range readings {
		at[key{d.order, d.n}] = d
	}
	for _, d := range readings {
		own := slices.Clone(r.has(d.matches))
		for i := range own {
			own[i] = max(own[i], d.above[i])
		}
		for _, step := range []int32{-1, 1} {
			if o := at[key{d.order, d.n + step}]; o != nil {
				d.values[fBeside] = max(d.values[fBeside], r.beyond(r.has(o.matches), own))
			}
		}
	}
}

// has returns the share of each word that marks have, valid until the next
// call.
func (r *ranker) has(marks []match) []float64 {
	shares := r.sharesOf(1)
	for _, k := range marks {
		shares[k.word] = max(shares[k.word], k.share)
	}
	return shares
}

// choose finds the best sentence of d, and ranks it.
func (r *ranker) choose(d *scored) {
	best := math.Inf(-1)
	for i := range d.fits {
		if fit := r.fit(d.fits[i]); fit > best {
			best, d.best = fit, i
		}
		d.values[fOffer] = max(d.values[fOffer], d.fits[i][sType])
	}
	d.values[fType] = d.fits[d.best][sType]
	d.rank = r.rank(d)
}

// fit returns what a sentence is worth.
func (r *ranker) fit(values [sentenceFeatures]float64) float64 {
	sum := 0.0
	for i, v := range values {
		sum += v * r.setting.sentence[i]
	}
	return sum
}

// closest is how many words apart two words are still near each other.
const closest = 8

// ordered returns how well words that are neighbours in the query stand
// together in the same order, 0 to 1.
func (r *ranker) ordered(marks []match) float64 {
	if len(r.words) < 2 {
		return 0
	}
	var tied [maxTerms]float64
	for i, k := range marks {
		for j := i - 1; j >= 0 && k.at-marks[j].at <= closest; j-- {
			if p := marks[j]; p.word+1 == k.word && k.at > p.at {
				tied[p.word] = max(tied[p.word], k.share*p.share/float64(k.at-p.at))
			}
		}
	}
	sum, all := 0.0, 0.0
	for i := range len(r.words) - 1 {
		worth := min(r.words[i].worth(), r.words[i+1].worth())
		all += worth
		sum += worth * tied[i]
	}
	return sum / max(all, 1e-9)
}

// Bounds of span: words further apart say nothing, and beyond maxSpanned
// words the pairs would be too many.
const (
	farthest   = 15
	maxSpanned = 24
)

// span returns how close all pairs of words stand, against their distance in
// the query, 0 to 1.
func (r *ranker) span(marks []match) float64 {
	n := len(r.words)
	if n < 2 || n > maxSpanned {
		return 0
	}
	r.tied = slices.Grow(r.tied[:0], n*n)[:n*n]
	clear(r.tied)
	for i, k := range marks {
		for j := i - 1; j >= 0 && k.at-marks[j].at <= farthest; j-- {
			p := marks[j]
			if p.word == k.word || k.at == p.at {
				continue
			}
			a, b := min(p.word, k.word), max(p.word, k.word)
			near := k.share * p.share / (1 + float64(k.at-p.at)/float64(1+b-a))
			r.tied[a*n+b] = max(r.tied[a*n+b], near)
		}
	}
	sum, all := 0.0, 0.0
	for a := range n {
		for b := a + 1; b < n; b++ {
			worth := r.words[a].worth() * r.words[b].worth()
			all += worth
			sum += worth * r.tied[a*n+b]
		}
	}
	return sum / max(all, 1e-9)
}

func (r *ranker) rank(d *scored) float64 {
	sum := 0.0
	for i, v := range d.values {
		sum += v * r.passage[i]
	}
	return sum
}

// compareScored puts the better first; of equals, the earlier in the order
// of article ids and passages.
func compareScored(a, b *scored) int {
	return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.order, b.order), cmp.Compare(a.n, b.n))
}

func sortScored(all []*scored) { slices.SortFunc(all, compareScored) }

// A bitset is a set of words of a query.
type bitset [(maxTerms + 63) / 64]uint64

// add puts i into b and reports whether it is new.
func (b *bitset) add(i int) bool {
	bit := uint64(1) << (i % 64)
	old := b[i/64]
	b[i/64] |= bit
	return old&bit == 0
}

func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
