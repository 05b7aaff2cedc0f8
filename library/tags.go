package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/store"
)

// The limits of tags.
const (
	MaxTags   = 10  // of an article
	MaxTag    = 40  // code points
	maxInAll  = 200 // different tags of a library; the explanation of store.ErrTooMany has it
	maxCounts = 500 // values of a property that are offered
)

// Errors of tags.
var (
	// ErrBadTag is returned for a tag that is too long or not printable.
	ErrBadTag = errors.New("library: not a tag")
	// ErrTooManyTags is returned for more than MaxTags tags of an article.
	ErrTooManyTags = errors.New("library: too many tags")
)

// ReadTags reads tags as people write them, between commas: "AI, #chips". It
// returns them in lower case, without number signs, each once.
func ReadTags(text string) ([]string, error) {
	return cleanTags(strings.Split(text, ","))
}

func cleanTags(given []string) ([]string, error) {
	tags := []string{}
	for _, tag := range given {
		tag = CleanTag(tag)
		if tag == "" || slices.Contains(tags, tag) {
			continue
		}
		if utf8.RuneCountInString(tag) > MaxTag || store.CheckName(tag) != nil || strings.Contains(tag, ",") {
			return nil, fmt.Errorf("%w: %d bytes", ErrBadTag, len(tag))
		}
		tags = append(tags, tag)
	}
	if len(tags) > MaxTags {
		return nil, fmt.Errorf("%w: %d", ErrTooManyTags, len(tags))
	}
	slices.Sort(tags)
	return tags, nil
}

// CleanTag returns a tag in the form in which tags are stored.
func CleanTag(tag string) string {
	return strings.ToLower(strings.TrimSpace(strings.TrimLeft(oneLine(tag), "#")))
}

// SetTags replaces the tags of an article.
func (l *Library) SetTags(ctx context.Context, by, id string, tags []string) error {
	tags, err := l.setTags(ctx, id, tags)
	if err != nil {
		return err
	}
	return l.Note(ctx, by, "tag", strings.Join(tags, ", "))
}

// setTags is SetTags without an entry in the log. It returns the tags as they
// are stored.
func (l *Library) setTags(ctx context.Context, id string, tags []string) ([]string, error) {
	tags, err := cleanTags(tags)
	if err != nil {
		return nil, err
	}
	if err := l.store.SetTags(ctx, l.name, id, tags, maxInAll); err != nil {
		return nil, fmt.Errorf("tags of %s: %w", id, err)
	}
	return tags, nil
}

// Tags returns the tags of articles by their ids.
func (l *Library) Tags(ctx context.Context, ids ...string) (map[string][]string, error) {
	return l.store.Tags(ctx, l.name, ids...)
}

// CountBy returns the values of a property that articles have, and how many have
// each.
func (l *Library) CountBy(ctx context.Context, p store.Property) ([]store.Count, error) {
	return l.store.CountBy(ctx, l.name, p, maxCounts)
}

// Matching returns the ids of the articles that match a filter, for
// index.Query.Within. It is not nil.
func (l *Library) Matching(ctx context.Context, f store.Filter) ([]string, error) {
	ids, err := l.store.Matching(ctx, l.name, f)
	return append([]string{}, ids...), err
}
