package commands

import (
	"slices"

	"footnote/library"
)

// chosenByModel says below an answer that a language model chose its passages.
func chosenByModel(req Request, reply Reply, answer library.Answer) Reply {
	if answer.ChosenBy == library.ByModel {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("Chosen with a language model. The words are the article's.")})
	}
	return reply
}

// whyChosen says so before the reasons, which are about the words alone.
func whyChosen(req Request, reply Reply, answer library.Answer) Reply {
	if answer.ChosenBy != library.ByModel {
		return reply
	}
	text := req.T("A language model chose the first of these among the passages that were found, by their numbers. Below is how the words found them.")
	if answer.Outcome() == library.None {
		text = req.T("A language model found no answer in these passages. Below is how the words found them.")
	}
	reply.Blocks = slices.Insert(reply.Blocks, 0, Block{Text: text})
	return reply
}

// modelParts say which hosts receive what if a language model may choose. They
// are empty if the operator has none.
func modelParts(req Request, lib *library.Library, on bool) []string {
	choosing, embedding := lib.ModelHosts()
	var parts []string
	if choosing != "" {
		parts = append(parts, req.T("For an answer to /ask, the question and the passages found for it go to %s. It answers with numbers: which passage and which sentence.", choosing))
	}
	if embedding != "" {
		parts = append(parts, req.T("To find passages by their meaning, the question and the passages of every article go to %s.", embedding))
	}
	if parts == nil {
		return nil
	}
	state := req.T("It is off in this server, and nothing is sent. If it is switched on:")
	if on {
		state = req.T("It is on in this server.")
	}
	parts = append(parts, req.T("Nothing else is sent: no ids, no names of members, nothing from other servers."))
	return slices.Insert(parts, 0, state)
}
