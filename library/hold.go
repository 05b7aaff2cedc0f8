package library

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"footnote/article"
	"footnote/store"
)

// HeldRetention is how long a doubtful text waits for a moderator's decision.
const HeldRetention = 24 * time.Hour

// PutTemp stores a source that is not added yet, and returns its key.
func (l *Library) PutTemp(ctx context.Context, src article.Source) (key string, err error) {
	value, err := json.Marshal(src)
	if err != nil {
		return "", fmt.Errorf("hold a source: %w", err)
	}
	key = "held-" + rand.Text()
	return key, l.store.PutTemp(ctx, l.name, key, value, time.Now().Add(HeldRetention))
}

// Temp returns the source stored under key, or store.ErrNotFound.
func (l *Library) Temp(ctx context.Context, key string) (article.Source, error) {
	value, err := l.store.Temp(ctx, l.name, key)
	if err != nil {
		return article.Source{}, err
	}
	var src article.Source
	if err := json.Unmarshal(value, &src); err != nil {
		return article.Source{}, fmt.Errorf("held source: %w", err)
	}
	return src, nil
}

// Infos returns the Info of each article in ids, in order, or store.ErrNotFound
// if one does not exist.
func (l *Library) Infos(ctx context.Context, ids ...string) ([]store.Info, error) {
	found, err := l.store.Infos(ctx, l.name, ids...)
	if err != nil {
		return nil, err
	}
	infos := make([]store.Info, len(ids))
	for i, id := range ids {
		info, ok := found[id]
		if !ok {
			return nil, fmt.Errorf("read article %s: %w", id, store.ErrNotFound)
		}
		infos[i] = info
	}
	return infos, nil
}

// TitlesOf returns the titles of the articles that exist, by their ids.
func (l *Library) TitlesOf(ctx context.Context, ids ...string) (map[string]string, error) {
	infos, err := l.store.Infos(ctx, l.name, ids...)
	titles := map[string]string{}
	for id, info := range infos {
		titles[id] = info.Title
	}
	return titles, err
}
