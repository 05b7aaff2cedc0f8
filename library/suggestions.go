package library

import (
	"context"
	"errors"
	"fmt"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/fetch"
	"footnote/store"
)

// The limits of suggestions.
const (
	MaxSuggestions    = 5   // open ones of a member
	maxSuggestedInAll = 100 // of a library
)

// Errors of suggestions.
var (
	// ErrTooManySuggestions is returned if a member or the library has too many.
	ErrTooManySuggestions = errors.New("library: too many suggestions")
	// ErrAlreadyAdded is returned for a link whose article the library has.
	ErrAlreadyAdded = errors.New("library: the article is there")
)

// Suggest stores a link that a member suggests, for moderators to decide. Nothing
// is fetched. fresh is false if it was suggested already.
func (l *Library) Suggest(ctx context.Context, by, url string) (id string, fresh bool, err error) {
	key := dedup.AddressKey(url)
	if err := CheckAddress(url); err != nil || key == "" {
		return "", false, fetch.ErrBadAddress
	}
	id, fresh, err = l.store.PutSuggestion(ctx, l.name, key, store.Suggestion{URL: url, By: by}, MaxSuggestions, maxSuggestedInAll)
	if errors.Is(err, store.ErrExists) {
		return "", false, ErrAlreadyAdded
	}
	if errors.Is(err, store.ErrTooMany) {
		return "", false, fmt.Errorf("%w: %w", ErrTooManySuggestions, err)
	}
	if err == nil && fresh {
		err = l.Note(ctx, by, "suggest", "")
	}
	return id, fresh, err
}

// Suggestions returns the open suggestions, the oldest first.
func (l *Library) Suggestions(ctx context.Context) ([]store.Suggestion, error) {
	return l.store.Suggestions(ctx, l.name)
}

// EndSuggestion ends a suggestion that was decided. open is false if it was
// before.
func (l *Library) EndSuggestion(ctx context.Context, id string) (open bool, err error) {
	n, err := l.store.EndSuggestion(ctx, l.name, id)
	return n > 0, err
}

// Preview returns the receipt that a source would have, and adds nothing.
func (l *Library) Preview(ctx context.Context, src article.Source) (Receipt, error) {
	a, err := l.read(ctx, Item{Source: src, Anyway: true})
	return receipt(store.Stored{}, a), err
}
