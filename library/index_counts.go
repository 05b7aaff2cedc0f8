package library

import "sync/atomic"

// indexCounts count what a process did with its indexes.
type indexCounts struct{ opened, rebuilt, evicted atomic.Int64 }

// Indexes has the sizes of a process's open indexes, and counts what it did
// with indexes since it started.
type Indexes struct {
	Open  int   // libraries whose index, or something of it, is in memory
	Bytes int64 // about what they take

	Opened, Rebuilt, Evicted int64
}

// Indexes returns the sizes and counts of the process's indexes.
func (ls *Libraries) Indexes() Indexes {
	xs := ls.indexes
	xs.mu.Lock()
	defer xs.mu.Unlock()
	return Indexes{
		Open: xs.recent.Len(), Bytes: xs.bytes,
		Opened: xs.counts.opened.Load(), Rebuilt: xs.counts.rebuilt.Load(), Evicted: xs.counts.evicted.Load(),
	}
}
