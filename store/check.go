package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"footnote/article"
)

// A Problem is an error in the contents of a store.
type Problem struct {
	Library string // "" for the store as a whole
	Article string // "" for the library as a whole
	Text    string // for the operator
}

// maxProblems is the most problems that are reported; a broken file could have
// any number.
const maxProblems = 100

// Check looks for a broken file, an altered history, wrong counts, altered
// words and orphaned rows. It reads everything and may take seconds per
// gigabyte. The error reports what kept it from checking.
func (s *Store) Check(ctx context.Context) ([]Problem, error) {
	c := &checker{ctx: ctx, s: s}
	if s.engine == sqlite {
		if err := integrity(ctx, s.reader); errors.Is(err, ErrDamaged) {
			c.add("", "", err.Error())
		} else if err != nil {
			return nil, fail(ctx, "check", err)
		}
	}
	libraries, err := s.Libraries(ctx)
	if err != nil {
		return c.problems, err
	}
	for _, l := range libraries {
		if err := c.library(l.ID); err != nil {
			return c.problems, fail(ctx, "check library "+l.ID, err)
		}
	}
	return c.problems, fail(ctx, "check", c.orphans())
}

// integrity fails with ErrDamaged if the file of db is broken.
func integrity(ctx context.Context, db *sql.DB) error {
	found, err := texts(db.QueryContext(ctx, "pragma integrity_check(1)"))
	switch {
	case err != nil && errors.Is(sqliteMeaning(err), ErrDamaged):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case err != nil:
		return err
	case len(found) != 1 || found[0] != "ok":
		return fmt.Errorf("%w: %v", ErrDamaged, found)
	}
	return nil
}

// A checker collects problems.
type checker struct {
	ctx      context.Context
	s        *Store
	problems []Problem
}

func (c *checker) add(library, article, text string) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, Problem{library, article, text})
	}
}

// library checks one library in a single state.
func (c *checker) library(library string) error {
	return c.s.snapshot(c.ctx, func(q querier) error {
		contents, err := c.history(q, library)
		if err != nil {
			return err
		}
		if err := c.counts(q, library); err != nil {
			return err
		}
		return c.articles(q, library, contents)
	})
}

// history recomputes the chain. It returns the digest of the last content
// written for each article.
func (c *checker) history(q querier, library string) (map[string]string, error) {
	var last int64
	var head, chain string
	err := q.QueryRowContext(c.ctx, `select seq, chain, seed from libraries where library = $1`, library).Scan(&last, &head, &chain)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil // erased in the meantime
	}
	if err != nil {
		return nil, err
	}
	contents := map[string]string{}
	var seq int64
	broken := false
	err = scan(func(rows *sql.Rows) error {
		var n int64
		var id, action, content, kept string
		if err := rows.Scan(&n, &id, &action, &content, &kept); err != nil {
			return err
		}
		seq++
		chain = link(chain, n, id, action, content)
		if !broken && (n != seq || chain != kept) {
			broken = true // everything after it differs too
			c.add(library, id, fmt.Sprintf("history is broken at change %d", seq))
		}
		if contents[id] = content; action == "remove" {
			delete(contents, id)
		}
		return nil
	})(q.QueryContext(c.ctx, `select seq, article, action, content, chain from changes where library = $1 order by seq`, library))
	if err == nil && !broken && (seq != last || chain != head) {
		c.add(library, "", fmt.Sprintf("history ends at change %d, the library at %d", seq, last))
	}
	return contents, err
}

// counts compares the counts of a library with its rows.
func (c *checker) counts(q querier, library string) error {
	for _, table := range []string{"articles", "passages", "quotes", "people"} {
		var says, has int
		err := q.QueryRowContext(c.ctx, `select coalesce(max(`+table+`), 0), (select count(*) from `+table+` where library = $1)
			from libraries where library = $1`, library).Scan(&says, &has)
		if err != nil {
			return err
		}
		if says != has {
			c.add(library, "", fmt.Sprintf("says it has %d %s, has %d", says, table, has))
		}
	}
	return nil
}

// articles compares the words of each article, and its source, with the digests
// that were computed when they were put.
func (c *checker) articles(q querier, library string, contents map[string]string) error {
	ids, err := texts(q.QueryContext(c.ctx, `select article from articles where library = $1 order by seq`, library))
	if err != nil {
		return err
	}
	for _, id := range ids {
		want, ok := contents[id]
		delete(contents, id)
		e, err := readEntry(c.ctx, q, library, id)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			c.add(library, id, "its source is missing")
		case errors.Is(err, ErrDamaged):
			c.add(library, id, err.Error())
		case err != nil:
			return err
		case !ok || !isContent(e.Source, e.Reading, want):
			c.add(library, id, "its words were altered")
		}
		if err := c.words(q, library, id); err != nil {
			return err
		}
	}
	for id := range contents {
		c.add(library, id, "it was put and never removed, but is missing")
	}
	return nil
}

// words compares each passage and quotation of an article with its digest.
func (c *checker) words(q querier, library, id string) error {
	a, err := readKept(c.ctx, q, library, id)
	if errors.Is(err, ErrDamaged) {
		return nil // the article's own check reports it
	}
	if a != nil {
		for _, at := range a.altered {
			c.add(library, id, at.String()+" was altered and is not shown")
		}
	}
	return err
}

// orphans looks for rows without an article.
func (c *checker) orphans() error {
	for _, q := range []struct{ table, of string }{
		{"articles a", "libraries b where b.library = a.library"},
		{"changes a", "libraries b where b.library = a.library"},
		{"sources a", "articles b where b.library = a.library and b.article = a.article"},
		{"passages a", "articles b where b.library = a.library and b.article = a.article"},
		{"quotes a", "articles b where b.library = a.library and b.article = a.article"},
		{"people a", "articles b where b.library = a.library and b.article = a.article"},
	} {
		err := scan(func(rows *sql.Rows) error {
			var library, id string
			err := rows.Scan(&library, &id)
			c.add(library, id, "rows in "+q.table[:len(q.table)-2]+" have no article")
			return err
		})(c.s.reader.QueryContext(c.ctx, `select distinct a.library, a.article from `+q.table+`
			where not exists (select 1 from `+q.of+`) limit 10`))
		if err != nil {
			return err
		}
	}
	return nil
}

// contentDigest is the digest of a source and its reading that a change has.
func contentDigest(s article.Source, digest string) string {
	return newDigester().add(contentOf(s), digest).sum()
}

// isContent reports whether a change carries this digest of a source and its
// reading.
func isContent(s article.Source, a article.Article, digest string) bool {
	return contentDigest(s, digestOf(a)) == digest || contentDigest(s, beforeDenials(a)) == digest
}
