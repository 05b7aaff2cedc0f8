package cli

import (
	"slices"
	"testing"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		want       []string
	}{
		{"at blanks", "one two three", 7, []string{"one two", "three"}},
		{"lines stay", "one\n\ntwo\n", 7, []string{"one", "", "two", ""}},
		{"a date stays whole", "seen on 2025-05-21, late", 14, []string{"seen on", "2025-05-21,", "late"}},
		{"a word with a hyphen", "a well-known fact", 10, []string{"a", "well-known", "fact"}},
		{"indented", "  one  two   three", 10, []string{"  one  two", "three"}},
		{"blanks at the end", "one two  ", 3, []string{"one", "two"}},
		{"longer than a line", "see https://example.org/a now", 10, []string{"see https:", "//example.", "org/a now"}},
		{"without blanks", "世界模型是什么", 6, []string{"世界模", "型是什", "么"}},
		{"marks stay with their letters", "e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"nothing", "", 5, []string{""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, line := range wrap(tt.text, tt.width) {
				got = append(got, line.Of(tt.text))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}
