package index_test

import (
	"path/filepath"
	"strings"
	"testing"

	"footnote/index"
)

// A question for a name may look like one for a way or a number, and a
// German “was” like an English one for yes or no.
func TestAskedForName(t *testing.T) {
	tests := []struct{ language, text, question, answer string }{
		{"en", "The record of the choir sold 40 copies with a score. The record of the choir is known as Low Tide.", "what name has the record of the choir with a score", "Low Tide"},
		{"es", "Haz clic en el puente para abrir el mapa del río. El puente del río se llama La Aguja.", "¿Cómo se llama el puente del río?", "Aguja"},
		{"en", "Since 2005 years of rain keep the ferry empty. The ferry is seldom full, and then it leaves early.", "how often is the ferry full", "seldom"},
		{"ru", "С 2005 года паром полон людьми. Паром редко бывает полон, и тогда он идёт раньше.", "Как часто паром полон?", "редко"},
		{"de", "Der Dampf kommt in den Kessel. Nie darf der Kessel kalt sein.", "Was füllt den Kessel?", "Dampf"},
	}
	for _, tt := range tests {
		s := shelf{tt.language: read("", tt.language, tt.text)}
		x := s.open(t, filepath.Join(t.TempDir(), "x"))
		found, err := x.Find(t.Context(), index.Query{Text: tt.question}, s.words)
		if err != nil || len(found.Hits) == 0 {
			t.Fatalf("Find(%q) = %v, %v", tt.question, found, err)
		}
		if got := found.Hits[0].Sentence.Of(tt.text); !strings.Contains(got, tt.answer) {
			t.Errorf("Find(%q) points at %q, want the sentence with %q", tt.question, got, tt.answer)
		}
	}
}
