package discord

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	mathrand "math/rand/v2"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Respond sends the first answer to an interaction. A second one for the
// same interaction is refused by Discord; after a retry that refusal says
// that the first try had arrived.
func (c *Client) Respond(ctx context.Context, i *Interaction, r Response) error {
	address := discordgo.EndpointInteractionResponse(i.ID, i.Token)
	tries, err := c.send(ctx, http.MethodPost, address, r, true)
	var api *APIError
	if tries > 1 && errors.As(err, &api) && api.Code == codeAlreadyAnswered {
		return nil
	}
	return err
}

// Edit changes the answer to an interaction, or fills in a deferred one.
func (c *Client) Edit(ctx context.Context, i *Interaction, m Message) error {
	_, err := c.send(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(i.ApplicationID, i.Token, "@original"), m, true)
	return err
}

// Follow sends one more message after the answer to an interaction. After a
// fault of Discord's it may arrive twice, which is better than never.
func (c *Client) Follow(ctx context.Context, i *Interaction, m Message) error {
	_, err := c.send(ctx, http.MethodPost, discordgo.EndpointWebhookToken(i.ApplicationID, i.Token)+"?wait=true", m, true)
	return err
}

// Post sends a message to a channel, once: Discord knows one that is sent
// again by its nonce.
func (c *Client) Post(ctx context.Context, channel string, m Message) error {
	m.Nonce, m.EnforceNonce = rand.Text()[:maxNonce], true
	_, err := c.send(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, true)
	return err
}

// Delete takes the answer to an interaction away.
func (c *Client) Delete(ctx context.Context, i *Interaction) error {
	_, err := c.send(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.ApplicationID, i.Token, "@original"), nil, true)
	return err
}

// maxNonce is the most characters of a nonce.
const maxNonce = 25

// maxTries bounds how often one request is sent.
const maxTries = 3

// send sends a request. What may be sent twice is sent again after a fault of
// Discord's; everything is after a rate limit, when its time has come and the
// context still lasts.
func (c *Client) send(ctx context.Context, method, address string, body any, again bool) (tries int, err error) {
	contentType, payload, err := encode(body)
	if err != nil {
		return 0, err
	}
	return c.retry(ctx, again, func() error {
		_, err := c.once(ctx, method, address, contentType, payload)
		return err
	})
}

// retry tries as often as it is worth it.
func (c *Client) retry(ctx context.Context, again bool, try func() error) (tries int, err error) {
	for tries = 1; ; tries++ {
		err = try()
		wait, worth := pause(err, tries, again)
		if !worth || tries == maxTries {
			return tries, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			return tries, err // it would be too late
		}
		select {
		case <-ctx.Done():
			return tries, err
		case <-time.After(wait):
		}
	}
}

// pause says whether a failed request is worth sending again, and when.
func pause(err error, tries int, again bool) (time.Duration, bool) {
	var limit *LimitError
	var api *APIError
	switch {
	case err == nil:
		return 0, false
	case errors.As(err, &limit):
		return limit.After, true
	case errors.As(err, &api):
		if !again || api.Status < 500 {
			return 0, false
		}
	case errors.Is(err, ErrBadToken), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), !again:
		return 0, false
	}
	step := 100 * time.Millisecond << tries
	return step/2 + mathrand.N(step/2), true
}

// once sends a request in a bucket of its own: discordgo's buckets would
// queue all answers of the bot behind each other, and keep one for each
// interaction for ever.
func (c *Client) once(ctx context.Context, method, address, contentType string, payload []byte) ([]byte, error) {
	bucket := discordgo.NewRatelimiter().LockBucket("")
	answer, err := c.session.RequestWithLockedBucket(method, address, contentType, payload, bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	return answer, clean(err)
}

// encode writes a body as JSON, or as a form of several parts where files go
// with it.
func encode(body any) (contentType string, payload []byte, err error) {
	if body == nil {
		return "application/json", nil, nil
	}
	var files []File
	switch b := body.(type) {
	case Message:
		files = b.Files
	case Response:
		if m, ok := b.Data.(Message); ok {
			files = m.Files
		}
	}
	if len(files) > 0 {
		return multipart(body, files)
	}
	payload, err = json.Marshal(body)
	return "application/json", payload, err
}
