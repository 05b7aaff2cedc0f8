package index_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"footnote/article"
	"footnote/article/reader"
)

// A label is a mention of the labelled articles.
type label struct {
	article, name string
	who           int    // the line of “who”
	person        string // name the index gave, "" if none
}

// readPeople reads testdata/people.txtar.
func readPeople(t *testing.T) (shelf, []label) {
	archive, err := txtar.ParseFile("testdata/people.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{}
	var labels []label
	for _, f := range archive.Files {
		if f.Name != "who" {
			a, err := reader.Parse(article.Source{Name: f.Name + ".txt", Title: "News", Body: f.Data})
			if err != nil {
				t.Fatal(err)
			}
			s[f.Name] = a
			continue
		}
		for i, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
			for place := range strings.SplitSeq(line, ", ") {
				id, name, _ := strings.Cut(place, "/")
				labels = append(labels, label{article: id, name: name, who: i})
			}
		}
	}
	return s, labels
}

// called reports whether an article's person has a name.
func called(p article.Person, name string) bool {
	return p.Name == name || slices.Contains(p.Aliases, name)
}

// TestPeopleAcross compares the people of a library with labels: people who are
// merged must be the same person, and few may be missed.
func TestPeopleAcross(t *testing.T) {
	s, labels := readPeople(t)
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for i := range labels {
		l := &labels[i]
		n := slices.IndexFunc(s[l.article].People, func(p article.Person) bool { return called(p, l.name) })
		if n < 0 {
			t.Errorf("%s does not name %s: %v", l.article, l.name, s[l.article].People)
			continue
		}
		people, err := x.People(t.Context(), l.name, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			if slices.Contains(p.Members, article.Place{Article: l.article, N: n}) {
				l.person = fmt.Sprint(p.Name, p.Members[0])
			}
		}
		if l.person == "" {
			t.Errorf("People(%q) does not find them in %s", l.name, l.article)
		}
	}
	pairs, joined, right, same := 0, 0, 0, 0
	for i, a := range labels {
		for _, b := range labels[:i] {
			if a.article == b.article || !alike(a.name, b.name) {
				continue
			}
			pairs++
			together := a.person == b.person && a.person != ""
			if a.who == b.who {
				same++
			}
			switch {
			case together && a.who == b.who:
				joined++
				right++
			case together:
				joined++
				t.Logf("put together: %s in %s, %s in %s", a.name, a.article, b.name, b.article)
			case a.who == b.who:
				t.Logf("kept apart: %s in %s, %s in %s", a.name, a.article, b.name, b.article)
			}
		}
	}
	t.Logf("%d pairs; %d of %d put together are one person; %d of %d are found", pairs, right, joined, right, same)
	if pairs < 150 {
		t.Errorf("%d pairs of names alike, want 150", pairs)
	}
	if right*100 < joined*98 {
		t.Errorf("%d of %d pairs put together are one person, want 98 %%", right, joined)
	}
	if right*100 < same*90 {
		t.Errorf("%d of %d pairs are put together, want 90 %%", right, same)
	}
}

// alike reports whether two names share a word or the beginning of one.
func alike(a, b string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(a)) {
		for v := range strings.FieldsSeq(strings.ToLower(b)) {
			if w[:min(3, len(w))] == v[:min(3, len(v))] {
				return true
			}
		}
	}
	return false
}

// A surname that several people share finds them all; nicknames and
// misspellings find the person meant.
func TestPeopleAsked(t *testing.T) {
	s, _ := readPeople(t)
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ asked, want string }{
		{"ashdown", "William Ashdown; Walter Ashdown; Wilhelmina Ashdown"},
		{"Bill Ashdown", "William Ashdown"},
		{"william ashdown", "William Ashdown"},
		{"Will Ashdown", "William Ashdown"},
		{"W. Ashdown", "William Ashdown; Walter Ashdown; Wilhelmina Ashdown"},
		{"Ashdwon", "William Ashdown; Walter Ashdown; Wilhelmina Ashdown"},
		{"Le Brun", "Marie Le Brun"},
		{"lebrun", "Marie Le Brun"},
		{"Lebrunn", "Marie Le Brun"},
		{"Marie Le Brun", "Marie Le Brun"},
		{"pena", "José Peña"},
		{"holloway", "Ruth Holloway; Peter Holloway"},
		{"von der Heide", "Ursula von der Heide; Oskar von der Heide"},
		{"Smith", "Ann Smith"},
		{"Smith-Rowe", "Ann Smith-Rowe"},
		{"ann rowe", "Ann Rowe"},
		{"rowe", "Ann Rowe"},
		{"Chris Tolland", "Chris Tolland"},
		{"Bob", "Bob Fenn"},
		{"Ashdown Quinn", ""},
		{"Zeppelin", ""},
	}
	for _, tt := range tests {
		people, err := x.People(t.Context(), tt.asked, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range people {
			got = append(got, p.Name)
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("People(%q) = %q, want %q", tt.asked, got, tt.want)
		}
	}
}
