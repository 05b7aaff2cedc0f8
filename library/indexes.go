package library

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"footnote/index"
	"footnote/store"
)

// The usual limits of the open indexes of a process. An index of 200 articles
// takes about 1 MB, and three files.
const (
	maxOpen        = 1000
	maxIndexMemory = 256 << 20
)

// indexes are the open indexes of a process: at most open, of memory bytes,
// unless more are in use. The least recently used is closed first.
type indexes struct {
	open   int
	memory int64
	counts indexCounts

	mu     sync.Mutex
	byName map[string]*list.Element // of *openIndex
	recent *list.List               // most recently used first
	bytes  int64                    // of all, as they were last counted
	going  int                      // entries that are about to be forgotten
	closed bool
	cures  map[string]*cure // by library
	purged map[string]int64 // by library: the removal that its index was purged after
}

// An openIndex is one library's index, open or about to be opened.
type openIndex struct {
	name string

	// Guarded by indexes.mu.
	users   int
	counted int64 // what it adds to indexes.bytes
	closing bool  // its memory is about to be free

	size atomic.Int64 // bytes of the index, 0 if it is closed

	// following is held while the index is opened, updated or rebuilt; using by
	// every reader.
	following sync.Mutex
	using     sync.RWMutex
	index     *index.Index // nil until opened, and after damage

	titles, quotations, speakers completions // for those who type
}

func newIndexes(open int, memory int64) *indexes {
	return &indexes{open: open, memory: memory, byName: map[string]*list.Element{}, recent: list.New(), cures: map[string]*cure{}, purged: map[string]int64{}}
}

var errClosed = errors.New("library: closed")

// acquire returns the entry of a library and keeps it open until release.
func (xs *indexes) acquire(name string) (*openIndex, error) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	if xs.closed {
		return nil, errClosed
	}
	el, ok := xs.byName[name]
	if ok {
		xs.recent.MoveToFront(el)
	} else {
		el = xs.recent.PushFront(&openIndex{name: name})
		xs.byName[name] = el
	}
	o := el.Value.(*openIndex)
	o.users++
	return o, nil
}

// release releases an entry, and closes indexes beyond the limits.
func (xs *indexes) release(o *openIndex) {
	xs.mu.Lock()
	o.users--
	xs.count(o)
	idle := xs.beyond()
	xs.mu.Unlock()
	for _, old := range idle {
		xs.evict(old)
	}
}

// count brings the sum of all sizes up to date with that of o. The lock is
// held.
func (xs *indexes) count(o *openIndex) {
	if o.closing {
		return
	}
	now := o.bytes()
	xs.bytes += now - o.counted
	o.counted = now
}

// beyond returns the idle entries to evict so that the limits hold, the least
// recently used first. It takes them out of the sum of all. The lock is held.
func (xs *indexes) beyond() (idle []*openIndex) {
	for el := xs.recent.Back(); el != xs.recent.Front() && (xs.recent.Len()-xs.going > xs.open || xs.bytes > xs.memory); el = el.Prev() {
		old := el.Value.(*openIndex)
		if old.users > 0 || old.closing {
			continue
		}
		xs.bytes -= old.counted
		old.counted, old.closing = 0, true
		xs.going++
		idle = append(idle, old)
	}
	return idle
}

// evict closes an idle index and forgets it, unless it is used again in the
// meantime. Its entry stays until it is closed, so that other callers wait: its
// files can't be opened twice.
func (xs *indexes) evict(old *openIndex) {
	old.close()
	xs.counts.evicted.Add(1)
	xs.mu.Lock()
	defer xs.mu.Unlock()
	old.closing = false
	xs.going--
	if old.users > 0 || old.size.Load() > 0 {
		xs.count(old)
		return
	}
	if el, ok := xs.byName[old.name]; ok && el.Value == old {
		xs.recent.Remove(el)
		delete(xs.byName, old.name)
	}
}

// bytes returns about how many bytes an entry takes.
func (o *openIndex) bytes() int64 {
	return o.size.Load() + o.titles.bytes.Load() + o.quotations.bytes.Load() + o.speakers.bytes.Load()
}

func (xs *indexes) close() error {
	xs.mu.Lock()
	xs.closed = true
	var open []*openIndex
	for el := xs.recent.Front(); el != nil; el = el.Next() {
		open = append(open, el.Value.(*openIndex))
	}
	xs.mu.Unlock()
	var errs []error
	for _, o := range open {
		errs = append(errs, o.close())
	}
	return errors.Join(errs...)
}

// closeIdle closes the index of a library, if it is open. The next use opens it
// again.
func (xs *indexes) closeIdle(name string) error {
	xs.mu.Lock()
	el, ok := xs.byName[name]
	xs.mu.Unlock()
	if !ok {
		return nil
	}
	return el.Value.(*openIndex).close()
}

func (o *openIndex) close() error {
	o.using.Lock()
	defer o.using.Unlock()
	if o.index == nil {
		return nil
	}
	err := o.index.Close()
	o.index = nil
	o.size.Store(0)
	return err
}

// withIndex calls use with the library's index, brought up to date with the
// store. A damaged index is rebuilt, once for each cause.
func (l *Library) withIndex(ctx context.Context, use func(*index.Index) error) error {
	o, err := l.indexes.acquire(l.name)
	if err != nil {
		return err
	}
	defer l.indexes.release(o)
	for attempt := 0; ; attempt++ {
		if err := l.follow(ctx, o); err != nil {
			return err
		}
		x, err := o.use(use)
		if x == nil { // closed or rebuilt in the meantime
			if attempt < 3 {
				continue
			}
			return errClosed
		}
		if !errors.Is(err, index.ErrDamaged) {
			return err
		}
		if err := l.heal(ctx, o, x, err); err != nil {
			return err
		}
	}
}

// use calls f with the index, which is nil if it is not open.
func (o *openIndex) use(f func(*index.Index) error) (*index.Index, error) {
	o.using.RLock()
	defer o.using.RUnlock()
	if o.index == nil {
		return nil, nil
	}
	return o.index, f(o.index)
}

// drop closes the index, so that the next follow opens it, with all checks.
func (o *openIndex) drop(x *index.Index) {
	o.using.Lock()
	defer o.using.Unlock()
	if o.index == x {
		x.Close() // its error repeats what is known
		o.index = nil
	}
}

// errEmpty is returned for a library that never had an article: it has no
// index, and searching makes none.
var errEmpty = errors.New("library: no article was ever added")

// follow opens the index if necessary, and updates it to the store's head. If
// it is up to date, this costs one read of the head.
func (l *Library) follow(ctx context.Context, o *openIndex) error {
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return err
	}
	if head.Seq == 0 {
		return errEmpty
	}
	o.using.RLock()
	current := o.index != nil && o.index.State() == state(head)
	o.using.RUnlock()
	if current {
		return nil
	}
	o.following.Lock()
	defer o.following.Unlock()
	o.using.RLock()
	x := o.index
	o.using.RUnlock()
	if x == nil {
		if x, err = l.open(ctx); err != nil {
			return err
		}
		o.using.Lock()
		o.index = x
		o.using.Unlock()
	}
	err = l.catchUp(ctx, x)
	o.size.Store(x.Memory())
	if errors.Is(err, index.ErrReadOnly) {
		// Recent articles are not found, but the rest is: a full disk should
		// not stop all answers.
		l.log.WarnContext(ctx, "the index can't be updated", "err", err)
		return nil
	}
	switch {
	case errors.Is(err, errOtherHistory):
		l.log.WarnContext(ctx, "index does not match the store, rebuilding", "err", err)
		return l.replace(ctx, o)
	case errors.Is(err, index.ErrDamaged):
		return l.cure(ctx, o, err)
	case errors.Is(err, index.ErrBug):
		o.drop(x)
	}
	return err
}

// open opens the library's index, and makes it from the store if there is no
// usable one.
func (l *Library) open(ctx context.Context) (*index.Index, error) {
	x, err := index.Open(l.dir)
	switch {
	case err == nil:
		l.indexes.counts.opened.Add(1)
		return x, nil
	case errors.Is(err, fs.ErrNotExist):
		return l.rebuild(ctx)
	case errors.Is(err, index.ErrDamaged), errors.Is(err, index.ErrOutdated):
		l.log.WarnContext(ctx, "rebuilding the index", "err", err)
		return l.rebuild(ctx)
	}
	return nil, err
}

// replace rebuilds the index in place of the open one.
func (l *Library) replace(ctx context.Context, o *openIndex) error {
	o.using.Lock()
	defer o.using.Unlock()
	if o.index != nil {
		o.index.Close()
		o.index = nil
	}
	x, err := l.rebuild(ctx)
	if err != nil {
		return err
	}
	o.index = x
	o.size.Store(x.Memory())
	return nil
}

func state(h store.Head) index.State { return index.State{Seq: h.Seq, Chain: h.Chain} }

// errOtherHistory is returned by catchUp for an index whose last change is
// not part of the store's history: it is ahead, or the store was restored.
var errOtherHistory = errors.New("library: the index is of another history")

// changesAtOnce is how many changes are indexed in one batch: few enough to
// keep memory small, enough to keep a bulk add fast.
const changesAtOnce = 200

// catchUp indexes every change that the store has and x does not.
func (l *Library) catchUp(ctx context.Context, x *index.Index) error {
	if err := l.sameHistory(ctx, x.State()); err != nil {
		return err
	}
	for {
		changes, err := l.store.Changes(ctx, l.name, x.State().Seq, changesAtOnce)
		if err != nil || len(changes) == 0 {
			return err
		}
		ids := make([]string, 0, len(changes))
		seen := map[string]bool{}
		for _, c := range changes {
			if !seen[c.Article] {
				seen[c.Article] = true
				ids = append(ids, c.Article)
			}
		}
		last := changes[len(changes)-1]
		batch, err := l.batch(ctx, ids, index.State{Seq: last.Seq, Chain: last.Chain})
		if err != nil {
			return err
		}
		if err := x.Apply(ctx, batch); err != nil {
			return fmt.Errorf("update the index: %w", err)
		}
	}
}

func (l *Library) sameHistory(ctx context.Context, s index.State) error {
	chain, err := l.store.ChainAt(ctx, l.name, s.Seq)
	if errors.Is(err, store.ErrNotFound) || err == nil && chain != s.Chain {
		return fmt.Errorf("%w at change %d", errOtherHistory, s.Seq)
	}
	return err
}

// batch reads the articles of ids; those that no longer exist are to be
// removed.
func (l *Library) batch(ctx context.Context, ids []string, s index.State) (index.Batch, error) {
	readings, err := l.store.Readings(ctx, l.name, ids)
	if err != nil {
		return index.Batch{}, err
	}
	b := index.Batch{State: s}
	there := make(map[string]bool, len(readings))
	for _, r := range readings {
		there[r.ID] = true
		b.Put = append(b.Put, index.Document{ID: r.ID, Article: r.Article})
	}
	for _, id := range ids {
		if !there[id] {
			b.Remove = append(b.Remove, id)
		}
	}
	return b, nil
}

// rebuild makes the library's index from the store. After a failure that was
// our fault, it does not try again before the library has changed.
func (l *Library) rebuild(ctx context.Context) (*index.Index, error) {
	// Read the head first: later changes are caught up.
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return nil, err
	}
	if err := l.indexes.failed(l.name, head); err != nil {
		return nil, err
	}
	x, err := l.makeAt(ctx, head)
	if errors.Is(err, index.ErrBug) || errors.Is(err, index.ErrDamaged) {
		l.indexes.noteFailure(l.name, head, err)
	}
	return x, err
}

// makeAt makes the index from the store, with the state head.
func (l *Library) makeAt(ctx context.Context, head store.Head) (*index.Index, error) {
	began := time.Now()
	var articles int
	x, err := index.Rebuild(l.dir, func(x *index.Index) error {
		ids, err := l.store.IDs(ctx, l.name)
		if err != nil {
			return err
		}
		articles = len(ids)
		for len(ids) > 0 {
			n := min(len(ids), changesAtOnce)
			batch, err := l.batch(ctx, ids[:n], index.State{})
			if err != nil {
				return err
			}
			if err := x.Apply(ctx, batch); err != nil {
				return err
			}
			ids = ids[n:]
		}
		return x.Apply(ctx, index.Batch{State: state(head)})
	})
	if err != nil {
		return nil, fmt.Errorf("make the index: %w", err)
	}
	l.indexes.counts.rebuilt.Add(1)
	if articles > 0 {
		l.log.InfoContext(ctx, "index made", "articles", articles, "took", time.Since(began).Round(time.Millisecond))
	}
	return x, nil
}

// Reindex rebuilds the library's index from the store.
func (l *Library) Reindex(ctx context.Context) error {
	o, err := l.indexes.acquire(l.name)
	if err != nil {
		return err
	}
	defer l.indexes.release(o)
	o.following.Lock()
	defer o.following.Unlock()
	l.indexes.forgetCures(l.name)
	if o.index == nil { // opening shows whether another process holds it
		x, err := index.Open(l.dir)
		if errors.Is(err, index.ErrHeld) {
			return err
		}
		if err == nil {
			x.Close()
		}
	}
	return l.replace(ctx, o)
}
