// Package trace marks the log lines of one interaction with its id, in every
// package that logs with the interaction's context.
package trace

import (
	"context"
	"log/slog"
)

type key struct{}

// With returns a context whose log lines have the id of an interaction.
func With(ctx context.Context, id string) context.Context { return context.WithValue(ctx, key{}, id) }

// Handler returns a handler that adds the id of a line's context, if it has
// one, as "interaction".
func Handler(h slog.Handler) slog.Handler {
	if _, ok := h.(handler); ok {
		return h
	}
	return handler{h}
}

type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	if id, ok := ctx.Value(key{}).(string); ok {
		r = r.Clone()
		r.AddAttrs(slog.String("interaction", id))
	}
	return h.Handler.Handle(ctx, r)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}

func (h handler) WithGroup(name string) slog.Handler { return handler{h.Handler.WithGroup(name)} }
