package library

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
	"footnote/store"
)

// An Answer is the result of a question: places and their words, best first.
type Answer struct {
	Query      string
	Answered   bool // if false, Results are the closest that the library has
	Unsure     bool // not answered, but too close to say that the library has no answer
	Results    []Result
	Terms      []Term         // the words that were looked for, to say which are missing
	Nowhere    []string       // phrases in quotation marks in Query that the library does not have
	Confidence []index.Reason // reasons for and against an answer, if asked for
	Empty      bool           // the library has no articles
	Pinned     bool           // the first of Results is of an article that a moderator chose for the question
	ChosenBy   ChosenBy       // "" if no model is set
	Lacks      bool           // for passages: the first lacks words that were looked for

	Person  *Person  // of Who: the person meant
	Persons []Person // of Who: the people who may be meant, if there are several
}

// A Certainty says whether a library has an answer to a question.
type Certainty string

// The values of Certainty.
const (
	Answered Certainty = "answer"
	Unsure   Certainty = "unsure" // Results may be the answer
	None     Certainty = "none"   // not in this library
)

// Outcome returns whether the question was answered.
func (a Answer) Outcome() Certainty {
	switch {
	case a.Answered:
		return Answered
	case a.Unsure:
		return Unsure
	}
	return None
}

// Score returns the score of the first result, 0 if there is none.
func (a Answer) Score() float64 {
	if len(a.Results) == 0 {
		return 0
	}
	return a.Results[0].Score
}

// A Term is a word of a question.
type Term struct {
	index.Term
	Holders []store.Info // if the question was not answered: the articles of In
}

// A Result is a passage or a quotation, with its place.
type Result struct {
	Article    store.Info
	Place      article.Place // of the passage
	Section    string
	Lead       string // words before Passage that belong to it, "" if none
	Follow     string // the passage that Passage introduces, "" if Passage can be read alone
	Kind       article.Kind
	Passage    string
	Sentence   article.Span   // the best sentence, item or row of Passage
	Highlights []article.Span // in Passage, in order, not overlapping
	Score      float64        // 0 to 1: confidence that this answers
	Also       []store.Info   // other articles with the same words
	Why        *index.Why     // what ranked a passage, if asked for

	// Only for quotations:
	Quote      *article.Quote
	QuotePlace article.Place
	QuoteMarks []article.Span // words of the question, in Quote.Text
}

// Answer answers q. Every word of the answer is taken from the store; a place
// that the index names and the store does not have is left out. If q has only
// an article, quotations are those of the article, in its order. A text without
// words is ErrNoWords.
func (l *Library) Answer(ctx context.Context, q index.Query) (Answer, error) {
	if q.Kind == index.Quotes && q.Article != "" && q.Text == "" && q.Speaker == "" {
		return l.quotesOf(ctx, q)
	}
	if !index.HasWord(q.Text) && (q.Kind == index.Passages || q.Text != "") {
		return Answer{}, ErrNoWords
	}
	return l.answerAsTaught(ctx, q)
}

// answer answers q with the index's ranking, without what moderators taught.
func (l *Library) answer(ctx context.Context, q index.Query) (Answer, error) {
	found, results, err := l.find(ctx, q, nil)
	if errors.Is(err, errEmpty) {
		return Answer{Query: q.Text, Empty: true}, nil
	}
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{
		Query: q.Text, Results: results,
		Answered: found.Answered, Unsure: found.Unsure, Confidence: found.Confidence, Nowhere: found.Nowhere, Lacks: found.Lacks,
	}
	if len(results) == 0 {
		answer.Answered, answer.Unsure = false, false
	}
	answer.Terms, err = l.terms(ctx, found.Terms, !answer.Answered)
	return answer, err
}

// closest returns the places that are closest to words, best first. It leaves
// out what an answer does for the person who asks. heard, if not nil, is called
// with the places whose words are about to be read.
func (l *Library) closest(ctx context.Context, q index.Query, heard func([]article.Place)) ([]Result, error) {
	_, results, err := l.find(ctx, q, heard)
	if errors.Is(err, errEmpty) {
		err = nil
	}
	return results, err
}

// find returns what the index finds, and the words at these places. The error
// is errEmpty if the library has no articles.
func (l *Library) find(ctx context.Context, q index.Query, heard func([]article.Place)) (found index.Found, results []Result, err error) {
	cut := cutter{library: l, heard: heard}
	err = l.withIndex(ctx, func(x *index.Index) error {
		found, err = x.Find(ctx, q, cut.words)
		return err
	})
	if err != nil {
		return found, nil, err
	}
	results, err = cut.results(ctx, q.Kind, found.Hits)
	return found, results, err
}

// terms adds to words the articles that hold them, if there are few and named
// is true. Articles that no longer exist are left out.
func (l *Library) terms(ctx context.Context, words []index.Term, named bool) ([]Term, error) {
	terms := make([]Term, len(words))
	var ids []string
	for i, w := range words {
		terms[i].Term = w
		for _, id := range w.In {
			if named && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	known, err := l.store.Infos(ctx, l.name, ids...)
	for i, w := range words {
		for _, id := range w.In {
			if info, ok := known[id]; ok {
				terms[i].Holders = append(terms[i].Holders, info)
			}
		}
	}
	return terms, err
}

// RandomQuote returns a random quotation of the articles that match a filter;
// all are equally likely.
func (l *Library) RandomQuote(ctx context.Context, f store.Filter) (Answer, error) {
	articles, err := l.quotedArticles(ctx, f)
	if err != nil {
		return Answer{}, err
	}
	total := 0
	for _, a := range articles {
		total += a.quotes
	}
	if total == 0 {
		counts, err := l.store.Count(ctx, l.name)
		return Answer{Empty: counts.Articles == 0}, err
	}
	for range tries {
		var drawn []article.Place
		for range min(guesses, total) {
			drawn = append(drawn, nthQuote(articles, rand.IntN(total)))
		}
		answer, err := l.QuotesAt(ctx, drawn...)
		if err != nil {
			return Answer{}, err
		}
		if answer.Answered {
			answer.Results = answer.Results[:1]
			return answer, nil
		}
	}
	return Answer{}, nil
}

// quotedArticles returns the articles that match a filter, with the number of
// their quotations. All of them are those that titles are completed with.
func (l *Library) quotedArticles(ctx context.Context, f store.Filter) ([]Completion, error) {
	if f == (store.Filter{}) {
		all, _, err := l.completions(ctx, func(o *openIndex) *completions { return &o.titles }, l.allTitles)
		return all, err
	}
	infos, err := l.store.Articles(ctx, l.name, f)
	return titlesOf(infos), err
}

// nthQuote returns the place of the nth quotation of articles.
func nthQuote(articles []Completion, n int) article.Place {
	for _, a := range articles {
		if n < a.quotes {
			return article.Place{Article: a.Place.Article, N: n}
		}
		n -= a.quotes
	}
	return article.Place{}
}

// Quotations that no longer exist or that are denied are drawn in vain, so some
// are drawn at once, and others after that.
const (
	guesses = 3
	tries   = 7
)

// QuotesAt returns the quotations at places, each the Nth of an article, as an
// answer.
func (l *Library) QuotesAt(ctx context.Context, places ...article.Place) (answer Answer, err error) {
	hits := make([]index.Hit, len(places))
	for i, p := range places {
		hits[i] = index.Hit{Place: p, Score: 1}
	}
	cut := cutter{library: l}
	answer.Results, err = cut.results(ctx, index.Quotes, hits)
	answer.Answered = len(answer.Results) > 0
	return answer, err
}

// mostQuotes is how many quotations few articles exceed.
const mostQuotes = 100

// quotesOf returns the first quotations of an article.
func (l *Library) quotesOf(ctx context.Context, q index.Query) (Answer, error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	read := func(n int) func() (Answer, error) {
		places := make([]article.Place, n)
		for n := range places {
			places[n] = article.Place{Article: q.Article, N: n}
		}
		return Soon(ctx, ahead, func(ctx context.Context) (Answer, error) { return l.QuotesAt(ctx, places...) })
	}
	quotes := read(mostQuotes) // while it is asked how many there are
	info, err := l.store.Info(ctx, l.name, q.Article)
	if err != nil {
		return Answer{}, err
	}
	if info.Quotes > mostQuotes {
		quotes = read(info.Quotes)
	}
	answer, err := quotes()
	answer.Results = answer.Results[:min(len(answer.Results), cmp.Or(q.Limit, 5))]
	return answer, err
}

// A cutter reads words from the store for one answer, and remembers them: the
// words that ranked a hit are the words that are shown.
type cutter struct {
	library  *Library
	heard    func([]article.Place) // called with places before their words are read; may be nil
	passages map[article.Place]*store.Words
	quotes   map[article.Place]*store.QuoteWords
}

// at returns the words at p, none if they were not loaded.
func at[W any](loaded map[article.Place]*W, p article.Place) *W {
	if w := loaded[p]; w != nil {
		return w
	}
	return new(W)
}

// words returns the words at places, for the index's second stage.
func (c *cutter) words(ctx context.Context, kind index.Kind, places []article.Place) ([]index.Text, error) {
	if c.heard != nil {
		c.heard(places)
	}
	wanted := places
	if kind == index.Passages {
		wanted = c.withLeads(places)
	}
	if err := c.load(ctx, kind, wanted); err != nil {
		return nil, err
	}
	texts := make([]index.Text, len(places))
	for i, p := range places {
		if kind == index.Quotes {
			w := at(c.quotes, p)
			texts[i] = index.Text{Text: w.Quote.Text, Title: w.Info.Title, Language: w.Info.Language}
			if len(w.Passages) > 0 {
				texts[i].Section = w.Passages[0].Section
			}
		} else {
			w := at(c.passages, p)
			texts[i] = index.Text{Text: w.Passage.Text, Kind: w.Passage.Kind, Section: w.Passage.Section, Title: w.Info.Title, Language: w.Info.Language, Lead: c.lead(p)}
		}
	}
	return texts, nil
}

// withLeads returns places and the passages directly before them, which may
// introduce them. Where each query is a round trip, also those after them, which
// they may introduce: that is known when they are read, and then costs another.
func (c *cutter) withLeads(places []article.Place) []article.Place {
	all := append(make([]article.Place, 0, 3*len(places)), places...)
	add := func(p article.Place) {
		if p.N >= 0 && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	for _, p := range places {
		add(article.Place{Article: p.Article, N: p.N - 1})
		if c.library.store.Remote() {
			add(article.Place{Article: p.Article, N: p.N + 1})
		}
	}
	return all
}

// lead returns the words before the passage at p that belong to it, "" if none.
// Both passages are from one version of the article.
func (c *cutter) lead(p article.Place) string {
	before, ok := c.passages[article.Place{Article: p.Article, N: p.N - 1}]
	if !ok || before.Info.Seq != at(c.passages, p).Info.Seq {
		return ""
	}
	return lang.LeadIn(before.Passage, at(c.passages, p).Passage)
}

// follows returns the places after hits that say little alone, as far as is
// known: of one that is not read yet that may be so.
func (c *cutter) follows(hits []index.Hit) []article.Place {
	var places []article.Place
	for _, h := range hits {
		w, read := c.passages[h.Place]
		if !read && c.library.store.Remote() || read && lang.IsLeadIn(w.Passage) {
			places = append(places, article.Place{Article: h.Place.Article, N: h.Place.N + 1})
		}
	}
	return places
}

// follow returns the passage that the one at p introduces, "" if none.
func (c *cutter) follow(p article.Place) string {
	next := article.Place{Article: p.Article, N: p.N + 1}
	if !lang.IsLeadIn(at(c.passages, p).Passage) || c.lead(next) == "" {
		return ""
	}
	return at(c.passages, next).Passage.Text
}

// load fetches the words of places that are not loaded yet.
func (c *cutter) load(ctx context.Context, kind index.Kind, places []article.Place) error {
	if kind == index.Quotes {
		return load(ctx, c.library, c.library.store.Quotes, &c.quotes, places)
	}
	return load(ctx, c.library, c.library.store.Passages, &c.passages, places)
}

func load[W any](ctx context.Context, l *Library,
	fetch func(ctx context.Context, library string, places []article.Place) ([]W, error),
	into *map[article.Place]*W, places []article.Place) error {
	missing := make([]article.Place, 0, len(places))
	for _, p := range places {
		if _, ok := (*into)[p]; !ok {
			missing = append(missing, p)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	words, err := fetch(ctx, l.name, missing)
	if err != nil {
		return err
	}
	if *into == nil {
		*into = make(map[article.Place]*W, len(missing))
	}
	for i, p := range missing {
		(*into)[p] = &words[i]
	}
	return nil
}

// results joins hits with their words.
func (c *cutter) results(ctx context.Context, kind index.Kind, hits []index.Hit) ([]Result, error) {
	var places []article.Place
	for _, h := range hits {
		places = append(places, h.Place)
		places = append(places, h.Also...)
	}
	if kind == index.Passages {
		places = append(places, c.follows(hits)...)
	}
	if err := c.load(ctx, kind, places); err != nil {
		return nil, err
	}
	if kind == index.Passages { // of hits that were not read before
		if err := c.load(ctx, kind, c.follows(hits)); err != nil {
			return nil, err
		}
	}
	results := make([]Result, 0, len(hits))
	for _, h := range hits {
		var r Result
		var ok bool
		if kind == index.Quotes {
			r, ok = c.quoteResult(h)
		} else {
			r, ok = c.passageResult(h)
		}
		if ok {
			results = append(results, r)
		}
	}
	return results, nil
}

func (c *cutter) passageResult(h index.Hit) (Result, bool) {
	w := at(c.passages, h.Place)
	r := Result{
		Article:    w.Info,
		Place:      h.Place,
		Section:    w.Passage.Section,
		Lead:       c.lead(h.Place),
		Follow:     c.follow(h.Place),
		Kind:       w.Passage.Kind,
		Passage:    w.Passage.Text,
		Sentence:   within(h.Sentence, w.Passage.Text),
		Highlights: spansWithin(h.Highlights, w.Passage.Text),
		Score:      h.Score,
		Why:        h.Why,
	}
	for _, p := range h.Also {
		if also := at(c.passages, p); also.Passage.Text != "" {
			r.Also = append(r.Also, also.Info)
		}
	}
	return r, r.Passage != ""
}

func (c *cutter) quoteResult(h index.Hit) (Result, bool) {
	w := at(c.quotes, h.Place)
	if w.Quote.Text == "" || w.Quote.Denied() || len(w.Quote.Parts) == 0 || len(w.Passages) == 0 {
		return Result{}, false
	}
	quote, part, passage := w.Quote, w.Quote.Parts[0], w.Passages[0]
	r := Result{
		Article:    w.Info,
		Place:      article.Place{Article: h.Place.Article, N: part.Passage},
		Section:    passage.Section,
		Kind:       passage.Kind,
		Passage:    passage.Text,
		Sentence:   within(part.Span, passage.Text),
		Score:      h.Score,
		Why:        h.Why,
		Quote:      &quote,
		QuotePlace: h.Place,
		QuoteMarks: spansWithin(h.Highlights, quote.Text),
	}
	// A quotation's first part begins its text, so marks in it are marks in the
	// passage, shifted.
	for _, m := range r.QuoteMarks {
		if moved := (article.Span{Start: part.Span.Start + m.Start, End: part.Span.Start + m.End}); moved.End <= part.Span.End {
			r.Highlights = append(r.Highlights, moved)
		}
	}
	for _, p := range h.Also {
		if also := at(c.quotes, p); also.Quote.Text != "" {
			r.Also = append(r.Also, also.Info)
		}
	}
	return r, true
}

// within returns s, or all of text if s does not fit: the span comes from the
// index, the text from the store.
func within(s article.Span, text string) article.Span {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return article.Span{Start: 0, End: len(text)}
	}
	return s
}

// spansWithin returns the spans that fit text, in order and not overlapping.
func spansWithin(spans []article.Span, text string) []article.Span {
	fit := make([]article.Span, 0, len(spans))
	end := 0
	for _, s := range spans {
		if s.Start >= end && s.End <= len(text) && s.Start < s.End {
			fit = append(fit, s)
			end = s.End
		}
	}
	return fit
}
