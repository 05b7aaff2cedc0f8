package commands

import (
	"context"

	"footnote/library"
)

// answersMentions reports whether the bot answers mentions in this server.
func answersMentions(ctx context.Context, lib *library.Library) (bool, error) {
	s, err := lib.Settings(ctx)
	return s.AnswersMentions(lib.Mentions()), err
}

// mentionsStored says what Discord sends if people may ask by mentioning the
// bot, and what happens to it. It returns "" if the operator does not offer
// that.
func mentionsStored(req Request, lib *library.Library, s library.Settings) string {
	switch {
	case !lib.Mentions():
		return ""
	case !s.AnswersMentions(true):
		return req.T("Moderators switched it off here. Discord still tells me about every message: who wrote it, where and when. I drop all of them unread.")
	}
	return req.T("Messages that mention me or reply to my answers reach me with their text. I answer them like /ask and store nothing of them. For all other messages, Discord only tells me who wrote them, where and when, without their text. I drop them unread.")
}

// withMentions adds the switch of mentions to the panel of the settings, if the
// operator offers them.
func withMentions(req Request, lib *library.Library, panel Reply, s library.Settings) Reply {
	if !lib.Mentions() {
		return panel
	}
	state, b := req.T("I answer messages that mention me, and replies to my answers, like /ask."),
		Button{Label: req.T("Ignore mentions"), Action: "set", Args: []string{"mentions", string(library.Off)}}
	if !s.AnswersMentions(true) {
		state, b = req.T("I ignore messages that mention me."),
			Button{Label: req.T("Answer mentions"), Action: "set", Args: []string{"mentions", string(library.On)}}
	}
	panel.Blocks = append(panel.Blocks, Block{Heading: req.T("Mentions"), Text: state})
	panel.Buttons = append(panel.Buttons, b)
	return panel
}
