package analysis_test

import (
	"strings"
	"testing"

	"footnote/index/analysis"
)

// TestScannerVariants compares the words of a text, variants after what they
// overlap, each with its text if that differs from it.
func TestScannerVariants(t *testing.T) {
	tests := []struct{ text, want string }{
		{"It was written in C++, not C# or F#.", "it was written in c++ not c# or f#"},
		{"a+b and b #3", "a b and b 3"},
		{"C++17 with notepad++", "c++ 17 with notepad notepad++"},
		{"the .env file ends in .", "the env .env file ends in"},
		{"An A-10 or A10", "an a 10 a10 or a10 10"},
		{"40kg is 40 kg", "40kg 40 kg is 40 kg 40kg"},
		{"5G at 7,5 GB and 7,500", "5g 5 at 7.5 gb 7.5gb and 7500"},
		{"v2.4.1", "v2.4.1 2.4.1"},
		{"12 500 or 12.500", "12 500 12500 or 12.500 12500"},
		{"in 2024 300 people", "in 2024 300 people"},
		{"The U.K. and T. S. Moss", "the u k uk and t s ts moss"},
		{"plan B. Then A", "plan b then a"},
		{"R&B or I/O", "r b r&b or i o io"},
		{"an e-mail on-line", "an e mail email on line"},
		{"10-12 and 2024-05-01", "10 12 and 2024 05 01"},
		{"tea 🫖 and 👩🏽‍🌾 🇳🇿", "tea 🫖 and 👩 🌾 🇳🇿"},
		{"ﬁve ﬂags, ＡＢＣ１", "five flags abc1"},
		{"\ufe0f 1\ufe0f\u20e3", "1"},
	}
	for _, tt := range tests {
		s := analysis.Scanner{Text: tt.text, Variants: true}
		var got []string
		for s.Next() {
			got = append(got, string(s.Form))
			if s.Start < 0 || s.End > len(tt.text) || s.Start >= s.End {
				t.Fatalf("%q: %q is at %d to %d", tt.text, s.Form, s.Start, s.End)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("Scanner(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

// FuzzScanner checks that every word is a span of the text, in order of the
// end, and not empty.
func FuzzScanner(f *testing.F) {
	for _, text := range []string{"C++ a.b.c 1 000 000", "🇳🇿🇳 x-\ufe0f", "ﬁ-1 .a", "日本-a 3.000.000km"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := analysis.Scanner{Text: text, Variants: true}
		end := 0
		for s.Next() {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text) || len(s.Form) == 0 {
				t.Fatalf("%q at %d to %d of %d", s.Form, s.Start, s.End, len(text))
			}
			if s.Variant == analysis.AsWritten && !s.Pair && s.Start < end {
				t.Fatalf("%q begins at %d, before %d", s.Form, s.Start, end)
			}
			if s.Variant == analysis.AsWritten && !s.Pair {
				end = s.End
			}
		}
	})
}
