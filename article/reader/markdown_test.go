package reader

import (
	"errors"
	"strings"
	"testing"

	"footnote/article"
)

func TestReadMarkdown(t *testing.T) {
	t.Parallel()
	in := `---
title: "The old mill"
author: [Jane Doe, Sam Roe]
date: 2024-02-29
lang: en-GB
---
# The *old* mill

It ground **corn** for [four villages](https://example.org) &amp; one\* town.

## Flour

1. white
2. brown
   - fine

> It never stopped.
>
> — Ann Poe

| year | sacks |
| --- | ---: |
| 1801 | 40 |

` + "```\nx := 1\n```\n\n![The wheel](wheel.png)\n"
	want := `The old mill / Jane Doe, Sam Roe / 2024-02-29 / en
[] paragraph: It ground corn for four villages & one* town.
[Flour] list: 1. white⏎2. brown⏎• fine
[Flour] quote: It never stopped.⏎— Ann Poe
[Flour] table: year | sacks⏎1801 | 40
[Flour] code: x := 1
[Flour] caption: The wheel
`
	a, err := Parse(article.Source{Name: "a.md", Body: []byte(in)})
	if err != nil {
		t.Fatal(err)
	}
	if got := outline(a); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMarkdownNestedTooDeep(t *testing.T) {
	t.Parallel()
	a, err := Parse(article.Source{Name: "a.md", Body: []byte(strings.Repeat(">", 1<<20) + " A sentence.")})
	if err != nil || a.Passages[0].Text != "A sentence." {
		t.Errorf("%v: %.80q", err, a.Passages)
	}
}

// Generators of sites take the day from the name of a file or from its path.
func TestMarkdownDay(t *testing.T) {
	t.Parallel()
	const text = "# The mill\n\nThe mill by the weir grinds rye on three days of the week, and wheat on two.\n"
	tests := []struct{ name, head, want string }{
		{"2024-03-05-the-mill.md", "", "2024-03-05"},
		{"posts/2024-03-05.md", "", "2024-03-05"},
		{"mill-2024-03-05.md", "", ""},
		{"2024-mill.md", "", ""},
		{"2024-03-05-the-mill.md", "---\ndate: 2023-01-02\n---\n", "2023-01-02"},
		{"mill.md", "+++\npath = \"2024/03/05/mill\"\n+++\n", "2024-03-05"},
	}
	for _, tt := range tests {
		a, err := Parse(article.Source{Name: tt.name, Body: []byte(tt.head + text)})
		if err != nil || a.Published != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, a.Published, err, tt.want)
		}
	}
}

func TestSourceOfText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text string }{
		{"mill.tex", "% The mill\n\\documentclass{article}\n\\begin{document}\n\\section{The mill}\nIt grinds rye.\n\\end{document}\n"},
		{"", "\\begin{document}\nIt grinds rye on three days of the week.\n\\end{document}\n"},
		{"mill.1", ".\\\" The mill\n.TH MILL 1\n.SH NAME\nmill \\- grinds rye\n"},
		{"mill.txt", "{{Infobox mill}}\n'''The mill''' grinds [[rye]].<ref>Poe</ref>\n\n== History ==\nIt is [[old]].\n"},
	}
	for _, tt := range tests {
		if a, err := Parse(article.Source{Name: tt.name, Body: []byte(tt.text)}); !errors.Is(err, article.ErrMarkup) {
			t.Errorf("%s: read %+v, %v", tt.name, a.Passages, err)
		}
	}
	const text = "History\n\n== what follows says \\documentclass and .TH in [[this]] text, and it is no source.\n"
	if _, err := Parse(article.Source{Body: []byte(text)}); err != nil {
		t.Error(err)
	}
}
