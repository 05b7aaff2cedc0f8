package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
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
var givenNames = sync.OnceValue(func() *wordTable {
	t := newWordTable(usNames + moreNames)
	var kind givenName
	for place := 0; place < len(t.list); {
		line, _, _ := strings.Cut(t.list[place:], "\n")
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			kind = headingKind(heading)
		} else {
			t.add(place, place+len(line), uint32(kind))
		}
		place += len(line) + 1
	}
	return t
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
	if k := givenNames().kind(word); k != 0 {
		return givenName(k)
	}
	first, _, _ := strings.Cut(word, "-")
	return givenName(givenNames().kind(first))
}

func startsName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
