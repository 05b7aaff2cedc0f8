package bot

import (
	"errors"

	"slices"

	"footnote/commands"
	"footnote/discord"
)

// The numbers of Discord's button styles.
var styles = map[commands.Style]int{
	commands.Plain:   discord.StyleSecondary,
	commands.Primary: discord.StylePrimary,
	commands.Danger:  discord.StyleDanger,
}

// maxRows is the most rows of buttons in a reply.
const maxRows = 3

// controls lays out the buttons and menus of a reply.
func (r renderer) controls(reply commands.Reply) ([]discord.Component, error) {
	var buttons []discord.Component
	for _, b := range reply.Buttons {
		if b.URL != "" {
			if safe, ok := discord.SafeURL(b.URL); ok && len(safe) <= discord.MaxURL {
				buttons = append(buttons, discord.Link(discord.Fit(b.Label, discord.MaxLabel), safe))
			}
			continue
		}
		id, err := r.id(b.Command, b.Action, b.Args, b.Anyone)
		if errors.Is(err, errNotKept) {
			continue // an answer without its button is better than none
		}
		if err != nil {
			return nil, err
		}
		buttons = append(buttons, discord.Button(discord.Fit(b.Label, discord.MaxLabel), id, styles[b.Style]))
	}
	var rows []discord.Component
	for len(buttons) > 0 && len(rows) < maxRows {
		n := min(len(buttons), discord.MaxRow)
		rows = append(rows, discord.Row(buttons[:n]...))
		buttons = buttons[n:]
	}
	for _, m := range reply.Menus {
		menu, err := r.menu(m)
		if errors.Is(err, errNotKept) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if m.Label != "" {
			rows = append(rows, discord.Text("**"+discord.Escape(oneLine(m.Label))+"**"))
		}
		rows = append(rows, menu)
	}
	return rows, nil
}

func (r renderer) menu(m commands.Menu) (discord.Component, error) {
	id, err := r.id(m.Command, m.Action, m.Args, m.Anyone)
	if err != nil {
		return discord.Component{}, err
	}
	prompt, most := discord.Fit(m.Prompt, discord.MaxPlaceholder), max(1, m.Max)
	switch m.Of {
	case commands.Roles:
		return discord.Row(discord.RoleSelect(id, prompt, m.Picked, m.Min, most)), nil
	case commands.Channels:
		return discord.Row(discord.ChannelSelect(id, prompt, m.Picked, m.Min, most)), nil
	case commands.PostChannels:
		return discord.Row(discord.PostChannelSelect(id, prompt, m.Picked, m.Min, most)), nil
	}
	var options []discord.Option
	for _, c := range m.Choices[:min(len(m.Choices), discord.MaxChoices)] {
		options = append(options, discord.Option{
			Label:   discord.Fit(oneLine(c.Name), discord.MaxChoice),
			Value:   c.Value,
			Default: slices.Contains(m.Picked, c.Value),
		})
	}
	return discord.Row(discord.Select(id, prompt, options, m.Min, min(most, len(options)))), nil
}

// modal lays out a form.
func (r renderer) modal(f *commands.Form) (discord.Modal, error) {
	id, err := r.id("", f.Action, f.Args, false)
	if err != nil {
		return discord.Modal{}, err
	}
	m := discord.Modal{CustomID: id, Title: discord.Fit(f.Title, discord.MaxModalTitle)}
	for _, field := range f.Fields {
		input := discord.FileUpload(field.Name, field.Required)
		if field.Type == commands.Text {
			limit := field.MaxLength
			if limit == 0 || limit > discord.MaxInput {
				limit = discord.MaxInput
			}
			input = discord.TextInput(field.Name, discord.Fit(field.Value, limit), field.Long, field.Required, limit)
		}
		m.Components = append(m.Components, discord.Label(
			discord.Fit(field.Label, discord.MaxFieldLabel),
			discord.Fit(field.Description, discord.MaxDescription), input))
	}
	return m, nil
}
