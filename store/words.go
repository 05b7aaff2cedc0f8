package store

import (
	"context"
	"database/sql"
	"slices"

	"footnote/article"
)

// Words are a passage with its article. Info has the fields for a citation: ID,
// Seq, Title, Author, Published, Language, URL and Site.
type Words struct {
	Place   article.Place
	Info    Info
	Passage article.Passage
}

// QuoteWords are a quotation with its passages.
type QuoteWords struct {
	Place    article.Place
	Info     Info // as in Words
	Quote    article.Quote
	Passages []article.Passage // of Quote.Parts, in order
}

// PersonWords are a person with the passages that describe them.
type PersonWords struct {
	Place    article.Place
	Info     Info // as in Words
	Person   article.Person
	Passages []article.Passage // of Person.Described, in order
}

// Passages returns the passages at places, in order. One that no longer exists,
// or was altered, has an empty Passage.Text. Each query reads up to a hundred
// places, so that passages of one article are of the same version.
func (s *Store) Passages(ctx context.Context, library string, places []article.Place) ([]Words, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	words, err := s.passages(ctx, library, places)
	return words, fail(ctx, "read passages", err)
}

func (s *Store) passages(ctx context.Context, library string, places []article.Place) ([]Words, error) {
	words := make([]Words, len(places))
	for i, p := range places {
		words[i].Place = p
	}
	err := s.at(ctx, library, places, "passages", passageColumns, func(rows *sql.Rows, order []int) error {
		var i int
		var info Info
		var p article.Passage
		var digest int64
		if err := rows.Scan(append(info.cited(&i), &p.Kind, &p.Section, &p.Text, &digest)...); err != nil {
			return err
		}
		i = order[i]
		words[i].Info = info
		if digest == passageDigest(p) {
			words[i].Passage = p
		} else {
			s.withhold(library, passageKind, places[i])
		}
		return nil
	})
	return words, err
}

// Quotes returns the quotations at places, in order. One that no longer exists,
// or was altered, itself or one of its passages, has an empty Quote.Text.
func (s *Store) Quotes(ctx context.Context, library string, places []article.Place) ([]QuoteWords, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	quotes := make([]QuoteWords, len(places))
	err := s.withPassages(ctx, library, func() ([]citing, error) {
		clear(quotes)
		for i, p := range places {
			quotes[i].Place = p
		}
		var all []citing
		err := s.at(ctx, library, places, "quotes", quoteColumns+s.withCited("t.parts"), func(rows *sql.Rows, order []int) error {
			var i int
			var info Info
			var cited citedPassages
			q, sound, err := scanQuote(rows, info.cited(&i), s.intoCited(&cited)...)
			if err != nil {
				return err
			}
			i = order[i]
			if !sound {
				s.withhold(library, quoteKind, places[i])
				return nil
			}
			quotes[i].Info, quotes[i].Quote = info, q
			all = append(all, citing{info, partPassages(q), &quotes[i].Passages, cited})
			return nil
		})
		return all, err
	})
	if err != nil {
		return nil, fail(ctx, "read quotations", err)
	}
	for i, q := range quotes { // a quotation is withheld without its passages
		if slices.ContainsFunc(q.Passages, func(p article.Passage) bool { return p.Text == "" }) {
			quotes[i] = QuoteWords{Place: q.Place}
		}
	}
	return quotes, nil
}

// MentionsOf returns the people at places as People does, without the passages
// that describe them.
func (s *Store) MentionsOf(ctx context.Context, library string, places []article.Place) ([]PersonWords, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	people := make([]PersonWords, len(places))
	_, err := s.peopleAt(ctx, library, places, people, false)
	return people, fail(ctx, "read people", err)
}

// People returns the people at places, in order. One that no longer exists has
// an empty Person.Name.
func (s *Store) People(ctx context.Context, library string, places []article.Place) ([]PersonWords, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	people := make([]PersonWords, len(places))
	err := s.withPassages(ctx, library, func() ([]citing, error) { return s.peopleAt(ctx, library, places, people, true) })
	if err != nil {
		return nil, fail(ctx, "read people", err)
	}
	return people, nil
}

// peopleAt reads into people those at places; described says whether the
// passages that describe them are wanted.
func (s *Store) peopleAt(ctx context.Context, library string, places []article.Place, people []PersonWords, described bool) (all []citing, err error) {
	clear(people)
	for i, p := range places {
		people[i].Place = p
	}
	columns := personColumns
	if described {
		columns += s.withCited("t.described")
	}
	err = s.at(ctx, library, places, "people", columns, func(rows *sql.Rows, order []int) error {
		var i int
		var info Info
		var cited citedPassages
		var after []any
		if described {
			after = s.intoCited(&cited)
		}
		p, err := scanPerson(rows, info.cited(&i), after...)
		if err != nil {
			return err
		}
		i = order[i]
		people[i].Info, people[i].Person = info, p
		all = append(all, citing{info, describedPassages(p), &people[i].Passages, cited})
		return nil
	})
	return all, err
}

// A Named is a person that an article names, with the places.
type Named struct {
	Place    article.Place // N counts the article's people
	Name     string
	Passages []int // passages with a mention, repeated for each mention
}

// NamedIn returns the people named in the articles with the given ids.
func (s *Store) NamedIn(ctx context.Context, library string, ids []string) ([]Named, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Named
	for chunk := range slices.Chunk(ids, maxChunk) {
		chunk = padded(chunk)
		err := scan(func(rows *sql.Rows) error {
			var n Named
			var mentions string
			if err := rows.Scan(&n.Place.Article, &n.Place.N, &n.Name, &mentions); err != nil {
				return err
			}
			all, err := mentionsFrom(mentions)
			for _, m := range all {
				n.Passages = append(n.Passages, m.Passage)
			}
			list = append(list, n)
			return err
		})(s.queryPrepared(ctx, `select article, n, name, mentions from people
			where library = $1 and article in (`+marks(2, len(chunk))+`) order by article, n`, withLibrary(library, chunk)...))
		if err != nil {
			return nil, fail(ctx, "read who is named", err)
		}
	}
	return list, nil
}

// Cast returns the people named in articles, with their names and aliases alone,
// by the articles' ids.
func (s *Store) Cast(ctx context.Context, library string, ids []string) (map[string][]article.Person, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	cast := map[string][]article.Person{}
	for chunk := range slices.Chunk(ids, maxChunk) {
		chunk = padded(chunk)
		err := scan(func(rows *sql.Rows) error {
			var id, aliases string
			var p article.Person
			if err := rows.Scan(&id, &p.Name, &aliases); err != nil {
				return err
			}
			err := fromJSON(aliases, &p.Aliases)
			cast[id] = append(cast[id], p)
			return err
		})(s.queryPrepared(ctx, `select article, name, aliases from people
			where library = $1 and article in (`+marks(2, len(chunk))+`) order by article, n`, withLibrary(library, chunk)...))
		if err != nil {
			return nil, fail(ctx, "read who is named", err)
		}
	}
	return cast, nil
}

// citedColumns are the columns of an Info that a citation needs.
const citedColumns = `a.article, a.seq, a.title, a.author, a.published, a.language, a.url, a.site`

// cited returns the destinations of a place's number and of citedColumns.
func (i *Info) cited(place *int) []any {
	return []any{place, &i.ID, &i.Seq, &i.Title, &i.Author, &i.Published, &i.Language, (*shownLink)(&i.URL), &i.Site}
}
