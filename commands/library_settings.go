package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/i18n"
	"footnote/library"
)

// librarySettings shows and changes the settings of the server. Only people who
// manage the server may use it, so the role that they choose can't choose
// others.
func librarySettings(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if !req.User.Manager {
		return req.Whisper("Only people who can manage this server can change its settings."), nil
	}
	if strings.HasPrefix(req.Action, "daily") {
		return dailySettings(ctx, lib, req)
	}
	s, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	problem, err := lib.NewsProblem(ctx)
	if err != nil {
		return Reply{}, err
	}
	key := ""
	if req.Action == "set" && len(req.Args) > 0 {
		key = req.Args[0]
		before := s.News
		what, ok := change(&s, key, req.Args[1:])
		if !ok {
			return staleNote(req), nil
		}
		if err := lib.SetSettings(ctx, req.User.ID, what, s); err != nil {
			return Reply{}, err
		}
		if s.News != before {
			problem = "" // of the channel before
		}
	}
	panel := withDaily(req, withMentions(req, lib, withModel(req, lib, settingsPanel(req, s, problem), s), s))
	return saved(req, panel, s, key), nil
}

// saved adds to the panel that a setting was saved. A chosen channel gets a test
// line; if it can't be sent, the panel says why.
func saved(req Request, panel Reply, s library.Settings, key string) Reply {
	if key == "" {
		return panel
	}
	with := func(text string) Reply {
		p := panel
		p.Blocks = append([]Block{{Text: text}}, panel.Blocks...)
		return p
	}
	channel, line := "", ""
	switch key {
	case "notices":
		channel, line = s.Notices, i18n.T(s.Language, "This is a test line: reports to the moderators will appear here.")
	case "news":
		channel, line = s.News, i18n.T(s.Language, "This is a test line: new articles will be announced here.")
	}
	if channel == "" {
		return with(req.T("Saved."))
	}
	reply := with(req.T("Saved. A test line is being sent to %s.", MentionChannel(channel)))
	reply.Notice = &Notice{
		Channel: channel, Blocks: []Block{{Text: line}},
		Otherwise: with(req.T("Saved, but I could not send a test line to %s.", MentionChannel(channel))),
	}
	return reply
}

// withModel adds the switch of the language model to the panel, if the operator
// has one.
func withModel(req Request, lib *library.Library, panel Reply, s library.Settings) Reply {
	on := s.MayPoint(lib.ModelOn())
	parts := modelParts(req, lib, on)
	if parts == nil {
		return panel
	}
	panel.Blocks = append(panel.Blocks, Block{Heading: req.T("The language model"), Text: req.T("It can choose among the passages that were found. It never writes: every word stays the article's.") + " " + strings.Join(parts, " ")})
	b := Button{Label: req.T("Let the model choose"), Action: "set", Args: []string{"model", string(library.On)}}
	if on {
		b = Button{Label: req.T("Answer without the model"), Action: "set", Args: []string{"model", string(library.Off)}}
	}
	panel.Buttons = append(panel.Buttons, b)
	return panel
}

// change sets a setting to the picked values, and describes it for the log.
func change(s *library.Settings, key string, picked []string) (what string, ok bool) {
	switch key {
	case "role", "channels", "notices", "news":
		if len(picked) > maxPicked || slices.ContainsFunc(picked, notID) {
			return "", false
		}
	}
	first := ""
	if len(picked) > 0 {
		first = picked[0]
	}
	switch key {
	case "role":
		s.Role = first
		what = "moderators' role " + mentionAll(mentionRole, picked)
	case "channels":
		s.Channels = picked
		what = "channels " + mentionAll(MentionChannel, picked)
	case "notices":
		s.Notices = first
		what = "moderators' channel " + mentionAll(MentionChannel, picked)
	case "news":
		s.News = first
		what = "channel for new articles " + mentionAll(MentionChannel, picked)
	case "loud", "suggest":
		if first != string(library.On) && first != string(library.Off) {
			return "", false
		}
		on := first == string(library.On)
		if what = "suggestions " + first; key == "loud" {
			s.Loud, what = on, "announcements notify members "+first
		} else {
			s.Suggest = on
		}
	case "model":
		s.Model = library.Switch(first)
		if s.Model != library.On && s.Model != library.Off {
			return "", false
		}
		what = "language model " + first
	case "mentions":
		s.Mentions = library.Switch(first)
		if s.Mentions != library.On && s.Mentions != library.Off {
			return "", false
		}
		what = "mentions " + first
	case "answers":
		if first != "private" && first != "public" {
			return "", false
		}
		s.Private = first == "private"
		what = "answers " + first
	case "language":
		if first != "auto" && !slices.ContainsFunc(i18n.Languages(), func(l i18n.Language) bool { return l.Tag == first }) {
			return "", false
		}
		s.Language = strings.TrimPrefix(first, "auto")
		what = "language " + first
	default:
		return "", false
	}
	return what, true
}

// maxPicked is the most values of a menu on Discord.
const maxPicked = 25

// notID reports whether s can't be an id of Discord's. A menu that shows one as
// picked would be refused.
func notID(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err != nil
}

func mentionAll(mention func(string) i18n.Ours, ids []string) string {
	if len(ids) == 0 {
		return "–"
	}
	var all []string
	for _, id := range ids {
		all = append(all, string(mention(id)))
	}
	return strings.Join(all, ", ")
}

func settingsPanel(req Request, s library.Settings, newsProblem string) Reply {
	menu := func(key, label, prompt string, of MenuKind, most int, picked ...string) Menu {
		picked = slices.DeleteFunc(slices.Clone(picked), func(s string) bool { return s == "" })
		return Menu{Label: label, Prompt: prompt, Action: "set", Args: []string{key}, Of: of, Max: most, Picked: picked}
	}
	answers, language := "public", s.Language
	if s.Private {
		answers = "private"
	}
	if language == "" {
		language = "auto"
	}
	how := menu("answers", req.T("Who sees the answers"), req.T("Answers"), Values, 1, answers)
	how.Min = 1
	how.Choices = []Choice{
		{Name: req.T("Everyone sees the answers"), Value: "public"},
		{Name: req.T("Only the asker sees an answer, until it is shared"), Value: "private"},
	}
	speaks := menu("language", req.T("Which language I speak; articles stay as they were written"), req.T("Language"), Values, 1, language)
	speaks.Min = 1
	speaks.Choices = []Choice{{Name: req.T("I speak each member's own language"), Value: "auto"}}
	for _, l := range i18n.Languages() {
		speaks.Choices = append(speaks.Choices, Choice{Name: req.T("I speak %s", l.Name), Value: l.Tag})
	}
	buttons := []Button{onOff("suggest", s.Suggest, req.T("Let members suggest links"), req.T("No suggestions by members"))}
	if s.News != "" {
		buttons = append(buttons, onOff("loud", s.Loud, req.T("Announce with a notification"), req.T("Announce silently")))
	}
	return Reply{
		Title:  req.T("Settings"),
		Blocks: append(newsState(req, s, newsProblem), Block{Small: req.T("Threads and the posts of a forum count as their channel.")}, Block{Small: req.T("To let a role see /library, allow it under Server Settings, Integrations, Footnote.")}),
		Menus: []Menu{
			menu("role", req.T("A role that can also manage the library"), req.T("No role"), Roles, 1, s.Role),
			menu("channels", req.T("Channels where I answer"), req.T("All channels"), Channels, maxPicked, s.Channels...),
			menu("notices", req.T("The moderators' channel, for reports"), req.T("No reports"), PostChannels, 1, s.Notices),
			menu("news", req.T("The channel where new articles are announced"), req.T("No announcements"), PostChannels, 1, s.News),
			how,
			speaks,
		},
		Buttons: buttons,
		Private: true,
		Replace: req.Action != "",
	}
}

// newsState says how new articles are announced, and what is wrong with that.
func newsState(req Request, s library.Settings, problem string) []Block {
	if s.News == "" {
		return nil
	}
	b := Block{Text: req.T("New articles are announced silently in %s, at most %d times a day.", MentionChannel(s.News), library.NewsADay)}
	if s.Loud {
		b.Text = req.T("New articles are announced in %s with a notification, at most %d times a day.", MentionChannel(s.News), library.NewsADay)
	}
	if problem != "" {
		b.Text += " " + req.T("The last time it failed: %s", i18n.Ours(req.T(problem)))
	}
	return []Block{b}
}

// onOff is the button that switches a setting.
func onOff(key string, on bool, turnOn, turnOff string) Button {
	if on {
		return Button{Label: turnOff, Action: "set", Args: []string{key, string(library.Off)}}
	}
	return Button{Label: turnOn, Action: "set", Args: []string{key, string(library.On)}}
}
