package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"footnote/index"
	"footnote/store"
)

// MaxSaved is how many questions one library stores as tests.
const MaxSaved = 200

// An Expected is the present or the expected answer to a question. Fields that
// are "" match anything.
type Expected struct {
	Outcome  Certainty
	Article  string // id of the first result's, of an answer
	Sentence string // of the first result, of an answer; or its digest (see digestOf)
}

// A Saved is a question that moderators saved as a test.
type Saved struct {
	Question string
	Expected Expected
	By       string // user id
	Made     time.Time
}

// A Rerun is a saved question, asked again.
type Rerun struct {
	Question string
	Was      Expected
	Now      Expected
	Title    string // of the article of Now, "" if none
	Changed  bool
}

// savedValue is a saved question as it is stored. Its article has a column of
// its own. It has no words of articles: they could outlive the article.
type savedValue struct {
	Question string    `json:"question"`
	Outcome  Certainty `json:"outcome"`
	Digest   string    `json:"digest,omitempty"`
}

// Save saves a question as a test, with its present answer.
func (l *Library) Save(ctx context.Context, by, question string) (Saved, error) {
	question = oneLine(question)
	if err := checkQuestion(question); err != nil {
		return Saved{}, err
	}
	now, _, err := l.expect(ctx, question)
	if err != nil {
		return Saved{}, err
	}
	s := Saved{Question: question, Expected: now, By: by, Made: time.Now()}
	if err := l.keep(ctx, s); err != nil {
		return Saved{}, err
	}
	// The log doesn't have the question: it outlives Forget.
	return s, l.Note(ctx, by, "test", "")
}

func (l *Library) keep(ctx context.Context, s Saved) error {
	return l.store.Teach(ctx, l.name, MaxSaved, store.Lesson{
		Kind: store.QuestionLesson, Name: lessonName(s.Question), Article: s.Expected.Article, By: s.By,
		Value: asJSON(savedValue{s.Question, s.Expected.Outcome, digestOf(s.Expected.Sentence)}),
	})
}

// Unsave removes a saved question.
func (l *Library) Unsave(ctx context.Context, by, question string) error {
	if err := l.unteach(ctx, store.QuestionLesson, oneLine(question)); err != nil {
		return err
	}
	return l.Note(ctx, by, "untest", "")
}

// Saved lists the saved questions, the oldest first.
func (l *Library) Saved(ctx context.Context) ([]Saved, error) {
	lessons, err := l.store.Lessons(ctx, l.name, store.QuestionLesson)
	if err != nil {
		return nil, err
	}
	var list []Saved
	for _, s := range lessons {
		var v savedValue
		if json.Unmarshal([]byte(s.Value), &v) == nil {
			list = append(list, Saved{Question: v.Question, Expected: Expected{v.Outcome, s.Article, v.Digest}, By: s.By, Made: s.Made})
		}
	}
	return list, nil
}

// Rerun asks a question again and compares.
func (l *Library) Rerun(ctx context.Context, question string, was Expected) (Rerun, error) {
	now, title, err := l.expect(ctx, question)
	if err != nil {
		return Rerun{}, err
	}
	return Rerun{Question: question, Was: was, Now: now, Title: title, Changed: !was.allows(now)}, nil
}

// Accept stores the present answer to a saved question.
func (l *Library) Accept(ctx context.Context, s Saved) error {
	now, _, err := l.expect(ctx, s.Question)
	if err != nil {
		return err
	}
	s.Expected = now
	return l.keep(ctx, s)
}

// expect returns the present answer to a question, and the title of its
// article.
func (l *Library) expect(ctx context.Context, question string) (now Expected, title string, err error) {
	answer, err := l.Answer(ctx, index.Query{Kind: index.Passages, Text: question, Limit: 1})
	if errors.Is(err, ErrNoWords) {
		return Expected{}, "", fmt.Errorf("%w: %q", err, question)
	}
	if err != nil {
		return Expected{}, "", err
	}
	now.Outcome = answer.Outcome()
	if now.Outcome != None && len(answer.Results) > 0 {
		first := answer.Results[0]
		now.Article, now.Sentence, title = first.Article.ID, oneLine(first.Sentence.Of(first.Passage)), first.Article.Title
	}
	return now, title, nil
}

// allows reports whether now is as expected.
func (e Expected) allows(now Expected) bool {
	return (e.Outcome == "" || e.Outcome == now.Outcome) &&
		(e.Article == "" || e.Article == now.Article) &&
		(e.Sentence == "" || digestOf(e.Sentence) == digestOf(now.Sentence))
}

// digestPrefix begins the digest of a sentence.
const digestPrefix = "sha256:"

// digestOf returns a digest by which a sentence is recognised without storing
// its words: the beginning of its SHA-256. The digest of a digest is the same,
// that of "" is "".
func digestOf(sentence string) string {
	if sentence == "" || strings.HasPrefix(sentence, digestPrefix) {
		return sentence
	}
	sum := sha256.Sum256([]byte(sentence))
	return digestPrefix + hex.EncodeToString(sum[:8])
}
