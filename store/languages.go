package store

import "context"

// maxLanguages is how many languages of a library are counted.
const maxLanguages = 5

// Languages returns the languages of a library's articles as two letters, the
// most frequent first. Articles whose language is unknown do not count.
func (s *Store) Languages(ctx context.Context, library string) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	list, err := texts(s.reader.QueryContext(ctx, `select language from articles where library = $1 and language <> ''
		group by language order by count(*) desc, language limit $2`, library, maxLanguages))
	return list, fail(ctx, "list languages", err)
}
