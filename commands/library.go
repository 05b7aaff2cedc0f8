package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/article"
	"footnote/library"
	"footnote/store"
)

func init() {
	id := Option{Name: "article", Description: "The article's id, or words of its title", Type: Text, Required: true, Complete: true}
	register(Command{
		Name:        "library",
		Description: "Look after this server's articles",
		Moderators:  true,
		Subcommands: []Command{
			{
				Name:        "add",
				Description: "Add an article: a link, a file, or pasted text",
				Options: []Option{
					{Name: "link", Description: "Address of the article's page", Type: Text, MaxLength: 2000},
					{Name: "file", Description: "A text, Markdown or HTML file", Type: File},
					{Name: "text", Description: "The text itself; leave all empty for a form to paste into", Type: Text, MaxLength: 6000},
					{Name: "title", Description: "Its title, if the text does not say", Type: Text},
				},
				Moderators: true,
				Private:    true,
				Run:        libraryAdd,
			},
			{
				Name:        "list",
				Description: "List the articles with their ids, newest first",
				Options:     []Option{{Name: "words", Description: "Only those with these words in their title, author or address", Type: Text}},
				Moderators:  true,
				Private:     true,
				Run:         articles,
			},
			{
				Name:        "show",
				Description: "Show what was read of an article",
				Options:     []Option{id},
				Moderators:  true,
				Private:     true,
				Run:         libraryShow,
				Complete:    completeArticle,
			},
			{
				Name:        "remove",
				Description: "Remove an article; it can be brought back for a day",
				Options:     []Option{id},
				Moderators:  true,
				Private:     true,
				Run:         libraryRemove,
				Complete:    completeArticle,
			},
		},
	})
}

// libraryAdd adds an article, and serves the buttons of its receipt.
func libraryAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "keep":
		return keepAnyway(ctx, lib, req)
	case "undo":
		return undoAdd(ctx, lib, req)
	case "back":
		return bringBack(ctx, lib, req)
	case "fix":
		return fixForm(ctx, lib, req)
	case "fixed":
		return fix(ctx, lib, req)
	}
	src := article.Source{Title: req.Text("title")}
	link, text := req.Text("link"), req.Text("text")
	file, hasFile := req.Files["file"]
	switch {
	case text != "":
		src.Body, src.MediaType, src.URL = []byte(text), "text/plain", link
	case hasFile:
		fetched, err := lib.Upload(ctx, library.Upload{Name: file.Name, MediaType: file.MediaType, URL: file.URL, Size: file.Size, Body: file.Body})
		if err != nil {
			return Reply{}, err
		}
		fetched.Title, fetched.URL = src.Title, link
		src = fetched
	case link != "":
		fetched, err := lib.Fetch(ctx, link)
		if err != nil {
			return Reply{}, err
		}
		fetched.Title = src.Title
		src = fetched
	default:
		return Reply{Form: pasteForm()}, nil
	}
	return addSource(ctx, lib, req.User, src, false)
}

func pasteForm() *Form {
	return &Form{Title: "Add an article", Action: "pasted", Fields: []Field{
		{Name: "text", Label: "Text", Description: "The article, as it stands on its page", Long: true},
		{Name: "file", Label: "Or a file", Description: "A text, Markdown or HTML file", Type: File},
		{Name: "title", Label: "Title", Description: "If the text does not begin with it", MaxLength: 300},
		{Name: "link", Label: "Link", Description: "Where it stands, for readers to open", MaxLength: 2000},
	}}
}

// addSource adds src and answers with its receipt. A doubtful text waits for
// a word of the moderator.
func addSource(ctx context.Context, lib *library.Library, user User, src article.Source, anyway bool) (Reply, error) {
	receipt, err := lib.AddOne(ctx, user.ID, library.Item{Source: src, Anyway: anyway})
	if errors.Is(err, library.ErrDoubtful) {
		key, err := lib.Hold(ctx, src)
		if err != nil {
			return Reply{}, err
		}
		return Reply{
			Title:  "Not added yet: " + receipt.Title,
			Blocks: append(receiptBlocks(receipt), Block{Text: "Keep it anyway, or use /library add with the pasted text instead. It waits for a day."}),
			Buttons: []Button{
				{Label: "Keep anyway", Action: "keep", Args: []string{key}, Style: Primary},
			},
			Private: true,
		}, nil
	}
	if err != nil {
		return Reply{}, err
	}
	return receiptReply(receipt), nil
}

func keepAnyway(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return stale(), nil
	}
	src, err := lib.Held(ctx, req.Args[0])
	if errors.Is(err, store.ErrNotFound) {
		return Whisper("That text waited for a day and is gone. Please add it again."), nil
	}
	if err != nil {
		return Reply{}, err
	}
	return addSource(ctx, lib, req.User, src, true)
}

// receiptReply says what became of an article, and offers to undo or mend it.
func receiptReply(r library.Receipt) Reply {
	what := map[store.Status]string{
		store.Added:     "Added: ",
		store.Updated:   "Updated: ",
		store.Unchanged: "Already there, unchanged: ",
	}[r.Status]
	reply := Reply{Title: what + r.Title, Blocks: receiptBlocks(r), Private: true}
	if r.Status == store.Added {
		reply.Buttons = append(reply.Buttons, Button{Label: "Undo", Action: "undo", Args: []string{r.ID}, Style: Danger})
	}
	reply.Buttons = append(reply.Buttons, Button{Label: "Fix title, author, date", Action: "fix", Args: []string{r.ID}})
	return reply
}

func receiptBlocks(r library.Receipt) []Block {
	var about []string
	for _, s := range []string{r.Author, r.Published, r.URL} {
		if s != "" {
			about = append(about, s)
		}
	}
	small := []string{count(r.Passages, "passage"), count(r.Quotes, "quotation"), counted(r.People, "person", "people")}
	if r.ID != "" {
		small = append(small, "id "+r.ID)
	}
	blocks := []Block{{Text: strings.Join(about, " · "), Small: strings.Join(small, " · ")}}
	if r.First != "" {
		blocks = append(blocks, Block{Text: "It begins: " + shorten(r.First, 200) + "\nIt ends: " + shorten(r.Last, 200)})
	}
	for _, w := range r.Warnings {
		blocks = append(blocks, Block{Text: "Note: " + w.Text})
	}
	return blocks
}

// shorten cuts s to at most n code points, between words where it can.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

func undoAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	reply, err := removeArticles(ctx, lib, req.User, req.Args)
	reply.Replace = true
	return reply, err
}

func fixForm(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return stale(), nil
	}
	infos, err := lib.Infos(ctx, req.Args...)
	if err != nil {
		return Reply{}, err
	}
	i := infos[0]
	return Reply{Form: &Form{Title: "Fix an article", Action: "fixed", Args: req.Args, Fields: []Field{
		{Name: "title", Label: "Title", Value: i.Title, MaxLength: 300},
		{Name: "author", Label: "Author", Value: i.Author, MaxLength: 300},
		{Name: "published", Label: "Date", Description: "As 2025-11-20", Value: i.Published, MaxLength: 10},
	}}}, nil
}

func fix(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return stale(), nil
	}
	var e library.Edit
	for name, field := range map[string]**string{"title": &e.Title, "author": &e.Author, "published": &e.Published} {
		if v, ok := req.Fields[name]; ok {
			*field = &v
		}
	}
	receipt, err := lib.Edit(ctx, req.User.ID, req.Args[0], e)
	if err != nil {
		return Reply{}, err
	}
	return receiptReply(receipt), nil
}

// libraryShow shows what was read of an article.
func libraryShow(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	id, reply, err := theArticle(ctx, lib, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	info, a, err := lib.Article(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	reply = Reply{Title: info.Title, Private: true}
	reply.Blocks = append(reply.Blocks, Block{Cite: &Citation{Source: source(info, "")}, Small: inventory(info)})
	var headings []string
	for _, s := range a.Sections {
		headings = append(headings, strings.Repeat("  ", max(0, s.Level-1))+"• "+s.Heading)
	}
	if len(headings) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Heading: "Sections", Text: shorten(strings.Join(headings, "\n"), 1000)})
	}
	var names []string
	for _, p := range a.People {
		names = append(names, p.Name)
	}
	if len(names) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Heading: "People", Text: shorten(strings.Join(names, ", "), 600)})
	}
	if len(a.Passages) > 0 {
		first := a.Passages[0]
		reply.Blocks = append(reply.Blocks, Block{Heading: "It begins", Cite: &Citation{
			Words: first.Text, Kind: first.Kind, Source: source(info, first.Section),
		}})
	}
	for _, w := range a.Warnings {
		reply.Blocks = append(reply.Blocks, Block{Text: "Note: " + w.Text})
	}
	return reply, nil
}

// libraryRemove removes an article, and offers to bring it back.
func libraryRemove(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if req.Action == "back" {
		return bringBack(ctx, lib, req)
	}
	id, reply, err := theArticle(ctx, lib, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	return removeArticles(ctx, lib, req.User, []string{id})
}

func bringBack(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	back, err := lib.Unremove(ctx, req.User.ID, req.Args...)
	if err != nil {
		return Reply{}, err
	}
	if len(back) == 0 {
		return Whisper("It can't be brought back: a day has passed, or it was added again."), nil
	}
	reply := Whisper("Brought back: %s.", count(len(back), "article"))
	reply.Replace = true
	return reply, nil
}

func removeArticles(ctx context.Context, lib *library.Library, user User, ids []string) (Reply, error) {
	infos, err := lib.Infos(ctx, ids...)
	if err != nil {
		return Reply{}, err
	}
	if _, err := lib.Remove(ctx, user.ID, ids...); err != nil {
		return Reply{}, err
	}
	var titles []string
	for _, i := range infos {
		titles = append(titles, "“"+i.Title+"”")
	}
	return Reply{
		Blocks:  []Block{{Text: "Removed " + strings.Join(titles, ", ") + ".", Small: "It can be brought back for a day."}},
		Buttons: []Button{{Label: "Bring back", Action: "back", Args: ids}},
		Private: true,
	}, nil
}

// theArticle finds the article that is meant by an id or words of a title.
// id is "" where that is not one article; reply then says so.
func theArticle(ctx context.Context, lib *library.Library, text string) (id string, reply Reply, err error) {
	infos, err := lib.Infos(ctx, text)
	if err == nil {
		return infos[0].ID, Reply{}, nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return "", Reply{}, err
	}
	infos, err = lib.Articles(ctx, store.Filter{Text: text, Limit: 10})
	switch {
	case err != nil:
		return "", Reply{}, err
	case len(infos) == 0:
		return "", Whisper("No article of this library has the id or title “%s”. See /library list.", text), nil
	case len(infos) == 1:
		return infos[0].ID, Reply{}, nil
	}
	var lines []string
	for _, i := range infos {
		lines = append(lines, fmt.Sprintf("%s  %s", i.ID, i.Title))
	}
	return "", Reply{Private: true, Blocks: []Block{{Text: "Several articles fit. Use the id of one:\n" + strings.Join(lines, "\n")}}}, nil
}

// completeArticle offers articles by title, their ids as values.
func completeArticle(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	infos, err := lib.Articles(ctx, store.Filter{Text: req.Text(req.Focused), Limit: 25})
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, i := range infos {
		choices = append(choices, Choice{Name: shorten(i.Title, 100), Value: i.ID})
	}
	return choices, nil
}
