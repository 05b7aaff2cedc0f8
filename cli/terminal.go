package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/term"

	"footnote/article"
	"footnote/commands"
	"footnote/library"
	"footnote/store"
)

// A screen lays out replies for a terminal. For other outputs it uses no
// styles and lines of maxWidth.
type screen struct {
	w     io.Writer
	width int // columns

	bold, dim, edge, button style
}

// A style is a terminal style (ECMA-48, Select Graphic Rendition): the number
// that starts it and the one that ends it. The zero value changes nothing.
type style struct{ start, end string }

// Render returns text with the codes that show it in the style.
func (st style) Render(text string) string {
	if st == (style{}) || text == "" {
		return text
	}
	return "\x1b[" + st.start + "m" + text + "\x1b[" + st.end + "m"
}

// maxWidth is the longest line, in columns. Longer ones are hard to read.
const maxWidth = 88

func newScreen(w io.Writer) *screen {
	s := &screen{w: w, width: maxWidth}
	f, ok := w.(*os.File)
	if !ok {
		return s
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return s
	}
	s.width = min(maxWidth, max(20, columns))
	if plainTerminal() {
		return s
	}
	s.bold, s.dim = style{"1", "22"}, style{"2", "22"}
	s.edge, s.button = style{"38;5;63", "39"}, style{"38;5;63", "39"}
	return s
}

// show prints a reply.
func (s *screen) show(r commands.Reply) {
	if r.Title != "" {
		s.para(s.bold, r.Title)
		fmt.Fprintln(s.w)
	}
	for i, b := range r.Blocks {
		if i > 0 && (b.Cite != nil || b.Heading != "" || r.Blocks[i-1].Cite != nil) {
			fmt.Fprintln(s.w)
		}
		s.block(b)
	}
	if r.Pages > 1 {
		s.para(s.dim, fmt.Sprintf("\nPage %d of %d", r.Page, r.Pages))
	}
}

func (s *screen) block(b commands.Block) {
	if b.Heading != "" {
		s.para(s.bold, b.Heading)
	}
	if b.Text != "" {
		s.para(style{}, b.Text)
	}
	if b.Cite != nil {
		s.cite(b.Cite)
	}
	if b.Small != "" {
		s.para(s.dim, b.Small)
	}
}

func (s *screen) para(look style, text string) {
	text = plain(text)
	for _, line := range wrap(text, s.width) {
		fmt.Fprintln(s.w, look.Render(line.Of(text)))
	}
}

// cite prints words of an article with a line at their left, and their source.
// Where text can't be bold, the line marks the sentence that answers.
func (s *screen) cite(c *commands.Citation) {
	if c.Words != "" {
		text, marks := cited(c)
		for _, line := range wrap(text, s.width-3) {
			edge, marked := "│", s.marked(text, marks, line)
			if c.Answers && !s.bolds() && slices.ContainsFunc(marks, func(m article.Span) bool { return m.Start < line.End && line.Start < m.End }) {
				edge = "▸"
			}
			fmt.Fprintln(s.w, strings.TrimRight(s.edge.Render(edge)+" "+marked, " "))
		}
	}
	s.para(s.dim, sourceLine(c.Source))
	for _, also := range c.Also {
		s.para(s.dim, "also in "+sourceLine(also))
	}
}

// bolds reports whether bold letters can be shown.
func (s *screen) bolds() bool { return s.bold != style{} }

// cited returns the words of a citation with their quotation marks and
// speaker, words that the article does not have between ~~, and the spans to
// mark.
func cited(c *commands.Citation) (text string, marks []article.Span) {
	var b strings.Builder
	if c.Quoted {
		b.WriteString("“")
	}
	for _, p := range commands.Pieces(c.Words, c.Marks, c.Replaced) {
		piece := plain(p.Text)
		if p.Replaced {
			piece = "~~" + piece + "~~"
		}
		if p.Marked {
			marks = append(marks, article.Span{Start: b.Len(), End: b.Len() + len(piece)})
		}
		b.WriteString(piece)
	}
	if c.Quoted {
		b.WriteString("”")
	}
	if c.Speaker != "" {
		b.WriteString("\n— " + plain(c.Speaker))
	}
	return b.String(), marks
}

// marked returns a line of text with the marks in bold. No style continues
// after the end of the line.
func (s *screen) marked(text string, marks []article.Span, line article.Span) string {
	var b strings.Builder
	at := line.Start
	for _, m := range marks {
		if from, to := max(m.Start, at), min(m.End, line.End); from < to {
			b.WriteString(text[at:from] + s.bold.Render(text[from:to]))
			at = to
		}
	}
	return b.String() + text[at:line.End]
}

// wrap splits text into lines of at most width columns: at spaces, and within
// a word only if it is longer than a line, as in Chinese.
func wrap(text string, width int) []article.Span {
	var lines []article.Span
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines = wrapLine(lines, text, article.Span{Start: at, End: at + len(line)}, width)
		at += len(line) + 1
	}
	return lines
}

// wrapLine appends a line of text to lines, split to width.
func wrapLine(lines []article.Span, text string, whole article.Span, width int) []article.Span {
	line, columns := article.Span{Start: whole.Start, End: whole.Start}, 0
	for at := whole.Start; at < whole.End; {
		word := at + len(text[at:whole.End]) - len(strings.TrimLeft(text[at:whole.End], " "))
		if word == whole.End {
			break // trailing spaces
		}
		end := whole.End
		if n := strings.IndexByte(text[word:whole.End], ' '); n >= 0 {
			end = word + n
		}
		size := uniseg.StringWidth(text[word:end])
		if columns > 0 && columns+word-at+size > width && size <= width {
			lines = append(lines, line)
			line, columns = article.Span{Start: word, End: end}, size
			at = end
			continue
		}
		for rest := text[at:end]; rest != ""; {
			letter, behind, wide, _ := uniseg.FirstGraphemeClusterInString(rest, -1)
			if columns > 0 && columns+wide > width {
				lines = append(lines, line)
				line, columns = article.Span{Start: line.End, End: line.End}, 0
			}
			line.End, columns, rest = line.End+len(letter), columns+wide, behind
		}
		at = end
	}
	return append(lines, line)
}

func sourceLine(src commands.Source) string {
	parts := []string{src.Title}
	for _, p := range []string{src.Section, src.Author, src.Published, src.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// plain removes from untrusted text what a terminal would interpret.
func plain(text string) string {
	text = strings.ReplaceAll(text, "\t", "    ")
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// receipt prints the receipt of an added article.
func (s *screen) receipt(r library.Receipt) {
	what := map[store.Status]string{
		store.Added:     "Added “%s”",
		store.Updated:   "Updated “%s”",
		store.Unchanged: "“%s” was already there, unchanged",
		library.Noted:   "“%s” was already there: its other address was noted",
	}[r.Status]
	s.para(s.bold, fmt.Sprintf(what, r.Title))
	about := []string{}
	for _, p := range []string{r.Author, r.Published, r.URL} {
		if p != "" {
			about = append(about, p)
		}
	}
	about = append(about, fmt.Sprintf("%d passages", r.Passages), fmt.Sprintf("%d quotations", r.Quotes), fmt.Sprintf("%d people", r.People), "id "+r.ID)
	s.para(s.dim, strings.Join(about, " · ")+tagList(r.Tags))
	if r.First != "" {
		s.para(style{}, "Begins: "+cutAt(r.First, 200))
		s.para(style{}, "Ends: "+cutAt(r.Last, 200))
	}
	for _, w := range r.Warnings {
		s.para(style{}, "Note: "+w.Text)
	}
	if r.LeftOut.Words > 0 {
		s.para(s.dim, fmt.Sprintf("Left out: %d words around the text, such as:", r.LeftOut.Words))
		for _, line := range r.LeftOut.Lines {
			s.para(s.dim, "  "+cutAt(line, 100))
		}
	}
	if r.Twin != nil && r.Status != library.Noted {
		s.para(style{}, fmt.Sprintf("Note: “%s” has almost the same text (id %s).", r.Twin.Title, r.Twin.ID))
	}
}

// article prints what was read from an article.
func (s *screen) article(info store.Info, a article.Article) {
	s.para(s.bold, info.Title)
	about := []string{}
	for _, p := range []string{info.Author, info.Published, info.Site, info.URL, "id " + info.ID} {
		if p != "" {
			about = append(about, p)
		}
	}
	s.para(s.dim, strings.Join(about, " · "))
	section := ""
	for _, p := range a.Passages {
		fmt.Fprintln(s.w)
		if p.Section != section {
			section = p.Section
			s.para(s.bold, section)
			fmt.Fprintln(s.w)
		}
		s.para(style{}, p.Text)
	}
	if len(a.Quotes) > 0 {
		fmt.Fprintln(s.w)
		s.para(s.bold, "Quotations")
		for _, q := range a.Quotes {
			speaker := q.Speaker
			if speaker == "" {
				speaker = "unknown speaker"
			}
			if q.Denied() {
				speaker += " (denied)"
			}
			s.para(style{}, "“"+q.Text+"” — "+speaker)
		}
	}
	for _, w := range a.Warnings {
		s.para(style{}, "\nNote: "+w.Text)
	}
}

// cutAt returns the first n letters of a line.
func cutAt(line string, n int) string {
	for i := range line {
		if n--; n < 0 {
			return line[:i] + "…"
		}
	}
	return line
}
