package store_test

import (
	"reflect"
	"testing"
	"time"

	"footnote/article"
	"footnote/internal/pgtest"
	"footnote/internal/sqlitetest"
)

// What is read of articles is the same on both engines, in one statement or in
// several.
func TestEnginesReadAlike(t *testing.T) {
	denied := sample(3)
	denied.Reading.Quotes[0].Denial = article.Mention{Passage: 0, Span: article.Span{Start: 0, End: 4}}
	entries := append(samples(10, 130), denied)
	read := func(dsn string) []any {
		s := open(t, dsn)
		var ids []string
		var places []article.Place
		for _, a := range put(t, s, entries...) {
			ids = append(ids, a.Info.ID)
			for n := range 4 {
				places = append(places, article.Place{Article: a.Info.ID, N: 3 * n}, article.Place{Article: a.Info.ID, N: n})
			}
		}
		ids = append(ids, "missing")
		all := []any{}
		add := func(v any, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, v)
		}
		for _, id := range ids[:3] {
			info, a, err := s.Article(ctx, lib, id)
			same, asked := s.Info(ctx, lib, id)
			if asked != nil || !reflect.DeepEqual(info, same) {
				t.Errorf("Article has %+v, Info %+v, %v", info, same, asked)
			}
			info.Added, info.Updated = time.Time{}, time.Time{}
			add([]any{info, a}, err)
		}
		readings, err := s.Readings(ctx, lib, ids)
		add(readings, err)
		quotes, err := s.Quotes(ctx, lib, places)
		add(quotes, err)
		people, err := s.People(ctx, lib, places)
		add(people, err)
		cast, err := s.Cast(ctx, lib, ids)
		add(cast, err)
		denying, err := s.Denying(ctx, lib, ids)
		if len(denying) != 1 {
			t.Errorf("%d articles deny, want 1", len(denying))
		}
		add(denying, err)
		infos, err := s.Infos(ctx, lib, ids...)
		if len(infos) != len(ids)-1 {
			t.Errorf("Infos of %d articles, want %d", len(infos), len(ids)-1)
		}
		add(len(infos), err)
		return all
	}
	file := read(sqlitetest.Prepared(t, withSchema))
	server := read(pgtest.Prepared(t, withSchema))
	for i := range file {
		if !reflect.DeepEqual(file[i], server[i]) {
			t.Errorf("read %d: SQLite has\n%+v\nPostgreSQL\n%+v", i, file[i], server[i])
		}
	}
}
