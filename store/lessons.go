package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// A Lesson is something that moderators taught a library.
type Lesson struct {
	Kind    LessonKind
	Name    string // 1 to 200 printable characters; a lesson replaces one of the same kind and name
	Article string // id of the article that it names, "" if none
	Value   string // JSON; what it holds depends on Kind
	By      string // user id, "" if the user was forgotten
	Made    time.Time
}

// A LessonKind says what a Lesson teaches.
type LessonKind string

// The kinds of lessons.
const (
	PinLesson      LessonKind = "pin"      // an article that answers a question
	SynonymLesson  LessonKind = "synonym"  // words that mean the same
	QuestionLesson LessonKind = "question" // a question whose answer is checked
)

// Teach stores lessons of one kind, all or none, and sets their Made. It fails
// with ErrTooMany if the library would then have more than maxOfKind of that kind.
func (s *Store) Teach(ctx context.Context, library string, maxOfKind int, lessons ...Lesson) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	if err := CheckName(library); err != nil {
		return fail(ctx, "teach", err)
	}
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		for _, l := range lessons {
			if err := CheckName(l.Name); err != nil {
				return false, err
			}
			_, err := tx.ExecContext(ctx, `insert into lessons (library, kind, name, article, value, made, made_by)
				values ($1, $2, $3, $4, $5, $6, $7)
				on conflict (library, kind, name) do update set
				article = excluded.article, value = excluded.value, made = excluded.made, made_by = excluded.made_by`,
				library, l.Kind, l.Name, clean(l.Article), clean(l.Value), now(), clean(l.By))
			if err != nil {
				return false, err
			}
			n := 0
			err = tx.QueryRowContext(ctx, `select count(*) from lessons where library = $1 and kind = $2`, library, l.Kind).Scan(&n)
			if err != nil {
				return false, err
			}
			if n > maxOfKind {
				return false, fmt.Errorf("%w: %d, at most %d", ErrTooMany, n, maxOfKind)
			}
		}
		return true, nil
	})
	return fail(ctx, "teach", err)
}

// Unteach removes a lesson. It fails with ErrNotFound if there is none of that
// kind and name.
func (s *Store) Unteach(ctx context.Context, library string, kind LessonKind, name string) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		done, err := tx.ExecContext(ctx, `delete from lessons where library = $1 and kind = $2 and name = $3`, library, kind, name)
		if err != nil {
			return false, err
		}
		n, err := done.RowsAffected()
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return true, err
	})
	return fail(ctx, "remove a lesson", err)
}

// Lessons returns what a library was taught of some kinds, the oldest first.
func (s *Store) Lessons(ctx context.Context, library string, kinds ...LessonKind) ([]Lesson, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	args := []any{library}
	for _, k := range kinds {
		args = append(args, k)
	}
	var list []Lesson
	complete := false
	if ok, err := s.opened(ctx, library, func(o *opening) { list, complete = o.of(kinds) }); ok && complete || err != nil {
		return list, fail(ctx, "read lessons", err)
	}
	err := scan(func(rows *sql.Rows) error {
		var l Lesson
		err := rows.Scan(&l.Kind, &l.Name, &l.Article, &l.Value, &l.By, (*unixMilli)(&l.Made))
		list = append(list, l)
		return err
	})(s.queryPrepared(ctx, `select kind, name, article, value, made_by, made from lessons
		where library = $1 and kind in (`+marks(2, len(kinds))+`) order by made, name`, args...))
	return list, fail(ctx, "read lessons", err)
}
