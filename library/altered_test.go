package library_test

import (
	"bytes"
	"errors"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// questions is how many are asked of a library: on PostgreSQL, where the same
// words are cut by the same code, and under the race detector, which makes
// each ten times as slow, a part of them is enough.
func questions() int {
	if onPostgres {
		return 100
	}
	if raceDetector {
		return 500
	}
	return sized(2000, 10_000)
}

// Every word that any command shows is as it was stored.
func TestShownWordsAreStored(t *testing.T) {
	lib := newShelf(t, 0).library("1")
	asker(t, lib)
	w := stored(t, lib)
	r := rand.New(rand.NewPCG(2, 0))
	shown := map[string]int{}
	for range questions() {
		text := generated(r)
		if r.IntN(4) == 0 { // words that are there
			text = w.words(r) + " " + text
		}
		command := []string{"ask", "quote", "who", "check", "search"}[r.IntN(5)]
		if command == "who" && r.IntN(2) == 0 { // a name, and no more
			text = w.words(r)
		}
		for _, result := range w.results(t, lib, command, text) {
			shown[command]++
			w.mustBeStored(t, command+" "+text, result)
		}
	}
	for _, command := range []string{"ask", "quote", "who", "check", "search"} {
		if shown[command] < questions()/100 {
			t.Errorf("%s: %d results were compared", command, shown[command])
		}
	}
}

// storedWords are the articles of a library, as they were put.
type storedWords map[string]article.Article

func stored(t *testing.T, lib *library.Library) storedWords {
	ids, err := lib.IDs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w := storedWords{}
	for _, id := range ids {
		if _, w[id], err = lib.Article(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// words returns a quotation, a name or a few words of a passage.
func (w storedWords) words(r *rand.Rand) string {
	a := w[strconv.Itoa(r.IntN(len(w)))]
	switch r.IntN(3) {
	case 0:
		if len(a.Quotes) > 0 {
			return "“" + a.Quotes[r.IntN(len(a.Quotes))].Text + "”"
		}
	case 1:
		if len(a.People) > 0 {
			return a.People[r.IntN(len(a.People))].Name
		}
	}
	all := strings.Fields(a.Passages[r.IntN(len(a.Passages))].Text)
	from := r.IntN(len(all))
	return strings.Join(all[from:min(from+1+r.IntN(6), len(all))], " ")
}

// results asks as a command does, and returns what it would show.
func (w storedWords) results(t *testing.T, lib *library.Library, command, text string) []library.Result {
	t.Helper()
	var answer library.Answer
	var err error
	switch command {
	case "ask":
		answer, err = lib.Answer(t.Context(), index.Query{Text: text, Limit: 5})
	case "search":
		answer, err = lib.Answer(t.Context(), index.Query{Text: text, Limit: 20, Why: true})
	case "quote":
		answer, err = lib.Answer(t.Context(), index.Query{Kind: index.Quotes, Text: text, Limit: 10})
	case "who":
		answer, err = lib.Who(t.Context(), text, 5)
	case "check":
		var checks []library.Check
		checks, err = lib.Check(t.Context(), text)
		for _, c := range checks {
			if c.Result != nil {
				answer.Results = append(answer.Results, *c.Result)
				w.mustHave(t, text, *c.Result, c.Words())
			}
			if c.Denial != nil {
				answer.Results = append(answer.Results, *c.Denial)
			}
		}
	}
	if err != nil && !errors.Is(err, library.ErrNoWords) && !errors.Is(err, library.ErrClaimTooLong) {
		t.Fatalf("%s %q: %v", command, text, err)
	}
	if answer.Person != nil {
		w.mustDescribe(t, text, *answer.Person)
	}
	return answer.Results
}

// mustBeStored holds every span that a result shows against its article.
func (w storedWords) mustBeStored(t *testing.T, asked string, r library.Result) {
	t.Helper()
	a := w[r.Article.ID]
	if r.Place.Article != r.Article.ID || r.Place.N >= len(a.Passages) || r.Passage == "" || r.Passage != a.Passages[r.Place.N].Text {
		t.Fatalf("%q shows %q, which is not at %v", asked, r.Passage, r.Place)
	}
	if r.Section != a.Passages[r.Place.N].Section {
		t.Fatalf("%q shows the section %q", asked, r.Section)
	}
	mustLieWithin(t, asked, r)
	for _, words := range []string{r.Lead, r.Follow} {
		w.mustHave(t, asked, r, words)
	}
	if r.Quote == nil {
		return
	}
	if r.QuotePlace.N >= len(a.Quotes) {
		t.Fatalf("%q shows a quotation at %v", asked, r.QuotePlace)
	}
	if q := a.Quotes[r.QuotePlace.N]; r.Quote.Text != q.Text || r.Quote.Speaker != q.Speaker || r.Quote.Denial != q.Denial {
		t.Fatalf("%q shows %+v, stored is %+v", asked, *r.Quote, q)
	}
}

// mustHave fails if the article of a result does not have words.
func (w storedWords) mustHave(t *testing.T, asked string, r library.Result, words string) {
	t.Helper()
	a := w[r.Article.ID]
	has := func(text string) bool { return strings.Contains(text, words) }
	if !slices.ContainsFunc(a.Passages, func(p article.Passage) bool { return has(p.Text) }) &&
		!slices.ContainsFunc(a.Quotes, func(q article.Quote) bool { return has(q.Text) }) {
		t.Fatalf("%q shows %q, which is not in its article", asked, words)
	}
}

// mustDescribe fails if a person is called or described as no article does.
func (w storedWords) mustDescribe(t *testing.T, asked string, p library.Person) {
	t.Helper()
	for _, words := range append([]string{p.Name}, p.Described...) {
		if !slices.ContainsFunc(p.In, func(i store.Info) bool {
			return slices.ContainsFunc(w[i.ID].Passages, func(p article.Passage) bool { return strings.Contains(p.Text, words) })
		}) {
			t.Fatalf("%q shows %q of %s, which is in no article", asked, words, p.Name)
		}
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
		a, err := lib.RandomQuote(t.Context(), store.Filter{})
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
