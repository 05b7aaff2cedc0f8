package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/commands"
)

// completeWithin is the time limit for completing a line.
const completeWithin = 2 * time.Second

// completer returns the function that completes a line when Tab is pressed:
// the name of a command, and then the names and titles that its options take.
// If there are several, it completes what they have in common and prints them.
func (c *chat) completer(ctx context.Context) func(line string, pos int, key rune) (string, int, bool) {
	return func(line string, pos int, key rune) (string, int, bool) {
		if key != '\t' || pos != len(line) {
			return "", 0, false
		}
		whole, several := completeCommand(line), []string(nil)
		if whole == "" {
			whole, several = c.completeOption(ctx, line)
		}
		if len(several) > 0 {
			fmt.Fprintln(c.screen.w)
			c.screen.para(c.screen.dim, strings.Join(several, "   "))
		}
		return whole, len(whole), whole != ""
	}
}

// completeCommand completes the name of a command. It returns "" if nothing can
// be added.
func completeCommand(line string) string {
	var found []string
	for _, name := range commandNames() {
		if strings.HasPrefix("/"+name, line) && strings.HasPrefix(line, "/") {
			found = append(found, "/"+name+" ")
		}
	}
	if whole := commonPrefix(found); len(whole) > len(line) {
		return whole
	}
	return ""
}

// completeOption completes the value of the option at the end of a line. several
// lists what may be meant if that is not one value.
func (c *chat) completeOption(ctx context.Context, line string) (whole string, several []string) {
	name, text := commandOf(line)
	command, ok := commands.Find(commands.All(), name)
	if !ok || command.Complete == nil {
		return "", nil
	}
	option, typed, values := lastOption(command, text)
	ctx, cancel := context.WithTimeout(ctx, completeWithin)
	defer cancel()
	choices, err := command.Complete(ctx, c.lib, commands.Request{User: atTerminal, Options: values, Focused: option})
	if err != nil {
		return "", nil // Tab then does nothing
	}
	for _, choice := range choices {
		if choice.Name == choice.Value || option == "article" { // an article is found by its title too
			several = append(several, plain(choice.Name))
		}
	}
	before := strings.TrimSuffix(line, typed)
	if len(several) == 1 {
		return before + several[0], nil
	}
	if common := commonPrefix(several); len(common) > len(typed) && strings.HasPrefix(strings.ToLower(common), strings.ToLower(typed)) {
		return before + common, several
	}
	return "", several
}

// commandOf splits a line into the name of its command and the text after it.
func commandOf(line string) (name, text string) {
	for _, n := range commandNames() {
		if rest, ok := strings.CutPrefix(line, "/"+n+" "); ok && len(n) > len(name) {
			name, text = n, rest
		}
	}
	return name, text
}

// lastOption returns the option that the end of text belongs to, what is typed
// of its value, and the values of all options. Text without the name of an
// option is the first one's.
func lastOption(command commands.Command, text string) (option, typed string, values map[string]string) {
	if len(command.Options) == 0 {
		return "", "", nil
	}
	option, typed = command.Options[0].Name, text
	values = map[string]string{}
	for start := 0; start < len(text); {
		word, _, _ := strings.Cut(text[start:], " ")
		for _, o := range command.Options {
			if strings.HasPrefix(word, o.Name+":") {
				values[option] = strings.TrimSpace(strings.TrimSuffix(typed, text[start:]))
				option, typed = o.Name, text[start+len(o.Name)+1:]
			}
		}
		start += len(word) + 1
	}
	values[option] = strings.TrimSpace(typed)
	return option, typed, values
}

// commonPrefix returns what all of list begin with, "" for none.
func commonPrefix(list []string) string {
	if len(list) == 0 {
		return ""
	}
	common := list[0]
	for _, s := range list[1:] {
		for !strings.HasPrefix(s, common) {
			common = common[:len(common)-1]
		}
	}
	return strings.ToValidUTF8(common, "")
}
