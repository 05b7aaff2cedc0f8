package library

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"footnote/article"
	"footnote/article/lang"
	"footnote/library/diff"
	"footnote/store"
)

// A Version is a version of an article.
type Version struct {
	Seq     int64 // identifies it
	At      time.Time
	By      string // user id, ByFeed, ByPage, or "" for a forgotten user
	Action  string // add, correct, update, restore or revert
	Current bool
	Stored  bool // it can be compared and brought back
}

// maxChangesOf is how many changes of an article are read for its versions.
const maxChangesOf = 200

// Versions returns the versions of an article, the newest first. The sources of
// the last store.MaxVersions before the present one are stored for
// store.VersionRetention.
func (l *Library) Versions(ctx context.Context, id string) ([]Version, error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	stored := Soon(ctx, ahead, func(ctx context.Context) ([]int64, error) { return l.store.Versions(ctx, l.name, id) })
	special := Soon(ctx, ahead, l.marked)
	changes, err := l.store.ChangesOf(ctx, l.name, id, maxChangesOf)
	if err != nil {
		return nil, err
	}
	kept, err := stored()
	if err != nil {
		return nil, err
	}
	marked, err := special()
	if err != nil {
		return nil, err
	}
	var list []Version
	next := int64(1<<63 - 1) // number of the put after the present one
	for _, c := range changes {
		if c.Action == "remove" && len(list) > 0 && list[len(list)-1].Action != "restore" {
			break // it was added again
		}
		if c.Action != "put" {
			continue
		}
		v := Version{Seq: c.Seq, At: c.At, By: c.By, Action: marked.done(c), Current: len(list) == 0}
		// A later reread has another number than the version that it is of.
		if i := slices.IndexFunc(kept, func(seq int64) bool { return seq >= c.Seq && seq < next }); i >= 0 {
			v.Seq, v.Stored = kept[i], !v.Current
		}
		next = c.Seq
		list = append(list, v)
	}
	return list, nil
}

// A Revision is a sentence that differs between two versions.
type Revision struct {
	Before   string // "" for a new sentence
	After    string // "" for one that is gone
	New      []article.Span
	Replaced []diff.Replaced // words of Before, in After
}

// Revisions returns what has changed in an article since one of its versions: the
// changed and the new sentences in their order, then those that are gone.
func (l *Library) Revisions(ctx context.Context, id string, seq int64) ([]Revision, error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	present := Soon(ctx, ahead, func(ctx context.Context) (article.Article, error) {
		_, a, err := l.store.Article(ctx, l.name, id)
		return a, err
	})
	src, err := l.store.Version(ctx, l.name, id, seq)
	if err != nil {
		return nil, err
	}
	before, err := l.read(ctx, Item{Source: src, Anyway: true})
	if err != nil {
		return nil, fmt.Errorf("read a version of %s: %w", id, err)
	}
	after, err := present()
	if err != nil {
		return nil, err
	}
	return revisions(sentences(before), sentences(after)), nil
}

// minShared is the least share of words that a sentence and its new form have in
// common; with less they are two sentences.
const minShared = 0.5

// maxPaired bounds the sentences that are compared with each other.
const maxPaired = 300

func revisions(before, after []string) []Revision {
	gone := without(before, after)
	old := make([]oldSentence, len(gone))
	for i := range old {
		old[i] = oldSentence{diff.NewClaim(gone[i]), len(diff.Tokens(gone[i]))}
	}
	var list []Revision
	for _, now := range without(after, before) {
		r := Revision{After: now}
		tokens := diff.Tokens(now)
		counts := diff.Count(tokens)
		best, at := 0.0, -1
		for i, o := range old[:min(len(old), maxPaired)] {
			shorter, longer := min(o.tokens, len(tokens)), max(o.tokens, len(tokens))
			if float64(shorter) < minShared*float64(longer) || o.claim.Overlap(counts) < minShared {
				continue
			}
			if d := o.claim.Compare(now, tokens); d.Share > max(best, minShared) {
				best, at = d.Share, i
				r.Before, r.New, r.Replaced = gone[i], d.Missing, d.Replaced
			}
		}
		if at >= 0 {
			gone, old = slices.Delete(gone, at, at+1), slices.Delete(old, at, at+1)
		}
		list = append(list, r)
	}
	for _, was := range gone {
		list = append(list, Revision{Before: was})
	}
	return list
}

// An oldSentence is a sentence that is gone, ready to be compared.
type oldSentence struct {
	claim  *diff.Claim
	tokens int
}

// without returns the elements of list that other does not have.
func without(list, other []string) []string {
	there := map[string]bool{}
	for _, s := range other {
		there[s] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return there[s] })
}

// sentences returns the title and the sentences of an article.
func sentences(a article.Article) []string {
	list := []string{a.Title}
	for _, p := range a.Passages {
		for _, s := range lang.Sentences(p) {
			list = append(list, s.Of(p.Text))
		}
	}
	return list
}

// Revert brings a version of an article back, as a new version. Its page is not
// checked for changes any more: it would undo that.
func (l *Library) Revert(ctx context.Context, by, id string, seq int64) (Receipt, error) {
	src, err := l.store.Version(ctx, l.name, id, seq)
	if err != nil {
		return Receipt{}, err
	}
	reading, err := l.read(ctx, Item{Source: src, Anyway: true}) // the store must not wait for its turn in a transaction
	if err != nil {
		return Receipt{}, fmt.Errorf("bring back a version of %s: %w", id, err)
	}
	stored, err := l.store.Edit(ctx, l.name, by, id, func(entry *store.Entry) error {
		entry.Source, entry.Reading = src, reading
		return nil
	})
	if err == nil {
		_, err = l.store.Unwatch(ctx, l.name, store.PageWatch(id))
	}
	if err == nil && stored.Status == store.Updated {
		err = l.Note(ctx, by, reverts, strconv.FormatInt(stored.Info.Seq, 10))
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("bring back a version of %s: %w", id, err)
	}
	return receipt(stored, reading), nil
}

// GoneAfter is how long a page must be gone before moderators and answers say
// so.
const GoneAfter = 14 * 24 * time.Hour

// Gone returns since when the pages of articles are gone, of those that are gone
// for GoneAfter.
func (l *Library) Gone(ctx context.Context, ids ...string) (map[string]time.Time, error) {
	return l.store.Gone(ctx, l.name, time.Now().Add(-GoneAfter), ids...)
}

// goneFor returns how long a page had been gone at a time.
func goneFor(since, at time.Time) time.Duration {
	if since.IsZero() {
		return 0
	}
	return max(0, at.Sub(since))
}
