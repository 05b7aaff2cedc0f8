package pdftext

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"runtime/metrics"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"

	"footnote/article"
)

// LayoutCommand is the command of Footnote's command line that reads a PDF if
// pdftotext is missing: in a process of its own, which may crash.
const LayoutCommand = "pdf-layout"

// PrintPDFLayout reads a PDF and prints the positions of its words, in the
// format of “pdftotext -bbox-layout”. It is less exact: it can mix up columns,
// and words in fonts that don't give the widths of their letters.
func PrintPDFLayout(w io.Writer, body []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", article.ErrDamaged, p)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return fmt.Errorf("%w: a PDF with a password", article.ErrLocked)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", article.ErrDamaged, err)
	}
	info := r.Trailer().Key("Info")
	fmt.Fprintf(w, "<title>%s</title>\n", html.EscapeString(oneLine(info.Key("Title").Text())))
	for _, name := range []string{"Author", "CreationDate"} {
		fmt.Fprintf(w, "<meta name=\"%s\" content=\"%s\"/>\n", name, html.EscapeString(oneLine(info.Key(name).Text())))
	}
	for n := range min(r.NumPage(), maxLayoutPages) {
		printPage(w, r.Page(n+1))
	}
	return nil
}

const maxLayoutPages = 1200

const muchMemory = "too much memory"

// WatchMemory ends this process if it takes more than ownMemory. It runs in a
// process that only reads a PDF.
func WatchMemory() {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	for {
		metrics.Read(sample)
		if sample[0].Value.Uint64() > ownMemory {
			fmt.Fprintln(os.Stderr, muchMemory)
			os.Exit(1)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// mediaBox returns the size of a page, which it may inherit from its parents.
func mediaBox(p pdf.Page) pdf.Value {
	v := p.V
	for range maxPageDepth {
		if box := v.Key("MediaBox"); !box.IsNull() {
			return box
		}
		v = v.Key("Parent")
	}
	return pdf.Value{}
}

// maxPageDepth is the most levels of a page tree.
const maxPageDepth = 32

// A pdfWord is a run of letters on a line, a pdfLine the words at one height.
type (
	pdfWord struct {
		x0, x1 float64
		text   strings.Builder
	}
	pdfLine struct {
		y, size, x0, x1 float64
		words           []*pdfWord
	}
)

// printPage prints the lines of a page. It prints an empty page if it can't be
// read.
func printPage(w io.Writer, p pdf.Page) {
	defer func() {
		if recover() != nil {
			fmt.Fprintln(w, "</page>")
		}
	}()
	box := mediaBox(p)
	width, height := box.Index(2).Float64()-box.Index(0).Float64(), box.Index(3).Float64()-box.Index(1).Float64()
	fmt.Fprintf(w, "<page width=\"%f\" height=\"%f\">\n", width, height)
	lines := linesOf(p.Content().Text)
	var last *pdfLine
	for _, l := range lines {
		// Lines of a block follow closely, in letters of one size.
		down := math.Inf(1)
		if last != nil {
			down = last.y - l.y
		}
		switch {
		case last == nil || down < 0:
			fmt.Fprintln(w, "<flow>\n<block >")
		case down > 1.7*l.size || math.Abs(last.size-l.size) > 0.05*l.size:
			fmt.Fprintln(w, "<block >")
		}
		fmt.Fprintln(w, "<line >")
		for _, word := range l.words {
			fmt.Fprintf(w, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>\n",
				word.x0, height-l.y-0.8*l.size, word.x1, height-l.y+0.2*l.size, html.EscapeString(word.text.String()))
		}
		fmt.Fprintln(w, "</line>")
		last = l
	}
	fmt.Fprintln(w, "</page>")
}

// As multiples of the letters' size: wordGap is the least distance between
// words, and columnGap the greatest distance between two words of a line.
const (
	wordGap   = 0.2
	columnGap = 3
	// usualWidth is the average width of a letter.
	usualWidth = 0.45
)

// linesOf joins the letters of a page, in the order in which they were drawn,
// to words and lines.
func linesOf(letters []pdf.Text) []*pdfLine {
	var lines []*pdfLine
	var line *pdfLine
	var word *pdfWord
	end, last := 0.0, 0.0 // where the last letter ended, and its position in the file
	for _, t := range letters {
		size := math.Abs(t.FontSize)
		if size == 0 || t.S == "" {
			continue
		}
		if line == nil || math.Abs(t.Y-line.y) > 0.5*max(size, line.size) || t.X < last-size || t.X > end+columnGap*size {
			line, word = &pdfLine{y: t.Y, size: size, x0: t.X}, nil
			lines = append(lines, line)
		}
		blank := strings.TrimSpace(t.S) == ""
		text := strings.Map(printable, t.S)
		if text == "" {
			continue
		}
		at, wide := t.X, t.W
		if wide == 0 { // the font has no widths, and the letters are drawn over each other
			wide = usualWidth * size
			if len(line.words) > 0 && t.X < end {
				at = end
			}
		}
		if blank || word != nil && at > end+wordGap*size {
			word = nil
		}
		end, last = at+wide, t.X
		if blank {
			continue
		}
		if word == nil {
			word = &pdfWord{x0: at}
			line.words = append(line.words, word)
		}
		line.size = max(line.size, size)
		word.text.WriteString(text)
		word.x1, line.x1 = end, end
	}
	lines = slices.DeleteFunc(lines, func(l *pdfLine) bool { return len(l.words) == 0 })
	return sameHeight(lines)
}

// sameHeight sorts pieces at the same height that follow each other in the file
// from left to right.
func sameHeight(lines []*pdfLine) []*pdfLine {
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && math.Abs(lines[to].y-lines[from].y) < 0.2*lines[from].size {
			to++
		}
		slices.SortStableFunc(lines[from:to], func(a, b *pdfLine) int { return cmp.Compare(a.x0, b.x0) })
		from = to
	}
	return lines
}

func printable(r rune) rune {
	if unicode.IsControl(r) || r == unicode.ReplacementChar {
		return -1
	}
	return r
}
