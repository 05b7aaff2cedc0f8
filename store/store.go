// Package store keeps the articles of record: what was given, how it was
// read, and every change, for any number of libraries. It knows nothing of
// searching.
//
// A store is a SQLite file or a PostgreSQL database; both run the same SQL.
// The tables are explained in migrations/. What an exported method has
// written when it returns is durable: it outlives the process, the kernel
// and the power.
//
// Each library counts its changes: 1, 2, 3 and so on, without a gap. A
// change carries a chain value, a digest over all changes before it, seeded
// at random when the library is made. Who follows a library remembers both
// and can tell being behind from following another history, such as that of
// a restored backup.
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

// A Store keeps articles. Its methods may be called from any goroutine; a
// SQLite file may be open in several processes.
type Store struct {
	engine engine
	path   string // of the SQLite file that is written, "" if none
	writer *sql.DB
	reader *sql.DB // the same as writer on PostgreSQL

	patience time.Duration // how many times its usual limit a call on PostgreSQL may take

	// prepared holds the statements of the hot paths by their text, ready
	// on reader. PostgreSQL's driver keeps its own.
	prepared sync.Map // string → *sql.Stmt

	onAltered atomic.Pointer[func(Altered)]
	altered   sync.Map // Altered → true: of which onAltered knows
}

// An engine is a kind of database.
type engine int

const (
	sqlite engine = iota
	postgres
)

// Open opens the store at dsn: the path of a SQLite file, made with its
// folder if absent, or a postgres:// address. An older schema is brought up
// to date. It fails with ErrNewerSchema, ErrDamaged, ErrReadOnly (nothing is
// there and nothing can be made), ErrUnavailable or ErrFull.
//
// A file or folder that may not be written is opened for reading.
func Open(ctx context.Context, dsn string) (*Store, error) {
	open := openSQLite
	if isPostgres(dsn) {
		open = openPostgres
	}
	s, err := open(ctx, dsn)
	return s, fail(ctx, "open", err)
}

// Close closes the store. A call that is under way ends with an error.
func (s *Store) Close() error {
	for _, stmt := range s.prepared.Range {
		stmt.(*sql.Stmt).Close()
	}
	var err error
	if s.reader != s.writer {
		err = s.reader.Close()
	}
	// The writer goes last: it moves the log into the file.
	if s.writer != nil {
		err = errors.Join(err, s.writer.Close())
	}
	return fail(context.Background(), "close", err)
}

// An Entry is an article to keep: as it was given and as it was read.
type Entry struct {
	// ID is 1 to 200 printable characters. "" lets the store find it: the
	// article that has the same address, else an id made from the address,
	// else one made from the text.
	ID      string
	Source  article.Source
	Reading article.Article
}

// A Status says what became of an entry.
type Status string

// What becomes of an entry.
const (
	Added     Status = "added"
	Updated   Status = "updated"   // there was another version of it
	Unchanged Status = "unchanged" // it was there, with this source
)

// Stored is an entry that has been put.
type Stored struct {
	Info   Info
	Status Status
}

// Info is what there is to know of an article without its text.
type Info struct {
	ID        string
	Title     string
	Author    string
	Published string // YYYY-MM-DD, "" if unknown
	Language  string // ISO 639-1, "" if unknown
	URL       string // canonical address, else the one it came from, else ""
	Site      string
	AddedBy   string            // who added it first
	Added     time.Time         // when it was first added; milliseconds, UTC
	Updated   time.Time         // when its source last changed
	Seq       int64             // number of the change that made this version
	Passages  int               // how many it has
	Quotes    int               // how many it has
	People    int               // how many it names
	Warnings  []article.Warning // what its reader should know
	Version   int               // article.Version of its reading
}

// Counts say how much a library holds.
type Counts struct{ Articles, Passages, Quotes, People int }

// A Head is where a library's history stands: the number and the chain value
// of its last change. It is zero for a library that has nothing yet.
type Head struct {
	Seq   int64
	Chain string
}

// now is the time as the store keeps it.
func now() int64 { return time.Now().UnixMilli() }

// when is the opposite of now.
func when(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// random returns a new seed for a chain.
func random() string { return rand.Text() }
