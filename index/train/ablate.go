package main

import (
	"context"
	"fmt"
	"strings"

	"footnote/index"
)

// ablate reports what each part of the ranking is worth: how the sets score
// without it. The first line is words alone, as BM25 counts them.
func (l *lessons) ablate(ctx context.Context, text string) error {
	fmt.Printf("%-24s %7s %7s %7s %7s %7s %7s %7s\n", "without", "squad", "typo", "wikiqa", "xquad", "sent.", "cran.", "cisi")
	l.ablation(ctx, "all but words (BM25)", index.PlainWeights())
	w, err := index.ParseWeights(text)
	if err != nil {
		return err
	}
	l.ablation(ctx, "nothing", w)
	var parts []string
	w.Each(func(group, name string, _, _, _ *float64) {
		if group == "passage" || group == "sentence" {
			parts = append(parts, group+" "+name)
		}
	})
	for _, part := range append(parts, "words synonym", "words related", "words generic", "words filler", "words name", "words corrected") {
		w, err := index.ParseWeights(text)
		if err != nil {
			return err
		}
		w.Each(func(group, name string, brief, short, long *float64) {
			if group+" "+name != part {
				return
			}
			*brief, *short, *long = 0, 0, 0
			switch part {
			case "words related", "words generic", "words filler", "words name", "words corrected":
				*brief, *short, *long = 1, 1, 1
			}
		})
		l.ablation(ctx, part, w)
	}
	return nil
}

func (l *lessons) ablation(ctx context.Context, name string, w *index.Weights) {
	var xquad, sentence, languages float64
	by := map[string]figures{}
	for _, f := range l.report(ctx, w) {
		by[f.set] = f
		if strings.HasPrefix(f.set, "xquad") {
			xquad += f.first
			languages++
		}
	}
	sentence = by["squad"].sentence
	fmt.Printf("%-24s %7.4f %7.4f %7.4f %7.4f %7.4f %7.4f %7.4f\n", name, by["squad"].first, by["squad+typo"].first, by["wikiqa"].first,
		xquad/max(1, languages), sentence, by["cranfield"].ndcg, by["cisi"].ndcg)
}
