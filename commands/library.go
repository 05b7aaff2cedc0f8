package commands

import (
	"context"

	"footnote/library"
)

func init() {
	id := Option{Name: "article", Description: "The article's id, or words of its title", Type: Text, Required: true, Complete: true}
	one := func(name, description string, run runs) Command {
		return Command{
			Name: name, Description: description, Options: []Option{id},
			Moderators: true, Private: true, Run: choosing(run), Complete: completeArticle,
		}
	}
	all := func(name, description string, run runs, options ...Option) Command {
		return Command{
			Name: name, Description: description, Options: options,
			Moderators: true, Private: true, Run: run, Complete: completeInScope(completeTags),
		}
	}
	register(Command{
		Name:        "library",
		Description: "Manage this server's articles",
		Moderators:  true,
		Subcommands: append([]Command{
			all("add", "Add an article: a link, a file, or pasted text", libraryAdd,
				Option{Name: "link", Description: "Address of the article's page, or several separated by spaces", Type: Text, MaxLength: 4000},
				Option{Name: "file", Description: "A PDF, Word, EPUB, text, Markdown or HTML file", Type: File},
				Option{Name: "text", Description: "The text itself; leave everything empty to get a form to paste into", Type: Text, MaxLength: 6000},
				Option{Name: "title", Description: "Its title, if the text does not say", Type: Text},
				Option{Name: "tags", Description: "Its tags, separated by commas: members can ask in: one", Type: Text, Complete: true},
			),
			all("list", "List the articles with their ids, newest first", libraryList, articleFilters...),
			importCommand(),
			tagCommand(id),
			one("show", "Show what was read from an article", libraryShow),
			one("edit", "Change an article's title, author, date, link or text", libraryEdit),
			one("remove", "Remove an article, or several; they can be brought back for a day", libraryRemove),
			feedCommands(),
			wishesCommand(),
			suggestionsCommand(),
			all("log", "See who did what with the library", libraryLog),
			all("settings", "Choose who can add articles, and where and how I answer", librarySettings),
			all("export", "Get every article as it was added, in one file", libraryExport),
		}, teachCommands()...),
	})
}

// runs is the Run of a Command.
type runs = func(ctx context.Context, lib *library.Library, req Request) (Reply, error)
