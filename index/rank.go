package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/article"
)

// The features of a passage that answers a question: each mostly 0 to 1. For
// those over words, 1 is all that the query looks for, rare words counting
// more than common ones.
const (
	fWords    = iota // BM25 of the passage
	fCover           // words that the passage has, or relatives of them
	fSentence        // words that its best sentence has
	fAround          // words that its best sentence has with the one before or behind
	fOrdered         // neighbours in the query that stand in order and close
	fCopied          // words that follow each other as in the question, stop words too
	fSpan            // pairs of words that stand as close as in the query
	fTight           // the best sentence's words in order and close
	fExact           // words as they are written
	fJoint           // words that the passage, its heading or its article's title has
	fApart           // words that the best sentence has beyond those of title and heading
	fHead            // words of the section's heading
	fTitle           // words of the article's title
	fWhole           // words of the whole article
	fType            // the best sentence has what the question asks for
	fLead            // the article begins with the passage
	fLong            // the passage is long
	fOpen            // the passage only leads to the next, or asks itself
	fRare            // words that few other candidates have
	fPointed         // such words in its best sentence
	features
)

// featureNames are how features appear in reasons.
var featureNames = [features]string{
	"words", "cover", "sentence", "around", "ordered", "copied", "span", "tight", "exact", "joint", "apart",
	"heading", "title", "article", "answer type", "lead", "long", "open", "rare", "pointed",
}

// The features of a sentence of a passage, each mostly 0 to 1.
const (
	sOwn     = iota // words that it has
	sAround         // words that it has with the one before or behind
	sTight          // its words in order and close
	sExact          // of the words found, those as they are written
	sType           // it has what the question asks for
	sApart          // words that it has beyond those of title and heading
	sPointed        // words that few other candidates have
	sAt             // it stands far down the passage
	sOpen           // it asks itself, or only leads to what follows
	sentenceFeatures
)

// sentenceNames are how the features of sentences are named in weights.txt.
var sentenceNames = [sentenceFeatures]string{"own", "around", "tight", "exact", "answer type", "apart", "pointed", "at", "open"}

// A reading is a candidate with its words read.
type reading struct {
	candidate
	text      Text
	marks     []mark
	sentences []article.Span
	fits      [][sentenceFeatures]float64 // of sentences
	best      int                         // which of sentences
	values    [features]float64
	phrases   float64 // what the phrases that it has add to rank
	rank      float64 // what hits are ordered by
}

// A ranker reads and ranks the candidates of one query. It is used by one
// goroutine.
type ranker struct {
	words  []*wanted
	marker *marker
	asks   answerSort
	total  float64 // worth of all words
	*setting

	shares []float64 // of each word in each sentence; used again
	titled []float64 // of each word in title and heading; used again
	marks  []mark    // used again
	tied   []float64 // of pairs of words; used again
}

// newRanker reads the words of a query for one collection. It may have none.
func (v *view) newRanker(ctx context.Context, q Query, field string, c collection) (*ranker, error) {
	words, s, err := v.wantedWords(ctx, q, field, c)
	if err != nil {
		return nil, err
	}
	r := &ranker{words: words, marker: newMarker(words, q.Text, &v.stems, s), asks: asks(q.Text), setting: s}
	for _, w := range words {
		r.total += w.worth()
	}
	if len(words) <= mostDefined {
		switch {
		case r.asks == anything && asksMeaning(q.Text):
			r.asks = aMeaning
		case r.asks == aPerson && asksIdentity(q.Text, words):
			r.asks = anIdentity
		}
	}
	r.total = max(r.total, 1e-9)
	return r, nil
}

// read fills in what the words of a candidate tell.
func (r *ranker) read(c candidate, text Text) *reading {
	d := &reading{candidate: c, text: text}
	v := &d.values
	d.marks, v[fCopied] = r.marker.marks(text.Text, make([]mark, 0, 16))
	d.sentences = sentencesOf(text)
	v[fWords] = c.words / (r.total * (1 + r.setting.words[wSaturation]))
	v[fHead], v[fTitle], v[fWhole] = c.head/r.total, c.title/r.total, c.whole/(r.total*(1+r.setting.words[wWhole]))
	v[fCover], v[fExact] = r.cover(d.marks)
	r.readTitle(d)
	v[fJoint] = r.both(r.shares, r.titled)
	v[fOrdered], v[fSpan] = r.ordered(d.marks), r.span(d.marks)
	v[fLong] = math.Log(1+float64(len(text.Text))) / math.Log(1+longText)
	if c.n == 0 {
		v[fLead] = 1
	}
	v[fOpen] = leadsOn(text.Text)
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

// readTitle fills titled from the title and heading over a passage.
func (r *ranker) readTitle(d *reading) {
	r.titled = slices.Grow(r.titled[:0], len(r.words))[:len(r.words)]
	clear(r.titled)
	for _, text := range []string{d.text.Title, d.text.Section} {
		marks, _ := r.marker.marks(text, r.marks[:0])
		for _, k := range marks {
			r.titled[k.word] = max(r.titled[k.word], k.share)
		}
		r.marks = marks
	}
}

// beyond is sum over what shares have more than others.
func (r *ranker) beyond(shares, others []float64) float64 {
	sum := 0.0
	for i, w := range r.words {
		sum += max(0, shares[i]-others[i]) * w.worth()
	}
	return sum / r.total
}

// longText is the length in bytes at which fLong is 1.
const longText = 3000

// cover returns the share of the words that marks have, and that they have
// as written.
func (r *ranker) cover(marks []mark) (share, exact float64) {
	shares := r.sharesOf(1)
	var written bitset
	for _, k := range marks {
		shares[k.word] = max(shares[k.word], k.share)
		if k.exact && written.add(k.word) {
			exact += r.words[k.word].worth()
		}
	}
	return r.sum(shares), exact / r.total
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

// readSentences fills in what the sentences of d are worth, by their own
// words and those beside them.
func (r *ranker) readSentences(d *reading) {
	n := len(r.words)
	shares := r.sharesOf(len(d.sentences))
	of := func(i int) []float64 { return shares[i*n : (i+1)*n] }
	firsts := make([]int, len(d.sentences)+1)
	at := 0
	for i, s := range d.sentences {
		firsts[i] = at
		for ; at < len(d.marks) && d.marks[at].Start < s.End; at++ {
			k := d.marks[at]
			of(i)[k.word] = max(of(i)[k.word], k.share)
		}
	}
	firsts[len(d.sentences)] = at
	d.fits = make([][sentenceFeatures]float64, len(d.sentences))
	v := &d.values
	for i, s := range d.sentences {
		marks := d.marks[firsts[i]:firsts[i+1]]
		own, around := r.sum(of(i)), 0.0
		if i > 0 {
			around = r.both(of(i), of(i-1))
		}
		if i+1 < len(d.sentences) {
			around = max(around, r.both(of(i), of(i+1)))
		}
		f := &d.fits[i]
		f[sOwn], f[sAround] = own, max(around, own)
		f[sTight], f[sExact] = own*r.ordered(marks), exactShare(marks)
		if r.asks != anything {
			f[sType] = offers(r.asks, d.text.Text, marks, s.Start, s.End)
		}
		f[sApart] = r.beyond(of(i), r.titled)
		f[sAt] = 1 - 5/float64(5+i)
		if f[sOpen] = leadsOn(s.Of(d.text.Text)); i == 0 && d.text.Kind == article.Table {
			f[sOpen] = 1 // the head of the columns
		}
		v[fSentence], v[fAround] = max(v[fSentence], own), max(v[fAround], f[sAround])
		v[fTight], v[fApart] = max(v[fTight], f[sTight]), max(v[fApart], f[sApart])
	}
}

// compare fills in what tells candidates apart, and ranks them. A word that
// all of them have says little about which of them answers: in an article on
// a war it is not the war's name.
func (r *ranker) compare(readings []*reading) {
	n := len(r.words)
	held := make([]float64, n)
	for _, d := range readings {
		for i, share := range r.has(d.marks) {
			held[i] += share
		}
	}
	telling, all := make([]float64, n), 1e-9
	for i, w := range r.words {
		telling[i] = w.worth() * math.Log(1+(float64(len(readings))-held[i]+0.5)/(held[i]+0.5))
		all += telling[i]
	}
	pointed := func(marks []mark) float64 {
		sum := 0.0
		for i, share := range r.has(marks) {
			sum += share * telling[i]
		}
		return sum / all
	}
	for _, d := range readings {
		d.values[fRare] = pointed(d.marks)
		at := 0
		for i, s := range d.sentences {
			from := at
			for ; at < len(d.marks) && d.marks[at].Start < s.End; at++ {
			}
			d.fits[i][sPointed] = pointed(d.marks[from:at])
			d.values[fPointed] = max(d.values[fPointed], d.fits[i][sPointed])
		}
		r.choose(d)
	}
}

// has returns the share of each word that marks have, valid until the next
// call.
func (r *ranker) has(marks []mark) []float64 {
	shares := r.sharesOf(1)
	for _, k := range marks {
		shares[k.word] = max(shares[k.word], k.share)
	}
	return shares
}

// choose finds the best sentence of d, and ranks it.
func (r *ranker) choose(d *reading) {
	best := math.Inf(-1)
	for i := range d.fits {
		if fit := r.fit(d.fits[i]); fit > best {
			best, d.best = fit, i
		}
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

func exactShare(marks []mark) float64 {
	exact := 0
	for _, k := range marks {
		if k.exact {
			exact++
		}
	}
	return float64(exact) / float64(max(1, len(marks)))
}

// closest is how many words apart two words are still near each other.
const closest = 8

// ordered returns how well words that are neighbours in the query stand
// together in the same order, 0 to 1.
func (r *ranker) ordered(marks []mark) float64 {
	if len(r.words) < 2 {
		return 0
	}
	var tied [mostTerms]float64
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

// Bounds of span: words further apart say nothing, and beyond mostSpanned
// words the pairs would be too many.
const (
	farthest    = 15
	mostSpanned = 24
)

// span returns how close all pairs of words stand, against their distance in
// the query, 0 to 1.
func (r *ranker) span(marks []mark) float64 {
	n := len(r.words)
	if n < 2 || n > mostSpanned {
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

func (r *ranker) rank(d *reading) float64 {
	sum := 0.0
	for i, v := range d.values {
		sum += v * r.passage[i]
	}
	return sum
}

// compareReadings puts the better first; of equals, the earlier in the order
// of article ids and passages.
func compareReadings(a, b *reading) int {
	return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.order, b.order), cmp.Compare(a.n, b.n))
}

func sortReadings(all []*reading) { slices.SortFunc(all, compareReadings) }

// A bitset is a set of words of a query.
type bitset [(mostTerms + 63) / 64]uint64

// add puts i into b and reports whether it is new.
func (b *bitset) add(i int) bool {
	bit := uint64(1) << (i % 64)
	old := b[i/64]
	b[i/64] |= bit
	return old&bit == 0
}

func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
