package bot

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// The limits for the same message: enough to see that it repeats.
const (
	maxLines   = 20 // of one message in linesEvery
	linesEvery = time.Minute
)

// A sparing handler limits the rate of repeated messages. The first line after
// some were dropped says how many. It passes all debug lines.
type sparing struct {
	slog.Handler
	said *said
}

// said counts the lines of each message. Messages are constants of the
// program, so there are few.
type said struct {
	mu    sync.Mutex
	lines map[string]*lineCount
}

type lineCount struct {
	from          time.Time // of the minute that is counted
	logged, spare int
}

func newSparing(h slog.Handler) slog.Handler {
	return sparing{h, &said{lines: map[string]*lineCount{}}}
}

// Handle logs a record, or counts it as dropped.
func (s sparing) Handle(ctx context.Context, r slog.Record) error {
	if r.Level < slog.LevelInfo {
		return s.Handler.Handle(ctx, r)
	}
	spared, ok := s.said.take(r.Message, r.Time)
	if !ok {
		return nil
	}
	if spared > 0 {
		r = r.Clone()
		r.AddAttrs(slog.Int("left_out", spared))
	}
	return s.Handler.Handle(ctx, r)
}

// WithAttrs returns a handler that counts together with s.
func (s sparing) WithAttrs(attrs []slog.Attr) slog.Handler {
	return sparing{s.Handler.WithAttrs(attrs), s.said}
}

// WithGroup returns a handler that counts together with s.
func (s sparing) WithGroup(name string) slog.Handler {
	return sparing{s.Handler.WithGroup(name), s.said}
}

// take reports whether a line may be logged now, and how many were dropped
// before it.
func (s *said) take(message string, now time.Time) (spared int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.lines[message]
	if c == nil {
		c = &lineCount{from: now}
		s.lines[message] = c
	}
	if now.Sub(c.from) >= linesEvery {
		c.from, c.logged = now, 0
	}
	if c.logged == maxLines {
		c.spare++
		return 0, false
	}
	c.logged++
	spared, c.spare = c.spare, 0
	return spared, true
}

// caught returns what is logged of a panic: its stack, but its value only if
// the runtime made it, because others may contain what a person wrote.
func caught(value any) error {
	what := fmt.Sprintf("%T", value)
	if fault, ok := value.(runtime.Error); ok {
		what = fault.Error()
	}
	return fmt.Errorf("panic: %s\n%s", what, debug.Stack())
}

// minHidden is the shortest text, in code points, that is removed from the
// log: shorter ones occur in any sentence.
const minHidden = 4

// address finds the address of a web page.
var address = regexp.MustCompile(`(?i)https?://[^\s"]+`)

// logged returns err for the log, without the asker's words in any case, the
// interaction's token and addresses.
func (t *interaction) logged(err error) string {
	text := err.Error()
	for _, w := range t.written() {
		if utf8.RuneCountInString(w) >= minHidden {
			text = hide(text, w)
			text = hide(text, strings.Trim(strconv.Quote(w), `"`))
		}
	}
	return address.ReplaceAllString(text, hidden)
}

// hidden replaces text that is not logged.
const hidden = "[…]"

// hide removes words from a text, in any case.
func hide(text, words string) string {
	return regexp.MustCompile("(?i)"+regexp.QuoteMeta(words)).ReplaceAllLiteralString(text, hidden)
}

// written returns all texts of an interaction that its asker wrote, the
// longest first.
func (t *interaction) written() []string {
	list := append([]string{t.i.Token, t.i.Data.CustomID}, t.i.Data.Values...)
	list = append(list, t.args...)
	_, given := usedName(t.i)
	for _, g := range given {
		list = append(list, g.Text(), strings.TrimSpace(g.Text()))
	}
	for _, values := range t.i.ModalValues() {
		for _, v := range values {
			list = append(list, v, strings.TrimSpace(v))
		}
	}
	for _, m := range t.i.Data.Resolved.Messages {
		list = append(list, m.Content)
	}
	for _, a := range t.i.Data.Resolved.Attachments {
		list = append(list, a.URL, a.Filename)
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return list
}
