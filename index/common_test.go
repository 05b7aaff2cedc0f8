package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

// pantry has a similar word for each word of TestCommonWords.
var pantry = shelf{
	"jam": read("Plum preserve", "en",
		"A nice pot of plum preserve keeps for a year on a dry shelf.",
		"Every cook in the house has a word for it, and the word is written on a card.",
		"Look at the model: a chair beside the kettle, with a letter on it."),
	"marmelade": read("Die Vorratskammer", "de",
		"Die Vorratskammer hat ein Fenster, und die Maus kommt in der Nacht durch die Mauer.",
		"Ein Wagen ist schon geladen, der andere steht hinten."),
	"confiture": read("La confiture", "fr",
		"Il faut rendre le pot au voisin, et la carte du menu est sur la table avec le pain."),
}

// A common word of its language is not corrected, and neither is a short word
// with one letter replaced.
func TestCommonWords(t *testing.T) {
	x := pantry.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ text, word, corrected string }{
		{"who has the rice for the plum", "rice", ""},
		{"the lord of the house", "lord", ""},
		{"a book of the house", "book", ""},
		{"ist das Haus in der Nacht offen", "haus", ""},
		{"peut-on vendre le pot", "vendre", ""},
		{"où est la tante du voisin", "tante", ""},
		{"who is wurd", "wurd", ""},                                    // another letter in a short word
		{"wer wird in die Vorratskammer eingeladen", "eingeladen", ""}, // not “ein” and “geladen”
		{"the ktetle is hot", "ktetle", "kettle"},
		{"where is the kettel", "kettel", "kettle"},
		{"plum presserve", "presserve", "preserve"},
		{"plum presrve", "presrve", "preserve"},
		{"a leter on the shelf", "leter", "letter"},
		{"on a dry shlef", "shlef", "shelf"},
		{"the cahir", "cahir", "chair"},
		{"the chir", "chir", "chair"}, // a letter is missing
		{"Vorratskamer", "vorratskamer", "vorratskammer"},
		{"the wrod", "wrod", "word"},
		{"the pot2", "pot2", "pot"},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.text}, pantry.words)
		if err != nil {
			t.Fatal(err)
		}
		met := false
		for _, term := range found.Terms {
			if term.Word == tt.word {
				met = true
				if term.Corrected != tt.corrected {
					t.Errorf("%q: %q is taken for %q, want %q", tt.text, tt.word, term.Corrected, tt.corrected)
				}
			}
		}
		if !met {
			t.Errorf("%q: %q is not looked for", tt.text, tt.word)
		}
	}
}
