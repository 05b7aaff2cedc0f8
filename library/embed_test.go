package library_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/index"
	"footnote/library"
	"footnote/model"
)

// An embedder is a scripted embedding model: a text's vector says which of a
// few subjects it is on, by words that need not be the same.
type embedder struct {
	dimensions int // of vectors, at least one for each of subjects

	meanwhile func() // what happens while it works on a request, if anything

	mu    sync.Mutex
	texts []string // that were sent
}

var subjects = [][]string{
	{"cold", "frost", "chilly", "nineteen"},
	{"price", "half", "card", "cheaper"},
	{"sauna", "sweat"},
	{"morning", "early", "six", "eight"},
}

func (e *embedder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct{ Input []string }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil || r.URL.Path != "/embeddings" {
		http.Error(w, "", http.StatusBadRequest)
		return
	}
	e.mu.Lock()
	e.texts = append(e.texts, request.Input...)
	e.mu.Unlock()
	if e.meanwhile != nil {
		e.meanwhile()
	}
	var data []any
	for i, text := range request.Input {
		v := make([]float64, e.dimensions)
		v[e.dimensions-1] = 0.1
		for n, words := range subjects {
			for _, word := range words {
				if strings.Contains(strings.ToLower(text), word) {
					v[n] = 1
				}
			}
		}
		data = append(data, map[string]any{"index": i, "embedding": v})
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"data": data})
}

func embedded(t *testing.T, e *embedder, name string) *shelf {
	t.Helper()
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	m, err := model.New(model.Config{URL: server.URL, EmbedName: name})
	if err != nil {
		t.Fatal(err)
	}
	s := newShelf(t, 0)
	s.libs.Close()
	s.libs = library.New(library.Config{Store: s.st, IndexDir: filepath.Join(s.dir, "index"), Model: m})
	return s
}

// A question in other words than the article's finds the passage by its
// meaning.
func TestByMeaning(t *testing.T) {
	e := &embedder{dimensions: 5}
	s := embedded(t, e, "meaning")
	lib := pools(s, "1")
	const question = "is it cheaper with something"
	before := askPointed(t, lib, question, library.Always)
	if made, err := lib.Embed(t.Context()); err != nil || made == 0 {
		t.Fatalf("Embed = %d, %v", made, err)
	}
	if made, err := lib.Embed(t.Context()); err != nil || made != 0 {
		t.Errorf("Embed again = %d, %v, want 0", made, err)
	}
	after := askPointed(t, lib, question, library.Always)
	if len(after.Results) == 0 || !strings.Contains(after.Results[0].Passage, "pay half") || after.ChosenBy != library.ByModel {
		t.Errorf("before %v; after %+v, chosen by %s", before.Results, after.Results, after.ChosenBy)
	}
	if plain := askPointed(t, lib, question, library.Never); plain.ChosenBy != library.ByWords || plain.Outcome() != before.Outcome() {
		t.Errorf("without the model %s, chosen by %s", plain.Outcome(), plain.ChosenBy)
	}
	// A word of another form, and one that the articles lack.
	if a := askPointed(t, lib, "a chilly frost", library.Always); len(a.Results) == 0 || !strings.Contains(a.Results[0].Passage, "frost") {
		t.Errorf("%+v", a.Results)
	}
	// A first hit that has all words needs no vectors.
	n := len(e.texts)
	if askPointed(t, lib, "south pool opens", library.Always); len(e.texts) != n {
		t.Errorf("%q was sent", e.texts[n:])
	}
}

// Vectors are made only for the libraries that may use them, only of passages,
// and again when the model or the article changes.
func TestEmbedDue(t *testing.T) {
	e := &embedder{dimensions: 5}
	s := embedded(t, e, "meaning")
	one := pools(s, "1")
	pools(s, "2")
	due := func() int {
		t.Helper()
		n := len(e.texts)
		if err := s.libs.EmbedDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		return len(e.texts) - n
	}
	if n := due(); n != 0 {
		t.Errorf("%d texts were sent of libraries that may not", n)
	}
	if err := one.SetSettings(t.Context(), "m", "model", library.Settings{Model: library.On}); err != nil {
		t.Fatal(err)
	}
	first := due()
	if counts, err := one.Count(t.Context()); err != nil || first != counts.Passages+1 { // and one to see how long vectors are
		t.Errorf("%d texts were sent of %d passages, %v", first, counts.Passages, err)
	}
	if n := due(); n != 0 {
		t.Errorf("%d texts were sent again", n)
	}
	s.add(one, "e", "Another frost\n\nIt was a chilly evening at the pool.")
	if n := due(); n == 0 || n > 2 {
		t.Errorf("%d texts were sent of a new article", n)
	}
	e.dimensions = 7 // another model under the same name
	s.add(one, "f", "A third frost came.")
	if err := s.libs.EmbedDue(t.Context()); err == nil {
		t.Error("vectors of another length are kept with the others")
	}
	if n := due(); n < first {
		t.Errorf("%d texts were sent for vectors of another length, want all %d", n, first)
	}
	if a, err := one.Ask(t.Context(), index.Query{Text: "when is it chilly"}, library.Always); err != nil || len(a.Results) == 0 {
		t.Errorf("%+v, %v", a, err)
	}
	for _, text := range e.texts {
		if strings.Contains(text, "tester") || strings.Contains(fmt.Sprint(text), "on\"") {
			t.Errorf("%q was sent", text)
		}
	}
}

// No passage is embedded by two processes: what one works on, another leaves to
// it, and sees to at its next try.
func TestEmbedOnce(t *testing.T) {
	e := &embedder{dimensions: 5}
	s := embedded(t, e, "meaning")
	lib := pools(s, "1")
	if err := lib.SetSettings(t.Context(), "m", "model", library.Settings{Model: library.On}); err != nil {
		t.Fatal(err)
	}
	quiet := &embedder{dimensions: 5}
	server := httptest.NewServer(quiet)
	defer server.Close()
	m, err := model.New(model.Config{URL: server.URL, EmbedName: "meaning"})
	if err != nil {
		t.Fatal(err)
	}
	others := library.New(library.Config{Store: s.st, IndexDir: filepath.Join(s.dir, "other"), Model: m})
	defer others.Close()
	other, err := others.Library("1")
	if err != nil {
		t.Fatal(err)
	}
	sent := func() int {
		return len(slices.DeleteFunc(slices.Clone(quiet.texts), func(text string) bool { return text == "a passage" }))
	}
	tries := 0
	e.meanwhile = func() {
		if len(e.texts) == 1 {
			return // it asks how long vectors are
		}
		tries++
		if n, err := other.Embed(t.Context()); n != 0 || !errors.Is(err, library.ErrEmbedding) {
			t.Errorf("another's Embed meanwhile = %d, %v", n, err)
		}
		if err := others.EmbedDue(t.Context()); err != nil {
			t.Errorf("another's EmbedDue meanwhile: %v", err)
		}
	}
	made, err := lib.Embed(t.Context())
	if err != nil || made == 0 || tries == 0 || sent() != 0 {
		t.Fatalf("Embed = %d, %v; the other tried %d times and sent %q", made, err, tries, quiet.texts)
	}
	e.meanwhile = nil
	s.add(lib, "e", "Another frost\n\nIt was a chilly evening at the pool.")
	if err := others.EmbedDue(t.Context()); err != nil || sent() == 0 || sent() >= made {
		t.Errorf("the other's EmbedDue sent %q, %v", quiet.texts, err)
	}
	if n, err := lib.Embed(t.Context()); err != nil || n != 0 {
		t.Errorf("Embed at the end = %d, %v, want 0", n, err)
	}
	// After a model failed, any process can try again.
	s.add(lib, "f", "A third frost\n\nIt came at six.")
	e.dimensions = 6
	if _, err := lib.Embed(t.Context()); err == nil {
		t.Error("vectors of another length are taken")
	}
	if n, err := other.Embed(t.Context()); err != nil || n == 0 {
		t.Errorf("the other's Embed after a failure = %d, %v", n, err)
	}
}
