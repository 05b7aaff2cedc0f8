package discord

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

// tryWithin is the time limit for an attempt of Await, including its retries.
const tryWithin = 30 * time.Second

// Await calls try until it succeeds, with pauses that grow from a second to
// two minutes, or as long as Discord asks. Before each pause it logs what it
// waits for, why and how long. It returns an error that is not Temporary, or
// the error of ctx when it ends.
func (c *Client) Await(ctx context.Context, what string, try func(context.Context) error) error {
	pause := c.timing.minRetry
	for {
		err := tryOnce(ctx, try)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case !Temporary(err):
			return err
		}
		wait := pause/2 + rand.N(pause/2+1)
		var limit *LimitError
		if errors.As(err, &limit) {
			wait = max(wait, limit.After)
		}
		c.log.Warn("waiting for Discord", "for", what, "err", err, "again_in", wait.Round(time.Millisecond))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		pause = min(2*pause, c.timing.maxRetry)
	}
}

// tryOnce calls try with the time limit tryWithin.
func tryOnce(ctx context.Context, try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, tryWithin)
	defer cancel()
	return try(ctx)
}

// Temporary reports whether a later attempt may succeed: Discord could not be
// reached, failed, or asked to wait.
func Temporary(err error) bool {
	var api *APIError
	switch {
	case err == nil, errors.Is(err, ErrBadToken), errors.Is(err, ErrNoScope):
		return false
	case errors.As(err, &api):
		return api.Status >= http.StatusInternalServerError || api.Status == http.StatusRequestTimeout
	}
	return true
}

// sleep waits for d, or until ctx ends and returns its error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
