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
	Action string // add, correct, update, restore, remove or reread of an article; otherwise the kind of an event
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
	corrected := map[string]bool{}
	for _, e := range events {
		if e.Kind == corrects {
			corrected[e.Detail] = true
		}
	}
	for _, c := range changes {
		list = append(list, LogEntry{At: c.At, By: c.By, Action: done(c, corrected[strconv.FormatInt(c.Seq, 10)]), Title: c.Title})
	}
	for _, e := range events {
		if e.Kind == corrects {
			continue
		}
		list = append(list, LogEntry{At: e.At, By: e.By, Action: e.Kind, Detail: e.Detail})
	}
	slices.SortStableFunc(list, func(a, b LogEntry) int { return cmp.Compare(b.At.UnixMilli(), a.At.UnixMilli()) })
	return list[:min(limit, len(list))], nil
}

// corrects is the kind of an event that marks a change as a correction. Its
// detail is the number of the change.
const corrects = "correct"

// done returns the log's word for a change.
func done(c store.Change, corrected bool) string {
	switch {
	case c.Action != "put":
		return c.Action
	case corrected:
		return "correct"
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
