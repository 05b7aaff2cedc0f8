package library

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"footnote/article"
	"footnote/feed"
	"footnote/fetch"
)

// The limits of adding several articles at once.
const (
	MaxSeveral  = 25       // articles
	maxUnpacked = 64 << 20 // bytes of the files of an archive
	maxSitemaps = 3        // that are read of a list of sitemaps
)

// Errors of adding several articles at once.
var (
	// ErrNoLinks is returned for a page that lists no articles.
	ErrNoLinks = errors.New("library: no links to articles")
	// ErrBadZip is returned for a zip archive that can't be unpacked.
	ErrBadZip = errors.New("library: an archive that can't be unpacked")
)

// ListLinks returns the links to articles that a sitemap, a feed or an index page
// lists.
func (l *Library) ListLinks(ctx context.Context, address string) ([]feed.Link, error) {
	visit, err := l.visit(ctx, address, fetch.Validators{})
	if err != nil {
		return nil, fmt.Errorf("list links: %w", err)
	}
	links, more := feed.Links(visit.Source)
	for _, at := range more[:min(len(more), maxSitemaps)] {
		if visit, err = l.visit(ctx, at, fetch.Validators{}); err == nil {
			further, _ := feed.Links(visit.Source)
			links = append(links, further...)
		}
	}
	if len(links) == 0 {
		return nil, errors.Join(ErrNoLinks, err)
	}
	return links[:min(len(links), feed.MaxLinks)], nil
}

// Unzip returns the files of a zip archive, as they are in it, without hidden
// ones. ok is false for anything else, also for documents that are zip archives,
// such as DOCX and EPUB. It fails with ErrBadZip for an archive that is damaged,
// has more than MaxSeveral files or unpacks to too much.
func Unzip(body []byte) (files []Upload, ok bool, err error) {
	if !bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		return nil, false, nil
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, true, fmt.Errorf("%w: %w", ErrBadZip, err)
	}
	left := int64(maxUnpacked)
	for _, f := range z.File {
		switch {
		case f.Name == "mimetype" || f.Name == "[Content_Types].xml":
			return nil, false, nil
		case f.FileInfo().IsDir() || hidden(f.Name):
			continue
		case len(files) == MaxSeveral:
			return nil, true, fmt.Errorf("%w: more than %d files", ErrBadZip, MaxSeveral)
		}
		text, err := unzip(f, min(left, article.MaxSource))
		if err != nil {
			return nil, true, fmt.Errorf("%w: %w", ErrBadZip, err)
		}
		left -= int64(len(text))
		files = append(files, Upload{Name: path.Base(f.Name), Size: int64(len(text)), Body: text})
	}
	return files, true, nil
}

// hidden reports whether a file, or a folder that it is in, is hidden.
func hidden(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

func unzip(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = errors.New("it unpacks to too much")
	}
	return text, err
}
