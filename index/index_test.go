package index_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
)

// A shelf acts as the store: it returns the words of places.
type shelf map[string]article.Article

// read makes an article of paragraphs. One that begins “Name: ” is also a
// quotation of Name.
func read(title, language string, paragraphs ...string) article.Article {
	a := article.Article{Title: title, Language: language}
	for i, p := range paragraphs {
		speaker, said, ok := strings.Cut(p, ": ")
		a.Passages = append(a.Passages, article.Passage{Kind: article.Paragraph, Text: p})
		if ok {
			start := len(speaker) + 2
			a.Quotes = append(a.Quotes, article.Quote{
				Text: said, Speaker: speaker, SpeakerText: speaker, Grounds: article.Beside,
				Parts: []article.Part{{Passage: i, Span: article.Span{Start: start, End: len(p)}}},
			})
		}
	}
	return a
}

func (s shelf) words(_ context.Context, kind index.Kind, places []article.Place) ([]index.Text, error) {
	texts := make([]index.Text, len(places))
	for i, p := range places {
		a := s[p.Article]
		switch {
		case kind == index.Quotes && p.N < len(a.Quotes):
			texts[i] = index.Text{Text: a.Quotes[p.N].Text, Title: a.Title, Language: a.Language}
		case kind == index.Passages && p.N < len(a.Passages):
			passage := a.Passages[p.N]
			texts[i] = index.Text{Text: passage.Text, Kind: passage.Kind, Section: passage.Section, Title: a.Title, Language: a.Language}
			if p.N > 0 {
				texts[i].Lead = lang.LeadIn(a.Passages[p.N-1], passage)
			}
		}
	}
	return texts, nil
}

func (s shelf) batch(seq int64) index.Batch {
	b := index.Batch{State: index.State{Seq: seq, Chain: fmt.Sprint("chain ", seq)}}
	for id, a := range s {
		b.Put = append(b.Put, index.Document{ID: id, Article: a})
	}
	return b
}

// open makes an index of s in dir.
func (s shelf) open(t testing.TB, dir string) *index.Index {
	t.Helper()
	x, err := index.Rebuild(dir, func(x *index.Index) error { return x.Apply(t.Context(), s.batch(1)) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// find returns the hits of q as “article/n”, best first.
func (s shelf) find(t testing.TB, x *index.Index, q index.Query) string {
	t.Helper()
	found, err := x.Find(t.Context(), q, s.words)
	if err != nil {
		t.Fatalf("Find(%q): %v", q.Text, err)
	}
	var hits []string
	for _, h := range found.Hits {
		hits = append(hits, fmt.Sprintf("%s/%d", h.Place.Article, h.Place.N))
	}
	return strings.Join(hits, " ")
}

var animals = shelf{
	"cats": read("Cats at home", "en",
		"A cat sleeps for up to sixteen hours a day and hunts at dawn.",
		"Ada Byrd: No cat was ever late for its own dinner.",
		"Kittens open their eyes ten days after they are born."),
	"moles": read("Moles under lawns", "en",
		"A mole digs tunnels of twenty metres in a day.",
		"Its velvet coat lies in every direction, so that it can go backwards.",
		"Otto Lind: A lawn is a roof, if you ask the mole."),
}

func TestApply(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	s := shelf{"cats": animals["cats"], "moles": animals["moles"]}
	x := s.open(t, dir)
	if got := s.find(t, x, index.Query{Text: "mole tunnels"}); !strings.HasPrefix(got, "moles/0") {
		t.Errorf("before: %q", got)
	}
	s["moles"] = read("Moles", "en", "Nothing but worms is eaten here.")
	err := x.Apply(t.Context(), index.Batch{
		Put:    []index.Document{{ID: "moles", Article: s["moles"]}},
		Remove: []string{"cats", "unknown"},
		State:  index.State{Seq: 7, Chain: "c"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, want string }{{"tunnels", ""}, {"kittens", ""}, {"worms", "moles/0"}} {
		if got := s.find(t, x, index.Query{Text: tt.text}); got != tt.want {
			t.Errorf("after: Find(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = index.Open(dir); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got, want := x.State(), (index.State{Seq: 7, Chain: "c"}); got != want {
		t.Errorf("State() = %v, want %v", got, want)
	}
	if got := s.find(t, x, index.Query{Text: "worms"}); got != "moles/0" {
		t.Errorf("opened again: %q", got)
	}
}

func TestClosed(t *testing.T) {
	x := animals.open(t, filepath.Join(t.TempDir(), "x"))
	for range 2 {
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, finding := x.Find(t.Context(), index.Query{Text: "cat"}, animals.words)
	_, people := x.People(t.Context(), "ada", 0)
	for name, err := range map[string]error{"Find": finding, "People": people, "Apply": x.Apply(t.Context(), index.Batch{})} {
		if !errors.Is(err, index.ErrClosed) {
			t.Errorf("%s after Close: %v, want ErrClosed", name, err)
		}
	}
}

func TestOpenNothing(t *testing.T) {
	if _, err := index.Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of nothing: %v, want fs.ErrNotExist", err)
	}
}

func TestHeld(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	x := animals.open(t, dir)
	if _, err := index.Open(dir); !errors.Is(err, index.ErrHeld) {
		t.Errorf("second Open: %v, want ErrHeld", err)
	}
	if got := animals.find(t, x, index.Query{Text: "kittens"}); got != "cats/2" {
		t.Errorf("the first holder finds %q", got)
	}
}

func TestRebuildFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	broken := errors.New("broken")
	_, err := index.Rebuild(dir, func(x *index.Index) error { return broken })
	if !errors.Is(err, broken) {
		t.Fatalf("Rebuild: %v, want what fill returned", err)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal("the old index is gone: ", err)
	}
	defer x.Close()
	if got := x.State().Seq; got != 1 {
		t.Errorf("the old index is at %d, want 1", got)
	}
	if _, err := os.Stat(dir + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the new folder is left behind: %v", err)
	}
}

func TestCancelled(t *testing.T) {
	x := animals.open(t, filepath.Join(t.TempDir(), "x"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := x.Apply(ctx, animals.batch(2)); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply: %v, want context.Canceled", err)
	}
	if _, err := x.Find(ctx, index.Query{Text: "cat"}, animals.words); !errors.Is(err, context.Canceled) {
		t.Errorf("Find: %v, want context.Canceled", err)
	}
	if got := x.State().Seq; got != 1 {
		t.Errorf("State().Seq = %d, want 1", got)
	}
}
