package index

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
	"footnote/index/analysis"
	"footnote/index/who"
)

// People finds people by full name, surname or first name, and tolerates
// misspellings. Results are sorted, best first; without a match the slice is
// empty. A limit of 0 means 5.
func (x *Index) People(ctx context.Context, name string, limit int) ([]who.Person, error) {
	return x.fromPeople(ctx, func(d *who.Directory) []who.Person { return d.Find(name, clampLimit(limit)) })
}

// PeopleBeginning finds people by prefix: each of its words must begin a word of
// the name. The most mentioned come first. A limit of 0 means 5.
func (x *Index) PeopleBeginning(ctx context.Context, prefix string, limit int) ([]who.Person, error) {
	return x.fromPeople(ctx, func(d *who.Directory) []who.Person { return d.FindBeginning(prefix, clampLimit(limit)) })
}

// fromPeople calls find with the people of the library.
func (x *Index) fromPeople(ctx context.Context, find func(*who.Directory) []who.Person) ([]who.Person, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var found []who.Person
	err = recovered(func() error {
		if err := v.needPeople(ctx); err != nil {
			return err
		}
		found = find(&v.people.Directory)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find people: %w", x.judge(err))
	}
	return found, nil
}

// FoldName returns a name in the form in which names are compared: its words in
// lower case, without accents.
func FoldName(name string) string {
	words := analysis.Words(name)
	for i, w := range words {
		words[i] = analysis.Fold(w)
	}
	return strings.Join(words, " ")
}

// needPeople reads the people, if that was not done yet.
func (v *view) needPeople(ctx context.Context) error {
	v.people.once.Do(func() {
		v.people.err = recovered(func() error { return v.readPeople(context.WithoutCancel(ctx)) })
	})
	return v.people.err
}

func (v *view) readPeople(ctx context.Context) error {
	var members []who.Member
	for _, id := range v.articles {
		doc, err := v.reader.Document(documentID(kindArticle, id, 0))
		if err != nil {
			return err
		}
		if doc == nil {
			return fmt.Errorf("%w: an article's document is missing", ErrDamaged)
		}
		var value []byte
		doc.VisitFields(func(f bleve.Field) {
			if f.Name() == fieldPeople {
				value = f.Value()
			}
		})
		if value == nil {
			continue
		}
		var all []who.Record
		if err := json.Unmarshal(value, &all); err != nil {
			return damaged(err)
		}
		for n, p := range all {
			members = append(members, who.NewMember(article.Place{Article: id, N: n}, p))
		}
	}
	v.people.Join(members)
	return ctx.Err()
}

// Names returns the names with words that begin with what is typed, the most
// mentioned first, or all names if nothing is typed.
func (x *Index) Names(ctx context.Context, typed string, limit int) ([]string, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var names []string
	err = recovered(func() error {
		if err := v.needPeople(ctx); err != nil {
			return err
		}
		names = v.people.Complete(typed, clampLimit(limit))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("complete names: %w", x.judge(err))
	}
	return names, nil
}
