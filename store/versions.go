package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/article"
)

const (
	// MaxVersions is how many earlier versions of an article are stored.
	MaxVersions = 5
	// VersionRetention is how long they are stored.
	VersionRetention = 90 * 24 * time.Hour
)

// keepVersion stores the source of the version that is being replaced, and
// deletes the versions beyond MaxVersions. A version that has the same source as
// the new one only differs in its reading, and is not stored.
func (w *writer) keepVersion(old keptArticle, e *entry) error {
	if old.content == e.content {
		return nil
	}
	src, err := readSource(w.ctx, w.tx, w.library, e.ID)
	if errors.Is(err, sql.ErrNoRows) { // put twice in one transaction
		return nil
	}
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `insert into versions (library, article, seq, made, source) values ($1, $2, $3, $4, $5)
		on conflict (library, article, seq) do nothing`, w.library, e.ID, old.Seq, w.now, deflate([]byte(toJSON(src))))
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, `delete from versions where library = $1 and article = $2 and seq not in (
		select seq from versions where library = $1 and article = $2 order by seq desc limit $3)`, w.library, e.ID, MaxVersions)
	return err
}

// Versions returns the numbers of the earlier versions of an article whose
// sources are stored, the newest first.
func (s *Store) Versions(ctx context.Context, library, id string) ([]int64, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []int64
	err := scan(func(rows *sql.Rows) error {
		var seq int64
		err := rows.Scan(&seq)
		list = append(list, seq)
		return err
	})(s.reader.QueryContext(ctx, `select seq from versions where library = $1 and article = $2 order by seq desc`, library, id))
	return list, fail(ctx, "list the versions of "+id, err)
}

// Version returns the source of an earlier version of an article, or
// ErrNotFound.
func (s *Store) Version(ctx context.Context, library, id string, seq int64) (article.Source, error) {
	ctx, cancel := s.limit(ctx, 10*readTimeout)
	defer cancel()
	var packed []byte
	var src article.Source
	err := s.reader.QueryRowContext(ctx, `select source from versions where library = $1 and article = $2 and seq = $3`, library, id, seq).Scan(&packed)
	if err == nil {
		packed, err = unpack(packed, deflated)
	}
	if err == nil {
		if wrong := json.Unmarshal(packed, &src); wrong != nil {
			err = fmt.Errorf("%w: %w", ErrDamaged, wrong)
		}
	}
	return src, fail(ctx, "read a version of "+id, err)
}
