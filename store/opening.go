package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"
	"time"
)

// An opening is what almost every answer begins with, read in one round trip to
// the database: a library's head, its settings, its pins and synonyms, and which
// of its pages are gone.
type opening struct {
	library string

	mu       sync.Mutex
	read     time.Time // zero until it was read
	ended    bool      // something was written since
	head     Head
	settings map[string]string
	lessons  []Lesson             // the oldest first
	gone     map[string]time.Time // by the watch of the page
	articles int                  // how many there are
}

// openingLasts is how long an opening is used: an answer has begun by then.
const openingLasts = 3 * time.Second

// openingKey is the context's key of the opening.
type openingKey struct{}

// WithOpening returns a context for one request to a library. With it Head,
// Setting, Lessons, Gone and the count of all articles share one query, which
// the first of them makes, until something is written with the same context. On
// SQLite, where a query is no round trip, it changes nothing.
func (s *Store) WithOpening(ctx context.Context, library string) context.Context {
	if s.engine == sqlite {
		return ctx
	}
	return context.WithValue(ctx, openingKey{}, &opening{library: library})
}

// opened calls use with the opening of ctx, and reports whether there is one.
func (s *Store) opened(ctx context.Context, library string, use func(*opening)) (bool, error) {
	o, ok := ctx.Value(openingKey{}).(*opening)
	if !ok || o.library != library {
		return false, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ended || !o.read.IsZero() && time.Since(o.read) > openingLasts {
		return false, nil
	}
	if o.read.IsZero() {
		if err := s.readOpening(ctx, o); err != nil {
			return false, err
		}
	}
	use(o)
	return true, nil
}

// endOpening lets later reads with ctx see what is about to be written.
func endOpening(ctx context.Context) {
	if o, ok := ctx.Value(openingKey{}).(*opening); ok {
		o.mu.Lock()
		o.ended = true
		o.mu.Unlock()
	}
}

// keepOpening returns ctx for a write that changes nothing that an opening
// has: the opening of ctx stays.
func keepOpening(ctx context.Context) context.Context {
	return context.WithValue(ctx, openingKey{}, nil)
}

// The parts of an opening, as its query numbers them.
const (
	openingHead = iota
	openingSetting
	openingLesson
	openingGone
	openingCount
)

func (s *Store) readOpening(ctx context.Context, o *opening) error {
	begun := time.Now()
	o.head, o.settings, o.lessons, o.gone, o.articles = Head{}, map[string]string{}, nil, map[string]time.Time{}, 0
	err := scan(func(rows *sql.Rows) error {
		var part int
		var l Lesson
		var number int64
		if err := rows.Scan(&part, &l.Kind, &l.Name, &l.Article, &l.Value, &l.By, &number); err != nil {
			return err
		}
		switch part {
		case openingHead:
			o.head = Head{Seq: number, Chain: l.Value}
		case openingSetting:
			o.settings[l.Name] = l.Value
		case openingLesson:
			l.Made = when(number)
			o.lessons = append(o.lessons, l)
		case openingGone:
			o.gone[l.Name] = when(number)
		case openingCount:
			o.articles = int(number)
		}
		return nil
	})(s.queryPrepared(ctx, `select 0 as part, '' as kind, '' as name, '' as article, chain as value, '' as made_by, seq as number
			from libraries where library = $1
		union all select 1, '', name, '', value, '', 0 from settings where library = $1
		union all select 2, kind, name, article, value, made_by, made from lessons
			where library = $1 and kind in ($2, $3)
		union all select 3, '', watch, '', '', '', gone from watches where library = $1 and gone > 0
		union all select 4, '', '', '', '', '', articles from libraries where library = $1
		order by number, name`, o.library, PinLesson, SynonymLesson))
	if err == nil {
		o.read = begun
	}
	return err
}

// of returns the lessons of some kinds. ok is false if others than those of the
// opening are asked for.
func (o *opening) of(kinds []LessonKind) (list []Lesson, ok bool) {
	for _, k := range kinds {
		if k != PinLesson && k != SynonymLesson {
			return nil, false
		}
	}
	for _, l := range o.lessons {
		if slices.Contains(kinds, l.Kind) {
			list = append(list, l)
		}
	}
	return list, true
}
