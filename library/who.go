package library

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/index"
	"footnote/index/who"
	"footnote/store"
)

// A Person is a person named in the library's articles.
type Person struct {
	Name      string
	Aliases   []string // other forms of the name, without Name
	Described []string // descriptions in the articles' words
	Articles  int      // number of articles that name them
	Mentions  int
	Quotes    int      // number of their quotations
	Said      []Result // the first of them, 2 at most

	In   []store.Info // articles that name them, the most mentions first
	With []string     // other people named in the same passages, the most frequent first
}

// maxMembers bounds the articles that are read for one person. A person named
// in more is described from the first of them.
const maxMembers = 20

// Who finds the person of a name. If the name may mean several people, the
// answer has Persons and no Results; otherwise its Results are the passages
// that describe the person, best first, then those that name them. A name
// without words is ErrNoWords.
func (l *Library) Who(ctx context.Context, name string, limit int) (Answer, error) {
	if !index.HasWord(name) {
		return Answer{}, ErrNoWords
	}
	answer := Answer{Query: name}
	var people []who.Person
	err := l.withIndex(ctx, func(x *index.Index) error {
		var err error
		people, err = x.People(ctx, name, 25)
		return err
	})
	if errors.Is(err, errEmpty) {
		answer.Empty = true
		return answer, nil
	}
	if err != nil {
		return answer, err
	}
	if len(people) == 0 {
		if people, err = l.peopleBeginning(ctx, name); err != nil {
			return answer, err
		}
	}
	if len(people) == 0 {
		return answer, nil
	}
	if len(people) > 1 {
		for _, p := range people {
			answer.Persons = append(answer.Persons, Person{Name: p.Name, Articles: len(p.Members)})
		}
		return answer, nil
	}
	members := people[0].Members
	person := Person{Name: people[0].Name, Articles: len(members), Mentions: people[0].Mentions}
	words, named, err := l.readPerson(ctx, &person, members[:min(len(members), maxMembers)])
	if err != nil {
		return Answer{}, err
	}
	answer.Results = l.describe(&person, words, limit, people[0].Score)
	answer.Answered = len(answer.Results) > 0
	if !answer.Answered {
		return answer, nil
	}
	answer.Person = &person
	lookAround(&person, words, named)
	return answer, nil
}

// maxSaid is how many quotations of a person are read.
const maxSaid = 2

// readPerson reads at the same time what the store has of a person: their
// members, who else their articles name, and their quotations, of which it
// fills in the number and the first.
func (l *Library) readPerson(ctx context.Context, person *Person, members []article.Place) (words []store.PersonWords, named []store.Named, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		words, err = l.store.People(ctx, l.name, members)
		return err
	})
	group.Go(func() (err error) {
		var ids []string
		for _, m := range members {
			if !slices.Contains(ids, m.Article) {
				ids = append(ids, m.Article)
			}
		}
		named, err = l.store.NamedIn(ctx, l.name, ids)
		return err
	})
	group.Go(func() error {
		said, err := l.Answer(ctx, index.Query{Kind: index.Quotes, Speaker: person.Name, Limit: maxSaid})
		if err != nil {
			return err
		}
		person.Said = said.Results
		return l.countQuotes(ctx, person)
	})
	return words, named, group.Wait()
}

// peopleBeginning finds the people of whose names each word of name begins one.
func (l *Library) peopleBeginning(ctx context.Context, name string) ([]who.Person, error) {
	var people []who.Person
	err := l.withIndex(ctx, func(x *index.Index) error {
		var err error
		people, err = x.PeopleBeginning(ctx, name, 25)
		return err
	})
	return people, err
}

// SpeakersBeginning returns the people who are quoted and of whose names each
// word of name begins one.
func (l *Library) SpeakersBeginning(ctx context.Context, name string, limit int) ([]string, error) {
	offered, err := l.Speakers(ctx, name, limit)
	if err != nil {
		return nil, err
	}
	typed := strings.Fields(index.FoldName(name))
	return slices.DeleteFunc(offered, func(speaker string) bool {
		words := strings.Fields(index.FoldName(speaker))
		for _, t := range typed {
			if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, t) }) {
				return true
			}
		}
		return false
	}), nil
}

// lookAround finds where a person is named, and who else is named there.
func lookAround(person *Person, words []store.PersonWords, named []store.Named) {
	members := map[article.Place]bool{}
	passages := map[article.Place]bool{} // that name the person
	var ids []string
	for _, w := range words {
		if w.Person.Name == "" {
			continue
		}
		members[w.Place] = true
		if !slices.Contains(ids, w.Place.Article) {
			ids = append(ids, w.Place.Article)
			person.In = append(person.In, w.Info)
		}
		for _, m := range w.Person.Mentions {
			passages[article.Place{Article: w.Place.Article, N: m.Passage}] = true
		}
	}
	beside := map[string]int{}
	for _, n := range named {
		if members[n.Place] {
			continue
		}
		last := -1
		for _, p := range n.Passages {
			if p != last && passages[article.Place{Article: n.Place.Article, N: p}] {
				beside[n.Name]++
			}
			last = p
		}
	}
	person.With = slices.SortedFunc(maps.Keys(beside), func(a, b string) int {
		return cmp.Or(beside[b]-beside[a], strings.Compare(a, b))
	})
}

// describe fills person from its members' words and returns the passages that
// describe it, alternating between articles.
func (l *Library) describe(person *Person, words []store.PersonWords, limit int, score float64) []Result {
	type described struct {
		rank   int // among those of its article
		result Result
	}
	var all []described
	for _, w := range words {
		for _, name := range append([]string{w.Person.Name}, w.Person.Aliases...) {
			if name != "" && name != person.Name && !slices.Contains(person.Aliases, name) {
				person.Aliases = append(person.Aliases, name)
			}
		}
		for rank := range w.Person.Described {
			if r, ok := describing(w, rank, score); ok {
				all = append(all, described{rank, r})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b described) int { return cmp.Compare(a.rank, b.rank) })
	var results []Result
	for _, d := range all {
		phrase := d.result.Sentence.Of(d.result.Passage)
		if len(results) == limit || slices.Contains(person.Described, phrase) {
			continue
		}
		person.Described = append(person.Described, phrase)
		results = append(results, d.result)
	}
	return results
}

// describing returns the passage with the nth description of a person; the
// description is its sentence.
func describing(w store.PersonWords, n int, score float64) (Result, bool) {
	if n >= len(w.Passages) {
		return Result{}, false
	}
	m, p := w.Person.Described[n], w.Passages[n]
	if m.Span.Of(p.Text) == "" {
		return Result{}, false
	}
	r := Result{
		Article:  w.Info,
		Place:    article.Place{Article: w.Place.Article, N: m.Passage},
		Section:  p.Section,
		Kind:     p.Kind,
		Passage:  p.Text,
		Sentence: m.Span,
		Score:    score,
	}
	for _, mention := range w.Person.Mentions {
		if mention.Passage == m.Passage {
			r.Highlights = append(r.Highlights, mention.Span)
		}
	}
	r.Highlights = spansWithin(r.Highlights, p.Text)
	return r, true
}

// countQuotes counts the person's quotations.
func (l *Library) countQuotes(ctx context.Context, person *Person) error {
	return l.withIndex(ctx, func(x *index.Index) error {
		cut := cutter{library: l}
		found, err := x.Find(ctx, index.Query{Kind: index.Quotes, Speaker: person.Name, Limit: 1}, cut.words)
		person.Quotes = found.Total
		return err
	})
}
