package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/feed"
	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// feedCommands are /library feed add, list and remove.
func feedCommands() Command {
	one := func(c Command) Command {
		c.Moderators, c.Private = true, true
		return c
	}
	return Command{
		Name:        "feed",
		Description: "Follow feeds: a site's new articles are added automatically",
		Moderators:  true,
		Subcommands: []Command{
			one(Command{
				Name: "add", Description: "Follow a feed, by its address or that of a page that links to it", Run: feedAdd,
				Options: []Option{
					{Name: "link", Description: "Address of the feed, or of a page of the site", Type: Text, Required: true, MaxLength: 2000},
					{Name: "newest", Description: "How many of its newest articles to add now; 3 by default", Type: Number, Min: 0, Max: library.MaxNew},
				},
			}),
			one(Command{Name: "list", Description: "See which feeds are followed, and what happened to their articles", Run: feedList}),
			one(Command{
				Name: "remove", Description: "Stop following a feed; its articles stay", Run: feedRemove, Complete: completeFeed,
				Options: []Option{{Name: "feed", Description: "Its title or address", Type: Text, Required: true, Complete: true, MaxLength: 2000}},
			}),
		},
	}
}

// newestFirst is how many articles a new feed adds at once by default.
const newestFirst = 3

// feedAdd follows a feed.
func feedAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	newest := newestFirst
	if n, err := strconv.Atoi(req.Text("newest")); err == nil {
		newest = n
	}
	report, err := lib.Follow(ctx, req.User.ID, req.Text("link"), newest)
	if err != nil {
		return Reply{}, err
	}
	if report.Follows {
		return req.Whisper("“%s” is already followed. See /library feed list.", report.Feed.Title), nil
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: req.T("Following: %s", report.Feed.Title), Private: true}
	reply.Blocks = append(reply.Blocks, Block{
		Text:  req.T("Its new articles are added automatically, at most %d a day.", library.MaxDaily),
		Small: i18n.Theirs(report.Feed.URL),
	})
	reply.Blocks = append(reply.Blocks, brought(req, report)...)
	if settings.Notices == "" {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("Choose a moderators' channel in /library settings to be notified of new articles.")})
	}
	return reply, nil
}

// maxListedEntries is how many articles of a check of a feed are listed.
const maxListedEntries = 8

// brought lists what a check of a feed added, what it did not, and why.
func brought(req Request, r library.FeedReport) []Block {
	var blocks []Block
	for _, a := range r.Added[:min(len(r.Added), maxListedEntries)] {
		small := []string{req.T("%d passages", a.Passages), req.T("%d quotations", a.Quotes), req.T("%d people", a.People), req.T("id %s", a.ID)}
		if a.Twin != nil {
			small = append(small, req.T("nearly the same text as “%s”", a.Twin.Title))
		}
		blocks = append(blocks, Block{
			Cite:  &Citation{Source: Source{ID: a.ID, Title: a.Title, URL: a.URL, Author: a.Author, Published: a.Published}},
			Small: strings.Join(small, " · "),
		})
	}
	if more := len(r.Added) - maxListedEntries; more > 0 {
		blocks = append(blocks, Block{Text: req.T("And %d more. See /articles.", more)})
	}
	var lines []string
	for _, e := range r.Refused[:min(len(r.Refused), maxListedEntries)] {
		lines = append(lines, entryLine(req, e))
	}
	if len(lines) > 0 {
		blocks = append(blocks, Block{Heading: req.T("Not added"), Text: strings.Join(lines, "\n"), Small: req.T("Add what matters yourself: /library add, with its text or a file.")})
	}
	if r.Waiting > 0 {
		blocks = append(blocks, Block{Small: req.T("%d more are waiting for the next check.", r.Waiting)})
	}
	return blocks
}

// entryLine returns an entry of a feed, its state and the reason.
func entryLine(req Request, e store.FeedEntry) string {
	title := shorten(e.Title, 120)
	if title == "" {
		title = shorten(e.URL, 120)
	}
	state := map[store.EntryState]string{
		store.Taken:   req.T("added"),
		store.Waiting: req.T("waiting"),
		store.Refused: req.T("not added"),
		store.Passed:  req.T("published before the feed was followed"),
	}[e.State]
	line := "• " + i18n.Theirs(title) + " — " + state
	if e.Reason != "" {
		line += ": " + req.T(e.Reason)
	}
	if e.LeftOut.Words > 0 {
		line += "\n  " + req.T("Left out: %d words around the text", e.LeftOut.Words)
	}
	if len(e.LeftOut.Lines) > 0 {
		line += ": " + i18n.Theirs(shorten(e.LeftOut.Lines[0], 100))
	}
	return line
}

const entriesAPage = 10

// feedList lists the feeds. Its menu shows the entries of one.
func feedList(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "feed", "page":
		return feedEntries(ctx, lib, req)
	case "":
	default:
		return staleNote(req), nil
	}
	feeds, err := lib.Feeds(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(feeds) == 0 {
		return req.Whisper("No feed is followed yet. Follow one with /library feed add."), nil
	}
	reply := Reply{Title: req.T("Feeds"), Private: true}
	menu := Menu{Prompt: req.T("See what happened to a feed's articles, and what was left out of them"), Action: "feed"}
	var lines []string
	for _, w := range feeds {
		lines = append(lines, "• "+i18n.Theirs(shorten(w.Title, 60))+" — "+feedState(req, w))
		if len(menu.Choices) < maxOffered {
			menu.Choices = append(menu.Choices, Choice{Name: shorten(w.Title, 100), Value: w.ID})
		}
	}
	reply.Blocks = []Block{{Text: strings.Join(lines, "\n")}}
	reply.Menus = []Menu{menu}
	return reply, nil
}

// feedState says when a feed was last checked, or its problem.
func feedState(req Request, w store.Watch) string {
	switch {
	case w.Problem != "":
		return req.T("%s Tried %d times.", req.T(w.Problem), w.Failures)
	case w.Checked.IsZero():
		return req.T("not checked yet")
	}
	return req.T("checked %s", w.Checked.Format("2006-01-02 15:04")+" UTC")
}

// feedEntries shows the entries of a feed, and why some were not added.
func feedEntries(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	args, page := []string{""}, 1
	if req.Action == "page" {
		args, page = turnPage(req, 1)
	} else if len(req.Args) == 1 {
		args = req.Args
	}
	w, err := lib.Feed(ctx, args[0])
	if err != nil {
		return Reply{}, err
	}
	entries, err := lib.Entries(ctx, w, feed.MaxEntries)
	if err != nil {
		return Reply{}, err
	}
	shown, page, pages := window(entries, page, entriesAPage)
	reply := Reply{Title: w.Title, Private: true, Replace: true, Blocks: []Block{{Small: i18n.Theirs(w.URL) + "\n" + feedState(req, w)}}}
	var lines []string
	for _, e := range shown {
		lines = append(lines, entryLine(req, e))
	}
	if len(lines) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Text: strings.Join(lines, "\n")})
	}
	reply = paged(req, reply, page, pages, w.ID)
	reply.Again = nil
	return reply, nil
}

// feedRemove stops following a feed.
func feedRemove(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	w, err := lib.Unfollow(ctx, req.User.ID, req.Text("feed"))
	if err != nil {
		return Reply{}, err
	}
	return req.Whisper("“%s” is not followed any more. Its articles stay.", w.Title), nil
}

// completeFeed offers the followed feeds.
func completeFeed(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	feeds, err := lib.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	typed := strings.ToLower(req.Text("feed"))
	feeds = slices.DeleteFunc(feeds, func(w store.Watch) bool {
		return !strings.Contains(strings.ToLower(w.Title+" "+w.URL), typed)
	})
	var choices []Choice
	for _, w := range feeds[:min(len(feeds), maxOffered)] {
		choices = append(choices, Choice{Name: shorten(w.Title, 100), Value: w.ID})
	}
	return choices, nil
}

// UpdateReply returns the message to moderators about the check of a feed or a
// page, in the library's language.
func UpdateReply(language string, n library.Update) Reply {
	req := Request{Locale: language}
	switch {
	case n.Daily != nil:
		return quoteOfTheDay(req, n.Daily)
	case n.Feed != nil && n.Feed.Dead:
		return Reply{Blocks: []Block{{
			Heading: req.T("The feed “%s” cannot be read any more", n.Feed.Feed.Title),
			Text:    feedState(req, n.Feed.Feed) + " " + req.T("I now try it once a day. Stop following it with /library feed remove."),
			Small:   i18n.Theirs(n.Feed.Feed.URL),
		}}}
	case n.Feed != nil:
		return Reply{Blocks: append([]Block{{Heading: req.T("New articles in the feed “%s”", n.Feed.Feed.Title)}}, brought(req, *n.Feed)...)}
	}
	page := n.Page
	about := &Citation{Source: source(page.Article, "")}
	if page.Gone {
		return Reply{Blocks: []Block{{
			Heading: req.T("An article's page has been gone for two weeks"), Cite: about,
			Text: req.T("The article stays, and answers from it say that its page is gone."), Small: req.T("Remove it with /library remove, or change its link with /library edit."),
		}}}
	}
	if page.Problem != "" {
		return Reply{Blocks: []Block{{
			Heading: req.T("An article's page can't be checked any more"), Cite: about,
			Text: req.T(page.Problem), Small: req.T("The article stays as it is."),
		}}}
	}
	blocks := []Block{{Heading: req.T("An article's page has changed"), Cite: about, Small: req.T("The new version was saved.")}}
	for _, s := range page.Lost[:min(len(page.Lost), maxListedEntries)] {
		blocks = append(blocks, Block{Text: req.T("No longer there: “%s”", shorten(s, 300))})
	}
	return Reply{Blocks: blocks}
}

// by returns who did something, in words.
func by(req Request, id string) i18n.Ours {
	switch id {
	case "":
		return i18n.Ours(req.T("Someone"))
	case library.ByFeed:
		return i18n.Ours(req.T("A feed"))
	case library.ByPage:
		return i18n.Ours(req.T("A check of its page"))
	}
	if strings.Trim(id, "0123456789") != "" { // the command line
		return i18n.Ours(req.T("The operator"))
	}
	return Mention(id)
}
