package store

import (
	"context"

	"footnote/article/dedup"
)

// minShared is the least number of common numbers in the samples of texts that
// may be the same; see dedup.SameText.
const minShared = 2

// SimilarTo returns the ids of at most limit articles whose texts may be nearly the
// same as the one with the given print, those that share most of its sample
// first.
func (s *Store) SimilarTo(ctx context.Context, library string, p dedup.Print, limit int) ([]string, error) {
	sample := p.Sample()
	if len(sample) == 0 {
		return nil, nil
	}
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	args := []any{library, minShared, limit}
	for _, print := range sample {
		args = append(args, print)
	}
	list, err := texts(s.reader.QueryContext(ctx, `select article from prints
		where library = $1 and print in (`+marks(4, len(sample))+`)
		group by article having count(*) >= $2 order by count(*) desc, article limit $3`, args...))
	return list, fail(ctx, "look for the same text", err)
}

// IDByAddress returns the id of the article with an address, in any spelling of it, or
// ErrNotFound.
func (s *Store) IDByAddress(ctx context.Context, library, address string) (string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var id string
	key := dedup.AddressKey(address)
	err := s.reader.QueryRowContext(ctx, `select a.article from articles a where a.library = $1 and `+withAddress("$2")+`
		order by a.seq limit 1`, library, key).Scan(&id)
	return id, fail(ctx, "look for an address", err)
}

// withAddress returns the condition that an article a of the library $1 has an
// address, the parameter with its key.
func withAddress(key string) string {
	return `a.article in (
		select article from addresses where library = $1 and address = ` + key + ` union
		select article from published where library = $1 and address = ` + key + `)`
}

// Publish records that an article was also published at an address: adding that
// address then means adding the article.
func (s *Store) Publish(ctx context.Context, library, id, address string) error {
	return s.one(ctx, "note an address", library, id, `insert into published (library, address, article, url, made)
		values ($1, $2, $3, $4, $5) on conflict (library, address, article) do nothing`,
		library, dedup.AddressKey(address), id, clean(address), now())
}

// Published returns the other addresses of an article, as recorded by
// moderators, the oldest first, without tracking parameters.
func (s *Store) Published(ctx context.Context, library, id string) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	list, err := texts(s.reader.QueryContext(ctx, `select url from published where library = $1 and article = $2 order by made, url`, library, id))
	list = each(list, plainLink)
	return list, fail(ctx, "list addresses", err)
}
