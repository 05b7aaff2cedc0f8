package commands

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
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

// addMessage adds the links and files of a message.
func addMessage(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if req.Action != "" || req.Message == nil {
		return libraryAdd(ctx, lib, req) // the buttons of a receipt
	}
	all := givenLinks(lib, links(strings.Join(append([]string{req.Message.Text}, req.Message.Links...), "\n")))
	for _, f := range req.Message.Files {
		all = append(all, givenFiles(lib, []library.Upload{{Name: f.Name, MediaType: f.MediaType, URL: f.URL, Size: f.Size, Body: f.Body}})...)
	}
	switch {
	case len(all) == 0:
		return req.Whisper("That message has no link and no file. To add its words, copy them into /library add."), nil
	case len(all) == 1:
		src, err := all[0].get(ctx)
		if err != nil {
			return Reply{}, err
		}
		return addSource(ctx, lib, req, library.Item{Source: src, Page: all[0].page})
	}
	return addSeveral(ctx, lib, req, req.T("Added from the message"), all, nil)
}

// outcome returns a line with the result for one of several sources.
func outcome(req Request, name string, r library.Receipt, err error) Block {
	if err == nil {
		text := i18n.Theirs("“" + shorten(r.Title, maxTitleLength) + "”")
		if r.Status == store.Unchanged {
			text = req.T("Already in the library, unchanged: %s", shorten(r.Title, maxTitleLength))
		}
		return Block{Text: text, Small: strings.Join([]string{req.T("%d passages", r.Passages), req.T("%d quotations", r.Quotes), req.T("id %s", r.ID)}, " · ")}
	}
	what, hint, ok := library.Explain(err)
	if !ok || errors.Is(err, context.Canceled) {
		what, hint = "Something went wrong, and the fault is mine.", ""
	}
	return Block{Text: req.T("Not added: %s", shorten(name, 80)), Small: strings.TrimSpace(req.T(what) + " " + req.T(hint))}
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
