// Package draft defines the document that every reader fills before it is cut
// into passages. It has what the readers share: decoding bytes, recognizing
// headings, bylines and dates, and dropping the parts of a page around its
// article.
package draft

import (
	"footnote/article"
	"footnote/article/lang"
)

// MinText is the number of letters below which a text is reported as too short
// to be an article: two or three sentences.
const MinText = 200

const (
	// MaxBlock is the most bytes of a list, of code or of a joined paragraph;
	// then a new block begins. Blocks are cut into passages in any case.
	MaxBlock = 16 << 10
	// MaxHead is the most bytes of title and authors together.
	MaxHead = 1000
)

// TitlePages matches the headings of a book's front matter: its contents, its imprint.
var TitlePages = lang.NewPattern(`(?i)^(?:contents|table of contents|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|contenido|copyright|imprint|impressum)$`)

// A Document is the result of a reader, before it is cut into passages.
type Document struct {
	Title, Author, Published, Site, URL, Language string
	Blocks                                        []Block
	Warnings                                      []article.Warning
	LeftOut                                       article.LeftOut
	Page                                          bool // read from a web page
	Headed                                        bool // its headings are marked as such, not guessed
	MonthFirst                                    bool // 3/4/2025 is a day in March
}

// A Block is a heading (level > 0) or one block of text, in reading order.
// Its text is one paragraph, or the lines of a list, a table or code.
type Block struct {
	Level int
	Kind  article.Kind
	Text  string
	Asks  int // bytes of the question in bold or slanted letters that a paragraph begins with
}

// WarnCut is for a document that ends before its file does.
var WarnCut = article.Warning{Text: "The file is very long, and only its beginning was read.", Serious: true}
