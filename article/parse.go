package article

import (
	"context"
	"fmt"
	"strings"
)

// Each line of a text and each block of an article takes time and memory
// beside its letters. A novel has some ten thousand paragraphs, in broken
// lines eight times as many of these.
const (
	mostTextLines = 100_000
	mostBlocks    = 60_000
)

// A Reader reads sources. The zero value reads all kinds but PDF.
type Reader struct {
	PDF PDFConverter // nil for none
}

// Parse reads src with the zero Reader.
func Parse(src Source) (Article, error) {
	return Reader{}.Parse(context.Background(), src)
}

// Parse reads src. The error is one of the package's Err values, wrapped,
// if src is no article; or that of ctx if it ended while a PDF was converted.
func (r Reader) Parse(ctx context.Context, src Source) (Article, error) {
	if len(src.Body) > MaxSource {
		return Article{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(src.Body))
	}
	doc, err := r.read(ctx, src)
	if err != nil {
		return Article{}, err
	}
	size := 0
	for _, b := range doc.blocks {
		size += len(b.text)
	}
	if size > MaxText {
		return Article{}, fmt.Errorf("%w: %d bytes of text", ErrTooLarge, size)
	}
	if len(doc.blocks) > mostBlocks {
		return Article{}, fmt.Errorf("%w: %d paragraphs", ErrTooLarge, len(doc.blocks))
	}
	a := assemble(doc)
	if len(a.Passages) == 0 {
		return Article{}, ErrNoText
	}
	c := newCast(&a)
	a.People = c.people
	a.Quotes = findQuotes(&a, c)
	return a, nil
}

// read tells what src is, has it read, and lets what its giver said of it
// win over what it says of itself.
func (r Reader) read(ctx context.Context, src Source) (document, error) {
	doc, err := r.readAs(ctx, formatOf(src), src)
	if err != nil {
		return document{}, err
	}
	doc.title = either(src.Title, doc.title)
	doc.author = either(src.Author, doc.author)
	doc.published = either(src.Published, doc.published)
	doc.url = either(doc.url, src.URL)
	return doc, nil
}

func (r Reader) readAs(ctx context.Context, f format, src Source) (document, error) {
	switch f {
	case zipFormat:
		return readZipped(src.Body)
	case pdfFormat:
		return readPDF(ctx, r.PDF, src.Body)
	case binaryFormat:
		return document{}, refuseBinary(src.Body)
	case htmlFormat:
		doc, err := readHTML(src)
		doc.page = true
		return doc, err
	}
	text, broken := decode(src.Body, src.MediaType)
	if len(text) > MaxText {
		return document{}, fmt.Errorf("%w: %d bytes of text", ErrTooLarge, len(text))
	}
	if strings.TrimSpace(text) == "" {
		return document{}, fmt.Errorf("%w: nothing but blanks", ErrNoText)
	}
	if n := max(strings.Count(text, "\n"), strings.Count(text, "\r")); n > mostTextLines {
		return document{}, fmt.Errorf("%w: %d lines", ErrTooLarge, n)
	}
	if share := float64(broken) / float64(len(text)); share > maxControls {
		return document{}, fmt.Errorf("%w: too many bytes that are no letters", ErrNotText)
	}
	if what := data(text); what != "" && f == textFormat {
		return document{}, fmt.Errorf("%w: it looks like data for programs (%s)", ErrNotText, what)
	}
	var doc document
	if f == markdownFormat {
		doc = readMarkdown(text)
	} else {
		doc = readText(text, src.Title)
	}
	if broken > 0 && broken >= len(text)/1000 {
		doc.warnings = append(doc.warnings, Warning{Text: "Some letters were damaged in the file and could not be read."})
	}
	return doc, nil
}
