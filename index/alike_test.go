package index_test

import (
	"slices"
	"testing"

	"footnote/index"
)

func TestSimilarity(t *testing.T) {
	for _, tt := range []struct {
		a, b        string
		least, most float64
	}{
		{"How do I reset my password?", "resetting the passwords", 1, 1},
		{"reset password", "how do I reset the password of the forum", 0.6, 0.7},
		{"refund", "how do I get a refund for tickets", 0, 0.5},
		{"opening hours", "parking", 0, 0},
		{"wo finde ich die Bücher", "das Buch finden", 0.6, 1},
		{"営業時間は", "営業時間", 0.6, 1},
		{"what is it", "what is it?", 1, 1},
		{"", "anything", 0, 0},
		{"?!", "?!", 0, 0},
	} {
		if got := index.Similarity(tt.a, tt.b); got < tt.least || got > tt.most {
			t.Errorf("Similarity(%q, %q) = %.2f, want %.2f to %.2f", tt.a, tt.b, got, tt.least, tt.most)
		}
		if there, back := index.Similarity(tt.a, tt.b), index.Similarity(tt.b, tt.a); there != back {
			t.Errorf("Similarity(%q, %q) = %.2f, the other way %.2f", tt.a, tt.b, there, back)
		}
	}
}

func TestReword(t *testing.T) {
	synonyms := [][2]string{{"boss", "line manager"}, {"chucked out", "expelled"}, {"部長", "課長"}}
	for text, want := range map[string][]string{
		"Who is my boss?":                   {"Who is my line manager?"},
		"who are the bosses here":           {"who are the line manager here"},
		"who is the line manager":           {"who is the boss"},
		"line up for the manager":           nil,
		"was a boss chucked out":            {"was a line manager chucked out", "was a boss expelled"},
		"部長は誰":                              {"課長は誰"},
		"":                                  nil,
		"boss, boss, boss and boss or boss": {"line manager, boss, boss and boss or boss", "boss, line manager, boss and boss or boss", "boss, boss, line manager and boss or boss"},
	} {
		if got := index.Reword(text, synonyms); !slices.Equal(got, want) {
			t.Errorf("Reword(%q) = %q, want %q", text, got, want)
		}
	}
}
