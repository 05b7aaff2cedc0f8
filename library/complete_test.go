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
		case "speakers":
			names, err := lib.Speakers(t.Context(), typed, 5)
			if err != nil {
				t.Fatal(err)
			}
			got = names
		case "who": // as on Enter
			answer, err := lib.Who(t.Context(), typed, 5)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Person != nil {
				got = []string{answer.Person.Name}
			}
			for _, p := range answer.Persons {
				got = append(got, p.Name+"?")
			}
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
	s.add(lib, "bridge", "The bridge is done\n\nNobody thanked the engineer Martin Lindahl, who had drawn it. The mayor Ottilie Kern cut the ribbon, and it rained for hours on the guests and on the band.")
	check("names mart", "Marta Lindqvist; Martin Lindahl")
	check("speakers mart", "Marta Lindqvist") // no one else is quoted
	check("speakers ", "Marta Lindqvist; Otto Brandt")
	check("who ottil", "Ottilie Kern")
	check("who lindq", "Marta Lindqvist")
	check("who lind", "Marta Lindqvist?; Martin Lindahl?")
	check("who zz", "")
	check("titles bridge", "bridge/0 The bridge is done")
	check("quotations bright", "mill/0 It was as bright as day")
	check("quotations lindq road", "ferry/0 The ferry is our road to the world")

	if _, err := lib.Remove(t.Context(), "tester", "mill"); err != nil {
		t.Fatal(err)
	}
	check("titles ", "bridge/0 The bridge is done; ferry/0 The ferry stays")
	check("quotations bright", "")
}
