package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/index"
	"footnote/store"
)

// The limits of what moderators teach one library. They bound what is read
// for each question.
const (
	MaxPins     = 200
	MaxSynonyms = 200

	MaxTaughtQuestion = 300 // code points of a pinned or saved question, as of Discord's option
	MaxSynonym        = 60  // code points of each side of a synonym
)

// Errors of teaching.
var (
	// ErrBadSynonym is returned for a synonym that is not two different words
	// or short phrases.
	ErrBadSynonym = errors.New("library: not two different words")
	// ErrQuestionTooLong is returned for a question that is too long to be kept.
	ErrQuestionTooLong = errors.New("library: question is too long to be kept")
	// ErrNotTaught is returned if there is no such pin, synonym or saved
	// question to remove.
	ErrNotTaught = errors.New("library: not taught")
)

// A Pin is an article that moderators chose as the answer to a question.
type Pin struct {
	Question string
	Article  store.Info // its ID alone while the article is removed
	By       string     // user id, "" if the user was forgotten
	Made     time.Time
}

// A Synonym is two words, or two short phrases, that mean the same in one
// library.
type Synonym struct {
	Words [2]string
	By    string // user id, "" if the user was forgotten
	Made  time.Time
}

// pinValue is a pin as it is stored.
type pinValue struct {
	Question string `json:"question"`
}

// AddPin makes an article the first answer to a question and to questions
// like it. It replaces an earlier pin of the same question.
func (l *Library) AddPin(ctx context.Context, by, question, id string) (Pin, error) {
	question = oneLine(question)
	if err := checkQuestion(question); err != nil {
		return Pin{}, err
	}
	info, err := l.store.Info(ctx, l.name, id)
	if err != nil {
		return Pin{}, err
	}
	err = l.store.Teach(ctx, l.name, MaxPins, store.Lesson{
		Kind: store.PinLesson, Name: lessonName(question), Article: id, By: by,
		Value: asJSON(pinValue{question}),
	})
	if err != nil {
		return Pin{}, err
	}
	return Pin{Question: question, Article: info, By: by, Made: time.Now()},
		l.Note(ctx, by, "pin", fmt.Sprintf("“%s” = “%s”", question, info.Title))
}

// RemovePin removes the pin of a question.
func (l *Library) RemovePin(ctx context.Context, by, question string) error {
	question = oneLine(question)
	if err := l.unteach(ctx, store.PinLesson, question); err != nil {
		return err
	}
	return l.Note(ctx, by, "unpin", question)
}

// Pins lists the pins, the oldest first.
func (l *Library) Pins(ctx context.Context) ([]Pin, error) {
	lessons, err := l.store.Lessons(ctx, l.name, store.PinLesson)
	if err != nil {
		return nil, err
	}
	pins, _ := readLessons(lessons)
	ids := make([]string, len(pins))
	for i, p := range pins {
		ids[i] = p.Article.ID
	}
	infos, err := l.store.Infos(ctx, l.name, ids...)
	for i, id := range ids {
		if info, ok := infos[id]; ok {
			pins[i].Article = info
		}
	}
	return pins, err
}

// AddSynonym makes two words, or short phrases, mean the same in questions
// to this library.
func (l *Library) AddSynonym(ctx context.Context, by, a, b string) (Synonym, error) {
	s := Synonym{Words: [2]string{oneLine(a), oneLine(b)}, By: by, Made: time.Now()}
	for _, w := range s.Words {
		if !index.HasWord(w) || utf8.RuneCountInString(w) > MaxSynonym {
			return Synonym{}, fmt.Errorf("%w: %q", ErrBadSynonym, w)
		}
	}
	if index.Similarity(s.Words[0], s.Words[1]) == 1 {
		return Synonym{}, fmt.Errorf("%w: %q, %q", ErrBadSynonym, s.Words[0], s.Words[1])
	}
	err := l.store.Teach(ctx, l.name, MaxSynonyms, store.Lesson{
		Kind: store.SynonymLesson, Name: lessonName(sidesOf(s.Words)), By: by, Value: asJSON(s.Words),
	})
	if err != nil {
		return Synonym{}, err
	}
	return s, l.Note(ctx, by, "synonym", fmt.Sprintf("“%s” = “%s”", s.Words[0], s.Words[1]))
}

// RemoveSynonym removes a synonym, its sides in either order.
func (l *Library) RemoveSynonym(ctx context.Context, by, a, b string) error {
	words := [2]string{oneLine(a), oneLine(b)}
	if err := l.unteach(ctx, store.SynonymLesson, sidesOf(words)); err != nil {
		return err
	}
	return l.Note(ctx, by, "unsynonym", fmt.Sprintf("“%s” = “%s”", words[0], words[1]))
}

// Synonyms lists the synonyms, the oldest first.
func (l *Library) Synonyms(ctx context.Context) ([]Synonym, error) {
	lessons, err := l.store.Lessons(ctx, l.name, store.SynonymLesson)
	if err != nil {
		return nil, err
	}
	_, synonyms := readLessons(lessons)
	return synonyms, nil
}

// unteach removes the lesson about a text.
func (l *Library) unteach(ctx context.Context, kind store.LessonKind, about string) error {
	err := l.store.Unteach(ctx, l.name, kind, lessonName(about))
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%w: %w", ErrNotTaught, err)
	}
	return err
}

// readLessons reads pins and synonyms. A value that can't be read is left
// out: a question is answered without it.
func readLessons(lessons []store.Lesson) (pins []Pin, synonyms []Synonym) {
	for _, l := range lessons {
		switch l.Kind {
		case store.PinLesson:
			var v pinValue
			if json.Unmarshal([]byte(l.Value), &v) == nil {
				pins = append(pins, Pin{Question: v.Question, Article: store.Info{ID: l.Article}, By: l.By, Made: l.Made})
			}
		case store.SynonymLesson:
			var words [2]string
			if json.Unmarshal([]byte(l.Value), &words) == nil {
				synonyms = append(synonyms, Synonym{Words: words, By: l.By, Made: l.Made})
			}
		}
	}
	return pins, synonyms
}

// checkQuestion refuses a question that is not worth keeping.
func checkQuestion(question string) error {
	if !index.HasWord(question) {
		return ErrNoWords
	}
	if n := utf8.RuneCountInString(question); n > MaxTaughtQuestion {
		return fmt.Errorf("%w: %d characters", ErrQuestionTooLong, n)
	}
	return nil
}

// lessonName is what a lesson about a text is known by. Case and blanks make
// no difference.
func lessonName(text string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(text)))
	return hex.EncodeToString(sum[:16])
}

// sidesOf returns the sides of a synonym as one text, the same in either
// order.
func sidesOf(words [2]string) string {
	sides := []string{strings.ToLower(words[0]), strings.ToLower(words[1])}
	slices.Sort(sides)
	return strings.Join(sides, "\n")
}

// oneLine returns text without line breaks and double blanks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// asJSON encodes a value of our own types, which can't fail.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
