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

// An Upload is a file that a person sent: its bytes, or its address.
type Upload struct {
	Name, MediaType, URL string
	Size                 int64
	Body                 []byte
}

// Upload turns an uploaded file into a source, and fetches it if necessary.
func (l *Library) Upload(ctx context.Context, u Upload) (article.Source, error) {
	if u.Size > article.MaxSource {
		return article.Source{}, fmt.Errorf("%w: %s has %d bytes", article.ErrTooLarge, u.Name, u.Size)
	}
	src := article.Source{Name: u.Name, MediaType: u.MediaType, Body: u.Body}
	if u.Body == nil && u.URL != "" {
		fetched, err := l.attachment(ctx, u.URL)
		if err != nil {
			return article.Source{}, fmt.Errorf("upload %s: %w", u.Name, err)
		}
		src.Body = fetched.Body
	}
	return src, nil
}

// Fetch reads an address from the network.
func (l *Library) Fetch(ctx context.Context, url string) (article.Source, error) {
	src, err := l.fetch(ctx, url)
	if err != nil {
		return article.Source{}, fmt.Errorf("fetch %s: %w", url, err)
	}
	return src, nil
}
