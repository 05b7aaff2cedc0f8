package feed

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
)

// MaxLinks is the most links of a page, a sitemap or a feed that are read.
const MaxLinks = 500

// A Link is an address that a page or a sitemap lists.
type Link struct {
	URL   string
	Title string // the words of the link; of a sitemap, made from the address
}

// Links returns the links to articles that a source lists, each once, in its
// order: the entries of a feed, the pages of a sitemap, or those links of a page
// that lead to the same site and whose words look like a title. more has the
// addresses of further sitemaps, for a sitemap that lists these.
func Links(src article.Source) (links []Link, more []string) {
	base, err := url.Parse(src.URL)
	if err != nil {
		return nil, nil
	}
	l := &linkList{seen: map[string]bool{strings.TrimSuffix(base.String(), "/"): true}}
	switch {
	case Is(src.Body):
		f, err := Parse(src)
		if err != nil {
			return nil, nil
		}
		for _, e := range f.Entries {
			l.add(e.URL, e.Title)
		}
	case isSitemap(src.Body):
		more = l.sitemap(base, src.Body)
	default:
		l.page(base, src.Body)
	}
	return l.links, more
}

type linkList struct {
	links []Link
	seen  map[string]bool
}

func (l *linkList) add(at, title string) {
	at, _, _ = strings.Cut(at, "#")
	key := strings.TrimSuffix(at, "/")
	if at == "" || l.seen[key] || len(l.links) == MaxLinks {
		return
	}
	l.seen[key] = true
	if title == "" {
		title = titleOf(at)
	}
	l.links = append(l.links, Link{at, title})
}

// titleOf makes words of the last part of an address.
func titleOf(at string) string {
	u, err := url.Parse(at)
	if err != nil || path.Base(u.Path) == "/" || path.Base(u.Path) == "." {
		return at
	}
	name := strings.TrimSuffix(path.Base(u.Path), path.Ext(u.Path))
	return line(strings.NewReplacer("-", " ", "_", " ").Replace(name))
}

// isSitemap reports whether body is a sitemap or a list of sitemaps.
func isSitemap(body []byte) bool {
	d := decoder(body)
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local == "urlset" || start.Name.Local == "sitemapindex"
		}
	}
}

// sitemap adds the pages of a sitemap, and returns the sitemaps that it lists.
func (l *linkList) sitemap(base *url.URL, body []byte) (more []string) {
	parent, in := "", ""
	for d := decoder(body); len(l.links) < MaxLinks && len(more) < maxFound; {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		switch token := token.(type) {
		case xml.StartElement:
			if in = token.Name.Local; in == "url" || in == "sitemap" {
				parent = in
			}
		case xml.EndElement:
			in = ""
		case xml.CharData:
			at := ""
			if in == "loc" {
				at = address(base, strings.TrimSpace(string(token)))
			}
			switch {
			case at == "":
			case parent == "url":
				l.add(at, "")
			case parent == "sitemap":
				more = append(more, at)
			}
		}
	}
	return more
}

// minTitleWords is the least number of words of a link that looks like a title:
// those of menus have fewer.
const minTitleWords = 3

// page adds the links of a page.
func (l *linkList) page(base *url.URL, body []byte) {
	at, words, title := "", "", ""
	for z := html.NewTokenizer(bytes.NewReader(body)); len(l.links) < MaxLinks; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch t := z.Token(); {
		case kind == html.StartTagToken && t.DataAtom == atom.A:
			at, words, title = "", "", ""
			for _, a := range t.Attr {
				switch a.Key {
				case "href":
					at = address(base, a.Val)
				case "title":
					title = a.Val
				}
			}
		case kind == html.TextToken && at != "":
			words += " " + t.Data
		case kind == html.EndTagToken && t.DataAtom == atom.A && at != "":
			text := line(words)
			if len(strings.Fields(text)) < minTitleWords {
				text = line(title)
			}
			if u, err := url.Parse(at); err == nil && u.Host == base.Host && len(strings.Fields(text)) >= minTitleWords {
				l.add(at, text)
			}
			at = ""
		}
	}
}
