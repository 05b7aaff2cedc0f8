package index_test

import (
	"testing"
	"time"

	"footnote/index"
)

// firstSize is about the passages of 1,400 articles.
const firstSize = 42_000

// BenchmarkFirst is the first question after a start, over 1,400 articles: the
// index is opened, and a word is misspelled, so that all words are read.
func BenchmarkFirst(b *testing.B) {
	g := newGenerator()
	s, question := g.shelf(firstSize), g.questions(1)[0]+" bidifogubu"
	dir := b.TempDir() + "/x"
	x, err := index.Rebuild(dir, func(x *index.Index) error { return x.Apply(b.Context(), s.batch(1)) })
	if err != nil {
		b.Fatal(err)
	}
	x.Close()
	var opened, asked time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		x, err := index.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		opened += time.Since(start)
		start = time.Now()
		if _, err := x.Find(b.Context(), index.Query{Text: question}, s.words); err != nil {
			b.Fatal(err)
		}
		asked += time.Since(start)
		n++
		b.StopTimer()
		x.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(opened.Microseconds())/1000/float64(n), "open-ms")
	b.ReportMetric(float64(asked.Microseconds())/1000/float64(n), "ask-ms")
}
