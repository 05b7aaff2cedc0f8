package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index/analysis"
)

// The features of a passage that answers a question, most of them 0 to 1. For
// features over words, 1 means all words of the query; rare words count more
// than common ones.
const (
	fWords    = iota // BM25 of the passage
	fCover           // words that the passage has, or related words
	fSentence        // words that its best sentence has
	fAround          // words that its best sentence has with the one before or after
	fOrdered         // neighbours in the query that are in order and close
	fCopied          // words that follow each other as in the question, stop words too
	fSpan            // pairs of words that are as close as in the query
	fTight           // the best sentence's words in order and close
	fExact           // words that are spelled as in the query
	fJoint           // words that the passage, its heading or its article's title has
	fApart           // words that the best sentence has beyond those of title and heading
	fHead            // words of the section's heading
	fTitle           // words of the article's title
	fWhole           // words of the whole article
	fType            // the best sentence has what the question asks for
	fLead            // the article begins with the passage
	fLong            // the passage is long
	fOpen            // the passage only introduces the next one, or is itself a question
	fRare            // words that few other candidates have
	fPointed         // such words in its best sentence
	fAsked           // the heading asks the question
	fStub            // the passage is only a heading for others
	fOffer           // any of its sentences has what the question asks for
	fBeside          // words that it lacks and the passages before and after have
	fHeadFit         // how much of the heading the query has
	fTitleFit        // how much of the title
	fOpening         // the article begins with it, and its title has the words
	features
)

// featureNames are how features appear in reasons.
var featureNames = [features]string{
	"words", "cover", "sentence", "around", "ordered", "copied", "span", "tight", "exact", "joint", "apart",
	"heading", "title", "article", "answer type", "lead", "long", "open", "rare", "pointed", "asked",
	"stub", "offer", "beside", "heading fit", "title fit", "opening",
}

// The features of a sentence of a passage, most of them 0 to 1.
const (
	sOwn     = iota // words that it has
	sAround         // words that it has with the one before or after
	sTight          // its words in order and close
	sExact          // of the words found, those spelled as in the query
	sType           // it has what the question asks for
	sApart          // words that it has beyond those of title and heading
	sPointed        // words that few other candidates have
	sAt             // it is far down the passage
	sOpen           // it is itself a question, or only introduces what follows
	sCarried        // words of the sentence before that it refers to: “They lowered it because …”
	sentenceFeatures
)

// sentenceNames are the names of sentence features in weights.txt.
var sentenceNames = [sentenceFeatures]string{"own", "around", "tight", "exact", "answer type", "apart", "pointed", "at", "open", "carried"}

// A scored is a candidate with its words read.
type scored struct {
	candidate
	text      Text
	matches   []match
	titled    []match // of the title; valid until the next reading
	sentences []article.Span
	fits      [][sentenceFeatures]float64 // of sentences
	best      int                         // index into sentences
	above     []float64                   // shares of words that title and heading have
	values    [features]float64
	phrases   float64 // what the phrases that it has add to rank
	closeness float64 // to the query, as Query.Closeness says
	nearer    float64 // by how much it is closer than candidates are on average
	rank      float64 // what hits are ordered by
	deep      bool    // it is only read of brief questions
}

// A ranker reads and ranks the candidates of one query. It is not safe for
// concurrent use.
type ranker struct {
	words   []*queryTerm
	marker  *matcher
	asks    answerType
	phrases []phrase
	run     []string // of a query of stop words alone
	total   float64  // worth of all words
	sought  float64  // worth of all words, whether or not the library has them
	joined  int      // how many of the first candidates come from Query.Join
	listed  bool     // the hits are a list, of what is like a text or has a phrase, not an answer
	*setting

	shares  []float64 // of each word in each sentence; used again
	matcher []match   // used again
	tied    []float64 // of pairs of words; used again
}

// newRanker reads the words of a query for one collection. There may be none.
func (v *view) newRanker(ctx context.Context, q Query, field string, c collection) (*ranker, error) {
	var err error
	if q.Text, err = v.spellOut(ctx, q.Text, field); err != nil {
		return nil, err
	}
	parsed := parseQuery(q.Text, v.languages)
	words, s, err := v.queryTerms(ctx, q, parsed.words, field, c)
	if err != nil {
		return nil, err
	}
	r := &ranker{words: words, marker: newMatcher(words, q.Text, &v.stems, s), asks: parsed.asks, phrases: parsed.phrases, run: parsed.run, setting: s}
	r.listed = lengthOf(words) > shortQuery
	for _, w := range words {
		r.total += w.worth()
		r.sought += w.sought()
	}
	r.total, r.sought = max(r.total, 1e-9), max(r.sought, 1e-9)
	return r, nil
}

// score computes the features of a candidate from its words.
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
	v[fCover], v[fExact] = r.cover(d.titled, d.matches)
	v[fOrdered], v[fSpan] = r.ordered(entitled), r.span(entitled)
	v[fLong] = math.Log(1+float64(len(text.Text))) / math.Log(1+longText)
	v[fOpen] = leadsOn(text.Text)
	if p := (article.Passage{Kind: text.Kind, Text: text.Text}); v[fOpen] == 0 && lang.IsLeadIn(p) {
		v[fStub] = 1
	}
	r.readSentences(d)
	return d
}

// leadsOn returns 1 for a text that is a question, or that only introduces what
// follows.
func leadsOn(text string) float64 {
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "?") {
		return 1
	}
	return 0
}

// implied is what a word that only the title or heading has counts in a
// passage, relative to its first mention there.
const implied = 0.5

// titleGap is the assumed distance in words between the last word of a title or
// heading and the first of what follows.
const titleGap = 4

// entitled reads the title and the heading of a passage, and returns the marks
// of the passage as if it began with both: an article names its subject in the
// title and says “it” from then on, and a section in its heading. It also returns
// how much of the question's sequence of words the title has.
func (r *ranker) entitled(d *scored) (marks []match, copied float64) {
	marks, copied = r.marker.matches(d.text.Title, r.matcher[:0])
	titled := len(marks)
	d.above = slices.Clone(r.has(marks))
	if d.n == 0 {
		named := r.sum(d.above)
		d.values[fLead], d.values[fOpening] = 1, named*named
	}
	marks, _ = r.marker.matches(d.text.Section, marks)
	headed := len(marks)
	if d.text.Lead != "" {
		marks, _ = r.marker.matches(d.text.Lead, marks)
	}
	d.values[fTitleFit] = fitOf(d.text.Title, d.text.Language, marks[:titled])
	if d.text.Section != "" {
		d.values[fHeadFit] = fitOf(d.text.Section, d.text.Language, marks[titled:headed])
	}
	if strings.HasSuffix(d.text.Section, "?") || strings.HasSuffix(d.text.Section, "？") {
		asked := r.sum(r.has(marks[titled:]))
		d.values[fAsked] = asked * asked
	}
	for _, k := range marks[titled:] {
		d.above[k.word] = max(d.above[k.word], k.share)
	}
	marks = marks[:headed]
	for i := range marks {
		marks[i].share *= implied
	}
	d.titled = marks[:titled:titled]
	shiftMarks(marks, titled)
	marks = append(marks, d.matches...)
	shiftMarks(marks, headed)
	r.matcher = marks
	return marks, copied
}

// shiftMarks moves the marks from the nth on past those before.
func shiftMarks(marks []match, n int) {
	shift := titleGap
	if n > 0 {
		shift += marks[n-1].at
	}
	for i := range marks[n:] {
		marks[n+i].at += shift
	}
}

// fitOf returns the share of a heading's words that are looked for.
func fitOf(heading, language string, marks []match) float64 {
	stops := analysis.StopWords(language)
	s := analysis.Scanner{Text: heading}
	n := 0.0
	for s.Next() {
		if !stops[string(s.Form)] {
			n++
		}
	}
	sum := 0.0
	for _, k := range marks {
		sum += k.share
	}
	return min(1, sum/max(1, n))
}

// beyond is sum over what shares have in excess of others.
func (r *ranker) beyond(shares, others []float64) float64 {
	sum := 0.0
	for i, w := range r.words {
		sum += max(0, shares[i]-others[i]) * w.worth()
	}
	return sum / r.total
}

// lacked is the part of what others lack that shares have.
func (r *ranker) lacked(shares, others []float64) float64 {
	lacking := 1 - r.sum(others)
	return r.beyond(shares, others) / max(lacking, minLacking)
}

// minLacking keeps a single common word that a title lacks from counting as
// everything that is left to find.
const minLacking = 0.05

// longText is the length in bytes at which fLong is 1.
const longText = 3000

// cover returns the share of the words that the title and marks have, and the
// share that they have as spelled in the query.
func (r *ranker) cover(titled, marks []match) (share, exact float64) {
	shares := r.sharesOf(2)
	all, written := shares[:len(r.words)], shares[len(r.words):]
	for _, marks := range [][]match{titled, marks} {
		for _, k := range marks {
			all[k.word] = max(all[k.word], k.share)
			if k.exact {
				written[k.word] = max(written[k.word], k.share)
			}
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

// sum returns the combined worth of the shares of each word, 0 to 1.
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

// compare computes the features that compare candidates, and ranks them. A word
// that all candidates have says little about which of them answers, such as a
// war's name in an article on that war.
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

// beside computes the feature for the passages next to each reading.
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

// has returns the share of each word that marks have. It is valid until the
// next call.
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

// fit returns the worth of a sentence.
func (r *ranker) fit(values [sentenceFeatures]float64) float64 {
	sum := 0.0
	for i, v := range values {
		sum += v * r.setting.sentence[i]
	}
	return sum
}

// closest is how many words apart two words can be and still be close.
const closest = 8

// ordered returns how close words that are neighbours in the query are in the
// same order, 0 to 1.
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

// Bounds of span: words further apart say nothing, and with more than
// maxSpanned words there would be too many pairs.
const (
	farthest   = 15
	maxSpanned = 24
)

// span returns how close all pairs of words are, compared with their distance
// in the query, 0 to 1.
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

// compareScored puts the better first, and equals in the order of article ids
// and passages.
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
