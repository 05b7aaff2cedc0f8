package bot

import (
	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
)

// manageServer is Discord's permission, in decimal, that a member needs to
// see the moderators' commands; a server can change it for each command.
var manageServer = "32"

// registration returns the commands as Discord registers them.
func registration(list []commands.Command) []discord.Command {
	registered := make([]discord.Command, 0, len(list))
	for _, c := range list {
		d := discord.Command{
			Type:                     discord.SlashCommand,
			Name:                     c.Name,
			Description:              c.Description,
			DescriptionLocalizations: localized(c.Description),
			Options:                  options(c.Options),
			Contexts:                 []int{0},
			Installs:                 []int{0},
		}
		if c.OnMessage {
			d.Type, d.Description, d.DescriptionLocalizations = discord.MessageCommand, "", nil
			d.NameLocalizations = localized(c.Name)
		}
		if c.Moderators {
			d.Permissions = &manageServer
		}
		d.Options = append(d.Options, subcommands(c.Subcommands)...)
		registered = append(registered, d)
	}
	return registered
}

// subcommands are options too, and so are groups of them.
func subcommands(list []commands.Command) []discord.CommandOption {
	var made []discord.CommandOption
	for _, c := range list {
		d := discord.CommandOption{
			Type:                     discord.SubcommandOption,
			Name:                     c.Name,
			Description:              c.Description,
			DescriptionLocalizations: localized(c.Description),
			Options:                  options(c.Options),
		}
		if len(c.Subcommands) > 0 {
			d.Type, d.Options = discord.GroupOption, subcommands(c.Subcommands)
		}
		made = append(made, d)
	}
	return made
}

// locales are Discord's locales for our languages, where they are not the
// language's own tag.
var locales = map[string][]string{"es": {"es-ES", "es-419"}}

// localized returns a sentence in every language that has it. Names of
// commands and options stay English, so that people can tell each other what
// to type.
func localized(sentence string) discord.Localized {
	said := discord.Localized{}
	for _, l := range i18n.Languages() {
		text := i18n.T(l.Tag, sentence)
		if text == sentence {
			continue // English is the default
		}
		list, ok := locales[l.Tag]
		if !ok {
			list = []string{l.Tag}
		}
		for _, locale := range list {
			said[locale] = text
		}
	}
	return said
}

var optionTypes = map[commands.Type]int{
	commands.Text:   discord.StringOption,
	commands.Number: discord.IntegerOption,
	commands.File:   discord.FileOption,
}

func options(list []commands.Option) []discord.CommandOption {
	var made []discord.CommandOption
	for _, o := range list {
		d := discord.CommandOption{
			Type:                     optionTypes[o.Type],
			Name:                     o.Name,
			Description:              o.Description,
			DescriptionLocalizations: localized(o.Description),
			Required:                 o.Required,
			Autocomplete:             o.Complete && len(o.Choices) == 0,
		}
		for _, c := range o.Choices {
			d.Choices = append(d.Choices, discord.Choice{Name: c.Name, Value: c.Value})
		}
		switch {
		case o.Type == commands.Text && len(o.Choices) == 0:
			if d.MaxLength = o.MaxLength; d.MaxLength == 0 {
				d.MaxLength = defaultMaxLength
			}
		case o.Type == commands.Number && (o.Min != 0 || o.Max != 0):
			d.MinValue, d.MaxValue = &o.Min, &o.Max
		}
		made = append(made, d)
	}
	return made
}
