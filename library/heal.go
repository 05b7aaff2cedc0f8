package library

import (
	"context"
	"errors"
	"fmt"

	"footnote/index"
	"footnote/store"
)

// errIncurable is returned where an index is damaged again in the way that a
// new one was made for: the fault is ours, and a third one would be no better.
var errIncurable = errors.New("library: a new index is damaged in the same way")

// A cure is what this process did about a library's index.
type cure struct {
	causes map[string]bool // that the index was made again for
	at     store.Head      // where it could not be made,
	failed error           // and why
}

// heal makes the index again that x turned out damaged as, unless another
// asker did so meanwhile.
func (l *Library) heal(ctx context.Context, o *openIndex, x *index.Index, cause error) error {
	o.following.Lock()
	defer o.following.Unlock()
	o.using.RLock()
	current := o.index == x
	o.using.RUnlock()
	if !current {
		return nil
	}
	return l.cure(ctx, o, cause)
}

// cure makes a damaged index again from the store, once for each cause.
// o.following is held.
func (l *Library) cure(ctx context.Context, o *openIndex, cause error) error {
	if l.indexes.tried(l.name, cause) {
		return fmt.Errorf("%w: %v", errIncurable, cause)
	}
	l.log.Warn("index damaged, making it again", "err", cause)
	if err := l.replace(ctx, o); err != nil {
		return err
	}
	l.indexes.noteCure(l.name, cause)
	return nil
}

// curing returns what was done about a library's index. xs.mu is held.
func (xs *indexes) curing(name string) *cure {
	c, ok := xs.cures[name]
	if !ok {
		c = &cure{causes: map[string]bool{}}
		xs.cures[name] = c
	}
	return c
}

func (xs *indexes) tried(name string, cause error) bool {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	return xs.curing(name).causes[cause.Error()]
}

func (xs *indexes) noteCure(name string, cause error) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	xs.curing(name).causes[cause.Error()] = true
}

// failed returns why the index could not be made at head, nil if it was not
// tried.
func (xs *indexes) failed(name string, head store.Head) error {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	if c, ok := xs.cures[name]; ok && c.at == head {
		return c.failed
	}
	return nil
}

func (xs *indexes) noteFailure(name string, head store.Head, why error) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	c := xs.curing(name)
	c.at, c.failed = head, fmt.Errorf("%w: %v", errIncurable, why)
}

// forgetCures lets everything be tried again: an operator asks for it.
func (xs *indexes) forgetCures(name string) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	delete(xs.cures, name)
}
