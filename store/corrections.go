package store

import (
	"database/sql"
	"slices"

	"footnote/article"
)

// corrigible are the fields of a source and of its reading whose corrections
// are stored.
var corrigible = []struct {
	name string
	of   func(*article.Source) *string
	read func(*article.Article) *string
}{
	{"title", func(s *article.Source) *string { return &s.Title }, func(a *article.Article) *string { return &a.Title }},
	{"author", func(s *article.Source) *string { return &s.Author }, func(a *article.Article) *string { return &a.Author }},
	{"published", func(s *article.Source) *string { return &s.Published }, func(a *article.Article) *string { return &a.Published }},
}

// noteCorrections stores what an edit changed of an article's properties. An
// emptied field is left to the reader again.
func (w *writer) noteCorrections(id string, before, after article.Source) error {
	for _, f := range corrigible {
		value := *f.of(&after)
		if value == *f.of(&before) {
			continue
		}
		query, args := `insert into corrections (library, article, field, value, made) values ($1, $2, $3, $4, $5)
			on conflict (library, article, field) do update set value = excluded.value, made = excluded.made`,
			[]any{w.library, id, f.name, value, w.now}
		if value == "" {
			query, args = `delete from corrections where library = $1 and article = $2 and field = $3`, args[:3]
		}
		if _, err := w.tx.ExecContext(w.ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// correct applies the stored corrections of their articles to entries, whose
// ids are known.
func (w *writer) correct(entries []*entry) error {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	kept := map[[2]string]string{} // by article and field
	for part := range slices.Chunk(ids, maxChunk) {
		err := scan(func(rows *sql.Rows) error {
			var id, field, value string
			err := rows.Scan(&id, &field, &value)
			kept[[2]string{id, field}] = value
			return err
		})(w.tx.QueryContext(w.ctx, `select article, field, value from corrections
			where library = $1 and article in (`+marks(2, len(part))+`)`, withLibrary(w.library, part)...))
		if err != nil {
			return err
		}
	}
	if len(kept) == 0 {
		return nil
	}
	for _, e := range entries {
		for _, f := range corrigible {
			if value, ok := kept[[2]string{e.ID, f.name}]; ok {
				*f.of(&e.Source), *f.read(&e.Reading) = value, value
			}
		}
		e.content, e.digest = contentOf(e.Source), digestOf(e.Reading)
	}
	return nil
}
