package store_test

import (
	"testing"

	"footnote/store"
)

// An address belongs to an article of one library: in another it is that of an
// article of its own.
func TestAddressesAreApart(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		e := short("chosen", "The words of one library.")
		e.Source.URL, e.Reading.URL = "https://example.org/same", "https://example.org/same"
		if _, err := s.Put(ctx, "one", mod, e); err != nil {
			t.Fatal(err)
		}
		e.ID = ""
		for _, tt := range []struct {
			library, words string
			chosen         bool
			status         store.Status
		}{
			{"two", "The words of another library.", false, store.Added},
			{"one", "The words of one library, again.", true, store.Updated},
			{"two", "The words of another library, again.", false, store.Updated},
		} {
			e := e
			e.Source.Body = []byte(tt.words)
			stored, err := s.Put(ctx, tt.library, mod, e)
			if err != nil || (stored[0].Info.ID == "chosen") != tt.chosen || stored[0].Status != tt.status {
				t.Errorf("%s in %s: %+v, %v", tt.words, tt.library, stored, err)
			}
		}
	})
}
