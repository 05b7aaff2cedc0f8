package commands

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/feed"
	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// A given is one of several sources to add.
type given struct {
	name string
	page bool // it is a link to one
	get  func(ctx context.Context) (article.Source, error)
}

// givenLinks returns links as sources.
func givenLinks(lib *library.Library, links []string) []given {
	var all []given
	for _, link := range links {
		all = append(all, given{link, true, func(ctx context.Context) (article.Source, error) { return lib.Fetch(ctx, link) }})
	}
	return all
}

// givenFiles returns files as sources.
func givenFiles(lib *library.Library, files []library.Upload) []given {
	var all []given
	for _, f := range files {
		all = append(all, given{f.Name, false, func(ctx context.Context) (article.Source, error) { return lib.Upload(ctx, f) }})
	}
	return all
}

const (
	getParallel = 4                // sources that are fetched at a time
	reportTime  = 15 * time.Second // what is left of the time for the receipt
)

// addSeveral adds sources, and replies with one receipt: a line for each, and a
// button that undoes all.
func addSeveral(ctx context.Context, lib *library.Library, req Request, title string, all []given, tags []string) (Reply, error) {
	reply := Reply{Title: title, Private: true}
	most := min(len(all), library.MaxSeveral)
	fetching := ctx
	if end, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		fetching, cancel = context.WithDeadline(ctx, end.Add(-reportTime))
		defer cancel()
	}
	sources, failed := make([]article.Source, most), make([]error, most)
	var g errgroup.Group
	g.SetLimit(getParallel)
	for i, from := range all[:most] {
		g.Go(func() error {
			sources[i], failed[i] = from.get(fetching)
			return nil
		})
	}
	g.Wait()
	var added []string
	for i, from := range all[:most] {
		var receipt library.Receipt
		err := failed[i]
		if err == nil {
			receipt, err = lib.AddOne(ctx, req.User.ID, library.Item{Source: sources[i], Page: from.page, Tags: tags})
		}
		if errors.Is(err, context.Canceled) {
			return Reply{}, err
		}
		reply.Blocks = append(reply.Blocks, outcome(req, from.name, receipt, err))
		if err == nil && receipt.Status == store.Added {
			added = append(added, receipt.ID)
		}
	}
	if left := len(all) - most; left > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("%d more were left out: add them with /library add.", left)})
	}
	if len(added) > 0 {
		label := req.T("Undo all")
		if len(added) == 1 {
			label = req.T("Undo")
		}
		reply.Buttons = []Button{{Label: label, Action: "undo", Args: added, Style: Danger}}
	}
	return reply, nil
}

// importCommand is /library import.
func importCommand() Command {
	return Command{
		Name: "import", Description: "Choose articles to add from a sitemap, a feed or a page that lists them",
		Options: []Option{
			{Name: "link", Description: "Address of the sitemap, the feed or the page", Type: Text, Required: true, MaxLength: 2000},
		},
		Moderators: true, Private: true, Run: libraryImport,
	}
}

// libraryImport lists the links of a page for a choice, and adds those that were
// picked.
func libraryImport(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "take":
		return takeLinks(ctx, lib, req)
	case "page":
		args, page := turnPage(req, 1)
		links, reply, err := heldLinks(ctx, lib, req, args[0])
		if err != nil || len(links) == 0 {
			return reply, err
		}
		return chooseLinks(req, args[0], links, page), nil
	case "":
	default: // the buttons of a receipt
		return libraryAdd(ctx, lib, req)
	}
	links, err := lib.ListLinks(ctx, req.Text("link"))
	if err != nil {
		return Reply{}, err
	}
	list, err := json.Marshal(links)
	if err != nil {
		return Reply{}, err
	}
	key, err := lib.PutTemp(ctx, article.Source{URL: req.Text("link"), Body: list})
	if err != nil {
		return Reply{}, err
	}
	return chooseLinks(req, key, links, 1), nil
}

// heldLinks returns the links that are held under a key. If they have expired,
// reply says so.
func heldLinks(ctx context.Context, lib *library.Library, req Request, key string) (links []feed.Link, reply Reply, err error) {
	src, err := lib.Temp(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		return nil, req.Whisper("That list was held for a day and is gone. Please use /library import again."), nil
	}
	if err == nil {
		err = json.Unmarshal(src.Body, &links)
	}
	return links, reply, err
}

// chooseLinks shows a page of links with a menu.
func chooseLinks(req Request, key string, links []feed.Link, page int) Reply {
	shown, page, pages := window(links, page, library.MaxSeveral)
	menu := Menu{Label: req.T("Choose what to add"), Prompt: req.T("Choose what to add"), Action: "take", Args: []string{key}, Max: len(shown), Min: 1}
	for i, l := range shown {
		menu.Choices = append(menu.Choices, Choice{Name: shorten(l.Title, maxChoiceLength), Value: strconv.Itoa((page-1)*library.MaxSeveral + i)})
	}
	reply := Reply{
		Title: req.T("Found: %d links", len(links)), Private: true, Replace: req.Action != "", Menus: []Menu{menu},
		Blocks: []Block{{Text: i18n.Theirs(shorten(links[0].URL, 100)) + " …", Small: req.T("At most %d can be added at once.", library.MaxSeveral)}},
	}
	reply = paged(req, reply, page, pages, key)
	reply.Again = nil
	return reply
}

// takeLinks adds the links that were picked.
func takeLinks(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) < 2 {
		return staleNote(req), nil
	}
	links, reply, err := heldLinks(ctx, lib, req, req.Args[0])
	if err != nil || len(links) == 0 {
		return reply, err
	}
	var picked []string
	for _, value := range req.Args[1:] {
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(links) {
			picked = append(picked, links[n].URL)
		}
	}
	return addSeveral(ctx, lib, req, req.T("Added from the list"), givenLinks(lib, picked), nil)
}
