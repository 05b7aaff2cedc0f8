package commands

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sentence with more words is identified by its first and last ones.
const (
	wholeWords = 10
	edgeWords  = 5
)

// maxLinkLength is the most bytes of a button's link.
const maxLinkLength = 512

// atSentence adds to the address of a page a text fragment, with which a
// browser scrolls to a sentence and marks it, as described in the draft of the
// Web Incubator Community Group. Other browsers just open the page. The address
// is returned unchanged if it is not a web page's, or if the sentence can't be
// identified.
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

// firstLine returns the first line of a list or a table, because a fragment
// can't span blocks. The marker of a list item and the bar between cells are
// not in the page.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.TrimPrefix(s, "• ")
	s, _, _ = strings.Cut(s, " | ")
	return s
}

// escapeDirective percent-encodes the special characters of a directive, '&',
// '-' and ',', and those that an address can't contain.
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
