package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"time"

	"footnote/article"
)

// Article returns an article whole.
func (s *Store) Article(ctx context.Context, library, id string) (Info, article.Article, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	found, err := s.readSound(ctx, library, []string{id})
	if err == nil && found[id] == nil {
		err = ErrNotFound
	}
	if err != nil {
		return Info{}, article.Article{}, fail(ctx, "read article "+id, err)
	}
	return found[id].info, found[id].Article, nil
}

// A Reading is an article with its id.
type Reading struct {
	ID      string
	Article article.Article
}

// Readings returns the readings of articles, for the index, all in one state of
// the library. Missing articles are left out.
func (s *Store) Readings(ctx context.Context, library string, ids []string) ([]Reading, error) {
	ctx, cancel := s.limit(ctx, readTimeout+time.Duration(len(ids))*perRow)
	defer cancel()
	found, err := s.readSound(ctx, library, ids)
	if err != nil {
		return nil, fail(ctx, "read articles", err)
	}
	list := make([]Reading, 0, len(ids))
	for _, id := range ids {
		if a := found[id]; a != nil {
			list = append(list, Reading{id, a.Article})
		}
	}
	return list, nil
}

// Denying returns those of articles that say of a quotation that it was not
// said, by their ids.
func (s *Store) Denying(ctx context.Context, library string, ids []string) (map[string]article.Article, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	ctx, cancel := s.limit(ctx, readTimeout+time.Duration(len(ids))*perRow)
	defer cancel()
	ids = padded(ids)
	query := `with denying as materialized (select distinct article from quotes
		where library = $1 and denial <> '' and article in (` + marks(2, len(ids)) + `)) ` + wholeQuery(`select article from denying`)
	found, err := readArticles(ctx, s.queryPrepared, query, withLibrary(library, ids))
	if err != nil {
		return nil, fail(ctx, "read who denies", err)
	}
	s.withholdAltered(library, found)
	denying := make(map[string]article.Article, len(found))
	for id, a := range found {
		denying[id] = a.Article
	}
	return denying, nil
}

// readSound returns the articles that exist, without altered words.
func (s *Store) readSound(ctx context.Context, library string, ids []string) (map[string]*keptReading, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	ids = padded(ids)
	found, err := readArticles(ctx, s.queryPrepared, wholeQuery(marks(2, len(ids))), withLibrary(library, ids))
	if err != nil {
		return nil, err
	}
	s.withholdAltered(library, found)
	return found, nil
}

// withholdAltered takes altered words out of articles.
func (s *Store) withholdAltered(library string, found map[string]*keptReading) {
	for id, a := range found {
		for _, at := range a.altered {
			s.withhold(library, at.kind, article.Place{Article: id, N: at.n})
		}
		withheld(&a.Article, a.altered)
	}
}

// A keptReading is an article with the places where its words were altered.
type keptReading struct {
	article.Article
	info    Info
	altered []alteration
}

// readArticle returns an article as it is stored, altered or not.
func readArticle(ctx context.Context, q querier, library, id string) (article.Article, error) {
	a, err := readKept(ctx, q, library, id)
	if err == nil && a == nil {
		err = ErrNotFound
	}
	if err != nil {
		return article.Article{}, err
	}
	return a.Article, nil
}

// readKept returns an article as it is stored, nil if it does not exist.
func readKept(ctx context.Context, q querier, library, id string) (*keptReading, error) {
	found, err := readArticles(ctx, q.QueryContext, wholeQuery(`$2`), []any{library, id})
	return found[id], err
}

// The parts of an article, as wholeQuery numbers them.
const (
	wholeArticle = iota // n is its seq, number when it was added
	wholeAdded          // n is its version, number when it was updated
	wholePassage
	wholeQuote
	wholePerson
)

// wholeQuery returns the query for all rows of the articles whose ids are in a
// list or the result of a query, in the library $1. It is one statement,
// so that they are of one state of the library, and one round trip to the
// database. The rows are in no order: to sort them costs SQLite a fifth more.
func wholeQuery(ids string) string {
	where := ` where library = $1 and article in (` + ids + `)`
	return `select 0, article, seq, title, author, published, language, site, own_url, added from articles` + where + `
		union all select 1, article, version, url, added_by, warnings, sections, '', '', updated from articles` + where + `
		union all select 2, article, n, kind, section, words, '', '', '', digest from passages` + where + `
		union all select 3, article, n, speaker, speaker_text, grounds, words, parts, denial, digest from quotes` + where + `
		union all select 4, article, n, name, aliases, mentions, described, '', '', 0 from people` + where
}

// A wholeRow is a row of wholeQuery.
type wholeRow struct {
	part   int
	id     string
	n      int64
	texts  [6]string
	number int64
}

// readArticles returns the articles of a wholeQuery, altered or not.
func readArticles(ctx context.Context, run func(context.Context, string, ...any) (*sql.Rows, error), query string, args []any) (map[string]*keptReading, error) {
	found := map[string]*keptReading{}
	var r wholeRow
	t := &r.texts
	fields := []any{&r.part, &r.id, &r.n, &t[0], &t[1], &t[2], &t[3], &t[4], &t[5], &r.number}
	err := scan(func(rows *sql.Rows) error {
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		a := found[r.id]
		if a == nil {
			a = &keptReading{info: Info{ID: r.id}}
			found[r.id] = a
		}
		return a.add(&r)
	})(run(ctx, query, args...))
	maps.DeleteFunc(found, func(_ string, a *keptReading) bool { return a.info.Seq == 0 }) // rows without an article
	for _, a := range found {
		a.info.Passages, a.info.Quotes, a.info.People = len(a.Passages), len(a.Quotes), len(a.People)
	}
	return found, err
}

// add adds what a row has to an article.
func (a *keptReading) add(r *wholeRow) error {
	t := &r.texts
	switch r.part {
	case wholeArticle:
		a.Title, a.Author, a.Published, a.Language, a.Site, a.URL = t[0], t[1], t[2], t[3], t[4], t[5]
		a.info.Title, a.info.Author, a.info.Published, a.info.Language, a.info.Site = t[0], t[1], t[2], t[3], t[4]
		a.info.Seq, a.info.Added = r.n, when(r.number)
	case wholeAdded:
		a.info.URL, a.info.AddedBy, a.info.Version, a.info.Updated = plainLink(t[0]), t[1], int(r.n), when(r.number)
		if err := fromJSON(t[2], &a.Warnings); err != nil {
			return err
		}
		a.info.Warnings = a.Warnings
		return fromJSON(t[3], &a.Sections)
	case wholePassage:
		p := article.Passage{Kind: article.Kind(t[0]), Section: t[1], Text: t[2]}
		if r.number != passageDigest(p) {
			a.altered = append(a.altered, alteration{passageKind, int(r.n)})
		}
		return set(&a.Passages, r.n, p)
	case wholeQuote:
		q, sound := placed(article.Quote{Speaker: t[0], SpeakerText: t[1], Grounds: article.Grounds(t[2]), Text: t[3]}, t[4], t[5], r.number)
		if !sound {
			a.altered = append(a.altered, alteration{quoteKind, int(r.n)})
		}
		return set(&a.Quotes, r.n, q)
	case wholePerson:
		p, err := personFrom(t[0], t[1], t[2], t[3])
		if err != nil {
			return err
		}
		return set(&a.People, r.n, p)
	}
	return nil
}

// maxRow bounds the numbers of the rows of an article, so that an altered one
// does not take all memory: a row for each eight bytes of the largest source.
const maxRow = article.MaxSource / 8

// set sets the nth of list, which becomes as long as needed. What a row is
// missing for stays empty.
func set[T any](list *[]T, n int64, v T) error {
	if n < 0 || n > maxRow {
		return fmt.Errorf("%w: row %d of an article", ErrDamaged, n)
	}
	if missing := int(n) + 1 - len(*list); missing > 0 {
		*list = append(*list, make([]T, missing)...)
	}
	(*list)[n] = v
	return nil
}
