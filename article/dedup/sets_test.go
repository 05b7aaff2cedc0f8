package dedup_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/article/reader"
)

// realTexts returns the texts of real pages, of 100 words and more.
func realTexts(t *testing.T) [][]article.Passage {
	t.Helper()
	names, _ := filepath.Glob("../../../shared/eval/articles/body/*.html.gz")
	if len(names) == 0 {
		t.Skip("SKIPPED: lay the evaluation sets in ../shared/eval, next to the project, and run the tests again")
	}
	var texts [][]article.Passage
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		if _, err := io.Copy(&body, z); err != nil {
			t.Fatal(err)
		}
		f.Close()
		a, err := reader.Parse(article.Source{Name: "a.html", Body: body.Bytes()})
		if err == nil && len(strings.Fields(text(a.Passages))) >= 100 {
			texts = append(texts, a.Passages)
		}
	}
	return texts
}

func text(passages []article.Passage) string {
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

// edits are the changes to an article that is published a second time.
var edits = map[string]func(r *rand.Rand, passages []article.Passage, other []article.Passage) []article.Passage{
	"as it was": func(_ *rand.Rand, p, _ []article.Passage) []article.Passage { return p },
	"a word in 25 is another": func(r *rand.Rand, p, _ []article.Passage) []article.Passage {
		return eachWord(p, func(w string) string {
			if r.IntN(25) == 0 {
				return "changed"
			}
			return w
		})
	},
	"a tenth of the paragraphs gone": func(r *rand.Rand, p, _ []article.Passage) []article.Passage {
		var kept []article.Passage
		for _, passage := range p {
			if r.IntN(10) > 0 {
				kept = append(kept, passage)
			}
		}
		return kept
	},
	"a box of another site": func(_ *rand.Rand, p, other []article.Passage) []article.Passage {
		var box []article.Passage
		for _, passage := range other { // a fifth as long
			if len(text(append(box, passage))) < len(text(p))/5 {
				box = append(box, passage)
			}
		}
		return append(box, p...)
	},
	"in another order": func(r *rand.Rand, p, _ []article.Passage) []article.Passage {
		p = append([]article.Passage{}, p...)
		r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		return p
	},
	"in capitals, without marks": func(_ *rand.Rand, p, _ []article.Passage) []article.Passage {
		return eachWord(p, func(w string) string { return strings.ToUpper(strings.Trim(w, `.,;:"“”’'()`)) })
	},
}

func eachWord(passages []article.Passage, f func(string) string) []article.Passage {
	changed := append([]article.Passage{}, passages...)
	for i := range changed {
		words := strings.Fields(changed[i].Text)
		for k := range words {
			words[k] = f(words[k])
		}
		changed[i].Text = strings.Join(words, " ")
	}
	return changed
}

// TestSameText builds pairs of one article published twice, and all pairs of
// different articles, of real pages.
func TestSameText(t *testing.T) {
	t.Parallel()
	texts := realTexts(t)
	r := rand.New(rand.NewPCG(1, 2))
	found, pairs := 0, 0
	for name, edit := range edits {
		missed := 0
		for i, passages := range texts {
			p := dedup.PrintOf(passages)
			q := dedup.PrintOf(edit(r, passages, texts[(i+1)%len(texts)]))
			if !same(p, q) {
				missed++
			}
		}
		t.Logf("%s: %d of %d found", name, len(texts)-missed, len(texts))
		found, pairs = found+len(texts)-missed, pairs+len(texts)
	}
	wrong := 0
	prints := make([]dedup.Print, len(texts))
	for i := range texts {
		prints[i] = dedup.PrintOf(texts[i])
		for j := range i {
			if same(prints[i], prints[j]) {
				wrong++
				t.Logf("taken for one: %.60q, %.60q", texts[i][0].Text, texts[j][0].Text)
			}
		}
	}
	recall, precision := float64(found)/float64(pairs), float64(found)/float64(found+wrong)
	t.Logf("recall %.3f, precision %.4f, over %d pairs and %d others", recall, precision, pairs, len(texts)*(len(texts)-1)/2)
	if recall < 0.95 || precision < 0.99 {
		t.Errorf("recall %.3f, precision %.4f", recall, precision)
	}
}

// same does what a library does: the samples select which prints to compare.
func same(p, q dedup.Print) bool {
	shared := 0
	for _, a := range p.Sample() {
		for _, b := range q.Sample() {
			if a == b {
				shared++
			}
		}
	}
	return shared >= 2 && p.Shares(q) >= dedup.SameText
}
