package index

import (
	"context"
	"errors"

	"footnote/article"
)

var (
	ErrHeld     = errors.New("index: held by another process")
	ErrDamaged  = errors.New("index: damaged")
	ErrOutdated = errors.New("index: written by another version")
	ErrClosed   = errors.New("index: closed")
)

type State struct {
	Seq   int64  `json:"seq"`
	Chain string `json:"chain"`
}
type Document struct {
	ID      string
	Article article.Article
}
type Batch struct {
	Put    []Document
	Remove []string
	State  State
}
type Index struct{}

func Open(dir string) (*Index, error)                                         { return nil, nil }
func (x *Index) State() State                                                 { return State{} }
func (x *Index) Apply(ctx context.Context, b Batch) error                     { return nil }
func (x *Index) Close() error                                                 { return nil }
func Rebuild(dir string, fill func(*Index) error) (*Index, error)             { return nil, nil }
func (x *Index) Find(ctx context.Context, q Query, w Words) (f Found, e error) { return }
