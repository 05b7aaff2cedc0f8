package reader

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		body string
		want error
	}{
		"empty":   {"", article.ErrNoText},
		"blanks":  {" \n\t\r\n ", article.ErrNoText},
		"marks":   {"---\n\n***\n", article.ErrNoText},
		"PDF":     {"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", article.ErrNoConverter},
		"PNG":     {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", article.ErrNotText},
		"ZIP":     {"PK\x03\x04\x14\x00", article.ErrNotText},
		"program": {"\x7fELF\x02\x01\x01\x00", article.ErrNotText},
		"NULs":    {"some\x00thing\x00else\x00here\x00", article.ErrNotText},
		"UTF-32":  {"\xff\xfe\x00\x00H\x00\x00\x00e\x00\x00\x00l\x00\x00\x00l\x00\x00\x00o\x00\x00\x00", article.ErrNotText},
		"JSON":    {`{"text": "The ferry left on time, with nobody on board."}`, article.ErrNotText},
		"JSONs":   {"[1]\n[2]\n", article.ErrNotText},
		"XML":     {"<?xml version=\"1.0\"?>\n<urlset><url>The ferry left on time.</url></urlset>", article.ErrNotText},
		"SVG":     {"\n<svg><text>The ferry left on time.</text></svg>", article.ErrNotText},
		"large":   {strings.Repeat("a", article.MaxSource+1), article.ErrTooLarge},
	} {
		if _, err := Parse(article.Source{Body: []byte(tt.body)}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// outline writes what was read of a in a few lines.
func outline(a article.Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s / %s / %s / %s\n", a.Title, a.Author, a.Published, a.Language)
	for _, p := range a.Passages {
		fmt.Fprintf(&b, "[%s] %s: %s\n", p.Section, p.Kind, strings.ReplaceAll(p.Text, "\n", "⏎"))
	}
	return b.String()
}

func TestReadText(t *testing.T) {
	t.Parallel()
	long := "The mill by the river ground the corn of four villages for nearly two hundred years."
	for name, tt := range map[string]struct{ in, want string }{
		"headings": {
			"The mill\nBy Jane Doe\n\n3 March 2025\n\n4 min read\n\nHISTORY\n\n" + long + "\n\nWhat came after\n===============\n\n" + long + "\n",
			"The mill / Jane Doe / 2025-03-03 / en\n[HISTORY] paragraph: " + long + "\n[What came after] paragraph: " + long + "\n",
		},
		"lists": {
			"The mill of Ashford\n\n" + long + "\n\n - flour\n - bran\n\n1) first\n2) second\n\nShare:\n\nYou might also like\n\nTen other mills\n",
			"The mill of Ashford /  /  / en\n[] paragraph: " + long + "\n[] list: • flour⏎• bran\n[] list: 1. first⏎2. second\n",
		},
		"wrapped": {
			"The mill by the river ground the corn of four\nvillages for nearly two hundred years, until\nthe railway came and carried the grain away\nto the coast.\n\nNobody has ground any corn there since then,\nand the wheel stands still.\n",
			"The mill by the river ground the corn of four villages for nearly two hundred… /  /  / en\n[] paragraph: The mill by the river ground the corn of four villages for nearly two hundred years, until the railway came and carried the grain away to the coast.\n[] paragraph: Nobody has ground any corn there since then, and the wheel stands still.\n",
		},
		"table": {
			"The mill of Ashford\n\n" + long + "\n\nyear\tsacks\n1801\t40\n1802\t55\n",
			"The mill of Ashford /  /  / en\n[] paragraph: " + long + "\n[] table: year | sacks⏎1801 | 40⏎1802 | 55\n",
		},
		"invisible": {
			"The mill of Ash\u00adford\n\n\ufeff" + strings.Replace(long, "river", "ri\u200bver", 1) + "\x07",
			"The mill of Ashford /  /  / en\n[] paragraph: " + long + "\n",
		},
	} {
		a, err := Parse(article.Source{Body: []byte(tt.in), Name: "a.txt"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := outline(a); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
	}
}

func TestCharsets(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"windows-1252":   "Caf\xe9 \x93M\xfcller\x94 opened in the old town.",
		"UTF-16":         "\xff\xfeC\x00a\x00f\x00\xe9\x00 \x00\x1c\x20M\x00\xfc\x00l\x00l\x00e\x00r\x00\x1d\x20 \x00o\x00p\x00e\x00n\x00e\x00d\x00 \x00i\x00n\x00 \x00t\x00h\x00e\x00 \x00o\x00l\x00d\x00 \x00t\x00o\x00w\x00n\x00.\x00",
		"UTF-16, unsaid": "C\x00a\x00f\x00\xe9\x00 \x00\x1c\x20M\x00\xfc\x00l\x00l\x00e\x00r\x00\x1d\x20 \x00o\x00p\x00e\x00n\x00e\x00d\x00 \x00i\x00n\x00 \x00t\x00h\x00e\x00 \x00o\x00l\x00d\x00 \x00t\x00o\x00w\x00n\x00.\x00",
	} {
		a, err := Parse(article.Source{Body: []byte(body)})
		if err != nil || a.Passages[0].Text != "Café “Müller” opened in the old town." {
			t.Errorf("%s: %v %+v", name, err, a.Passages)
		}
	}
}

func TestGivenFieldsWin(t *testing.T) {
	t.Parallel()
	a, err := Parse(article.Source{Name: "a.md", Title: "Ours", Author: "Us", Published: "2020-01-02", Body: []byte("---\ntitle: Theirs\nauthor: Them\ndate: 2021-01-01\n---\nSome words of text.")})
	if err != nil || a.Title != "Ours" || a.Author != "Us" || a.Published != "2020-01-02" {
		t.Errorf("%v: %+v", err, a)
	}
}

func TestLongBlocksAreSplit(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"sentences": strings.Repeat("A sentence of seven words stands here. ", 200),
		"words":     strings.Repeat("word ", 2000),
		"letters":   strings.Repeat("字", 5000),
		"items":     strings.Repeat("- an item of a long list\n", 300),
	} {
		a, err := Parse(article.Source{Body: []byte(body), Name: "a.txt"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range a.Passages {
			if n := utf8.RuneCountInString(p.Text); n > article.MaxPassage {
				t.Errorf("%s: a passage of %d code points", name, n)
			}
		}
		if len(a.Passages) < 2 {
			t.Errorf("%s: %d passages", name, len(a.Passages))
		}
	}
}

// TestSamples reads the articles that Footnote ships with.
// Rows of a long table say nothing without the names of their columns.
func TestLongTablesKeepTheirHead(t *testing.T) {
	t.Parallel()
	table := "| Coil | Level | Price |\n|---|---|---|\n"
	for n := range 80 {
		table += fmt.Sprintf("| Coil number %d of the moon | %d | %d gold |\n", n, n/2, 10*n)
	}
	a, err := Parse(article.Source{Name: "coils.md", Body: []byte("# Coils\n\n" + table)})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Passages) < 2 {
		t.Fatalf("%d passages", len(a.Passages))
	}
	rows := 0
	for _, p := range a.Passages {
		if !strings.HasPrefix(p.Text, "Coil | Level | Price\n") || utf8.RuneCountInString(p.Text) > 1200 {
			t.Errorf("%d code points: %.60q", utf8.RuneCountInString(p.Text), p.Text)
		}
		rows += strings.Count(p.Text, "\n")
	}
	if rows != 80 {
		t.Errorf("%d rows, want 80", rows)
	}
}

func TestSamples(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"lecun.txt", "eddystone.md"} {
		body, err := os.ReadFile("../../samples/articles/" + name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Parse(article.Source{Body: body, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		kinds := map[article.Kind]int{}
		for _, p := range a.Passages {
			kinds[p.Kind]++
		}
		if len(a.Sections) < 5 || kinds[article.List] == 0 || kinds[article.Table] != 1 || a.Language != "en" || len(a.Warnings) > 0 {
			t.Errorf("%s: sections %v, kinds %v, %q, %v", name, a.Sections, kinds, a.Language, a.Warnings)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"A title\n\nText. More text.\n\n- item\n", "---\ntitle: x\n---\n# a\n\n> b\n\n| a | b |\n|---|---|\n| c | d |\n", "1. a\n2. b\n\na\tb\nc\td\n"} {
		f.Add([]byte(s), "a.txt")
		f.Add([]byte(s), "a.md")
	}
	for _, s := range []string{
		"<article><h1>A</h1><p>“Text,” said Ann Lee. <ul><li>a<li>b</ul><table><tr><td>a<td>b<tr><td>c<td>d</table><blockquote>x<footer>— B</footer></blockquote>",
		"<html><head><script type=\"application/ld+json\">{\"@type\":\"Article\",\"author\":[{\"name\":\"A\"}]}</script><meta charset=latin1><body><form><p>a\xe9",
	} {
		f.Add([]byte(s), "a.html")
	}
	for _, s := range []string{
		"“It rains,” as\n\nAdding, “it” pours?\n\nAnn Lee: “No.” (She, who — “A “b” c”, said",
		"Q: “Why?”\n\nA: So.\n\nQ: And?\n\nA: No.\n\n„Die „Zeit“ sagt“, so die „Zeit“ laut\n\n— Ann Lee",
	} {
		f.Add([]byte(s), "a.txt")
	}
	f.Fuzz(func(t *testing.T, body []byte, name string) {
		a, err := Parse(article.Source{Body: body, Name: name})
		if err != nil {
			return
		}
		for _, p := range a.Passages {
			if !utf8.ValidString(p.Text) || strings.TrimSpace(p.Text) == "" || utf8.RuneCountInString(p.Text) > article.MaxPassage {
				t.Errorf("passage %q", p.Text)
			}
			last := 0
			for _, s := range lang.Sentences(p) {
				if s.Start < last || s.End <= s.Start || s.End > len(p.Text) {
					t.Errorf("span %v of %q", s, p.Text)
				}
				last = s.End
			}
		}
		at := func(passage int, s article.Span) string {
			if passage < 0 || passage >= len(a.Passages) {
				return ""
			}
			return s.Of(a.Passages[passage].Text)
		}
		for _, q := range a.Quotes {
			var parts []string
			for _, p := range q.Parts {
				parts = append(parts, at(p.Passage, p.Span))
			}
			if strings.Join(parts, " ") != q.Text || q.Text == "" {
				t.Errorf("quotation %q of parts %q", q.Text, parts)
			}
		}
		for _, p := range a.People {
			for _, m := range append(p.Mentions, p.Described...) {
				if at(m.Passage, m.Span) == "" {
					t.Errorf("%s is mentioned at %v", p.Name, m)
				}
			}
		}
	})
}
