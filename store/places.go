package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"footnote/article"
)

// maxPlaces is the most places that one query reads.
const maxPlaces = 100

// runSizes are the numbers of runs that statements are prepared for. A query for
// fewer adds runs that have no row, so that few statements are needed.
var runSizes = []int{1, 3, 10, 18, 24, 50, maxPlaces}

// A run is a number of places of one article that follow each other. To find
// the row of the first costs several times as much as to read the next.
type run struct {
	article string
	n       int // of the first
	more    int // how many follow
	at      int // index of the first among the places in order
}

// at runs a query for the rows of table, with the alias t, at places. Each row
// has a number, citedColumns and columns; order has the index of its place at
// that number.
func (s *Store) at(ctx context.Context, library string, places []article.Place, table, columns string, each func(rows *sql.Rows, order []int) error) error {
	order := inOrder(places)
	var one sync.Mutex // each is called for one row at a time
	var parts []func() error
	for from := 0; from < len(order); from += maxPlaces {
		runs := runsOf(places, order, from, min(from+maxPlaces, len(order)))
		parts = append(parts, func() error {
			return s.atRuns(ctx, library, runs, table, columns, func(rows *sql.Rows) error {
				one.Lock()
				defer one.Unlock()
				return each(rows, order)
			})
		})
	}
	return s.inTurn(parts)
}

// inTurn calls parts in order, or at the same time where each is a round trip.
func (s *Store) inTurn(parts []func() error) error {
	var group errgroup.Group
	for _, part := range parts {
		if s.Remote() && len(parts) > 1 {
			group.Go(part)
		} else if err := part(); err != nil {
			return err
		}
	}
	return group.Wait()
}

// atRuns runs a query of at for some of its runs.
func (s *Store) atRuns(ctx context.Context, library string, runs []run, table, columns string, each func(*sql.Rows) error) error {
	size := runSizes[slices.IndexFunc(runSizes, func(n int) bool { return n >= len(runs) })]
	args := append(make([]any, 0, 1+4*size), library)
	for _, r := range runs {
		args = append(args, r.article, r.n, r.more, r.at)
	}
	for range size - len(runs) {
		args = append(args, "", -1, 0, 0) // no row has it
	}
	return scan(each)(s.queryPrepared(ctx, runQuery(table, columns, size), args...))
}

// inOrder returns the indices of places, sorted by article and number.
func inOrder(places []article.Place) []int {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := places[i], places[j]
		return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N))
	})
	return order
}

// runsOf returns the runs of the places from one number of order to another. A
// place that comes twice is in two runs.
func runsOf(places []article.Place, order []int, from, to int) []run {
	runs := make([]run, 0, to-from)
	for at := from; at < to; at++ {
		p := places[order[at]]
		if last := len(runs) - 1; last >= 0 && runs[last].article == p.Article && runs[last].n+runs[last].more+1 == p.N {
			runs[last].more++
			continue
		}
		runs = append(runs, run{article: p.Article, n: p.N, at: at})
	}
	return runs
}

// runQuery returns the query for size runs: a list of them, joined with their
// articles and rows. SQLite runs cross joins in the order they are written,
// which is needed here; to PostgreSQL they are ordinary joins. The casts set the
// types of the columns, and keep SQLite from making a new plan at each call: it
// does so for a parameter that it may have to compare with 0 or 1, and takes
// all beyond the 31st for one.
func runQuery(table, columns string, size int) string {
	var list strings.Builder
	for i := range size {
		if i > 0 {
			list.WriteString(", ")
		}
		for j, as := range []string{"text", "bigint", "bigint", "bigint"} {
			list.WriteByte("(,,,"[j])
			value := "$" + strconv.Itoa(2+4*i+j)
			if i == 0 {
				value = "cast(" + value + " as " + as + ")"
			}
			list.WriteString(value)
		}
		list.WriteByte(')')
	}
	return `with runs (article, n, more, at) as (values ` + list.String() + `)
		select runs.at + t.n - runs.n, ` + citedColumns + `, ` + columns + `
		from runs
		cross join articles a
		cross join ` + table + ` t
		where a.library = cast($1 as text) and a.article = runs.article
		and t.library = a.library and t.article = a.article and t.n between runs.n and runs.n + runs.more`
}
