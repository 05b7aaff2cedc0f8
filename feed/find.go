package feed

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
)

// maxFound is the most feeds that are read from one page or one list.
const maxFound = 1000

// types are the media types of feeds in a page's links.
var types = []string{"application/rss+xml", "application/atom+xml", "application/feed+json"}

// Find returns the addresses of the feeds that a page names in its head, in the
// page's order. Feeds of comments come last.
func Find(page article.Source) []string {
	base, err := url.Parse(page.URL)
	if err != nil {
		return nil
	}
	var found, comments []string
	for z := html.NewTokenizer(bytes.NewReader(page.Body)); len(found) < maxFound; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		if t.DataAtom == atom.Body {
			break
		}
		if t.DataAtom != atom.Link {
			continue
		}
		link := map[string]string{}
		for _, a := range t.Attr {
			link[a.Key] = a.Val
		}
		at := address(base, link["href"])
		switch {
		case at == "" || !slices.Contains(strings.Fields(strings.ToLower(link["rel"])), "alternate") ||
			!slices.Contains(types, strings.ToLower(link["type"])):
		case strings.Contains(strings.ToLower(link["title"]+at), "comment"):
			comments = append(comments, at)
		default:
			found = append(found, at)
		}
	}
	return append(found, comments...)
}

// WriteOPML writes a list of feeds that feed readers can import (OPML 2.0).
func WriteOPML(w io.Writer, feeds []Outline) error {
	type outline struct {
		Type  string `xml:"type,attr"`
		Text  string `xml:"text,attr"`
		Title string `xml:"title,attr"`
		URL   string `xml:"xmlUrl,attr"`
	}
	list := struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Title    string    `xml:"head>title"`
		Outlines []outline `xml:"body>outline"`
	}{Version: "2.0", Title: "Feeds"}
	for _, f := range feeds {
		list.Outlines = append(list.Outlines, outline{"rss", f.Title, f.Title, f.URL})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(list); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// An Outline is an entry of an OPML list: one feed.
type Outline struct{ URL, Title string }

// ParseOPML returns the addresses of the feeds in an OPML list, in order, each
// once. The error is ErrNotFeed if it is not such a list.
func ParseOPML(body []byte) ([]string, error) {
	var found []string
	seen := map[string]bool{}
	isList := false
	for d := decoder(body); len(found) < maxFound; {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := strings.ToLower(start.Name.Local); {
		case name == "opml":
			isList = true
		case !isList:
			return nil, ErrNotFeed
		case name == "outline":
			for _, a := range start.Attr {
				if at := address(&url.URL{}, a.Value); strings.EqualFold(a.Name.Local, "xmlUrl") && at != "" && !seen[at] {
					seen[at] = true
					found = append(found, at)
				}
			}
		}
	}
	if !isList {
		return nil, ErrNotFeed
	}
	return found, nil
}
