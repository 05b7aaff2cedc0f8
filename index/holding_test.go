package index_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

func TestHolding(t *testing.T) {
	s := shelf{
		"a": read("On the tower", "en", "The old tower of Ferry Point was painted red in 1911.", "The tower fell."),
		"b": read("Painting", "en", "They are painting the old towers of Ferry Point.", "Ferry Point painted a tower, not an old one."),
		"c": read("Another", "en", "Ferry Point has an old mill.", "Ferry Point has a lighthouse."),
		"d": read("Der Turm", "de", "Die Türme am Hafen wurden rot gestrichen."),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for _, tt := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"old tower ferry point painted", 9, []string{"a0", "b0", "b1"}},
		{"painted the tower of ferry point red", 9, []string{"a0", "b0", "b1"}}, // all but “red”
		{"old tower ferry point painted", 2, []string{"a0", "b0"}},
		{"old tower ferry point painted zeppelin", 9, []string{"a0", "b0", "b1"}}, // no passage has it
		{"lighthouse", 9, []string{"c1"}},
		{"lighthouse mill ferry point", 9, []string{"c0", "c1"}},
		{"Turm Hafen", 9, []string{"d0"}},
		{"the of", 9, []string{"a0", "b0", "a1"}},
		{"", 9, nil},
		{"zeppelin", 9, nil},
	} {
		places, err := x.Holding(t.Context(), tt.text, tt.limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range places {
			got = append(got, fmt.Sprint(p.Article, p.N))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Holding(%q, %d) = %v, want %v", tt.text, tt.limit, got, tt.want)
		}
	}
}
