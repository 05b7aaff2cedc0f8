package store

import (
	"context"
	"database/sql"
	"time"
)

// Stats are sizes of a whole store, for monitoring.
type Stats struct {
	Libraries, Articles, Passages int
	Bytes                         int64 // of the file or the database
	Feeds                         int   // followed feeds
	Failing                       int   // those whose last check failed
	Overdue                       int   // feeds and pages that should have been checked an hour ago
}

// Stats reads the sizes of the store. It reads the whole table of watches, so
// it is not for every request.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	size := `select page_count * page_size from pragma_page_count(), pragma_page_size()`
	if s.engine == postgres {
		size = `select pg_database_size(current_database())`
	}
	var n Stats
	row := func(query string, args []any, into ...any) error {
		return scan(func(rows *sql.Rows) error { return rows.Scan(into...) })(s.reader.QueryContext(ctx, query, args...))
	}
	err := row(`select count(*), coalesce(sum(articles), 0), coalesce(sum(passages), 0) from libraries`, nil, &n.Libraries, &n.Articles, &n.Passages)
	if err == nil {
		err = row(size, nil, &n.Bytes)
	}
	if err == nil {
		err = row(`select count(*), coalesce(sum(case when failures > 0 then 1 else 0 end), 0) from watches where watch like '`+feedPrefix+`%'`, nil, &n.Feeds, &n.Failing)
	}
	if err == nil {
		err = row(`select count(*) from watches where next < $1`, []any{time.Now().Add(-time.Hour).UnixMilli()}, &n.Overdue)
	}
	return n, fail(ctx, "read statistics", err)
}
