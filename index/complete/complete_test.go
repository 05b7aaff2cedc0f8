package complete_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/index/complete"
)

func TestComplete(t *testing.T) {
	texts := [][]string{
		{"The harbour wall"}, {"A new harbour for Brenn"}, {"Harbours of the north"}, {"José Núñez", "Pepe"},
		{"Meteorology for all"}, {"東京気象"}, {"Brenn"}, {""}, {"Νέα από την Πάτρα"}, {"Meta leaves harbour"},
	}
	c := complete.New(texts)
	tests := []struct {
		typed string
		limit int
		want  []int
	}{
		{"", 3, []int{0, 1, 2}},
		{" -", 2, []int{0, 1}},
		{"harb", 5, []int{2, 0, 1, 9}}, // what begins so comes first
		{"harb", 2, []int{2, 0}},
		{"harbour brenn", 5, []int{1}},
		{"brenn harb", 5, []int{1}},
		{"HARBOUR W", 5, []int{0}},
		{"jose", 5, []int{3}},
		{"nunez jos", 5, []int{3}},
		{"pep", 5, []int{3}},
		{"habrour", 5, []int{2, 0, 1, 9}}, // two letters swapped
		{"hharb", 5, []int{2, 0, 1, 9}},
		{"jarbour", 5, []int{2, 0, 1, 9}},
		{"meterolgy", 5, []int{4}}, // two slips in a long word
		{"metaorology", 5, []int{4}},
		{"xq", 5, []int{}},
		{"harbour xqzw", 5, []int{}},
		{"気象", 5, []int{5}},
		{"気", 5, []int{5}},
		{"νεα", 5, []int{8}},
		{"πατρα", 5, []int{8}},
		{strings.Repeat("harbour ", 500), 5, []int{2, 0, 1, 9}},
		{strings.Repeat("h", 5000), 5, []int{}},
	}
	for _, tt := range tests {
		if got := c.Complete(tt.typed, tt.limit); !slices.Equal(got, tt.want) {
			t.Errorf("Complete(%.40q, %d) = %v, want %v", tt.typed, tt.limit, got, tt.want)
		}
	}
	if got := complete.New(nil).Complete("a", 5); len(got) != 0 {
		t.Errorf("Complete of nothing = %v", got)
	}
}

// manyTexts returns n names and titles made of syllables, a few words
// common and many rare, as words are.
func manyTexts(n int) [][]string {
	rng := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba ker lin mor ta sen der wal ro mi ka zu pel to gra ven hol stei nu fa ri do chen wu sha")
	words := make([]string, 30_000)
	for i := range words {
		for range 2 + rng.IntN(3) {
			words[i] += syllables[rng.IntN(len(syllables))]
		}
	}
	texts := make([][]string, n)
	for i := range texts {
		var text []string
		for range 2 + rng.IntN(2)*rng.IntN(8) {
			text = append(text, words[int(float64(len(words))*rng.Float64()*rng.Float64()*rng.Float64())])
		}
		texts[i] = []string{strings.Join(text, " ")}
	}
	return texts
}

// BenchmarkComplete measures a list of 25 among 100,000 names and titles, each
// typed letter by letter, half of them with a typo.
func BenchmarkComplete(b *testing.B) {
	texts := manyTexts(100_000)
	c := complete.New(texts)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, slips := range []bool{false, true} {
		b.Run(fmt.Sprintf("slips=%t", slips), func(b *testing.B) {
			var took []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				text := texts[rng.IntN(len(texts))][0]
				typed := text[:1+rng.IntN(min(len(text), 20))]
				if at := rng.IntN(len(typed)); slips && typed[at] != ' ' {
					typed = typed[:at] + string(rune('a'+rng.IntN(26))) + typed[at+1:]
				}
				began := time.Now()
				c.Complete(typed, 25)
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}
