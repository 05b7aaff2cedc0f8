package store

import (
	"context"
	"database/sql"

	"footnote/article"
)

// A Vector is what an embedding model made of a passage.
type Vector struct {
	Place  article.Place
	Seq    int64  // number of the article's version that the passage is of
	Vector []byte // a signed byte for each number
}

// Unvectored returns at most limit passages that have no vector of a model,
// in the order of articles and passages. Rows and code need none.
func (s *Store) Unvectored(ctx context.Context, library, model string, limit int) ([]Words, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Words
	err := scan(func(rows *sql.Rows) error {
		var w Words
		var digest int64
		err := rows.Scan(append(w.Info.cited(&w.Place.N), &w.Passage.Kind, &w.Passage.Section, &w.Passage.Text, &digest)...)
		if w.Place.Article = w.Info.ID; err == nil && digest == passageDigest(w.Passage) {
			list = append(list, w)
		}
		return err
	})(s.reader.QueryContext(ctx, `select t.n, `+citedColumns+`, `+passageColumns+`
		from passages t join articles a on a.library = t.library and a.article = t.article
		where t.library = $1 and t.kind not in ('`+string(article.Table)+`', '`+string(article.Code)+`')
		and not exists (select 1 from vectors v where v.library = t.library and v.model = $2 and v.article = t.article and v.n = t.n)
		order by t.article, t.n limit $3`, library, model, limit))
	return list, fail(ctx, "list passages without a vector", err)
}

// PutVectors stores vectors of a model. It skips those of passages that are
// gone, or of another version of their article.
func (s *Store) PutVectors(ctx context.Context, library, model string, vectors []Vector) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		for _, v := range vectors {
			var there int
			err := tx.QueryRowContext(ctx, `select count(*) from passages p join articles a on a.library = p.library and a.article = p.article
				where p.library = $1 and p.article = $2 and p.n = $3 and a.seq = $4`, library, v.Place.Article, v.Place.N, v.Seq).Scan(&there)
			if err != nil {
				return false, err
			}
			if there == 0 {
				continue
			}
			_, err = tx.ExecContext(ctx, `insert into vectors (library, model, article, n, vector) values ($1, $2, $3, $4, $5)
				on conflict (library, model, article, n) do update set vector = excluded.vector`,
				library, model, v.Place.Article, v.Place.N, v.Vector)
			if err != nil {
				return false, err
			}
		}
		return true, nil
	})
	return fail(ctx, "keep vectors", err)
}

// Vectors calls each with every vector of a model. each may keep its bytes.
func (s *Store) Vectors(ctx context.Context, library, model string, each func(Vector)) error {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	err := scan(func(rows *sql.Rows) error {
		var v Vector
		err := rows.Scan(&v.Place.Article, &v.Place.N, &v.Vector)
		if err == nil {
			each(v)
		}
		return err
	})(s.reader.QueryContext(ctx, `select article, n, vector from vectors where library = $1 and model = $2 order by article, n`, library, model))
	return fail(ctx, "read vectors", err)
}

// CountVectors returns how many vectors of a model a library has.
func (s *Store) CountVectors(ctx context.Context, library, model string) (n int, err error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	err = s.reader.QueryRowContext(ctx, `select count(*) from vectors where library = $1 and model = $2`, library, model).Scan(&n)
	return n, fail(ctx, "count vectors", err)
}

// DropVectors deletes the vectors of all models but one.
func (s *Store) DropVectors(ctx context.Context, library, but string) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		_, err := tx.ExecContext(ctx, `delete from vectors where library = $1 and model <> $2`, library, but)
		return true, err
	})
	return fail(ctx, "drop vectors", err)
}

// A LibraryState is how far a library is, and a setting of it.
type LibraryState struct {
	Library string
	Seq     int64
	Setting string // "" if there is none
}

// States returns the state of every library that has been written to, with
// its setting for key.
func (s *Store) States(ctx context.Context, key string) ([]LibraryState, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []LibraryState
	err := scan(func(rows *sql.Rows) error {
		var l LibraryState
		err := rows.Scan(&l.Library, &l.Seq, &l.Setting)
		list = append(list, l)
		return err
	})(s.reader.QueryContext(ctx, `select l.library, l.seq, coalesce(s.value, '') from libraries l
		left join settings s on s.library = l.library and s.name = $1 order by l.library`, key))
	return list, fail(ctx, "list libraries", err)
}
