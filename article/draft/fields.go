package draft

import (
	"fmt"
	"strings"
	"time"

	"footnote/article/lang"
)

// Names of fields in a text's front matter, in lower case without “-”, “_” and
// blanks, the likeliest first.
var (
	titleFields  = []string{"title", "headline"}
	authorFields = []string{"author", "authors", "by", "byline", "writer", "creator"}
	dateFields   = []string{"date", "pubdate", "published", "publishedat", "publishedon", "publishdate", "publicationdate", "datepublished", "pubdatetime",
		"publishedtime", "created", "createdat", "datecreated", "posted"}
	urlFields  = []string{"canonicalurl", "canonical", "url", "link", "permalink"}
	pathFields = []string{"path", "permalink", "slug"} // may begin with the day: 2024/03/05/mill
	langFields = []string{"language", "lang", "locale"}
	siteFields = []string{"site", "publication", "sitename"}
)

// fieldGroups are fields that hold more fields of the text.
var fieldGroups = []string{"params", "extra", "taxonomies", "advisory"}

// Fields are the properties that a file states of its text, by name in any
// spelling. Values are as decoders of YAML, TOML and JSON return them.
type Fields map[string]any

// Apply sets the properties of the document that fields state.
func (doc *Document) Apply(fields Fields) {
	plain := Fields{}
	for _, group := range fieldGroups {
		if more, ok := fields[group].(map[string]any); ok {
			for name, value := range more {
				plain[fieldName(name)] = value
			}
		}
	}
	for name, value := range fields {
		plain[fieldName(name)] = value
	}
	doc.Title = lang.OneLine(plain.text(titleFields))
	doc.Author = authorField(plain.text(authorFields))
	if url := plain.text(urlFields); strings.HasPrefix(url, "http") {
		doc.URL = url
	}
	doc.Published = lang.FirstNonBlank(dateField(plain.text(dateFields)), dateField(plain.text(pathFields)))
	if code := strings.ToLower(plain.text(langFields)); len(code) == 2 || len(code) > 2 && (code[2] == '-' || code[2] == '_') {
		doc.Language = code[:2]
	}
	doc.Site = plain.text(siteFields)
}

func fieldName(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", "dc.", "", "dcterms.", "").Replace(name))
}

// text returns the first of some fields that is not empty.
func (f Fields) text(names []string) string {
	for _, name := range names {
		if text := scalar(f[name]); text != "" {
			return text
		}
	}
	return ""
}

// scalar returns a value of front matter as a line of text; lists are joined
// with commas, and a map gives its name or its first date.
func scalar(v any) string {
	switch v := v.(type) {
	case nil, bool:
		return ""
	case string:
		return strings.TrimSpace(v)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		var parts []string
		for _, e := range v {
			if s := scalar(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case []map[string]any: // of TOML
		var parts []any
		for _, e := range v {
			parts = append(parts, e)
		}
		return scalar(parts)
	case map[string]any:
		for _, name := range []string{"name", "published", "created"} {
			if s := scalar(v[name]); s != "" {
				return s
			}
		}
		return ""
	}
	return fmt.Sprint(v)
}

// dateField returns the day that a field names, "" if none.
func dateField(text string) string {
	date, _ := lang.FindDate(strings.Replace(text, "T", " ", 1))
	return date
}

var mailAddress = lang.NewPattern(`\s*<[^<>\s]+@[^<>\s]+>`)

// authorField returns the names in a field, joined with commas, without
// addresses of mails.
func authorField(text string) string {
	text = strings.ReplaceAll(mailAddress.Get().ReplaceAllString(text, ""), ";", ",")
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		if name = lang.OneLine(name); name != "" && !strings.EqualFold(name, "null") {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
