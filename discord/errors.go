package discord

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
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

// errNoConnection is returned where a connection is not ready in time.
var errNoConnection = errors.New("discord: no connection in time")

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

// Refused reports whether err says that Discord refuses a body as it is: sent
// again, it would be refused again.
func Refused(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Code != codeAlreadyAnswered &&
		(api.Status == http.StatusBadRequest || api.Status == http.StatusRequestEntityTooLarge)
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
	case errors.Is(err, errNoConnection):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	}
	return errors.New("discord: " + reason(err))
}

// errorTransport turns a refusal that is no JSON, as Cloudflare sends, into an error
// that says how long to wait; discordgo would complain of its syntax.
type errorTransport struct{ next http.RoundTripper }

func (t errorTransport) RoundTrip(r *http.Request) (*http.Response, error) {
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

// reason says why a request or a connection failed. It leaves out addresses
// and all that Discord sent, which hold tokens and what people wrote.
func reason(err error) string {
	var network *net.OpError
	var name *net.DNSError
	var closed *websocket.CloseError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &closed):
		return fmt.Sprintf("the gateway closed with code %d", closed.Code)
	case errors.As(err, &name):
		return "no address of " + name.Name + " is found"
	case errors.As(err, &network):
		return network.Op + ": " + cause(network.Err)
	case errors.As(err, &certificate):
		return "its certificate is not trusted"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended"
	case errors.Is(err, websocket.ErrBadHandshake):
		return "the gateway refused the connection"
	}
	return "an error of type " + fmt.Sprintf("%T", innermost(err))
}

// cause says why the system failed at something.
func cause(err error) string {
	var number syscall.Errno
	var wait net.Error
	switch {
	case errors.As(err, &number):
		return number.Error()
	case errors.As(err, &wait) && wait.Timeout():
		return "it took too long"
	case errors.Is(err, net.ErrClosed):
		return net.ErrClosed.Error()
	}
	return fmt.Sprintf("%T", innermost(err))
}

// innermost returns the error that err wraps in the end.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// logFormat hands on what discordgo says without what it says it of: its
// arguments are events, addresses and errors, with tokens and questions in
// them, some as bytes.
func logFormat(level, _ int, format string, _ ...any) {
	to := slog.LevelDebug
	if level <= discordgo.LogWarning {
		to = slog.LevelWarn
	}
	discordgoLog.Load().Log(context.Background(), to, "discordgo", "says", strings.TrimSpace(format))
}
