package library_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/library"
)

// An article has so many tags and no more, each of so many letters and no more.
func TestLimitsOfTags(t *testing.T) {
	onEither(t)
	var tags []string
	for n := range library.MaxTags {
		tags = append(tags, fmt.Sprint("tag", n))
	}
	full := strings.Join(tags, ",")
	long := strings.Repeat("ß", library.MaxTag)
	for _, tt := range []struct {
		name, text string
		tags       int
		err        error
	}{
		{"as many as may be", full, library.MaxTags, nil},
		{"one of them twice", full + ", #Tag1", library.MaxTags, nil},
		{"one more", full + ",tag", 0, library.ErrTooManyTags},
		{"as long as may be", long, 1, nil},
		{"a letter more", long + "s", 0, library.ErrBadTag},
		{"none", " , #,", 0, nil},
	} {
		if got, err := library.ReadTags(tt.text); !errors.Is(err, tt.err) || len(got) != tt.tags {
			t.Errorf("%s: %v, %v, want %d, %v", tt.name, got, err, tt.tags, tt.err)
		}
	}
}

// A member has so many open suggestions and no more; another member may go on.
func TestLimitOfSuggestions(t *testing.T) {
	lib := newShelf(t, 1).library("1")
	suggest := func(by string, n int) error {
		_, _, err := lib.Suggest(t.Context(), by, fmt.Sprintf("https://example.org/%s/%d", by, n))
		return err
	}
	for n := range library.MaxSuggestions {
		if err := suggest("ann", n); err != nil {
			t.Fatal(err)
		}
	}
	if err := suggest("ann", library.MaxSuggestions); !errors.Is(err, library.ErrTooManySuggestions) {
		t.Errorf("one too many: %v", err)
	}
	if err := suggest("bob", 0); err != nil {
		t.Errorf("another member: %v", err)
	}
	if list, err := lib.Suggestions(t.Context()); err != nil || len(list) != library.MaxSuggestions+1 {
		t.Errorf("%d suggestions, %v", len(list), err)
	}
}
