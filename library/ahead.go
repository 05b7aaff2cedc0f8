package library

import (
	"context"
	"sync"
)

// An Ahead makes parts of an answer at the same time where the store is a
// server, because a round trip to it takes longer than most work, even work
// that turns out to be needless. Where the store is a file, each part is made
// when it is asked for, and a needless one is not made.
type Ahead struct {
	eager bool
	begun sync.WaitGroup
}

// Ahead returns one for an answer. Its Wait must be called at the end.
func (l *Library) Ahead() *Ahead { return &Ahead{eager: l.store.Remote()} }

// Wait waits for the parts that were begun and not asked for.
func (a *Ahead) Wait() { a.begun.Wait() }

// Soon returns a function that returns what f does. f is called once, or never.
// A panic in it becomes one of the caller's.
func Soon[T any](ctx context.Context, a *Ahead, f func(context.Context) (T, error)) func() (T, error) {
	if !a.eager {
		return sync.OnceValues(func() (T, error) { return f(ctx) })
	}
	var value T
	var err error
	var caught any
	done := make(chan struct{})
	a.begun.Go(func() {
		defer close(done)
		defer func() { caught = recover() }()
		value, err = f(ctx)
	})
	return func() (T, error) {
		<-done
		if caught != nil {
			panic(caught)
		}
		return value, err
	}
}

// both returns what two functions do, the first error of them. It calls them at
// the same time where the store is a server, else the second after the first,
// unless that fails.
func both[A, B any](ctx context.Context, l *Library, f func(context.Context) (A, error), g func(context.Context) (B, error)) (a A, b B, err error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	second := Soon(ctx, ahead, g)
	if a, err = f(ctx); err == nil {
		b, err = second()
	}
	return a, b, err
}
