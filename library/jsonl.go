package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"footnote/article"
	"footnote/store"
)

// A Line is one article as JSON, or something that moderators taught: a line of
// a bulk add or of an export. Exactly one of Text, Markdown, HTML,
// SourceBase64, Pin and Synonym is set.
type Line struct {
	ID           string   `json:"id,omitempty"`
	URL          string   `json:"url,omitempty"`
	Title        string   `json:"title,omitempty"`
	Author       string   `json:"author,omitempty"`
	Published    string   `json:"published,omitempty"` // YYYY-MM-DD
	Tags         []string `json:"tags,omitempty"`
	Name         string   `json:"name,omitempty"`
	Text         *string  `json:"text,omitempty"`
	Markdown     *string  `json:"markdown,omitempty"`
	HTML         *string  `json:"html,omitempty"`
	SourceBase64 []byte   `json:"source_base64,omitempty"`
	MediaType    string   `json:"media_type,omitempty"` // of SourceBase64

	Pin     *LinePin   `json:"pin,omitempty"`
	Synonym *[2]string `json:"synonym,omitempty"`
}

// A LinePin is a Pin as JSON.
type LinePin struct {
	Question string `json:"question"`
	Article  string `json:"article"` // its id
}

// ReadLine parses a Line from JSON. It fails with ErrBadLine for one with more
// fields than it may have.
func ReadLine(text []byte) (Line, error) {
	var j Line
	if err := json.Unmarshal(text, &j); err != nil {
		return j, err
	}
	if given := j.given(); j.Teaches() && given != 1 {
		return j, fmt.Errorf("%w: it has %d", ErrBadLine, given)
	}
	return j, nil
}

// Teaches reports whether the line is a pin or a synonym, not an article.
func (j Line) Teaches() bool { return j.Pin != nil || j.Synonym != nil }

// given counts the fields of which a line may have only one.
func (j *Line) given() int {
	n := 0
	for _, there := range []bool{j.SourceBase64 != nil, j.Pin != nil, j.Synonym != nil} {
		if there {
			n++
		}
	}
	for _, c := range j.carriers() {
		if *c.text != nil {
			n++
		}
	}
	return n
}

// Teach stores the pin or the synonym of a line.
func (l *Library) Teach(ctx context.Context, by string, j Line) error {
	if j.Pin != nil {
		_, err := l.AddPin(ctx, by, j.Pin.Question, j.Pin.Article)
		return err
	}
	_, err := l.AddSynonym(ctx, by, j.Synonym[0], j.Synonym[1])
	return err
}

// ErrBadLine is returned for a Line with no text, or with several.
var ErrBadLine = errors.New("library: not exactly one text in a line")

// A carrier is a field of a Line for texts of one media type, in UTF-8.
type carrier struct {
	mediaType string
	text      **string
}

func (j *Line) carriers() []carrier {
	return []carrier{
		{"text/plain; charset=utf-8", &j.Text},
		{"text/markdown; charset=utf-8", &j.Markdown},
		{"text/html; charset=utf-8", &j.HTML},
	}
}

// Item returns the item of a line. A line is added despite warnings: there is
// no one to ask.
func (j Line) Item() (Item, error) {
	item := Item{ID: j.ID, Anyway: true, Tags: j.Tags, Source: article.Source{
		URL: j.URL, Name: j.Name, MediaType: j.MediaType,
		Title: j.Title, Author: j.Author, Published: j.Published,
		Body: j.SourceBase64,
	}}
	for _, c := range j.carriers() {
		if text := *c.text; text != nil {
			item.Source.Body, item.Source.MediaType = []byte(*text), c.mediaType
		}
	}
	if given := j.given(); given != 1 {
		return item, fmt.Errorf("%w: it has %d", ErrBadLine, given)
	}
	return item, nil
}

// lineOf returns a source as a line: as text if JSON can hold its bytes
// unchanged, otherwise in base64.
func lineOf(id string, src article.Source) Line {
	j := Line{
		ID: id, URL: src.URL, Name: src.Name, Title: src.Title,
		Author: src.Author, Published: src.Published, MediaType: src.MediaType,
	}
	for _, c := range j.carriers() {
		if src.MediaType == c.mediaType && utf8.Valid(src.Body) {
			text := string(src.Body)
			*c.text, j.MediaType = &text, ""
			return j
		}
	}
	j.SourceBase64 = src.Body
	return j
}

// Export writes the source of every article as a Line, oldest first, and then
// the pins and synonyms.
func (l *Library) Export(ctx context.Context, w io.Writer) error {
	ids, err := l.IDs(ctx)
	if err != nil {
		return err
	}
	tags, err := l.Tags(ctx, ids...)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, id := range ids {
		src, err := l.source(ctx, id)
		if errors.Is(err, store.ErrNotFound) { // removed meanwhile
			continue
		}
		if err != nil {
			return err
		}
		line := lineOf(id, src)
		line.Tags = tags[id]
		if err := lines.Encode(line); err != nil {
			return fmt.Errorf("export %s: %w", l.name, err)
		}
	}
	taught, err := l.taughtLines(ctx)
	if err != nil {
		return err
	}
	for _, j := range taught {
		if err := lines.Encode(j); err != nil {
			return fmt.Errorf("export %s: %w", l.name, err)
		}
	}
	return nil
}

// taughtLines returns the pins and synonyms. Pins of removed articles are left
// out, like the articles.
func (l *Library) taughtLines(ctx context.Context) ([]Line, error) {
	pins, err := l.Pins(ctx)
	if err != nil {
		return nil, err
	}
	synonyms, err := l.Synonyms(ctx)
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, p := range pins {
		if p.Article.Seq > 0 {
			lines = append(lines, Line{Pin: &LinePin{p.Question, p.Article.ID}})
		}
	}
	for _, s := range synonyms {
		lines = append(lines, Line{Synonym: &s.Words})
	}
	return lines, nil
}
