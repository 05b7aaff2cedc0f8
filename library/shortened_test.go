package library_test

import (
	"testing"

	"footnote/library"
)

// A shortened quotation that marks what it omits is exact and cut, unless it
// omits a denial. A paraphrase is shown with the speaker's nearest words.
func TestShortenedAndParaphrased(t *testing.T) {
	s := newShelf(t, 4)
	lib := s.library("a")
	s.add(lib, "pier", "The pier\n\n“The pier is old and crooked, but it has carried my grandfather Ole and all of his barrels,” said Marta Lindqvist, the harbour master. "+
		"“I do not want to see it go before the summer,” Lindqvist said. The council met on Monday and talked for hours.")
	tests := []struct {
		claim   string
		verdict library.Verdict
		cut     bool
		nearest bool
	}{
		{`Marta Lindqvist: “The pier is old … but it has carried my grandfather Ole and all of his barrels”`, library.Exact, true, false},
		{`Marta Lindqvist: “The pier is old and crooked, but it has carried [him] and all of his barrels”`, library.Exact, true, false},
		{`Marta Lindqvist: “[T]he pier is old and crooked [...] and all of his barrels”`, library.Exact, true, false},
		{`Marta Lindqvist: “I do … want to see it go before the summer”`, library.Nearly, false, false},
		{`Marta Lindqvist: “The pier is new … but it has carried my grandfather Ole and all of his barrels”`, library.Nearly, false, false},
		{`Marta Lindqvist: “That old crooked thing carried my grandfather with his barrels for years and years”`, library.Absent, false, true},
	}
	for _, tt := range tests {
		checks, err := lib.Check(t.Context(), tt.claim)
		if err != nil {
			t.Fatal(err)
		}
		c := checks[0]
		if len(checks) != 1 || c.Verdict != tt.verdict || tt.cut && !c.Cut || (c.Nearest != nil) != tt.nearest {
			t.Errorf("%s: %s, cut %v, nearest %v, of %d", tt.claim, c.Verdict, c.Cut, c.Nearest, len(checks))
		}
	}
}

// Each quotation in a long message is checked by itself.
func TestCheckOfALongMessage(t *testing.T) {
	onEither(t)
	s := newShelf(t, 4)
	lib := s.library("a")
	s.add(lib, "pier", "The pier\n\n“The pier has carried my grandfather and all of his barrels,” said Marta Lindqvist, the harbour master. The council met on Monday and talked for hours.")
	checks, err := lib.Check(t.Context(), "So I was reading about the harbour again last night, because my cousin will not stop talking about it, and there it was: "+
		"Marta Lindqvist said “The pier has carried my grandfather and all of his barrels”, which is lovely. Then again Otto Brandt is supposed to have said "+
		"“Nobody ever needed that wooden heap of planks”, and that I cannot believe at all, since he built half of it himself, as everybody there knows.")
	if err != nil {
		t.Fatal(err)
	}
	if len(checks) != 2 || checks[0].Verdict != library.Exact || checks[1].Verdict != library.Absent {
		t.Errorf("checks %+v", checks)
	}
}
