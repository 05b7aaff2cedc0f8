// Package draft is the document that every reader fills before passages are
// cut: its blocks and headings, its head and byline, the characters of its
// bytes. It also drops what stands around an article on a page.
package draft

import (
	"footnote/article"
	"footnote/article/lang"
)

// MinText is the number of letters below which a text is reported as too
// short to be an article: two or three sentences.
const MinText = 200

const (
	// MaxBlock is the bytes of a list, of code or of a joined paragraph
	// above which a new one is begun. It is split into passages anyway.
	MaxBlock = 16 << 10
	// MaxHead is the most bytes of title and authors together.
	MaxHead = 1000
)

// TitlePages matches the headings of a book's front matter: its contents, its imprint.
var TitlePages = lang.NewPattern(`(?i)^(?:contents|table of contents|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|contenido|copyright|imprint|impressum)$`)

// A Document is what a reader makes of a source, before passages are cut.
type Document struct {
	Title, Author, Published, Site, URL, Language string
	Blocks                                        []Block
	Warnings                                      []article.Warning
	LeftOut                                       article.LeftOut
	Page                                          bool // read from a web page
	MonthFirst                                    bool // 3/4/2025 is a day in March
}

// A Block is a heading (level > 0) or one block of text, in reading order.
// Its text is one paragraph, or the lines of a list, a table or code.
type Block struct {
	Level int
	Kind  article.Kind
	Text  string
}

// WarnCut goes with a reading that ends before the file does.
var WarnCut = article.Warning{Text: "The file is very long, and only its beginning was read.", Serious: true}
