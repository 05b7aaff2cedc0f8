package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"time"

	"footnote/article"
)

// infoColumns are the columns of an Info, in the order of fields, from articles
// with the alias a.
const infoColumns = `a.article, a.seq, a.title, a.author, a.published, a.language, a.url, a.site,
	a.added, a.added_by, a.updated, a.passages, a.quotes, a.people, a.version, a.warnings`

// fields are the destinations of infoColumns.
func (i *Info) fields() []any {
	return []any{&i.ID, &i.Seq, &i.Title, &i.Author, &i.Published, &i.Language, (*shownLink)(&i.URL), &i.Site,
		(*unixMilli)(&i.Added), &i.AddedBy, (*unixMilli)(&i.Updated), &i.Passages, &i.Quotes, &i.People, &i.Version,
		(*warnings)(&i.Warnings)}
}

// A unixMilli is scanned from milliseconds.
type unixMilli time.Time

func (m *unixMilli) Scan(v any) error {
	ms, _ := v.(int64) // the column is a number, never null
	if *m = unixMilli(when(ms)); ms == 0 {
		*m = unixMilli{} // never
	}
	return nil
}

// Warnings are scanned from JSON.
type warnings []article.Warning

func (w *warnings) Scan(v any) error {
	var list []article.Warning
	var err error
	switch v := v.(type) {
	case string:
		err = fromJSON(v, &list)
	case []byte:
		err = fromJSON(string(v), &list)
	}
	*w = list
	return err
}

// A Filter selects articles.
type Filter struct {
	Limit  int    // the most articles to return; 0 means all
	Offset int    // how many to skip
	Text   string // only those with it in title, author or address, in any case
	Author string // only those with it in the author, in any case
	Since  string // only those published then or later: YYYY, YYYY-MM or YYYY-MM-DD
	Before string // only those published earlier, in the same form
	Tag    string // only those with this tag
}

// IsDate reports whether s is a date as a Filter has it: a day, a month or a
// year.
func IsDate(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// where returns the condition of a filter, and its arguments.
func (f Filter) where(library string) (condition string, args []any) {
	condition, args = ` where a.library = $1`, []any{library}
	like := func(pattern string) {
		args = append(args, pattern)
		condition += ` and a.folded like $` + strconv.Itoa(len(args)) + ` escape '\'`
	}
	if f.Text != "" {
		like("%" + escape(fold(clean(f.Text))) + "%")
	}
	if f.Author != "" { // the second of the folded lines
		like("%\n%" + escape(fold(clean(f.Author))) + "%\n%")
	}
	if f.Since != "" {
		args = append(args, clean(f.Since))
		condition += ` and a.published >= $` + strconv.Itoa(len(args))
	}
	if f.Before != "" {
		args = append(args, clean(f.Before))
		condition += ` and a.published <> '' and a.published < $` + strconv.Itoa(len(args))
	}
	if f.Tag != "" {
		args = append(args, clean(f.Tag))
		condition += ` and exists (select 1 from tags t where t.library = a.library and t.article = a.article and t.tag = $` + strconv.Itoa(len(args)) + `)`
	}
	return condition, args
}

// CountArticles returns how many articles match a filter; its Limit and Offset
// are ignored.
func (s *Store) CountArticles(ctx context.Context, library string, f Filter) (int, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	condition, args := f.where(library)
	var n int
	if f == (Filter{}) {
		if ok, err := s.opened(ctx, library, func(o *opening) { n = o.articles }); ok || err != nil {
			return n, fail(ctx, "count articles", err)
		}
	}
	err := s.reader.QueryRowContext(ctx, `select count(*) from articles a`+condition, args...).Scan(&n)
	return n, fail(ctx, "count articles", err)
}

// Articles returns the articles of a library, the last written first.
func (s *Store) Articles(ctx context.Context, library string, f Filter) ([]Info, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	condition, args := f.where(library)
	query := `select ` + infoColumns + ` from articles a` + condition + ` order by a.seq desc`
	if f.Limit > 0 {
		query += ` limit ` + strconv.Itoa(f.Limit)
	} else if s.engine == sqlite && f.Offset > 0 {
		query += ` limit -1` // SQLite requires a limit with an offset
	}
	if f.Offset > 0 {
		query += ` offset ` + strconv.Itoa(f.Offset)
	}
	var list []Info
	err := scan(func(rows *sql.Rows) error {
		var i Info
		err := rows.Scan(i.fields()...)
		list = append(list, i)
		return err
	})(s.reader.QueryContext(ctx, query, args...))
	if err != nil {
		return nil, fail(ctx, "list articles", err)
	}
	return list, nil
}

// Count returns how much a library holds, by reading a single row.
func (s *Store) Count(ctx context.Context, library string) (Counts, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var c Counts
	err := scan(func(rows *sql.Rows) error {
		return rows.Scan(&c.Articles, &c.Passages, &c.Quotes, &c.People)
	})(s.queryPrepared(ctx, `select articles, passages, quotes, people from libraries where library = $1`, library))
	return c, fail(ctx, "count", err)
}

// IDs returns the ids of all articles of a library, in the order of their last
// change.
func (s *Store) IDs(ctx context.Context, library string) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	ids, err := texts(s.reader.QueryContext(ctx, `select article from articles where library = $1 order by seq`, library))
	return ids, fail(ctx, "list ids", err)
}

// Outdated returns the ids of at most limit articles whose reading is older
// than version, the least recently changed first.
func (s *Store) Outdated(ctx context.Context, library string, version, limit int) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	ids, err := texts(s.reader.QueryContext(ctx, `select article from articles
		where library = $1 and version < $2 order by seq limit $3`, library, version, limit))
	return ids, fail(ctx, "list outdated", err)
}

// Info returns the properties of an article, without its words.
func (s *Store) Info(ctx context.Context, library, id string) (Info, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	info, err := readInfo(ctx, s.reader, library, id)
	return info, fail(ctx, "read article "+id, err)
}

// Source returns the source of an article.
func (s *Store) Source(ctx context.Context, library, id string) (article.Source, error) {
	ctx, cancel := s.limit(ctx, 10*readTimeout) // up to 32 MiB
	defer cancel()
	src, err := readSource(ctx, s.reader, library, id)
	return src, fail(ctx, "read source of "+id, err)
}

// Infos returns the properties of the articles that exist, by their ids.
func (s *Store) Infos(ctx context.Context, library string, ids ...string) (map[string]Info, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	infos := make(map[string]Info, len(ids))
	ids = padded(ids)
	err := scan(func(rows *sql.Rows) error {
		var i Info
		err := rows.Scan(i.fields()...)
		infos[i.ID] = i
		return err
	})(s.queryPrepared(ctx, `select `+infoColumns+` from articles a
		where a.library = $1 and a.article in (`+marks(2, len(ids))+`)`, withLibrary(library, ids)...))
	return infos, fail(ctx, "read articles", err)
}

func readInfo(ctx context.Context, q querier, library, id string) (Info, error) {
	var i Info
	err := q.QueryRowContext(ctx, `select `+infoColumns+` from articles a
		where a.library = $1 and a.article = $2`, library, id).Scan(i.fields()...)
	return i, err
}

func readSource(ctx context.Context, q querier, library, id string) (article.Source, error) {
	var s article.Source
	var encoding string
	err := q.QueryRowContext(ctx, `select url, name, media_type, title, author, published, encoding, body
		from sources where library = $1 and article = $2`, library, id).
		Scan(&s.URL, &s.Name, &s.MediaType, &s.Title, &s.Author, &s.Published, &encoding, &s.Body)
	if err != nil {
		return article.Source{}, err
	}
	s.Body, err = unpack(s.Body, encoding)
	return s, err
}

func readEntry(ctx context.Context, q querier, library, id string) (Entry, error) {
	src, err := readSource(ctx, q, library, id)
	if err != nil {
		return Entry{}, err
	}
	a, err := readArticle(ctx, q, library, id)
	return Entry{ID: id, Source: src, Reading: a}, err
}

// The columns of what an article has, with the alias t.
const (
	passageColumns = `t.kind, t.section, t.words, t.digest`
	quoteColumns   = `t.speaker, t.speaker_text, t.grounds, t.words, t.parts, t.denial, t.digest`
	personColumns  = `t.name, t.aliases, t.mentions, t.described`
)

// scanQuote reads quoteColumns, between the columns that go to before and after.
// sound is false if they were altered.
func scanQuote(rows *sql.Rows, before []any, after ...any) (q article.Quote, sound bool, err error) {
	var parts, denial string
	var digest int64
	quote := []any{&q.Speaker, &q.SpeakerText, &q.Grounds, &q.Text, &parts, &denial, &digest}
	if err := rows.Scan(slices.Concat(before, quote, after)...); err != nil {
		return q, false, err
	}
	q, sound = placed(q, parts, denial, digest)
	return q, sound, nil
}

// placed adds to a quotation its places, as they are stored. sound is false if
// it does not have this digest. Altered JSON is not an error: the quotation is
// withheld.
func placed(q article.Quote, parts, denial string, digest int64) (_ article.Quote, sound bool) {
	var broken [2]error
	q.Parts, broken[0] = partsFrom(parts)
	if denial != "" {
		var denials []article.Mention
		if denials, broken[1] = mentionsFrom(denial); len(denials) > 0 {
			q.Denial = denials[0]
		}
	}
	return q, broken[0] == nil && broken[1] == nil && digest == quoteDigest(q)
}

// scanPerson reads personColumns, between the columns that go to before and
// after.
func scanPerson(rows *sql.Rows, before []any, after ...any) (article.Person, error) {
	var name, aliases, mentions, described string
	if err := rows.Scan(slices.Concat(before, []any{&name, &aliases, &mentions, &described}, after)...); err != nil {
		return article.Person{}, err
	}
	return personFrom(name, aliases, mentions, described)
}

// personFrom returns a person of the values of personColumns.
func personFrom(name, aliases, mentions, described string) (article.Person, error) {
	p := article.Person{Name: name}
	if err := fromJSON(aliases, &p.Aliases); err != nil {
		return p, err
	}
	var err error
	if p.Mentions, err = mentionsFrom(mentions); err != nil {
		return p, err
	}
	p.Described, err = mentionsFrom(described)
	return p, err
}
