package bot_test

import (
	"testing"
	"unicode/utf8"

	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
)

// Discord takes 25 options of a command or subcommand, and 8,000 characters over
// all texts of a command in its longest translation.
func TestCommandsFit(t *testing.T) {
	longest := func(text string) int {
		n := 0
		for _, l := range i18n.Languages() {
			n = max(n, utf8.RuneCountInString(i18n.T(l.Tag, text)))
		}
		return n
	}
	var weigh func(c commands.Command) int
	weigh = func(c commands.Command) int {
		if n := len(c.Options) + len(c.Subcommands); n > discord.MaxOptions {
			t.Errorf("/%s has %d options, at most %d", c.Name, n, discord.MaxOptions)
		}
		n := len(c.Name) + longest(c.Description)
		for _, o := range c.Options {
			n += len(o.Name) + longest(o.Description)
			for _, choice := range o.Choices {
				n += utf8.RuneCountInString(choice.Name) + utf8.RuneCountInString(choice.Value)
			}
		}
		for _, sub := range c.Subcommands {
			n += weigh(sub)
		}
		return n
	}
	for _, c := range commands.All() {
		if n := weigh(c); n > discord.MaxCommand {
			t.Errorf("/%s has %d characters, at most %d", c.Name, n, discord.MaxCommand)
		} else if n > discord.MaxCommand/4 {
			t.Logf("/%s has %d characters", c.Name, n)
		}
	}
}
