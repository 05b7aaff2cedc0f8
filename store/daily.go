package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A Daily is the quote of the day of a library: where it is posted, and when.
type Daily struct {
	Channel string    // id of the channel
	Hour    int       // of the day in Zone, 0 to 23
	Zone    string    // name of the time zone: Europe/Berlin
	Next    time.Time // when it is due
	Problem string    // why the last one was not posted, "" if it was
}

// SetDaily sets the quote of the day of a library. One without a channel ends
// it.
func (s *Store) SetDaily(ctx context.Context, library string, d Daily) error {
	if d.Channel == "" {
		return s.one(ctx, "end the quote of the day", library, "daily", `delete from daily where library = $1`, library)
	}
	return s.one(ctx, "set the quote of the day", library, "daily", `insert into daily (library, channel, hour, zone, next, problem)
		values ($1, $2, $3, $4, $5, $6) on conflict (library) do update set
		channel = excluded.channel, hour = excluded.hour, zone = excluded.zone, next = excluded.next, problem = excluded.problem`,
		library, clean(d.Channel), d.Hour, clean(d.Zone), millis(d.Next), clean(d.Problem))
}

// Daily returns the quote of the day of a library, the zero value if there is
// none.
func (s *Store) Daily(ctx context.Context, library string) (Daily, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var d Daily
	err := s.reader.QueryRowContext(ctx, `select channel, hour, zone, next, problem from daily where library = $1`, library).
		Scan(&d.Channel, &d.Hour, &d.Zone, (*unixMilli)(&d.Next), &d.Problem)
	if errors.Is(err, sql.ErrNoRows) {
		return Daily{}, nil
	}
	return d, fail(ctx, "read the quote of the day", err)
}

// A DueDaily is a quote of the day that is due, with its library.
type DueDaily struct {
	Library string
	Daily   Daily
}

// DueDaily returns at most limit quotes of the day of all libraries that are
// due at a time, those that have waited longest first.
func (s *Store) DueDaily(ctx context.Context, at time.Time, limit int) ([]DueDaily, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []DueDaily
	err := scan(func(rows *sql.Rows) error {
		var d DueDaily
		err := rows.Scan(&d.Library, &d.Daily.Channel, &d.Daily.Hour, &d.Daily.Zone, (*unixMilli)(&d.Daily.Next), &d.Daily.Problem)
		list = append(list, d)
		return err
	})(s.reader.QueryContext(ctx, `select library, channel, hour, zone, next, problem from daily
		where next <= $1 or next > $2 order by next limit $3`, at.UnixMilli(), at.Add(maxDailyAhead).UnixMilli(), limit))
	return list, fail(ctx, "list what is due", err)
}

// ClaimDaily moves the time when a quote of the day is due, as Claim does that
// of a watch.
func (s *Store) ClaimDaily(ctx context.Context, library string, d Daily, until time.Time) (bool, error) {
	return s.moveDaily(ctx, "claim the quote of the day", library, d.Next, until, d.Problem)
}

// SettleDaily ends a claim until a time: it sets when the next one is due, and
// why this one was not posted. What was set in the meantime stays.
func (s *Store) SettleDaily(ctx context.Context, library string, until, next time.Time, problem string) error {
	_, err := s.moveDaily(ctx, "settle the quote of the day", library, until, next, problem)
	return err
}

// moveDaily changes when a quote of the day is due, if it is still due at from.
func (s *Store) moveDaily(ctx context.Context, doing, library string, from, to time.Time, problem string) (moved bool, err error) {
	n, err := s.affected(ctx, doing, `update daily set next = $1, problem = $2 where library = $3 and next = $4`,
		millis(to), clean(problem), library, millis(from))
	return n == 1, err
}
