// Package reader turns the bytes of a source into an Article. It chooses the
// package that reads the format (web, pdf, office or plain), cuts the draft
// into passages, and finds people and quotations. It opens no files and no
// connections.
package reader

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
	"footnote/article/office"
	"footnote/article/pdf"
	"footnote/article/people"
	"footnote/article/plain"
	"footnote/article/quotes"
	"footnote/article/web"
)

// Each line of a text and each block of an article takes time and memory
// besides its letters. A novel has some ten thousand paragraphs, and eight
// times as many lines if these are broken.
const (
	maxTextLines = 100_000
	maxBlocks    = 60_000
)

// A Reader reads sources. The zero value reads all kinds but PDF.
type Reader struct {
	PDF pdf.Converter // if nil, a PDF is refused with ErrNoConverter
}

// Parse reads src with the zero Reader.
func Parse(src article.Source) (article.Article, error) {
	return Reader{}.Parse(context.Background(), src)
}

// Parse reads src. The error is one of package article's Err values, wrapped,
// if src is not an article, or that of ctx if it ended while a PDF was
// converted.
func (r Reader) Parse(ctx context.Context, src article.Source) (article.Article, error) {
	if len(src.Body) > article.MaxSource {
		return article.Article{}, fmt.Errorf("%w: %d bytes", article.ErrTooLarge, len(src.Body))
	}
	doc, err := r.read(ctx, src)
	if err != nil {
		return article.Article{}, err
	}
	size := 0
	for _, b := range doc.Blocks {
		size += len(b.Text)
	}
	if size > article.MaxText {
		return article.Article{}, fmt.Errorf("%w: %d bytes of text", article.ErrTooLarge, size)
	}
	if len(doc.Blocks) > maxBlocks {
		return article.Article{}, fmt.Errorf("%w: %d paragraphs", article.ErrTooLarge, len(doc.Blocks))
	}
	doc.Blocks = draft.HeadQuestions(doc.Blocks)
	a := assemble(doc)
	if len(a.Passages) == 0 {
		return article.Article{}, article.ErrNoText
	}
	c := people.NewRoster(&a)
	a.Quotes = quotes.Find(&a, c, doc.Headed)
	a.People = c.People
	return a, nil
}

// read detects the format of src, reads it, and lets what the person who added
// it said take precedence over what it says itself.
func (r Reader) read(ctx context.Context, src article.Source) (draft.Document, error) {
	doc, err := r.readAs(ctx, formatOf(src), src)
	if err != nil {
		return draft.Document{}, err
	}
	doc.Title = lang.FirstNonBlank(src.Title, doc.Title, titleOfName(src.Name))
	doc.Author = lang.FirstNonBlank(src.Author, doc.Author)
	doc.Published = lang.FirstNonBlank(src.Published, doc.Published)
	doc.URL = lang.FirstNonBlank(doc.URL, src.URL)
	return doc, nil
}

func (r Reader) readAs(ctx context.Context, f format, src article.Source) (draft.Document, error) {
	switch f {
	case zipFormat:
		doc, err := office.Read(src.Body)
		doc.Headed = true
		return doc, err
	case pdfFormat:
		return pdf.Read(ctx, r.PDF, src.Body)
	case binaryFormat:
		return draft.Document{}, refuseBinary(src.Body)
	case htmlFormat:
		doc, err := web.Read(src)
		doc.Page, doc.Headed = true, true
		return doc, err
	}
	text, broken := draft.Decode(src.Body, src.MediaType)
	if len(text) > article.MaxText {
		return draft.Document{}, fmt.Errorf("%w: %d bytes of text", article.ErrTooLarge, len(text))
	}
	if strings.TrimSpace(text) == "" {
		return draft.Document{}, fmt.Errorf("%w: nothing but blanks", article.ErrNoText)
	}
	if n := max(strings.Count(text, "\n"), strings.Count(text, "\r")); n > maxTextLines {
		return draft.Document{}, fmt.Errorf("%w: %d lines", article.ErrTooLarge, n)
	}
	if share := float64(broken) / float64(len(text)); share > draft.MaxControls {
		return draft.Document{}, fmt.Errorf("%w: too many bytes that are not letters", article.ErrNotText)
	}
	if what := data(text); what != "" && f == textFormat {
		return draft.Document{}, fmt.Errorf("%w: it looks like data for programs (%s)", article.ErrNotText, what)
	}
	if what := sourceIn(text); what != "" && f == textFormat {
		return draft.Document{}, fmt.Errorf("%w: it looks like %s", article.ErrMarkup, what)
	}
	var doc draft.Document
	switch {
	case plain.IsSubtitles(text):
		doc = plain.ReadSubtitles(text)
	case f == markdownFormat:
		doc = plain.ReadMarkdown(text)
		doc.Published = lang.FirstNonBlank(doc.Published, dateOfName(src.Name))
	default:
		doc = plain.Read(text, src.Title)
	}
	if broken > 0 && broken >= len(text)/1000 {
		doc.Warnings = append(doc.Warnings, article.Warning{Text: "Some letters were damaged in the file and could not be read."})
	}
	return doc, nil
}

// dateOfName returns the day that the name of a file begins with, as in static
// site generators: 2024-03-05-the-mill.md.
func dateOfName(name string) string {
	name = path.Base(name)
	day, rest := lang.FindDate(name[:min(len(name), len(time.DateOnly))])
	if rest != "" {
		return ""
	}
	return day
}
