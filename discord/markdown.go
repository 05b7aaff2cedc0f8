package discord

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape escapes text for a message, so that nothing in it is taken for markup
// or a mention. It keeps line breaks.
func Escape(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	lineStart := true
	for i, r := range text {
		switch {
		case r == '\n':
			b.WriteByte('\n')
			lineStart = true
			continue
		case drop(r):
			continue
		case strings.ContainsRune("\\*_~|`<>[]", r):
			b.WriteByte('\\')
		case lineStart && (r == '#' || r == '-' || r == '+'):
			b.WriteByte('\\')
		case r == '.' && numbered(text[:i]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r == '@' || r == ':' && strings.HasPrefix(text[i:], "://") {
			b.WriteRune('\u200b') // breaks @everyone, and a bare address
		}
		lineStart = lineStart && r == ' '
	}
	return b.String()
}

// drop reports whether a character is removed from messages: control
// characters, and those that change the text direction.
func drop(r rune) bool {
	return r == utf8.RuneError || r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// numbered reports whether the last line of before has only digits, so that a
// dot after it would begin a numbered list.
func numbered(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	line = strings.TrimLeft(line, " ")
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// MaskedLink returns text that links to address, or only the text if address is
// not a web address.
func MaskedLink(text, address string) string {
	safe, ok := SafeURL(address)
	if !ok {
		return Escape(text)
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
