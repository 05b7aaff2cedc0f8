package commands

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// The actions of /ask that ask a question about an answer: FollowUp opens the
// form, FollowedUp is sent by the form, or by a message that replies to the
// answer. Their arguments are those of Subject.
const (
	FollowUp   = "follow"
	FollowedUp = "followed"
)

// whoSaidAction shows again who said the words of an answer.
const whoSaidAction = "said"

// FollowField is the field of the form that has the question.
const FollowField = "question"

// maxFollowLength is the most code points of a follow-up, as of a question.
const maxFollowLength = 300

// Subject returns the arguments of a follow-up to a reply: what it is about.
// ok is false if it cites no article. isQuestion says that the reply's title
// is the question that it answers.
func Subject(reply Reply, isQuestion bool) (args []string, ok bool) {
	var id, person, titled string
	var passages []string // of the first article
	for _, b := range reply.Blocks {
		switch {
		case b.Cite == nil || b.Cite.Words == "":
			continue
		case id == "":
			id, person = b.Cite.Source.ID, cmp.Or(reply.About, b.Cite.Speaker)
		}
		if b.Cite.Source.ID == id && len(passages) < answersAPage {
			passages = append(passages, strconv.Itoa(b.Cite.Passage))
		}
	}
	if utf8.RuneCountInString(person) > maxSubjectName {
		person = ""
	}
	if isQuestion {
		titled = "q"
	}
	return []string{id, strings.Join(passages, ","), person, titled}, id != ""
}

// maxSubjectName is the most code points of a name in the id of a button, which
// has at most 100.
const maxSubjectName = 36

// A subject is what an answer was about, for the question that follows it.
type subject struct {
	article  string // id
	passages []int  // that were shown, the first first
	person   string // "" if unknown
	question string // that it answered, "" if it was no question
}

// subjectOf reads the arguments of a follow-up.
func subjectOf(req Request) (subject, bool) {
	if len(req.Args) < 4 {
		return subject{}, false
	}
	s := subject{article: req.Args[0], person: req.Args[2]}
	for text := range strings.SplitSeq(req.Args[1], ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return subject{}, false
		}
		s.passages = append(s.passages, n)
	}
	if req.Args[3] != "" {
		s.question = req.Above
	}
	return s, true
}

// followForm asks for the question that follows an answer.
func followForm(req Request) Reply {
	return Reply{Form: &Form{Title: req.T("Follow up"), Action: FollowedUp, Args: req.Args, Fields: []Field{{
		Name: FollowField, Label: req.T("Your question"),
		Description: req.T("About this answer: “and when?” or “who said that?” is enough"),
		Required:    true, MaxLength: maxFollowLength,
	}}}}
}

// followUp answers a question about an answer: it keeps the article and the
// person of that answer. What the article does not answer is looked for in the
// whole library.
func followUp(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	about, ok := subjectOf(req)
	text := req.Text(FollowField)
	switch {
	case !ok:
		return staleNote(req), nil
	case text == "":
		return req.Whisper("Please ask something. Nothing was asked."), nil
	}
	if asksSpeaker(text) {
		return whoSaid(ctx, lib, req, about)
	}
	_, a, err := lib.Article(ctx, about.article)
	if err != nil {
		return goneArticle(req, err)
	}
	if about.person == "" {
		about.person = personOf(a, about)
	}
	question := shorten(resolve(text, about), maxFollowLength)
	return askAgain(ctx, lib, req, question, about.article)
}

// askAgain answers a follow-up: from the article of the answer before it, or
// from the whole library if another article answers clearly better.
func askAgain(ctx context.Context, lib *library.Library, req Request, question, article string) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	ask := func(only string) func() (library.Answer, error) {
		return library.Soon(ctx, ahead, func(ctx context.Context) (library.Answer, error) {
			return lib.Answer(ctx, askQuery(req, question, only, nil))
		})
	}
	inThere, inAll := ask(article), ask("")
	inside, err := inThere()
	if err != nil {
		return Reply{}, err
	}
	anywhere, err := inAll()
	if err != nil {
		return Reply{}, err
	}
	only, answer := article, inside
	if anywhere.Answered && (!inside.Answered || anywhere.Score() > inside.Score()+changeSubject) {
		only, answer = "", anywhere
	}
	if lib.HasModel() {
		if answer, err = lib.Ask(ctx, askQuery(req, question, only, nil), req.Model); err != nil {
			return Reply{}, err
		}
	}
	return answered(ctx, lib, req, question, only, scope{}, 1, answer)
}

// changeSubject is by how much an answer of another article must be surer for a
// follow-up to leave the article, from 0 to 1. Answers of the article itself
// are within a few hundredths.
const changeSubject = 0.15

// goneArticle says that the article of an answer was removed meanwhile.
func goneArticle(req Request, err error) (Reply, error) {
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrBadName) {
		return req.Whisper("The article of that answer is not in this library any more."), nil
	}
	return Reply{}, err
}

// whoSaid answers who said the words of an answer: the quotations of its
// passage, or that it has none.
func whoSaid(ctx context.Context, lib *library.Library, req Request, about subject) (Reply, error) {
	info, a, err := lib.Article(ctx, about.article)
	if err != nil {
		return goneArticle(req, err)
	}
	reply := Reply{Title: info.Title, About: about.person}
	var results []library.Result
	var places []article.Place
	for _, n := range quotedAt(a, about.passages) {
		places = append(places, article.Place{Article: about.article, N: n})
	}
	if len(places) > 0 {
		answer, err := lib.QuotesAt(ctx, places...)
		if err != nil {
			return Reply{}, err
		}
		results = answer.Results
	}
	for _, r := range results {
		b := Block{Cite: citeQuote(r)}
		if r.Quote.Speaker == "" {
			b.Small = req.T("The article does not name who said that.")
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	if len(results) == 0 && a.Author != "" {
		return req.Whisper("No one is quoted there. The words are the article's own, “%s” by %s.", info.Title, a.Author), nil
	}
	if len(results) == 0 {
		return req.Whisper("No one is quoted there. The words are the article's own: “%s”.", info.Title), nil
	}
	reply.Buttons = opensArticle(req, results)
	reply.Again = &Again{Action: whoSaidAction, Args: req.Args}
	return reply, nil
}

// quotedAt returns the numbers of the quotations in passages of an article, in
// the order of the passages, as many as are shown at a time.
func quotedAt(a article.Article, passages []int) []int {
	var numbers []int
	for _, passage := range passages {
		for n, q := range a.Quotes {
			here := slices.ContainsFunc(q.Parts, func(p article.Part) bool { return p.Passage == passage })
			if here && !slices.Contains(numbers, n) && len(numbers) < quotesAPage {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers
}

// personOf returns the person that an answer was about: one that its question
// names, else the one that its passage quotes or names most. It returns "" if
// the passage names no one.
func personOf(a article.Article, about subject) string {
	asked := strings.Fields(index.FoldName(about.question))
	best, most := "", 0
	for _, p := range a.People {
		here := 0
		for _, m := range p.Mentions {
			if m.Passage == about.passages[0] {
				here++
			}
		}
		if slices.ContainsFunc(strings.Fields(index.FoldName(p.Name)), func(w string) bool { return slices.Contains(asked, w) }) {
			here += 1000 // the question names them
		}
		if here > most {
			best, most = p.Name, here
		}
	}
	if most >= 1000 {
		return best
	}
	for _, n := range quotedAt(a, about.passages[:1]) {
		if speaker := a.Quotes[n].Speaker; speaker != "" {
			return speaker
		}
	}
	return best
}

// resolve completes a question that follows an answer. One without words of its
// own, such as “and when?”, becomes the question before it, asked with its
// question word. In others a pronoun becomes the person of the answer.
func resolve(text string, about subject) string {
	words := withoutConnectors(strings.Fields(text))
	named, whole := withName(words, about.person)
	if whole || slices.ContainsFunc(words, hasContent) {
		return strings.Join(named, " ")
	}
	asks := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !askWords[bare(w)] })
	if len(asks) == 0 {
		asks = words
	}
	before := withoutConnectors(strings.Fields(about.question))
	for len(before) > 0 && askWords[bare(before[0])] {
		before = before[1:]
	}
	if len(before) == 0 {
		before = strings.Fields(about.person)
	}
	return strings.Join(append(trimmed(asks), before...), " ")
}

// withName returns words with a person's name for the first pronoun. whole
// reports whether they ask what the person is, so that nothing is missing.
func withName(words []string, person string) (named []string, whole bool) {
	if person == "" {
		return words, false
	}
	for i, w := range words {
		if !people[bare(w)] {
			continue
		}
		name := person
		if bare(w) == "his" || bare(w) == "their" {
			name += "’s"
		}
		named = slices.Clone(words)
		named[i] = strings.Replace(strings.ToLower(w), bare(w), name, 1)
		return named, slices.ContainsFunc(words, func(w string) bool { return copulas[bare(w)] })
	}
	return words, false
}

// withoutConnectors returns the words of a question without those that only
// connect it with what was said before.
func withoutConnectors(words []string) []string {
	for len(words) > 1 && connectors[bare(words[0])] {
		words = words[1:]
	}
	return words
}

// trimmed returns words without the punctuation at their ends.
func trimmed(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = strings.TrimRight(w, "?!.,;:…？！")
	}
	return all
}

// bare returns a word in lower case without the punctuation around it.
func bare(w string) string {
	return strings.Trim(strings.ToLower(w), "¿¡?!.,;:…？！\"“”'’()")
}

// hasContent reports whether a word of a follow-up says what to look for.
func hasContent(w string) bool {
	w = bare(w)
	return w != "" && !askWords[w] && !people[w] && !things[w] && !connectors[w] && !fillers[w]
}

// asksSpeaker reports whether a follow-up asks who said the words shown.
func asksSpeaker(text string) bool {
	words := withoutConnectors(strings.Fields(text))
	asks := false
	for i, w := range words {
		switch w = bare(w); {
		case w == "": // a question mark on its own
		case i == 0 && !sayersAsk[w]:
			return false
		case sayings[w]:
			asks = true
		case i > 0 && !people[w] && !things[w] && !fillers[w]:
			return false // it asks about something else
		}
	}
	return asks
}

// IsQuestion reports whether a text is written as a question: it has a question
// mark, or begins with a question word.
func IsQuestion(text string) bool {
	if strings.ContainsAny(text, "?？؟") {
		return true
	}
	words := withoutConnectors(strings.Fields(text))
	return len(words) > 0 && askWords[bare(words[0])]
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// The words of follow-ups, in the languages of the interface.
var (
	connectors = wordSet(`and but so then also ok okay und aber auch dann y e pero entonces también et mais alors donc aussi`)
	askWords   = wordSet(`who whom whose what which when where why how many much long old far often
		wer wen wem wessen was welche welcher welches welchen wann wo wohin woher warum wieso weshalb wie viel viele lange oft
		quién quiénes quien qué que cuál cuáles cuándo cuando dónde donde adónde por cómo como cuánto cuánta cuántos cuántas
		qui quoi quel quelle quels quelles quand où pourquoi comment combien`)
	people = wordSet(`he she they him her them his hers their theirs
		er sie ihn ihm ihr ihnen seine seinen seiner ihre ihren
		él ella ellos ellas le les su sus il elle ils elles lui leur leurs son sa ses`)
	things  = wordSet(`it its that this these those there das dies diese dieses dort es eso esto esta ese lo la allí ça cela ceci ce là l`)
	fillers = wordSet(`sein is was are were did does do has have had will would can could be been the a an of to in on for exactly really
		ist war sind waren hat haben wird würde kann genau denn der die den dem
		es fue era son fueron ha han el los las un una de en exactamente
		est était sont a ont fut le les un une du des dit exactement t`)
	copulas   = wordSet(`is was are were ist war sind waren es era fue son fueron est était sont`)
	sayersAsk = wordSet(`who whose wer wessen quién quien qui`)
	sayings   = wordSet(`said says say saying sagte sagt gesagt dijo dice dicho dit dis`)
)
