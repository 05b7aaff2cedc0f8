package index_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"footnote/article"
	"footnote/index"
)

// town has people, a quotation and two languages.
func town() shelf {
	s := shelf{}
	for i, name := range []string{"Ada Byrd", "Otto Lind", "Mira Oduya"} {
		a := read(fmt.Sprintf("Story %d of the harbour", i), "en",
			fmt.Sprintf("%s keeps the lighthouse number%d of the old harbour.", name, i),
			name+": The lamp must never go out.")
		a.People = []article.Person{{Name: name, Mentions: []article.Mention{{Passage: 0, Span: article.Span{Start: 0, End: len(name)}}}}}
		s[fmt.Sprint(i)] = a
	}
	s["de"] = read("Der Leuchtturm", "de", "Der Leuchtturm steht am alten Hafen und brennt in der Nacht.")
	return s
}

// Removed articles are gone from all results at once, before bleve merges its
// segments: words, people and completed names.
func TestRemove(t *testing.T) {
	for _, gone := range []string{"0", "1", "2", "de"} {
		t.Run(gone, func(t *testing.T) {
			s := town()
			x := s.open(t, filepath.Join(t.TempDir(), "x"))
			delete(s, gone)
			if err := x.Apply(t.Context(), index.Batch{Remove: []string{gone}, State: index.State{Seq: 2, Chain: "c"}}); err != nil {
				t.Fatal(err)
			}
			fresh := s.open(t, filepath.Join(t.TempDir(), "fresh"))
			for _, text := range []string{"lighthouse", "ligthhouse number1", "who keeps number2", "Hafen", "numbr0"} {
				if got, want := s.ask(t, x, text), s.ask(t, fresh, text); !reflect.DeepEqual(got, want) {
					t.Errorf("asked %q: %+v, want %+v", text, got, want)
				}
			}
		})
	}
}

// ask returns all that an index has on a text.
func (s shelf) ask(t testing.TB, x *index.Index, text string) any {
	t.Helper()
	said, err1 := x.Find(t.Context(), index.Query{Kind: index.Quotes, Text: text}, s.words)
	found, err2 := x.Find(t.Context(), index.Query{Text: text, Why: true}, s.words)
	people, err3 := x.People(t.Context(), text, 5)
	names, err4 := x.Names(t.Context(), "", 5)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	return []any{said, found, people, names}
}

// A panic during a search is a bug: the files are sound, and a new index would
// not help.
func TestPanicIsNoDamage(t *testing.T) {
	s := town()
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	_, err := x.Find(t.Context(), index.Query{Text: "lighthouse"}, nil) // no function gives the words
	if !errors.Is(err, index.ErrBug) || errors.Is(err, index.ErrDamaged) {
		t.Errorf("Find: %v, want ErrBug alone", err)
	}
	if _, err := x.Find(t.Context(), index.Query{Text: "lighthouse"}, s.words); err != nil {
		t.Errorf("after it: %v", err)
	}
}
