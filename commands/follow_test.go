package commands

import "testing"

func TestResolve(t *testing.T) {
	const before = "why did Ines Roth leave Norr?"
	tests := []struct{ text, question, person, want string }{
		{"and when?", before, "Ines Roth", "when did Ines Roth leave Norr?"},
		{"When", before, "Ines Roth", "When did Ines Roth leave Norr?"},
		{"but how long?", before, "Ines Roth", "how long did Ines Roth leave Norr?"},
		{"and where?", "", "Ines Roth", "where Ines Roth"},
		{"and when?", "", "", "when"},
		{"where does she live?", before, "Ines Roth", "where does Ines Roth live?"},
		{"what was his plan", before, "Ole Berg", "what was Ole Berg’s plan"},
		{"what about the harbour?", before, "Ines Roth", "what about the harbour?"},
		{"when was it built?", "", "Ines Roth", "when was it built?"},
		{"und wann?", "Warum verließ Ines Roth Norr?", "Ines Roth", "wann verließ Ines Roth Norr?"},
		{"wo wohnt sie?", "", "Ines Roth", "wo wohnt Ines Roth?"},
		{"¿y cuándo?", "¿Por qué dejó Norr?", "Ines Roth", "cuándo dejó Norr?"},
		{"et quand ?", "Pourquoi a-t-elle quitté Norr ?", "Ines Roth", "quand a-t-elle quitté Norr ?"},
		{"how old is he?", before, "Ole Berg", "how old is Ole Berg?"},
		{"why did she?", before, "Ines Roth", "why did Ines Roth leave Norr?"},
		{"how old is he?", "", "", "how old"},
		{"why?", "when did the ferry sink", "", "why did the ferry sink"},
	}
	for _, tt := range tests {
		if got := resolve(tt.text, subject{question: tt.question, person: tt.person}); got != tt.want {
			t.Errorf("resolve(%q after %q of %q) = %q, want %q", tt.text, tt.question, tt.person, got, tt.want)
		}
	}
}

func TestAsksSpeaker(t *testing.T) {
	for text, want := range map[string]bool{
		"who said that?": true, "Who said this": true, "and who says it?": true, "who said that exactly?": true,
		"Wer hat das gesagt?": true, "wer sagt das": true, "¿quién dijo eso?": true, "y quién lo ha dicho": true, "qui a dit ça ?": true,
		"who said the ferry sank?": false, "what did she say?": false, "who is that?": false, "when?": false, "": false, "said": false,
	} {
		if got := asksSpeaker(text); got != want {
			t.Errorf("asksSpeaker(%q) = %v", text, got)
		}
	}
}

func TestIsQuestion(t *testing.T) {
	for text, want := range map[string]bool{
		"and when?": true, "why did she go": true, "und wo wohnt er": true, "真的吗？": true,
		"thanks!": false, "nice one": false, "": false, "lol": false,
	} {
		if got := IsQuestion(text); got != want {
			t.Errorf("IsQuestion(%q) = %v", text, got)
		}
	}
}
