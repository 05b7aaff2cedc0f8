package library

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/index"
	"footnote/index/complete"
	"footnote/store"
)

// A Completion is an article, by its title, or a quotation that matches what is
// typed so far.
type Completion struct {
	Text    string        // the title, or the quotation without quotation marks
	Place   article.Place // of a quotation; N is 0 for an article
	Speaker string        // of a quotation, "" if unknown

	quotes int // of an article: how many it has
}

// Names returns the people with words in their names that begin with what is
// typed so far, the most mentioned first, or all if nothing is typed. It
// tolerates typos. It returns at most limit names; 0 means 5.
func (l *Library) Names(ctx context.Context, typed string, limit int) (names []string, err error) {
	err = l.withIndex(ctx, func(x *index.Index) error {
		names, err = x.Names(ctx, typed, limit)
		return err
	})
	if errors.Is(err, errEmpty) {
		return nil, nil
	}
	return names, err
}

// Titles returns articles by the words of their titles, the newest first. It
// matches like Names.
func (l *Library) Titles(ctx context.Context, typed string, limit int) ([]Completion, error) {
	return l.completionsFor(ctx, typed, limit, func(o *openIndex) *completions { return &o.titles }, l.allTitles)
}

// Quotations returns quotations by their words and their speakers' names, those
// of the newest article first. It matches like Names. If a library has more
// than maxQuotations, those of the oldest articles are left out.
func (l *Library) Quotations(ctx context.Context, typed string, limit int) ([]Completion, error) {
	return l.completionsFor(ctx, typed, limit, func(o *openIndex) *completions { return &o.quotations }, l.allQuotations)
}

// Speakers is like Names, for people who are quoted, the most quoted first. It
// leaves out those who are only described, such as “a spokesman”.
func (l *Library) Speakers(ctx context.Context, typed string, limit int) ([]string, error) {
	found, err := l.completionsFor(ctx, typed, limit, func(o *openIndex) *completions { return &o.speakers }, l.allSpeakers)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(found))
	for i, c := range found {
		names[i] = c.Text
	}
	return names, nil
}

func (l *Library) allSpeakers(ctx context.Context) ([]Completion, error) {
	all, err := l.allQuotations(ctx)
	if err != nil {
		return nil, err
	}
	said := map[string]int{}
	for _, c := range all {
		if first, _ := utf8.DecodeRuneInString(c.Speaker); unicode.IsUpper(first) || unicode.Is(unicode.Lo, first) {
			said[c.Speaker]++
		}
	}
	names := slices.SortedFunc(maps.Keys(said), func(a, b string) int {
		return cmp.Or(said[b]-said[a], strings.Compare(a, b))
	})
	speakers := make([]Completion, len(names))
	for i, name := range names {
		speakers[i] = Completion{Text: name}
	}
	return speakers, nil
}

// maxQuotations bounds what is kept in memory to complete quotations: about
// 300 bytes each.
const maxQuotations = 20_000

// completions are all completions of a library, kept as long as its index is
// open. They are read on first use, and again after the library has changed.
type completions struct {
	mu    sync.Mutex
	head  store.Head
	all   []Completion
	words *complete.Completer // of all

	bytes atomic.Int64 // about how many all of this takes
}

// completionBytes is about how many bytes a completion takes apart from its
// text, which counts twice: its words are stored too.
const completionBytes = 150

func (l *Library) completionsFor(ctx context.Context, typed string, limit int, which func(*openIndex) *completions, read func(context.Context) ([]Completion, error)) ([]Completion, error) {
	all, words, err := l.completions(ctx, which, read)
	if err != nil || words == nil {
		return nil, err
	}
	if limit <= 0 {
		limit = 5
	}
	var found []Completion
	for _, i := range words.Complete(typed, limit) {
		found = append(found, all[i])
	}
	return found, nil
}

// completions returns all completions of a kind, nil for a library that never had
// an article.
func (l *Library) completions(ctx context.Context, which func(*openIndex) *completions, read func(context.Context) ([]Completion, error)) ([]Completion, *complete.Completer, error) {
	head, err := l.store.Head(ctx, l.name)
	if err != nil || head.Seq == 0 {
		return nil, nil, err
	}
	o, err := l.indexes.acquire(l.name)
	if err != nil {
		return nil, nil, err
	}
	defer l.indexes.release(o)
	return which(o).at(ctx, head, read)
}

// at returns the completions at head.
func (o *completions) at(ctx context.Context, head store.Head, read func(context.Context) ([]Completion, error)) ([]Completion, *complete.Completer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.words != nil && o.head == head {
		return o.all, o.words, nil
	}
	all, err := read(ctx)
	if err != nil {
		return nil, nil, err
	}
	texts := make([][]string, len(all))
	for i, offer := range all {
		texts[i] = []string{offer.Text}
		if offer.Speaker != "" {
			texts[i] = append(texts[i], offer.Speaker)
		}
	}
	o.head, o.all, o.words = head, all, complete.New(texts)
	bytes := 0
	for _, c := range all {
		bytes += completionBytes + 2*len(c.Text)
	}
	o.bytes.Store(int64(bytes))
	return o.all, o.words, nil
}

func (l *Library) allTitles(ctx context.Context) ([]Completion, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	return titlesOf(infos), err
}

func titlesOf(infos []store.Info) []Completion {
	all := make([]Completion, len(infos))
	for i, info := range infos {
		all[i] = Completion{Text: info.Title, Place: article.Place{Article: info.ID}, quotes: info.Quotes}
	}
	return all
}

func (l *Library) allQuotations(ctx context.Context) ([]Completion, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	if err != nil {
		return nil, err
	}
	var places []article.Place
	for _, info := range infos {
		for n := range min(info.Quotes, maxQuotations-len(places)) {
			places = append(places, article.Place{Article: info.ID, N: n})
		}
	}
	var all []Completion
	for len(places) > 0 {
		n := min(len(places), quotesAtOnce)
		quotes, err := l.store.Quotes(ctx, l.name, places[:n])
		if err != nil {
			return nil, err
		}
		for _, q := range quotes {
			if q.Quote.Text != "" && !q.Quote.Denied() {
				all = append(all, Completion{Text: q.Quote.Text, Place: q.Place, Speaker: q.Quote.Speaker})
			}
		}
		places = places[n:]
	}
	return all, nil
}

// quotesAtOnce is how many quotations are read from the store per query.
const quotesAtOnce = 500
