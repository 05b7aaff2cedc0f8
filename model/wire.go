package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// maxReply is the longest reply that is read, in bytes: numbers need a hundred,
// and the rest is about the server itself. maxVectors is the same for vectors:
// 32 with 4,096 numbers of 22 digits.
const (
	maxReply   = 64 << 10
	maxVectors = 4 << 20
)

// An endpoint is a model on a server.
type endpoint struct {
	base    *url.URL
	name    string // of the model
	key     string
	http    *http.Client
	breaker breaker
	plain   level // of what the server supports
}

var errRedirect = errors.New("model: redirected")

// newDoer returns an HTTP client that follows no redirect: the key and the
// passages go to the host that the operator named.
func newDoer(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirect },
	}
}

// post sends a body to a path of the API and decodes the reply into out, whose
// decoders must not keep more of it than needed.
func (e *endpoint) post(ctx context.Context, path string, body []byte, max int64, out any) error {
	u := *e.base
	u.Path += path
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return failed(Down, "the request can't be made")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if e.key != "" {
		req.Header.Set("Authorization", "Bearer "+e.key)
	}
	resp, err := e.http.Do(req)
	if err != nil {
		return connectError(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		err := statusError(resp.StatusCode)
		if again, ok := retryAfter(resp); ok {
			return &retryError{err: err, after: again}
		}
		return err
	}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/json" {
		return failed(BadForm, "the server speaks another protocol: its reply is no JSON")
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, max+1))
	switch {
	case err != nil:
		return connectError(err)
	case int64(len(text)) > max:
		return failed(BadForm, "the reply is too long")
	}
	if err := json.Unmarshal(text, out); err != nil {
		return failed(BadForm, "the reply is not in the form that was asked for")
	}
	return nil
}

// A retryError is a failure after which the server asks for another try.
type retryError struct {
	err   *Error
	after time.Duration
}

func (e *retryError) Error() string { return e.err.Error() }
func (e *retryError) Unwrap() error { return e.err }

// retryAfter returns how long the server asks to wait before the same request
// is sent again.
func retryAfter(resp *http.Response) (time.Duration, bool) {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
		return 0, false
	}
	value := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(value); err == nil && n >= 0 {
		return time.Duration(n) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}
