package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// hasty returns a client that leaves no time between visits to s.
func hasty(t *testing.T, h http.HandlerFunc) (*httptest.Server, *Client) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s, New(AllowLoopback(), Contact("mailto:keeper@example.org"), func(p *policy) {
		p.control = func(string, string) error { return errStopped }
	})
}

func TestVisitAsksWhetherAnythingChanged(t *testing.T) {
	version := "1"
	s, c := hasty(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		if !strings.Contains(r.UserAgent(), "+mailto:keeper@example.org") {
			t.Errorf("user agent %q names nobody to write to", r.UserAgent())
		}
		w.Header().Set("ETag", `"`+version+`"`)
		w.Header().Set("Content-Type", "application/rss+xml")
		if r.Header.Get("If-None-Match") == `"`+version+`"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<rss>", version)
	})
	first, err := c.Visit(t.Context(), s.URL+"/feed", Validators{})
	if err != nil || first.Unchanged || string(first.Source.Body) != "<rss>1" {
		t.Fatalf("first visit: %+v, %v", first, err)
	}
	second, err := c.Visit(t.Context(), s.URL+"/feed", first.Validators)
	if err != nil || !second.Unchanged || second.Validators != first.Validators {
		t.Fatalf("second visit: %+v, %v", second, err)
	}
	version = "2"
	third, err := c.Visit(t.Context(), s.URL+"/feed", second.Validators)
	if err != nil || third.Unchanged || string(third.Source.Body) != "<rss>2" {
		t.Fatalf("third visit: %+v, %v", third, err)
	}
}

func TestVisitHeedsRobots(t *testing.T) {
	const rules = "User-agent: *\nDisallow: /\n\nUser-agent: footnote\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/open\n"
	for _, test := range []struct {
		status      int
		rules, path string
		want        error
	}{
		{200, rules, "/news", nil},
		{200, rules, "/private/diary", ErrRobots},
		{200, rules, "/private/open", nil},
		{200, rules, "/paper.pdf", ErrRobots},
		{200, "User-agent: *\nDisallow: /\n", "/news", ErrRobots},
		{200, "User-agent: OtherBot\nDisallow: /\n", "/news", nil},
		{200, "<html><p>no rules here", "/news", nil},
		{200, "Disallow without a colon\nUser-agent: *\nnonsense\nDisallow: /news\n", "/news", ErrRobots},
		{404, "", "/news", nil},
		{403, "", "/news", nil},
		{429, "", "/news", ErrFailing},
		{500, "", "/news", ErrFailing},
	} {
		pages := 0
		s, c := hasty(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(test.status)
				fmt.Fprint(w, test.rules)
				return
			}
			pages++
			fmt.Fprint(w, "a page")
		})
		_, err := c.Visit(t.Context(), s.URL+test.path, Validators{})
		if !errors.Is(err, test.want) {
			t.Errorf("%d %q, %s: %v, want %v", test.status, test.rules, test.path, err, test.want)
		}
		if err != nil && pages > 0 {
			t.Errorf("%d %q, %s: the page was asked for", test.status, test.rules, test.path)
		}
		// What a person asks for is none of a robot's business.
		if _, err := c.Get(t.Context(), s.URL+test.path); err != nil {
			t.Errorf("Get %s: %v", test.path, err)
		}
	}
}

func TestVisitTellsHowLongToWait(t *testing.T) {
	s, c := hasty(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	_, err := c.Visit(t.Context(), s.URL+"/feed", Validators{})
	var status *StatusError
	if !errors.As(err, &status) || status.Code != 503 || status.Wait != time.Hour {
		t.Errorf("%v: %+v", err, status)
	}
}

// TestRedirectsTakeTheLaneOfTheirHost: two chains of redirects that end at
// one host ask it one after the other.
func TestRedirectsTakeTheLaneOfTheirHost(t *testing.T) {
	busy := make(chan struct{}, 1)
	target, c := hasty(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case busy <- struct{}{}:
		default:
			t.Error("two requests at a time")
		}
		time.Sleep(20 * time.Millisecond)
		<-busy
		fmt.Fprint(w, "here")
	})
	shortener := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, target.URL, http.StatusFound)
	}))
	other, err := net.Listen("tcp", "127.0.0.2:0") // this machine by another number is another host
	if err != nil {
		t.Skip("SKIPPED: needs a second loopback address: run it on Linux, or add 127.0.0.2 to the loopback interface:", err)
	}
	shortener.Listener.Close()
	shortener.Listener = other
	shortener.Start()
	defer shortener.Close()
	done := make(chan error)
	for i := range 4 {
		go func() {
			_, err := c.Get(t.Context(), []string{shortener.URL, target.URL}[i%2])
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// Where a visit is sent on to, robots.txt is heeded too.
func TestVisitSentOn(t *testing.T) {
	target, _ := hasty(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "at ", r.URL.Path)
	})
	s, c := hasty(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		default:
			http.Redirect(w, r, target.URL+r.URL.Path, http.StatusFound)
		}
	})
	v, err := c.Visit(t.Context(), s.URL+"/open", Validators{})
	if err != nil || string(v.Source.Body) != "at /open" || v.Source.URL != target.URL+"/open" {
		t.Errorf("Visit = %+v, %v", v, err)
	}
	if _, err := c.Visit(t.Context(), s.URL+"/private", Validators{}); !errors.Is(err, ErrRobots) {
		t.Errorf("sent on to a private page: %v", err)
	}
	if _, err := c.Visit(t.Context(), s.URL+"/loop", Validators{}); !errors.Is(err, ErrUnreachable) {
		t.Errorf("sent round: %v", err)
	}
}
