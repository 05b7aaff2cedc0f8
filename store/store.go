// Package store stores the articles of record: sources, readings and every
// change, for any number of libraries. It has no search; package index has.
//
// A store is a SQLite file or a PostgreSQL database; both run the same SQL. The
// tables are explained in migrations/. What an exported method has written when
// it returns is durable: it survives a crash of the process, the kernel or the
// power supply.
//
// Each library numbers its changes 1, 2, 3 and so on, without a gap. A change
// has a chain value, a digest over all changes before it, seeded at random when
// the library is created. A reader that remembers both, such as an index, can
// distinguish a history that it only has to catch up with from a different one,
// such as that of a restored backup.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"footnote/article"
)

// A Store stores articles. It is safe for concurrent use; a SQLite file may be
// open in several processes.
type Store struct {
	engine engine
	path   string // of the SQLite file that is written, "" if none
	writer *sql.DB
	reader *sql.DB // the same as writer on PostgreSQL

	patience time.Duration // factor of the limits on calls to PostgreSQL

	// prepared holds the statements of the hot paths by their text, prepared on
	// reader. PostgreSQL's driver has its own cache.
	prepared sync.Map // string → *sql.Stmt

	noted atomic.Int64 // events

	onAltered atomic.Pointer[func(Altered)]
	altered   sync.Map // Altered → true: reported to onAltered
}

// An engine is a kind of database.
type engine int

const (
	sqlite engine = iota
	postgres
)

// Open opens the store at dsn: the path of a SQLite file, created with its
// folder if it does not exist, or a postgres:// address. An older schema is
// updated. Open fails with ErrNewerSchema, ErrDamaged, ErrReadOnly (there is no
// store and none can be created), ErrUnavailable or ErrFull.
//
// A file or folder that is not writable is opened for reading.
func Open(ctx context.Context, dsn string) (*Store, error) {
	open := openSQLite
	if IsPostgres(dsn) {
		open = openPostgres
	}
	s, err := open(ctx, dsn)
	return s, fail(ctx, "open", err)
}

// Remote reports whether the store is a server, so that each query is a round
// trip to it.
func (s *Store) Remote() bool { return s.engine == postgres }

// Close closes the store. Calls in progress end with an error.
func (s *Store) Close() error {
	for _, stmt := range s.prepared.Range {
		stmt.(*sql.Stmt).Close()
	}
	var err error
	if s.reader != s.writer {
		err = s.reader.Close()
	}
	// Close the writer last: it moves the log into the file.
	if s.writer != nil {
		err = errors.Join(err, s.writer.Close())
	}
	return fail(context.Background(), "close", err)
}

// An Entry is an article to store: its source and its reading.
type Entry struct {
	// ID is 1 to 200 printable characters. If it is "", the store uses that of
	// the article with the same address, or makes one from the address, or from
	// the text.
	ID      string
	Source  article.Source
	Reading article.Article
}

// A Status says what Put did with an entry.
type Status string

// The values of Status.
const (
	Added     Status = "added"
	Updated   Status = "updated"   // it replaced another version
	Unchanged Status = "unchanged" // it existed already, with this source
)

// Stored is the result of putting an entry.
type Stored struct {
	Info   Info
	Status Status
}

// Info has the properties of an article, without its text.
type Info struct {
	ID        string
	Title     string
	Author    string
	Published string // YYYY-MM-DD, "" if unknown
	Language  string // ISO 639-1, "" if unknown
	URL       string // canonical address, or the one it came from, or ""
	Site      string
	AddedBy   string            // who added it first
	Added     time.Time         // when it was first added; milliseconds, UTC
	Updated   time.Time         // when its source last changed
	Seq       int64             // number of the change that made this version
	Passages  int               // how many it has
	Quotes    int               // how many it has
	People    int               // how many it names
	Warnings  []article.Warning // warnings of the reader
	Version   int               // article.Version of its reading
}

// IDsOf returns the ids of articles, in order.
func IDsOf(infos []Info) []string {
	ids := make([]string, len(infos))
	for n, i := range infos {
		ids[n] = i.ID
	}
	return ids
}

// Counts is how much a library holds.
type Counts struct{ Articles, Passages, Quotes, People int }

// A Head is the end of a library's history: the number and the chain value of
// its last change. It is zero for a library without changes.
type Head struct {
	Seq   int64
	Chain string
}

// now is the present time, in milliseconds as it is stored.
func now() int64 { return time.Now().UnixMilli() }

// when is the inverse of now.
func when(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// random returns a new seed for a chain.
func random() string { return rand.Text() }
