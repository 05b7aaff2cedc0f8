package article

// shortText is the number of letters below which a text is reported as too
// short to be an article: two or three sentences.
const shortText = 200

const (
	// longestBlock is the bytes of a list, of code or of a joined paragraph
	// above which a new one is begun. It is split into passages anyway.
	longestBlock = 16 << 10
	// longestHead is the most bytes of title and authors together.
	longestHead = 1000
)

var titlePages = pattern(`(?i)^(?:contents|table of contents|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|contenido|copyright|imprint|impressum)$`)

// A document is what a reader makes of a source, before passages are cut.
type document struct {
	title, author, published, site, url, language string
	blocks                                        []block
	warnings                                      []Warning
	leftOut                                       LeftOut
	page                                          bool // read from a web page
}

// A block is a heading (level > 0) or one block of text, in reading order.
// Its text is one paragraph, or the lines of a list, a table or code.
type block struct {
	level int
	kind  Kind
	text  string
}

// warnCut goes with a reading that ends before the file does.
var warnCut = Warning{Text: "The file is very long, and only its beginning was read.", Serious: true}
