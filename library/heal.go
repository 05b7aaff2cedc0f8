package library

import (
	"context"
	"errors"
	"fmt"

	"footnote/index"
	"footnote/store"
)

// errIncurable is returned if a rebuilt index is damaged in the same way again:
// the fault is ours, and a third index would be no better.
var errIncurable = errors.New("library: a new index is damaged in the same way")

// A cure records what this process did about a library's index.
type cure struct {
	causes map[string]bool // causes for which the index was rebuilt
	at     store.Head      // head at which it could not be rebuilt
	failed error           // and why
}

// heal rebuilds the index after x turned out to be damaged, unless another
// caller has done so in the meantime.
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

// cure rebuilds a damaged index from the store, once for each cause. The caller
// holds o.following.
func (l *Library) cure(ctx context.Context, o *openIndex, cause error) error {
	if l.indexes.tried(l.name, cause) {
		return fmt.Errorf("%w: %v", errIncurable, cause)
	}
	l.log.WarnContext(ctx, "index damaged, rebuilding", "err", cause)
	if err := l.replace(ctx, o); err != nil {
		return err
	}
	l.indexes.noteCure(l.name, cause)
	return nil
}

// curing returns the cure of a library's index. The caller holds xs.mu.
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

// failed returns why the index could not be rebuilt at head, or nil if that was
// not tried.
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

// forgetCures allows all tries again, on an operator's request.
func (xs *indexes) forgetCures(name string) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	delete(xs.cures, name)
}
