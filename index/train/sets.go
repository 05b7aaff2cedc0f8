package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/reader"
	"footnote/index"
)

// A set is a collection of articles with questions about them.
type set struct {
	name      string
	weight    float64 // of all its questions together
	every     int     // one in this many questions is learned from
	articles  map[string]article.Article
	order     map[string]int // of articles in the file
	folds     map[string]int // of articles
	questions []question
	index     *index.Index
	judged    judged
}

// A question is one with an answer, one without (offtopic), or a text for
// which articles are graded.
type question struct {
	id, text string
	gold     gold
	grades   map[string]int // of articles, if graded
}

// gold is a line of gold.jsonl.
type gold struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"` // answerable, offtopic, unanswerable or graded
	Article   string   `json:"article"`
	Passages  []string `json:"passages"`
	Answers   []string `json:"answers"`
	Sentences []string `json:"sentences"`

	others []string // articles that answer as well
	pieces []string // an answering passage or sentence has one of these

	pattern *regexp.Regexp // that a passage or sentence which answers matches, once evened
}

func newSet(name string, weight float64) *set {
	return &set{name: name, weight: weight, every: 1, judged: judged{}, articles: map[string]article.Article{}, order: map[string]int{}, folds: map[string]int{}}
}

// readSet reads the set in dir/name, with the questions in file.
func readSet(dir, name, file string, weight float64) (*set, error) {
	s := newSet(name, weight)
	if file != "queries.tsv" {
		s.name += "+typo"
	}
	dir = filepath.Join(dir, name)
	err := lines(filepath.Join(dir, "corpus.jsonl"), func(line string) error { return s.addArticle(line) })
	if err != nil {
		return nil, err
	}
	golds := map[string]gold{}
	err = lines(filepath.Join(dir, "gold.jsonl"), func(line string) error {
		var g gold
		err := json.Unmarshal([]byte(line), &g)
		golds[g.ID] = g
		return err
	})
	if err != nil {
		return nil, err
	}
	grades, err := readGrades(filepath.Join(dir, "qrels.tsv"))
	if err != nil {
		return nil, err
	}
	return s, lines(filepath.Join(dir, file), func(line string) error {
		id, text, _ := strings.Cut(line, "\t")
		s.questions = append(s.questions, question{id, text, golds[id], grades[id]})
		return nil
	})
}

// readCommunity reads the project's own set: articles in a folder, and
// questions.tsv with a question a line.
func readCommunity(dir string, weight float64) (*set, error) {
	s := newSet("community", weight)
	files, err := filepath.Glob(filepath.Join(dir, "articles", "*"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		a, err := reader.Parse(article.Source{Name: filepath.Base(file), Body: body})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		s.add(file, a)
	}
	return s, lines(filepath.Join(dir, "questions.tsv"), func(line string) error {
		fields := strings.Split(line, "\t")
		if line[0] == '#' {
			return nil
		}
		if len(fields) != 4 {
			return fmt.Errorf("%q has %d fields, want 4", line, len(fields))
		}
		q := question{id: line, text: fields[1], gold: gold{ID: line, Kind: "answerable", pieces: strings.Split(fields[3], "||")}}
		switch fields[0] {
		case "off":
			q.gold.Kind = "offtopic"
		case "near": // most of them look like answerable ones
			q.gold.Kind = "unanswerable"
		}
		for _, id := range slices.Sorted(maps.Keys(s.articles)) {
			if slices.ContainsFunc(strings.Split(fields[2], "||"), func(part string) bool { return strings.Contains(s.articles[id].Title, part) }) {
				q.gold.others = append(q.gold.others, id)
				q.gold.Article = q.gold.others[0]
			}
		}
		s.questions = append(s.questions, q)
		return nil
	})
}

func (s *set) addArticle(line string) error {
	var given struct{ ID, Title, Language, Text string }
	if err := json.Unmarshal([]byte(line), &given); err != nil {
		return err
	}
	a, err := reader.Parse(article.Source{Title: given.Title, MediaType: "text/plain; charset=utf-8", Body: []byte(given.Text)})
	if err != nil { // Cranfield has two empty texts
		return nil
	}
	s.add(given.ID, a)
	return nil
}

func (s *set) add(id string, a article.Article) {
	s.order[id], s.folds[id] = len(s.folds), len(s.folds)%2
	s.articles[id] = a
}

// readGrades reads how relevant articles are to questions. There are no grades
// if there is no such file.
func readGrades(file string) (map[string]map[string]int, error) {
	grades := map[string]map[string]int{}
	if _, err := os.Stat(file); err != nil {
		return grades, nil
	}
	return grades, lines(file, func(line string) error {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return fmt.Errorf("%q is not a grade", line)
		}
		n, err := strconv.Atoi(fields[2])
		if grades[fields[0]] == nil {
			grades[fields[0]] = map[string]int{}
		}
		grades[fields[0]][fields[1]] = n
		return err
	})
}

func lines(file string, each func(string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		if s.Text() == "" {
			continue
		}
		if err := each(s.Text()); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return s.Err()
}

// open makes the set's index in a folder of dir.
func (s *set) open(ctx context.Context, dir string) error {
	return s.openPart(ctx, dir, func(string) bool { return true })
}

// openPart makes an index of the set's articles for which has is true.
func (s *set) openPart(ctx context.Context, dir string, has func(article string) bool) (err error) {
	s.index, err = index.Rebuild(filepath.Join(dir, s.name), func(x *index.Index) error {
		b := index.Batch{State: index.State{Seq: 1}}
		for _, id := range slices.Sorted(maps.Keys(s.articles)) {
			if has(id) {
				b.Put = append(b.Put, index.Document{ID: id, Article: s.articles[id]})
			}
		}
		return x.Apply(ctx, b)
	})
	return err
}

// graded reports whether the set has long texts for which articles are graded.
func (s *set) graded() bool { return len(s.questions) > 0 && s.questions[0].grades != nil }

// fold returns the fold of the nth question: that of its article, or any.
func (s *set) fold(q question, n int) int {
	if fold, ok := s.folds[q.gold.Article]; ok {
		return fold
	}
	return n % 2
}

// words returns the texts at places, for the index's second stage.
func (s *set) words(_ context.Context, _ index.Kind, places []article.Place) ([]index.Text, error) {
	texts := make([]index.Text, len(places))
	for i, p := range places {
		a := s.articles[p.Article]
		passage := a.Passages[p.N]
		texts[i] = index.Text{Text: passage.Text, Kind: passage.Kind, Section: passage.Section, Title: a.Title, Language: a.Language}
		if p.N > 0 {
			texts[i].Lead = lang.LeadIn(a.Passages[p.N-1], passage)
		}
	}
	return texts, nil
}
