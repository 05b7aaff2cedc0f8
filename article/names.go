package article

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names/first.txt
var usNames string

//go:embed names/more.txt
var moreNames string

// A givenName is what is known of a first name.
type givenName uint8

const (
	male givenName = 1 << iota
	female
	common
)

// givenNames are first names in lower case. They are read at the first
// article, not at the start of the program.
var givenNames = sync.OnceValue(func() map[string]givenName {
	m := make(map[string]givenName, 24_000)
	for _, list := range []string{usNames, moreNames} {
		var kind givenName
		for line := range strings.Lines(list) {
			if heading, ok := strings.CutPrefix(line, "# "); ok {
				kind = headingKind(heading)
				continue
			}
			for _, name := range strings.Fields(line) {
				m[name] |= kind
			}
		}
	}
	return m
})

// headingKind reads a heading of the lists: "male common", "either rare".
func headingKind(heading string) givenName {
	var kind givenName
	sex, rest, _ := strings.Cut(strings.TrimSpace(heading), " ")
	switch sex {
	case "male":
		kind = male
	case "female":
		kind = female
	case "either":
		kind = male | female
	}
	if rest == "common" {
		kind |= common
	}
	return kind
}

// given returns what is known of a first name, 0 for none. Of a double name
// it is the first: Jean-Claude.
func given(word string) givenName {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if k, ok := givenNames()[word]; ok {
		return k
	}
	if first, _, ok := strings.Cut(word, "-"); ok {
		return givenNames()[first]
	}
	return 0
}
