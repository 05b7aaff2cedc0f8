package index

import (
	"strings"

	"footnote/index/analysis"
)

// twins are passages with nearly the same words; the first represents them all.
type twins struct {
	first *scored
	also  []*scored
}

// sameShare is the share of words that near-duplicates have in common: enough
// for a few changed words, not for a changed sentence.
const sameShare = 0.9

// joinTwins returns the best readings, at most limit, with near-duplicates
// grouped under the best of them. No two show the same sentence: the lower one
// shows its next best, or joins the other's group if it has none.
func (r *ranker) joinTwins(readings []*scored, limit int) []twins {
	shown := map[string]int{} // sentences, with the index in folded that shows each
	folded := make([]twins, 0, limit)
	prints := make([]map[string]int, 0, limit)
	for _, d := range readings {
		twin := -1
		var print map[string]int
		for i := range folded {
			if !mayBeTwins(folded[i].first, d) {
				continue
			}
			if prints[i] == nil {
				prints[i] = countForms(folded[i].first.text.Text)
			}
			if print == nil {
				print = countForms(d.text.Text)
			}
			if alike(prints[i], print) {
				twin = i
				break
			}
		}
		if twin < 0 && len(folded) < limit {
			twin = r.showAnother(d, shown)
		}
		if twin < 0 && len(folded) < limit {
			shown[d.sentence()] = len(folded)
			folded, prints = append(folded, twins{first: d}), append(prints, print)
			continue
		}
		if twin < 0 {
			continue
		}
		folded[twin].also = append(folded[twin].also, d)
	}
	return folded
}

// sentence returns the sentence that a reading shows.
func (d *scored) sentence() string { return d.sentences[d.best].Of(d.text.Text) }

// showAnother makes d show the best sentence that is not shown yet and returns
// -1. If all that have words of the query are shown, it returns the index in
// folded that shows the best.
func (r *ranker) showAnother(d *scored, shown map[string]int) int {
	where, taken := shown[d.sentence()]
	if !taken {
		return -1
	}
	best, next := 0.0, -1
	for i, fits := range d.fits {
		if _, taken := shown[d.sentences[i].Of(d.text.Text)]; taken || fits[sOwn] == 0 {
			continue
		}
		if fit := r.fit(fits); next < 0 || fit > best {
			best, next = fit, i
		}
	}
	if next < 0 {
		return where
	}
	d.best = next
	return -1
}

// mayBeTwins quickly rules out most pairs.
func mayBeTwins(a, b *scored) bool {
	short, long := len(a.text.Text), len(b.text.Text)
	if short > long {
		short, long = long, short
	}
	marksA, marksB := len(a.matches), len(b.matches)
	return float64(short) >= sameShare*float64(long) &&
		max(marksA, marksB)-min(marksA, marksB) <= 1+max(marksA, marksB)/10 &&
		probed(a.text.Text, b.text.Text)
}

// To compare two texts, probes pieces of probeWords bytes of one are looked up
// in the other: texts that share nine words in ten share most of the pieces.
const (
	probes     = 5
	probeWords = 10
	minProbed  = 2
)

func probed(a, b string) bool {
	if len(a) < probeWords {
		return true
	}
	found := 0
	for i := range probes {
		from := (len(a) - probeWords) * i / (probes - 1)
		if strings.Contains(b, a[from:from+probeWords]) {
			found++
		}
	}
	return found >= minProbed
}

func countForms(text string) map[string]int {
	counts := map[string]int{}
	s := analysis.Scanner{Text: text}
	for s.Next() {
		counts[string(s.Form)]++
	}
	return counts
}

// alike reports whether two texts have nearly all words in common.
func alike(a, b map[string]int) bool {
	common, all := 0, 0
	for w, n := range a {
		common += min(n, b[w])
		all += max(n, b[w])
	}
	for w, n := range b {
		if a[w] == 0 {
			all += n
		}
	}
	return all > 0 && float64(common) >= sameShare*float64(all)
}
