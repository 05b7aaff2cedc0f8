package bot

import (
	"errors"
	"net/http"

	"footnote/discord"
)

// Discord's codes of errors about channels.
const (
	unknownChannel = 10003
	missingAccess  = 50001
	noMessages     = 50008 // a channel that takes no messages, such as a category
	missingRight   = 50013
)

// refusal says why a message can't be sent to a channel, in a sentence for
// users. It is "" for no error and for one that may pass.
func refusal(err error) string {
	var api *discord.APIError
	if !errors.As(err, &api) {
		return ""
	}
	switch {
	case api.Code == unknownChannel || api.Status == http.StatusNotFound:
		return problemf("That channel does not exist any more.").format
	case api.Code == missingAccess:
		return problemf("I can't see that channel: allow me to view it.").format
	case api.Code == missingRight:
		return problemf("I can't write there: allow me to send messages.").format
	case api.Code == noMessages || api.Status == http.StatusBadRequest:
		return problemf("Messages can't be sent there: choose a text channel.").format
	case api.Status == http.StatusForbidden:
		return problemf("I can't write there: allow me to send messages.").format
	}
	return ""
}
