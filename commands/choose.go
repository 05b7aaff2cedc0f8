package commands

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"footnote/library"
	"footnote/store"
)

// theArticle finds an article by its id or words of its title. If there is not
// exactly one, id is "" and reply says so; if there are several, it has a menu
// of them, for a command with the Run of choosing.
func theArticle(ctx context.Context, lib *library.Library, req Request, text string) (id string, reply Reply, err error) {
	infos, _, err := articlesFor(ctx, lib, text)
	switch {
	case err != nil:
		return "", Reply{}, err
	case len(infos) == 0:
		return "", noArticle(req, text), nil
	case len(infos) == 1:
		return infos[0].ID, Reply{}, nil
	}
	return "", whichArticle(req, text, infos), nil
}

// articlesFor returns the article with an id, and exact is true, or else those
// with a text in their title.
func articlesFor(ctx context.Context, lib *library.Library, text string) (infos []store.Info, exact bool, err error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	titled := library.Soon(ctx, ahead, func(ctx context.Context) ([]store.Info, error) {
		return lib.Articles(ctx, store.Filter{Text: text, Limit: maxOffered})
	})
	infos, err = lib.Infos(ctx, text)
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrBadName) {
		infos, err = titled()
		return infos, false, err
	}
	return infos, err == nil, err
}

func noArticle(req Request, text string) Reply {
	return req.Whisper("No article in this library has the id or title “%s”. See /articles.", text)
}

// choseArticle is the action of the menu of articles.
const choseArticle = "article"

// whichArticle asks which of several articles is meant.
func whichArticle(req Request, text string, infos []store.Info) Reply {
	options := url.Values{}
	for name, value := range req.Options {
		options.Set(name, value)
	}
	menu := Menu{Prompt: req.T("Pick one"), Action: choseArticle, Args: []string{options.Encode()}}
	for _, i := range infos {
		menu.Choices = append(menu.Choices, articleChoice(i))
	}
	return Reply{Private: true, Menus: []Menu{menu}, Blocks: []Block{{Text: req.T("Several articles match “%s”. Which one do you mean?", text)}}}
}

// articleChoice is the choice of an article in a menu: its title, with what
// distinguishes it from one of the same title.
func articleChoice(i store.Info) Choice {
	about := strings.Join(nonEmpty(i.Author, i.Published, i.Site), ", ")
	name := shorten(i.Title, maxChoiceLength)
	if room := maxChoiceLength - len([]rune(name)) - len(" — "); about != "" && room > len("2025-11-20") {
		name += " — " + shorten(about, room)
	}
	return Choice{Name: name, Value: i.ID}
}

func nonEmpty(texts ...string) []string {
	var list []string
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return list
}

// choosing returns a Run that runs a command again with the article that was
// picked in its menu.
func choosing(run runs) runs {
	return func(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
		if req.Action != choseArticle {
			return run(ctx, lib, req)
		}
		if len(req.Args) != 2 {
			return staleNote(req), nil
		}
		options, err := url.ParseQuery(req.Args[0])
		if err != nil {
			return staleNote(req), nil
		}
		req.Options = map[string]string{}
		for name := range options {
			req.Options[name] = options.Get(name)
		}
		req.Options["article"] = req.Args[1]
		req.Action, req.Args = "", nil
		reply, err := run(ctx, lib, req)
		reply.Replace = reply.Private && reply.Form == nil
		return reply, err
	}
}
