package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"footnote/article"
	"footnote/internal/pgtest"
	"footnote/store"
)

// stocked returns a store with 200 articles of 30 passages, and what Put
// said of them. PostgreSQL has looked at its tables, as it does by itself a
// minute after a load.
func stocked(b *testing.B, dsn string) (*store.Store, []store.Stored) {
	s := open(b, dsn)
	stored := put(b, s, samples(0, 200)...)
	if driverOf(dsn) == "pgx" {
		db, err := sql.Open("pgx", pgtest.Plain(dsn))
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("vacuum analyze"); err != nil {
			b.Fatal(err)
		}
	}
	return s, stored
}

func BenchmarkOpen(b *testing.B) {
	dsn := filepath.Join(b.TempDir(), "store.db")
	open(b, dsn).Close()
	for b.Loop() {
		s, err := store.Open(ctx, dsn)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

func BenchmarkHead(b *testing.B) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, _ := stocked(b, dsn)
		for b.Loop() {
			head(b, s)
		}
	})
}

func BenchmarkPassages10(b *testing.B)  { benchmarkPassages(b, 10, 5) }
func BenchmarkPassages100(b *testing.B) { benchmarkPassages(b, 100, 50) }

// benchmarkPassages reads n passages of different articles.
func benchmarkPassages(b *testing.B, n, articles int) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, stored := stocked(b, dsn)
		var places []article.Place
		for i := range n {
			places = append(places, article.Place{Article: stored[i*7%articles].Info.ID, N: i % 30})
		}
		for b.Loop() {
			if _, err := s.Passages(ctx, lib, places); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkQuotes10(b *testing.B) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, stored := stocked(b, dsn)
		var places []article.Place
		for i := range 10 {
			places = append(places, article.Place{Article: stored[i*7].Info.ID, N: i % 5})
		}
		for b.Loop() {
			if _, err := s.Quotes(ctx, lib, places); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkArticle reads one whole article, and BenchmarkReadings all 200.
func BenchmarkArticle(b *testing.B) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, stored := stocked(b, dsn)
		n := 0
		for b.Loop() {
			n++
			if _, _, err := s.Article(ctx, lib, stored[n*7%200].Info.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkReadings(b *testing.B) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, stored := stocked(b, dsn)
		var ids []string
		for _, a := range stored {
			ids = append(ids, a.Info.ID)
		}
		for b.Loop() {
			if _, err := s.Readings(ctx, lib, ids); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPeople reads what the store has of a person in ten articles.
func BenchmarkPeople(b *testing.B) {
	onEngines(b, func(b *testing.B, dsn string) {
		s, stored := stocked(b, dsn)
		var places []article.Place
		for i := range 10 {
			places = append(places, article.Place{Article: stored[i*7].Info.ID})
		}
		for b.Loop() {
			if _, err := s.People(ctx, lib, places); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPut1(b *testing.B)   { benchmarkPut(b, 1) }
func BenchmarkPut100(b *testing.B) { benchmarkPut(b, 100) }

// benchmarkPut adds articles of 30 passages, n in each transaction.
func benchmarkPut(b *testing.B, n int) {
	onEngines(b, func(b *testing.B, dsn string) {
		s := open(b, dsn)
		next := 0
		for b.Loop() {
			b.StopTimer()
			entries := samples(next, next+n)
			b.StartTimer()
			put(b, s, entries...)
			next += n
		}
		b.ReportMetric(float64(next)/b.Elapsed().Seconds(), "articles/s")
	})
}
