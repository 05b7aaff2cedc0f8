package commands

import (
	"fmt"
	"strconv"
	"strings"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// cite turns a result of an answer into a citation of its passage, the hits
// marked.
func cite(r library.Result) *Citation {
	return &Citation{
		Words:  r.Passage,
		Marks:  r.Highlights,
		Kind:   r.Kind,
		Source: source(r.Article, r.Section),
		Also:   also(r),
	}
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
// action "page", args and the number of the page.
func paged(reply Reply, page, pages int, args ...string) Reply {
	if pages < 2 {
		return reply
	}
	reply.Page, reply.Pages = page, pages
	turn := func(label string, to int) Button {
		return Button{Label: label, Action: "page", Args: append(append([]string{}, args...), strconv.Itoa(to))}
	}
	if page > 1 {
		reply.Buttons = append(reply.Buttons, turn("Previous", page-1))
	}
	if page < pages {
		reply.Buttons = append(reply.Buttons, turn("Next", page+1))
	}
	return reply
}

// turned reads the arguments that paged gave: the n that the command handed
// to it, and the page. ok is false for a button of another shape, which an
// older version may have made.
func turned(req Request, n int) (args []string, page int, ok bool) {
	if len(req.Args) != n+1 {
		return nil, 0, false
	}
	page, err := strconv.Atoi(req.Args[n])
	return req.Args[:n], page, err == nil
}

// stale answers a button that this version does not know.
func stale() Reply {
	return Whisper("That button is from an older version of this command. Please ask again.")
}

const emptyLibrary = "This library has no articles yet. A moderator can add the first one with /library add."

// missing says honestly what was looked for and not found. what is the
// sentence of the command; the index adds the facts.
func missing(a library.Answer, what, try string) Reply {
	if a.Empty {
		return Whisper(emptyLibrary)
	}
	reply := Reply{Private: true, Blocks: []Block{{Text: what, Small: facts(a.Terms)}}}
	if try != "" {
		reply.Blocks = append(reply.Blocks, Block{Text: try})
	}
	return reply
}

// facts says which of the words that were looked for occur in no article,
// and which in how many.
func facts(terms []index.Term) string {
	var nowhere, somewhere []string
	for _, t := range terms {
		switch {
		case t.Articles == 0:
			nowhere = append(nowhere, "“"+t.Word+"”")
		case t.Corrected != "":
			somewhere = append(somewhere, fmt.Sprintf("“%s” (for “%s”) in %s", t.Corrected, t.Word, count(t.Articles, "article")))
		default:
			somewhere = append(somewhere, fmt.Sprintf("“%s” in %s", t.Word, count(t.Articles, "article")))
		}
	}
	var parts []string
	if len(nowhere) > 0 {
		parts = append(parts, "In no article: "+strings.Join(nowhere, ", ")+".")
	}
	if len(somewhere) > 0 {
		parts = append(parts, "Found: "+strings.Join(somewhere, ", ")+".")
	}
	return strings.Join(parts, " ")
}

// count writes n with its noun: "1 article", "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// counted writes n things that have a plural of their own.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
