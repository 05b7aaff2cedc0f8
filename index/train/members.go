package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"footnote/article"
	"footnote/article/reader"
)

// readMembers reads the libraries of questions as members ask them, each a set
// of its own: libs/NAME has the articles, set/NAME.jsonl the questions.
func readMembers(dir string) ([]*set, error) {
	files, err := filepath.Glob(filepath.Join(dir, "set", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []*set
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		if name == "people" {
			continue
		}
		s := newSet("members-"+name, 0)
		if err := s.addFiles(filepath.Join(dir, "libs", name)); err != nil {
			return nil, err
		}
		err := lines(file, func(line string) error { return s.addMember(line) })
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// addFiles adds the articles of a folder, each under its file's name without
// the ending. What can't be read without a converter is left out.
func (s *set) addFiles(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := filepath.Base(file)
		if a, err := reader.Parse(article.Source{Name: name, Body: body}); err == nil {
			s.add(strings.TrimSuffix(name, filepath.Ext(name)), a)
		}
	}
	return nil
}

func (s *set) addMember(line string) error {
	var given struct {
		Question   string
		Answerable string // yes, near or off
		Article    []string
		Gold       string `json:"gold_regex"`
	}
	if err := json.Unmarshal([]byte(line), &given); err != nil {
		return err
	}
	q := question{id: given.Question, text: given.Question, gold: gold{ID: given.Question, others: given.Article}}
	switch given.Answerable {
	case "yes":
		q.gold.Kind = "answerable"
		q.gold.Article = given.Article[0]
	case "off":
		q.gold.Kind = "offtopic"
	default:
		q.gold.Kind = "unanswerable"
	}
	if given.Gold != "" {
		pattern, err := regexp.Compile(even(given.Gold))
		if err != nil {
			return fmt.Errorf("%q: %w", given.Question, err)
		}
		q.gold.pattern = pattern
	}
	s.questions = append(s.questions, q)
	return nil
}

// even evens white space and apostrophes, and takes bold marks out.
func even(text string) string {
	text = strings.NewReplacer("’", "'", "\u00a0", " ", "**", "").Replace(text)
	return strings.Join(strings.Fields(text), " ")
}
