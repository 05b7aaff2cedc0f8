package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/charmbracelet/lipgloss"
	"golang.org/x/term"

	"footnote/article"
	"footnote/commands"
	"footnote/library"
	"footnote/store"
)

// A screen lays replies out for a terminal. Where it is none, there is no
// colour and lines are as wide as a page.
type screen struct {
	w     io.Writer
	width int // columns

	bold, dim, quote lipgloss.Style
	button           lipgloss.Style
}

// Lines longer than this are hard to read, however wide the window.
const widest = 88

func newScreen(w io.Writer) *screen {
	r := lipgloss.NewRenderer(w)
	s := &screen{
		w:      w,
		width:  widest,
		bold:   r.NewStyle().Bold(true),
		dim:    r.NewStyle().Faint(true),
		quote:  r.NewStyle().Border(lipgloss.NormalBorder(), false, false, false, true).BorderForeground(lipgloss.Color("63")).PaddingLeft(1),
		button: r.NewStyle().Foreground(lipgloss.Color("63")),
	}
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			s.width = min(widest, max(20, columns))
		}
	}
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
		s.para(lipgloss.NewStyle(), b.Text)
	}
	if b.Cite != nil {
		s.cite(b.Cite)
	}
	if b.Small != "" {
		s.para(s.dim, b.Small)
	}
}

func (s *screen) para(style lipgloss.Style, text string) {
	fmt.Fprintln(s.w, trimLines(style.Width(s.width).Render(plain(text))))
}

// trimLines takes away the blanks that fill lines up to the width.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func (s *screen) cite(c *commands.Citation) {
	if c.Words != "" {
		words := s.marked(c)
		if c.Quoted {
			words = "“" + words + "”"
		}
		if c.Speaker != "" {
			words += "\n— " + plain(c.Speaker)
		}
		fmt.Fprintln(s.w, trimLines(s.quote.Width(s.width-2).Render(words)))
	}
	s.para(s.dim, sourceLine(c.Source))
	for _, also := range c.Also {
		s.para(s.dim, "also in "+sourceLine(also))
	}
}

// marked returns the words of a citation with the hits in bold, and crossed
// out, between ~~, what does not stand there.
func (s *screen) marked(c *commands.Citation) string {
	var b strings.Builder
	for _, p := range commands.Pieces(c.Words, c.Marks, c.Struck) {
		text := plain(p.Text)
		if p.Struck {
			text = "~~" + text + "~~"
		}
		if !p.Marked {
			b.WriteString(text)
			continue
		}
		// Line by line, so that a style never runs over a line's end.
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(s.bold.Render(part))
		}
	}
	return b.String()
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

// plain takes from a stranger's text what a terminal would obey.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// receipt prints what became of an added article.
func (s *screen) receipt(r library.Receipt) {
	what := map[store.Status]string{
		store.Added:     "Added “%s”",
		store.Updated:   "Updated “%s”",
		store.Unchanged: "“%s” was already there, unchanged",
		library.Noted:   "“%s” is there already: its other address was noted",
	}[r.Status]
	s.para(s.bold, fmt.Sprintf(what, r.Title))
	about := []string{}
	for _, p := range []string{r.Author, r.Published, r.URL} {
		if p != "" {
			about = append(about, p)
		}
	}
	about = append(about, fmt.Sprintf("%d passages", r.Passages), fmt.Sprintf("%d quotations", r.Quotes), fmt.Sprintf("%d people", r.People), "id "+r.ID)
	s.para(s.dim, strings.Join(about, " · "))
	if r.First != "" {
		s.para(lipgloss.NewStyle(), "Begins: "+cutAt(r.First, 200))
		s.para(lipgloss.NewStyle(), "Ends: "+cutAt(r.Last, 200))
	}
	for _, w := range r.Warnings {
		s.para(lipgloss.NewStyle(), "Note: "+w.Text)
	}
	if r.LeftOut.Words > 0 {
		s.para(s.dim, fmt.Sprintf("Left out: %d words around the text, such as:", r.LeftOut.Words))
		for _, line := range r.LeftOut.Lines {
			s.para(s.dim, "  "+cutAt(line, 100))
		}
	}
	if r.Twin != nil && r.Status != library.Noted {
		s.para(lipgloss.NewStyle(), fmt.Sprintf("Note: “%s” has nearly the same text (id %s).", r.Twin.Title, r.Twin.ID))
	}
}

// article prints what was read of an article.
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
		s.para(lipgloss.NewStyle(), p.Text)
	}
	if len(a.Quotes) > 0 {
		fmt.Fprintln(s.w)
		s.para(s.bold, "Quotations")
		for _, q := range a.Quotes {
			speaker := q.Speaker
			if speaker == "" {
				speaker = "nobody named"
			}
			s.para(lipgloss.NewStyle(), "“"+q.Text+"” — "+speaker)
		}
	}
	for _, w := range a.Warnings {
		s.para(lipgloss.NewStyle(), "\nNote: "+w.Text)
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
