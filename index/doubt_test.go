package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

var ferry = shelf{
	"ferry": read("The ferry Skua", "en",
		"The ferry Skua sails for Ronay every morning. The crossing is rough in winter.",
		"Marit Olden has been captain of the Skua since 2011. She steers with a brass wheel from Bergen.",
		"A ticket for the Skua costs 14 euros. Dogs travel free.",
		"Breakfast on the Skua: 2 free-range eggs, 3 slices of bread. Feel free to take 1 apple.",
		"The Skua carries 60 passengers and the mail."),
	"island": read("Ronay", "en",
		"Ronay has a shop, a school and a chapel. The shop opens at nine. Write to shop@ronay.example.",
		"Peat was cut on Ronay until the bog was drained."),
	"bath": read("灯台の銭湯", "ja", "入浴料は大人八百円です。", "銭湯は灯台の下にあります。"),
}

// TestDoubt refuses what the library has not, though the other words fit, and
// answers what it has in other words.
func TestDoubt(t *testing.T) {
	x := ferry.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct {
		text     string
		answered bool
	}{
		{"when did marit olden become captain", true},
		{"what is the salary of marit olden", false},
		{"which trombone does marit olden have", false},
		{"how many passengers does the skua carry", true},
		{"how many people cut peat on ronay", false}, // the passage has no number
		{"how much is a ticket for the skua", true},
		{"skua ticket 2031", false},
		{"shop on ronay", true},
		{"phone number of the ferry skua", false},
		{"email address of the shop on ronay", true},
		{"skua to ronay every evening with a brass band", false},
		{"how many passengers does the skua 9 carry", false}, // another ship
		{"how many passengers fill the skua 100 %", true},
		{"what do the free-range eggs cost", false},
		{"which lifeboat has the skua", false}, // the asked noun is nowhere
		{"how many lifeboats has the skua", false},
		{"how much does the crossing to ronay cost in winter", false}, // the passage has no price
		{"what does it cost for dogs to travel", true},                // nothing
		{"when was the peat on ronay hacked", true},                   // in other words
		{"入浴料はいくらですか", true},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.text}, ferry.words)
		if err != nil {
			t.Fatal(err)
		}
		if found.Answered != tt.answered || len(found.Hits) == 0 {
			t.Errorf("Find(%q): answered %v, want %v: %+v", tt.text, found.Answered, tt.answered, found.Hits)
		}
	}
}
