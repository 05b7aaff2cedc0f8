package reader

import (
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
