package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Types of commands and of their options.
const (
	SlashCommand   = 1
	MessageCommand = 3

	SubcommandOption = 1
	GroupOption      = 2 // has subcommands
	StringOption     = 3
	IntegerOption    = 4
	FileOption       = 11
)

// A Command is a command as registered with Discord.
type Command struct {
	ID                       string          `json:"id,omitempty"`
	Type                     int             `json:"type"`
	Name                     string          `json:"name"`
	Description              string          `json:"description"`
	NameLocalizations        Localized       `json:"name_localizations,omitempty"`
	DescriptionLocalizations Localized       `json:"description_localizations,omitempty"`
	Options                  []CommandOption `json:"options,omitempty"`
	Permissions              *string         `json:"default_member_permissions"` // a bit set in decimal, nil for everyone
	Contexts                 []int           `json:"contexts,omitempty"`         // where it may be used: 0 in servers
	Installs                 []int           `json:"integration_types,omitempty"`
}

// Localized maps Discord's locales to a name or a description.
type Localized map[string]string

// A CommandOption is an argument of a command.
type CommandOption struct {
	Type                     int             `json:"type"`
	Name                     string          `json:"name"`
	Description              string          `json:"description"`
	DescriptionLocalizations Localized       `json:"description_localizations,omitempty"`
	Required                 bool            `json:"required,omitempty"`
	Choices                  []Choice        `json:"choices,omitempty"`
	Options                  []CommandOption `json:"options,omitempty"`
	Autocomplete             bool            `json:"autocomplete,omitempty"`
	MinValue                 *int            `json:"min_value,omitempty"`
	MaxValue                 *int            `json:"max_value,omitempty"`
	MaxLength                int             `json:"max_length,omitempty"`
}

// An Application is the bot's application.
type Application struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Me returns the application that the token belongs to.
func (c *Client) Me(ctx context.Context) (Application, error) {
	var app Application
	err := c.get(ctx, discordgo.EndpointApplications+"/@me", &app)
	return app, err
}

// Sync registers list as the application's commands, and returns their ids by
// name. It writes only if something differs, because Discord limits how many
// commands are created per day.
func (c *Client) Sync(ctx context.Context, application string, list []Command) (ids map[string]string, changed bool, err error) {
	address := discordgo.EndpointApplicationGlobalCommands(application)
	var have []Command
	if err := c.get(ctx, address+"?with_localizations=true", &have); err != nil {
		return nil, false, fmt.Errorf("read the commands: %w", err)
	}
	if !sameCommands(have, list) {
		if err := c.call(ctx, http.MethodPut, address, list, &have); err != nil {
			var api *APIError
			if errors.As(err, &api) && api.Status == http.StatusForbidden {
				return nil, false, fmt.Errorf("%w: %w", ErrNoScope, err)
			}
			return nil, false, fmt.Errorf("register the commands: %w", err)
		}
		changed = true
	}
	ids = make(map[string]string, len(have))
	for _, h := range have {
		ids[h.Name] = h.ID
	}
	return ids, changed, nil
}

// sameCommands compares commands in any order. It ignores fields that Discord
// adds, and the difference between an empty list and none.
func sameCommands(a, b []Command) bool {
	return reflect.DeepEqual(normal(a), normal(b))
}

func normal(list []Command) []Command {
	list = slices.Clone(list)
	for i := range list {
		c := &list[i]
		c.ID = ""
		c.Options = normalOptions(c.Options)
		if len(c.NameLocalizations) == 0 {
			c.NameLocalizations = nil
		}
		if len(c.DescriptionLocalizations) == 0 {
			c.DescriptionLocalizations = nil
		}
		c.Contexts, c.Installs = normalSet(c.Contexts), normalSet(c.Installs)
	}
	slices.SortFunc(list, func(a, b Command) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), strings.Compare(a.Name, b.Name))
	})
	return list
}

func normalOptions(list []CommandOption) []CommandOption {
	if len(list) == 0 {
		return nil
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].Options = normalOptions(list[i].Options)
		if len(list[i].Choices) == 0 {
			list[i].Choices = nil
		}
		if len(list[i].DescriptionLocalizations) == 0 {
			list[i].DescriptionLocalizations = nil
		}
	}
	return list
}

func normalSet(list []int) []int {
	if len(list) == 0 {
		return nil
	}
	return slices.Sorted(slices.Values(list))
}

// InviteLink returns the address that invites the bot to a server with the
// fewest permissions: answering commands needs none, sending reports to the
// moderators' channel needs two, and with mentions replying needs two more.
func InviteLink(application string, mentions bool) string {
	permissions := int64(viewChannel | sendMessages)
	if mentions {
		permissions |= readHistory | sendInThreads
	}
	return "https://discord.com/oauth2/authorize?" + url.Values{
		"client_id":   {application},
		"scope":       {"bot applications.commands"},
		"permissions": {strconv.FormatInt(permissions, 10)},
	}.Encode()
}

// Permissions in a channel.
const (
	viewChannel   = 1 << 10
	sendMessages  = 1 << 11
	readHistory   = 1 << 16 // replying needs it
	sendInThreads = 1 << 38
)

func (c *Client) get(ctx context.Context, address string, into any) error {
	return c.call(ctx, http.MethodGet, address, nil, into)
}

// call sends a request that does not answer an interaction, and decodes the
// response.
func (c *Client) call(ctx context.Context, method, address string, body, into any) error {
	contentType, payload, err := encode(body)
	if err != nil {
		return err
	}
	// A limit longer than an attempt is for callers that can wait.
	ctx, cancel := context.WithTimeout(ctx, tryWithin)
	defer cancel()
	var answer []byte
	_, err = c.retry(ctx, true, func() (err error) {
		answer, err = c.once(ctx, method, address, contentType, payload)
		return err
	})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fmt.Errorf("discord: an answer that can't be read: %w", err)
	}
	return nil
}
