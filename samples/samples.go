// Package samples has the sample articles, to try Footnote without adding your
// own.
package samples

import (
	"embed"
	"strings"

	"footnote/article"
	"footnote/library"
)

//go:embed articles
var sampleFiles embed.FS

// Articles returns the sample articles.
func Articles() ([]library.Item, error) {
	const dir = "articles"
	files, err := sampleFiles.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var items []library.Item
	for _, f := range files {
		body, err := sampleFiles.ReadFile(dir + "/" + f.Name())
		if err != nil {
			return nil, err
		}
		id, _, _ := strings.Cut(f.Name(), ".")
		items = append(items, library.Item{
			ID:     id,
			Source: article.Source{Name: f.Name(), Body: body},
			Anyway: true,
		})
	}
	return items, nil
}
