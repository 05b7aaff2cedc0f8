package bot

import (
	"regexp"
	"strings"

	"footnote/commands"
)

// mentions maps the names of commands to Discord's ids.
type mentions map[string]string

// written finds what may be the name of a command in our own text, with up to
// two subcommands.
var written = regexp.MustCompile(`(^|[\s(])/([a-z]+)((?: [a-z]+){0,2})`)

// named finds the id of a person, a role or a channel in our own escaped text:
// escaping puts a backslash before the brackets.
var named = regexp.MustCompile(`\\<(@&?|#)([0-9]{1,20})\\>`)

// mention makes the names of commands in our own escaped text clickable if
// their ids are known, and shows ids of people, roles and channels as names.
// No one is notified: our messages allow no mentions.
func (b *Bot) mention(text string) string {
	text = named.ReplaceAllString(text, "<$1$2>")
	ids := b.mentions.Load()
	if ids == nil {
		return text
	}
	return written.ReplaceAllStringFunc(text, func(found string) string {
		m := written.FindStringSubmatch(found)
		before, name, subs := m[1], m[2], m[3]
		id, ok := (*ids)[name]
		if !ok {
			return found
		}
		for end := len(subs); end >= 0; end = strings.LastIndexByte(subs[:end], ' ') {
			if _, whole := commands.Find(b.config.Commands, name+subs[:end]); whole {
				return before + "</" + name + subs[:end] + ":" + id + ">" + subs[end:]
			}
			if end == 0 {
				break
			}
		}
		return found
	})
}
