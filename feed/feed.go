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
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
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

// sniffed is how many bytes of a file are read to see whether it is a feed.
const sniffed = 4096

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
	body = body[:min(len(body), sniffed)]
	if draft.UTF16(body) != nil {
		body = mended(body[:len(body)&^1])
	}
	body = bytes.TrimLeft(body, "\ufeff \t\r\n")
	if bytes.HasPrefix(body, []byte("{")) {
		return jsonFeed.Get().Match(body)
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

var jsonFeed = lang.NewPattern(`"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org\\?/`)

// Parse reads a feed. One with a broken end, or with characters that it must
// not have, is read as far as it goes. The error is ErrNotFeed, ErrBroken or,
// for one of more than MaxSize, article.ErrTooLarge.
func Parse(src article.Source) (f Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, p)
		}
	}()
	if len(src.Body) > MaxSize {
		return Feed{}, fmt.Errorf("%w: a feed of %d bytes", article.ErrTooLarge, len(src.Body))
	}
	body := src.Body
	if !bytes.HasPrefix(bytes.TrimLeft(body[:min(len(body), sniffed)], "\ufeff \t\r\n"), []byte("{")) {
		body = mended(body)
	}
	kind := gofeed.DetectFeedType(bytes.NewReader(body[:min(len(body), sniffed)]))
	if kind == gofeed.FeedTypeUnknown {
		return Feed{}, ErrNotFeed
	}
	if kind == gofeed.FeedTypeAtom { // as in feeds converted from RSS
		body = bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("<pubDate>"), []byte("<published>")), []byte("</pubDate>"), []byte("</published>"))
	}
	if tooDeep(body) {
		return Feed{}, fmt.Errorf("%w: nested too deep", ErrBroken)
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil && kind != gofeed.FeedTypeJSON {
		if whole := closed(body); whole != nil {
			parsed, err = gofeed.NewParser().Parse(bytes.NewReader(whole))
		}
	}
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if parsed.FeedType == "json" && !strings.Contains(parsed.FeedVersion, "jsonfeed.org") {
		return Feed{}, ErrNotFeed
	}
	return feedOf(src.URL, parsed), nil
}

// feedOf makes a Feed of a parsed one that was at an address.
func feedOf(at string, parsed *gofeed.Feed) Feed {
	base, err := url.Parse(at)
	if err != nil {
		base = &url.URL{}
	}
	f := Feed{Title: line(parsed.Title), Site: address(base, parsed.Link)}
	items := parsed.Items[:min(len(parsed.Items), MaxEntries)]
	same := map[string]int{}
	for _, item := range items {
		same[item.GUID]++
	}
	for _, item := range items {
		if same[item.GUID] > 1 { // then it does not identify an entry
			item.GUID = ""
		}
		if len(item.Authors) == 0 && parsed.FeedType == "atom" { // RFC 4287, 4.2.1
			item.Authors = parsed.Authors
		}
		e := entry(base, item)
		if e.ID == "" || e.URL == "" && e.Content == "" {
			continue
		}
		f.Entries = append(f.Entries, e)
	}
	return f
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
	e.Author = authors(item.Authors)
	e.Published = date(item.Published, item.PublishedParsed)
	if e.Published == "" {
		e.Published = date(item.Updated, item.UpdatedParsed)
	}
	return e
}

// authors returns the names of people, joined with commas.
func authors(people []*gofeed.Person) string {
	var names []string
	for _, p := range people {
		if p == nil {
			continue
		}
		if name := line(p.Name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	all := strings.Join(names, ", ")
	return strings.ToValidUTF8(all[:min(len(all), maxField)], "")
}

// date returns the day of a time as the feed wrote it, where the writer was:
// the time that gofeed parsed is UTC.
func date(written string, parsed *time.Time) string {
	written = strings.Replace(written[:min(len(written), maxDate)], "T", " ", 1)
	if day, _ := lang.FindDate(strings.ToValidUTF8(written, "")); day > "1970-01-01" {
		return day
	}
	if parsed == nil || parsed.Year() < 1971 || parsed.Year() > 2200 {
		return ""
	}
	return parsed.Format(time.DateOnly)
}

// maxDate is the most bytes of a date.
const maxDate = 100

// inlineTag is markup that titles have, escaped or not.
var inlineTag = lang.NewPattern(`(?i)</?(?:em|i|b|strong|span|br|a|sub|sup|u|small|font|mark|wbr|p|div|cite|q|abbr|code|img|h[1-6])(?:\s[^<>]*)?/?>`)

// line returns the beginning of s on one line, without markup. Titles are
// often escaped once too much.
func line(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), maxField)], "")
	s = inlineTag.Get().ReplaceAllString(html.UnescapeString(s), "")
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
