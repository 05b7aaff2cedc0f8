package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"

	"footnote/article"
)

// Words that the disk or another program has altered are never shown: they are
// treated as missing.

// An Altered is a passage or a quotation that is withheld.
type Altered struct {
	Library string
	Kind    string        // passage or quotation
	Place   article.Place // N is an index of the given Kind
}

// OnAltered sets the function f that is called for withheld words, once for
// each place while the store is open. f may be called from any goroutine. A
// second call replaces f.
func (s *Store) OnAltered(f func(Altered)) { s.onAltered.Store(&f) }

func (s *Store) withhold(library, kind string, p article.Place) {
	a := Altered{library, kind, p}
	if _, told := s.altered.LoadOrStore(a, true); told {
		return
	}
	if f := s.onAltered.Load(); f != nil {
		(*f)(a)
	}
}

// The values of Altered.Kind.
const (
	passageKind = "passage"
	quoteKind   = "quotation"
)

// short returns the first 64 bits of the digest: enough to find accidental
// changes. It is never 0, which means no digest.
func (d *digester) short() int64 {
	digest := d.end()
	return int64(binary.BigEndian.Uint64(digest[:])) | 1
}

// passageDigest is the digest that is stored with a passage.
func passageDigest(p article.Passage) int64 {
	return newDigester().add(p.Section, string(p.Kind), p.Text).short()
}

// quoteDigest is the digest that is stored with a quotation.
func quoteDigest(q article.Quote) int64 {
	return newDigester().add(q.Text, q.Speaker, q.SpeakerText, string(q.Grounds), partsJSON(q.Parts), denialJSON(q)).short()
}

func (e *entry) passageDigest(p article.Passage) int64 {
	if e.altered {
		return 0
	}
	return passageDigest(p)
}

func (e *entry) quoteDigest(q article.Quote) int64 {
	if e.altered {
		return 0
	}
	return quoteDigest(q)
}

// sound reports whether none of an article's words were altered.
func (w *writer) sound(id string) (bool, error) {
	a, err := readKept(w.ctx, w.tx, w.library, id)
	return a != nil && len(a.altered) == 0, err
}

// An alteration is the place of altered words in an article.
type alteration struct {
	kind string
	n    int
}

func (a alteration) String() string { return fmt.Sprintf("%s %d", a.kind, a.n+1) }

// withheld empties the passages and quotations of a that were altered, and the
// quotations of such passages. Their numbers stay the same.
func withheld(a *article.Article, altered []alteration) {
	for _, at := range altered {
		if at.kind == passageKind {
			a.Passages[at.n] = article.Passage{}
		} else {
			a.Quotes[at.n] = article.Quote{}
		}
	}
	for n, q := range a.Quotes {
		for _, part := range q.Parts {
			if part.Passage >= len(a.Passages) || part.Passage < 0 || a.Passages[part.Passage].Text == "" {
				a.Quotes[n] = article.Quote{}
				break
			}
		}
	}
}

// digestAll adds the digests of words to every article of a store whose older
// version had none, provided that the article's own digest matches. Other
// articles get no digests, so their words are withheld.
func digestAll(ctx context.Context, tx *sql.Tx) error {
	var all [][2]string
	err := scan(func(rows *sql.Rows) error {
		var a [2]string
		err := rows.Scan(&a[0], &a[1])
		all = append(all, a)
		return err
	})(tx.QueryContext(ctx, `select library, article from articles order by library, article`))
	if err != nil {
		return err
	}
	for _, a := range all {
		if err := digestOne(ctx, tx, a[0], a[1]); err != nil {
			return err
		}
	}
	return nil
}

func digestOne(ctx context.Context, tx *sql.Tx, library, id string) error {
	var digest string
	if err := tx.QueryRowContext(ctx, `select digest from articles where library = $1 and article = $2`, library, id).Scan(&digest); err != nil {
		return err
	}
	a, err := readArticle(ctx, tx, library, id)
	if err != nil || !readsAs(a, digest) {
		return nil // what cannot be read is withheld; Check reports it
	}
	passages, quotes := make([]int64, len(a.Passages)), make([]int64, len(a.Quotes))
	for n, p := range a.Passages {
		passages[n] = passageDigest(p)
	}
	for n, q := range a.Quotes {
		quotes[n] = quoteDigest(q)
	}
	if err := setDigests(ctx, tx, "passages", library, id, passages); err != nil {
		return err
	}
	return setDigests(ctx, tx, "quotes", library, id, quotes)
}

// setDigests writes the digests of an article's rows in a table, in order.
func setDigests(ctx context.Context, tx *sql.Tx, table, library, id string, digests []int64) error {
	for n, digest := range digests {
		_, err := tx.ExecContext(ctx, `update `+table+` set digest = $1 where library = $2 and article = $3 and n = $4`, digest, library, id, n)
		if err != nil {
			return err
		}
	}
	return nil
}
