package library

import (
	"context"
	"fmt"

	"footnote/article"
)

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
