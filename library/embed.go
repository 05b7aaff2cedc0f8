package library

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"time"

	"footnote/article"
	"footnote/index"
	"footnote/model"
	"footnote/store"
)

// nearestPassages is how many passages join the candidates because their
// meaning is close to that of the question.
const nearestPassages = 8

// byMeaning answers again with the help of an embedding model if the first
// result lacks words of the question. If that fails, the answer stays as it
// was.
func (p *pointing) byMeaning(ctx context.Context, wide index.Query, answer Answer) (index.Query, Answer) {
	l := p.library
	if !l.model.Has(model.EmbedRole) || len(answer.Results) > 0 && !answer.Lacks {
		return wide, answer
	}
	asked, err := l.model.Embed(ctx, l.name, []string{wide.Text}, true)
	if err != nil {
		p.failed(model.EmbedRole, err)
		return wide, answer
	}
	vectors, err := l.vectors.of(ctx, l)
	if err != nil || len(vectors.places) == 0 {
		return wide, answer
	}
	wide.Join = vectors.nearest(asked[0], wide)
	wide.Closeness = func(place article.Place) float64 { return max(0, vectors.closeness(asked[0], place)) }
	again, err := l.Answer(ctx, wide)
	if err != nil {
		p.failed(model.EmbedRole, err)
		return wide, answer
	}
	again.ChosenBy = ByWords
	if again.Outcome() != answer.Outcome() || firstPlace(again) != firstPlace(answer) {
		again.ChosenBy = ByModel
	}
	return wide, again
}

func firstPlace(a Answer) article.Place {
	if len(a.Results) == 0 {
		return article.Place{N: -1}
	}
	return a.Results[0].Place
}

// A vectorSet is all vectors of one library, in memory.
type vectorSet struct {
	state   vectorState
	places  []article.Place
	vectors []model.Vector
	at      map[article.Place]int
	bytes   int
}

// A vectorState identifies what a vectorSet was made from.
type vectorState struct {
	key   string // of the model
	head  store.Head
	count int
}

// nearest returns the places whose vectors are closest to v, the closest
// first; only those that a query allows.
func (s *vectorSet) nearest(v model.Vector, q index.Query) []article.Place {
	type near struct {
		place article.Place
		close float64
	}
	var best []near
	allows := q.Filter()
	for i, place := range s.places {
		if !allows(place.Article) {
			continue
		}
		n := near{place, v.Closeness(s.vectors[i])}
		if len(best) == nearestPassages && n.close <= best[len(best)-1].close {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, n, func(a, b near) int { return cmp.Compare(b.close, a.close) })
		best = slices.Insert(best, at, n)
		best = best[:min(len(best), nearestPassages)]
	}
	places := make([]article.Place, len(best))
	for i, n := range best {
		places[i] = n.place
	}
	return places
}

// closeness returns how close the passage at a place is to v, 0 if it has no
// vector.
func (s *vectorSet) closeness(v model.Vector, place article.Place) float64 {
	i, ok := s.at[place]
	if !ok {
		return 0
	}
	return v.Closeness(s.vectors[i])
}

// vectorSets hold the vectors of the libraries that were asked most recently.
// Together, all but the most recent one take at most maxVectorBytes.
type vectorSets struct {
	mu     sync.Mutex
	byName map[string]*vectorSet
	recent []string // the most recently used last
}

// maxVectorBytes bounds the vectors in memory: 100,000 passages with 1,024
// numbers each are 100 MB.
const maxVectorBytes = 256 << 20

// of returns the vectors of a library as they are in the store.
func (vs *vectorSets) of(ctx context.Context, l *Library) (*vectorSet, error) {
	state := vectorState{key: l.model.VectorKey()}
	var err error
	if state.head, err = l.store.Head(ctx, l.name); err != nil {
		return nil, err
	}
	if state.count, err = l.store.CountVectors(ctx, l.name, state.key); err != nil {
		return nil, err
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if s := vs.byName[l.name]; s != nil && s.state == state {
		vs.use(l.name)
		return s, nil
	}
	s := &vectorSet{state: state, at: map[article.Place]int{}}
	err = l.store.Vectors(ctx, l.name, state.key, func(v store.Vector) {
		numbers := make(model.Vector, len(v.Vector))
		for i, b := range v.Vector {
			numbers[i] = int8(b)
		}
		s.at[v.Place] = len(s.places)
		s.places, s.vectors = append(s.places, v.Place), append(s.vectors, numbers)
		s.bytes += len(numbers)
	})
	if err != nil {
		return nil, err
	}
	vs.byName[l.name] = s
	vs.use(l.name)
	return s, nil
}

// use notes that a library was asked, and drops the vectors of those asked
// longest ago.
func (vs *vectorSets) use(name string) {
	vs.recent = append(slices.DeleteFunc(vs.recent, func(n string) bool { return n == name }), name)
	all := 0
	for _, s := range vs.byName {
		all += s.bytes
	}
	for all > maxVectorBytes && len(vs.recent) > 1 {
		all -= vs.byName[vs.recent[0]].bytes
		delete(vs.byName, vs.recent[0])
		vs.recent = vs.recent[1:]
	}
}

// Embed makes the vectors that the library lacks, and returns how many it made.
// It does nothing without an embedding model. It fails with ErrEmbedding while
// another process makes them.
func (l *Library) Embed(ctx context.Context) (made int, err error) {
	if !l.model.Has(model.EmbedRole) {
		return 0, nil
	}
	key := l.model.VectorKey()
	if key == "" { // how long its vectors are is not known yet
		if _, err := l.model.Embed(ctx, l.name, []string{"a passage"}, false); err != nil {
			return 0, err
		}
		key = l.model.VectorKey()
	}
	for {
		n, err := l.embedSome(ctx, key)
		made += n
		if err != nil {
			return made, err
		}
		if n == 0 {
			return made, l.store.DropVectors(ctx, l.name, key)
		}
	}
}

// ErrEmbedding is returned while another process makes vectors of a library.
var ErrEmbedding = errors.New("library: another process makes the vectors")

// embedLease is the key of the lease for making the vectors of a library.
// maxLease is how long a process holds it for a batch: longer than a model
// needs. If the process dies, the vectors are late by as much.
const (
	embedLease = "embedding"
	maxLease   = 5 * time.Minute
)

// embedSome makes vectors of the next passages that have none, while no other
// process does, and returns how many it made.
func (l *Library) embedSome(ctx context.Context, key string) (made int, err error) {
	if lacking, err := l.store.Unvectored(ctx, l.name, key, 1); err != nil || len(lacking) == 0 {
		return 0, err
	}
	holder := rand.Text()
	if first, err := l.store.Lease(ctx, l.name, embedLease, holder, time.Now().Add(maxLease)); err != nil {
		return 0, err
	} else if !first {
		return 0, ErrEmbedding
	}
	defer func() {
		err = cmp.Or(err, l.store.Release(context.WithoutCancel(ctx), l.name, embedLease, holder))
	}()
	passages, err := l.store.Unvectored(ctx, l.name, key, model.MaxTexts)
	if err != nil || len(passages) == 0 { // the process before made the last
		return 0, err
	}
	if err := l.embed(ctx, key, passages); err != nil {
		return 0, err
	}
	return len(passages), nil
}

// embed makes and stores the vectors of passages.
func (l *Library) embed(ctx context.Context, key string, passages []store.Words) error {
	texts := make([]string, len(passages))
	for i, w := range passages {
		texts[i] = w.Info.Title + "\n" + w.Passage.Section + "\n" + w.Passage.Text
	}
	vectors, err := l.model.Embed(ctx, l.name, texts, false)
	if err != nil {
		return err
	}
	if l.model.VectorKey() != key {
		return errOtherLength
	}
	rows := make([]store.Vector, len(vectors))
	for i, v := range vectors {
		bytes := make([]byte, len(v))
		for j, n := range v {
			bytes[j] = byte(n)
		}
		rows[i] = store.Vector{Place: passages[i].Place, Seq: passages[i].Info.Seq, Vector: bytes}
	}
	return l.store.PutVectors(ctx, l.name, key, rows)
}

// errOtherLength is returned if the embedding model began to make longer or
// shorter vectors: all are made again at the next try.
var errOtherLength = errors.New("library: the embedding model's vectors have another length than before")

// EmbedDue makes the missing vectors of all libraries that let a model point
// and have changed since its last call.
func (ls *Libraries) EmbedDue(ctx context.Context) error {
	if !ls.config.Model.Has(model.EmbedRole) {
		return nil
	}
	states, err := ls.config.Store.States(ctx, settingsKey)
	if err != nil {
		return err
	}
	for _, s := range states {
		if ls.embedded[s.Library] == s {
			continue
		}
		l, err := ls.Library(s.Library)
		if err != nil {
			return err
		}
		if may, err := l.mayPoint(ctx, AsSet); err != nil {
			return err
		} else if may {
			if _, err := l.Embed(ctx); errors.Is(err, ErrEmbedding) {
				continue // it may end before it is done: the next try sees to it
			} else if err != nil {
				return err
			}
		}
		ls.embedded[s.Library] = s
	}
	return nil
}
