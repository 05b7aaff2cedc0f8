package commands

import (
	"context"
	"slices"
	"strings"

	"footnote/i18n"
	"footnote/library"
)

// teachCommands are /library pin, /library synonym and /library test.
func teachCommands() []Command {
	one := func(name, description string, run runs, options ...Option) Command {
		return Command{Name: name, Description: description, Options: options, Moderators: true, Private: true, Run: run}
	}
	completing := func(c Command, complete func(context.Context, *library.Library, Request) ([]Choice, error)) Command {
		c.Complete = complete
		return c
	}
	article := Option{Name: "article", Description: "The article's id, or words of its title", Type: Text, Required: true, Complete: true}
	question := Option{Name: "question", Description: "The question, as members ask it", Type: Text, Required: true, MaxLength: library.MaxTaughtQuestion}
	pinned, saved := question, question
	pinned.Complete, saved.Required, saved.Complete = true, false, true
	same := Option{Name: "word", Description: "The word that members use", Type: Text, Required: true, MaxLength: library.MaxSynonym}
	other := Option{Name: "means", Description: "The word that the articles use, or a short phrase", Type: Text, Required: true, MaxLength: library.MaxSynonym}
	return []Command{
		{
			Name: "pin", Description: "Choose the article that answers a question", Moderators: true,
			Subcommands: []Command{
				completing(one("add", "Let an article answer a question, and questions like it, first", choosing(pinAdd), question, article), completeArticle),
				one("list", "See which articles are pinned to which questions", pinList),
				completing(one("remove", "Remove a pin; the article stays", pinRemove, pinned), completePin),
			},
		},
		{
			Name: "synonym", Description: "Say which words mean the same on this server", Moderators: true,
			Subcommands: []Command{
				one("add", "Find the one word where the other is asked for, both ways", synonymAdd, same, other),
				one("list", "See which words mean the same", synonymList),
				completing(one("remove", "Remove a synonym", synonymRemove, withCompletion(same), withCompletion(other)), completeSynonym),
			},
		},
		completing(one("test", "Ask the kept questions again, and see whose answers changed", libraryTest, saved), completeSaved),
	}
}

func withCompletion(o Option) Option {
	o.Complete = true
	return o
}

// pinAdd pins an article to a question.
func pinAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	id, reply, err := theArticle(ctx, lib, req, req.Text("article"))
	if id == "" || err != nil {
		return reply, err
	}
	pin, err := lib.AddPin(ctx, req.User.ID, req.Text("question"), id)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Private: true, Blocks: []Block{{
		Text: req.T("“%s” is now answered with this article first, and so are questions like it.", pin.Question),
		Cite: &Citation{Source: source(pin.Article, "")},
	}}}, nil
}

const taughtAPage = 12

// pinList lists the pins.
func pinList(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	pins, err := lib.Pins(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(pins) == 0 {
		return req.Whisper("No article is pinned yet. Pin one with /library pin add."), nil
	}
	var lines []string
	for _, p := range pins {
		title := i18n.Theirs(shorten(p.Article.Title, maxTitleLength))
		if p.Article.Seq == 0 {
			title = req.T("a removed article")
		}
		lines = append(lines, "• "+i18n.Theirs(p.Question)+" → "+title)
	}
	return listed(req, req.T("Pins"), lines), nil
}

// listed is a reply of pages of lines.
func listed(req Request, title string, lines []string) Reply {
	page := 1
	if req.Action == "page" {
		_, page = turnPage(req, 0)
	}
	shown, page, pages := window(lines, page, taughtAPage)
	reply := Reply{Title: title, Private: true, Replace: req.Action != "", Blocks: []Block{{Text: strings.Join(shown, "\n")}}}
	reply = paged(req, reply, page, pages)
	reply.Again = nil
	return reply
}

// pinRemove removes a pin.
func pinRemove(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	pins, err := lib.Pins(ctx)
	if err != nil {
		return Reply{}, err
	}
	question := chosen(req.Text("question"), pins, func(p library.Pin) string { return p.Question })
	if err := lib.RemovePin(ctx, req.User.ID, question); err != nil {
		return Reply{}, err
	}
	return req.Whisper("“%s” is not pinned any more.", question), nil
}

func completePin(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	pins, err := lib.Pins(ctx)
	return offered(pins, req.Text(req.Focused), func(p library.Pin) string { return p.Question }), err
}

// offered returns choices for the texts of list that contain what is typed.
func offered[T any](list []T, typed string, text func(T) string) []Choice {
	var choices []Choice
	for _, e := range list {
		s := text(e)
		if len(choices) < maxOffered && strings.Contains(strings.ToLower(s), strings.ToLower(typed)) {
			choices = append(choices, Choice{Name: shorten(s, maxChoiceLength), Value: shorten(s, maxChoiceLength)})
		}
	}
	return choices
}

// chosen returns the whole text for a value that offered returned, or the value
// itself.
func chosen[T any](value string, list []T, text func(T) string) string {
	for _, e := range list {
		if shorten(text(e), maxChoiceLength) == value {
			return text(e)
		}
	}
	return value
}

// synonymAdd makes two words mean the same.
func synonymAdd(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	s, err := lib.AddSynonym(ctx, req.User.ID, req.Text("word"), req.Text("means"))
	if err != nil {
		return Reply{}, err
	}
	return req.Whisper("A question with “%s” now finds “%s” too, and the other way round.", s.Words[0], s.Words[1]), nil
}

// synonymList lists the synonyms.
func synonymList(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	synonyms, err := lib.Synonyms(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(synonyms) == 0 {
		return req.Whisper("No synonym is set yet. Set one with /library synonym add."), nil
	}
	var lines []string
	for _, s := range synonyms {
		lines = append(lines, "• "+i18n.Theirs(s.Words[0])+" = "+i18n.Theirs(s.Words[1]))
	}
	return listed(req, req.T("Synonyms"), lines), nil
}

// synonymRemove removes a synonym.
func synonymRemove(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	word, means := req.Text("word"), req.Text("means")
	if err := lib.RemoveSynonym(ctx, req.User.ID, word, means); err != nil {
		return Reply{}, err
	}
	return req.Whisper("“%s” and “%s” do not mean the same any more.", word, means), nil
}

func completeSynonym(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	synonyms, err := lib.Synonyms(ctx)
	side := 0
	if req.Focused == "means" { // what the word means that was chosen before
		side = 1
		synonyms = slices.DeleteFunc(synonyms, func(s library.Synonym) bool { return s.Words[0] != req.Text("word") })
	}
	return offered(synonyms, req.Text(req.Focused), func(s library.Synonym) string { return s.Words[side] }), err
}

// maxReruns is how many changed answers to saved questions a reply shows.
const maxReruns = 8

// libraryTest asks the saved questions again. With a question it removes that
// one. Its button accepts the present answers.
func libraryTest(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	saved, err := lib.Saved(ctx)
	if err != nil {
		return Reply{}, err
	}
	if question := req.Text("question"); question != "" && req.Action == "" {
		question = chosen(question, saved, func(s library.Saved) string { return s.Question })
		if err := lib.Unsave(ctx, req.User.ID, question); err != nil {
			return Reply{}, err
		}
		return req.Whisper("“%s” is not kept as a test any more.", question), nil
	}
	if len(saved) == 0 {
		return req.Whisper("No question is kept as a test yet. Under an answer, press Why these, then Keep as a test."), nil
	}
	if req.Action == "accept" {
		for _, s := range saved {
			if err := lib.Accept(ctx, s); err != nil {
				return Reply{}, err
			}
		}
		reply := req.Whisper("Saved: these answers are expected from now on.")
		reply.Replace = true
		return reply, nil
	}
	return rerun(ctx, lib, req, saved)
}

// rerunsAtOnce is how many saved questions are asked at the same time: each takes
// connections to the database, and others wait for these.
const rerunsAtOnce = 4

// rerun asks saved questions again and shows those whose answers changed.
func rerun(ctx context.Context, lib *library.Library, req Request, saved []library.Saved) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	var changed []library.Rerun
	for some := range slices.Chunk(saved, rerunsAtOnce) {
		asked := make([]func() (library.Rerun, error), len(some))
		for i, s := range some {
			asked[i] = library.Soon(ctx, ahead, func(ctx context.Context) (library.Rerun, error) { return lib.Rerun(ctx, s.Question, s.Expected) })
		}
		for _, answer := range asked {
			r, err := answer()
			if err != nil {
				return Reply{}, err
			}
			if r.Changed {
				changed = append(changed, r)
			}
		}
	}
	reply := Reply{Title: req.T("Kept questions"), Private: true, Replace: req.Action != ""}
	if len(changed) == 0 {
		reply.Blocks = []Block{{Text: req.T("%d questions asked again: every answer is as it was.", len(saved))}}
		return reply, nil
	}
	reply.Blocks = []Block{{Text: req.T("%d of %d answers changed.", len(changed), len(saved))}}
	for _, r := range changed[:min(len(changed), maxReruns)] {
		now := req.T("Now: not in this library")
		if r.Now.Outcome != library.None {
			now = req.T("Now, from “%s”: %s", shorten(r.Title, maxTitleLength), shorten(r.Now.Sentence, maxShownSentence))
		}
		reply.Blocks = append(reply.Blocks, Block{Heading: r.Question, Text: now})
	}
	reply.Buttons = []Button{{Label: req.T("Accept these answers"), Action: "accept"}}
	return reply, nil
}

// maxShownSentence is how much of a sentence a list of several shows, in code
// points.
const maxShownSentence = 200

func completeSaved(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	saved, err := lib.Saved(ctx)
	return offered(saved, req.Text(req.Focused), func(s library.Saved) string { return s.Question }), err
}

// keepTest saves the question of an answer as a test. It checks the permission
// again, which may have changed since the button was made.
func keepTest(ctx context.Context, lib *library.Library, req Request, question string) (Reply, error) {
	if !req.User.Moderator {
		return req.Whisper("Only moderators can keep a question as a test."), nil
	}
	s, err := lib.Save(ctx, req.User.ID, question)
	if err != nil {
		return Reply{}, err
	}
	return req.Whisper("Kept: “%s”. Ask the kept questions again with /library test.", s.Question), nil
}

// libraryList lists the articles, and how much else the library was taught.
func libraryList(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	pinned := library.Soon(ctx, ahead, lib.Pins)
	reply, err := articles(ctx, lib, req)
	if err != nil {
		return Reply{}, err
	}
	pins, err := pinned()
	if err != nil {
		return Reply{}, err
	}
	synonyms, err := lib.Synonyms(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(pins)+len(synonyms) > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("%d pins", len(pins)) + " · " + req.T("%d synonyms", len(synonyms))})
	}
	return reply, nil
}
