package library

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"footnote/article"
	"footnote/index"
	"footnote/model"
	"footnote/store"
)

// ChosenBy is what put the results of an answer in their order.
type ChosenBy string

// The values of ChosenBy.
const (
	ByWords ChosenBy = "words" // the index alone
	ByModel ChosenBy = "model" // a language model pointed at them, or at none
)

// Pointing is whether a model may point at the passages of an answer.
type Pointing int

// The values of Pointing.
const (
	AsSet  Pointing = iota // as the library's moderators and the operator decided
	Always                 // the operator asks for it
	Never
)

// Ask answers a question as Answer does. If there is a model and it may point,
// it chooses among the passages that were found. The words are always cut from
// the store. If the model fails or is late, the answer is that of Answer.
func (l *Library) Ask(ctx context.Context, q index.Query, use Pointing) (Answer, error) {
	if l.model == nil {
		return l.Answer(ctx, q)
	}
	may, err := l.mayPoint(ctx, use)
	if err != nil {
		return Answer{}, err
	}
	if !may || q.Kind != index.Passages || len(q.Text) > model.MaxQuestion {
		answer, err := l.Answer(ctx, q)
		answer.ChosenBy = ByWords
		return answer, err
	}
	p := pointing{library: l, query: q}
	return p.ask(ctx)
}

// HasModel reports whether a model is set.
func (l *Library) HasModel() bool { return l.model != nil }

// mayPoint reports whether the model may be asked.
func (l *Library) mayPoint(ctx context.Context, use Pointing) (bool, error) {
	if use != AsSet {
		return use == Always, nil
	}
	s, err := l.Settings(ctx)
	return s.MayPoint(l.modelOn), err
}

// MayPoint reports whether a model may choose passages. byDefault is the
// operator's decision, for libraries that made none.
func (s Settings) MayPoint(byDefault bool) bool {
	return s.Model == On || s.Model == ByDefault && byDefault
}

// A pointing is a question to which a model may point out the answer.
type pointing struct {
	library *Library
	query   index.Query // as it was asked
	state   string      // of the library; part of the key for what the model said before
}

// ask answers the question.
func (p *pointing) ask(ctx context.Context) (Answer, error) {
	wide := p.query
	wide.Limit = max(wide.Limit, model.MaxPassages)
	wide.Why = true
	answer, err := p.library.Answer(ctx, wide)
	if err != nil {
		return Answer{}, err
	}
	answer.ChosenBy = ByWords
	if answer.Empty || answer.Pinned { // a moderator's choice takes precedence
		return p.asAsked(answer), nil
	}
	if p.state, err = p.library.stateFor(ctx, p.query); err == nil {
		inTime, cancel := context.WithTimeout(ctx, p.library.model.Timeout())
		defer cancel()
		wide, answer = p.byMeaning(inTime, wide, answer)
		answer = p.point(inTime, wide, answer)
	}
	return p.asAsked(answer), nil
}

// stateFor says what an answer to q depends on besides q's text: the library's
// history, the filters, and what moderators taught.
func (l *Library) stateFor(ctx context.Context, q index.Query) (string, error) {
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return "", err
	}
	lessons, err := l.store.Lessons(ctx, l.name, store.PinLesson, store.SynonymLesson)
	return fmt.Sprint(head.Seq, head.Chain, q.Article, q.Within, lessons), err
}

// Prepare makes the vectors that the library lacks, if a model may point. It is
// for a process that answers and ends, and does nothing in the background.
func (l *Library) Prepare(ctx context.Context, use Pointing) error {
	if !l.model.Has(model.EmbedRole) {
		return nil
	}
	may, err := l.mayPoint(ctx, use)
	if err == nil && may {
		_, err = l.Embed(ctx)
	}
	return err
}

// asAsked removes from an answer what was only needed to point.
func (p *pointing) asAsked(answer Answer) Answer {
	answer.Results = answer.Results[:min(len(answer.Results), cmp.Or(p.query.Limit, 5))]
	if !p.query.Why {
		answer.Confidence = nil
		for i := range answer.Results {
			answer.Results[i].Why = nil
		}
	}
	return answer
}

// point lets the model choose. If anything fails, the answer stays as it was.
func (p *pointing) point(ctx context.Context, wide index.Query, answer Answer) Answer {
	m := p.library.model
	if !m.Has(model.ChooseRole) {
		return answer
	}
	candidates := answer.Results[:min(len(answer.Results), model.MaxPassages)]
	groups := [][]Result{candidates}
	if m.Has(model.RephraseRole) && !answer.Answered {
		groups = p.joined(ctx, wide, answer.Results)
	}
	for _, group := range groups {
		choice, err := p.choose(ctx, group)
		if err != nil {
			p.failed(model.ChooseRole, err)
			return answer
		}
		if choice.None() {
			continue
		}
		if choice.Confidence == model.Low && !hasWordOf(group[choice.Passages[0]]) {
			m.Note(model.ChooseRole, model.Unsupported)
			return answer
		}
		return answer.chosen(group, choice, p.sure(ctx, answer, group, choice))
	}
	if len(candidates) == 0 {
		return answer
	}
	return answer.noneChosen()
}

// joined returns the candidates together with those of the model's own queries,
// in groups that can be asked about at once. The first of the original
// candidates come first, then those of the queries, then the rest of the
// original ones.
func (p *pointing) joined(ctx context.Context, wide index.Query, found []Result) [][]Result {
	found = found[:min(len(found), model.MaxPassages)]
	more, err := p.rephrased(ctx, wide, found)
	if err != nil {
		p.failed(model.RephraseRole, err)
	}
	if len(more) == 0 {
		return [][]Result{found}
	}
	lead := min(len(found), ledBy)
	all := slices.Concat(found[:lead], more[:min(len(more), model.MaxPassages-lead)], found[lead:], more[min(len(more), model.MaxPassages-lead):])
	return slices.Collect(slices.Chunk(all[:min(len(all), 2*model.MaxPassages)], model.MaxPassages))
}

// ledBy is how many of the first hits come before those of other queries.
const ledBy = 10

// rephrased returns passages that only the model's queries found, marked by
// the question itself.
func (p *pointing) rephrased(ctx context.Context, wide index.Query, found []Result) ([]Result, error) {
	l := p.library
	languages, err := l.store.Languages(ctx, l.name)
	if err != nil {
		return nil, err
	}
	queries, err := l.model.Rephrase(ctx, l.name, p.state, wide.Text, languages)
	if err != nil {
		return nil, err
	}
	var ranked [][]article.Place
	for _, text := range queries {
		if !index.HasWord(text) {
			continue
		}
		also, err := l.Answer(ctx, index.Query{Kind: index.Passages, Text: text, Article: wide.Article, Within: wide.Within, Limit: model.MaxPassages})
		if err != nil {
			return nil, err
		}
		var places []article.Place
		for _, r := range also.Results {
			places = append(places, r.Place)
		}
		ranked = append(ranked, places)
	}
	places := inTurn(ranked, found)
	wide.Join = append(places, wide.Join...)
	return l.at(ctx, wide, places)
}

// maxJoined is how many passages the model's queries may add.
const maxJoined = model.MaxPassages

// inTurn returns the first of each list, then the second, each once, without
// those that were found already.
func inTurn(lists [][]article.Place, found []Result) []article.Place {
	seen := map[article.Place]bool{}
	for _, r := range found {
		seen[r.Place] = true
	}
	var places []article.Place
	for n := range model.MaxPassages {
		for _, list := range lists {
			if n < len(list) && !seen[list[n]] && len(places) < maxJoined {
				seen[list[n]] = true
				places = append(places, list[n])
			}
		}
	}
	return places
}

// at returns the passages at places as results of q, which joins them to its
// candidates.
func (l *Library) at(ctx context.Context, q index.Query, places []article.Place) ([]Result, error) {
	if len(places) == 0 {
		return nil, nil
	}
	q.Limit = index.MaxLimit
	answer, err := l.Answer(ctx, q)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, place := range places {
		if i := slices.IndexFunc(answer.Results, func(r Result) bool { return r.Place == place }); i >= 0 {
			results = append(results, answer.Results[i])
		}
	}
	return results, nil
}

// choose asks the model about a group of candidates.
func (p *pointing) choose(ctx context.Context, group []Result) (model.Choice, error) {
	q := model.Question{Library: p.library.name, State: p.state, Text: p.query.Text}
	for _, r := range group {
		q.Passages = append(q.Passages, r.forModel())
	}
	if len(q.Passages) == 0 {
		return model.Choice{}, nil
	}
	return p.library.model.Choose(ctx, q)
}

// sure reports whether a choice is shown as an answer. It is if the words alone
// are sure of the same passage. Otherwise the model must choose it again from
// the candidates in another order: a choice by chance or by position would
// differ. If the words alone are unsure, the model must be sure both times and
// name the same sentence. If they find no answer, no choice is shown.
func (p *pointing) sure(ctx context.Context, answer Answer, group []Result, choice model.Choice) bool {
	switch {
	case choice.Confidence == model.Low, answer.Outcome() == None:
		return false
	case answer.Answered && group[choice.Passages[0]].Place == answer.Results[0].Place:
		return true
	case answer.Unsure && (choice.Confidence < model.High || len(group) < minTurned):
		return false
	}
	turned := slices.Clone(group)
	slices.Reverse(turned)
	again, err := p.choose(ctx, turned)
	if err != nil {
		p.failed(model.ChooseRole, err)
		return answer.Answered
	}
	if again.None() || again.Confidence == model.Low || answer.Unsure && again.Confidence < model.High {
		return false
	}
	picked := len(group) - 1 - again.Passages[0]
	if answer.Unsure {
		return picked == choice.Passages[0] && again.Sentence == choice.Sentence
	}
	return slices.Contains(choice.Passages[:min(len(choice.Passages), 2)], picked) // two passages may answer equally well
}

// minTurned is the least number of candidates for which choosing the same one
// twice means something.
const minTurned = 5

// failed logs that the model did not help. The error contains nothing of the
// question.
func (p *pointing) failed(role model.Role, err error) {
	p.library.log.Debug("the model was of no help", "role", role, "err", err)
}

// forModel returns what a model is sent of a result: only words of the article.
func (r Result) forModel() model.Passage {
	out := model.Passage{Title: r.Article.Title, Heading: r.Section, Lead: r.Lead}
	for i, s := range r.sentences() {
		out.Sentences = append(out.Sentences, s.Of(r.Passage))
		if s.Start <= r.Sentence.Start {
			out.Best = i
		}
	}
	return out
}

// sentences returns the sentences of the passage, as they are numbered.
func (r Result) sentences() []article.Span {
	return index.Sentences(index.Text{Text: r.Passage, Kind: r.Kind, Language: r.Article.Language})
}

// hasWordOf reports whether a result has any word, synonym or number of the
// question, in the passage or above it.
func hasWordOf(r Result) bool {
	if len(r.Highlights) > 0 {
		return true
	}
	return r.Why != nil && slices.ContainsFunc(r.Why.Words, func(w index.TermReason) bool {
		return len(w.Text)+len(w.Heading)+len(w.Title) > 0
	})
}

// The scores of answers that a model chose: of one that it is sure of, of one
// that it calls likely, of a possible one, and at most of a miss.
const (
	highScore   = 0.9
	mediumScore = 0.5
	unsureScore = 0.1
	noneScore   = 0.01
)

// chosen returns the answer with the passages of a choice first. sure is set if
// the choice was confirmed.
func (a Answer) chosen(group []Result, choice model.Choice, sure bool) Answer {
	a.ChosenBy = ByModel
	a.Answered = sure && choice.Confidence > model.Low
	a.Unsure = !a.Answered
	var first []Result
	for _, i := range choice.Passages {
		first = append(first, group[i])
	}
	if all := first[0].sentences(); choice.Sentence < len(all) {
		first[0].Sentence = all[choice.Sentence]
	}
	rest := slices.DeleteFunc(slices.Clone(a.Results), func(r Result) bool {
		return slices.ContainsFunc(first, func(f Result) bool { return f.Place == r.Place })
	})
	a.Results = append(first, rest...)
	score := unsureScore
	switch {
	case a.Answered && choice.Confidence == model.High:
		score = max(highScore, first[0].Score)
	case a.Answered:
		score = mediumScore
	}
	a.limitScores(score)
	return a
}

// noneChosen returns the answer as a miss, with the nearest passages.
func (a Answer) noneChosen() Answer {
	a.ChosenBy, a.Answered, a.Unsure = ByModel, false, false
	a.Results = slices.Clone(a.Results)
	if len(a.Results) > 0 {
		a.limitScores(min(noneScore, a.Results[0].Score))
	}
	return a
}

// limitScores sets the score of the first result, and lowers those of the others
// to it.
func (a Answer) limitScores(first float64) {
	for i := range a.Results {
		a.Results[i].Score = min(a.Results[i].Score, first)
	}
	a.Results[0].Score = first
}

// ModelHosts names the hosts that receive questions and passages, and those
// that receive each article's passages; "" if there is no such model.
func (l *Library) ModelHosts() (choosing, embedding string) {
	if l.model == nil {
		return "", ""
	}
	return cmp.Or(l.model.Host(model.ChooseRole), l.model.Host(model.RephraseRole)), l.model.Host(model.EmbedRole)
}

// ModelOn reports whether a model may point in libraries whose moderators have
// not decided.
func (l *Library) ModelOn() bool { return l.modelOn }

// A ModelCount says how often calls of a role had an outcome, and how long
// they took together.
type ModelCount struct {
	Role, Outcome string
	Calls         int
	Took          time.Duration
}

// ModelCounts returns the outcomes of all calls to the model.
func (ls *Libraries) ModelCounts() []ModelCount {
	if ls.config.Model == nil {
		return nil
	}
	var list []ModelCount
	for _, c := range ls.config.Model.Counts() {
		list = append(list, ModelCount{string(c.Role), string(c.Outcome), c.Calls, c.Took})
	}
	return list
}
