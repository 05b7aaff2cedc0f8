package discord

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape escapes text for a message, so that nothing in it is taken for markup,
// a mention, a link or an emoji. It keeps line breaks. It only adds backslashes,
// which Discord does not show, so copied text is word for word.
func Escape(text string) string {
	text = strings.Map(shown, text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	lineStart := true
	for i, r := range text {
		switch {
		case r == '\n':
			b.WriteByte('\n')
			lineStart = true
			continue
		case strings.ContainsRune("\\*_~|`<>[]", r):
			b.WriteByte('\\')
		case lineStart && (r == '#' || r == '-' || r == '+'):
			b.WriteByte('\\')
		case r == '.' && numbered(text[:i]), r == '@' && notifies(text[i:]), r == ':' && linksOrSmiles(text[i:]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		lineStart = lineStart && r == ' '
	}
	return b.String()
}

// unescape returns the text that Escape escaped to markdown.
func unescape(markdown string) string {
	var b strings.Builder
	escaped := false
	for _, r := range markdown {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		b.WriteRune(r)
		escaped = false
	}
	return b.String()
}

// shown returns r, or -1 if it is removed from messages: control characters,
// and those that change the text direction.
func shown(r rune) rune {
	if r == utf8.RuneError || r != '\t' && r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

// numbered reports whether the last line of before has only digits, so that a
// dot after it would begin a numbered list.
func numbered(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	line = strings.TrimLeft(line, " ")
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// notifies reports whether text begins with a mention of everyone. Other
// mentions begin with a bracket.
func notifies(text string) bool {
	return strings.HasPrefix(text, "@everyone") || strings.HasPrefix(text, "@here")
}

// linksOrSmiles reports whether the colon at the start of text may belong to an
// address, or begin the name of an emoji.
func linksOrSmiles(text string) bool {
	if strings.HasPrefix(text, "://") {
		return true
	}
	rest := strings.TrimLeftFunc(text[1:], func(r rune) bool {
		return r == '_' || r == '+' || r == '-' || r == '~' || unicode.IsLetter(r) || unicode.IsDigit(r)
	})
	return len(rest) < len(text)-1 && strings.HasPrefix(rest, ":")
}

// scheme matches the start of a web address in the text of a link. Discord does
// not accept a link whose text is an address.
var scheme = regexp.MustCompile(`(?i)\bhttps?://`)

// MaskedLink returns text that links to address, or only the text if address is
// not a web address.
func MaskedLink(text, address string) string {
	safe, ok := SafeURL(address)
	if !ok {
		return Escape(text)
	}
	for scheme.MatchString(text) {
		text = scheme.ReplaceAllString(text, "")
	}
	if strings.TrimSpace(text) == "" {
		_, text, _ = strings.Cut(safe, "://")
	}
	return "[" + Escape(text) + "](" + safe + ")"
}

// SafeURL returns address in a form that can neither end a masked link nor hide
// its target. ok is false if it is not http or https.
func SafeURL(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", false
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "|", "%7C", "\\", "%5C", "*", "%2A", "`", "%60").Replace(u.String()), true
}
