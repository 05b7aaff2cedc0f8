package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/article"
	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// cite turns a result of an answer into a citation of its passage, the hits
// marked.
func cite(r library.Result) *Citation {
	words := r.Passage
	if r.Follow != "" {
		words += "\n" + r.Follow
	}
	return &Citation{
		Words:  led(r) + words,
		Marks:  moved(r.Highlights, len(led(r))),
		Kind:   r.Kind,
		Source: source(r.Article, r.Section),
		Also:   also(r),
	}
}

// led returns the words that the passage of r is read with, as a line before
// it.
func led(r library.Result) string {
	if r.Lead == "" {
		return ""
	}
	return r.Lead + "\n"
}

// moved returns spans so many bytes further on.
func moved(spans []article.Span, by int) []article.Span {
	if by == 0 {
		return spans
	}
	all := make([]article.Span, len(spans))
	for i, s := range spans {
		all[i] = article.Span{Start: s.Start + by, End: s.End + by}
	}
	return all
}

// citeSentence cites only the best sentence of a passage, where several whole
// passages would be too long for a phone.
func citeSentence(r library.Result) *Citation {
	c := cite(r)
	c.Words = r.Sentence.Of(r.Passage)
	c.Marks = nil
	if r.Follow != "" && r.Sentence.End == len(r.Passage) {
		c.Words += "\n" + r.Follow
	}
	for _, m := range r.Highlights {
		if m.Start >= r.Sentence.Start && m.End <= r.Sentence.End {
			c.Marks = append(c.Marks, article.Span{Start: m.Start - r.Sentence.Start, End: m.End - r.Sentence.Start})
		}
	}
	return c
}

// citeQuote turns a result of an answer into a citation of its quotation.
func citeQuote(r library.Result) *Citation {
	return &Citation{
		Words:   r.Quote.Text,
		Marks:   r.QuoteMarks,
		Kind:    article.Paragraph,
		Quoted:  true,
		Speaker: r.Quote.Speaker,
		Source:  source(r.Article, r.Section),
		Also:    also(r),
	}
}

func source(i store.Info, section string) Source {
	return Source{ID: i.ID, Title: i.Title, URL: i.URL, Section: section, Author: i.Author, Published: i.Published}
}

func also(r library.Result) []Source {
	var list []Source
	for _, i := range r.Also {
		list = append(list, source(i, ""))
	}
	return list
}

// window returns page n (from 1) of list, size a page, and how many pages
// there are. A page that is not there is the nearest that is.
func window[T any](list []T, n, size int) (part []T, page, pages int) {
	pages = max(1, (len(list)+size-1)/size)
	page = min(max(n, 1), pages)
	return list[(page-1)*size : min(page*size, len(list))], page, pages
}

// paged adds the buttons that turn the pages of reply. They come back with
// action "page", args and the number of the page. A reply with pages can be
// asked for again.
func paged(req Request, reply Reply, page, pages int, args ...string) Reply {
	reply.Again = &Again{Action: "page", Args: pageArgs(args, page)}
	if pages < 2 {
		return reply
	}
	reply.Page, reply.Pages = page, pages
	if page > 1 {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Previous"), Action: "page", Args: pageArgs(args, page-1)})
	}
	if page < pages {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Next"), Action: "page", Args: pageArgs(args, page+1)})
	}
	return reply
}

func pageArgs(args []string, page int) []string {
	return append(slices.Clone(args), strconv.Itoa(page))
}

// turnPage reads the arguments that paged gave: the n that the command handed
// to it, and the page. Of an older button some are missing; they are "".
func turnPage(req Request, n int) (args []string, page int) {
	args = make([]string, n)
	if len(req.Args) == 0 {
		return args, 1
	}
	last := len(req.Args) - 1
	copy(args, req.Args[:last])
	page, err := strconv.Atoi(req.Args[last])
	if err != nil {
		page = 1
	}
	return args, page
}

// opensArticle returns the buttons that open the pages of results at the sentence
// shown. Two of one page are told apart by a number.
func opensArticle(req Request, results []library.Result) []Button {
	var buttons []Button
	for i, r := range results {
		if r.Article.URL == "" {
			continue
		}
		sentence := r.Sentence.Of(r.Passage)
		if r.Quote != nil {
			sentence = r.Quote.Text
		}
		label := req.T("Open the page there")
		if len(results) > 1 {
			label = strconv.Itoa(i+1) + ": " + label
		}
		buttons = append(buttons, Button{Label: label, URL: atSentence(r.Article.URL, sentence)})
	}
	return buttons[:min(len(buttons), buttonsARow)]
}

// buttonsARow is how many buttons stand beside each other.
const buttonsARow = 5

// staleNote answers a button that this version does not know.
func staleNote(req Request) Reply {
	return req.Whisper("That button is from an older version of this command. Please ask again.")
}

const emptyLibrary = "This library has no articles yet. A moderator can add the first one with /library add."

// missing says honestly what was looked for and not found: what is the
// command's sentence, try what else may help; the index adds the facts.
func missing(req Request, a library.Answer, what, try string) Reply {
	if a.Empty {
		return req.Whisper(emptyLibrary)
	}
	reply := Reply{Private: true, Blocks: []Block{{Text: what, Small: facts(req, a)}}}
	if try != "" {
		reply.Blocks = append(reply.Blocks, Block{Text: try})
	}
	return reply
}

// facts says which of the words that were looked for occur in no article,
// and where the others do: in which articles, or in how many.
func facts(req Request, a library.Answer) string {
	parts := nowhere(req, a, true)
	var places []string
	at := map[string][]string{} // words by their place
	for _, t := range a.Terms {
		if t.Articles == 0 {
			continue
		}
		word, place := req.T("“%s”", t.Word), termLocations(req, t)
		if t.Corrected != "" {
			word = req.T("“%s” (for “%s”)", t.Corrected, t.Word)
		}
		if at[place] == nil {
			places = append(places, place)
		}
		at[place] = append(at[place], word)
	}
	for i, place := range places {
		places[i] = req.T("%s in %s", strings.Join(at[place], ", "), place)
	}
	if len(places) > 0 {
		parts = append(parts, req.T("Found: %s.", strings.Join(places, "; ")))
	}
	return strings.Join(parts, " ")
}

// nowhere says which words occur in no article, those that tell little alone
// if all are wanted, and which words in quotation marks nowhere together.
func nowhere(req Request, a library.Answer, all bool) []string {
	var words, phrases, parts []string
	for _, t := range a.Terms {
		if t.Articles == 0 && (all || !t.Vague) {
			words = append(words, req.T("“%s”", t.Word))
		}
	}
	for _, p := range a.Nowhere {
		phrases = append(phrases, req.T("“%s”", p))
	}
	if len(words) > 0 {
		parts = append(parts, req.T("In no article: %s.", strings.Join(words, ", ")))
	}
	if len(phrases) > 0 {
		parts = append(parts, req.T("Never together: %s.", strings.Join(phrases, ", ")))
	}
	return parts
}

// maxTitleLength is what is said of a title in passing, in code points.
const maxTitleLength = 40

// unknown adds to an answer which words of the question occur in no article:
// what is shown says nothing on them.
func unknown(req Request, reply Reply, a library.Answer) Reply {
	if parts := nowhere(req, a, false); len(parts) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: strings.Join(parts, " ")})
	}
	return reply
}

// termLocations names the articles that hold a word, or counts them.
func termLocations(req Request, t library.Term) string {
	if len(t.Holders) == 0 {
		return req.T("%d articles", t.Articles)
	}
	titles := make([]string, len(t.Holders))
	for i, info := range t.Holders {
		titles[i] = req.T("“%s”", shorten(info.Title, maxTitleLength))
	}
	return strings.Join(titles, ", ")
}

// The buttons of a miss.
const requestAction = "wish"

// canRequest adds the button that asks the moderators for an article on words.
func canRequest(req Request, reply Reply, words string) Reply {
	reply.Buttons = append(reply.Buttons, Button{Label: req.T("Request an article on this"), Action: requestAction, Args: []string{shorten(words, 100)}})
	return reply
}

// requestArticle tells the moderators what somebody looked for in vain.
func requestArticle(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	if err := lib.Note(ctx, req.User.ID, "wish", req.Args[0]); err != nil {
		return Reply{}, err
	}
	reply := req.Notify(req.T("Noted: you searched for “%s”.", req.Args[0]), settings.Notices, Block{
		Text: i18n.T(settings.Language, "%s searched for “%s”, but this library has nothing on it. Add an article with /library add.", Mention(req.User.ID), req.Args[0]),
	})
	reply.Replace = true
	return reply, nil
}
