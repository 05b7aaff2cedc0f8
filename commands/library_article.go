package commands

import (
	"context"
	"strings"
	"time"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// onArticle handles the buttons and forms of an article, whichever command of
// /library showed it. ok is false for other actions.
func onArticle(ctx context.Context, lib *library.Library, req Request) (reply Reply, ok bool, err error) {
	switch req.Action {
	case "fix":
		reply, err = fixForm(ctx, lib, req, req.Args)
	case "fixed":
		reply, err = fix(ctx, lib, req)
	case "tag":
		reply, err = tagForm(ctx, lib, req, req.Args)
	case "tagged":
		reply, err = tagArticle(ctx, lib, req)
	case "remove":
		reply, err = removeArticles(ctx, lib, req, req.Args)
	case "undo", "picked": // replaces the receipt, or the choice
		reply, err = removeArticles(ctx, lib, req, req.Args)
		reply.Replace = true
	case "replace", "note":
		reply, err = settleTwins(ctx, lib, req)
	case "back":
		reply, err = bringBack(ctx, lib, req)
	case "version":
		reply, err = showVersion(ctx, lib, req)
	case "revert":
		reply, err = revertArticle(ctx, lib, req)
	default:
		return reply, false, nil
	}
	return reply, true, err
}

// libraryShow shows what was read from an article.
func libraryShow(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if reply, ok, err := onArticle(ctx, lib, req); ok {
		return reply, err
	}
	id, reply, err := theArticle(ctx, lib, req, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	ahead := lib.Ahead()
	defer ahead.Wait()
	tagsOf := library.Soon(ctx, ahead, func(ctx context.Context) (map[string][]string, error) { return lib.Tags(ctx, id) })
	published := library.Soon(ctx, ahead, func(ctx context.Context) ([]string, error) { return lib.Published(ctx, id) })
	made := library.Soon(ctx, ahead, func(ctx context.Context) ([]library.Version, error) { return lib.Versions(ctx, id) })
	info, a, err := lib.Article(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	reply = Reply{Title: info.Title, Private: true}
	added := inventory(req.Locale, info) + " · " + info.Added.Format("2006-01-02")
	if info.AddedBy != "" {
		added += " · " + string(by(req, info.AddedBy))
	}
	tags, err := tagsOf()
	if err != nil {
		return Reply{}, err
	}
	reply.Blocks = append(reply.Blocks, Block{Cite: &Citation{Source: source(info, "")}, Small: added + tagged(tags[id])})
	var headings []string
	for _, s := range a.Sections {
		headings = append(headings, strings.Repeat("  ", max(0, s.Level-1))+"• "+s.Heading)
	}
	if len(headings) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Heading: req.T("Sections"), Text: i18n.Theirs(shorten(strings.Join(headings, "\n"), 1000))})
	}
	var names []string
	for _, p := range a.People {
		names = append(names, p.Name)
	}
	if len(names) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Heading: req.T("People"), Text: i18n.Theirs(shorten(strings.Join(names, ", "), 600))})
	}
	if len(a.Passages) > 0 {
		first := a.Passages[0]
		reply.Blocks = append(reply.Blocks, Block{Heading: req.T("It begins"), Cite: &Citation{
			Words: first.Text, Kind: first.Kind, Source: source(info, first.Section),
		}})
	}
	for _, w := range a.Warnings {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("Note: %s", i18n.Ours(req.T(w.Text)))})
	}
	gone, err := lib.Gone(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	if since, ok := gone[id]; ok {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("Its page has been gone since %s.", since.Format(time.DateOnly))})
	}
	elsewhere, err := published()
	if err != nil {
		return Reply{}, err
	}
	if len(elsewhere) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Heading: req.T("Also published at"), Text: i18n.Theirs(shorten(strings.Join(elsewhere, "\n"), 600))})
	}
	reply.Buttons = []Button{
		{Label: req.T("Change"), Action: "fix", Args: []string{id}},
		{Label: req.T("Tags"), Action: "tag", Args: []string{id}},
		{Label: req.T("Remove"), Action: "remove", Args: []string{id}, Style: Danger},
	}
	versions, err := made()
	return withVersions(req, reply, id, versions), err
}

// libraryEdit opens the form that changes an article.
func libraryEdit(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if reply, ok, err := onArticle(ctx, lib, req); ok {
		return reply, err
	}
	id, reply, err := theArticle(ctx, lib, req, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	return fixForm(ctx, lib, req, []string{id})
}

// libraryRemove removes an article and offers to bring it back. If several
// articles match, the moderator picks some.
func libraryRemove(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if reply, ok, err := onArticle(ctx, lib, req); ok {
		return reply, err
	}
	text := req.Text("article")
	infos, exact, err := articlesFor(ctx, lib, text)
	switch {
	case err != nil:
		return Reply{}, err
	case !exact && len(infos) > 1:
		return whichToRemove(req, text, infos), nil
	case len(infos) == 0:
		return noArticle(req, text), nil
	}
	return removeArticles(ctx, lib, req, []string{infos[0].ID})
}

func whichToRemove(req Request, text string, infos []store.Info) Reply {
	menu := Menu{Prompt: req.T("Choose which to remove"), Action: "picked", Max: len(infos)}
	for _, i := range infos {
		menu.Choices = append(menu.Choices, articleChoice(i))
	}
	return Reply{
		Blocks:  []Block{{Text: req.T("Several articles match “%s”. Which ones should be removed?", text), Small: req.T("They can be brought back for a day.")}},
		Menus:   []Menu{menu},
		Private: true,
	}
}

func bringBack(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	back, err := lib.Unremove(ctx, req.User.ID, req.Args...)
	if err != nil {
		return Reply{}, err
	}
	if len(back) == 0 {
		return req.Whisper("It can't be brought back: a day has passed, or it was added again."), nil
	}
	reply := req.Whisper("Brought back: %s.", req.T("%d articles", len(back)))
	reply.Replace = true
	return reply, nil
}

// removeArticles removes the articles with the given ids. It ignores those
// that are already removed.
func removeArticles(ctx context.Context, lib *library.Library, req Request, ids []string) (Reply, error) {
	titles, err := lib.TitlesOf(ctx, ids...)
	if err != nil {
		return Reply{}, err
	}
	removed, err := lib.Remove(ctx, req.User.ID, ids...)
	if err != nil {
		return Reply{}, err
	}
	if len(removed) == 0 {
		return req.Whisper("That is no longer in this library."), nil
	}
	var names []string
	for _, id := range removed {
		names = append(names, "“"+titles[id]+"”")
	}
	return Reply{
		Blocks:  []Block{{Text: req.T("Removed: %s.", strings.Join(names, ", ")), Small: req.T("It can be brought back for a day.")}},
		Buttons: []Button{{Label: req.T("Bring back"), Action: "back", Args: removed}},
		Private: true,
	}, nil
}

// settleTwins keeps one of two articles with the same text, and notes the
// address of the other: "replace" keeps the newer one, "note" the older one.
func settleTwins(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 2 {
		return staleNote(req), nil
	}
	keep, remove := req.Args[0], req.Args[1]
	if req.Action == "note" {
		keep, remove = remove, keep
	}
	infos, err := lib.Infos(ctx, keep, remove)
	if err != nil {
		return Reply{}, err
	}
	if err := lib.Replace(ctx, req.User.ID, keep, remove); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("“%s” stays, “%s” was removed, and its address was noted.", infos[0].Title, infos[1].Title)
	reply.Replace = true
	reply.Buttons = []Button{{Label: req.T("Bring it back"), Action: "back", Args: []string{remove}}}
	return reply, nil
}
