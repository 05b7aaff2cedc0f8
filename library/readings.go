package library

import (
	"sync"
	"time"
)

// Readings count the sources that were read since the process started.
type Readings struct {
	Read    int64         // that became articles
	Refused int64         // that are not articles, or doubtful ones
	Took    time.Duration // of all
}

// A readingCounter counts readings.
type readingCounter struct {
	mu sync.Mutex
	n  Readings
}

func (c *readingCounter) count(took time.Duration, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n.Took += took
	if err == nil {
		c.n.Read++
	} else {
		c.n.Refused++
	}
}

// Readings returns the counts of all libraries.
func (ls *Libraries) Readings() Readings {
	ls.readings.mu.Lock()
	defer ls.readings.mu.Unlock()
	return ls.readings.n
}
