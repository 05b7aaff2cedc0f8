package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

var hut = shelf{
	"hut": read("Die Hütte", "de",
		"Die Brennholzlieferung kommt im Oktober. Bezahlt wird an der Tür.",
		"Das Matratzenlager ist im Winter geschlossen.",
		"Ein Schlüssel hängt beim Nachbarn."),
	"boot": read("De boot", "nl",
		"De zwemvesten liggen in de kajuit.",
		"Een regenjas hangt aan de mast."),
}

// TestCompounds finds compounds by a part.
func TestCompounds(t *testing.T) {
	x := hut.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ text, first, corrected string }{
		{"Lieferung", "hut/0", ""},
		{"Wann kommen Lieferungen?", "hut/0", ""},
		{"Brennholz", "hut/0", ""},
		{"Matratzen", "hut/1", ""},
		{"waar is de zwemvest", "boot/0", ""},
		{"Regen", "boot/1", ""},
		{"Lager", "hut/1", ""},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.text}, hut.words)
		if err != nil {
			t.Fatal(err)
		}
		corrected := ""
		for _, term := range found.Terms {
			corrected += term.Corrected
		}
		if len(found.Hits) == 0 || placeOf(found.Hits[0]) != tt.first || corrected != tt.corrected {
			t.Errorf("Find(%q) = %v, corrected %q; want %s first, corrected %q", tt.text, found.Hits, corrected, tt.first, tt.corrected)
		}
	}
}
