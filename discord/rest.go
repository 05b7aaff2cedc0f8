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

// Respond sends the first answer to an interaction. Discord refuses a second
// one; after a retry that refusal means that the first attempt had arrived.
func (c *Client) Respond(ctx context.Context, i *Interaction, r Response) error {
	if i.inline != nil && inlineable(r) {
		_, payload, err := encode(r)
		if err != nil {
			return err
		}
		if i.inline.offer(payload) {
			return nil
		}
	}
	i.Acknowledge()
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

// FollowUp sends another message after the answer to an interaction. If Discord
// fails it may arrive twice, which is better than never.
func (c *Client) FollowUp(ctx context.Context, i *Interaction, m Message) error {
	_, err := c.send(ctx, http.MethodPost, discordgo.EndpointWebhookToken(i.ApplicationID, i.Token)+"?wait=true", m, true)
	return err
}

// Post sends a message to a channel exactly once: Discord recognizes a repeated
// one by its nonce.
func (c *Client) Post(ctx context.Context, channel string, m Message) error {
	m.Nonce, m.EnforceNonce = rand.Text()[:maxNonce], true
	_, err := c.send(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, true)
	return err
}

// DirectChannel returns the id of the channel for direct messages to a user.
func (c *Client) DirectChannel(ctx context.Context, user string) (string, error) {
	var channel struct {
		ID string `json:"id"`
	}
	err := c.call(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), map[string]string{"recipient_id": user}, &channel)
	return channel.ID, err
}

// Delete deletes the answer to an interaction.
func (c *Client) Delete(ctx context.Context, i *Interaction) error {
	_, err := c.send(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.ApplicationID, i.Token, "@original"), nil, true)
	return err
}

// maxNonce is the most characters of a nonce.
const maxNonce = 25

// maxTries is how often a request is sent at most.
const maxTries = 3

// send sends a request. If Discord fails, it retries a request that may be sent
// twice. After a rate limit it retries any request, unless ctx ends first.
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

// retry sends a request until it succeeds or a retry would not help.
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

// pause returns whether to send a failed request again, and after how long.
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

// once sends a request with its own bucket: discordgo's buckets would queue all
// answers of the bot, and keep a bucket for each interaction forever.
func (c *Client) once(ctx context.Context, method, address, contentType string, payload []byte) ([]byte, error) {
	bucket := discordgo.NewRatelimiter().LockBucket("")
	answer, err := c.session.RequestWithLockedBucket(method, address, contentType, payload, bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	return answer, clean(err)
}

// encode encodes a body as JSON, or as a multipart form if it has files.
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
