// Package article is the vocabulary for articles: a Source and the Article read
// from it, with its sections, passages, quotations and people, the errors for
// sources that are refused, and the limits. Package reader turns a Source into
// an Article, package quotes finds the quotations.
package article

// Version numbers the way this package reads. It is raised when a reading
// gets better, so that kept sources are read again.
const Version = 5

// A Source is an article as it was received: its bytes, and what is known about
// where they came from.
type Source struct {
	URL       string // address it was fetched from, "" if none
	Name      string // file name, "" if none; a hint for the media type
	MediaType string // as declared, possibly with parameters; "" if unknown
	Body      []byte

	// What the person who added it said about it. These take precedence over
	// what the text says; "" leaves it to the reader.
	Title     string
	Author    string
	Published string // YYYY-MM-DD
}

// An Article is a text that was read.
type Article struct {
	Title     string
	Author    string
	Published string // YYYY-MM-DD, "" if unknown
	Language  string // ISO 639-1, two letters, "" if unknown
	URL       string // canonical address, "" if none
	Site      string // name of the publication, "" if unknown

	Sections []Section
	Passages []Passage
	Quotes   []Quote
	People   []Person
	Warnings []Warning
	LeftOut  LeftOut // of a web page
}

// A Section is a heading and its depth: 1 is a chapter of the article, 2 a
// part of a chapter.
type Section struct {
	Heading string
	Level   int
}

// A Kind is the kind of a passage.
type Kind string

// The kinds of passages. Headings are sections, not passages.
const (
	Paragraph  Kind = "paragraph"
	List       Kind = "list"  // one item a line, after "• " or "1. "
	Table      Kind = "table" // one row a line, cells joined by " | "
	BlockQuote Kind = "quote" // set off from the text by its author
	Code       Kind = "code"
	Caption    Kind = "caption"
)

// MaxPassage is the most code points of a passage. A longer paragraph is split
// between sentences. The limit is high, so that only one paragraph in fifty of
// an encyclopedia is split: words that belong together should be found
// together.
const MaxPassage = 2400

// A Passage is the smallest part of an article that is shown: a paragraph, a
// list, a table.
type Passage struct {
	Section string // heading of the nearest section above, "" before the first
	Kind    Kind
	Text    string // valid UTF-8, without zero-width characters
}

// A Span is a part of a text, in bytes: from Start up to, but not including,
// End.
type Span struct{ Start, End int }

// Of returns the part of text that s covers, "" if it does not fit.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// A Place is the Nth passage, quotation or person of the article with the given
// id in its library. Each use of a Place says which of these it counts.
type Place struct {
	Article string
	N       int
}

// Grounds say how the speaker of a quotation was found.
type Grounds string

// The grounds for a speaker.
const (
	Beside       Grounds = "beside"  // stated with the quotation: “…”, she said
	Carried      Grounds = "carried" // carried over from a quotation or sentence before it
	Subject      Grounds = "section" // the person that the section or the article is about
	Turn         Grounds = "turn"    // their turn in an interview: “Smith: …”, or the guest's answer
	Unattributed Grounds = "none"    // no one is named; Speaker is ""
)

// A Quote is something that a person said, in the words of the article.
type Quote struct {
	Text        string // without quotation marks; joined by a blank if in parts
	Speaker     string // full name if the article has it, "" if unknown
	SpeakerText string // the speaker as written at the quotation: “LeCun”, “the mayor”, “he”
	Grounds     Grounds
	Parts       []Part // at least one, in reading order

	// Denial is the sentence that says that these words were not said, or are
	// only imagined: “…” is what she should have said. It is empty if they were
	// said. If it is set, Speaker is the person who did not say them.
	Denial Mention
}

// Denied reports whether the article says that the words were not said.
func (q Quote) Denied() bool { return q.Denial.Span.End > 0 }

// A Part is an unbroken piece of a quotation: the words between one opening
// and one closing mark, or the run of them within one passage.
type Part struct {
	Passage int  // index into Article.Passages
	Span    Span // within that passage's text, without the marks
}

// A Person is a person named in the article.
type Person struct {
	Name      string    // the fullest form found
	Aliases   []string  // the other forms found, without Name
	Mentions  []Mention // in reading order, at least one
	Described []Mention // sentences or phrases that describe the person, best first
}

// A Mention is a part of a passage.
type Mention struct {
	Passage int // index into Article.Passages
	Span    Span
}

// A Warning is a remark about how well a text was read.
type Warning struct {
	Text    string // one sentence for users
	Serious bool   // the text may not be the article: ask before storing it
}

// LeftOut is what a page shows besides its article, so that a person who adds
// it can check whether a part of the article is missing.
type LeftOut struct {
	Words int      // in lines of three words or more, and inside kept paragraphs
	Lines []string // the longest, at most three
}
