package fetch

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/jimsmart/grobotstxt"

	"footnote/article"
)

// Validators are the values by which a site decides whether a page has changed
// (RFC 9110, 8.8). With the zero value, the page is fetched in any case.
type Validators struct {
	ETag         string
	LastModified string
}

// maxValidator is the most bytes of a validator; longer ones are dropped.
const maxValidator = 512

func validatorsOf(h http.Header) Validators {
	v := Validators{ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified")}
	if len(v.ETag) > maxValidator {
		v.ETag = ""
	}
	if len(v.LastModified) > maxValidator {
		v.LastModified = ""
	}
	return v
}

func (v Validators) ask(h http.Header) {
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		h.Set("If-Modified-Since", v.LastModified)
	}
}

// A Visit is the result of Client.Visit.
type Visit struct {
	Source     article.Source // empty if Unchanged
	Validators Validators     // for the next visit
	Unchanged  bool           // since the given validators
}

// Visit gets a page or a feed on a schedule, when no person is waiting for it.
// In contrast to Get, it obeys robots.txt, pauses between two visits to a site,
// and uses validators to skip unchanged pages.
func (c *Client) Visit(ctx context.Context, address string, since Validators) (Visit, error) {
	u, err := c.policy.parse(address)
	if err != nil {
		return Visit{}, err
	}
	// A redirect's target is asked for its rules as well.
	for range maxRedirects + 1 {
		if err := c.waitAllowed(ctx, u); err != nil {
			return Visit{}, fmt.Errorf("visit %s: %w", u.Redacted(), err)
		}
		v, err := c.get(context.WithValue(ctx, visiting{}, true), u, article.MaxSource, visited, since)
		var on *redirectError
		if errors.As(err, &on) {
			u = on.to
			continue
		}
		if err != nil {
			return Visit{}, fmt.Errorf("visit %s: %w", u.Redacted(), err)
		}
		return v, nil
	}
	return Visit{}, fmt.Errorf("visit %s: %w: more than %d redirects", u.Redacted(), ErrUnreachable, maxRedirects)
}

// visiting marks the context of a request that stops at a redirect, with
// redirectError.
type visiting struct{}

type redirectError struct{ to *url.URL }

func (s *redirectError) Error() string { return "sent on to " + s.to.Redacted() }

// visited refuses media types that are neither text nor a feed.
func visited(mediaType string) error {
	media, _, err := mime.ParseMediaType(mediaType)
	if err == nil && (strings.HasSuffix(media, "+xml") || strings.HasSuffix(media, "/xml") ||
		strings.HasSuffix(media, "+json") || media == "application/json") {
		return nil
	}
	return readable(mediaType)
}

// Limits for visits to a site.
const (
	rulesFor   = 24 * time.Hour   // RFC 9309, 2.4: no longer than a day
	noRulesFor = 30 * time.Minute // after a failure to get them
	maxRobots  = 512 << 10        // bytes; RFC 9309, 2.5: at least 500 KiB
	visitEvery = 2 * time.Second
	maxRules   = 8 << 20 // bytes of rules that are cached
)

// A site is what a host says about visits.
type site struct {
	robots string    // its robots.txt, "" if it has none
	shut   error     // why its rules could not be fetched: no visits until they can
	until  time.Time // when to fetch the rules again
	next   time.Time // when the next visit is allowed
}

// sites caches the rules of recently visited hosts.
type sites struct {
	mu    sync.Mutex
	known map[string]*site
	bytes int // in known
}

// waitAllowed waits until u may be visited, or returns why it may not.
func (c *Client) waitAllowed(ctx context.Context, u *url.URL) error {
	key := u.Scheme + "://" + u.Host
	s := c.sites.find(key)
	if s == nil {
		s = c.ask(ctx, u)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.sites.keep(key, s)
	}
	switch {
	case s.shut != nil:
		return fmt.Errorf("its robots.txt: %w", s.shut)
	case s.robots != "" && !grobotstxt.AgentAllowed(s.robots, agent, u.String()):
		return ErrRobots
	}
	return c.sites.turn(ctx, s, c.policy.pace)
}

// ask fetches the rules of a site. A site without rules allows everything; one
// that fails to answer is not visited (RFC 9309, 2.3.1).
func (c *Client) ask(ctx context.Context, u *url.URL) *site {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	v, err := c.get(ctx, at, maxRobots, func(string) error { return nil }, Validators{})
	var status *StatusError
	switch {
	case err == nil:
		return &site{robots: string(v.Source.Body), until: time.Now().Add(rulesFor)}
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != http.StatusTooManyRequests:
		return &site{until: time.Now().Add(rulesFor)}
	}
	return &site{shut: err, until: time.Now().Add(noRulesFor)}
}

// find returns what is cached about a site, or nil if there is nothing current.
func (s *sites) find(key string) *site {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.known[key]; known != nil && time.Now().Before(known.until) {
		return known
	}
	return nil
}

// keep caches a site, and clears the cache if it gets too large.
func (s *sites) keep(key string, known *site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	size := len(known.robots) + len(key) + 64
	if s.known == nil || s.bytes+size > maxRules {
		s.known, s.bytes = map[string]*site{}, 0
	}
	if old := s.known[key]; old != nil {
		s.bytes -= len(old.robots) + len(key) + 64
		known.next = old.next
	}
	s.known[key] = known
	s.bytes += size
}

// turn waits until a site may be visited again.
func (s *sites) turn(ctx context.Context, of *site, pace time.Duration) error {
	s.mu.Lock()
	now := time.Now()
	at := now
	if of.next.After(now) {
		at = of.next
	}
	of.next = at.Add(pace)
	s.mu.Unlock()
	select {
	case <-time.After(at.Sub(now)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
