package store

import (
	"footnote/article/dedup"
	"net/url"
	"strings"
)

// plainLink returns an address without tracking parameters and fragments. The
// rest is unchanged, byte for byte. The result is what people are shown.
func plainLink(address string) string {
	if !strings.ContainsAny(address, "?#") {
		return address
	}
	page, fragment, _ := strings.Cut(address, "#")
	base, query, _ := strings.Cut(page, "?")
	key := dedup.AddressKey(base)
	if key == "" {
		return address
	}
	var kept []string
	for _, parameter := range strings.Split(query, "&") {
		if !counts(base, key, parameter) {
			kept = append(kept, parameter)
		}
	}
	if link := strings.Join(kept, "&"); link != "" {
		base += "?" + link
	}
	if fragment == "" || strings.HasPrefix(fragment, ":~:") || strings.Contains(fragment, "=") && counts(base, dedup.AddressKey(base), fragment) {
		return base
	}
	return base + "#" + fragment
}

// counts reports whether the page at base, with the given key, is the same with
// and without these parameters.
func counts(base, key, parameters string) bool {
	if _, err := url.ParseQuery(parameters); err != nil {
		return false
	}
	mark := "?"
	if strings.Contains(base, "?") {
		mark = "&"
	}
	return dedup.AddressKey(base+mark+parameters) == key
}

// A shownLink is an address that is scanned in the form that people are shown:
// an older version may have stored it with tracking parameters.
type shownLink string

func (l *shownLink) Scan(v any) error {
	switch v := v.(type) {
	case string:
		*l = shownLink(plainLink(v))
	case []byte:
		*l = shownLink(plainLink(string(v)))
	}
	return nil
}

// samePage reports whether two addresses are spellings of the same one.
func samePage(a, b string) bool {
	key := dedup.AddressKey(a)
	return key != "" && key == dedup.AddressKey(b)
}

// respell replaces addresses of e that are other spellings of its article's
// addresses by these: the first spelling stays. It reports whether it replaced
// one.
func (e *entry) respell(old keptArticle) bool {
	source, own, shown := e.Source.URL, e.Reading.URL, e.url
	if samePage(source, old.source) {
		e.Source.URL = old.source
	}
	if samePage(own, old.own) {
		e.Reading.URL = plainLink(old.own)
	}
	if samePage(shown, old.URL) {
		e.url = old.URL
	}
	if e.Source.URL == source && e.Reading.URL == own && e.url == shown {
		return false
	}
	e.content, e.digest = contentOf(e.Source), digestOf(e.Reading)
	return true
}
