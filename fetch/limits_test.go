package fetch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// As many redirects are followed as there may be, and not one more.
func TestRedirects(t *testing.T) {
	for _, tt := range []struct {
		redirects int
		want      error
	}{{0, nil}, {maxRedirects, nil}, {maxRedirects + 1, ErrUnreachable}, {9 * maxRedirects, ErrUnreachable}} {
		asked := 0
		s, c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			if asked <= tt.redirects {
				http.Redirect(w, r, fmt.Sprintf("/%d", asked), http.StatusFound)
				return
			}
			fmt.Fprint(w, "<p>A heron.")
		})
		if _, err := c.Get(t.Context(), s.URL+"/"); !errors.Is(err, tt.want) {
			t.Errorf("%d redirects: %v, want %v", tt.redirects, err, tt.want)
		}
	}
}

// A site may ask for a pause of up to a week.
func TestRetryAfter(t *testing.T) {
	const week = 7 * 24 * time.Hour
	for given, want := range map[string]time.Duration{
		"": 0, "-5": 0, "120": 2 * time.Minute, "604800": week, "604801": week, "99999999999": week,
		"Wed, 21 Oct 2015 07:28:00 GMT": 0, "Wed, 21 Oct 2115 07:28:00 GMT": week, "soon": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {given}}); got != want {
			t.Errorf("Retry-After %q: %v, want %v", given, got, want)
		}
	}
}

// A roundTrip answers requests in place of the network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// The address of an attachment is signed: it is not kept. What is longer than
// the limit is refused, no matter what its headers say.
func TestAttachmentIsRead(t *testing.T) {
	c := New()
	length := int64(5)
	c.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, ContentLength: length, Body: io.NopCloser(strings.NewReader("heron")), Header: http.Header{}, Request: r}, nil
	})
	const address = "https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1&hm=secret"
	src, err := c.Attachment(t.Context(), address, 5)
	if err != nil || src.URL != "" || src.Name != "a.txt" || string(src.Body) != "heron" {
		t.Errorf("Attachment = %+v, %v", src, err)
	}
	for _, length = range []int64{5, -1, 100} {
		if _, err := c.Attachment(t.Context(), address, 4); !errors.Is(err, ErrTooLarge) {
			t.Errorf("with a length of %d: %v, want ErrTooLarge", length, err)
		}
	}
}
