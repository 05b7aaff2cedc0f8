package bot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/commands"
	"footnote/discord"
)

// defaultMaxLength is the most code points of a text option without its own
// limit.
const defaultMaxLength = 300

// used returns the command of an interaction, and its request.
func (b *Bot) used(i *discord.Interaction) (commands.Command, commands.Request, error) {
	name, given := usedName(i)
	command, ok := commands.Find(b.config.Commands, name)
	if !ok {
		return command, commands.Request{}, unknownCommand
	}
	req := asker(i)
	req.Options, req.Files = map[string]string{}, map[string]commands.Upload{}
	for _, g := range given {
		if g.Focused {
			req.Focused = g.Name
		}
		option, ok := optionNamed(command, g.Name)
		if !ok {
			return command, req, unknownCommand
		}
		if err := take(&req, option, g, i); err != nil && i.Type != discord.Autocomplete {
			return command, req, err
		}
	}
	for _, o := range command.Options {
		_, text := req.Options[o.Name]
		_, file := req.Files[o.Name]
		if o.Required && !text && !file && i.Type != discord.Autocomplete {
			return command, req, problemf("Please fill in “%s”.", o.Name)
		}
	}
	if command.OnMessage {
		m := i.Data.Resolved.Messages[i.Data.TargetID]
		content := m.Read()
		req.Message = &commands.Message{ID: m.ID, Text: content.Text, Links: content.Links}
		for _, a := range content.Files {
			req.Message.Files = append(req.Message.Files, upload(a))
		}
	}
	return command, req, nil
}

// usedName returns the name of the command, with its subcommands, and the
// given options.
func usedName(i *discord.Interaction) (name string, given []discord.OptionValue) {
	name, given = i.Data.Name, i.Data.Options
	for len(given) == 1 && (given[0].Type == discord.SubcommandOption || given[0].Type == discord.GroupOption) {
		name, given = name+" "+given[0].Name, given[0].Options
	}
	return name, given
}

func optionNamed(c commands.Command, name string) (commands.Option, bool) {
	for _, o := range c.Options {
		if o.Name == name {
			return o, true
		}
	}
	return commands.Option{}, false
}

// take checks a given option and adds it to req. Discord checks options too,
// but a request may be forged.
func take(req *commands.Request, o commands.Option, g discord.OptionValue, i *discord.Interaction) error {
	text := strings.TrimSpace(g.Text())
	switch o.Type {
	case commands.File:
		a, ok := i.Data.Resolved.Attachments[text]
		if !ok {
			return problemf("The file did not arrive. Please attach it again.")
		}
		req.Files[o.Name] = upload(a)
		return nil
	case commands.Number:
		n, err := strconv.Atoi(text)
		if err != nil || (o.Min != 0 || o.Max != 0) && (n < o.Min || n > o.Max) {
			if o.Min != 0 || o.Max != 0 {
				return problemf("“%s” must be a whole number from %d to %d.", o.Name, o.Min, o.Max)
			}
			return problemf("“%s” must be a whole number.", o.Name)
		}
	default:
		limit := o.MaxLength
		if limit == 0 {
			limit = defaultMaxLength
		}
		if utf8.RuneCountInString(text) > limit {
			return problemf("“%s” is too long: at most %d characters.", o.Name, limit)
		}
	}
	if text != "" {
		req.Options[o.Name] = text
	}
	return nil
}

func upload(a discord.Attachment) commands.Upload {
	return commands.Upload{Name: a.Filename, MediaType: a.ContentType, Size: a.Size, URL: a.URL}
}

// asker returns a request with the asker filled in.
func asker(i *discord.Interaction) commands.Request {
	user := i.Asker()
	name := user.GlobalName
	if i.Member != nil && i.Member.Nick != "" {
		name = i.Member.Nick
	}
	if name == "" {
		name = user.Username
	}
	return commands.Request{
		User:   commands.User{ID: user.ID, Name: name},
		Locale: i.Locale,
	}
}

// asked returns the command of a press or a submitted form, and its request.
func (b *Bot) asked(i *discord.Interaction, p press) (commands.Command, commands.Request, error) {
	command, ok := commands.Find(b.config.Commands, p.Command)
	if !ok {
		return command, commands.Request{}, staleButton
	}
	req := asker(i)
	req.Action, req.Args = p.Action, append(p.Args, i.Data.Values...)
	if i.Type == discord.Submit {
		fillIn(&req, i)
	}
	if i.Message != nil {
		req.Above = i.Message.Title()
	}
	return command, req, nil
}

// fillIn adds the values of a form's fields to req. Files are identified by the
// ids of its uploads.
func fillIn(req *commands.Request, i *discord.Interaction) {
	req.Fields, req.Files = map[string]string{}, map[string]commands.Upload{}
	for name, values := range i.ModalValues() {
		if len(values) == 0 {
			continue
		}
		if a, ok := i.Data.Resolved.Attachments[values[0]]; ok {
			req.Files[name] = upload(a)
		} else {
			req.Fields[name] = strings.TrimSpace(values[0])
		}
	}
}
