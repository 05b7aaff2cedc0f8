package library

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// The limits of reading in a process. While a source is read it takes a
// processor, and about 35 times its bytes of memory.
const (
	maxReadBytes   = 4 << 20  // of sources that are read at a time; a larger one is read alone
	maxQueuedBytes = 96 << 20 // of sources that wait
	maxReadingWait = 90 * time.Second
)

// ErrTooManyReadings is returned for a text that was not read because too many
// others came before it.
var ErrTooManyReadings = errors.New("library: too many texts wait to be read")

// A readingLine lets the sources that are added to any library be read a few at
// a time. The others wait in line, in the order in which they came.
type readingLine struct {
	minSize int64 // bytes that even the smallest source counts as
	room    *semaphore.Weighted

	mu     sync.Mutex
	queued int64 // bytes of the sources that wait
}

// newReadingLine returns the line for a number of readers, 0 for one for each
// processor.
func newReadingLine(readers int) *readingLine {
	if readers == 0 {
		readers = runtime.GOMAXPROCS(0)
	}
	return &readingLine{minSize: int64(maxReadBytes / readers), room: semaphore.NewWeighted(maxReadBytes)}
}

// enter waits until a source of so many bytes may be read. The caller calls
// leave when it is done.
func (r *readingLine) enter(ctx context.Context, bytes int) (leave func(), err error) {
	size := int64(bytes)
	share := min(max(size, r.minSize), maxReadBytes)
	leave = func() { r.room.Release(share) }
	if r.room.TryAcquire(share) {
		return leave, nil
	}
	if !r.queue(size) {
		return nil, ErrTooManyReadings
	}
	defer r.queue(-size)
	tellWaiting(ctx)
	limited, cancel := context.WithTimeoutCause(ctx, maxReadingWait, ErrTooManyReadings)
	defer cancel()
	if r.room.Acquire(limited, share) != nil {
		return nil, context.Cause(limited)
	}
	return leave, nil
}

// queue adds to the bytes of the sources that wait. If these are too many, it
// adds nothing and returns false.
func (r *readingLine) queue(size int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if size > 0 && r.queued > 0 && r.queued+size > maxQueuedBytes {
		return false
	}
	r.queued += size
	return true
}

// waitingKey is the context's key of the function that OnWait sets.
type waitingKey struct{}

// OnWait returns a context for adding. waiting is called if the text has to
// wait in line to be read, before it waits.
func OnWait(ctx context.Context, waiting func()) context.Context {
	return context.WithValue(ctx, waitingKey{}, waiting)
}

func tellWaiting(ctx context.Context) {
	if waiting, ok := ctx.Value(waitingKey{}).(func()); ok {
		waiting()
	}
}
