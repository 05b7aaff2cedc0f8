package library

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"footnote/store"
)

// A LogEntry is an action on the library.
type LogEntry struct {
	At     time.Time
	By     string // user id, "" for no one or a forgotten user
	Action string // add, correct, update, restore, revert, remove or reread of an article; otherwise the kind of an event
	Title  string // of the article, "" once it is erased
	Detail string // of an event, in words
}

// Log returns the actions on the library, the newest first, at most limit
// entries, only those by a user unless by is "".
func (l *Library) Log(ctx context.Context, by string, limit int) ([]LogEntry, error) {
	changes, err := l.store.History(ctx, l.name, by, limit)
	if err != nil {
		return nil, err
	}
	events, err := l.store.Events(ctx, l.name, by, limit)
	if err != nil {
		return nil, err
	}
	list := make([]LogEntry, 0, len(changes)+len(events))
	marked := marksOf(events)
	for _, c := range changes {
		list = append(list, LogEntry{At: c.At, By: c.By, Action: marked.done(c), Title: c.Title})
	}
	for _, e := range events {
		if e.Kind == corrects || e.Kind == reverts {
			continue
		}
		list = append(list, LogEntry{At: e.At, By: e.By, Action: e.Kind, Detail: e.Detail})
	}
	slices.SortStableFunc(list, func(a, b LogEntry) int { return cmp.Compare(b.At.UnixMilli(), a.At.UnixMilli()) })
	return list[:min(limit, len(list))], nil
}

// corrects and reverts are the kinds of events that mark a change as a
// correction, or as an earlier version that was brought back. Their detail is
// the number of the change.
const (
	corrects = "correct"
	reverts  = "revert"
)

// A changeMarks has the kinds of changes that events mark, by their numbers.
type changeMarks map[string]string

func marksOf(events []store.Event) changeMarks {
	m := changeMarks{}
	for _, e := range events {
		if e.Kind == corrects || e.Kind == reverts {
			m[e.Detail] = e.Kind
		}
	}
	return m
}

// maxMarks is how many events are read to find those that mark changes.
const maxMarks = 10_000

func (l *Library) marked(ctx context.Context) (changeMarks, error) {
	events, err := l.store.Events(ctx, l.name, "", maxMarks)
	return marksOf(events), err
}

// done returns the log's word for a change.
func (m changeMarks) done(c store.Change) string {
	mark := m[strconv.FormatInt(c.Seq, 10)]
	switch {
	case c.Action != "put":
		return c.Action
	case mark != "":
		return mark
	case c.Back:
		return "restore"
	case c.Before == "" || c.Before == "remove":
		return "add"
	}
	return "update"
}

// Note records an action in the log; kind is one word.
func (l *Library) Note(ctx context.Context, by, kind, detail string) error {
	return l.store.Note(ctx, l.name, store.Event{By: by, Kind: kind, Detail: detail})
}

// Forget removes a user's id from everything stored for the library, including
// removed articles that can still be brought back.
func (l *Library) Forget(ctx context.Context, user string) error {
	return l.store.Forget(ctx, l.name, user)
}
