package commands

import (
	"context"
	"errors"
	"strings"

	"footnote/article"
	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// libraryAdd adds an article, and handles the buttons of its receipt.
func libraryAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "keep":
		return keepAnyway(ctx, lib, req)
	case "paste":
		return pasteInstead(ctx, lib, req)
	}
	if reply, ok, err := onArticle(ctx, lib, req); ok {
		return reply, err
	}
	reply, _, err := addGiven(ctx, lib, req)
	return reply, err
}

// addGiven adds what the options or the form of a request have. added is the id
// of the article, "" if the reply is not its receipt.
func addGiven(ctx context.Context, lib *library.Library, req Request) (reply Reply, added string, err error) {
	tags, err := givenTags(req)
	if err != nil {
		return Reply{}, "", err
	}
	src := article.Source{Title: req.Text("title")}
	link, text := req.Text("link"), req.Text("text")
	file, hasFile := req.Files["file"]
	if many := links(link); len(many) > 1 && text == "" && !hasFile {
		reply, err := addSeveral(ctx, lib, req, req.T("Added from the list"), givenLinks(lib, many), tags)
		return reply, "", err
	}
	page := false              // the item is a page to fetch
	if text != "" || hasFile { // the link is only recorded, not fetched
		if err := library.CheckAddress(link); err != nil {
			return Reply{}, "", err
		}
	}
	switch {
	case text != "":
		src.Body, src.MediaType, src.URL = []byte(text), "text/plain", link
	case hasFile:
		fetched, err := lib.Upload(ctx, library.Upload{Name: file.Name, MediaType: file.MediaType, URL: file.URL, Size: file.Size, Body: file.Body})
		if err != nil {
			return Reply{}, "", err
		}
		if files, ok, err := library.Unzip(fetched.Body); ok {
			if err != nil {
				return Reply{}, "", err
			}
			reply, err := addSeveral(ctx, lib, req, req.T("Added from the archive"), givenFiles(lib, files), tags)
			return reply, "", err
		}
		fetched.Title, fetched.URL = src.Title, link
		src = fetched
	case link != "":
		fetched, err := lib.Fetch(ctx, link)
		if err != nil {
			return Reply{}, "", err
		}
		fetched.Title = src.Title
		src, page = fetched, true
	default:
		return Reply{Form: addForm(req, "", "")}, "", nil
	}
	return addSourceID(ctx, lib, req, library.Item{Source: src, Page: page, Tags: tags})
}

// givenTags returns the tags of a request, nil if it has none.
func givenTags(req Request) ([]string, error) {
	if req.Text("tags") == "" {
		return nil, nil
	}
	return library.ReadTags(req.Text("tags"))
}

// addForm returns the form for an article's text, with a title and a link filled
// in.
func addForm(req Request, title, link string) *Form {
	return &Form{Title: req.T("Add an article"), Action: "pasted", Fields: []Field{
		{Name: "text", Label: req.T("Text"), Description: req.T("The article, as it appears on its page"), Long: true},
		{Name: "file", Label: req.T("Or a file"), Description: req.T("A PDF, Word, EPUB, text, Markdown or HTML file"), Type: File},
		{Name: "title", Label: req.T("Title"), Description: req.T("If the text does not begin with it"), MaxLength: 300, Value: title},
		{Name: "link", Label: req.T("Link"), Description: req.T("Its address; or several links, one per line, and no text: each is added"), Long: true, MaxLength: 4000, Value: link},
	}}
}

// addSource adds an item and replies with its receipt. A doubtful text waits for
// the moderator's decision.
func addSource(ctx context.Context, lib *library.Library, req Request, item library.Item) (Reply, error) {
	reply, _, err := addSourceID(ctx, lib, req, item)
	return reply, err
}

// addSourceID is addSource, and returns the id of the article, "" if it was not
// added.
func addSourceID(ctx context.Context, lib *library.Library, req Request, item library.Item) (reply Reply, added string, err error) {
	src := item.Source
	receipt, err := lib.AddOne(ctx, req.User.ID, item)
	if errors.Is(err, library.ErrDoubtful) {
		key, err := lib.PutTemp(ctx, src)
		if err != nil {
			return Reply{}, "", err
		}
		return Reply{
			Title: req.T("Not added yet: %s", receipt.Title),
			Blocks: append(receiptBlocks(req, receipt), Block{
				Text: req.T("Keep it as it is, or paste the article's text instead. It is held for a day."),
			}),
			Buttons: []Button{
				{Label: req.T("Keep anyway"), Action: "keep", Args: append([]string{key}, item.Tags...), Style: Primary},
				{Label: req.T("Paste instead"), Action: "paste", Args: []string{key}},
			},
			Private: true,
		}, "", nil
	}
	if err != nil {
		return Reply{}, "", err
	}
	return receiptReply(req, receipt), receipt.ID, nil
}

// waiting returns the source that is stored under the key of a button. If it
// has expired, reply says so.
func waiting(ctx context.Context, lib *library.Library, req Request) (src article.Source, reply Reply, err error) {
	if len(req.Args) == 0 {
		return src, staleNote(req), nil
	}
	src, err = lib.Temp(ctx, req.Args[0])
	if errors.Is(err, store.ErrNotFound) {
		return src, req.Whisper("That text was held for a day and is gone. Please add it again."), nil
	}
	return src, Reply{}, err
}

func keepAnyway(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	src, reply, err := waiting(ctx, lib, req)
	if err != nil || len(reply.Blocks) > 0 {
		return reply, err
	}
	return addSource(ctx, lib, req, library.Item{Source: src, Anyway: true, Tags: req.Args[1:]})
}

func pasteInstead(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	src, reply, err := waiting(ctx, lib, req)
	if err != nil || len(reply.Blocks) > 0 {
		return reply, err
	}
	return Reply{Form: addForm(req, src.Title, src.URL)}, nil
}

// receiptReply is the receipt of an article, with buttons to undo or fix it.
func receiptReply(req Request, r library.Receipt) Reply {
	title := map[store.Status]string{
		store.Added:     req.T("Added: %s", r.Title),
		store.Updated:   req.T("Updated: %s", r.Title),
		store.Unchanged: req.T("Already in the library, unchanged: %s", r.Title),
	}[r.Status]
	reply := Reply{Title: title, Blocks: receiptBlocks(req, r), Private: true}
	if r.Status == store.Added {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Undo"), Action: "undo", Args: []string{r.ID}, Style: Danger})
	}
	if r.Twin != nil && r.Status == store.Added {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("“%s” has nearly the same text. Both are kept; answers show their passages once.", r.Twin.Title)})
		reply.Buttons = append(reply.Buttons,
			Button{Label: req.T("Remove the older one"), Action: "replace", Args: []string{r.ID, r.Twin.ID}},
			Button{Label: req.T("Only note the address"), Action: "note", Args: []string{r.ID, r.Twin.ID}})
	}
	reply.Buttons = append(reply.Buttons, Button{Label: req.T("Fix title, author, date"), Action: "fix", Args: []string{r.ID}},
		Button{Label: req.T("Tags"), Action: "tag", Args: []string{r.ID}})
	return reply
}

func receiptBlocks(req Request, r library.Receipt) []Block {
	small := []string{req.T("%d passages", r.Passages), req.T("%d quotations", r.Quotes), req.T("%d people", r.People)}
	if r.ID != "" {
		small = append(small, req.T("id %s", r.ID))
	}
	blocks := []Block{{
		Cite:  &Citation{Source: Source{ID: r.ID, Title: r.Title, URL: r.URL, Author: r.Author, Published: r.Published}},
		Small: strings.Join(small, " · ") + tagged(r.Tags),
	}}
	if r.First != "" {
		blocks = append(blocks,
			Block{Heading: req.T("It begins"), Text: i18n.Theirs(shorten(r.First, 200))},
			Block{Heading: req.T("It ends"), Text: i18n.Theirs(shorten(r.Last, 200))})
	}
	if r.LeftOut.Words > 0 {
		lines := make([]string, len(r.LeftOut.Lines))
		for i, line := range r.LeftOut.Lines {
			lines[i] = shorten(line, 100)
		}
		blocks = append(blocks, Block{Heading: req.T("Left out: %d words around the text", r.LeftOut.Words), Text: i18n.Theirs(strings.Join(lines, "\n"))})
	}
	for _, w := range r.Warnings {
		blocks = append(blocks, Block{Text: req.T("Note: %s", i18n.Ours(req.T(w.Text)))})
	}
	return blocks
}

// fixForm returns the form that changes an article.
func fixForm(ctx context.Context, lib *library.Library, req Request, ids []string) (Reply, error) {
	if len(ids) != 1 {
		return staleNote(req), nil
	}
	infos, err := lib.Infos(ctx, ids...)
	if err != nil {
		return Reply{}, err
	}
	i := infos[0]
	return Reply{Form: &Form{Title: req.T("Change an article"), Action: "fixed", Args: ids, Fields: []Field{
		{Name: "title", Label: req.T("Title"), Value: i.Title, MaxLength: 300},
		{Name: "author", Label: req.T("Author"), Value: i.Author, MaxLength: 300},
		{Name: "published", Label: req.T("Date"), Description: req.T("For example 2025-11-20"), Value: i.Published, MaxLength: 10},
		{Name: "url", Label: req.T("Link"), Value: i.URL, MaxLength: 2000},
		{Name: "body", Label: req.T("A new text"), Description: req.T("Leave empty to keep the text"), Long: true},
	}}}, nil
}

func fix(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	if date := req.Fields["published"]; len(date) > 0 && (len(date) != len("2025-11-20") || !store.IsDate(date)) {
		return req.Whisper("“%s” is not a date. Write it like 2025-11-20. Nothing was changed.", date), nil
	}
	var e library.Edit
	for name, field := range map[string]**string{"title": &e.Title, "author": &e.Author, "published": &e.Published, "url": &e.URL} {
		if v, ok := req.Fields[name]; ok {
			*field = &v
		}
	}
	if body := req.Fields["body"]; body != "" {
		e.Body = []byte(body)
	}
	receipt, err := lib.Edit(ctx, req.User.ID, req.Args[0], e)
	if err != nil {
		return Reply{}, err
	}
	return receiptReply(req, receipt), nil
}
