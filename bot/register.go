package bot

import (
	"footnote/commands"
	"footnote/discord"
)

// manageServer is Discord's permission, in decimal, that a member needs to
// see the moderators' commands; a server's owner can change that for each.
var manageServer = "32"

// registration tells Discord the commands.
func registration(list []commands.Command) []discord.Command {
	registered := make([]discord.Command, 0, len(list))
	for _, c := range list {
		d := discord.Command{
			Type:        discord.SlashCommand,
			Name:        c.Name,
			Description: c.Description,
			Options:     options(c.Options),
			Contexts:    []int{0},
			Installs:    []int{0},
		}
		if c.OnMessage {
			d.Type, d.Description = discord.MessageCommand, ""
		}
		if c.Moderators {
			d.Permissions = &manageServer
		}
		for _, sub := range c.Subcommands {
			d.Options = append(d.Options, discord.CommandOption{
				Type:        discord.SubcommandOption,
				Name:        sub.Name,
				Description: sub.Description,
				Options:     options(sub.Options),
			})
		}
		registered = append(registered, d)
	}
	return registered
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
			Type:         optionTypes[o.Type],
			Name:         o.Name,
			Description:  o.Description,
			Required:     o.Required,
			Autocomplete: o.Complete && len(o.Choices) == 0,
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
