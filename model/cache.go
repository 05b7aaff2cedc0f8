package model

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"sync"
	"time"
)

// A cache remembers replies of the model in memory: the maxCached most recently
// used, none for longer than cacheFor. Of the questions it has only hashes.
type cache[V any] struct {
	mu     sync.Mutex
	byKey  map[cacheKey]*list.Element // of cached[V]
	recent *list.List                 // the most recently used first
}

const (
	maxCached = 1024
	cacheFor  = time.Hour
)

// A Key is a hash over all that an answer depends on.
type cacheKey [sha256.Size]byte

// keyOf hashes parts, each with its length.
func keyOf(parts ...string) cacheKey {
	h := sha256.New()
	for _, p := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write([]byte(p))
	}
	return cacheKey(h.Sum(nil))
}

type cached[V any] struct {
	key   cacheKey
	value V
	until time.Time
}

func (c *cache[V]) get(key cacheKey) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return value, false
	}
	found := el.Value.(cached[V])
	if time.Now().After(found.until) {
		c.recent.Remove(el)
		delete(c.byKey, key)
		return value, false
	}
	c.recent.MoveToFront(el)
	return found.value, true
}

func (c *cache[V]) put(key cacheKey, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil {
		c.byKey, c.recent = map[cacheKey]*list.Element{}, list.New()
	}
	if old, ok := c.byKey[key]; ok {
		c.recent.Remove(old)
	}
	c.byKey[key] = c.recent.PushFront(cached[V]{key, value, time.Now().Add(cacheFor)})
	if c.recent.Len() > maxCached {
		last := c.recent.Back()
		c.recent.Remove(last)
		delete(c.byKey, last.Value.(cached[V]).key)
	}
}
