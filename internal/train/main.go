// Train tunes the weights by which people are found:
//
//	go run ./internal/train [-folds 4] SET…
//
// A set is a folder with gold.jsonl and articles/: its texts with the people
// that they name. Texts without a stated open licence are not used. One weight
// after the other is moved as long as more people are found and most sources
// gain. Each source is also left out once, to see what the weights are worth
// for texts like it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/people"
	"footnote/article/reader"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	folds := flag.Int("folds", 4, "how many groups of sources are left out in turn")
	flag.Parse()
	var texts []text
	for _, dir := range flag.Args() {
		more, err := read(dir)
		if err != nil {
			log.Fatal(err)
		}
		texts = append(texts, more...)
	}
	if len(texts) == 0 {
		log.Fatal("no texts with a stated licence")
	}
	sources := map[string]int{}
	for _, t := range texts {
		sources[t.source]++
	}
	names := slices.Sorted(maps.Keys(sources))
	fmt.Printf("%d texts of %d sources\n", len(texts), len(names))
	before, after := counts{}, counts{}
	for fold := range *folds {
		var learn, rest []text
		for _, t := range texts {
			if slices.Index(names, t.source)%*folds == fold {
				rest = append(rest, t)
			} else {
				learn = append(learn, t)
			}
		}
		w := climb(learn)
		before.add(total(score(rest, people.Tuned())))
		after.add(total(score(rest, w)))
		fmt.Printf("left out %d of %d: F1 %.4f, now %.4f\n", fold+1, *folds, before.f1(), after.f1())
	}
	w := climb(texts)
	fmt.Printf("all: F1 %.4f, now %.4f\n", total(score(texts, people.Tuned())).f1(), total(score(texts, w)).f1())
	now, old := reflect.ValueOf(w), reflect.ValueOf(people.Tuned())
	for i := range now.NumField() {
		if now.Field(i).Float() != old.Field(i).Float() {
			fmt.Printf("\t%s: %v, // was %v\n", now.Type().Field(i).Name, now.Field(i).Float(), old.Field(i).Float())
		}
	}
}

// A text is an article with the people that it names.
type text struct {
	source string
	read   article.Article
	named  [][]string // for each person the last words of their names
	also   []string   // people that it does no harm to find
}

// read reads the texts of a set that have a licence.
func read(dir string) ([]text, error) {
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []text
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var gold struct {
			File, Genre, License string
			People               []struct {
				Name     string
				Aliases  []string
				Optional bool
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		if !strings.Contains(gold.License, "CC") && !strings.Contains(gold.License, "MIT") {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, "articles", filepath.Base(gold.File)))
		if err != nil {
			return nil, err
		}
		t := text{source: filepath.Base(dir) + " " + gold.Genre}
		if t.read, err = reader.Parse(article.Source{Name: filepath.Base(gold.File), Body: body}); err != nil {
			continue
		}
		for _, p := range gold.People {
			var last []string
			for _, name := range append(p.Aliases, p.Name) {
				last = append(last, lastWord(name))
			}
			if p.Optional {
				t.also = append(t.also, last...)
			} else {
				t.named = append(t.named, last)
			}
		}
		texts = append(texts, t)
	}
	return texts, lines.Err()
}

func lastWord(name string) string {
	words := strings.Fields(lang.Fold(name))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// counts are how many people were found, and how many are right.
type counts struct{ found, right, wanted, met float64 }

func (c *counts) add(o counts) {
	c.found, c.right, c.wanted, c.met = c.found+o.found, c.right+o.right, c.wanted+o.wanted, c.met+o.met
}

func (c counts) f1() float64 {
	if c.right == 0 || c.met == 0 {
		return 0
	}
	p, r := c.right/c.found, c.met/c.wanted
	return 2 * p * r / (p + r)
}

func total(bySource map[string]counts) (all counts) {
	for _, c := range bySource {
		all.add(c)
	}
	return all
}

// score finds the people of texts by the weights, and counts them by source.
func score(texts []text, w people.Weights) map[string]counts {
	each := make([]counts, len(texts))
	var wait sync.WaitGroup
	const workers = 2
	for k := range workers {
		wait.Go(func() {
			for i := k; i < len(texts); i += workers {
				each[i] = texts[i].score(w)
			}
		})
	}
	wait.Wait()
	all := map[string]counts{}
	for i, t := range texts {
		c := all[t.source]
		c.add(each[i])
		all[t.source] = c
	}
	return all
}

func (t text) score(w people.Weights) (c counts) {
	found, names := map[string]bool{}, map[string]bool{}
	for _, p := range people.NewRosterWith(&t.read, &w).People {
		names[lastWord(p.Name)], found[lastWord(p.Name)] = true, true
		for _, also := range p.Aliases {
			found[lastWord(also)] = true
		}
	}
	right := map[string]bool{}
	for _, last := range t.named {
		c.wanted++
		if slices.ContainsFunc(last, func(w string) bool { return found[w] }) {
			c.met++
		}
		for _, w := range last {
			right[w] = true
		}
	}
	for name := range names {
		switch {
		case right[name]:
			c.right++
			c.found++
		case !slices.Contains(t.also, name):
			c.found++
		}
	}
	return c
}

// steps are how far a weight is moved at once.
var steps = []float64{-1, 1, -0.4, 0.4}

// least is the smallest gain of F1 for which a weight is moved: less is chance.
const least = 0.0008

// climb moves one weight after the other as long as that helps.
func climb(texts []text) people.Weights {
	w := people.Tuned()
	best := score(texts, w)
	fields := reflect.ValueOf(&w).Elem()
	for i := range fields.NumField() {
		for _, step := range steps {
			was := fields.Field(i).Float()
			fields.Field(i).SetFloat(math.Round((was+step)*100) / 100)
			if now := score(texts, w); total(now).f1() > total(best).f1()+least && mostGain(best, now) {
				best = now
				continue
			}
			fields.Field(i).SetFloat(was)
		}
	}
	return w
}

// mostGain reports whether twice as many sources gain as lose.
func mostGain(before, after map[string]counts) bool {
	gain, lose := 0, 0
	for source, c := range after {
		switch was := before[source].f1(); {
		case c.f1() > was:
			gain++
		case c.f1() < was:
			lose++
		}
	}
	return gain >= 2*lose && gain > 1
}
