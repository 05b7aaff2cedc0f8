package commands

import (
	"strings"
	"testing"
)

func TestAtSentence(t *testing.T) {
	long := strings.Repeat("ein sehr langes Wort darin ", 6)
	tests := []struct{ address, sentence, want string }{
		{"https://example.org/a", "Cats sleep, mostly.", "https://example.org/a#:~:text=Cats%20sleep%2C%20mostly."},
		{"https://example.org/a#top", "Cats sleep.", "https://example.org/a#top:~:text=Cats%20sleep."},
		{"https://example.org/a#:~:text=old", "Cats sleep.", "https://example.org/a#:~:text=Cats%20sleep."},
		{"https://example.org/a?b=c", "twenty-one & more", "https://example.org/a?b=c#:~:text=twenty%2Done%20%26%20more"},
		{"https://example.org/a", long, "https://example.org/a#:~:text=ein%20sehr%20langes%20Wort%20darin,ein%20sehr%20langes%20Wort%20darin"},
		{"https://example.org/a", "• one item\n• another", "https://example.org/a#:~:text=one%20item"},
		{"https://example.org/a", "the row | 12 | 13", "https://example.org/a#:~:text=the%20row"},
		{"https://example.org/a", "word", "https://example.org/a"},
		{"ftp://example.org/a", "Cats sleep.", "ftp://example.org/a"},
		{"not an address", "Cats sleep.", "not an address"},
	}
	for _, tt := range tests {
		if got := atSentence(tt.address, tt.sentence); got != tt.want {
			t.Errorf("atSentence(%q, %q) = %q, want %q", tt.address, tt.sentence, got, tt.want)
		}
	}
	if got := atSentence("https://example.org/", strings.Repeat("猫犬鳥 ", 200)); len(got) > maxLinkLength {
		t.Errorf("a link of %d bytes", len(got))
	}
}
