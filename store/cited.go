package store

import (
	"context"
	"encoding/json"
	"fmt"

	"footnote/article"
)

// A citing is something whose spans point into passages of its article.
type citing struct {
	info Info
	ns   []int              // numbers of the passages
	into *[]article.Passage // destination of the passages, in that order
	read citedPassages      // the passages, where they were read with it
}

func partPassages(q article.Quote) []int {
	ns := make([]int, len(q.Parts))
	for i, p := range q.Parts {
		ns[i] = p.Passage
	}
	return ns
}

func describedPassages(p article.Person) []int {
	ns := make([]int, len(p.Described))
	for i, m := range p.Described {
		ns[i] = m.Passage
	}
	return ns
}

// sameVersionTries is how often a citing thing and its passages are read until
// both are of one version of the article.
const sameVersionTries = 5

// withPassages calls read for things that cite passages, then reads the
// passages, unless they came along. Spans of one version must not be applied to
// another: if an article was written between the two queries, both run again.
// That is rarer and cheaper than a transaction around every read.
func (s *Store) withPassages(ctx context.Context, library string, read func() ([]citing, error)) error {
	for range sameVersionTries {
		all, err := read()
		if err != nil {
			return err
		}
		if s.Remote() {
			s.handOutRead(library, all)
			return nil
		}
		var places []article.Place
		for _, c := range all {
			for _, n := range c.ns {
				places = append(places, article.Place{Article: c.info.ID, N: n})
			}
		}
		words, err := s.passages(ctx, library, places)
		if err != nil {
			return err
		}
		if handOut(all, words) {
			return nil
		}
	}
	return fmt.Errorf("%w: articles changed %d times while they were read", ErrBusy, sameVersionTries)
}

// handOut gives each citing its passages. It reports whether all have the same
// version as the citing.
func handOut(all []citing, words []Words) bool {
	for _, c := range all {
		*c.into = make([]article.Passage, len(c.ns))
		for i := range c.ns {
			if words[i].Info.Seq != c.info.Seq {
				return false
			}
			(*c.into)[i] = words[i].Passage
		}
		words = words[len(c.ns):]
	}
	return true
}

// citedPassages are the passages that a row of PostgreSQL cites, as its column
// of withCited has them, by their numbers.
type citedPassages map[int]keptPassage

// A keptPassage is a passage as it is stored.
type keptPassage struct {
	article.Passage
	Digest int64
}

// withCited returns the column with the passages that places cites, a column
// of places as they are stored. It saves a round trip to PostgreSQL; SQLite,
// where there is none, reads them faster in a query of their own. Starts and
// ends are taken for numbers of passages, too: what is not cited is not looked
// at. Places that were altered cite none.
func (s *Store) withCited(places string) string {
	if !s.Remote() {
		return ""
	}
	return `, coalesce((select cast(json_object_agg(p.n, json_build_object(
			'Kind', p.kind, 'Section', p.section, 'Text', p.words, 'Digest', p.digest)) as text)
		from passages p where p.library = a.library and p.article = a.article and p.n = any(
			case when ` + places + ` ~ '^\[(\[\d{1,9},\d{1,9},\d{1,9}\](,\[\d{1,9},\d{1,9},\d{1,9}\])*)?\]$'
			then cast(string_to_array(translate(` + places + `, '[]', ''), ',') as bigint[]) end)), '{}')`
}

// intoCited returns the destination of the column of withCited, if there is one.
func (s *Store) intoCited(c *citedPassages) []any {
	if !s.Remote() {
		return nil
	}
	return []any{c}
}

// Scan reads the column of withCited.
func (c *citedPassages) Scan(v any) error {
	text, _ := v.(string) // the column is text, never null
	return json.Unmarshal([]byte(text), c)
}

// handOutRead gives each citing the passages that came with it, those that were
// altered without their words.
func (s *Store) handOutRead(library string, all []citing) {
	for _, c := range all {
		*c.into = make([]article.Passage, len(c.ns))
		for i, n := range c.ns {
			p, ok := c.read[n]
			switch {
			case !ok:
			case p.Digest != passageDigest(p.Passage):
				s.withhold(library, passageKind, article.Place{Article: c.info.ID, N: n})
			default:
				(*c.into)[i] = p.Passage
			}
		}
	}
}
