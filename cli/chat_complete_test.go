package cli

import (
	"testing"

	"footnote/article"
	"footnote/library"
	"footnote/store"
)

func TestChatCompletes(t *testing.T) {
	t.Parallel()
	s, err := store.Open(t.Context(), t.TempDir()+"/footnote.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	libs := library.New(library.Config{Store: s, IndexDir: t.TempDir()})
	t.Cleanup(func() { libs.Close() })
	lib, err := libs.Library("default")
	if err != nil {
		t.Fatal(err)
	}
	for title, body := range map[string]string{
		"The ferry of Norr":   "“We sail at dawn,” said Ines Roth, the captain of the ferry of Norr. The harbour was full.",
		"The harbour of Norr": "“We wait,” said Otto Berg, who looked after the harbour of Norr for thirty years.",
	} {
		if _, err := lib.AddOne(t.Context(), "5", library.Item{Anyway: true, Source: article.Source{Title: title, MediaType: "text/plain", Body: []byte(body)}}); err != nil {
			t.Fatal(err)
		}
	}
	c := newChat(&app{}, lib)
	tests := []struct {
		line, want string
		several    int
	}{
		{"/who ine", "/who Ines Roth", 0},
		{"/who berg", "/who Otto Berg", 0},
		{"/who name:ine", "/who name:Ines Roth", 0},
		{"/who zzz", "", 0},
		{"/ask when does it sail article:ferr", "/ask when does it sail article:The ferry of Norr", 0},
		{"/ask when article:the", "/ask when article:The ", 2},
		{"/ask when", "", 0},
		{"/library show harb", "/library show The harbour of Norr", 0},
		{"/quote speaker:otto", "/quote speaker:Otto Berg", 0},
		{"/help x", "", 0},
		{"/gone x", "", 0},
		{"no command", "", 0},
	}
	for _, tt := range tests {
		if got, several := c.completeOption(t.Context(), tt.line); got != tt.want || len(several) != tt.several && tt.several > 0 {
			t.Errorf("%q becomes %q of %q, want %q of %d", tt.line, got, several, tt.want, tt.several)
		}
	}
	for line, want := range map[string]string{"/wh": "/who ", "/library sh": "/library show ", "/lib": "/library ", "/who ": "", "x": "", "": ""} {
		if got := completeCommand(line); got != want {
			t.Errorf("completeCommand(%q) = %q, want %q", line, got, want)
		}
	}
}
