package commands

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sentence of more words than this is named by its first and last ones.
const (
	wholeWords = 10
	edgeWords  = 5
)

// maxLinkLength is the most bytes of a link: what a button can open.
const maxLinkLength = 512

// atSentence returns the address of a page so that a browser scrolls to a
// sentence of it and marks it: a text fragment, as the draft of the Web
// Incubator Community Group describes it. Browsers that don't know it open
// the page. The address is returned as it is where it is no web page's, or a
// sentence can't be named.
func atSentence(address, sentence string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return address
	}
	page, fragment, _ := strings.Cut(address, "#")
	fragment, _, _ = strings.Cut(fragment, ":~:")
	page += "#" + fragment + ":~:text="
	words := strings.Fields(firstLine(sentence))
	if len(words) >= 2 && len(words) <= wholeWords {
		if link := page + escapeDirective(strings.Join(words, " ")); len(link) <= maxLinkLength {
			return link
		}
	}
	for n := min(edgeWords, len(words)/2); n > 0; n-- {
		link := page + escapeDirective(strings.Join(words[:n], " ")) + "," + escapeDirective(strings.Join(words[len(words)-n:], " "))
		if len(link) <= maxLinkLength {
			return link
		}
	}
	return address
}

// firstLine returns the first line of a list or a table: a fragment does not
// reach over blocks. The mark of a list's item and the bar between cells are
// ours, not the page's.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.TrimPrefix(s, "• ")
	s, _, _ = strings.Cut(s, " | ")
	return s
}

// escapeDirective percent-encodes what a directive gives a meaning to: '&',
// '-' and ',' beside all that an address can't hold.
func escapeDirective(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '_' || r == '~') {
			b.WriteRune(r)
			continue
		}
		var bytes [utf8.UTFMax]byte
		for _, c := range bytes[:utf8.EncodeRune(bytes[:], r)] {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
