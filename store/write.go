package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// A writer is one transaction that changes a library. It collects rows and
// writes several at a time.
type writer struct {
	ctx     context.Context
	tx      *sql.Tx
	library string
	by      string
	now     int64

	seq     int64 // of the last change
	chain   string
	counts  Counts
	first   int64 // seq at the beginning
	touched bool  // something other than changes was written

	known map[string]keptArticle // articles that were loaded, in their present state
	fresh map[string]bool        // ids with rows not written yet

	unread   []string // ids whose reading is to be deleted
	unsource []string // ids whose source is to be deleted
	rows     [len(tables)][]any
	waiting  int // bytes in rows
}

// The tables with collected rows. The library is a column of each.
const (
	inArticles = iota
	inSources
	inPassages
	inQuotes
	inPeople
	inChanges
	inAddresses
	inPrints
)

var tables = [...]struct{ name, columns string }{
	inArticles:  {"articles", "article, seq, title, author, published, language, url, site, added, added_by, updated, passages, quotes, people, version, content, digest, warnings, sections, own_url, folded"},
	inSources:   {"sources", "article, url, name, media_type, title, author, published, encoding, body"},
	inPassages:  {"passages", "article, n, kind, section, words, digest"},
	inQuotes:    {"quotes", "article, n, speaker, speaker_text, grounds, words, parts, denial, digest"},
	inPeople:    {"people", "article, n, name, aliases, mentions, described"},
	inChanges:   {"changes", "seq, article, action, content, made, made_by, title, chain"},
	inAddresses: {"addresses", "address, article"},
	inPrints:    {"prints", "print, article"},
}

const (
	// maxWaiting is how many bytes of rows are collected before they are
	// written.
	maxWaiting = 4 << 20
	// maxArgs is the most parameters of one statement. More save round trips,
	// but SQLite's driver searches all of them for each one: 300 halve its
	// speed, while 60 cost PostgreSQL a quarter.
	maxArgs = 120
	// maxChunk is the most ids in one query.
	maxChunk = 100
)

// write runs f in a transaction that locks the head of library, which is
// created if necessary. If f has made changes, the head moves and everything is
// committed; otherwise nothing is. f may run several times.
func (s *Store) write(ctx context.Context, library, by string, f func(*writer) error) error {
	if err := CheckName(library); err != nil {
		return err
	}
	return s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		w := &writer{
			ctx: ctx, tx: tx, library: library, by: clean(by), now: now(),
			known: map[string]keptArticle{}, fresh: map[string]bool{},
		}
		if err := w.hold(); err != nil {
			return false, err
		}
		if err := f(w); err != nil {
			return false, err
		}
		if w.seq == w.first {
			return w.touched, nil
		}
		if err := w.flush(); err != nil {
			return false, err
		}
		return true, w.moveHead()
	})
}

// hold locks the library's row, so that other writers of it wait, and reads its
// head.
func (w *writer) hold() error {
	seed := random()
	err := w.tx.QueryRowContext(w.ctx, `insert into libraries
		(library, name, created, seed, seq, chain, articles, passages, quotes, people)
		values ($1, '', $2, $3, 0, $4, 0, 0, 0, 0)
		on conflict (library) do update set seq = libraries.seq
		returning seq, chain, articles, passages, quotes, people`,
		w.library, w.now, seed, seed,
	).Scan(&w.seq, &w.chain, &w.counts.Articles, &w.counts.Passages, &w.counts.Quotes, &w.counts.People)
	w.first = w.seq
	return err
}

func (w *writer) moveHead() error {
	_, err := w.tx.ExecContext(w.ctx, `update libraries
		set seq = $1, chain = $2, articles = $3, passages = $4, quotes = $5, people = $6 where library = $7`,
		w.seq, w.chain, w.counts.Articles, w.counts.Passages, w.counts.Quotes, w.counts.People, w.library)
	return err
}

// keep collects all rows of e with the next number, which it sets in info. A
// reread does not write the source again.
func (w *writer) keep(e *entry, info *Info, action string) error {
	if w.fresh[e.ID] { // twice in one transaction: write the first one's rows first
		if err := w.flush(); err != nil {
			return err
		}
	}
	content := newDigester().add(e.content, e.digest).sum()
	info.Seq = w.change(e.ID, action, content, info.Title)
	if old, ok := w.known[e.ID]; ok {
		w.unread = append(w.unread, e.ID)
		w.count(old.Info, -1)
	}
	w.known[e.ID], w.fresh[e.ID] = keptArticle{*info, e.content, e.digest, e.Source.URL, e.Reading.URL}, true
	w.count(*info, 1)
	w.addReading(e, *info)
	if action == "put" {
		w.unsource = append(w.unsource, e.ID)
		src := e.Source
		w.add(inSources, e.ID, src.URL, src.Name, src.MediaType, src.Title, src.Author, src.Published, e.encoding, e.body)
	}
	if w.waiting > maxWaiting {
		return w.flush()
	}
	return nil
}

// drop deletes an existing article.
func (w *writer) drop(info Info) {
	w.change(info.ID, "remove", "", info.Title)
	w.count(info, -1)
	w.unread = append(w.unread, info.ID)
	w.unsource = append(w.unsource, info.ID)
	delete(w.known, info.ID)
}

// change counts a change and returns its number.
func (w *writer) change(id, action, content, title string) int64 {
	w.seq++
	w.chain = link(w.chain, w.seq, id, action, content)
	w.add(inChanges, w.seq, id, action, content, w.now, w.by, title, w.chain)
	return w.seq
}

func (w *writer) count(i Info, sign int) {
	w.counts.Articles += sign
	w.counts.Passages += sign * i.Passages
	w.counts.Quotes += sign * i.Quotes
	w.counts.People += sign * i.People
}

func (w *writer) addReading(e *entry, i Info) {
	a := e.Reading
	w.add(inArticles, i.ID, i.Seq, i.Title, i.Author, i.Published, i.Language, i.URL, i.Site,
		i.Added.UnixMilli(), i.AddedBy, i.Updated.UnixMilli(), i.Passages, i.Quotes, i.People, i.Version,
		e.content, e.digest, toJSON(i.Warnings), toJSON(a.Sections), a.URL, fold(i.Title+"\n"+i.Author+"\n"+i.URL))
	for n, p := range a.Passages {
		w.add(inPassages, i.ID, n, string(p.Kind), p.Section, p.Text, e.passageDigest(p))
	}
	for n, q := range a.Quotes {
		w.add(inQuotes, i.ID, n, q.Speaker, q.SpeakerText, string(q.Grounds), q.Text, partsJSON(q.Parts), denialJSON(q), e.quoteDigest(q))
	}
	for n, p := range a.People {
		w.add(inPeople, i.ID, n, p.Name, toJSON(p.Aliases), mentionsJSON(p.Mentions), mentionsJSON(p.Described))
	}
	w.addKeys(e, i.ID)
}

// addKeys collects the rows by which an article is compared.
func (w *writer) addKeys(e *entry, id string) {
	for _, key := range e.keys {
		w.add(inAddresses, key, id)
	}
	for _, print := range e.print {
		w.add(inPrints, print, id)
	}
}

// add collects one row.
func (w *writer) add(table int, values ...any) {
	w.rows[table] = append(w.rows[table], values...)
	for _, v := range values {
		switch v := v.(type) {
		case string:
			w.waiting += len(v)
		case []byte:
			w.waiting += len(v)
		}
	}
}

// flush writes what was collected: first the deletions, then the insertions.
func (w *writer) flush() error {
	if err := w.clear(w.unread, "articles", "passages", "quotes", "people", "addresses", "prints", "vectors"); err != nil {
		return err
	}
	if err := w.clear(w.unsource, "sources", "removed"); err != nil {
		return err
	}
	for t := range tables {
		if err := w.insert(t); err != nil {
			return err
		}
		clear(w.rows[t])
		w.rows[t] = w.rows[t][:0]
	}
	w.unread, w.unsource, w.waiting = w.unread[:0], w.unsource[:0], 0
	clear(w.fresh)
	return nil
}

// clear deletes the rows of articles.
func (w *writer) clear(ids []string, tables ...string) error {
	for part := range slices.Chunk(ids, maxChunk) {
		for _, table := range tables {
			_, err := w.tx.ExecContext(w.ctx, `delete from `+table+`
				where library = $1 and article in (`+marks(2, len(part))+`)`, withLibrary(w.library, part)...)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// insert writes the collected rows of a table, several in one statement.
func (w *writer) insert(table int) error {
	t := tables[table]
	width := strings.Count(t.columns, ",") + 1
	for part := range slices.Chunk(w.rows[table], maxArgs/width*width) {
		args := append([]any{w.library}, part...)
		query := "insert into " + t.name + " (library, " + t.columns + ") values " + tuples(len(part)/width, width)
		if _, err := w.tx.ExecContext(w.ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// tuples returns "($1,$2,$3),($1,$4,$5)": n rows that share their first value
// and have width more values each.
func tuples(n, width int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("($1,")
		b.WriteString(marks(2+i*width, width))
		b.WriteByte(')')
	}
	return b.String()
}

// fold returns s in the form that searches for articles compare.
func fold(s string) string { return strings.ToLower(s) }

// escape returns s as a literal for like.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
