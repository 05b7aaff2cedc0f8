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
// if the member has maxOpen others, or the library maxInAll, and with ErrExists if
// there is an article with the address. Of two at the same time, both may be
// stored as the last one.
func (s *Store) PutSuggestion(ctx context.Context, library, key string, g Suggestion, maxOpen, maxInAll int) (id string, fresh bool, err error) {
	if err := CheckName(library); err != nil {
		return "", false, fail(ctx, "store a suggestion", err)
	}
	id = madeID(key)
	var stored int64
	var have, same, theirs int
	err = s.together(func() (err error) {
		stored, err = s.affected(ctx, "store a suggestion", `insert into suggestions (library, suggestion, url, made, made_by)
			select cast($1 as text), cast($2 as text), cast($3 as text), cast($4 as bigint), cast($5 as text)
			where (select count(*) from suggestions where library = $1 and made_by = $5) < $6
			and (select count(*) from suggestions where library = $1) < $7
			and not exists (select 1 from articles a where a.library = $1 and `+withAddress("$8")+`)
			on conflict (library, suggestion) do nothing`, library, id, clean(g.URL), now(), clean(g.By), maxOpen, maxInAll, key)
		return err
	}, func() error {
		ctx, cancel := s.limit(ctx, readTimeout)
		defer cancel()
		err := s.reader.QueryRowContext(ctx, `select (select count(*) from articles a where a.library = $1 and `+withAddress("$2")+`),
			count(case when suggestion = $3 then 1 end), count(case when made_by = $4 then 1 end)
			from suggestions where library = $1`, library, key, id, clean(g.By)).Scan(&have, &same, &theirs)
		return fail(ctx, "count suggestions", err)
	})
	switch {
	case err != nil || stored > 0:
	case have > 0:
		err = fail(ctx, "store a suggestion", ErrExists)
	case same == 0:
		err = fail(ctx, "store a suggestion", fmt.Errorf("%w: %d suggestions", ErrTooMany, theirs))
	}
	return id, err == nil && stored > 0, err
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
