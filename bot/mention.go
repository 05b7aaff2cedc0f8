package bot

import (
	"regexp"

	"footnote/commands"
)

// mentions are the ids under which Discord knows the commands, by name.
type mentions map[string]string

// written finds what may be the name of a command in a text of ours.
var written = regexp.MustCompile(`(^|[\s(])/([a-z]+)( [a-z]+)?`)

// named finds the id of a person, a role or a channel in an escaped text of
// ours: escaping puts a backslash before the brackets and a blank of no width
// behind the at sign.
var named = regexp.MustCompile(`\\<(@?)\x{200b}?([&#]?)([0-9]{1,20})\\?>`)

// mention makes the names of commands in an escaped text of ours clickable, where it
// is known under which id Discord has them, and shows ids of people, roles
// and channels as their names. It calls nobody: no message of ours may.
func (b *Bot) mention(text string) string {
	text = named.ReplaceAllString(text, "<$1$2$3>")
	ids := b.mentions.Load()
	if ids == nil {
		return text
	}
	return written.ReplaceAllStringFunc(text, func(found string) string {
		m := written.FindStringSubmatch(found)
		before, name, sub := m[1], m[2], m[3]
		id, ok := (*ids)[name]
		if !ok {
			return found
		}
		if _, whole := commands.Find(b.config.Commands, name+sub); sub != "" && whole {
			return before + "</" + name + sub + ":" + id + ">"
		}
		if _, whole := commands.Find(b.config.Commands, name); whole {
			return before + "</" + name + ":" + id + ">" + sub
		}
		return found
	})
}
