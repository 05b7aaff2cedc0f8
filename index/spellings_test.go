package index_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"footnote/index"
)

var workshop = shelf{
	"club": read("The workshop club", "en",
		"The lathe is controlled by a program in C.",
		"The kiln is controlled by a program in C++.",
		"The loom is controlled by a program in C#.",
		"A J-22 lay on the slipway all winter.",
		"The rope is 80m long and the ramp takes 600 kg.",
		"Release 2.0.4 brought back the old menu.",
		"We sold 1 250 raffle tickets. The kiln needs 2.5 kW.",
		"The hi-fi is for members. A U.K. plug is in the drawer.",
		"P. D. Wold gave us the loom on 9 May 2021.",
		"A 🐌 on the door means that the glue is drying.",
		"A 🔥 on the door means that the kiln is hot.",
		"The oﬃce has ﬂoor heating."),
}

// TestSpellings finds words that a question spells or divides differently.
func TestSpellings(t *testing.T) {
	x := workshop.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ text, first string }{
		{"what is in C?", "club/0"},
		{"program in C++", "club/1"},
		{"C#", "club/2"},
		{"J22", "club/3"},
		{"80 m rope", "club/4"},
		{"600kg", "club/4"},
		{"v2.0.4", "club/5"},
		{"1250 tickets", "club/6"},
		{"1.250 tickets", "club/6"},
		{"2,5 kW", "club/6"},
		{"hifi", "club/7"},
		{"UK plug", "club/7"},
		{"PD Wold", "club/8"},
		{"9.5.2021", "club/8"},
		{"2021-05-09", "club/8"},
		{"🐌", "club/9"},
		{"what does 🔥 mean", "club/10"},
		{"office floor", "club/11"},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.text}, workshop.words)
		if err != nil {
			t.Fatal(err)
		}
		first := ""
		if len(found.Hits) > 0 {
			first = placeOf(found.Hits[0])
		}
		if first != tt.first || !found.Answered {
			t.Errorf("Find(%q) is first %q, answered %v; want %q, answered", tt.text, first, found.Answered, tt.first)
		}
	}
}

// placeOf returns the place of a hit as ARTICLE/N.
func placeOf(h index.Hit) string { return fmt.Sprintf("%s/%d", h.Place.Article, h.Place.N) }
