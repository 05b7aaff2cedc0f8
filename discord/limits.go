package discord

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Discord's limits, in code points unless another unit is named.
const (
	MaxContent      = 2000  // of a message without components
	MaxText         = 4000  // over all text displays of a message
	MaxTextDisplays = 3900  // the same, with the margin that our messages keep
	MaxBytes        = 10170 // over all text displays, PerText added for each, in bytes: Discord fails above
	MaxTextBytes    = 9500  // the same, with the margin that our messages keep
	PerText         = 12    // overhead of a text display, in bytes
	MaxComponents   = 40    // of a message, including nested ones
	MaxRow          = 5     // buttons of a row
	MaxSection      = 3     // texts of a section
	MaxFiles        = 10    // of a message
	MaxGallery      = 10    // pictures of a gallery
	MaxAlt          = 1024  // of an alternative text
	MaxFields       = 5     // of a form
	MaxCustomID     = 100
	MaxLabel        = 80 // of a button
	MaxModalTitle   = 45
	MaxFieldLabel   = 45
	MaxDescription  = 100
	MaxChoices      = 25
	MaxPlaceholder  = 150 // of a select
	MaxChoice       = 100 // of a name, and of a value
	MaxInput        = 4000
	MaxURL          = 512     // of a link button
	MaxInteraction  = 1 << 20 // bytes of one that comes over HTTP
	MaxOptions      = 25      // of a command
	MaxName         = 32      // of a command or an option
	MaxCommand      = 8000    // over all texts of a command
	MaxCommands     = 100
	MaxMenuEntries  = 15 // of messages, and of people
)

// Fit shortens plain text to at most limit code points, at the end of a
// character as people see it, with an ellipsis if something was cut.
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
