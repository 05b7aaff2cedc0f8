package commands

import (
	"context"
	"slices"

	"footnote/library"
)

// withDisagreeing adds below the first answer the sentences of other articles
// that give another value. One that is among the results anyway gets only the
// heading. It does nothing if they can't be found.
func withDisagreeing(ctx context.Context, lib *library.Library, req Request, reply Reply, results []library.Result) Reply {
	others, err := lib.Disagreeing(ctx, results[0])
	if err != nil || len(others) == 0 {
		return reply
	}
	heading := req.T("Another article says otherwise")
	var blocks []Block
	for _, o := range others {
		if i := slices.IndexFunc(results, func(r library.Result) bool { return r.Place == o.Place }); i > 0 {
			reply.Blocks[i].Heading = heading
			reply.Blocks[i] = dated(req, reply.Blocks[i])
			continue
		}
		blocks = append(blocks, dated(req, Block{Heading: heading, Cite: citeSentence(o)}))
	}
	reply.Blocks[0] = dated(req, reply.Blocks[0])
	reply.Blocks = slices.Insert(reply.Blocks, 1, blocks...)
	return reply
}

// dated notes if the article of a citation has no date: of two that disagree,
// the newer may know more.
func dated(req Request, b Block) Block {
	if b.Cite.Source.Published == "" && b.Small == "" {
		b.Small = req.T("The date of this article is unknown.")
	}
	return b
}
