// Package library has the operations on the articles of one community: add,
// remove, search, check. Library.Answer answers a question. The package keeps
// each library's index up to date with the store, and takes every word that is
// shown from the store.
package library

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"time"

	"footnote/article"
	"footnote/article/reader"
	"footnote/fetch"
	"footnote/model"
	"footnote/store"
)

// Config is the configuration of Libraries.
type Config struct {
	Store    *store.Store
	IndexDir string // holds one folder for each library's index
	Open     int    // most indexes open at a time; 0 means 1000
	Memory   int64  // most bytes of open indexes, about; 0 means 256 MB
	Log      *slog.Logger

	Fetch      Fetcher // reads the address of an article
	Attachment Fetcher // reads a file that was uploaded to the chat

	Reader  reader.Reader // reads the sources that are added
	Readers int           // most sources that are read at a time; 0 means one for each processor
	Visit   Visitor       // checks a feed or a page on a schedule

	Model   *model.Client // may point at passages; nil for none
	ModelOn bool          // the default for libraries whose moderators have not decided

	Mentions bool // people may ask by mentioning the bot, unless moderators switched it off
}

// A Fetcher reads an address from the network.
type Fetcher func(ctx context.Context, url string) (article.Source, error)

// A Visitor checks an address on a schedule, and reports whether it has
// changed; see fetch.Client.Visit.
type Visitor func(ctx context.Context, url string, since fetch.Validators) (fetch.Visit, error)

// Libraries are all the libraries of one store. A process holds the indexes of
// the libraries that it answers for; see index.ErrHeld.
type Libraries struct {
	config   Config
	indexes  *indexes
	line     *readingLine
	vectors  *vectorSets
	readings *readingCounter
	embedded map[string]store.LibraryState // by library, when EmbedDue last was done with it
}

// New returns the libraries of c. It opens nothing: a library's index is opened
// on first use.
func New(c Config) *Libraries {
	if c.Open == 0 {
		c.Open = maxOpen
	}
	if c.Memory == 0 {
		c.Memory = maxIndexMemory
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Store != nil {
		c.Store.OnAltered(func(a store.Altered) {
			c.Log.Error("stored words were altered and are not shown; footnote doctor lists them", "library", a.Library, "article", a.Place.Article, a.Kind, a.Place.N+1)
		})
	}
	return &Libraries{
		config: c, indexes: newIndexes(c.Open, c.Memory), line: newReadingLine(c.Readers),
		vectors: &vectorSets{byName: map[string]*vectorSet{}}, readings: &readingCounter{}, embedded: map[string]store.LibraryState{},
	}
}

// Close closes the open indexes, but not the store.
func (ls *Libraries) Close() error { return ls.indexes.close() }

// Store returns the store of the libraries.
func (ls *Libraries) Store() *store.Store { return ls.config.Store }

var validName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// Library returns the library of the given name, which need not exist yet:
// adding the first article creates it. Names are 1 to 64 letters, digits and
// ".", "_", "-"; a server's library has its guild id as name.
func (ls *Libraries) Library(name string) (*Library, error) {
	if !validName.MatchString(name) {
		return nil, fmt.Errorf("%w: %q", ErrBadName, name)
	}
	return &Library{
		name:       name,
		store:      ls.config.Store,
		dir:        filepath.Join(ls.config.IndexDir, name),
		log:        ls.config.Log.With("library", name),
		fetch:      ls.config.Fetch,
		attachment: ls.config.Attachment,
		reader:     ls.config.Reader,
		line:       ls.line,
		visit:      ls.config.Visit,
		indexes:    ls.indexes,
		model:      ls.config.Model,
		vectors:    ls.vectors,
		readings:   ls.readings,
		modelOn:    ls.config.ModelOn,
		mentions:   ls.config.Mentions,
	}, nil
}

// All lists the libraries that hold articles.
func (ls *Libraries) All(ctx context.Context) ([]store.LibraryInfo, error) {
	return ls.config.Store.Libraries(ctx)
}

// RemovedRetention is how long a removed article can be brought back.
const RemovedRetention = 24 * time.Hour

// A Library is the articles of one community. It is cheap to make and safe
// for concurrent use.
type Library struct {
	name       string
	store      *store.Store
	dir        string // of its index
	log        *slog.Logger
	fetch      Fetcher
	attachment Fetcher
	reader     reader.Reader
	line       *readingLine
	visit      Visitor
	indexes    *indexes
	model      *model.Client
	vectors    *vectorSets
	readings   *readingCounter
	modelOn    bool
	mentions   bool
}

// Name returns the library's name.
func (l *Library) Name() string { return l.name }

// Count returns how much the library holds.
func (l *Library) Count(ctx context.Context) (store.Counts, error) {
	return l.store.Count(ctx, l.name)
}

// Articles lists articles, newest first.
func (l *Library) Articles(ctx context.Context, f store.Filter) ([]store.Info, error) {
	return l.store.Articles(ctx, l.name, f)
}

// CountArticles returns how many articles match a filter.
func (l *Library) CountArticles(ctx context.Context, f store.Filter) (int, error) {
	return l.store.CountArticles(ctx, l.name, f)
}

// Article returns an article in the form in which it was read.
func (l *Library) Article(ctx context.Context, id string) (store.Info, article.Article, error) {
	return l.store.Article(ctx, l.name, id)
}

// IndexDir returns the folder of the library's index, which may not exist yet.
func (l *Library) IndexDir() string { return l.dir }
