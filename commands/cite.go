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

		Passage: r.Place.N,
	}
}

// unrepeated returns results without those that an earlier one shows as well: a
// lead-in is shown with its list, and a list with its lead-in.
func unrepeated(results []library.Result) []library.Result {
	var list []library.Result
	for _, r := range results {
		if !slices.ContainsFunc(list, func(e library.Result) bool {
			after := article.Place{Article: e.Place.Article, N: e.Place.N + 1}
			before := article.Place{Article: e.Place.Article, N: e.Place.N - 1}
			return e.Follow != "" && r.Place == after || e.Lead == r.Passage && r.Place == before
		}) {
			list = append(list, r)
		}
	}
	return list
}

// led returns the passage of r with the line before it that belongs to it.
func led(r library.Result) string {
	if r.Lead == "" {
		return ""
	}
	return r.Lead + "\n"
}

// moved returns spans shifted by n bytes.
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

// citeSentence cites only the best sentence of a passage, because several
// whole passages would be too long for a phone.
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
		Passage: r.Place.N,
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

// window returns page n (from 1) of list, with size elements per page, and
// the number of pages. It replaces a page that does not exist by the nearest.
func window[T any](list []T, n, size int) (part []T, page, pages int) {
	pages = max(1, (len(list)+size-1)/size)
	page = min(max(n, 1), pages)
	return list[(page-1)*size : min(page*size, len(list))], page, pages
}

// paged adds the buttons that turn the pages of reply. Their action is "page",
// with args and the number of the page. A reply with pages can be repeated.
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

// turnPage returns the arguments of a button that paged added: the n arguments
// of the command, and the page. Those that an older button lacks are "".
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

// opensArticle returns the buttons that open the pages of results at the
// sentence shown. If there are several, they are numbered.
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

// buttonsARow is the number of buttons in a row.
const buttonsARow = 5

// staleNote is the reply to a button that this version does not know.
func staleNote(req Request) Reply {
	return req.Whisper("That button is from an older version of this command. Please ask again.")
}

const emptyLibrary = "This library has no articles yet. A moderator can add the first one with /library add."

// missing is the reply to a search without results: what is the command's
// sentence, try suggests what else may help, and the index adds facts.
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

// facts says which of the words searched for occur in no article, and in
// which articles, or how many, the others occur.
func facts(req Request, a library.Answer) string {
	parts := nowhere(req, a, true)
	var places []string
	at := map[string][]string{} // words by their places
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

// nowhere says which words occur in no article, including those of little
// meaning if all is set, and which quoted phrases occur in no article.
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

// maxTitleLength is the most code points of a title inside a sentence.
const maxTitleLength = 40

// unknown adds to an answer which words of the question occur in no article,
// because the passages say nothing about them.
func unknown(req Request, reply Reply, a library.Answer) Reply {
	if parts := nowhere(req, a, false); len(parts) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: strings.Join(parts, " ")})
	}
	return reply
}

// termLocations names the articles that contain a word, or counts them.
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
	reply.Miss = true
	reply.Buttons = append(reply.Buttons, Button{Label: req.T("Request an article on this"), Action: requestAction, Args: []string{shorten(words, library.MaxWish)}})
	return reply
}

// requestArticle notifies the moderators of a search without results.
func requestArticle(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	if err := lib.Wish(ctx, req.User.ID, req.Args[0]); err != nil {
		return Reply{}, err
	}
	if err := lib.Note(ctx, req.User.ID, "wish", req.Args[0]); err != nil {
		return Reply{}, err
	}
	reply := req.Notify(req.T("Noted: you searched for “%s”.", req.Args[0]), settings.Notices, Block{
		Text: i18n.T(settings.Language, "%s searched for “%s”, but this library has nothing on it. Add an article with /library add.", Mention(req.User.ID), req.Args[0]),
	})
	reply.Notice.Buttons = wishNotice(settings.Language, library.WishID(req.Args[0]))
	told := Block{Small: req.T("When an article answers it, I send you a direct message. Until then your request is stored: see /privacy.")}
	reply.Blocks, reply.Notice.Otherwise.Blocks = append(reply.Blocks, told), append(reply.Notice.Otherwise.Blocks, told)
	reply.Replace = true
	return reply, nil
}
