package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/library"
	"footnote/store"
)

func init() {
	id := Option{Name: "article", Description: "The article's id, or words of its title", Type: Text, Required: true, Complete: true}
	one := func(name, description string, run runs) Command {
		return Command{
			Name: name, Description: description, Options: []Option{id},
			Moderators: true, Private: true, Run: run, Complete: completeArticle,
		}
	}
	all := func(name, description string, run runs, options ...Option) Command {
		return Command{
			Name: name, Description: description, Options: options,
			Moderators: true, Private: true, Run: run,
		}
	}
	register(Command{
		Name:        "library",
		Description: "Manage this server's articles",
		Moderators:  true,
		Subcommands: append([]Command{
			all("add", "Add an article: a link, a file, or pasted text", libraryAdd,
				Option{Name: "link", Description: "Address of the article's page", Type: Text, MaxLength: 2000},
				Option{Name: "file", Description: "A PDF, Word, EPUB, text, Markdown or HTML file", Type: File},
				Option{Name: "text", Description: "The text itself; leave everything empty to get a form to paste into", Type: Text, MaxLength: 6000},
				Option{Name: "title", Description: "Its title, if the text does not say", Type: Text},
			),
			all("list", "List the articles with their ids, newest first", libraryList, articleFilters...),
			one("show", "Show what was read from an article", libraryShow),
			one("edit", "Change an article's title, author, date, link or text", libraryEdit),
			one("remove", "Remove an article, or several; they can be brought back for a day", libraryRemove),
			feedCommands(),
			all("log", "See who did what with the library", libraryLog),
			all("settings", "Choose who may add articles, and where and how I answer", librarySettings),
			all("export", "Get every article as it was added, in one file", libraryExport),
		}, teachCommands()...),
	})
}

// runs is the Run of a Command.
type runs = func(ctx context.Context, lib *library.Library, req Request) (Reply, error)

// theArticle finds an article by its id or words of its title. If there is not
// exactly one, id is "" and reply says so.
func theArticle(ctx context.Context, lib *library.Library, req Request, text string) (id string, reply Reply, err error) {
	infos, err := lib.Infos(ctx, text)
	if err == nil {
		return infos[0].ID, Reply{}, nil
	}
	if !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrBadName) {
		return "", Reply{}, err
	}
	infos, err = lib.Articles(ctx, store.Filter{Text: text, Limit: 10})
	switch {
	case err != nil:
		return "", Reply{}, err
	case len(infos) == 0:
		return "", req.Whisper("No article in this library has the id or title “%s”. See /articles.", text), nil
	case len(infos) == 1:
		return infos[0].ID, Reply{}, nil
	}
	var lines []string
	for _, i := range infos {
		lines = append(lines, fmt.Sprintf("%s  %s", i.ID, i.Title))
	}
	return "", req.Whisper("Several articles match. Use the id of one:\n%s", strings.Join(lines, "\n")), nil
}
