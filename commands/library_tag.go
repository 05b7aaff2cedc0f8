package commands

import (
	"context"
	"slices"
	"strings"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// tagCommand is /library tag.
func tagCommand(article Option) Command {
	return Command{
		Name: "tag", Description: "Put an article into collections that members can ask in",
		Options: []Option{article,
			{Name: "tags", Description: "All its tags, separated by commas; empty to change them in a form", Type: Text, Complete: true}},
		Moderators: true, Private: true, Run: choosing(libraryTag),
		Complete: func(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
			if req.Focused == "tags" {
				return completeTags(ctx, lib, req)
			}
			return completeArticle(ctx, lib, req)
		},
	}
}

// libraryTag changes the tags of an article, or opens the form that does.
func libraryTag(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if reply, ok, err := onArticle(ctx, lib, req); ok {
		return reply, err
	}
	id, reply, err := theArticle(ctx, lib, req, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	if req.Text("tags") == "" {
		return tagForm(ctx, lib, req, []string{id})
	}
	return setTags(ctx, lib, req, id, req.Text("tags"))
}

// tagForm opens the form for the tags of an article.
func tagForm(ctx context.Context, lib *library.Library, req Request, ids []string) (Reply, error) {
	if len(ids) != 1 {
		return staleNote(req), nil
	}
	tags, err := lib.Tags(ctx, ids...)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Form: &Form{Title: req.T("Tags of an article"), Action: "tagged", Args: ids, Fields: []Field{{
		Name: "tags", Label: req.T("Tags"), Description: req.T("Separated by commas, for example: chips, interviews"),
		Value: strings.Join(tags[ids[0]], ", "), MaxLength: library.MaxTags * (library.MaxTag + len(", ")),
	}}}}, nil
}

// tagArticle handles the submitted form.
func tagArticle(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	return setTags(ctx, lib, req, req.Args[0], req.Text("tags"))
}

func setTags(ctx context.Context, lib *library.Library, req Request, id, text string) (Reply, error) {
	tags, err := library.ReadTags(text)
	if err != nil {
		return Reply{}, err
	}
	infos, err := lib.Infos(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	if err := lib.SetTags(ctx, req.User.ID, id, tags); err != nil {
		return Reply{}, err
	}
	if len(tags) == 0 {
		return req.Whisper("“%s” has no tags now.", infos[0].Title), nil
	}
	return req.Whisper("“%s” has these tags now: %s. Members can ask in one of them: /ask with the option “in”.", infos[0].Title, strings.Join(tags, ", ")), nil
}

// completeTags offers tags for the last of several that are typed.
func completeTags(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	if req.Focused != "tags" {
		return nil, nil
	}
	counts, err := lib.CountBy(ctx, store.ByTag)
	if err != nil {
		return nil, err
	}
	typed := strings.Split(req.Text("tags"), ",")
	last := library.CleanTag(typed[len(typed)-1])
	before, err := library.ReadTags(strings.Join(typed[:len(typed)-1], ","))
	if err != nil {
		return nil, nil // nothing to offer after what is not a tag
	}
	var choices []Choice
	for _, c := range counts {
		value := strings.Join(append(slices.Clone(before), c.Value), ", ")
		if len(choices) < maxOffered && strings.Contains(c.Value, last) && !slices.Contains(before, c.Value) && len([]rune(value)) <= maxChoiceLength {
			choices = append(choices, Choice{Name: value, Value: value})
		}
	}
	return choices, nil
}

// tagged formats tags for small print, after a property; "" for none.
func tagged(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	return " · " + i18n.Theirs("#"+strings.Join(tags, " #"))
}
