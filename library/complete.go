package library

import (
	"context"
	"errors"
	"sync"

	"footnote/article"
	"footnote/index"
	"footnote/index/complete"
	"footnote/store"
)

// An Offer is something that may be meant by what is typed so far: an
// article by its title, or a quotation.
type Offer struct {
	Text    string        // the title, or the quotation without its marks
	Place   article.Place // of a quotation; N is 0 for an article
	Speaker string        // of a quotation, "" if nobody is named
}

// Names returns the people whose names have words that begin with what is
// typed so far, the most mentioned first; all where nothing is typed. A slip
// of the finger is forgiven. At most limit, which 0 makes 5.
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

// Titles offers articles by the words of their titles as Names does people,
// the newest first.
func (l *Library) Titles(ctx context.Context, typed string, limit int) ([]Offer, error) {
	return l.offer(ctx, typed, limit, func(o *openIndex) *offers { return &o.titles }, l.allTitles)
}

// Quotations offers quotations by their words and their speakers' names as
// Names does people, those of the newest article first. Where a library has
// more than mostQuotations, those of the oldest articles are not offered.
func (l *Library) Quotations(ctx context.Context, typed string, limit int) ([]Offer, error) {
	return l.offer(ctx, typed, limit, func(o *openIndex) *offers { return &o.quotations }, l.allQuotations)
}

// mostQuotations bounds what is kept in memory to complete quotations: about
// 300 bytes each.
const mostQuotations = 20_000

// offers are what a library has to offer, kept beside its index while that
// is open. They are read when somebody first types, and again when the
// library has changed.
type offers struct {
	mu    sync.Mutex
	head  store.Head
	all   []Offer
	words *complete.Completer // of all
}

func (l *Library) offer(ctx context.Context, typed string, limit int, which func(*openIndex) *offers, read func(context.Context) ([]Offer, error)) ([]Offer, error) {
	head, err := l.store.Head(ctx, l.name)
	if err != nil || head.Seq == 0 {
		return nil, err
	}
	o, err := l.indexes.acquire(l.name)
	if err != nil {
		return nil, err
	}
	defer l.indexes.release(o)
	all, words, err := which(o).at(ctx, head, read)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = 5
	}
	var found []Offer
	for _, i := range words.Complete(typed, limit) {
		found = append(found, all[i])
	}
	return found, nil
}

// at returns what there is to offer at head.
func (o *offers) at(ctx context.Context, head store.Head, read func(context.Context) ([]Offer, error)) ([]Offer, *complete.Completer, error) {
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
	return o.all, o.words, nil
}

func (l *Library) allTitles(ctx context.Context) ([]Offer, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	if err != nil {
		return nil, err
	}
	all := make([]Offer, len(infos))
	for i, info := range infos {
		all[i] = Offer{Text: info.Title, Place: article.Place{Article: info.ID}}
	}
	return all, nil
}

func (l *Library) allQuotations(ctx context.Context) ([]Offer, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	if err != nil {
		return nil, err
	}
	var places []article.Place
	for _, info := range infos {
		for n := range min(info.Quotes, mostQuotations-len(places)) {
			places = append(places, article.Place{Article: info.ID, N: n})
		}
	}
	var all []Offer
	for len(places) > 0 {
		n := min(len(places), quotesAtOnce)
		quotes, err := l.store.Quotes(ctx, l.name, places[:n])
		if err != nil {
			return nil, err
		}
		for _, q := range quotes {
			if q.Quote.Text != "" && !q.Quote.Denied() {
				all = append(all, Offer{Text: q.Quote.Text, Place: q.Place, Speaker: q.Quote.Speaker})
			}
		}
		places = places[n:]
	}
	return all, nil
}

// quotesAtOnce is how many quotations are read from the store in one query.
const quotesAtOnce = 500
