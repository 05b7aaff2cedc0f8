package discord

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Discord's limits, in code points where no unit is named.
const (
	MaxTextDisplays = 3900 // over all text of a message; Discord refuses above 4000
	MaxTextBytes    = 9500 // over all text of a message; Discord fails above about 10,170
	MaxComponents   = 40   // of a message, nested ones counted
	MaxCustomID     = 100
	MaxLabel        = 80 // of a button
	MaxModalTitle   = 45
	MaxFieldLabel   = 45
	MaxDescription  = 100
	MaxChoices      = 25
	MaxPlaceholder  = 150 // of a select
	MaxChoice       = 100 // of a name, and of a value
	MaxInput        = 4000
	MaxURL          = 512 // of a link button
	MaxInteraction  = 1 << 20
)

// Fit cuts plain text to at most limit code points, at the end of a
// character as people see it, with an ellipsis where something was cut.
func Fit(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	var b strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(text); g.Next(); {
		n := len(g.Runes())
		if used+n > limit-1 {
			break
		}
		b.WriteString(g.Str())
		used += n
	}
	return strings.TrimRight(b.String(), " \n") + "…"
}
