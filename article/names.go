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

// A nameTable finds the names of a list by their hash, in as many slots as a
// power of two. A slot says where a name stands in the list, how long it is
// and what kind of name: a map of strings takes ten times as long to fill.
type nameTable struct {
	list  string
	slots [1 << 15]uint32 // place<<8 | length<<3 | kind, 0 for none
}

// givenNames are first names in lower case. They are read at the first
// article, not at the start of the program.
var givenNames = sync.OnceValue(func() *nameTable {
	t := &nameTable{list: usNames + moreNames}
	var kind givenName
	for place := 0; place < len(t.list); {
		line, _, _ := strings.Cut(t.list[place:], "\n")
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			kind = headingKind(heading)
			place += len(line) + 1
			continue
		}
		for end := place + len(line); place <= end; {
			name, _, _ := strings.Cut(t.list[place:end], " ")
			if name != "" {
				slot := t.slot(name)
				*slot = uint32(place)<<8 | uint32(len(name))<<3 | *slot&7 | uint32(kind)
			}
			place += len(name) + 1
		}
	}
	return t
})

// slot returns the slot of a name, or the empty one where it would be.
func (t *nameTable) slot(name string) *uint32 {
	hash := uint32(2166136261) // FNV-1a
	for i := 0; i < len(name); i++ {
		hash = (hash ^ uint32(name[i])) * 16777619
	}
	for i := hash >> 1; ; i++ {
		slot := &t.slots[i%uint32(len(t.slots))]
		place, length := *slot>>8, *slot>>3&31
		if *slot == 0 || t.list[place:place+length] == name {
			return slot
		}
	}
}

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
	names := givenNames()
	if k := *names.slot(word) & 7; k != 0 {
		return givenName(k)
	}
	first, _, _ := strings.Cut(word, "-")
	return givenName(*names.slot(first) & 7)
}
