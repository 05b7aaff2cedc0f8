package article_test

import (
	"strings"
	"testing"

	"footnote/article"
)

// around is a page whose article has one thing in the middle.
func around(middle string) string {
	return `<html lang="en"><title>Cats of the harbour</title><body><div class="x1"><h1>Cats of the harbour</h1>` +
		filler + filler + middle + filler + "<p>The boats came home before the rain, and nobody had counted the cats that day.</p></div></body></html>"
}

func TestAroundTheArticle(t *testing.T) {
	tests := []struct {
		name, middle, word string
		kept               bool
	}{
		{"form to subscribe", `<div class="q1"><h4>Morning letter</h4><p>A zebra a day</p><form><input type="email"></form><small>No fees</small></div>`, "zebra", false},
		{"advertisement", `<div class="q2"><span>Advertisement</span><p>Zebra beds you can trust</p></div>`, "Zebra", false},
		{"buttons", `<div><span>Share:</span> <a href="#">Tweet this</a> <a href="#">Copy link</a></div>`, "Copy link", false},
		{"read more", `<p><b>Read more:</b> <a href="/z">The zebra of the square</a></p>`, "zebra", false},
		{"weiterlesen", `<p>Lesen Sie auch: <a href="/z">Das Zebra vom Platz</a></p>`, "Zebra", false},
		{"link alone", `<p><a href="/z">The zebra of the square was seen again</a></p>`, "zebra", false},
		{"when it was changed", `<p>Updated 1:33 am CST, Wednesday, November 20, 2019</p>`, "CST", false},
		{"when, and who sends it", `<p>Zebra Press Published 11:34 PM EST Nov 19, 2019</p>`, "Zebra", false},
		{"when, in Spanish", `<p>02 Ago 2017</p>`, "Ago", false},
		{"a date in a sentence", `<p>On November 20, 2019 the zebra came to the harbour at 1:33 am.</p>`, "zebra", true},
		{"tags", `<p>05/10/2018 - Publicado por: Z. Zebra - Categoria: Zebras - Tags: zebra</p>`, "Zebra", false},
		{"rolled over", `<p>The mayor <span class="rollover-people">Zebra Zebra: all the news about him</span> was there.</p>`, "Zebra", false},
		{"whose picture, with initials", `<p>Photo: Z.Z. Zebra, AP</p>`, "Zebra", false},
		{"whose picture", `<p>Photo: Zebra Press / Agency</p>`, "Zebra", false},
		{"link in a sentence", `<p>Nobody forgot <a href="/z">the zebra of the square</a>, which left in spring.</p>`, "zebra", true},
		{"sentence on a photo", `<p>Photo albums of the zebra filled three shelves in the office of the harbour.</p>`, "zebra", true},
		{"caption", `<figure><img src="a.jpg"><figcaption>The zebra on the square.</figcaption></figure>`, "zebra", true},
		{"hidden label", `<div class="field-label-hidden">` + filler + `<p>The zebra of the square was there too, and so were many others of the town.</p></div>`, "zebra", true},
		{"named by its place", `<div class="body" id="TOC_TITLE_1">` + filler + `<p>The zebra of the square was there too, and so were many others of the town.</p></div>`, "zebra", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parsePage(t, around(tt.middle))
			var text strings.Builder
			for _, p := range a.Passages {
				text.WriteString(p.Text + "\n")
			}
			if got := strings.Contains(text.String(), tt.word); got != tt.kept {
				t.Errorf("%q kept = %v, want %v in:\n%s", tt.word, got, tt.kept, text.String())
			}
		})
	}
}

func TestVisibleDateAndAuthor(t *testing.T) {
	tests := []struct{ name, head, published, author string }{
		{"german", `<p><span>Stand: 05. Februar 2020</span></p>`, "2020-02-05", ""},
		{"above the title", `<p>21. Jan 2022</p><h1>Cats</h1>`, "2022-01-21", ""},
		{"short year", `<h1>Cats</h1><div>Von: Clara Finch <span>|</span> <span>31.10.23</span></div>`, "2023-10-31", "Clara Finch"},
		{"degrees", `<h1>Cats</h1><p>By Clara Finch, PhD, RD</p>`, "", "Clara Finch"},
		{"changed is not published", `<h1>Cats</h1><p>Letzte Änderung: 31.10.2023</p><p>Erschienen am: 01.11.2023</p>`, "2023-11-01", ""},
		{"dateline", `<h1>Cats</h1><p>Karlsruhe, (12.11.2021). The harbour wakes at five in the morning, when the first boats come in with herring.</p>`, "2021-11-12", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := `<html lang="de"><title>Cats</title><body><article>` + tt.head + strings.Repeat(filler, 4) + `</article></body></html>`
			a, err := article.Parse(article.Source{Name: "a.html", Body: []byte(page)})
			if err != nil {
				t.Fatal(err)
			}
			if a.Published != tt.published || a.Author != tt.author {
				t.Errorf("published %q, author %q; want %q, %q", a.Published, a.Author, tt.published, tt.author)
			}
		})
	}
}

// A date that the page does not state is said to be a guess.
func TestGuessedDate(t *testing.T) {
	const mark = "The date is a guess"
	for head, want := range map[string]bool{
		`<meta property="article:published_time" content="2022-01-21">`: false,
		``: true,
	} {
		page := `<html lang="en">` + head + `<title>Cats</title><body><p>Jan 21, 2022 / letters from the town</p><article><h1>Cats</h1>` + strings.Repeat(filler, 4) + `</article></body></html>`
		a, err := article.Parse(article.Source{Name: "a.html", Body: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for _, w := range a.Warnings {
			got = got || strings.HasPrefix(w.Text, mark) && !w.Serious
		}
		if a.Published != "2022-01-21" || got != want {
			t.Errorf("head %q: published %q, guess = %v, want %v", head, a.Published, got, want)
		}
	}
}

// What a page shows besides its article is told, the longest line first, and
// nothing of the article is among it.
func TestLeftOut(t *testing.T) {
	const promise = "A zebra a day in your letter box, for nothing at all and without end"
	a := parsePage(t, around(`<div class="newsletter"><p>`+promise+`</p><p>Zebras for all of us</p></div>`))
	if a.LeftOut.Words != 20 || len(a.LeftOut.Lines) != 2 || a.LeftOut.Lines[0] != promise {
		t.Errorf("left out %+v", a.LeftOut)
	}
}

// An author whom no byline gives is said to be a guess.
func TestGuessedAuthor(t *testing.T) {
	for head, want := range map[string]bool{`<p>By Clara Finch</p>`: false, `<p>Clara Finch</p>`: true} {
		a := parsePage(t, `<html lang="en"><title>Cats</title><body><article><h1>Cats</h1>`+head+strings.Repeat(filler, 4)+`</article></body></html>`)
		got := false
		for _, w := range a.Warnings {
			got = got || strings.HasPrefix(w.Text, "The author is a guess")
		}
		if a.Author != "Clara Finch" || got != want {
			t.Errorf("head %q: author %q, guess = %v, want %v", head, a.Author, got, want)
		}
	}
}
