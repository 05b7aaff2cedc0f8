package library_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestOffers(t *testing.T) {
	s := newShelf(t, 4)
	lib := s.library("a")
	check := func(what, want string) {
		t.Helper()
		kind, typed, _ := strings.Cut(what, " ")
		var got []string
		switch kind {
		case "names":
			names, err := lib.Names(t.Context(), typed, 5)
			if err != nil {
				t.Fatal(err)
			}
			got = names
		case "titles", "quotations":
			offer := lib.Titles
			if kind == "quotations" {
				offer = lib.Quotations
			}
			offers, err := offer(t.Context(), typed, 5)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range offers {
				got = append(got, fmt.Sprintf("%s/%d %s", o.Place.Article, o.Place.N, o.Text))
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", what, strings.Join(got, "; "), want)
		}
	}
	check("names ", "") // a library that never had an article
	check("titles ", "")
	check("quotations ", "")

	s.add(lib, "ferry", "The ferry stays\n\n“The ferry is our road to the world,” said Marta Lindqvist, the harbour master. The council had met on Monday and talked for hours.")
	s.add(lib, "mill", "A mill burns down\n\nOtto Brandt saw the fire first. “It was as bright as day,” Brandt said. Nobody was hurt, and the owner wants to build again.")
	check("titles ", "mill/0 A mill burns down; ferry/0 The ferry stays")
	check("titles fery", "ferry/0 The ferry stays")
	check("names mar", "Marta Lindqvist")
	check("names brnadt", "Otto Brandt")
	check("quotations bright", "mill/0 It was as bright as day")
	check("quotations lindq road", "ferry/0 The ferry is our road to the world")

	if _, err := lib.Remove(t.Context(), "tester", "mill"); err != nil {
		t.Fatal(err)
	}
	check("titles ", "ferry/0 The ferry stays")
	check("quotations bright", "")
}
