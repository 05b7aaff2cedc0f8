package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Errors that an operator meets, and no new try mends.
var (
	ErrBadAPI     = errors.New("discord: not an address of Discord's API")
	ErrBadToken   = errors.New("discord: the token is refused")
	ErrBadShards  = errors.New("discord: not a range of shards")
	ErrBadIntents = errors.New("discord: the bot's intents are refused")
	ErrNoScope    = errors.New("discord: the commands may not be registered")
	ErrBadKey     = errors.New("discord: not a public key")
)

// Codes of Discord's API that are decided on.
const (
	codeUnknownInteraction = 10062 // answered too late
	codeAlreadyAnswered    = 40060
	codeMissingAccess      = 50001
)

// A LimitError is returned where Discord asks to wait, in any of its forms.
type LimitError struct {
	After time.Duration
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("discord: rate limited for %s", e.After)
}

// An APIError is a refusal by Discord. It names neither the address nor the
// headers, which hold tokens.
type APIError struct {
	Status int    // of HTTP
	Code   int    // of Discord, 0 if it gave none
	Text   string // of Discord
}

func (e *APIError) Error() string {
	return fmt.Sprintf("discord: HTTP %d, code %d: %s", e.Status, e.Code, e.Text)
}

// TooLate reports whether err says that an interaction's time was over.
func TooLate(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Code == codeUnknownInteraction
}

// clean turns an error of discordgo into one of ours that holds no secret.
func clean(err error) error {
	var rest *discordgo.RESTError
	var limit *discordgo.RateLimitError
	var already *LimitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &already):
		return already
	case errors.As(err, &limit):
		return &LimitError{After: limit.RetryAfter}
	case errors.As(err, &rest):
		e := &APIError{Status: rest.Response.StatusCode}
		if rest.Message != nil {
			e.Code, e.Text = rest.Message.Code, rest.Message.Message
		} else {
			e.Text = http.StatusText(e.Status)
		}
		if e.Status == http.StatusUnauthorized && e.Code == 0 {
			return ErrBadToken
		}
		return e
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return err
	}
	return errors.New(redact(err.Error()))
}

// typed turns a refusal that is no JSON, as Cloudflare sends, into an error
// that says how long to wait; discordgo would complain of its syntax.
type typed struct{ next http.RoundTripper }

func (t typed) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests || strings.Contains(resp.Header.Get("Content-Type"), "json") {
		return resp, err
	}
	resp.Body.Close()
	after, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if err != nil || !(after > 0) {
		after = 60
	}
	return nil, &LimitError{After: time.Duration(min(after, maxLimit.Seconds()) * float64(time.Second))}
}

// maxLimit is the longest that a page instead of JSON makes us wait. Cloudflare
// bans an address for an hour or a day.
const maxLimit = 24 * time.Hour

// secrets are the parts of addresses and headers that nobody may see: the
// tokens of interactions and webhooks, and the bot's own.
var secrets = regexp.MustCompile(`(/(?:interactions|webhooks)/\d+/)[^/\s"?]+|(Bot )\S+|("token":\s*")[^"]+`)

func redact(text string) string {
	return secrets.ReplaceAllString(text, "${1}${2}${3}[secret]")
}

// redactedLogger hands what discordgo says to log, without its secrets.
func redactedLogger(log *slog.Logger) func(level, caller int, format string, args ...any) {
	return func(level, _ int, format string, args ...any) {
		to := slog.LevelDebug
		if level <= discordgo.LogWarning {
			to = slog.LevelWarn
		}
		log.Log(context.Background(), to, "discordgo", "says", redact(fmt.Sprintf(format, args...)))
	}
}
