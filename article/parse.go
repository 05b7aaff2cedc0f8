package article

import (
	"errors"
	"fmt"
)

// Errors that a source can be refused with.
var (
	// ErrNotText is returned for bytes that are no text: an image, a program.
	ErrNotText = errors.New("article: not a text")
	// ErrNoText is returned where no sentence is left after reading.
	ErrNoText = errors.New("article: no readable text")
	// ErrTooLarge is returned for a source of more than MaxSource bytes.
	ErrTooLarge = errors.New("article: too large")
)

// MaxSource is the most bytes that a source may have. The longest novels are
// about 4 MB of text; pages with inlined pictures reach 20 MB.
const MaxSource = 32 << 20

// A document is what a reader makes of a source, before passages are cut.
type document struct {
	title, author, published, site, url, language string
	blocks                                        []block
	warnings                                      []Warning
}

// A block is a heading (level > 0) or one block of text, in reading order.
// Its text is one paragraph, or the lines of a list, a table or code.
type block struct {
	level int
	kind  Kind
	text  string
}

// Parse reads src. The error is one of the package's Err values, wrapped,
// if src is no article.
func Parse(src Source) (Article, error) {
	if len(src.Body) > MaxSource {
		return Article{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(src.Body))
	}
	doc, err := read(src)
	if err != nil {
		return Article{}, err
	}
	a := assemble(doc)
	if len(a.Passages) == 0 {
		return Article{}, ErrNoText
	}
	a.People = findPeople(&a)
	a.Quotes = findQuotes(&a)
	return a, nil
}
