// Train learns the weights of ranking and writes index/weights.txt:
//
//	go run ./index/train [-sets DIR] [-members DIR] [-half] [-rounds N] [-brief] [-write] [-report] [-ablate]
//
// It asks the questions of public sets, whose answering passage and sentence
// are known, and changes one weight after the other as long as more of the
// answers come first: coordinate ascent (Metzler and Croft, Linear
// feature-based models for information retrieval, 2007). Only the weights are
// kept of the questions. There is no randomness: the same sets give the same
// weights. It takes a quarter of an hour on two cores.
//
// One set is the project's own: testdata/community, small articles of the kind
// that a community keeps, and questions as people type them. The others are not
// part of the project: SQuAD 2.0 and XQuAD (CC BY-SA 4.0), Cranfield and CISI
// (old public collections) and, for measuring only, WikiQA (a research
// licence). Each is a folder with corpus.jsonl, queries.tsv and gold.jsonl.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"footnote/index"
)

// sources are the sets to learn from and their weights: many languages together
// weigh as much as English, small sets less. WikiQA, whose licence is for
// research, is only used for measuring.
var sources = []struct {
	name, file string
	weight     float64
	every      int // one of this many questions is asked
}{
	{"squad", "queries.tsv", 4, 1}, {"squad", "queries_typo.tsv", 1, 1}, {"wikiqa", "queries.tsv", 0, 1},
	{"xquad-ar", "queries.tsv", 0.3, 2}, {"xquad-de", "queries.tsv", 0.3, 2}, {"xquad-el", "queries.tsv", 0.3, 2},
	{"xquad-en", "queries.tsv", 0.3, 2}, {"xquad-es", "queries.tsv", 0.3, 2}, {"xquad-hi", "queries.tsv", 0.3, 2},
	{"xquad-ro", "queries.tsv", 0.3, 2}, {"xquad-ru", "queries.tsv", 0.3, 2}, {"xquad-th", "queries.tsv", 0.3, 2},
	{"xquad-tr", "queries.tsv", 0.3, 2}, {"xquad-vi", "queries.tsv", 0.3, 2}, {"xquad-zh", "queries.tsv", 0.3, 2},
	{"cranfield", "queries.tsv", 1, 1}, {"cisi", "queries.tsv", 0.3, 1},
}

// communityWeight is the weight of the project's own set. It is small, but only
// it has headings, tables and questions as people type them.
const communityWeight = 1.5

// settings are the program's flags.
type settings struct {
	sets, weights string
	community     string
	members       string
	brief         bool
	rounds        int
	half, write   bool
	ablate        bool
	report        bool
}

func main() {
	log.SetFlags(0)
	var given settings
	flag.StringVar(&given.sets, "sets", "../shared/eval/retrieval", "folder of the sets")
	flag.StringVar(&given.community, "community", "testdata/community", "folder of the project's own set")
	flag.StringVar(&given.members, "members", "../shared/eval/members", "folder of questions as members ask them")
	flag.BoolVar(&given.brief, "brief", false, "learn only what a passage goes by for brief questions")
	flag.StringVar(&given.weights, "weights", "index/weights.txt", "file of the weights, to begin from and to write")
	flag.IntVar(&given.rounds, "rounds", 4, "how often each weight is tried")
	flag.BoolVar(&given.half, "half", false, "learn from every other article only, and report how the rest fares")
	flag.BoolVar(&given.ablate, "ablate", false, "learn nothing: report how the sets fare without each part")
	flag.BoolVar(&given.report, "report", false, "learn nothing: report how the sets fare")
	flag.BoolVar(&given.write, "write", false, "write the file")
	flag.Parse()
	if err := given.run(context.Background()); err != nil {
		log.Fatal("train: ", err)
	}
}

func (g settings) run(ctx context.Context) error {
	temp, err := os.MkdirTemp("", "train-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	text, err := os.ReadFile(g.weights)
	if err != nil {
		return err
	}
	w, err := index.ParseWeights(string(text))
	if err != nil {
		return err
	}
	l := &lessons{log: log.Printf}
	if err := l.open(ctx, g.sets, g.community, g.members, temp, g.half); err != nil {
		return err
	}
	if g.ablate {
		return l.ablate(ctx, string(text))
	}
	if g.report {
		fmt.Print(head(l.report(ctx, w), g.half))
		return nil
	}
	if !g.brief {
		l.learnRanking(ctx, w, g.rounds)
	}
	l.learnBrief(ctx, w)
	if !g.brief {
		if err := l.learnCertainty(ctx, w, temp); err != nil {
			return err
		}
	}
	file := head(l.report(ctx, w), g.half) + w.String()
	fmt.Print(file)
	if !g.write {
		return nil
	}
	return os.WriteFile(g.weights, []byte(file), 0o644)
}

// head returns the first lines of the file.
func head(all []figures, half bool) string {
	how := "tuned on all of them"
	if half {
		how = "of the articles that were not learned from"
	}
	s := fmt.Sprintf(`# What ranking goes by: group, name, numbers for brief questions, for longer
# ones and for long texts. docs/ranking.md says what each is. Written by index/train on %s,
# learned from testdata/community and the development questions of public sets
# (SQuAD 2.0 and XQuAD, CC BY-SA 4.0; Cranfield, CISI; at first WikiQA; for brief
# questions twelve small libraries with open licences): nothing of these is kept
# but these numbers. The figures, %s:
#
# %-11s %9s  %-14s %s
`, time.Now().UTC().Format(time.DateOnly), how, "set", "questions", "passage first", "sentence right")
	for _, f := range all {
		if strings.HasPrefix(f.set, "members") { // their names are of libraries that are not the project's
			continue
		}
		if f.ndcg > 0 {
			s += fmt.Sprintf("# %-11s %9d  nDCG@10 %.3f\n", f.set, f.asked, f.ndcg)
			continue
		}
		s += fmt.Sprintf("# %-11s %9d  %-14.3f %.3f\n", f.set, f.asked, f.first, f.sentence)
	}
	return s + "\n"
}
