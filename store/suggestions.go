package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// SuggestionRetention is how long a suggestion waits for a moderator.
const SuggestionRetention = 90 * 24 * time.Hour

// A Suggestion is a link that a member suggests.
type Suggestion struct {
	ID   string // made from the address
	URL  string
	By   string // user id, "" if the user was forgotten
	Made time.Time
}

// PutSuggestion stores a suggestion of an address, which key identifies in any
// spelling. fresh is false if it was suggested already. It fails with ErrTooMany
// if the member has more than maxOpen, or the library more than maxInAll.
func (s *Store) PutSuggestion(ctx context.Context, library, key string, g Suggestion, maxOpen, maxInAll int) (id string, fresh bool, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	if err := CheckName(library); err != nil {
		return "", false, fail(ctx, "store a suggestion", err)
	}
	id = madeID(key)
	err = s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		result, err := tx.ExecContext(ctx, `insert into suggestions (library, suggestion, url, made, made_by)
			values ($1, $2, $3, $4, $5) on conflict (library, suggestion) do nothing`, library, id, clean(g.URL), now(), clean(g.By))
		if err != nil {
			return false, err
		}
		n, err := result.RowsAffected()
		if fresh = n > 0; err != nil || !fresh {
			return false, err
		}
		var all, theirs int
		err = tx.QueryRowContext(ctx, `select count(*), count(case when made_by = $2 then 1 end) from suggestions where library = $1`, library, clean(g.By)).Scan(&all, &theirs)
		if err == nil && (theirs > maxOpen || all > maxInAll) {
			err = fmt.Errorf("%w: %d suggestions", ErrTooMany, theirs)
		}
		return true, err
	})
	return id, fresh, fail(ctx, "store a suggestion", err)
}

// Suggestions returns the suggestions of a library, the oldest first.
func (s *Store) Suggestions(ctx context.Context, library string) ([]Suggestion, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Suggestion
	err := scan(func(rows *sql.Rows) error {
		var g Suggestion
		err := rows.Scan(&g.ID, &g.URL, &g.By, (*unixMilli)(&g.Made))
		list = append(list, g)
		return err
	})(s.reader.QueryContext(ctx, `select suggestion, url, made_by, made from suggestions
		where library = $1 order by made, suggestion`, library))
	return list, fail(ctx, "read suggestions", err)
}

// EndSuggestion deletes a suggestion. It was decided already if n is 0.
func (s *Store) EndSuggestion(ctx context.Context, library, id string) (n int64, err error) {
	return s.affected(ctx, "end a suggestion", `delete from suggestions where library = $1 and suggestion = $2`, library, id)
}
