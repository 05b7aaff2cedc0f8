package lang

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

// A GivenName is what is known of a first name.
type GivenName uint8

// The bits of a GivenName: who has the name, and whether it is common.
const (
	Male GivenName = 1 << iota
	Female
	Common
)

// givenNames are first names in lower case. They are read for the first
// article, not at the start of the program.
var givenNames = sync.OnceValue(func() *wordTable {
	t := newWordTable(usNames + moreNames)
	var kind GivenName
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

// headingKind parses a heading of the lists: "male common", "either rare".
func headingKind(heading string) GivenName {
	var kind GivenName
	sex, rest, _ := strings.Cut(strings.TrimSpace(heading), " ")
	switch sex {
	case "male":
		kind = Male
	case "female":
		kind = Female
	case "either":
		kind = Male | Female
	}
	if rest == "common" {
		kind |= Common
	}
	return kind
}

// GivenNameOf returns what is known of a first name, 0 if nothing. For a double
// name, such as Jean-Claude, the first part counts.
func GivenNameOf(word string) GivenName {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if k := givenNames().kind(word); k != 0 {
		return GivenName(k)
	}
	first, _, _ := strings.Cut(word, "-")
	if k := givenNames().kind(first); k != 0 {
		return GivenName(k)
	}
	return GivenName(givenNames().kind(withoutAccents.Replace(first)))
}

// withoutAccents writes a name as lists write it that lack its accents: julián.
var withoutAccents = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i",
	"ó", "o", "ò", "o", "ô", "o", "õ", "o", "ú", "u", "ù", "u", "û", "u", "ñ", "n", "ç", "c", "š", "s", "ž", "z", "č", "c", "ć", "c")

// IsCapitalized reports whether s begins with a capital letter.
func IsCapitalized(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
