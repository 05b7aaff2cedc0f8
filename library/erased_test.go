package library_test

import (
	"bytes"
	"compress/flate"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/internal/segments"
	"footnote/library"
)

// What is erased is in no file of the data folder, neither as it is nor packed:
// a removed article after its day, a member after Forget, a library after
// Erase. The rest stays.
func TestErasedFromTheFolder(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: reads a SQLite file: the run of the same tests on SQLite has it")
	}
	s, ctx := newShelf(t, 0), t.Context()
	put := func(guild, id, word string) *library.Library {
		t.Helper()
		lib := s.library(guild)
		text := strings.Repeat(fmt.Sprintf("“The %s was never painted,” said Otto %sson. ", word, word), 8)
		_, err := lib.AddOne(ctx, "member-of-"+guild, library.Item{ID: id, Anyway: true, Source: article.Source{
			Title: "Of the " + word, URL: "https://example.org/" + word, MediaType: "text/plain", Body: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		return lib
	}
	purged := put("guild-purged", "gone", "zeppelin")
	put("guild-purged", "stays", "gondola")
	erased := put("guild-erased", "1", "umbrella")
	neighbour := put("guild-neighbour", "1", "carousel")
	for _, lib := range []*library.Library{purged, erased, neighbour} {
		if _, err := lib.Answer(ctx, index.Query{Text: "painted"}); err != nil { // makes the index
			t.Fatal(err)
		}
	}
	var packed []byte
	s.query(`select body from sources where library = 'guild-purged' and article = 'gone'`, &packed)
	zeppelin := []string{"zeppelin", string(packed)}
	umbrella := []string{"umbrella", "guild-erased"}
	const member = "member-of-guild-purged"

	// What a restore and crashes have left.
	if err := s.st.Backup(ctx, filepath.Join(s.dir, "footnote-20240102-030405.db")); err != nil {
		t.Fatal(err)
	}
	s.restart()
	purged, erased = s.library("guild-purged"), s.library("guild-erased")
	for _, dir := range []string{purged.IndexDir() + ".old", purged.IndexDir() + ".new", erased.IndexDir() + ".old", filepath.Join(s.dir, "index", "guild-of-nobody")} {
		if err := os.CopyFS(dir, os.DirFS(purged.IndexDir())); err != nil {
			t.Fatal(err)
		}
	}
	for _, word := range append(append(zeppelin, umbrella...), member, "guild-of-nobody") {
		if s.onDisk(word) == "" {
			t.Fatalf("the scan does not find %.20q, which is there", word)
		}
	}

	if err := purged.Forget(ctx, member); err != nil {
		t.Fatal(err)
	}
	if where := s.onDisk(member); where != "" {
		t.Errorf("after Forget the member is in %s", where)
	}
	if _, err := purged.Remove(ctx, "somebody", "gone"); err != nil {
		t.Fatal(err)
	}
	if err := s.libs.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if s.onDisk("zeppelin") == "" {
		t.Error("before its day is over the article is gone")
	}
	for _, table := range []string{"removed", "changes"} {
		s.exec(`update ` + table + ` set made = made - 90000000`) // 25 hours
	}
	if err := s.libs.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if err := erased.Erase(ctx); err != nil {
		t.Fatal(err)
	}
	s.restart() // bleve is at rest then
	for _, word := range append(append(zeppelin, umbrella...), member, "guild-of-nobody") {
		if where := s.onDisk(word); where != "" {
			t.Errorf("%.20q is in %s", word, where)
		}
	}
	for _, word := range []string{"gondola", "carousel", "guild-neighbour"} {
		if s.onDisk(word) == "" {
			t.Errorf("%q is gone, too", word)
		}
	}
	s.want(s.library("guild-purged"), "gondola", "stays")
	s.want(s.library("guild-neighbour"), "carousel", "1")
}

// restart closes and opens everything.
func (s *shelf) restart() {
	s.t.Helper()
	if err := s.libs.Close(); err != nil {
		s.t.Fatal(err)
	}
	if err := s.st.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.start(0)
}

// query reads one value from the store's file.
func (s *shelf) query(query string, into any) {
	s.t.Helper()
	db, err := sql.Open("sqlite", s.dsn())
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(into); err != nil {
		s.t.Fatal(err)
	}
}

// onDisk returns where in the data folder a word is: in the name of a file, in
// its bytes, in what the store packs or in what an index does.
func (s *shelf) onDisk(word string) (where string) {
	s.t.Helper()
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		text := path[len(s.dir):]
		switch {
		case d.IsDir():
			words, err := segments.Text(path)
			if err != nil {
				return err
			}
			text += words
		default:
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			text += string(b)
			if strings.HasSuffix(path, ".db") {
				text += unpacked(s.t, path)
			}
		}
		if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			where = path
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return where
}

// unpacked returns all values of a store that are compressed, as they are
// without.
func unpacked(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`select body from sources where encoding = 'deflate' union all select entry from removed`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all strings.Builder
	for rows.Next() {
		var packed []byte
		if err := rows.Scan(&packed); err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, flate.NewReader(bytes.NewReader(packed))); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all.String()
}
