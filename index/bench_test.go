package index_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/index"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	_ "modernc.org/sqlite" // for BenchmarkFTS5
)

// benchWords is the vocabulary of the generated passages. It is skewed like
// that of real texts, so that questions have common and rare words.
const benchWords = 30_000

// A generator draws passages and questions, the same ones each time.
type generator struct {
	random *rand.Rand
	zipf   *rand.Zipf
}

func newGenerator() generator {
	random := rand.New(rand.NewPCG(1, 2))
	return generator{random: random, zipf: rand.NewZipf(random, 1.1, 20, benchWords)}
}

func (g generator) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
			if i%15 == 0 {
				b.WriteString("The ")
			}
		}
		b.WriteString(name(g.zipf.Uint64()))
		if i%15 == 14 {
			b.WriteByte('.')
		}
	}
	return b.String()
}

// name spells a number in syllables.
func name(n uint64) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for n += 30; n > 0; n /= 70 {
		b.WriteByte(consonants[n%14])
		b.WriteByte(vowels[n/14%5])
	}
	return b.String()
}

// shelf makes articles of 30 passages of 80 words.
func (g generator) shelf(passages int) shelf {
	s := shelf{}
	for i := 0; i < passages; i += 30 {
		a := article.Article{Title: g.text(5), Language: "en"}
		for range min(30, passages-i) {
			a.Passages = append(a.Passages, article.Passage{Kind: article.Paragraph, Text: g.text(80)})
		}
		for n := range 5 {
			person := article.Person{Name: g.text(2), Mentions: []article.Mention{{Passage: n}}}
			a.People = append(a.People, person)
		}
		s[fmt.Sprintf("article-%05d", i/30)] = a
	}
	return s
}

func (g generator) questions(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = g.text(4 + g.random.IntN(3))
	}
	return all
}

var benchSizes = []int{1_500, 100_000}

func (s shelf) openInSteps(b *testing.B) *index.Index {
	x, err := index.Rebuild(filepath.Join(b.TempDir(), "x"), func(x *index.Index) error {
		var batch index.Batch
		for id, a := range s {
			batch.Put = append(batch.Put, index.Document{ID: id, Article: a})
			if len(batch.Put) == 200 {
				if err := x.Apply(b.Context(), batch); err != nil {
					return err
				}
				batch = index.Batch{}
			}
		}
		return x.Apply(b.Context(), batch)
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	return x
}

// BenchmarkFind is one question with ten hits, their words included.
func BenchmarkFind(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			g := newGenerator()
			s, questions := g.shelf(size), g.questions(500)
			x := s.openInSteps(b)
			b.ReportAllocs()
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if _, err := x.Find(b.Context(), index.Query{Text: questions[i%len(questions)], Limit: 10}, s.words); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// BenchmarkBleve is a bare bleve OR match of the same words: one English
// field without stored text, ten hits.
func BenchmarkBleve(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			g := newGenerator()
			s, questions := g.shelf(size), g.questions(500)
			x := openBleve(b, s)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				q := bleve.NewMatchQuery(questions[i%len(questions)])
				q.SetField("text")
				if _, err := x.SearchInContext(context.Background(), bleve.NewSearchRequestOptions(q, 10, 0, false)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func openBleve(b *testing.B, s shelf) bleve.Index {
	text := mapping.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors, text.DocValues, text.IncludeInAll = "en", false, false, false, false
	m := bleve.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentStaticMapping()
	m.DefaultMapping.AddFieldMappingsAt("text", text)
	x, err := bleve.New(filepath.Join(b.TempDir(), "bleve"), m)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	batch := x.NewBatch()
	for id, a := range s {
		for n, p := range a.Passages {
			if err := batch.Index(fmt.Sprintf("%s/%d", id, n), map[string]string{"text": p.Text}); err != nil {
				b.Fatal(err)
			}
			if batch.Size() == 6000 {
				if err := x.Batch(batch); err != nil {
					b.Fatal(err)
				}
				batch.Reset()
			}
		}
	}
	if err := x.Batch(batch); err != nil {
		b.Fatal(err)
	}
	return x
}

// BenchmarkFTS5 is SQLite's own full-text search for the same words: any of
// them, ten hits by its BM25.
func BenchmarkFTS5(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			g := newGenerator()
			s, questions := g.shelf(size), g.questions(500)
			db := openFTS5(b, s)
			ask, err := db.Prepare("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10")
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				rows, err := ask.Query(strings.ReplaceAll(questions[i%len(questions)], " ", " OR "))
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func openFTS5(b *testing.B, s shelf) *sql.DB {
	db, err := sql.Open("sqlite", filepath.Join(b.TempDir(), "fts5.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='porter unicode61')"); err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, a := range s {
		for _, p := range a.Passages {
			n++
			if _, err := tx.Exec("INSERT INTO passages (rowid, text) VALUES (?, ?)", n, p.Text); err != nil {
				b.Fatal(err)
			}
		}
	}
	if _, err := tx.Exec("INSERT INTO passages (passages) VALUES ('optimize')"); err != nil {
		b.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return db
}

// BenchmarkRebuild is a library of 1,500 passages, from nothing to open.
func BenchmarkRebuild(b *testing.B) {
	s := newGenerator().shelf(1_500)
	dir := filepath.Join(b.TempDir(), "x")
	b.ReportAllocs()
	for b.Loop() {
		x, err := index.Rebuild(dir, func(x *index.Index) error { return x.Apply(b.Context(), s.batch(1)) })
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

// BenchmarkOpen is the cost of one answer on the command line: opening 1,500
// passages, one name, closing.
func BenchmarkOpen(b *testing.B) {
	g := newGenerator()
	s := g.shelf(1_500)
	dir := filepath.Join(b.TempDir(), "x")
	x, err := index.Rebuild(dir, func(x *index.Index) error { return x.Apply(b.Context(), s.batch(1)) })
	if err != nil {
		b.Fatal(err)
	}
	x.Close()
	name := s["article-00003"].People[2].Name
	for b.Loop() {
		x, err := index.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if people, err := x.People(b.Context(), name, 5); err != nil || len(people) == 0 {
			b.Fatal("nobody: ", err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
