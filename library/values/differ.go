package values

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/article/lang"
)

// A Sentence is a sentence of an article.
type Sentence struct {
	Text      string
	Title     string // of the article
	Published string // YYYY-MM-DD, "" if unknown
}

// Read is a sentence whose values are read, to be compared with many others.
type Read struct {
	Sentence
	values []Value
	about  [][]term // of each value, what it is about; nil if no sentence may contradict it
	shared []term   // what all values that have it are about
}

// Of returns a sentence with its values.
func Of(s Sentence) Read {
	r := Read{Sentence: s, values: in(s.Text)}
	r.about = make([][]term, len(r.values))
	first := true
	for i, v := range r.values {
		if !comparable(v) || hedged(s.Text, v) {
			continue
		}
		r.about[i] = aboutOf(s.Text, r.values, v)
		if first {
			r.shared, first = slices.Clone(r.about[i]), false
		}
		r.shared = slices.DeleteFunc(r.shared, func(w term) bool { return !slices.ContainsFunc(r.about[i], w.same) })
	}
	return r
}

// Comparable reports whether r has a value that another sentence may contradict.
func (r Read) Comparable() bool {
	return slices.ContainsFunc(r.about, func(about []term) bool { return about != nil })
}

// About returns words that every sentence has that disagrees with r, in some
// form, in lower case.
func (r Read) About() string {
	var b strings.Builder
	for _, w := range r.shared {
		b.WriteString(w.folded + " ")
	}
	return b.String()
}

// comparable reports whether a value says what it counts.
func comparable(v Value) bool { return v.Unit != "" && v.Unit != "o'clock" }

// sameTime is how far apart two articles may be, if both say when something
// was only relative to their own day: “last year”.
const sameTime = 31 * 24 * time.Hour

// Differ returns the values in which r and a sentence of another article
// disagree. ok is false unless they say the same about the same thing: apart
// from the one value, they have the same words and values, and share a name.
func (r Read) Differ(b Sentence) (x, y Value, ok bool) {
	if !r.mayDiffer(b.Text) {
		return x, y, false
	}
	vb := in(b.Text)
	i, k, ok := oneDiffers(r.values, vb)
	if !ok || r.about[i] == nil || hedged(b.Text, vb[k]) {
		return x, y, false
	}
	x, y = r.values[i], vb[k]
	about := r.about[i]
	if !slices.EqualFunc(about, aboutOf(b.Text, vb, y), term.same) || !named(r.Sentence, b, about) {
		return x, y, false
	}
	if slices.ContainsFunc(about, func(w term) bool { return relative.Has(w.stem) }) && !sameDays(r.Published, b.Published) {
		return x, y, false
	}
	return x, y, true
}

// mayDiffer reports whether a text may disagree with r: it has a digit and
// all shared words. It is far cheaper than reading the text's values.
func (r Read) mayDiffer(text string) bool {
	if !strings.ContainsAny(text, "0123456789") {
		return false
	}
	folded := lang.Fold(text)
	return !slices.ContainsFunc(r.shared, func(w term) bool {
		return w.stem != percent && !strings.Contains(folded, w.stem)
	})
}

// oneDiffers returns the only values in which two lists differ. ok is false
// unless there is exactly one such pair, of the same unit.
func oneDiffers(a, b []Value) (i, k int, ok bool) {
	if len(a) != len(b) || len(a) == 0 {
		return 0, 0, false
	}
	restA, restB := unmatched(a, b), unmatched(b, a)
	if len(restA) != 1 || len(restB) != 1 {
		return 0, 0, false
	}
	i, k = restA[0], restB[0]
	// A date next to an amount says when it was so, and may differ.
	if a[i].isDate() && slices.ContainsFunc(a, func(v Value) bool { return !v.isDate() }) {
		return 0, 0, false
	}
	return i, k, a[i].Unit == b[k].Unit && comparable(a[i]) && !rounds(a[i], b[k]) && !rounds(b[k], a[i])
}

func (v Value) isDate() bool { return v.Unit == "year" || v.Unit == "month" || v.Unit == "day" }

// unmatched returns the values of a that b does not have.
func unmatched(a, b []Value) []int {
	var rest []int
	for i, v := range a {
		if !slices.ContainsFunc(b, func(w Value) bool { return w.Unit == v.Unit && w.Number == v.Number }) {
			rest = append(rest, i)
		}
	}
	return rest
}

// rounds reports whether a is b, rounded: 4.2 million of 4,215,300.
func rounds(a, b Value) bool {
	if a.isDate() {
		return a.Number == b.Number
	}
	if a.Number == 0 || b.Number == 0 || a.Digits > b.Digits {
		return a.Number == b.Number
	}
	step := math.Pow(10, math.Floor(math.Log10(math.Abs(a.Number)))-float64(a.Digits-1))
	return math.Abs(a.Number-b.Number) < step/2
}

// hedged reports whether the words before a value, or after it, make it
// inexact: at least 60, 60 or more.
func hedged(text string, v Value) bool {
	before := words(text[:v.Span.Start])
	if n := len(before); n > 0 {
		last := before[n-1].folded
		if inexact.Has(last) || n > 1 && upTo[before[n-2].folded+" "+last] {
			return true
		}
	}
	return inexactAfter.Get().MatchString(text[v.Span.End:])
}

// inexactAfter matches what follows a value that is not exact: 60 or more, 60
// to 70, 60–70, 60+.
var inexactAfter = lang.NewPattern(`^(?:\+|\s?[–-]\s?\d|\s(?:to|bis|a|à)\s[$€£¥]?\d|\s(?:\pL+\s)?(?:or|oder|o|ou)\s)`)

// A term is a word of a sentence.
type term struct {
	folded string
	stem   string
	name   bool // has a capital that does not come from beginning the sentence
	at     int
	size   int // bytes
}

// same reports whether two terms are forms of one word.
func (w term) same(o term) bool { return w.stem == o.stem }

func words(text string) []term {
	var list []term
	for _, m := range word.Get().FindAllStringIndex(text, -1) {
		w := text[m[0]:m[1]]
		first, _ := utf8.DecodeRuneInString(w)
		folded := lang.Fold(w)
		list = append(list, term{folded, stem(folded), unicode.IsUpper(first) && m[0] > 0, m[0], len(w)})
	}
	return list
}

// aboutOf returns the words of a sentence that say what its value is about,
// ordered by their stems, each once: without the values, the words that mean
// little, who reports it, and clauses that only explain. It is not nil.
func aboutOf(text string, values []Value, v Value) []term {
	about, all := []term{}, words(text)
	for i, s := range segments(text) {
		inside := s.Start <= v.Span.Start && v.Span.End <= s.End
		if !inside && (reports(s.Of(text)) || i > 0 && explains(s.Of(text))) {
			continue
		}
		from := s.Start
		if inside {
			from = afterReporter(text, s, v)
		}
		for _, w := range all {
			if w.at < from || w.at >= s.End || overlaps(spanAt(w), values) || functionWords.Has(w.folded) {
				continue
			}
			about = append(about, w)
		}
	}
	slices.SortFunc(about, func(a, b term) int { return strings.Compare(a.stem, b.stem) })
	return slices.CompactFunc(about, term.same)
}

// named reports whether two sentences name the same thing: a name in the
// words that they share, or in both titles.
func named(a, b Sentence, about []term) bool {
	for _, w := range words(a.Text) {
		if w.name && slices.ContainsFunc(about, w.same) {
			return true
		}
	}
	in := map[string]bool{}
	for _, w := range words(a.Title) {
		in[w.stem] = !functionWords.Has(w.folded)
	}
	shared := 0
	for _, w := range words(b.Title) {
		if in[w.stem] {
			shared++
		}
	}
	return shared >= minShared
}

// minShared is how many words two titles share that are about one thing.
const minShared = 2

func sameDays(a, b string) bool {
	x, err := time.Parse(time.DateOnly, a)
	y, bad := time.Parse(time.DateOnly, b)
	return err == nil && bad == nil && x.Sub(y).Abs() <= sameTime
}
