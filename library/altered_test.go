package library_test

import (
	"bytes"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/library"
)

// Every word that is shown is as it was put, whatever was asked.
func TestShownWordsAreStored(t *testing.T) {
	lib := newShelf(t, 0).library("1")
	asker(t, lib)
	stored := map[article.Place]string{}
	ids, err := lib.IDs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		_, a, err := lib.Article(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for n, p := range a.Passages {
			stored[article.Place{Article: id, N: n}] = p.Text
		}
	}
	r := rand.New(rand.NewPCG(2, 0))
	shown, rounds := 0, 2000
	if onPostgres {
		rounds = 100
	}
	for range rounds {
		q := index.Query{Text: generated(r), Kind: index.Kind(r.IntN(2)), Limit: 10}
		a, err := lib.Answer(t.Context(), q)
		if err != nil {
			continue // of no words
		}
		for _, result := range a.Results {
			shown++
			if result.Passage == "" || result.Passage != stored[result.Place] {
				t.Fatalf("%q shows %q, stored is %q", q.Text, result.Passage, stored[result.Place])
			}
		}
	}
	if shown < rounds/2 {
		t.Errorf("%d results were compared", shown)
	}
}

// Bytes that are changed in the store's file are never shown, and are logged.
func TestAlteredBytesAreWithheld(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: changes the bytes of a SQLite file: the run of the same tests on SQLite has it")
	}
	s := newShelf(t, 0)
	s.add(s.library("1"), "a", "“The lighthouse never sleeps,” said Mira Oduya, its keeper.")
	s.add(s.library("1"), "b", "“The ferry is always late,” said Otto Lindqvist, its captain.")
	s.want(s.library("1"), "lighthouse", "a")
	s.libs.Close()
	s.st.Close()
	path := filepath.Join(s.dir, "footnote.db")
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.ReplaceAll(file, []byte("never sleeps"), []byte("often sleeps"))
	if bytes.Equal(file, changed) {
		t.Fatal("the words are not in the file")
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	s.start(0)
	var log bytes.Buffer
	s.libs = library.New(library.Config{Store: s.st, IndexDir: filepath.Join(s.dir, "index"), Log: slog.New(slog.NewTextHandler(&log, nil))})
	lib := s.library("1")
	for _, q := range []index.Query{{Text: "lighthouse"}, {Kind: index.Quotes, Text: "lighthouse"}, {Kind: index.Quotes, Speaker: "Mira Oduya"}} {
		a, err := lib.Answer(t.Context(), q)
		if err != nil || len(a.Results) > 0 {
			t.Errorf("%+v: %+v, %v", q, a.Results, err)
		}
	}
	for range 30 { // it draws again
		a, err := lib.RandomQuote(t.Context())
		if err != nil || len(a.Results) != 1 || a.Results[0].Article.ID != "b" {
			t.Fatalf("RandomQuote = %+v, %v", a.Results, err)
		}
	}
	if strings.Contains(log.String(), "lighthouse") || strings.Count(log.String(), "quotation=1") != 1 || strings.Count(log.String(), "passage=1") != 1 {
		t.Errorf("the log is\n%s", &log)
	}
	problems, err := s.st.Check(t.Context())
	if err != nil || len(problems) == 0 {
		t.Errorf("Check = %v, %v", problems, err)
	}
}
