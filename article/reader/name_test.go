package reader_test

import (
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// A text without a title is named after its file, if a person named that.
func TestTitleOfName(t *testing.T) {
	const text = "When the siren sounds, everybody leaves by the east gate and waits at the boathouse, where the keeper of the day counts heads and calls the missing ones by name.\n\nNobody goes back for a bag."
	const opening = "When the siren sounds, everybody leaves by the east gate and waits at the…"
	for name, want := range map[string]string{
		"fire_drill.txt":             "Fire drill",
		"harbour-rules-2024.md":      "Harbour rules 2024",
		"2024-03-05-the-mill.md":     "The mill",
		"Hausordnung Bootshaus.txt":  "Hausordnung Bootshaus",
		"規約.txt":                     "規約",
		"old/what_to_do.txt":         "What to do",
		"message.txt":                opening,
		"README.md":                  opening,
		"untitled-2.txt":             opening,
		"new document (3).txt":       opening,
		"IMG_0042.txt":               opening,
		"a8f3e2d19c04b7.txt":         opening,
		"20240305.txt":               opening,
		"":                           opening,
		".txt":                       opening,
		"---.txt":                    opening,
		"DSC.txt":                    opening,
		"9f1c2ab4-11de-4b2a-9c1.txt": opening,
	} {
		a, err := reader.Parse(article.Source{Name: name, Body: []byte(text)})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if a.Title != want {
			t.Errorf("%q: title %q, want %q", name, a.Title, want)
		}
	}
	a, err := reader.Parse(article.Source{Name: "fire_drill.md", Body: []byte("# At the siren\n\n" + text)})
	if err != nil || a.Title != "At the siren" {
		t.Errorf("stated title: %q, %v", a.Title, err)
	}
}
