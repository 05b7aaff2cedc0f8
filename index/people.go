package index

import (
	"context"

	"footnote/article"
)

// A Person is somebody whom articles of the library name, the same person in
// all of them as far as the names tell.
type Person struct {
	Name    string          // the fullest form that is used most
	Members []article.Place // N counts the article's people; the most mentioned first
	Score   float64         // 0 to 1: how well the name fits what was asked
}

// People finds the people called name: by full name, surname or first name,
// spelled nearly right. Several people are several candidates, best first;
// nobody is an empty slice. limit 0 means 5.
func (x *Index) People(ctx context.Context, name string, limit int) ([]Person, error) {
	return nil, nil
}
