package commands

import (
	"slices"
	"testing"
)

func TestLinks(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"nothing here", nil},
		{"see https://example.org/a.", []string{"https://example.org/a"}},
		{"https://example.org/a, https://example.org/b! and https://example.org/a", []string{"https://example.org/a", "https://example.org/b"}},
		{"(https://example.org/wiki/Cat_(animal))", []string{"https://example.org/wiki/Cat_(animal)"}},
		{"[a page](https://example.org/page)", []string{"https://example.org/page"}},
		{"<https://example.org/hidden>", []string{"https://example.org/hidden"}},
		{"**https://example.org/bold** _https://example.org/slanted_ ||https://example.org/spoiler||", []string{"https://example.org/bold", "https://example.org/slanted", "https://example.org/spoiler"}},
		{"`https://example.org/code`", []string{"https://example.org/code"}},
		{"https://example.org/?q=a&b=c#part", []string{"https://example.org/?q=a&b=c#part"}},
		{"https://example.org/grüße。", []string{"https://example.org/grüße"}},
		{"“https://example.org/quoted”", []string{"https://example.org/quoted"}},
		{"https://user@example.org:8443/x", []string{"https://user@example.org:8443/x"}},
		{"http:// https:///nowhere ftp://example.org/file javascript:alert(1)", nil},
		{"HTTPS is not https://", nil},
	}
	for _, tt := range tests {
		if got := links(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("links(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
