package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"
)

// A Watch is an address that is checked on a schedule: a followed feed, or the
// page of an article.
type Watch struct {
	ID           string // made by FeedWatch or PageWatch
	URL          string
	Title        string // of a feed
	Added        time.Time
	AddedBy      string
	ETag         string // validators of the last answer
	LastModified string
	Next         time.Time // when it is due
	Checked      time.Time // when it was last fetched, zero for never
	Changed      time.Time // when it was last found changed
	Failures     int       // in a row
	Problem      string    // why the last try failed
	Gone         time.Time // of a page: since when it is gone, zero if it is there
}

const (
	feedPrefix = "feed "
	pagePrefix = "page "
)

// FeedWatch is the id of the watch of the feed at address.
func FeedWatch(address string) string { return feedPrefix + madeID(address) }

// PageWatch is the id of the watch of an article's page.
func PageWatch(article string) string { return pagePrefix + article }

// Article returns the id of the article whose page is watched. ok is false
// for a feed.
func (w Watch) Article() (id string, ok bool) {
	if len(w.ID) > len(pagePrefix) && w.ID[:len(pagePrefix)] == pagePrefix {
		return w.ID[len(pagePrefix):], true
	}
	return "", false
}

const watchColumns = `watch, url, title, added, added_by, etag, last_modified, next, checked, changed, failures, problem, gone`

func (w *Watch) fields() []any {
	return []any{&w.ID, &w.URL, &w.Title, (*unixMilli)(&w.Added), &w.AddedBy, &w.ETag, &w.LastModified,
		(*unixMilli)(&w.Next), (*unixMilli)(&w.Checked), (*unixMilli)(&w.Changed), &w.Failures, &w.Problem, (*unixMilli)(&w.Gone)}
}

// PutWatch begins a watch. If one with its id exists, everything is updated
// except when it was added and who added it.
func (s *Store) PutWatch(ctx context.Context, library string, w Watch) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.write(ctx, library, w.AddedBy, func(in *writer) error {
		in.touched = true
		_, err := in.tx.ExecContext(ctx, `insert into watches (library, `+watchColumns+`)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (library, watch) do nothing`,
			library, w.ID, clean(w.URL), clean(w.Title), in.now, in.by, clean(w.ETag), clean(w.LastModified),
			millis(w.Next), millis(w.Checked), millis(w.Changed), w.Failures, clean(w.Problem), millis(w.Gone))
		if err != nil {
			return err
		}
		_, err = in.tx.ExecContext(ctx, setWatch, w.set(library)...)
		return err
	})
	return fail(ctx, "begin a watch", err)
}

// SetWatch stores the result of checking a watch. A watch that was ended in the
// meantime stays ended.
func (s *Store) SetWatch(ctx context.Context, library string, w Watch) error {
	return s.one(ctx, "keep a watch", library, w.ID, setWatch, w.set(library)...)
}

const setWatch = `update watches set url = $1, title = $2, etag = $3, last_modified = $4, next = $5, checked = $6,
	changed = $7, failures = $8, problem = $9, gone = $10 where library = $11 and watch = $12`

func (w *Watch) set(library string) []any {
	return []any{clean(w.URL), clean(w.Title), clean(w.ETag), clean(w.LastModified), millis(w.Next),
		millis(w.Checked), millis(w.Changed), w.Failures, clean(w.Problem), millis(w.Gone), library, w.ID}
}

// millis is a time as it is stored, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Watch returns one watch, or ErrNotFound.
func (s *Store) Watch(ctx context.Context, library, id string) (Watch, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var w Watch
	err := s.reader.QueryRowContext(ctx, `select `+watchColumns+` from watches where library = $1 and watch = $2`, library, id).Scan(w.fields()...)
	return w, fail(ctx, "read a watch", err)
}

// Feeds returns the feeds that a library follows, sorted by address.
func (s *Store) Feeds(ctx context.Context, library string) ([]Watch, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Watch
	err := scan(func(rows *sql.Rows) error {
		var w Watch
		err := rows.Scan(w.fields()...)
		list = append(list, w)
		return err
	})(s.reader.QueryContext(ctx, `select `+watchColumns+` from watches
		where library = $1 and watch like 'feed %' order by url`, library))
	return list, fail(ctx, "list feeds", err)
}

// Gone returns since when the pages of articles are gone, by their ids, of those
// that are gone since a time or longer.
func (s *Store) Gone(ctx context.Context, library string, since time.Time, articles ...string) (map[string]time.Time, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	watches := make([]string, len(articles))
	for i, id := range articles {
		watches[i] = PageWatch(id)
	}
	gone := map[string]time.Time{}
	ok, err := s.opened(ctx, library, func(o *opening) {
		for i, watch := range watches {
			if at, is := o.gone[watch]; is && !at.After(since) {
				gone[articles[i]] = at
			}
		}
	})
	if ok || err != nil {
		return gone, fail(ctx, "look for gone pages", err)
	}
	for part := range slices.Chunk(watches, maxChunk) {
		part = padded(part)
		err := scan(func(rows *sql.Rows) error {
			var id string
			var at unixMilli
			err := rows.Scan(&id, &at)
			gone[strings.TrimPrefix(id, pagePrefix)] = time.Time(at)
			return err
		})(s.queryPrepared(ctx, `select watch, gone from watches where library = $1 and gone > 0
			and watch in (`+marks(3, len(part))+`) and gone <= $2`, append([]any{library, since.UnixMilli()}, withLibrary(library, part)[1:]...)...))
		if err != nil {
			return nil, fail(ctx, "look for gone pages", err)
		}
	}
	return gone, nil
}

// Unwatch ends a watch, and deletes its entries. was is false if it does not
// exist.
func (s *Store) Unwatch(ctx context.Context, library, id string) (was bool, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err = s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		if _, err := tx.ExecContext(ctx, `delete from entries where library = $1 and watch = $2`, library, id); err != nil {
			return false, err
		}
		result, err := tx.ExecContext(ctx, `delete from watches where library = $1 and watch = $2`, library, id)
		if err != nil {
			return false, err
		}
		n, err := result.RowsAffected()
		was = n > 0
		return true, err
	})
	return was, fail(ctx, "end a watch", err)
}

// A Due is a watch that is due, with its library.
type Due struct {
	Library string
	Watch   Watch
}

// No feed, no page and no quote of the day is due later than this from now,
// unless the clock was ahead when the time was set. A later time counts as due,
// since otherwise nothing would happen until the clock reaches it again.
const (
	maxFeedAhead  = 8 * 24 * time.Hour // a site may ask to wait for seven days
	maxPageAhead  = 61 * 24 * time.Hour
	maxDailyAhead = 2 * 24 * time.Hour
)

// Due returns at most limit watches of all libraries that are due at a time,
// those that have waited longest first.
func (s *Store) Due(ctx context.Context, at time.Time, limit int) ([]Due, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Due
	err := scan(func(rows *sql.Rows) error {
		var d Due
		err := rows.Scan(append([]any{&d.Library}, d.Watch.fields()...)...)
		list = append(list, d)
		return err
	})(s.reader.QueryContext(ctx, `select library, `+watchColumns+` from watches
		where next <= $1 or next > $2 and watch not like '`+pagePrefix+`%' or next > $3 order by next limit $4`,
		at.UnixMilli(), at.Add(maxFeedAhead).UnixMilli(), at.Add(maxPageAhead).UnixMilli(), limit))
	return list, fail(ctx, "list what is due", err)
}

// Claim moves the time when a watch is due, if it is still the one in w: if
// several processes find the watch due, one of them gets true. If that process
// dies, the watch is due again at until.
func (s *Store) Claim(ctx context.Context, library string, w Watch, until time.Time) (bool, error) {
	n, err := s.affected(ctx, "claim a watch", `update watches set next = $1 where library = $2 and watch = $3 and next = $4`,
		until.UnixMilli(), library, w.ID, millis(w.Next))
	return n == 1, err
}
