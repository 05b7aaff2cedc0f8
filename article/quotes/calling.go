package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A calling finds people by what an interview calls them. Each key has the
// person's index, or severalPeople.
type calling struct {
	names    map[string]int // by first name and surname, in lower case
	initials map[string]int // by initials, in capitals
}

const severalPeople = -1

// newCalling lists what people with full names may be called: by a first name,
// a surname or initials.
func newCalling(people []article.Person) *calling {
	c := &calling{map[string]int{}, map[string]int{}}
	for at, p := range people {
		words := strings.Fields(strings.ToLower(p.Name))
		if len(words) < 2 {
			continue
		}
		add(c.names, words[0], at)
		for i := 1; i < len(words); i++ {
			add(c.names, strings.Join(words[i:], " "), at)
		}
		var initials []rune
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			initials = append(initials, unicode.ToUpper(r))
		}
		add(c.initials, string(initials), at)
		add(c.initials, string([]rune{initials[0], initials[len(initials)-1]}), at)
	}
	return c
}

func add(to map[string]int, key string, person int) {
	if at, ok := to[key]; ok && at != person {
		person = severalPeople
	}
	to[key] = person
}

// withoutDots removes what may be between initials.
var withoutDots = strings.NewReplacer(".", "", " ", "")

// only returns the person who may be called so, or -1 if there is none or it
// could be two.
func (c *calling) only(name string) int {
	found := -1
	if at, ok := c.names[strings.Join(strings.Fields(strings.ToLower(name)), " ")]; ok {
		if found = at; at == severalPeople {
			return -1
		}
	}
	letters := withoutDots.Replace(name)
	if n := utf8.RuneCountInString(letters); n < 2 || n > 4 || letters != strings.ToUpper(letters) {
		return found
	}
	if at, ok := c.initials[letters]; ok {
		if found >= 0 && found != at {
			return -1
		}
		return at
	}
	return found
}
