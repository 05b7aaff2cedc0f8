package discord

import (
	"context"
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// NoShards, in place of a range of shards, means that a bot uses its token for
// requests alone and does not connect to the gateway.
const NoShards = "none"

// A UserGuild is a server that the bot is in.
type UserGuild struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// maxGuilds is how many servers Discord lists in one answer.
const maxGuilds = 200

// Guilds lists the servers that the bot is in.
func (c *Client) Guilds(ctx context.Context) ([]UserGuild, error) {
	var all []UserGuild
	for after := "0"; ; {
		var page []UserGuild
		if err := c.get(ctx, discordgo.EndpointUsers+"@me/guilds?limit=200&after="+after, &page); err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < maxGuilds {
			return all, nil
		}
		after = page[len(page)-1].ID
	}
}

// InGuild reports whether the bot is in a server. Discord answers 403 or 404 if
// it is not.
func (c *Client) InGuild(ctx context.Context, id string) (bool, error) {
	var g UserGuild
	err := c.get(ctx, discordgo.EndpointGuild(id), &g)
	var api *APIError
	if errors.As(err, &api) && (api.Status == http.StatusForbidden || api.Status == http.StatusNotFound) {
		return false, nil
	}
	return err == nil, err
}
