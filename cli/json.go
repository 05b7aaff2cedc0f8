package cli

import (
	"time"
	"unicode/utf8"

	"footnote/article"
	"footnote/commands"
	"footnote/feed"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// The JSON that the command line prints. Offsets are code points.

type jsonAnswer struct {
	Query    string            `json:"query"`
	Answered bool              `json:"answered"`
	Results  []jsonResult      `json:"results"`
	Outcome  library.Certainty `json:"outcome"`             // "answer", "unsure" or "none"
	ChosenBy library.ChosenBy  `json:"chosen_by,omitempty"` // "words" or "model", where a model is set
	Person   *jsonPerson       `json:"person,omitempty"`
	Persons  []jsonPerson      `json:"persons,omitempty"`
	Terms    []jsonTerm        `json:"terms,omitempty"`   // the words searched for
	Pinned   bool              `json:"pinned,omitempty"`  // a moderator chose the first result's article
	Nowhere  []string          `json:"nowhere,omitempty"` // quoted phrases that no article contains
	Sure     []jsonReason      `json:"sure,omitempty"`
	TookMS   float64           `json:"took_ms"`
}

// A jsonUnanswered is printed for a line of --stdin that could not be answered.
type jsonUnanswered struct {
	Query string `json:"query"`
	Error string `json:"error"`
	Hint  string `json:"hint,omitempty"`
}

type jsonResult struct {
	Article    jsonTitle       `json:"article"`
	Section    string          `json:"section"`
	Kind       article.Kind    `json:"kind"`
	Lead       string          `json:"lead,omitempty"` // the line before, which belongs to the passage
	Passage    string          `json:"passage"`
	Follow     string          `json:"follow,omitempty"` // the passage that it leads to
	Sentence   string          `json:"sentence"`
	Highlights [][2]int        `json:"highlights"`
	Score      float64         `json:"score"`
	Quote      string          `json:"quote,omitempty"`
	Speaker    string          `json:"speaker,omitempty"`
	Grounds    article.Grounds `json:"grounds,omitempty"`
	Also       []jsonTitle     `json:"also,omitempty"`
	Why        *jsonWhy        `json:"why,omitempty"`
}

type jsonTerm struct {
	Word      string      `json:"word"`
	Corrected string      `json:"corrected,omitempty"` // what was searched for instead
	Articles  int         `json:"articles"`            // that contain it; of quote: whose quotations do
	In        []jsonTitle `json:"in,omitempty"`        // of a miss: these articles, if there are at most three
}

type jsonWhy struct {
	Words    []jsonSought `json:"words"`
	Passages int          `json:"passages"`           // of the library
	Together []string     `json:"together,omitempty"` // places where several words are side by side
	Features []jsonReason `json:"features"`           // the strongest first
}

type jsonSought struct {
	Word      string     `json:"word"`
	Corrected string     `json:"corrected,omitempty"`
	Passages  int        `json:"passages"` // that contain it
	Share     float64    `json:"share"`    // of the weight of all words, 0 to 1
	Text      []jsonForm `json:"text,omitempty"`
	Lead      []jsonForm `json:"lead,omitempty"` // in the line before
	Heading   []jsonForm `json:"heading,omitempty"`
	Title     []jsonForm `json:"title,omitempty"`
}

type jsonForm struct {
	Text string          `json:"text"` // as written there
	As   index.MatchKind `json:"as"`
}

type jsonReason struct {
	Name    string  `json:"name"`
	Meaning string  `json:"meaning,omitempty"`
	Value   float64 `json:"value"`
	Weight  float64 `json:"weight"`
	Share   float64 `json:"share"` // of the rank: value times weight
}

type jsonTitle struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
}

type jsonPerson struct {
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases,omitempty"`
	DescribedAs []string `json:"described_as,omitempty"`
	Articles    int      `json:"articles"`
	Mentions    int      `json:"mentions,omitempty"`
	Quotes      int      `json:"quotes,omitempty"`
}

func answerJSON(a library.Answer, text string, took time.Duration) jsonAnswer {
	out := jsonAnswer{
		Query:    text,
		Answered: a.Answered,
		Outcome:  a.Outcome(),
		ChosenBy: a.ChosenBy,
		Results:  []jsonResult{},
		Pinned:   a.Pinned,
		Nowhere:  a.Nowhere,
		Sure:     reasonsJSON(a.Confidence),
		TookMS:   float64(took.Microseconds()) / 1000,
	}
	for _, r := range a.Results {
		out.Results = append(out.Results, resultJSON(r))
	}
	if p := a.Person; p != nil {
		j := personJSON(*p)
		out.Person = &j
	}
	for _, p := range a.Persons {
		out.Persons = append(out.Persons, personJSON(p))
	}
	for _, t := range a.Terms {
		j := jsonTerm{Word: t.Word, Corrected: t.Corrected, Articles: t.Articles}
		for _, i := range t.Holders {
			j.In = append(j.In, titleJSON(i))
		}
		out.Terms = append(out.Terms, j)
	}
	return out
}

type jsonRerun struct {
	Question string       `json:"question"`
	Changed  bool         `json:"changed"`
	Was      jsonExpected `json:"was"` // fields left out match anything
	Now      jsonExpected `json:"now"`
}

type jsonExpected struct {
	Outcome  library.Certainty `json:"outcome,omitempty"`
	Article  string            `json:"article,omitempty"`
	Sentence string            `json:"sentence,omitempty"` // of a saved question, its digest
}

func rerunJSON(r library.Rerun) jsonRerun {
	return jsonRerun{r.Question, r.Changed, jsonExpected(r.Was), jsonExpected(r.Now)}
}

type jsonChecks struct {
	Query   string          `json:"query"`
	Verdict library.Verdict `json:"verdict"` // the worst of the checks
	Checks  []jsonCheck     `json:"checks"`
	TookMS  float64         `json:"took_ms"`
}

type jsonCheck struct {
	Claim   string          `json:"claim"`
	Claimed string          `json:"claimed_speaker,omitempty"`
	Verdict library.Verdict `json:"verdict"`
	Speaker string          `json:"speaker,omitempty"`
	Words   string          `json:"words,omitempty"`
	Denial  string          `json:"denial,omitempty"`  // sentence that says that the words were not said
	Lacking [][2]int        `json:"lacking,omitempty"` // spans in words that the claim lacks
	Struck  []jsonStruck    `json:"struck,omitempty"`  // what the claim has instead
	Cut     bool            `json:"cut,omitempty"`
	Result  *jsonResult     `json:"result,omitempty"`
	Nearest *jsonResult     `json:"nearest,omitempty"` // the claimed speaker's nearest quotation, for words that they did not say
	Was     *jsonWas        `json:"was,omitempty"`     // the former text that had the words
}

type jsonWas struct {
	Article jsonTitle `json:"article"`
	Until   time.Time `json:"until"`
}

type jsonStruck struct {
	At   int    `json:"at"` // offset in words
	Text string `json:"text"`
}

func checksJSON(checks []library.Check, text string, took time.Duration) jsonChecks {
	out := jsonChecks{Query: text, Verdict: library.Worst(checks), Checks: []jsonCheck{}, TookMS: float64(took.Microseconds()) / 1000}
	for _, c := range checks {
		j := jsonCheck{Claim: c.Claim.Words, Claimed: c.Claim.Speaker, Verdict: c.Verdict, Speaker: c.Speaker(), Words: c.Words(), Denial: c.DeniedBy(), Cut: c.Cut}
		j.Lacking = codePoints(j.Words, c.Missing)
		for _, s := range c.Replaced {
			j.Struck = append(j.Struck, jsonStruck{utf8.RuneCountInString(j.Words[:s.At]), s.Words})
		}
		if c.Result != nil {
			r := resultJSON(*c.Result)
			j.Result = &r
		}
		if c.Nearest != nil {
			r := resultJSON(*c.Nearest)
			j.Nearest = &r
		}
		if c.FormerTexts != nil {
			j.Was = &jsonWas{titleJSON(c.FormerTexts.Article), c.FormerTexts.Until}
		}
		out.Checks = append(out.Checks, j)
	}
	return out
}

func resultJSON(r library.Result) jsonResult {
	j := jsonResult{
		Article:    titleJSON(r.Article),
		Section:    r.Section,
		Kind:       r.Kind,
		Lead:       r.Lead,
		Passage:    r.Passage,
		Follow:     r.Follow,
		Sentence:   r.Sentence.Of(r.Passage),
		Highlights: codePoints(r.Passage, r.Highlights),
		Score:      r.Score,
		Why:        whyJSON(r.Why),
	}
	if r.Quote != nil {
		j.Quote, j.Speaker, j.Grounds = r.Quote.Text, r.Quote.Speaker, r.Quote.Grounds
	}
	for _, i := range r.Also {
		j.Also = append(j.Also, titleJSON(i))
	}
	return j
}

func whyJSON(why *index.Why) *jsonWhy {
	if why == nil {
		return nil
	}
	j := &jsonWhy{Words: []jsonSought{}, Passages: why.Passages, Together: why.Together, Features: reasonsJSON(why.Reasons)}
	for i, r := range why.Reasons {
		j.Features[i].Meaning = commands.Meaning("en", r.Name)
	}
	for _, w := range why.Words {
		j.Words = append(j.Words, jsonSought{
			Word: w.Word, Corrected: w.Corrected, Passages: w.Passages, Share: w.Share,
			Text: formsJSON(w.Text), Lead: formsJSON(w.Lead), Heading: formsJSON(w.Heading), Title: formsJSON(w.Title),
		})
	}
	return j
}

func formsJSON(forms []index.Form) []jsonForm {
	var list []jsonForm
	for _, f := range forms {
		list = append(list, jsonForm(f))
	}
	return list
}

func reasonsJSON(reasons []index.Reason) []jsonReason {
	var list []jsonReason
	for _, r := range reasons {
		list = append(list, jsonReason{Name: r.Name, Value: r.Value, Weight: r.Weight, Share: r.Share()})
	}
	return list
}

func titleJSON(i store.Info) jsonTitle { return jsonTitle{ID: i.ID, Title: i.Title, URL: i.URL} }

func personJSON(p library.Person) jsonPerson {
	return jsonPerson{
		Name: p.Name, Aliases: p.Aliases, DescribedAs: p.Described,
		Articles: p.Articles, Mentions: p.Mentions, Quotes: p.Quotes,
	}
}

// codePoints converts spans in bytes to spans in code points.
func codePoints(text string, spans []article.Span) [][2]int {
	out := make([][2]int, 0, len(spans))
	for _, s := range spans {
		start := utf8.RuneCountInString(text[:s.Start])
		out = append(out, [2]int{start, start + utf8.RuneCountInString(s.Of(text))})
	}
	return out
}

type jsonReading struct {
	File      string         `json:"file"`
	Title     string         `json:"title"`
	Author    string         `json:"author"`
	Published string         `json:"published"`
	Language  string         `json:"language"`
	URL       string         `json:"url"`
	Site      string         `json:"site"`
	Sections  []jsonSection  `json:"sections"`
	Passages  []jsonPassage  `json:"passages"`
	Quotes    []jsonQuote    `json:"quotes"`
	People    []jsonMentions `json:"people"`
	Warnings  []string       `json:"warnings"`
}

type jsonSection struct {
	Heading string `json:"heading"`
	Level   int    `json:"level"`
}

type jsonPassage struct {
	Section string       `json:"section"`
	Kind    article.Kind `json:"kind"`
	Text    string       `json:"text"`
}

type jsonQuote struct {
	Text        string          `json:"text"`
	Speaker     string          `json:"speaker"`
	SpeakerText string          `json:"speaker_text"`
	Grounds     article.Grounds `json:"grounds"`
	Denied      bool            `json:"denied,omitempty"`
	Section     string          `json:"section"`
	Passage     int             `json:"passage"`
	Parts       []jsonPart      `json:"parts,omitempty"`
}

type jsonPart struct {
	Passage int    `json:"passage"`
	Text    string `json:"text"`
}

type jsonMentions struct {
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases"`
	Mentions    int      `json:"mentions"`
	DescribedAs []string `json:"described_as"`
}

func readingJSON(file string, a article.Article) jsonReading {
	j := jsonReading{
		File: file, Title: a.Title, Author: a.Author, Published: a.Published,
		Language: a.Language, URL: a.URL, Site: a.Site,
		Sections: []jsonSection{}, Passages: []jsonPassage{}, Quotes: []jsonQuote{},
		People: []jsonMentions{}, Warnings: warningsJSON(a.Warnings),
	}
	for _, s := range a.Sections {
		j.Sections = append(j.Sections, jsonSection(s))
	}
	for _, p := range a.Passages {
		j.Passages = append(j.Passages, jsonPassage(p))
	}
	for _, q := range a.Quotes {
		j.Quotes = append(j.Quotes, quoteJSON(q, a.Passages))
	}
	for _, p := range a.People {
		m := jsonMentions{Name: p.Name, Aliases: p.Aliases, Mentions: len(p.Mentions), DescribedAs: []string{}}
		if m.Aliases == nil {
			m.Aliases = []string{}
		}
		for _, d := range p.Described {
			m.DescribedAs = append(m.DescribedAs, d.Span.Of(a.Passages[d.Passage].Text))
		}
		j.People = append(j.People, m)
	}
	return j
}

func quoteJSON(q article.Quote, passages []article.Passage) jsonQuote {
	first := q.Parts[0].Passage
	j := jsonQuote{
		Text: q.Text, Speaker: q.Speaker, SpeakerText: q.SpeakerText, Grounds: q.Grounds, Denied: q.Denied(),
		Section: passages[first].Section, Passage: first,
	}
	if len(q.Parts) > 1 {
		for _, p := range q.Parts {
			j.Parts = append(j.Parts, jsonPart{p.Passage, p.Span.Of(passages[p.Passage].Text)})
		}
	}
	return j
}

func warningsJSON(warnings []article.Warning) []string {
	texts := []string{}
	for _, w := range warnings {
		texts = append(texts, w.Text)
	}
	return texts
}

type jsonReceipt struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Status   store.Status `json:"status"`
	Passages int          `json:"passages"`
	Quotes   int          `json:"quotes"`
	People   int          `json:"people"`
	First    string       `json:"first,omitempty"` // first sentence of the article
	Last     string       `json:"last,omitempty"`
	Warnings []string     `json:"warnings"`
	LeftOut  *jsonLeftOut `json:"left_out,omitempty"` // text of a web page that is not the article's
	SameAs   *jsonTitle   `json:"same_as,omitempty"`  // an older article with nearly the same text
}

type jsonLeftOut struct {
	Words int      `json:"words"`
	Lines []string `json:"lines"` // the longest
}

func receiptJSON(r library.Receipt) jsonReceipt {
	j := jsonReceipt{
		ID: r.ID, Title: r.Title, Status: r.Status,
		Passages: r.Passages, Quotes: r.Quotes, People: r.People,
		First: r.First, Last: r.Last,
		Warnings: warningsJSON(r.Warnings),
	}
	if r.LeftOut.Words > 0 {
		j.LeftOut = &jsonLeftOut{r.LeftOut.Words, r.LeftOut.Lines}
	}
	if r.Twin != nil {
		twin := titleJSON(*r.Twin)
		j.SameAs = &twin
	}
	return j
}

// A jsonFailure is printed for an article that was not added or read.
type jsonFailure struct {
	ID    string `json:"id,omitempty"`
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"` // line number, from 1
	Error string `json:"error"`
	Hint  string `json:"hint,omitempty"`
}

func failure(err error) jsonFailure {
	what, todo := describe(err)
	return jsonFailure{Error: what, Hint: todo}
}

type jsonArticle struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	Author    string    `json:"author"`
	Published string    `json:"published"`
	Language  string    `json:"language"`
	URL       string    `json:"url"`
	Site      string    `json:"site"`
	Added     time.Time `json:"added"`
	AddedBy   string    `json:"added_by,omitempty"`
	Passages  int       `json:"passages"`
	Quotes    int       `json:"quotes"`
	People    int       `json:"people"`
	Warnings  []string  `json:"warnings"`
	Tags      []string  `json:"tags,omitempty"` // only where articles are listed
}

func articleJSON(i store.Info) jsonArticle {
	return jsonArticle{
		ID: i.ID, Title: i.Title, Author: i.Author, Published: i.Published, Language: i.Language,
		URL: i.URL, Site: i.Site, Added: i.Added, AddedBy: i.AddedBy,
		Passages: i.Passages, Quotes: i.Quotes, People: i.People, Warnings: warningsJSON(i.Warnings),
	}
}

type jsonFeed struct {
	Feed     string     `json:"feed"`
	Title    string     `json:"title"`
	Added    time.Time  `json:"added"`
	Checked  *time.Time `json:"checked,omitempty"`
	Next     time.Time  `json:"next"`
	Failures int        `json:"failures,omitempty"`
	Problem  string     `json:"problem,omitempty"`
}

func feedJSON(w store.Watch) jsonFeed {
	j := jsonFeed{Feed: w.URL, Title: w.Title, Added: w.Added, Next: w.Next, Failures: w.Failures, Problem: w.Problem}
	if !w.Checked.IsZero() {
		j.Checked = &w.Checked
	}
	return j
}

type jsonFeedReport struct {
	Feed    string        `json:"feed"`
	Title   string        `json:"title"`
	Follows bool          `json:"follows"` // it was followed before
	Added   []jsonReceipt `json:"added"`
	Refused []jsonEntry   `json:"refused"`
	Waiting int           `json:"waiting"`
}

func feedReportJSON(r library.FeedReport) jsonFeedReport {
	j := jsonFeedReport{Feed: r.Feed.URL, Title: r.Feed.Title, Follows: r.Follows, Added: []jsonReceipt{}, Refused: []jsonEntry{}, Waiting: r.Waiting}
	for _, receipt := range r.Added {
		j.Added = append(j.Added, receiptJSON(receipt))
	}
	for _, e := range r.Refused {
		j.Refused = append(j.Refused, entryJSON(e))
	}
	return j
}

type jsonEntry struct {
	URL     string           `json:"url"`
	Title   string           `json:"title"`
	State   store.EntryState `json:"state"`
	Reason  string           `json:"reason,omitempty"`
	Article string           `json:"article,omitempty"`
	Seen    time.Time        `json:"seen"`
	LeftOut *jsonLeftOut     `json:"left_out,omitempty"` // text of its page that is not in the article
}

func entryJSON(e store.FeedEntry) jsonEntry {
	j := jsonEntry{URL: e.URL, Title: e.Title, State: e.State, Reason: e.Reason, Article: e.Article, Seen: e.Seen}
	if e.LeftOut.Words > 0 {
		j.LeftOut = &jsonLeftOut{e.LeftOut.Words, e.LeftOut.Lines}
	}
	return j
}

// A jsonPreview is what a feed lists, before it is followed.
type jsonPreview struct {
	Title   string             `json:"title"`
	Entries []jsonPreviewEntry `json:"entries"`
}

type jsonPreviewEntry struct {
	Title     string `json:"title"`
	URL       string `json:"url"`
	Author    string `json:"author"`
	Published string `json:"published"`
}

func previewJSON(f feed.Feed) jsonPreview {
	j := jsonPreview{Title: f.Title, Entries: []jsonPreviewEntry{}}
	for _, e := range f.Entries {
		j.Entries = append(j.Entries, jsonPreviewEntry{e.Title, e.URL, e.Author, e.Published})
	}
	return j
}
