package quotes_test

import (
	"testing"

	"footnote/article/quotes"
)

func TestClaims(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []quotes.Claim
	}{
		{"bare words", "the tide takes what it likes", nil},
		{"said behind", `“The tide takes what it likes,” said Nora Quinn.`, []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Nora Quinn", Marked: true}}},
		{"a surname behind", `"The tide takes what it likes", said Quinn`, []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Quinn", Marked: true}}},
		{"a colon before", `Quinn: "The tide takes what it likes"`, []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Quinn", Marked: true}}},
		{"no capitals", `quinn said "the tide takes what it likes"`, []quotes.Claim{{Words: "the tide takes what it likes", Speaker: "quinn", Marked: true}}},
		{"a question", `did quinn really say "the tide takes what it likes"?`, []quotes.Claim{{Words: "the tide takes what it likes", Speaker: "quinn", Marked: true}}},
		{"a dash behind", `"The tide takes what it likes" — Nora Quinn`, []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Nora Quinn", Marked: true}}},
		{"set off", "> The tide takes\n> what it likes.\n— Nora Quinn", []quotes.Claim{{Words: "The tide takes what it likes.", Speaker: "Nora Quinn", Marked: true}}},
		{"two parts", `“The tide,” said Nora Quinn, “takes what it likes.”`, []quotes.Claim{{Words: "The tide, takes what it likes.", Speaker: "Nora Quinn", Marked: true}}},
		{"two speakers", `Nora Quinn said: “The tide takes it.” Ivo Marsh said: “The tide brings it back.”`,
			[]quotes.Claim{{Words: "The tide takes it.", Speaker: "Nora Quinn", Marked: true}, {Words: "The tide brings it back.", Speaker: "Ivo Marsh", Marked: true}}},
		{"German", `„Die Flut nimmt, was sie will“, sagte Quinn.`, []quotes.Claim{{Words: "Die Flut nimmt, was sie will", Speaker: "Quinn", Marked: true}}},
		{"no marks, a colon", "Quinn: the tide takes what it likes", []quotes.Claim{{Words: "the tide takes what it likes", Speaker: "Quinn", Marked: false}}},
		{"no marks, a dash", "The tide takes what it likes — Nora Quinn", []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Nora Quinn", Marked: false}}},
		{"no marks, a verb", "did nora quinn say that the tide takes what it likes", []quotes.Claim{{Words: "the tide takes what it likes", Speaker: "nora quinn", Marked: false}}},
		{"a word of the chat behind", `Quinn once said "the tide takes it" lol`, []quotes.Claim{{Words: "the tide takes it", Speaker: "Quinn", Marked: true}}},
		{"a year", `"The tide takes what it likes" (Nora Quinn, 2024)`, []quotes.Claim{{Words: "The tide takes what it likes", Speaker: "Nora Quinn", Marked: true}}},
		{"nobody", `who said "the tide takes what it likes"?`, []quotes.Claim{{Words: "the tide takes what it likes", Speaker: "", Marked: true}}},
		{"nothing", " \n> \n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := quotes.Claims(tt.text)
			if len(got) != len(tt.want) {
				t.Fatalf("Claims(%q) = %+v, want %+v", tt.text, got, tt.want)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("Claims(%q)[%d] = %+v, want %+v", tt.text, i, got[i], tt.want[i])
				}
			}
		})
	}
}

func FuzzClaims(f *testing.F) {
	f.Add(`“A,” said B. > c`)
	f.Add("> \"\n— «x»: 'y'")
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range quotes.Claims(text) {
			if c.Words == "" && c.Marked {
				t.Errorf("Claims(%q) has one without words", text)
			}
		}
	})
}
