package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// A Count is a value of a property, and how many articles have it.
type Count struct {
	Value    string
	Articles int
}

// SetTags replaces the tags of an article. It fails with ErrNotFound if the
// article does not exist, and with ErrTooMany if the library would then have
// more than maxTags different tags.
func (s *Store) SetTags(ctx context.Context, library, article string, tags []string, maxTags int) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		if _, err := readInfo(ctx, tx, library, article); err != nil {
			return false, err
		}
		if _, err := tx.ExecContext(ctx, `delete from tags where library = $1 and article = $2`, library, article); err != nil {
			return false, err
		}
		for _, tag := range tags {
			_, err := tx.ExecContext(ctx, `insert into tags (library, article, tag) values ($1, $2, $3) on conflict do nothing`, library, article, clean(tag))
			if err != nil {
				return false, err
			}
		}
		var n int
		if err := tx.QueryRowContext(ctx, `select count(distinct tag) from tags where library = $1`, library).Scan(&n); err != nil {
			return false, err
		}
		if len(tags) > 0 && n > maxTags {
			return false, fmt.Errorf("%w: %d tags, at most %d", ErrTooMany, n, maxTags)
		}
		return true, nil
	})
	return fail(ctx, "set tags", err)
}

// Tags returns the tags of articles by their ids, each in alphabetical order.
func (s *Store) Tags(ctx context.Context, library string, articles ...string) (map[string][]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	tags := map[string][]string{}
	for part := range slices.Chunk(articles, maxChunk) {
		err := scan(func(rows *sql.Rows) error {
			var id, tag string
			err := rows.Scan(&id, &tag)
			tags[id] = append(tags[id], tag)
			return err
		})(s.reader.QueryContext(ctx, `select article, tag from tags
			where library = $1 and article in (`+marks(2, len(part))+`) order by tag`, withLibrary(library, part)...))
		if err != nil {
			return nil, fail(ctx, "read tags", err)
		}
	}
	return tags, nil
}

// A Property is a property of articles that CountBy groups by.
type Property string

// The properties of articles.
const (
	ByTag    Property = "t.tag"
	ByAuthor Property = "a.author"
	ByYear   Property = "substr(a.published, 1, 4)"
	ByMonth  Property = "substr(a.published, 1, 7)"
)

// CountBy returns the values of a property that articles of a library have, and
// how many have each: of tags and authors the most frequent first, of dates the
// newest. At most limit are returned.
func (s *Store) CountBy(ctx context.Context, library string, p Property, limit int) ([]Count, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	from, order := `articles a`, `n desc, value`
	switch p {
	case ByTag:
		from += ` join tags t on t.library = a.library and t.article = a.article`
	case ByYear, ByMonth:
		order = `value desc`
	}
	var list []Count
	err := scan(func(rows *sql.Rows) error {
		var c Count
		err := rows.Scan(&c.Value, &c.Articles)
		list = append(list, c)
		return err
	})(s.reader.QueryContext(ctx, `select `+string(p)+` as value, count(*) as n from `+from+`
		where a.library = $1 and `+string(p)+` <> '' group by `+string(p)+` order by `+order+` limit $2`, library, limit))
	return list, fail(ctx, "count articles", err)
}

// Matching returns the ids of the articles that match a filter, in alphabetical
// order; its Limit and Offset are ignored.
func (s *Store) Matching(ctx context.Context, library string, f Filter) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	condition, args := f.where(library)
	ids, err := texts(s.reader.QueryContext(ctx, `select a.article from articles a`+condition+` order by a.article`, args...))
	return ids, fail(ctx, "list matching articles", err)
}
