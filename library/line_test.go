package library_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/article"
	"footnote/article/reader"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// A slowReader reads PDF files, each until it is let go.
type slowReader struct {
	reading, most atomic.Int32 // now, and at the same time at most
	lets          chan struct{}
}

func (s *slowReader) convert(ctx context.Context, _ []byte) ([]byte, error) {
	s.most.Store(max(s.most.Load(), s.reading.Add(1)))
	defer s.reading.Add(-1)
	select {
	case <-s.lets:
		return nil, article.ErrNoText
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// slowLibrary is a library on SQLite with a slowReader.
func slowLibrary(t *testing.T, readers int) (*library.Library, *slowReader) {
	t.Helper()
	st, err := store.Open(t.Context(), sqlitetest.Prepared(t, withSchema))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	slow := &slowReader{lets: make(chan struct{})}
	libs := library.New(library.Config{Store: st, IndexDir: t.TempDir(), Readers: readers, Reader: reader.Reader{PDF: slow.convert}})
	t.Cleanup(func() { libs.Close() })
	lib, err := libs.Library("1")
	if err != nil {
		t.Fatal(err)
	}
	return lib, slow
}

func pdfOf(bytes int) library.Item {
	return library.Item{Source: article.Source{Body: append([]byte("%PDF-1.7\n"), make([]byte, bytes)...)}}
}

// Sources are read a few at a time, and large ones fewer.
func TestReadersAreBounded(t *testing.T) {
	onEither(t)
	for _, tt := range []struct {
		readers, bytes int
		most           int32
	}{
		{1, 1000, 1}, {4, 1000, 4}, {4, 3 << 20, 1}, {4, 2<<20 - 100, 2}, {4, 20 << 20, 1},
	} {
		t.Run(fmt.Sprintf("%d readers, %d bytes", tt.readers, tt.bytes), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				lib, slow := slowLibrary(t, tt.readers)
				const sources = 4
				var group sync.WaitGroup
				for range sources {
					group.Go(func() {
						if _, err := lib.AddOne(t.Context(), "1", pdfOf(tt.bytes)); !errors.Is(err, article.ErrNoText) {
							t.Errorf("AddOne = %v", err)
						}
					})
				}
				for range sources {
					synctest.Wait()
					slow.lets <- struct{}{}
				}
				group.Wait()
				if got := slow.most.Load(); got != tt.most {
					t.Errorf("%d were read at the same time, want %d", got, tt.most)
				}
			})
		})
	}
}

// A text that waits is said to wait; it is read after the others, or not at
// all if that takes too long. Questions are answered meanwhile.
func TestReadingWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib, slow := slowLibrary(t, 1)
		note := library.Item{ID: "note", Anyway: true, Source: article.Source{Name: "a.txt", Body: []byte("The keeper lit the lamp.")}}
		if _, err := lib.AddOne(t.Context(), "1", note); err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		group.Go(func() { lib.AddOne(t.Context(), "1", pdfOf(10)) })
		synctest.Wait()

		var told atomic.Int32
		waiting := library.OnWait(t.Context(), func() { told.Add(1) })
		title := "Another lamp"
		group.Go(func() {
			if _, err := lib.Edit(waiting, "1", "note", library.Edit{Title: &title}); err != nil {
				t.Errorf("Edit = %v", err)
			}
		})
		synctest.Wait()
		if told.Load() != 1 {
			t.Error("the second text is not said to wait")
		}
		if c, err := lib.Count(t.Context()); err != nil || c.Articles != 1 {
			t.Errorf("Count = %v, %v", c, err)
		}
		slow.lets <- struct{}{}
		group.Wait()

		group.Go(func() { lib.AddOne(t.Context(), "1", pdfOf(10)) })
		synctest.Wait()
		start := time.Now()
		_, err := lib.AddOne(waiting, "1", note)
		if took := time.Since(start); !errors.Is(err, library.ErrTooManyReadings) || took != 90*time.Second {
			t.Errorf("after %v: %v, want ErrTooManyReadings after 90 s", took, err)
		}
		slow.lets <- struct{}{}
		group.Wait()
	})
}

// A version that is brought back waits for its turn without the store: others
// write meanwhile.
func TestRevertWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib, slow := slowLibrary(t, 1)
		note := library.Item{ID: "note", Anyway: true, Source: article.Source{Name: "a.txt", Body: []byte("The keeper lit the lamp.")}}
		if _, err := lib.AddOne(t.Context(), "1", note); err != nil {
			t.Fatal(err)
		}
		title := "Another lamp"
		if _, err := lib.Edit(t.Context(), "1", "note", library.Edit{Title: &title}); err != nil {
			t.Fatal(err)
		}
		versions, err := lib.Versions(t.Context(), "note")
		if err != nil || len(versions) != 2 {
			t.Fatalf("Versions = %+v, %v", versions, err)
		}
		var group sync.WaitGroup
		group.Go(func() { lib.AddOne(t.Context(), "1", pdfOf(10)) })
		synctest.Wait()
		group.Go(func() {
			if _, err := lib.Revert(t.Context(), "1", "note", versions[1].Seq); err != nil {
				t.Errorf("Revert = %v", err)
			}
		})
		synctest.Wait()
		if err := lib.Note(t.Context(), "2", "report", "a typo"); err != nil {
			t.Errorf("Note = %v", err)
		}
		slow.lets <- struct{}{}
		group.Wait()
	})
}

// The sources that wait take a bounded memory: one more is refused at once.
func TestReadingLineIsBounded(t *testing.T) {
	onEither(t)
	synctest.Test(t, func(t *testing.T) {
		lib, slow := slowLibrary(t, 1)
		var group sync.WaitGroup
		var refused, read atomic.Int32
		for range 6 { // one is read, three of 30 MB wait
			group.Go(func() {
				_, err := lib.AddOne(t.Context(), "1", pdfOf(30<<20))
				switch {
				case errors.Is(err, library.ErrTooManyReadings):
					refused.Add(1)
				case errors.Is(err, article.ErrNoText):
					read.Add(1)
				}
			})
		}
		synctest.Wait()
		if refused.Load() != 2 {
			t.Errorf("%d are refused, want 2", refused.Load())
		}
		for range 4 {
			slow.lets <- struct{}{}
		}
		group.Wait()
		if read.Load() != 4 {
			t.Errorf("%d are read, want 4", read.Load())
		}
	})
}
