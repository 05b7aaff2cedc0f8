package article

import (
	"strconv"
	"strings"
)

// isNoteMark reports whether text is the mark of a footnote: [1], 2, *.
func isNoteMark(text string) bool {
	text = strings.Trim(text, "[]() *†‡\n")
	_, err := strconv.Atoi(text)
	return text == "" || err == nil && len(text) < 4
}

var bullet = pattern(`^(?:[•◦‣▪●○∙·*+–-]|[‒−])\s+`)

var numbered = pattern(`^\(?(\d{1,3})[.)]\s+`)

func isItem(line string) bool {
	return bullet.get().MatchString(line) || numbered.get().MatchString(line)
}

// item writes the mark of an item in one way.
func item(line string) string {
	if m := numbered.get().FindStringSubmatch(line); m != nil {
		return m[1] + ". " + line[len(m[0]):]
	}
	return "• " + bullet.get().ReplaceAllString(line, "")
}
