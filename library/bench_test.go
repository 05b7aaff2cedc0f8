package library_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// A corpus is invented text with word frequencies as in real text: the nth
// most frequent word comes about 1/n as often as the first.
type corpus struct {
	random *rand.Rand
	zipf   *rand.Zipf
}

func newCorpus() *corpus {
	r := rand.New(rand.NewPCG(1, 2))
	return &corpus{random: r, zipf: rand.NewZipf(r, 1.07, 8, 60_000)}
}

// word returns the nth word: syllables, so that stems and slips are real.
func (c *corpus) word(n uint64) string {
	syllables := []string{"ba", "do", "fe", "gi", "ku", "la", "me", "no", "pi", "ru", "sa", "te", "vo", "wi", "za", "chu"}
	var b strings.Builder
	for n += 17; n > 0; n /= 16 {
		b.WriteString(syllables[n%16])
	}
	return b.String()
}

func (c *corpus) passage() string {
	words := make([]string, 60+c.random.IntN(60))
	for i := range words {
		words[i] = c.word(c.zipf.Uint64())
		if i%14 == 13 {
			words[i] += "."
		}
	}
	return "The " + strings.Join(words, " ") + "."
}

// questions are of three words, as frequent as those that people ask with.
func (c *corpus) questions(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = c.word(100+c.random.Uint64N(400)) + " " + c.word(500+c.random.Uint64N(4000)) + " " + c.word(50+c.random.Uint64N(3000))
	}
	return list
}

const passagesAnArticle = 20

// fill adds invented articles until there are n passages, and returns them.
func fill(b *testing.B, lib *library.Library, c *corpus, n int) (passages []string) {
	b.Helper()
	var items []library.Item
	flush := func() {
		if _, err := lib.Add(b.Context(), "bench", items...); err != nil {
			b.Fatal(err)
		}
		items = items[:0]
	}
	for len(passages) < n {
		var texts []string
		for range passagesAnArticle {
			texts = append(texts, c.passage())
		}
		passages = append(passages, texts...)
		items = append(items, library.Item{ID: fmt.Sprint(len(passages)), Anyway: true, Source: article.Source{
			MediaType: "text/plain", Title: "Article " + fmt.Sprint(len(passages)), Body: []byte(strings.Join(texts, "\n\n"))}})
		if len(items) == 200 {
			flush()
		}
	}
	flush()
	return passages
}

// BenchmarkSearch asks a library, including words from the store and
// highlights, and for comparison bleve alone: an OR of the same words over the
// same passages with nothing stored, ten hits.
func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{1_500, 100_000} {
		if size > 10_000 && testing.Short() {
			continue
		}
		st, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "footnote.db"))
		if err != nil {
			b.Fatal(err)
		}
		libs := library.New(library.Config{Store: st, IndexDir: b.TempDir()})
		lib, err := libs.Library("bench")
		if err != nil {
			b.Fatal(err)
		}
		c := newCorpus()
		passages := fill(b, lib, c, size)
		questions := c.questions(1000)
		b.Run(fmt.Sprintf("footnote/%d", size), func(b *testing.B) {
			lib.Answer(b.Context(), index.Query{Text: "warm"})
			b.ReportAllocs()
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				if _, err := lib.Answer(b.Context(), index.Query{Text: questions[len(took)%len(questions)], Limit: 10}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
			b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")
		})
		bare := bareBleve(b, passages)
		b.Run(fmt.Sprintf("bleve/%d", size), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				q := bleve.NewMatchQuery(questions[i%len(questions)])
				q.SetField("text")
				if _, err := bare.Search(bleve.NewSearchRequestOptions(q, 10, 0, false)); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
		bare.Close()
		libs.Close()
		st.Close()
	}
}

func bareBleve(b *testing.B, passages []string) bleve.Index {
	b.Helper()
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeInAll, text.IncludeTermVectors, text.DocValues = en.AnalyzerName, false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	x, err := bleve.New(filepath.Join(b.TempDir(), "bare"), m)
	if err != nil {
		b.Fatal(err)
	}
	batch := x.NewBatch()
	for i, p := range passages {
		if err := batch.Index(fmt.Sprint(i), map[string]any{"text": p}); err != nil {
			b.Fatal(err)
		}
		if batch.Size() == 2000 || i == len(passages)-1 {
			if err := x.Batch(batch); err != nil {
				b.Fatal(err)
			}
			batch.Reset()
		}
	}
	return x
}

// BenchmarkIndex1500 makes the index of 1,500 passages from the store.
func BenchmarkIndex1500(b *testing.B) {
	st, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "footnote.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	libs := library.New(library.Config{Store: st, IndexDir: b.TempDir()})
	defer libs.Close()
	lib, err := libs.Library("bench")
	if err != nil {
		b.Fatal(err)
	}
	fill(b, lib, newCorpus(), 1500)
	for b.Loop() {
		if err := lib.Reindex(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
