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

// Errors that only an operator can fix.
var (
	ErrBadAPI     = errors.New("discord: not an address of Discord's API")
	ErrBadToken   = errors.New("discord: the token is refused")
	ErrBadShards  = errors.New("discord: not a range of shards")
	ErrBadIntents = errors.New("discord: the bot's intents are refused")
	ErrNoScope    = errors.New("discord: the commands may not be registered")
	ErrBadKey     = errors.New("discord: not a public key")
)

// errNoConnection is returned if a connection is not ready in time.
var errNoConnection = errors.New("discord: no connection in time")

// Codes of Discord's API that change what we do.
const (
	codeUnknownInteraction = 10062 // answered too late
	codeAlreadyAnswered    = 40060
	codeMissingAccess      = 50001
)

// codeMeanings says what codes mean that an operator may meet.
var codeMeanings = map[int]string{
	10003:                  "unknown channel",
	10004:                  "unknown server",
	10008:                  "unknown message",
	10015:                  "unknown webhook",
	codeUnknownInteraction: "unknown interaction",
	20028:                  "the channel's limit of messages is reached",
	30034:                  "too many commands were made today",
	40005:                  "the request is too large",
	codeAlreadyAnswered:    "the interaction was answered already",
	codeMissingAccess:      "missing access",
	50006:                  "the message is empty",
	50007:                  "no messages may be sent to this user",
	50013:                  "missing permissions",
	50027:                  "the token of the interaction is invalid or has expired",
	50035:                  "the form of the body is invalid",
}

// A LimitError is returned when Discord asks to wait, in any of its forms.
type LimitError struct {
	After time.Duration
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("discord: rate limited for %s", e.After)
}

// An APIError is a refusal by Discord. It contains neither the address nor the
// headers, which have tokens, and not Discord's message, which may repeat what
// a person wrote.
type APIError struct {
	Status int // HTTP status
	Code   int // Discord's code, 0 for none
}

func (e *APIError) Error() string {
	what := codeMeanings[e.Code]
	if what == "" {
		what = http.StatusText(e.Status)
	}
	return fmt.Sprintf("discord: HTTP %d, code %d: %s", e.Status, e.Code, what)
}

// TooLate reports whether err says that an interaction has expired.
func TooLate(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Code == codeUnknownInteraction
}

// MayHaveArrived reports whether a request failed although Discord may have
// carried it out: no answer came in time, or it says that it has one already.
func MayHaveArrived(err error) bool {
	var api *APIError
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &api) && api.Code == codeAlreadyAnswered
}

// NoChannel reports whether err says that a channel does not exist.
func NoChannel(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Status == http.StatusNotFound
}

// NoAccess reports whether err says that the bot may not do something in a
// channel, such as see it or write there.
func NoAccess(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Status == http.StatusForbidden
}

// Refused reports whether Discord refused a body because of its content, so
// that sending it again would not help.
func Refused(err error) bool {
	var api *APIError
	return errors.As(err, &api) && api.Code != codeAlreadyAnswered &&
		(api.Status == http.StatusBadRequest || api.Status == http.StatusRequestEntityTooLarge)
}

// clean turns an error of discordgo into our own, without secrets.
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
			e.Code = rest.Message.Code
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

// An errorTransport turns a refusal that is not JSON, such as Cloudflare's, into
// an error that says how long to wait; discordgo would return a syntax error.
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

// maxLimit is the longest wait after a page instead of JSON. Cloudflare bans an
// address for an hour or a day.
const maxLimit = 24 * time.Hour

// reason returns why a request or a connection failed, without addresses and
// without what Discord sent, which contain tokens and what people wrote.
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

// cause returns the system's reason for a failure.
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

// innermost returns the last error in the chain of err.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// logFormat returns the format of discordgo's log line without its arguments:
// events, addresses and errors, which contain tokens and questions, some as
// bytes.
func logFormat(level, _ int, format string, _ ...any) {
	to := slog.LevelDebug
	if level <= discordgo.LogWarning {
		to = slog.LevelWarn
	}
	discordgoLog.Load().Log(context.Background(), to, "discordgo", "says", strings.TrimSpace(format))
}
