package reader_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"footnote/article"
	"footnote/article/reader"
)

// Numbered repeats a text with the numbers from 0 to n in it.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// What would take too much time or memory is refused before it does, however
// small it is.
func TestBounds(t *testing.T) {
	t.Parallel()
	chapter := txtar.File{Name: "a.xhtml", Data: []byte("<html><body><p>The ferry left on time.</p></body></html>")}
	for name, body := range map[string]string{
		"elements.html":   strings.Repeat("<a>", 100_001),
		"comments.html":   strings.Repeat("<!-- -->", 100_001),
		"ends.html":       "<body>" + strings.Repeat("</p>", 100_001),
		"reopened.html":   "<p>" + numbered(300, "<font size=%d>") + "</p>" + strings.Repeat("<p>x", 10_000),
		"text.html":       "<p>" + strings.Repeat("&amp;", 2*article.MaxText/5+1),
		"lines.txt":       strings.Repeat("Out.\n", 100_002),
		"returns.txt":     strings.Repeat("Out.\r", 100_002),
		"lines.md":        strings.Repeat("> Out\n", 100_002),
		"definitions.md":  numbered(100_002, "[%d]: http://ferry.example\n"),
		"paragraphs.html": strings.Repeat("<br>x<p>", 33_000) + strings.Repeat("<li>x", 1000) + strings.Repeat("<p>", 100_000),
	} {
		if _, err := reader.Parse(article.Source{Name: name, Body: []byte(body)}); !errors.Is(err, article.ErrTooLarge) {
			t.Errorf("%s: %v, want ErrTooLarge", name, err)
		}
	}
	book := []txtar.File{
		{Name: "META-INF/container.xml", Data: []byte(`<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>`)},
		{Name: "c.opf", Data: []byte(`<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>` + strings.Repeat(`<itemref idref="a"/>`, 5001) + `</spine></package>`)},
		chapter,
	}
	a, err := reader.Parse(article.Source{Body: zipOf(t, book)})
	if err != nil || len(a.Warnings) == 0 || !strings.Contains(a.Warnings[0].Text, "only its beginning") {
		t.Errorf("a book of 5,001 chapters: %v, %+v", err, a.Warnings)
	}
}

// The rules for who said what take a bounded number of steps for an article.
// Then no more quotations are found, but all of the text is there.
func TestQuotationsBounded(t *testing.T) {
	t.Parallel()
	const times = 1000
	a, err := reader.Parse(article.Source{Name: "a.txt", Body: []byte(strings.Repeat("„Es ist so“, said ", times) + "\n\nThe ferry left on time.")})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(a.Quotes); n == 0 || n > times*2/3 {
		t.Errorf("%d quotations of %d were found", n, times)
	}
	if last := a.Passages[len(a.Passages)-1].Text; last != "The ferry left on time." {
		t.Errorf("the text ends with %q", last)
	}
	if a, _ = reader.Parse(article.Source{Name: "a.txt", Body: []byte(members(1000))}); len(a.Quotes) != 1000 {
		t.Errorf("%d quotations of 1,000 were found", len(a.Quotes))
	}
}

// members is a list of n people of different names.
func members(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "“It is so,” said Anna %c%c%c%cson.\n", 'A'+i%26, 'a'+i/26%26, 'a'+i/26/26%26, 'a'+i/26/26/26%26)
	}
	return b.String()
}

// A source that only looks hostile, or is hostile only in part, is read.
func TestOddButReadable(t *testing.T) {
	t.Parallel()
	const text = "The ferry left on time, with nobody on board but the crew."
	for name, body := range map[string]string{
		"picture.html":    `<p><img alt="" src="data:image/png;base64,` + strings.Repeat("A", 1<<20) + `"></p><p>` + text,
		"attributes.html": "<p " + numbered(100_000, "a%d ") + ">" + text + "</p>",
		"class.html":      `<p class="` + strings.Repeat("share ", 100_000) + `">` + text,
		"title.html":      "<title>" + strings.Repeat("A - ", 200_000) + "</title><p>" + text,
		"authors.html":    numbered(5000, `<meta name="author" content="Nell Finch%d">`) + "<p>" + text,
		"unclosed.html":   strings.Repeat("<p><b>"+text, 2000),
		"bylines.html":    "<p>" + text + strings.Repeat("<p>By Nell Finch</p>", 5000),
		"bylines.txt":     strings.Repeat("By Nell Finch\n", 20_000) + "\n" + text,
		"brackets.md":     text + "\n\n" + strings.Repeat("[a](b \"", 20_000),
		"footnotes.md":    text + "\n\n" + numbered(9000, "[^%d]: Out.\n"),
		"marks.txt":       text + "\n\n" + strings.Repeat("[](\"", 5000) + "\n\n" + text,
		"members.txt":     members(50_000) + text,
		"opened.txt":      strings.Repeat("“"+text+"\n\n", 20_000), // each continues the one before
		"said.txt":        strings.Repeat("“", 20_000) + text + strings.Repeat(" “Out ”", 20_000),
	} {
		a, err := reader.Parse(article.Source{Name: name, Body: []byte(body)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var all strings.Builder
		for _, p := range a.Passages {
			all.WriteString(p.Text + "\n")
		}
		if !strings.Contains(all.String()+a.Title, text) {
			t.Errorf("%s: the text is gone: %.200q", name, all.String())
		}
	}
}
