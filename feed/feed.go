// Package feed parses lists of articles: RSS, Atom and JSON feeds, the feeds
// that a page names, and OPML, the lists of feeds that feed readers exchange.
// It opens no connections.
package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"footnote/article"
)

// Errors for files that are refused.
var (
	// ErrNotFeed is returned for anything but a feed of a supported format.
	ErrNotFeed = errors.New("feed: not a feed")
	// ErrBroken is returned for a feed that is cut off or cannot be parsed.
	ErrBroken = errors.New("feed: broken")
)

// MaxEntries is the most entries of a feed that are read; the rest is ignored.
// Sites list ten to a hundred, podcasts a thousand and more.
const MaxEntries = 500

// MaxSize is the most bytes of a feed. Podcasts with a thousand episodes have
// five million.
const MaxSize = 8 << 20

// maxField is the most bytes of a title, and of an entry's id.
const maxField = 1000

// A Feed is a site's list of articles.
type Feed struct {
	Title   string
	Site    string // address of its page, "" if it names none
	Entries []Entry
}

// An Entry is one article of a feed. Fields that the feed does not have are "".
type Entry struct {
	ID        string // the feed's id for it, or its address, or its title
	URL       string // http or https
	Title     string
	Author    string
	Published string // YYYY-MM-DD
	Content   string // HTML, complete or a summary
}

// Is reports whether a file looks like a feed, judged by its beginning.
func Is(body []byte) bool {
	body = bytes.TrimLeft(body[:min(len(body), 4096)], "\ufeff \t\r\n")
	if bytes.HasPrefix(body, []byte("{")) {
		return jsonFeed.Match(body)
	}
	if !bytes.HasPrefix(body, []byte("<")) {
		return false
	}
	switch gofeed.DetectFeedType(bytes.NewReader(body)) {
	case gofeed.FeedTypeRSS, gofeed.FeedTypeAtom:
		return true
	}
	return false
}

var jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org\\?/`)

// Parse parses a feed. The error wraps ErrNotFeed, ErrBroken or, for more than
// MaxSize bytes, article.ErrTooLarge.
func Parse(src article.Source) (f Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, p)
		}
	}()
	if gofeed.DetectFeedType(bytes.NewReader(src.Body[:min(len(src.Body), 4096)])) == gofeed.FeedTypeUnknown {
		return Feed{}, ErrNotFeed
	}
	if len(src.Body) > MaxSize {
		return Feed{}, fmt.Errorf("%w: a feed of %d bytes", article.ErrTooLarge, len(src.Body))
	}
	if tooDeep(src.Body) {
		return Feed{}, fmt.Errorf("%w: nested too deep", ErrBroken)
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(src.Body))
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if parsed.FeedType == "json" && !strings.Contains(parsed.FeedVersion, "jsonfeed.org") {
		return Feed{}, ErrNotFeed
	}
	base, err := url.Parse(src.URL)
	if err != nil {
		base = &url.URL{}
	}
	f = Feed{Title: line(parsed.Title), Site: address(base, parsed.Link)}
	for _, item := range parsed.Items[:min(len(parsed.Items), MaxEntries)] {
		e := entry(base, item)
		if e.ID == "" || e.URL == "" && e.Content == "" {
			continue
		}
		f.Entries = append(f.Entries, e)
	}
	return f, nil
}

func entry(base *url.URL, item *gofeed.Item) Entry {
	e := Entry{
		URL:     address(base, item.Link),
		Title:   line(item.Title),
		Content: cmp.Or(item.Content, item.Description),
	}
	if e.URL == "" {
		e.URL = address(&url.URL{}, item.GUID) // a permalink, by RSS's default
	}
	if e.ID = strings.TrimSpace(item.GUID); e.ID == "" || len(e.ID) > maxField {
		e.ID = cmp.Or(e.URL, e.Title)
	}
	for _, a := range item.Authors {
		if a != nil && a.Name != "" {
			e.Author = line(a.Name)
			break
		}
	}
	e.Published = date(item.Published, item.PublishedParsed)
	if e.Published == "" {
		e.Published = date(item.Updated, item.UpdatedParsed)
	}
	return e
}

// date returns the day of a time as the feed has it, in the author's time zone:
// the time that gofeed parsed is UTC.
func date(written string, parsed *time.Time) string {
	if parsed == nil || parsed.Year() < 1900 || parsed.Year() > 2200 {
		return ""
	}
	for _, layout := range []string{time.RFC3339, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if at, err := time.Parse(layout, strings.TrimSpace(written)); err == nil {
			return at.Format(time.DateOnly)
		}
	}
	return parsed.Format(time.DateOnly)
}

// line returns the beginning of s on one line. Titles are often escaped twice.
func line(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), maxField)], "")
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// address returns a link as an absolute address, or "" if it can't be fetched.
func address(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	u, err := base.Parse(link)
	if err != nil || link == "" || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// maxDepth is the deepest nesting of elements. Real feeds have fewer than ten
// levels, and the parser recurses for each.
const maxDepth = 100

// tooDeep reports whether the elements of an XML text are nested deeper than
// maxDepth, as far as it can be parsed.
func tooDeep(body []byte) bool {
	depth := 0
	for d := decoder(body); ; {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return true
			}
		case xml.EndElement:
			depth--
		}
	}
}

// decoder returns a decoder that reads XML as leniently as possible.
func decoder(body []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}
