package index_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"footnote/index"
	"footnote/internal/segments"
)

// onDisk returns all words that the files of an index hold.
func onDisk(t *testing.T, dir string) string {
	t.Helper()
	text, err := segments.Text(dir)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// What was removed or put again is on disk until Purge, and not after it,
// however many segments there are.
func TestPurge(t *testing.T) {
	for _, tt := range []struct {
		name  string
		alone int      // articles that are added one by one, each a segment
		gone  []string // ids that are removed
	}{
		{"one segment", 0, []string{"0"}},
		{"several", 3, []string{"0", "alone1"}},
		{"many", 24, []string{"1", "alone0", "alone23"}},
		{"all", 2, []string{"0", "1", "2", "de", "alone0", "alone1"}},
		{"all of one segment", 0, []string{"0", "1", "2", "de"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, dir := town(), filepath.Join(t.TempDir(), "x")
			x := s.open(t, dir)
			defer func() { x.Close() }()
			var err error
			state := index.State{Seq: 1, Chain: "c"}
			apply := func(b index.Batch) {
				t.Helper()
				state.Seq++
				b.State = state
				if err := x.Apply(t.Context(), b); err != nil {
					t.Fatal(err)
				}
			}
			for i := range tt.alone {
				id := fmt.Sprintf("alone%d", i)
				s[id] = read("Added "+id, "en", "A ferry crosses here.")
				apply(index.Batch{Put: []index.Document{{ID: id, Article: s[id]}}})
			}
			for round := range 2 { // the second meets what the first left
				secret := fmt.Sprintf("xyzzy%d", round)
				s["new"] = read("A secret", "en", "The word is "+secret+".")
				apply(index.Batch{Put: []index.Document{{ID: "new", Article: s["new"]}}})
				s["new"] = read("No secret", "en", "The word was taken back.")
				apply(index.Batch{Put: []index.Document{{ID: "new", Article: s["new"]}}, Remove: tt.gone})
				words := []string{secret}
				for _, id := range tt.gone {
					delete(s, id)
					words = append(words, "\np"+id+"/") // the names of documents
				}
				if err := x.Purge(t.Context()); err != nil {
					t.Fatal(err)
				}
				if err := x.Close(); err != nil { // bleve is at rest then
					t.Fatal(err)
				}
				after := onDisk(t, dir)
				if x, err = index.Open(dir); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(after, "\npnew/") {
					t.Error("the scan does not find what is there")
				}
				for _, word := range words {
					if strings.Contains(after, word) {
						t.Errorf("round %d: after Purge the files have %q", round, word)
					}
				}
				fresh := s.open(t, filepath.Join(t.TempDir(), "fresh"))
				for _, text := range []string{"lighthouse", "who keeps number2", "Hafen", "secret word", secret} {
					if got, want := s.ask(t, x, text), s.ask(t, fresh, text); !reflect.DeepEqual(got, want) {
						t.Errorf("asked %q: %+v, want %+v", text, got, want)
					}
				}
			}
			if x.State() != state {
				t.Errorf("State() = %v, want %v", x.State(), state)
			}
		})
	}
}

// Searches that are under way keep no removed words on disk for long, and
// Purge of an index that holds none writes nothing.
func TestPurgeWhileAsked(t *testing.T) {
	s, dir := town(), filepath.Join(t.TempDir(), "x")
	x := s.open(t, dir)
	if err := x.Apply(t.Context(), index.Batch{Remove: []string{"0"}, State: index.State{Seq: 2, Chain: "c"}}); err != nil {
		t.Fatal(err)
	}
	gone := s["0"].People[0].Name
	delete(s, "0")
	if !strings.Contains(onDisk(t, dir), gone) {
		t.Fatal("before Purge the scan does not find who the removed article named")
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		for ctx.Err() == nil {
			if _, err := x.Find(t.Context(), index.Query{Text: "lighthouse"}, s.words); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	err := x.Purge(t.Context())
	cancel()
	if asking := <-done; err != nil || asking != nil {
		t.Fatal(err, asking)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if err := x.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if again, _ := filepath.Glob(filepath.Join(dir, "*")); !reflect.DeepEqual(files, again) {
		t.Errorf("a second Purge wrote: %v, before %v", again, files)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(onDisk(t, dir), gone) {
		t.Error("after Purge the files have who the removed article named")
	}
}
