package library

import (
	"cmp"
	"context"
	"slices"

	"footnote/article"
	"footnote/index"
	"footnote/store"
)

// minSimilarity is the least share of words that a question and a pinned one must
// have in common for the pin to answer. At 0.6, a question may have one word
// more than a pinned one of two.
const minSimilarity = 0.6

// answerAsTaught answers q by what moderators taught: a question with a
// synonym is asked with the other word as well, and a pinned article comes
// first.
func (l *Library) answerAsTaught(ctx context.Context, q index.Query) (Answer, error) {
	lessons, err := l.store.Lessons(ctx, l.name, store.PinLesson, store.SynonymLesson)
	if err != nil {
		return Answer{}, err
	}
	answer, err := l.answer(ctx, q)
	if err != nil || answer.Empty || len(lessons) == 0 {
		return answer, err
	}
	pins, synonyms := readLessons(lessons)
	texts := []string{q.Text}
	for _, other := range index.Reword(q.Text, wordsOf(synonyms)) {
		texts = append(texts, other)
		asked := q
		asked.Text = other
		also, err := l.answer(ctx, asked)
		if err != nil {
			return Answer{}, err
		}
		answer = joinAnswers(answer, also, cmp.Or(q.Limit, defaultLimit))
	}
	if pin, ok := pinFor(pins, texts); ok && q.Kind == index.Passages && q.Article == "" && q.Filter()(pin.Article.ID) {
		return l.withPin(ctx, q, pin, answer)
	}
	return answer, nil
}

// defaultLimit is how many results an answer has if its query sets no limit.
const defaultLimit = 5

func wordsOf(synonyms []Synonym) [][2]string {
	words := make([][2]string, len(synonyms))
	for i, s := range synonyms {
		words[i] = s.Words
	}
	return words
}

// joinAnswers joins two answers to the same question, asked in different words:
// the one with more confidence leads, and results are sorted by score.
func joinAnswers(a, b Answer, limit int) Answer {
	if b.Score() > a.Score() {
		b.Query = a.Query
		a, b = b, a
	}
	for _, r := range b.Results {
		if !slices.ContainsFunc(a.Results, r.samePlace) {
			a.Results = append(a.Results, r)
		}
	}
	slices.SortStableFunc(a.Results, func(x, y Result) int { return cmp.Compare(y.Score, x.Score) })
	a.Results = a.Results[:min(limit, len(a.Results))]
	return a
}

// samePlace reports whether two results are the same passage or quotation.
func (r Result) samePlace(other Result) bool {
	return r.Place == other.Place && r.QuotePlace == other.QuotePlace
}

// pinFor returns the pin whose question is most like one of texts.
func pinFor(pins []Pin, texts []string) (best Pin, ok bool) {
	most := 0.0
	for _, p := range pins {
		for _, text := range texts {
			if like := index.Similarity(p.Question, text); like >= minSimilarity && like > most {
				best, most = p, like
			}
		}
	}
	return best, most > 0
}

// withPin puts the best passage of a pinned article before the other results.
// The pin of a removed article has no effect.
func (l *Library) withPin(ctx context.Context, q index.Query, pin Pin, answer Answer) (Answer, error) {
	first, ok, err := l.bestOf(ctx, q, pin)
	if err != nil || !ok {
		return answer, err
	}
	rest := slices.DeleteFunc(answer.Results, first.samePlace)
	first.Score = 1
	answer.Results = append([]Result{first}, rest...)
	answer.Results = answer.Results[:min(cmp.Or(q.Limit, defaultLimit), len(answer.Results))]
	answer.Answered, answer.Unsure, answer.Pinned = true, false, true
	return answer, nil
}

// bestOf returns the passage of a pinned article that fits the question best;
// if there is none, the one for the pinned question, or else the article's
// first. ok is false if the article does not exist.
func (l *Library) bestOf(ctx context.Context, q index.Query, pin Pin) (best Result, ok bool, err error) {
	for _, text := range []string{q.Text, pin.Question} {
		found, err := l.answer(ctx, index.Query{Kind: index.Passages, Text: text, Article: pin.Article.ID, Limit: 1, Why: q.Why, Weights: q.Weights})
		if err != nil {
			return Result{}, false, err
		}
		if len(found.Results) > 0 {
			return found.Results[0], true, nil
		}
	}
	cut := cutter{library: l}
	results, err := cut.results(ctx, index.Passages, []index.Hit{{Place: article.Place{Article: pin.Article.ID}}})
	if err != nil || len(results) == 0 {
		return Result{}, false, err
	}
	return results[0], true, nil
}
