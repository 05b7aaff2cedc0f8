package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"time"

	"footnote/article"
	"footnote/article/dedup"
)

// Put stores entries in one transaction and returns the result for each, in
// order. Everything is durable when it returns; after an error, nothing was
// stored.
//
// An entry that exists with the same source is left as it is, and no change is
// counted. Another spelling of its address is not another source; the first
// spelling stays. Another source under the same id is a new version. Values
// that an Edit has corrected take precedence over those of entries. Putting a
// removed article adds it again.
func (s *Store) Put(ctx context.Context, library, by string, entries ...Entry) ([]Stored, error) {
	ctx, cancel := s.limit(ctx, timeFor(entries))
	defer cancel()
	ready, err := readyAll(entries)
	if err != nil {
		return nil, fail(ctx, "put", err)
	}
	var stored []Stored
	err = s.write(ctx, library, by, func(w *writer) error {
		stored = make([]Stored, len(ready))
		ready := slices.Clone(ready) // this may run again
		if err := w.load(ready); err != nil {
			return err
		}
		if err := w.correct(ready); err != nil {
			return err
		}
		for i, e := range ready {
			if stored[i], err = w.put(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fail(ctx, "put", err)
	}
	return stored, nil
}

// Edit reads an article, lets change alter its source and its reading, and
// writes it as a new version, in one transaction: concurrent writes are not
// lost. change may be called several times; its error ends the edit and is
// returned. The id stays. If the entry is not altered, the result is Unchanged.
func (s *Store) Edit(ctx context.Context, library, by, id string, change func(*Entry) error) (Stored, error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	var stored Stored
	err := s.write(ctx, library, by, func(w *writer) error {
		before, err := readEntry(ctx, w.tx, library, id)
		if err != nil {
			return err
		}
		after := Entry{ID: id, Source: before.Source, Reading: cleanReading(before.Reading)}
		if err := change(&after); err != nil {
			return err
		}
		after.ID = id
		ready, err := makeReady(after)
		if err != nil {
			return err
		}
		if err := w.load([]*entry{ready}); err != nil {
			return err
		}
		if reflect.DeepEqual(ready.Entry, before) {
			stored = Stored{w.known[id].Info, Unchanged}
			return nil
		}
		if err := w.noteCorrections(id, before.Source, ready.Source); err != nil {
			return err
		}
		stored, err = w.replace(ready)
		return err
	})
	if err != nil {
		return Stored{}, fail(ctx, "edit "+id, err)
	}
	return stored, nil
}

// Reread stores new readings of articles whose sources are unchanged, after
// article.Version was raised. Each entry has its ID and the Source it was read
// from. An article that no longer exists, or has another source by now, is left
// alone. An equal reading is not a change.
func (s *Store) Reread(ctx context.Context, library string, entries ...Entry) error {
	ctx, cancel := s.limit(ctx, timeFor(entries))
	defer cancel()
	ready, err := readyAll(entries)
	if err != nil {
		return fail(ctx, "reread", err)
	}
	err = s.write(ctx, library, "", func(w *writer) error {
		if err := w.load(ready); err != nil {
			return err
		}
		for _, e := range ready {
			if err := w.reread(e); err != nil {
				return err
			}
		}
		return nil
	})
	return fail(ctx, "reread", err)
}

// timeFor is the time limit for writing entries on PostgreSQL.
func timeFor(entries []Entry) time.Duration {
	size := 0
	for _, e := range entries {
		size += len(e.Source.Body)
	}
	return writeTimeout + time.Duration(len(entries))*perRow + time.Duration(size>>20)*perMegabyte
}

// An entry is an Entry prepared outside of the transaction: cleaned, hashed,
// compressed.
type entry struct {
	Entry
	url      string   // address of the article
	keys     []string // its addresses, in the form for comparisons
	print    []int64  // a sample of its print
	made     string   // id made from the article's identity
	content  string   // digest of the source
	digest   string   // digest of the reading
	body     []byte   // as stored
	encoding string
	altered  bool // its words were altered, and stay withheld
}

func readyAll(entries []Entry) ([]*entry, error) {
	ready := make([]*entry, len(entries))
	for i, e := range entries {
		var err error
		if ready[i], err = makeReady(e); err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
	}
	return ready, nil
}

func makeReady(e Entry) (*entry, error) {
	if e.ID != "" {
		if err := CheckName(e.ID); err != nil {
			return nil, err
		}
	}
	e.Source, e.Reading = cleanSource(e.Source), cleanReading(e.Reading)
	e.Reading.URL = plainLink(e.Reading.URL)
	r := &entry{Entry: e, url: e.Address(), made: madeID(identity(e)), content: contentOf(e.Source), digest: digestOf(e.Reading)}
	for _, address := range []string{r.url, e.Source.URL} {
		if key := dedup.AddressKey(address); key != "" && !slices.Contains(r.keys, key) && len(key) <= maxKey {
			r.keys = append(r.keys, key)
		}
	}
	r.print = dedup.PrintOf(e.Reading.Passages).Sample()
	r.body, r.encoding = pack(e.Source.Body)
	return r, nil
}

// maxKey is the most bytes of an address that are compared; an index of
// PostgreSQL accepts at most 2,700.
const maxKey = 2048

// A keptArticle is what put needs to know of a stored article.
type keptArticle struct {
	Info
	content, digest string
	source, own     string // addresses: of the source, and as read
}

// load reads the stored articles of the entries, and gives entries without an
// id that of the article with their address.
func (w *writer) load(entries []*entry) error {
	var keys, urls []string
	for _, e := range entries {
		if e.ID == "" && e.url != "" {
			keys, urls = append(keys, e.keys...), append(urls, e.url)
		}
	}
	byKey, err := w.idsByKey(keys)
	if err != nil {
		return err
	}
	byURL, err := w.idsBy("url", "articles", urls, nil)
	if err != nil {
		return err
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = cmp.Or(e.ID, e.idIn(byKey), byURL[e.url], e.made)
		if e.ID == "" {
			for _, key := range e.keys { // for later entries
				if byKey[key] == "" {
					byKey[key] = ids[i]
				}
			}
		}
	}
	for i, e := range entries {
		ready := *e // a transaction may run again
		ready.ID = ids[i]
		entries[i] = &ready
	}
	return w.loadKnown(ids)
}

// idIn returns the article that has one of the entry's addresses, "" if none.
// The canonical address takes precedence over the one it came from.
func (e *entry) idIn(byKey map[string]string) string {
	for _, key := range e.keys {
		if id := byKey[key]; id != "" {
			return id
		}
	}
	return ""
}

// idsByKey returns the articles with the given addresses.
func (w *writer) idsByKey(keys []string) (map[string]string, error) {
	found, err := w.idsBy("address", "addresses", keys, map[string]string{})
	if err != nil {
		return nil, err
	}
	return w.idsBy("address", "published", keys, found)
}

// idsBy adds to found the articles that have the values in a column. If several
// have one, it takes the one written first; values already in found stay.
// Removed articles are skipped.
func (w *writer) idsBy(column, table string, values []string, found map[string]string) (map[string]string, error) {
	if found == nil {
		found = map[string]string{}
	}
	for part := range slices.Chunk(values, maxChunk) {
		err := scan(func(rows *sql.Rows) error {
			var value, id string
			if err := rows.Scan(&value, &id); err != nil {
				return err
			}
			if _, ok := found[value]; !ok {
				found[value] = id
			}
			return nil
		})(w.tx.QueryContext(w.ctx, `select t.`+column+`, t.article from `+table+` t join articles a
			on a.library = t.library and a.article = t.article
			where t.library = $1 and t.`+column+` in (`+marks(2, len(part))+`) order by a.seq`, withLibrary(w.library, part)...))
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (w *writer) loadKnown(ids []string) error {
	for part := range slices.Chunk(ids, maxChunk) {
		err := scan(func(rows *sql.Rows) error {
			var k keptArticle
			if err := rows.Scan(append(k.Info.fields(), &k.content, &k.digest, &k.own, &k.source)...); err != nil {
				return err
			}
			w.known[k.ID] = k
			return nil
		})(w.tx.QueryContext(w.ctx, `select `+infoColumns+`, a.content, a.digest, a.own_url, coalesce(s.url, '')
			from articles a left join sources s on s.library = a.library and s.article = a.article
			where a.library = $1 and a.article in (`+marks(2, len(part))+`)`, withLibrary(w.library, part)...))
		if err != nil {
			return err
		}
	}
	return nil
}

// put writes e unless it exists already.
func (w *writer) put(e *entry) (Stored, error) {
	if old, ok := w.known[e.ID]; ok {
		respelled := e.respell(old)
		if old.content == e.content || respelled && old.digest == e.digest {
			return Stored{old.Info, Unchanged}, nil
		}
	}
	return w.replace(e)
}

// replace writes e, in place of an existing version.
func (w *writer) replace(e *entry) (Stored, error) {
	old, exists := w.known[e.ID]
	info := e.info()
	info.Added, info.AddedBy, info.Updated = when(w.now), w.by, when(w.now)
	status := Added
	if exists {
		info.Added, info.AddedBy, status = old.Added, old.AddedBy, Updated
		if err := w.recordRemoved(e); err != nil {
			return Stored{}, err
		}
		if err := w.keepVersion(old, e); err != nil {
			return Stored{}, err
		}
	}
	return Stored{info, status}, w.keep(e, &info, "put")
}

// reread writes a new reading of a stored source.
func (w *writer) reread(e *entry) error {
	old, ok := w.known[e.ID]
	if !ok || old.content != e.content {
		return nil
	}
	if old.digest == e.digest {
		w.touched = true
		if err := w.rekey(e); err != nil {
			return err
		}
		_, err := w.tx.ExecContext(w.ctx, `update articles set version = $1 where library = $2 and article = $3`,
			article.Version, w.library, e.ID)
		return err
	}
	info := e.info()
	info.Added, info.AddedBy, info.Updated = old.Added, old.AddedBy, old.Updated
	return w.keep(e, &info, "reread")
}

// info returns the entry's Info.
func (e *entry) info() Info {
	a := e.Reading
	return Info{
		ID: e.ID, Title: a.Title, Author: a.Author, Published: a.Published, Language: a.Language,
		URL: e.url, Site: a.Site, Warnings: a.Warnings, Version: article.Version,
		Passages: len(a.Passages), Quotes: len(a.Quotes), People: len(a.People),
	}
}

// rekey rewrites the keys for comparing an article, if an older version wrote
// different ones.
func (w *writer) rekey(e *entry) error {
	if err := w.clear([]string{e.ID}, "addresses", "prints"); err != nil {
		return err
	}
	w.addKeys(e, e.ID)
	return w.flush()
}
