package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"footnote/discord"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// Exit codes of the command line.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2 // the command was used wrongly
	exitHeld        = 3 // another process has the index or the data folder locked
	exitNeedsRepair = 4 // the store is damaged
)

// A hinted error carries a hint what to do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// hint adds to err a hint what to do about it.
func hint(err error, format string, args ...any) error {
	return hinted{err, fmt.Sprintf(format, args...)}
}

// An aboutError is about one of the things that a command names.
type aboutError struct {
	subject string
	error
}

func (e aboutError) Error() string { return e.subject + ": " + e.error.Error() }

func (e aboutError) Unwrap() error { return e.error }

// errUsage marks an error in how a command was written.
var errUsage = errors.New("wrong use")

type usageError struct{ error }

func (u usageError) Unwrap() []error { return []error{u.error, errUsage} }

func usage(err error) error { return usageError{err} }

// errReported is returned when each failure has already been reported.
var errReported = errors.New("some failed")

// report writes err to w for people and returns its exit code.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errReported) {
		what, todo := describe(err)
		fmt.Fprintf(w, "footnote: error: %s\n", what)
		if todo != "" {
			fmt.Fprintf(w, "footnote: hint: %s\n", todo)
		}
	}
	switch {
	case errors.Is(err, errUsage), errors.Is(err, library.ErrNoWords):
		return exitUsage
	case errors.Is(err, index.ErrHeld), errors.Is(err, errRunning):
		return exitHeld
	case errors.Is(err, store.ErrDamaged), errors.Is(err, store.ErrNewerSchema), errors.Is(err, index.ErrDamaged):
		return exitNeedsRepair
	}
	return exitFailed
}

// operatorHints say what to do about errors that keep the bot off Discord.
var operatorHints = []struct {
	err  error
	hint string
}{
	{discord.ErrBadToken, "Copy it again into DISCORD_TOKEN, from the developer portal: your application, Bot, Reset Token."},
	{discord.ErrBadKey, "Copy the 64 letters and digits into DISCORD_PUBLIC_KEY, from the developer portal: your application, General Information, Public Key."},
	{discord.ErrBadAPI, "Set DISCORD_API to an address like https://discord.com/api/v10, or leave it empty."},
	{discord.ErrBadShards, "Set SHARDS to 0-3/16 for the first four shards of sixteen, or leave it empty."},
	{discord.ErrBadIntents, "Footnote needs no privileged intent, so this is a bug: please report it."},
	{discord.ErrNoScope, "Invite the bot again with the link that is printed at startup."},
}

// selfExplained are errors of which the sentence of library.Explain says all there is
// to know.
var selfExplained = []error{
	store.ErrNotFound, library.ErrBadName, library.ErrNoWords, library.ErrClaimTooLong,
	library.ErrNotFollowed, library.ErrTooManyFeeds, library.ErrNoPage,
}

func isSelfExplained(err error) bool {
	return slices.ContainsFunc(selfExplained, func(p error) bool { return errors.Is(err, p) })
}

// describe returns an error as one line, and what to do about it.
func describe(err error) (what, todo string) {
	what = err.Error()
	explained, todo, ok := library.Explain(err)
	if ok {
		what = fmt.Sprintf("%s (%s)", explained, err)
		if isSelfExplained(err) {
			what = explained
			if about := (aboutError{}); errors.As(err, &about) {
				what = about.subject + ": " + explained
			}
		}
	}
	if operator, ok := library.OperatorHint(err); ok {
		todo = operator
	}
	for _, e := range operatorHints {
		if errors.Is(err, e.err) {
			todo = e.hint
		}
	}
	var h hinted
	if errors.As(err, &h) {
		todo = h.hint
	}
	return what, todo
}
