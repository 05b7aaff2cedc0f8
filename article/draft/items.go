package draft

import (
	"strconv"
	"strings"

	"footnote/article/lang"
)

// IsNoteMark reports whether text is the mark of a footnote: [1], 2, *.
func IsNoteMark(text string) bool {
	text = strings.Trim(text, "[]() *†‡\n")
	_, err := strconv.Atoi(text)
	return text == "" || err == nil && len(text) < 4
}

// Bullet matches the mark at the start of an item of a list.
var Bullet = lang.NewPattern(`^(?:[•◦‣▪●○∙·*+–-]|[‒−])\s+`)

// Numbered matches the number at the start of an item of a list.
var Numbered = lang.NewPattern(`^\(?(\d{1,3})[.)]\s+`)

// IsListItem reports whether line begins like an item of a list.
func IsListItem(line string) bool {
	return Bullet.Get().MatchString(line) || Numbered.Get().MatchString(line)
}

// ListItem normalizes the mark of an item.
func ListItem(line string) string {
	if m := Numbered.Get().FindStringSubmatch(line); m != nil {
		return m[1] + ". " + line[len(m[0]):]
	}
	return "• " + Bullet.Get().ReplaceAllString(line, "")
}
