package library

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"footnote/store"

	_ "time/tzdata" // the container has none
)

// ErrBadZone is returned for a time zone that does not exist.
var ErrBadZone = errors.New("library: no such time zone")

// A Daily is where and when a library's quote of the day is posted.
type Daily struct {
	Channel string // id of the channel, "" if there is no quote of the day
	Hour    int    // 0 to 23
	Zone    string // name of the time zone: Europe/Berlin
	Next    time.Time
	Problem DailyProblem // why the last one was not posted
}

// A DailyProblem says why a quote of the day was not posted.
type DailyProblem string

// The reasons.
const (
	NoProblem     DailyProblem = ""
	ChannelGone   DailyProblem = "gone"   // the channel does not exist any more
	ChannelClosed DailyProblem = "closed" // the bot may not write there
	NotSent       DailyProblem = "unsent" // Discord did not take it
	NoQuotations  DailyProblem = "empty"  // there is none to draw
)

// The first setting of the quote of the day.
const (
	defaultHour = 9
	defaultZone = "UTC"
)

// Daily returns the library's quote of the day.
func (l *Library) Daily(ctx context.Context) (Daily, error) {
	d, err := l.store.Daily(ctx, l.name)
	if err == nil && d.Channel == "" {
		return Daily{Hour: defaultHour, Zone: defaultZone}, nil
	}
	return Daily{d.Channel, d.Hour, d.Zone, d.Next, DailyProblem(d.Problem)}, err
}

// SetDaily sets the quote of the day; d.Next and d.Problem are ignored. One
// without a channel ends it. A zone may be written as a city: berlin. It fails
// with ErrBadZone for a zone that does not exist. what describes the change,
// for the log.
func (l *Library) SetDaily(ctx context.Context, by, what string, d Daily) error {
	zone, err := ZoneNamed(d.Zone)
	if err != nil {
		return err
	}
	next := nextDaily(time.Now(), d.Hour, zone)
	err = l.store.SetDaily(ctx, l.name, store.Daily{Channel: d.Channel, Hour: d.Hour, Zone: zone.String(), Next: next})
	if err != nil {
		return err
	}
	return l.store.Note(ctx, l.name, store.Event{By: by, Kind: "settings", Detail: what})
}

// CanDraw reports whether the library has a quotation for the quote of the day.
func (l *Library) CanDraw(ctx context.Context) (bool, error) {
	all := func(ctx context.Context) ([]Completion, error) { return l.quotedArticles(ctx, store.Filter{}) }
	found, err := l.eachQuote(ctx, all, func(drawing, cast) (bool, error) { return true, nil })
	return found.words != "", err
}

// regions begin the names of time zones of cities.
var regions = []string{"", "Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/"}

// ZoneNamed returns the time zone of a name, such as Europe/Berlin, europe/berlin
// or Berlin. It fails with ErrBadZone if there is none.
func ZoneNamed(name string) (*time.Location, error) {
	typed := strings.Join(strings.Fields(name), "_")
	if typed == "" || strings.EqualFold(typed, "local") {
		return nil, fmt.Errorf("%w: %q", ErrBadZone, name)
	}
	for _, form := range []string{typed, strings.ToUpper(typed), titled(typed)} {
		for _, region := range regions {
			if zone, err := time.LoadLocation(region + form); err == nil {
				return zone, nil
			}
		}
	}
	return nil, fmt.Errorf("%w: %q", ErrBadZone, name)
}

// titled writes each word of a zone's name with a capital: America/New_York.
func titled(name string) string {
	start := true
	return strings.Map(func(r rune) rune {
		was := start
		start = !unicode.IsLetter(r)
		if was {
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, name)
}

// nextDaily returns the next time after now when it is the hour in a zone. On a
// day without that hour it is the one after.
func nextDaily(now time.Time, hour int, zone *time.Location) time.Time {
	there := now.In(zone)
	next := time.Date(there.Year(), there.Month(), there.Day(), hour, 0, 0, 0, zone)
	if !next.After(now) {
		next = time.Date(there.Year(), there.Month(), there.Day()+1, hour, 0, 0, 0, zone)
	}
	return next
}

// A DailyReport is a quote of the day that is due.
type DailyReport struct {
	Channel string       // where it is posted
	Result  Result       // the quotation, if Problem is ""
	Problem DailyProblem // why there is none
	Before  DailyProblem // of the one before

	// Posted must be called once, with the outcome of posting it.
	Posted func(ctx context.Context, p DailyProblem) error
}

// retryDaily is how long after a failure of Discord a quote of the day is tried
// again.
const retryDaily = 15 * time.Minute

// RunDaily calls post with the quotes of the day of all libraries that are due.
// Several processes may call it on the same store: each is claimed by one. One
// that fails does not hold up the others.
func (ls *Libraries) RunDaily(ctx context.Context, post func(Update)) error {
	for {
		due, err := ls.config.Store.DueDaily(ctx, time.Now(), maxDue)
		if err != nil {
			return err
		}
		var failed []error
		for _, d := range due {
			update, err := ls.runDaily(ctx, d)
			if err != nil {
				failed = append(failed, fmt.Errorf("quote of the day of %s: %w", d.Library, err))
			}
			if update.Daily != nil {
				post(update)
			}
		}
		if len(failed) > 0 || len(due) < maxDue {
			return errors.Join(failed...)
		}
	}
}

// runDaily draws the quote of the day of a library, unless another process
// does.
func (ls *Libraries) runDaily(ctx context.Context, d store.DueDaily) (Update, error) {
	l, until, left, err := ls.dueIn(ctx, d.Library)
	if err != nil {
		return Update{}, err
	}
	mine, err := l.store.ClaimDaily(ctx, l.name, d.Daily, until)
	if err != nil || !mine || left {
		return Update{}, err
	}
	report := DailyReport{Channel: d.Daily.Channel, Before: DailyProblem(d.Daily.Problem)}
	drawn, err := draw{
		library: l, purpose: store.ForDaily, articles: l.everyArticle,
		suits: func(Result, cast) (bool, error) { return true, nil },
		also:  func(context.Context, drawing) error { return nil },
	}.any(ctx)
	if errors.Is(err, ErrNoQuotation) {
		report.Problem, err = NoQuotations, nil
	}
	if err != nil {
		return Update{}, err
	}
	report.Result = drawn.Result
	report.Posted = func(ctx context.Context, p DailyProblem) error {
		return l.settleDaily(ctx, d.Daily, until, drawn.words, p)
	}
	return Update{Library: l, Daily: &report}, nil
}

// settleDaily records the outcome of a quote of the day that was claimed until a
// time. A quotation that was not posted may be drawn again.
func (l *Library) settleDaily(ctx context.Context, d store.Daily, until time.Time, words string, p DailyProblem) error {
	if p != NoProblem && words != "" {
		if err := l.store.UnmarkShown(ctx, l.name, store.ForDaily, words); err != nil {
			return err
		}
	}
	zone, err := ZoneNamed(d.Zone)
	if err != nil {
		zone = time.UTC
	}
	next := nextDaily(time.Now(), d.Hour, zone)
	if retry := time.Now().Add(retryDaily); p == NotSent && retry.Before(next) {
		next = retry
	}
	return l.store.SettleDaily(ctx, l.name, until, next, string(p))
}
