package web

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"footnote/article/lang"
)

// linkedData is what a page says about itself in JSON-LD.
type linkedData struct {
	headline, name, author, published, publisher, language string
	body                                                   string // of the article, if the data holds it

	person string            // the only person named in the data
	people int               // number of people named
	named  map[string]string // names of things, by @id
	refers []string          // @ids in place of the author
}

// articleTypes end the types of linked data that are articles.
var articleTypes = strings.Fields("Article Posting Report Review WebPage Blog Story")

func isArticleType(kind string) bool {
	return slices.ContainsFunc(articleTypes, func(t string) bool { return strings.HasSuffix(kind, t) })
}

func (l *linkedData) read(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) == nil || json.Unmarshal(mended(script), &v) == nil {
		l.take(v, 0)
	}
}

// mended returns a script without what keeps it from being valid JSON on many
// pages: comments around it, line breaks in its strings, trailing commas.
func mended(script string) []byte {
	begin, end := strings.IndexAny(script, "{["), strings.LastIndexAny(script, "}]")
	if strings.HasPrefix(strings.TrimSpace(script), "//<![CDATA[") || strings.HasPrefix(strings.TrimSpace(script), "/*<![CDATA[") || strings.HasPrefix(strings.TrimSpace(script), "<![CDATA[") {
		begin = strings.Index(script, "CDATA[") + len("CDATA[")
		end = strings.LastIndex(script, "]]")
		end = strings.LastIndexAny(script[:max(end, 0)], "}]")
	}
	if begin < 0 || end < begin {
		return nil
	}
	var b []byte
	quoted, comma := false, -1 // comma is the offset of the last one, if only blanks follow it
	for i := begin; i <= end; i++ {
		c := script[i]
		switch {
		case quoted && c == '\\' && i < end:
			b = append(b, c)
			i++
			c = script[i]
		case c == '"':
			quoted, comma = !quoted, -1
		case c < ' ':
			c = ' '
		case quoted:
		case c == ',':
			comma = len(b)
		case (c == '}' || c == ']') && comma >= 0:
			b[comma], comma = ' ', -1
		case c != ' ':
			comma = -1
		}
		b = append(b, c)
	}
	return b
}

func (l *linkedData) take(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.take(e, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			l.take(graph, depth+1)
		}
		kind := ldText(v["@type"])
		if id, name := ldText(v["@id"]), ldText(v); id != "" && name != "" {
			if l.named == nil {
				l.named = map[string]string{}
			}
			l.named[id] = name
		}
		if kind == "Person" || kind == "Person, Organization" {
			if l.people++; l.people == 1 {
				l.person = ldText(v)
			} else {
				l.person = ""
			}
			return
		}
		if !isArticleType(kind) {
			return
		}
		page := strings.HasSuffix(kind, "WebPage")
		fill := func(to *string, value string) {
			if *to == "" {
				*to = lang.OneLine(html.UnescapeString(value))
			}
		}
		if !page {
			fill(&l.headline, ldText(v["headline"]))
			fill(&l.name, ldText(v["name"]))
		}
		for _, by := range []string{"author", "creator"} {
			fill(&l.author, ldText(v[by]))
			if l.author == "" && l.refers == nil {
				l.refers = references(v[by])
			}
		}
		fill(&l.published, ldDate(v["datePublished"]))
		if l.body == "" {
			l.body = html.UnescapeString(ldText(v["articleBody"]))
		}
		fill(&l.publisher, ldText(v["publisher"]))
		fill(&l.language, ldText(v["inLanguage"]))
		if main, ok := v["mainEntity"]; ok {
			l.take(main, depth+1)
		}
	}
}

// references returns what a value refers to by its @id.
func references(v any) (ids []string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			ids = append(ids, references(e)...)
		}
	case map[string]any:
		if id := ldText(v["@id"]); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// by returns the author, who may be named elsewhere in the data.
func (l *linkedData) by() string {
	if l.author != "" {
		return l.author
	}
	var names []string
	for _, id := range l.refers {
		if name := l.named[id]; name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// ldDate returns a value as a date; a number is seconds or milliseconds
// since 1970.
func ldDate(v any) string {
	seconds, ok := v.(float64)
	if !ok {
		return ldText(v)
	}
	if seconds > 1e11 {
		seconds /= 1000
	}
	return time.Unix(int64(seconds), 0).UTC().Format(time.RFC3339)
}

// ldText returns a value as text: the name of a thing, or of several values all
// that are not addresses.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return lang.FirstNonBlank(ldText(v["name"]), ldText(v["givenName"])+" "+ldText(v["familyName"]))
	case []any:
		var parts []string
		for _, e := range v {
			if s := ldText(e); s != "" && !strings.Contains(s, "://") {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}
