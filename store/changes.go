package store

import (
	"context"
	"database/sql"
	"time"
)

// headQuery is the most frequent query: every answer begins with it.
const headQuery = `select seq, chain from libraries where library = $1`

// Head returns the last change of a library's history.
func (s *Store) Head(ctx context.Context, library string) (Head, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var h Head
	if ok, err := s.opened(ctx, library, func(o *opening) { h = o.head }); ok || err != nil {
		return h, fail(ctx, "read head", err)
	}
	err := scan(func(rows *sql.Rows) error { return rows.Scan(&h.Seq, &h.Chain) })(s.queryPrepared(ctx, headQuery, library))
	return h, fail(ctx, "read head", err)
}

// A Change is a step of a library's history.
type Change struct {
	Seq     int64
	Article string
	Action  string // "put", "remove" or "reread"
	At      time.Time
	By      string
	Title   string // of the article at that time, "" once it is erased
	Chain   string // value after this change

	// Only set by History:
	Before string // the article's action before this one, "" if none
	Back   bool   // a "put" that brought the article back
}

// Changes returns at most limit changes after the given number, the oldest
// first.
func (s *Store) Changes(ctx context.Context, library string, after int64, limit int) ([]Change, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	return s.changes(ctx, "read changes", `library = $1 and seq > $2 order by seq limit $3`, library, after, limit)
}

// History returns at most limit changes, the newest first, only those by a
// user unless by is "".
func (s *Store) History(ctx context.Context, library, by string, limit int) ([]Change, error) {
	return s.history(ctx, "read history", historyQuery, library, by, limit)
}

// ChangesOf returns the changes of an article, the newest first, at most limit.
func (s *Store) ChangesOf(ctx context.Context, library, id string, limit int) ([]Change, error) {
	return s.history(ctx, "read the changes of "+id, changesOfQuery, library, id, limit)
}

// history runs a query that begins with historyOf.
func (s *Store) history(ctx context.Context, doing, query string, args ...any) ([]Change, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Change
	err := scan(func(rows *sql.Rows) error {
		var c Change
		err := rows.Scan(&c.Seq, &c.Article, &c.Action, (*unixMilli)(&c.At), &c.By, &c.Title, &c.Chain, &c.Before, &c.Back)
		list = append(list, c)
		return err
	})(s.reader.QueryContext(ctx, query, args...))
	return list, fail(ctx, doing, err)
}

// The histories of a library and of an article.
var (
	historyQuery   = historyOf(`library = $1`) + ` where $2 = '' or made_by = $2 order by seq desc limit $3`
	changesOfQuery = historyOf(`library = $1 and article = $2`) + ` order by seq desc limit $3`
)

// historyOf reads changes together with the article's change before: an article
// that is brought back has the content that it had before it was removed.
func historyOf(where string) string {
	return `select seq, article, action, made, made_by, title, chain, before, before = 'remove' and content = content_before from (
		select seq, article, action, content, made, made_by, title, chain,
			coalesce(lag(action) over past, '') as before, coalesce(lag(content, 2) over past, '') as content_before
		from changes where ` + where + ` window past as (partition by article order by seq)) as steps`
}

func (s *Store) changes(ctx context.Context, doing, where string, args ...any) ([]Change, error) {
	var list []Change
	err := scan(func(rows *sql.Rows) error {
		var c Change
		err := rows.Scan(&c.Seq, &c.Article, &c.Action, (*unixMilli)(&c.At), &c.By, &c.Title, &c.Chain)
		list = append(list, c)
		return err
	})(s.reader.QueryContext(ctx, `select seq, article, action, made, made_by, title, chain from changes where `+where, args...))
	if err != nil {
		return nil, fail(ctx, doing, err)
	}
	return list, nil
}

// ChainAt returns the chain value after the change with the given number;
// number 0 is the state before the first. It fails with ErrNotFound if the
// library has no such change.
func (s *Store) ChainAt(ctx context.Context, library string, seq int64) (string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var chain string
	query, args := `select chain from changes where library = $1 and seq = $2`, []any{library, seq}
	if seq == 0 {
		query, args = `select seed from libraries where library = $1`, args[:1]
	}
	err := s.reader.QueryRowContext(ctx, query, args...).Scan(&chain)
	return chain, fail(ctx, "read chain", err)
}
