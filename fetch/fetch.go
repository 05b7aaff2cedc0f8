// Package fetch gets pages, feeds and attachments over the network, safely: the
// links come from strangers, so it never connects to private addresses, and
// time and size are limited.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"footnote/article"
)

// Errors for addresses that could not be fetched.
var (
	// ErrBadAddress is returned for anything but an http or https address of a
	// public host on its usual port.
	ErrBadAddress = errors.New("fetch: not the address of a web page")
	// ErrPrivateAddress is returned for this machine or a host on a private
	// network, by name or by number, also after a redirect.
	ErrPrivateAddress = errors.New("fetch: address is on a private network")
	// ErrNotFound is returned for the statuses 404 and 410.
	ErrNotFound = errors.New("fetch: no such page")
	// ErrFailing is returned for the statuses from 500 on and for 429: the site
	// has a failure, or too many visitors.
	ErrFailing = errors.New("fetch: the site fails")
	// ErrAuthRequired is returned for the statuses 401, 402 and 407.
	ErrAuthRequired = errors.New("fetch: for those who sign in or pay")
	// ErrRefused is returned for any other status that is not a success; a
	// StatusError inside has the status.
	ErrRefused = errors.New("fetch: refused by the site")
	// ErrTooLarge is returned for a body above the limit, after decompression.
	ErrTooLarge = errors.New("fetch: too large")
	// ErrNotText is returned for a media type that no reader supports.
	ErrNotText = errors.New("fetch: not a text")
	// ErrUnreachable is returned if there was no connection or no complete
	// answer in time: no such host, no route, a timeout, a broken answer.
	ErrUnreachable = errors.New("fetch: unreachable")
	// ErrRobots is returned for a visit that the site's robots.txt disallows.
	ErrRobots = errors.New("fetch: disallowed by the site's robots.txt")
)

// A StatusError is the HTTP status of an answer without a page. It is wrapped
// in ErrNotFound, ErrFailing, ErrAuthRequired or ErrRefused.
type StatusError struct {
	Code int           // HTTP status, 300 to 599
	Wait time.Duration // time that the site asked to wait before another try, 0 if none
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("status %d %s", e.Code, http.StatusText(e.Code))
}

const (
	// pageTimeout is how long fetching a page may take, from resolving its name
	// to its last byte. A person is waiting for the result.
	pageTimeout = 20 * time.Second
	// maxRedirects allows for one shortener, one move to https, one to www, one
	// for cookies, and one more.
	maxRedirects = 5
	// maxAddress is the most bytes of an address; browsers allow 2,048 or more.
	maxAddress = 2048
	// agent is our name in robots.txt.
	agent = "Footnote"
	// accepted is the Accept header, best first.
	accepted = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/vnd.openxmlformats-officedocument.wordprocessingml.document;q=0.7, application/epub+zip;q=0.7, application/pdf;q=0.7, */*;q=0.1"
)

// A Client fetches pages, at most two at once and one per host. It is safe for
// concurrent use.
type Client struct {
	http   *http.Client
	policy policy
	sites  sites
	agent  string // the User-Agent header
}

// New returns a client that reaches only public addresses, on ports 80 and
// 443, and never through a proxy.
func New(options ...Option) *Client {
	p := policy{resolver: net.DefaultResolver, interfaces: net.InterfaceAddrs, pace: visitEvery}
	for _, o := range options {
		o(&p)
	}
	c := &Client{
		policy: p,
		http: &http.Client{
			Transport:     limitedTransport{newLanes(2), p.transport()},
			CheckRedirect: p.redirect,
			Timeout:       pageTimeout,
		},
		agent: agent + "/1.0 (Discord bot that reads the articles its moderators add",
	}
	if p.contact != "" {
		c.agent += "; +" + p.contact
	}
	c.agent += ")"
	return c
}

// Get fetches the page at address. The error wraps one of the package's Err
// values, or that of ctx if ctx ended.
func (c *Client) Get(ctx context.Context, address string) (article.Source, error) {
	u, err := c.policy.parse(address)
	if err != nil {
		return article.Source{}, err
	}
	v, err := c.get(ctx, u, article.MaxSource, readable, Validators{})
	if err != nil {
		return article.Source{}, fmt.Errorf("get %s: %w", u.Redacted(), err)
	}
	return v.Source, nil
}

// attachmentHosts are Discord's hosts for uploaded files.
var attachmentHosts = map[string]bool{"cdn.discordapp.com": true, "media.discordapp.net": true}

// Attachment fetches a file that was uploaded to Discord, of at most limit
// bytes (and never more than article.MaxSource). Any other host than Discord's
// is ErrBadAddress. The caller checks the kind of the file.
func (c *Client) Attachment(ctx context.Context, address string, limit int64) (article.Source, error) {
	u, err := c.policy.parse(address)
	if err != nil {
		return article.Source{}, err
	}
	if u.Scheme != "https" || u.Port() == "80" || !attachmentHosts[u.Hostname()] {
		return article.Source{}, fmt.Errorf("%w: not a host of Discord's attachments", ErrBadAddress)
	}
	v, err := c.get(ctx, u, min(limit, article.MaxSource), func(string) error { return nil }, Validators{})
	if err != nil {
		return article.Source{}, fmt.Errorf("get attachment: %w", err)
	}
	src := v.Source
	src.Name = path.Base(u.Path)
	src.URL = "" // signed and short-lived, so useless to readers
	return src, nil
}

// get sends the request and reads the answer.
func (c *Client) get(ctx context.Context, u *url.URL, limit int64, fits func(mediaType string) error, since Validators) (Visit, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Visit{}, fmt.Errorf("%w: %w", ErrBadAddress, err)
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", accepted)
	since.ask(req.Header)
	resp, err := c.http.Do(req)
	if err != nil {
		return Visit{}, unreachable(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified && since != (Validators{}) {
		return Visit{Unchanged: true, Validators: since}, nil
	}
	if err := checkStatus(resp); err != nil {
		return Visit{}, err
	}
	mediaType := resp.Header.Get("Content-Type")
	if err := fits(mediaType); err != nil {
		return Visit{}, err
	}
	body, err := readBody(ctx, resp, limit)
	if err != nil {
		return Visit{}, err
	}
	final := *resp.Request.URL
	final.Fragment, final.RawFragment = "", ""
	return Visit{
		Source:     article.Source{URL: final.String(), Name: path.Base(final.Path), MediaType: mediaType, Body: body},
		Validators: validatorsOf(resp.Header),
	}, nil
}

// readBody reads at most limit bytes, counted after decompression, which
// the transport does as it reads.
func readBody(ctx context.Context, resp *http.Response, limit int64) ([]byte, error) {
	if resp.ContentLength > limit {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, resp.ContentLength, limit)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case int64(len(body)) > limit:
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	case err != nil:
		return nil, unreachable(ctx, err)
	}
	return body, nil
}

func checkStatus(resp *http.Response) error {
	code, kind := resp.StatusCode, ErrRefused
	switch {
	case code == http.StatusOK || code == http.StatusNonAuthoritativeInfo:
		return nil
	case code == http.StatusNotFound || code == http.StatusGone:
		kind = ErrNotFound
	case code == http.StatusUnauthorized || code == http.StatusPaymentRequired || code == http.StatusProxyAuthRequired:
		kind = ErrAuthRequired
	case code >= 500 || code == http.StatusTooManyRequests:
		kind = ErrFailing
	}
	return fmt.Errorf("%w: %w", kind, &StatusError{Code: code, Wait: retryAfter(resp.Header)})
}

// retryAfter returns how long a site asks us to wait, at most a week.
func retryAfter(h http.Header) time.Duration {
	given := h.Get("Retry-After")
	var wait time.Duration
	if seconds, err := strconv.Atoi(given); err == nil {
		wait = time.Duration(min(seconds, 7*24*3600)) * time.Second
	} else if at, err := http.ParseTime(given); err == nil {
		wait = time.Until(at)
	}
	return max(0, min(wait, 7*24*time.Hour))
}

// files are the media types of files that package reader supports, besides
// texts. The last two are what servers send for DOCX or EPUB files that they do
// not recognize.
var files = map[string]bool{
	"application/xhtml+xml": true,
	"application/markdown":  true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/epub+zip":     true,
	"application/pdf":          true,
	"application/zip":          true,
	"application/octet-stream": true,
}

// readable refuses media types that no reader supports. A missing or vague type
// is accepted: the reader decides by the bytes.
func readable(mediaType string) error {
	media, _, err := mime.ParseMediaType(mediaType)
	if err != nil || media == "" {
		return nil
	}
	switch {
	case strings.HasPrefix(media, "text/"), files[media]:
		return nil
	}
	return fmt.Errorf("%w: %s", ErrNotText, media)
}

// unreachable wraps an error of the request in ErrUnreachable, except for our
// own refusals and the end of the caller's context.
func unreachable(ctx context.Context, err error) error {
	for _, own := range []error{ErrPrivateAddress, ErrBadAddress} {
		if errors.Is(err, own) {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}
