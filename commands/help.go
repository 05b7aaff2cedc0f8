package commands

import (
	"context"

	"footnote/library"
)

func init() {
	register(Command{
		Name:        "help",
		Description: "What Footnote can do",
		Private:     true,
		Run:         help,
	})
}

// help lists the commands that the asker may use.
func help(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	counts, err := lib.Count(ctx)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: "Footnote", Private: true}
	reply.Blocks = append(reply.Blocks, Block{Text: "I know the articles of this library and show what they say, word for word, each passage with its source. I make nothing up: what is not in an article, I do not know."})
	if counts.Articles > 0 {
		reply.Blocks[0].Small = "Here: " + count(counts.Articles, "article") + ", " + count(counts.Quotes, "quotation") + ", " + counted(counts.People, "person", "people") + "."
	} else {
		reply.Blocks[0].Small = emptyLibrary
	}
	for _, c := range All() {
		if c.OnMessage || c.Moderators && !req.User.Moderator {
			continue
		}
		if len(c.Subcommands) == 0 {
			reply.Blocks = append(reply.Blocks, Block{Text: "/" + c.Name + " — " + c.Description})
			continue
		}
		for _, sub := range c.Subcommands {
			reply.Blocks = append(reply.Blocks, Block{Text: "/" + c.Name + " " + sub.Name + " — " + sub.Description})
		}
	}
	return reply, nil
}
