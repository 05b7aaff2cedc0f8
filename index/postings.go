package index

import (
	"context"
	"fmt"

	bleve "github.com/blevesearch/bleve_index_api"
)

// postings calls visit for every document with a term in a field: its
// number, how often it has the term, and how long the field is in words.
// Without counts the last two are 1.
func postings(r bleve.IndexReader, field, term string, counts bool, visit func(doc uint64, freq, length float64) error) error {
	terms, err := r.TermFieldReader(context.Background(), []byte(term), field, counts, counts, false)
	if err != nil {
		return damaged(err)
	}
	defer terms.Close()
	var at bleve.TermFieldDoc
	for {
		next, err := terms.Next(at.Reset())
		if err != nil {
			return damaged(err)
		}
		if next == nil {
			return nil
		}
		freq, length := 1.0, 1.0
		if counts {
			freq = float64(next.Freq)
			if next.Norm > 0 { // bleve keeps 1/√length
				length = 1 / (next.Norm * next.Norm)
			}
		}
		if err := visit(next.ID.Value(), freq, length); err != nil {
			return err
		}
	}
}

// count returns how many documents have a term in a field.
func count(r bleve.IndexReader, field, term string) (int, error) {
	terms, err := r.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return 0, damaged(err)
	}
	defer terms.Close()
	return int(terms.Count()), nil
}

// eachTerm calls visit for every term of a field, in order, with the number
// of documents that have it.
func eachTerm(r bleve.IndexReader, field string, visit func(term string, docs int)) error {
	dict, err := r.FieldDict(field)
	if err != nil {
		return damaged(err)
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil {
			return damaged(err)
		}
		if entry == nil {
			return nil
		}
		visit(entry.Term, int(entry.Count))
	}
}

func externalID(r bleve.IndexReader, doc uint64) (string, error) {
	id, err := r.ExternalID(bleve.NewIndexInternalID(nil, doc))
	if err != nil {
		return "", damaged(err)
	}
	return id, nil
}

func damaged(err error) error { return fmt.Errorf("%w: %w", ErrDamaged, err) }
