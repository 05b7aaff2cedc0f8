// Package fetch gets one address over the network, safely: it follows links
// that strangers gave it, and never reaches a private machine, waits long or
// reads without end.
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

// Errors that an address can be refused with.
var (
	// ErrBadAddress is returned for what is no http or https address of a
	// public host on its usual port.
	ErrBadAddress = errors.New("fetch: not the address of a web page")
	// ErrPrivateAddress is returned for a host that is this machine or on a
	// private network, by name or by number, also after a redirect.
	ErrPrivateAddress = errors.New("fetch: address is on a private network")
	// ErrNotFound is returned for the statuses 404 and 410.
	ErrNotFound = errors.New("fetch: no such page")
	// ErrFailing is returned for the statuses from 500 on and for 429: the
	// site has a bad time, or too many visitors.
	ErrFailing = errors.New("fetch: the site fails")
	// ErrForMembers is returned for the statuses 401, 402 and 407.
	ErrForMembers = errors.New("fetch: for those who sign in or pay")
	// ErrRefused is returned for any other status that is no success; a
	// StatusError inside tells which.
	ErrRefused = errors.New("fetch: refused by the site")
	// ErrTooLarge is returned for a body above the limit, after decompression.
	ErrTooLarge = errors.New("fetch: too large")
	// ErrNotText is returned for a media type that no reader here knows.
	ErrNotText = errors.New("fetch: not a text")
	// ErrUnreachable is returned where no connection or no whole answer came
	// about in time: no such host, no route, a timeout, a broken answer.
	ErrUnreachable = errors.New("fetch: unreachable")
	// ErrRobots is returned for a visit that the site's robots.txt does not
	// want.
	ErrRobots = errors.New("fetch: not wanted by the site's robots.txt")
)

// A StatusError is the status of an answer that brought no page. It is
// wrapped in ErrNotFound, ErrFailing, ErrForMembers or ErrRefused.
type StatusError struct {
	Code int           // HTTP status, 300 to 599
	Wait time.Duration // that the site asked for before another try, 0 if none
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("status %d %s", e.Code, http.StatusText(e.Code))
}

const (
	// pageTimeout is how long one page may take, from its name to its last
	// byte. A person waits for the receipt.
	pageTimeout = 20 * time.Second
	// maxRedirects is one shortener, one move to https, one to www, one for
	// cookies, and one to spare.
	maxRedirects = 5
	// maxAddress is the most bytes of an address; browsers cut off at 2,048
	// or later.
	maxAddress = 2048
	// agent is what we are called in robots.txt.
	agent = "Footnote"
	// accepted is what we say we read, best first.
	accepted = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/vnd.openxmlformats-officedocument.wordprocessingml.document;q=0.7, application/epub+zip;q=0.7, application/pdf;q=0.7, */*;q=0.1"
)

// A Client fetches pages, two at once and one from any host. It is safe for
// use by several goroutines.
type Client struct {
	http   *http.Client
	policy policy
	sites  sites
	agent  string // how we name ourselves to the sites we read
}

// New returns a client that reaches only public addresses, on ports 80 and
// 443, and never through a proxy.
func New(options ...Option) *Client {
	p := policy{resolver: net.DefaultResolver, pace: visitEvery}
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
// values, or that of ctx where ctx ended.
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

// attachmentHosts are where Discord keeps what members upload.
var attachmentHosts = map[string]bool{"cdn.discordapp.com": true, "media.discordapp.net": true}

// Attachment fetches a file that was uploaded to Discord, of at most limit
// bytes (and never more than article.MaxSource). Any host but Discord's own
// is ErrBadAddress. What kind of file it is, the caller judges.
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
	src.URL = "" // signed and short-lived: no address to send a reader to
	return src, nil
}

// get asks and reads the answer.
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
		Validators: told(resp.Header),
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
		kind = ErrForMembers
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

// files are the media types of files that article reads, beside texts. The
// last two are what servers say of a DOCX or EPUB file they do not know.
var files = map[string]bool{
	"application/xhtml+xml": true,
	"application/markdown":  true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/epub+zip":     true,
	"application/pdf":          true,
	"application/zip":          true,
	"application/octet-stream": true,
}

// readable refuses media types that hold no article we can read. A missing
// or vague type is let through: the bytes will tell.
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

// unreachable sorts the errors of asking and reading: our own refusals and
// the end of the caller's context pass as they are.
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
