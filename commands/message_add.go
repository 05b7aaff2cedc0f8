package commands

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/i18n"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "Add to library",
		Description: "Add the links and files of a message",
		OnMessage:   true,
		Moderators:  true,
		Private:     true,
		Run:         addMessage,
	})
}

// maxMessageSources is how many links and files of a message are added.
const maxMessageSources = 5

// addMessage adds the links and files of a message.
func addMessage(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if req.Action != "" || req.Message == nil {
		return libraryAdd(ctx, lib, req) // the buttons of a receipt
	}
	type given struct {
		name string
		page bool // it is a link to one
		get  func() (article.Source, error)
	}
	var all []given
	for _, link := range links(strings.Join(append([]string{req.Message.Text}, req.Message.Links...), "\n")) {
		all = append(all, given{link, true, func() (article.Source, error) { return lib.Fetch(ctx, link) }})
	}
	for _, f := range req.Message.Files {
		all = append(all, given{f.Name, false, func() (article.Source, error) {
			return lib.Upload(ctx, library.Upload{Name: f.Name, MediaType: f.MediaType, URL: f.URL, Size: f.Size, Body: f.Body})
		}})
	}
	switch {
	case len(all) == 0:
		return req.Whisper("That message has no link and no file. To add its words, copy them into /library add."), nil
	case len(all) == 1:
		src, err := all[0].get()
		if err != nil {
			return Reply{}, err
		}
		return addSource(ctx, lib, req, library.Item{Source: src, Page: all[0].page})
	}
	reply := Reply{Title: req.T("Added from the message"), Private: true}
	var added []string
	for _, g := range all[:min(len(all), maxMessageSources)] {
		src, err := g.get()
		var receipt library.Receipt
		if err == nil {
			receipt, err = lib.AddOne(ctx, req.User.ID, library.Item{Source: src, Page: g.page})
		}
		if ctx.Err() != nil {
			return Reply{}, ctx.Err()
		}
		reply.Blocks = append(reply.Blocks, outcome(req, g.name, receipt, err))
		if err == nil {
			added = append(added, receipt.ID)
		}
	}
	if left := len(all) - maxMessageSources; left > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("%d more were left out: add them with /library add.", left)})
	}
	if len(added) > 0 {
		reply.Buttons = []Button{{Label: req.T("Undo"), Action: "undo", Args: added, Style: Danger}}
	}
	return reply, nil
}

// outcome returns a line with the result for one of several sources.
func outcome(req Request, name string, r library.Receipt, err error) Block {
	if err == nil {
		return Block{Text: i18n.Theirs("“" + r.Title + "”"), Small: strings.Join([]string{req.T("%d passages", r.Passages), req.T("%d quotations", r.Quotes), req.T("id %s", r.ID)}, " · ")}
	}
	what, hint, ok := library.Explain(err)
	if !ok || errors.Is(err, context.Canceled) {
		what, hint = "Something went wrong, and the fault is mine.", ""
	}
	return Block{Text: req.T("Not added: %s", shorten(name, 120)), Small: strings.TrimSpace(req.T(what) + " " + req.T(hint))}
}

// webAddress finds what may be the address of a web page in a text, without the
// markup of Markdown and Discord around it.
var webAddress = regexp.MustCompile("https?://[^\\s<>\"`|*\\\\^]+")

// links returns the web addresses in a message, each once.
func links(text string) []string {
	var found []string
	for _, link := range webAddress.FindAllString(text, -1) {
		link = withoutTail(link)
		if u, err := url.Parse(link); err == nil && u.Host != "" && !slices.Contains(found, link) {
			found = append(found, link)
		}
	}
	return found
}

// withoutTail removes from the end of an address the punctuation of its
// sentence, and a closing bracket that was opened before it.
func withoutTail(link string) string {
	for link != "" {
		end, size := utf8.DecodeLastRuneInString(link)
		open, isBracket := map[rune]string{')': "(", ']': "[", '}': "{", '）': "（", '」': "「", '】': "【", '»': "«", '”': "“"}[end]
		switch {
		case isBracket && strings.Count(link, open) >= strings.Count(link, string(end)):
			return link
		case isBracket, strings.ContainsRune(".,:;!?…'_~。、，！？：；’", end):
			link = link[:len(link)-size]
		default:
			return link
		}
	}
	return ""
}
