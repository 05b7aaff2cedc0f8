// Package diff compares a claim with stored words: it aligns the two and
// reports what the claim leaves out and what it has instead.
package diff

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A Result is the comparison of claimed words with stored words.
type Result struct {
	Verbatim bool           // the stored words have the whole claim, unbroken and unchanged
	Cut      bool           // but its sentence continues, or a few words are omitted
	Elided   bool           // and the claim marks what it omits, which denies nothing
	Agree    int            // words of the claim that agree
	Share    float64        // share of the longer text's words that agree
	Span     article.Span   // in the stored words: the sentences that were claimed
	Missing  []article.Span // in the stored words: what the claim leaves out
	Replaced []Replaced     // what the claim has instead
}

// Replaced are claimed words that the store does not have, with their position in
// its words.
type Replaced struct {
	At    int // offset in the stored words, in bytes
	Words string
}

// A Claim is the text of a claim, split into tokens once for all comparisons.
type Claim struct {
	text     string
	tokens   []Token
	Words    int
	counts   map[string]int // folded words
	elided   [][]Token      // the pieces of a shortened claim, nil if it is whole
	caseless bool
}

// NewClaim returns text as a claim to be compared with stored words. Punctuation
// at its ends is left out.
func NewClaim(text string) *Claim {
	pieces := pieces(text)
	c := &Claim{text: text, elided: pieces, tokens: Tokens(text), caseless: oneCase(text)}
	for len(c.tokens) > 0 && c.tokens[len(c.tokens)-1].ends() {
		c.tokens = c.tokens[:len(c.tokens)-1]
	}
	for len(c.tokens) > 0 && c.tokens[0].ends() {
		c.tokens = c.tokens[1:]
	}
	if len(c.tokens) > 0 {
		c.tokens[0].first = true
	}
	c.counts = Count(c.tokens)
	for _, n := range c.counts {
		c.Words += n
	}
	return c
}

// Count returns how often each word is among tokens, in lower case.
func Count(tokens []Token) map[string]int {
	counts := make(map[string]int, len(tokens))
	for _, t := range tokens {
		if t.word {
			counts[strings.ToLower(t.text)]++
		}
	}
	return counts
}

// Overlap is the share of the claim's words that a stored text has, in any
// order. stored is its Count.
func (c *Claim) Overlap(stored map[string]int) float64 {
	if c.Words == 0 {
		return 0
	}
	n := 0
	for w, k := range c.counts {
		n += min(k, stored[w])
	}
	return float64(n) / float64(c.Words)
}

// Scores of agreement and difference in an alignment. The stretch of the stored
// words with the best score is the one that is shown.
const (
	wordAgrees = 6
	markAgrees = 2
	wordGap    = -2
	markGap    = -1
)

func (t *Token) gap() int32 {
	if t.word {
		return wordGap
	}
	return markGap
}

// A pair is two tokens that are aligned: -1 if one has no counterpart.
type pair struct{ claim, store int }

// align finds the stretch of stored that is closest to the claim, and the pairs
// of tokens. It takes time and memory in proportion to the product of the
// lengths; both are bounded.
func (c *Claim) align(stored []Token) []pair {
	const (
		both = iota
		ours
		its
	)
	n, m := len(c.tokens), len(stored)
	from := make([]byte, (n+1)*(m+1))
	row, next := make([]int32, m+1), make([]int32, m+1)
	for i := range c.tokens {
		t := &c.tokens[i]
		next[0] = row[0] + t.gap()
		from[(i+1)*(m+1)] = ours
		for k := range stored {
			best, way := row[k+1]+t.gap(), byte(ours)
			if s := next[k] + stored[k].gap(); s > best {
				best, way = s, its
			}
			if t.same(&stored[k], c.caseless) {
				s := row[k] + markAgrees
				if t.word {
					s = row[k] + wordAgrees
				}
				if s > best {
					best, way = s, both
				}
			}
			next[k+1] = best
			from[(i+1)*(m+1)+k+1] = way
		}
		row, next = next, row
	}
	at := 0
	for k := range row {
		if row[k] > row[at] {
			at = k
		}
	}
	var pairs []pair
	for i, k := n, at; i > 0; {
		switch from[i*(m+1)+k] {
		case both:
			i, k = i-1, k-1
			pairs = append(pairs, pair{i, k})
		case its:
			k--
			pairs = append(pairs, pair{-1, k})
		default:
			i--
			pairs = append(pairs, pair{i, -1})
		}
	}
	for i, j := 0, len(pairs)-1; i < j; i, j = i+1, j-1 {
		pairs[i], pairs[j] = pairs[j], pairs[i]
	}
	return pairs
}

// The most words before or after the claim that may not be omitted: fewBeside in
// the next sentence, such as “No.”, or MaxShortWords in all of the rest, such as
// “I doubt it.”
const (
	fewBeside     = 2
	MaxShortWords = 3
)

// Compare compares the claim with stored, the tokens of text.
func (c *Claim) Compare(text string, stored []Token) Result {
	if r, ok := c.compareElided(text, stored); ok {
		return r
	}
	pairs := c.align(stored)
	lo, hi, agree := -1, -1, 0
	for _, p := range pairs {
		if p.claim < 0 || p.store < 0 {
			continue
		}
		if lo < 0 {
			lo = p.store
		}
		hi = p.store
		if stored[hi].word {
			agree++
		}
	}
	if agree == 0 {
		return Result{}
	}
	r := Result{Agree: agree, Share: float64(agree) / float64(max(c.Words, countWords(stored[lo:hi+1])))}
	lacks := make([]bool, len(stored))
	r.Verbatim = c.differ(text, stored, pairs, lacks, &r)
	for k := hi + 1; k < len(stored) && !stored[k].word; k++ {
		if stored[k].text == "?" {
			lacks[k], r.Verbatim = true, false
		}
	}
	r.Span, r.Cut = around(text, stored, lo, hi, lacks)
	r.Missing = stretches(stored, lacks)
	return r
}

// differ records what the claim leaves out and what it has instead. It reports
// whether there is no difference.
func (c *Claim) differ(text string, stored []Token, pairs []pair, lacks []bool, r *Result) bool {
	verbatim := true
	begin, end, at := -1, -1, -1 // of the present struck words, and their position
	flush := func(next int) {
		if begin >= 0 {
			if at < 0 {
				at = next
			}
			r.Replaced = append(r.Replaced, Replaced{at, c.text[c.tokens[begin].Start:c.tokens[end].End]})
		}
		begin, at = -1, -1
	}
	last := len(text)
	for _, p := range pairs {
		switch {
		case p.claim >= 0 && p.store >= 0:
			flush(stored[p.store].Start)
		case p.store >= 0 && stored[p.store].loose:
		case p.store >= 0:
			verbatim, lacks[p.store] = false, true
			if at < 0 {
				at = stored[p.store].Start
			}
		default:
			verbatim = false
			if begin < 0 {
				begin = p.claim
			}
			end = p.claim
		}
		if p.store >= 0 {
			last = stored[p.store].End
		}
	}
	flush(last)
	return verbatim
}

// around returns the sentences of the tokens from lo to hi, and whether some of
// their words are outside; these are marked in lacks, too.
func around(text string, stored []Token, lo, hi int, lacks []bool) (span article.Span, cut bool) {
	from, to := lo, hi
	for from > 0 && !stored[from].first {
		from--
	}
	for to+1 < len(stored) && !stored[to+1].first {
		to++
	}
	if !inMarks(text, stored[lo].Start, stored[hi].End) {
		from, to = withShort(stored, from, to)
		for k := from; k <= to; k++ {
			if (k < lo || k > hi) && !stored[k].ends() && stored[k].text != "?" {
				lacks[k], cut = true, true
			}
		}
	}
	return article.Span{Start: stored[from].Start, End: stored[to].End}, cut
}

// withShort adds to the sentences from from to to those next to them that are
// too short to be omitted without changing what was said.
func withShort(stored []Token, from, to int) (int, int) {
	if off := countWords(stored[:from]); off > 0 && off <= MaxShortWords {
		from = 0
	} else if off > 0 {
		start := from - 1
		for start > 0 && !stored[start].first {
			start--
		}
		if countWords(stored[start:from]) <= fewBeside {
			from = start
		}
	}
	if off := countWords(stored[to+1:]); off > 0 && off <= MaxShortWords {
		to = len(stored) - 1
	} else if off > 0 {
		end := to + 1
		for end+1 < len(stored) && !stored[end+1].first {
			end++
		}
		if countWords(stored[to+1:end+1]) <= fewBeside {
			to = end
		}
	}
	return from, to
}

// stretches joins neighbours among the missing tokens.
func stretches(stored []Token, lacks []bool) []article.Span {
	var spans []article.Span
	for k := range stored {
		switch {
		case !lacks[k]:
		case k > 0 && lacks[k-1]:
			spans[len(spans)-1].End = stored[k].End
		default:
			spans = append(spans, stored[k].Span)
		}
	}
	return spans
}

func countWords(list []Token) int {
	n := 0
	for i := range list {
		if list[i].word {
			n++
		}
	}
	return n
}

// closedBy gives the mark that closes what a quotation mark opens.
var closedBy = map[rune]rune{'“': '”', '„': '“', '"': '"', '«': '»', '»': '«', '‘': '’', '‚': '‘', '「': '」', '『': '』'}

// inMarks reports whether the stretch of text is everything between two
// quotation marks, except for marks that end a sentence.
func inMarks(text string, start, end int) bool {
	open, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:start], " …"))
	end += len(text[end:]) - len(strings.TrimLeft(text[end:], " .,!?…;"))
	mark, n := utf8.DecodeRuneInString(text[end:])
	next, _ := utf8.DecodeRuneInString(text[end+n:])
	return mark != utf8.RuneError && closedBy[open] == mark && !unicode.IsLetter(next)
}

// longestCompared bounds the part of a quotation that is compared, in bytes:
// one may span a whole book. Its passages are compared separately.
const longestCompared = 16 << 10

// Comparable returns text, or the sentences at its start if it is too long.
func Comparable(text string) string {
	if len(text) <= longestCompared {
		return text
	}
	text = strings.ToValidUTF8(text[:longestCompared], "")
	return text[:strings.LastIndexAny(text, ".!?")+1]
}

// MarkJoints marks where the parts of a quotation meet: each begins like a
// sentence, and the comma before its speaker need not be claimed.
func MarkJoints(list []Token, q article.Quote) {
	end, k := 0, 0
	for _, p := range q.Parts[:max(len(q.Parts)-1, 0)] {
		end += p.Span.End - p.Span.Start
		for k < len(list) && list[k].End < end {
			k++
		}
		if k < len(list) && list[k].End == end {
			list[k].loose = list[k].text == ","
			k++
		}
		if k < len(list) {
			list[k].first = true
		}
		end += len(" ")
	}
}

// asked is the most words of a query: the longest are the most specific.
const asked = 40

// Query returns the query for the claim.
func (c *Claim) Query() string {
	if c.Words <= asked {
		return c.text
	}
	var words []string
	seen := map[string]bool{}
	for _, t := range c.tokens {
		if t.word && !seen[t.text] {
			seen[t.text] = true
			words = append(words, t.text)
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return strings.Join(words[:min(len(words), asked)], " ")
}
