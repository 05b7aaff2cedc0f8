package commands

import (
	"context"
	"fmt"

	"footnote/library"
)

func init() {
	register(Command{
		Name:        "privacy",
		Description: "What Footnote keeps, and what it does not",
		Private:     true,
		Run:         privacy,
	})
}

// privacy says what is stored of this library and of its members.
func privacy(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	counts, err := lib.Count(ctx)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Title: "What is kept", Private: true, Blocks: []Block{
		{Heading: "Of this server", Text: fmt.Sprintf("The articles that moderators added (%d now), as they came and as they were read, and which user id added or removed each. A removed article can be brought back for a day, then it is erased.", counts.Articles)},
		{Heading: "Of you", Text: "Nothing, unless you add an article. What you ask is answered and forgotten. A button that needs more than Discord lets it carry keeps its words for a day."},
		{Heading: "Never", Text: "I do not read the channel: I see only the commands and the message menus that you use. Nothing goes to another company, and no language model sees it."},
	}}, nil
}
