package index_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
)

// named makes an article that names people: “Name/alias/alias*3” is a person
// mentioned three times.
func named(people ...string) article.Article {
	a := article.Article{Title: "Names", Language: "en", Passages: []article.Passage{{Kind: article.Paragraph, Text: strings.Join(people, ", ")}}}
	for _, p := range people {
		forms, times, _ := strings.Cut(p, "*")
		n := 1
		fmt.Sscan(times, &n)
		names := strings.Split(forms, "/")
		a.People = append(a.People, article.Person{Name: names[0], Aliases: names[1:], Mentions: make([]article.Mention, n)})
	}
	return a
}

func TestPeople(t *testing.T) {
	s := shelf{
		"a": named("Ada Byrd*5", "Otto van der Lind/Lind*2", "José Núñez", "Robert Okafor", "King"),
		"b": named("Dr. Ada Byrd", "John Smith*4", "Jean-Luc DuPré", "Byrd Tansy"),
		"c": named("Jane Smith*2", "John A. Smith", "Lind", "William Harcourt"),
		"d": named("Smith", "John B. Quill", "John C. Quill", "Elisabetta Morandini"),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ asked, want string }{
		{"Ada Byrd", "Ada Byrd a/0 b/0"},
		{"ada", "Ada Byrd a/0 b/0"},
		{"dr. byrd", "Ada Byrd a/0 b/0"},
		{"Byrd, Ada", "Ada Byrd a/0 b/0"},
		{"A. Byrd", "Ada Byrd a/0 b/0"},
		{"ada bryd", "Ada Byrd a/0 b/0"},
		{"smith", "John Smith b/1 c/1; Jane Smith c/0; Smith d/0"},
		{"john smith", "John Smith b/1 c/1"},
		{"quill", "John B. Quill d/1; John C. Quill d/2"},
		{"van der lind", "Otto van der Lind a/1 c/2"},
		{"lind", "Otto van der Lind a/1 c/2"},
		{"nunez", "José Núñez a/2"},
		{"Du Pré", "Jean-Luc DuPré b/2"},
		{"dupre", "Jean-Luc DuPré b/2"},
		{"bob okafor", "Robert Okafor a/3"},
		{"bill", "William Harcourt c/3"},
		{"elisabeta morandinni", "Elisabetta Morandini d/3"},
		{"king", "King a/4"},
		{"ada smith", ""},
		{"nobody", ""},
		{"", ""},
		{"…", ""},
	}
	for _, tt := range tests {
		people, err := x.People(t.Context(), tt.asked, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range people {
			who := p.Name
			for _, m := range p.Members {
				who += fmt.Sprintf(" %s/%d", m.Article, m.N)
			}
			got = append(got, who)
			if p.Score <= 0 || p.Score > 1 {
				t.Errorf("People(%q): %s scores %v", tt.asked, p.Name, p.Score)
			}
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("People(%q) = %q, want %q", tt.asked, got, tt.want)
		}
	}
	if people, err := x.People(t.Context(), "smith", 1); err != nil || len(people) != 1 {
		t.Errorf("People with limit 1: %d, %v", len(people), err)
	}
}
