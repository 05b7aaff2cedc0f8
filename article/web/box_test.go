package web_test

import (
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// around is a page whose article has one thing in the middle.
func around(middle string) string {
	return `<html lang="en"><title>Cats of the harbour</title><body><div class="x1"><h1>Cats of the harbour</h1>` +
		filler + filler + middle + filler + "<p>The boats came home before the rain, and nobody had counted the cats that day.</p></div></body></html>"
}

func TestAroundTheArticle(t *testing.T) {
	t.Parallel()
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
		{"rolled over", `<p>The mayor <span class="who"><a href="/m">Ada Moor</a><span class="rollover-people"><a href="/m">Ada Moor</a><a href="/z">Zebra on the pier</a></span></span> was there.</p>`, "Zebra", false},
		{"whose picture, with initials", `<p>Photo: Z.Z. Zebra, AP</p>`, "Zebra", false},
		{"whose picture", `<p>Photo: Zebra Press / Agency</p>`, "Zebra", false},
		{"link in a sentence", `<p>Nobody forgot <a href="/z">the zebra of the square</a>, which left in spring.</p>`, "zebra", true},
		{"cookie banner", `<div class="cc-window"><p>We use cookies to give you a zebra. <a href="#">Learn more</a></p><button>Accept</button></div>`, "zebra", false},
		{"cookie banner, in German", `<div id="CybotCookiebotDialog"><p>Diese Webseite verwendet Cookies und Zebras.</p></div>`, "Zebra", false},
		{"share bar", `<ul class="share-buttons"><li><a href="#">Zebra</a></li><li><a href="#">Tweet</a></li></ul>`, "Zebra", false},
		{"social links", `<div class="socials"><span>Follow us on Zebra</span></div>`, "Zebra", false},
		{"newsletter box", `<div class="newsletter-signup"><h3>The zebra letter</h3><p>Get our best stories every Sunday morning.</p></div>`, "zebra", false},
		{"subscribe box of Substack", `<div class="subscription-widget-wrap"><p>The Post is a zebra-supported publication. To receive new posts, consider becoming a subscriber.</p><form><input type="email"></form></div>`, "zebra", false},
		{"button of Substack", `<p class="button-wrapper"><a class="button primary" href="/z"><span>Share zebra</span></a></p>`, "zebra", false},
		{"author box", `<div class="author-box"><img src="a.jpg"><p>Zoe Zebra writes on ports.</p></div>`, "Zebra", false},
		{"bio of the author", `<section class="about-the-author"><h3>About the author</h3><p>Zoe Zebra writes on ports and ships, and on the people who live from them. She was born in the town, and never left it for long.</p></section>`, "Zebra", false},
		{"tag list", `<div class="tagcloud"><a href="/t/z" rel="tag">Zebra</a>, <a href="/t/c" rel="tag">Cats</a></div>`, "Zebra", false},
		{"tag list in a paragraph", `<p class="x7">Tags: <a href="/t/z" rel="tag">zebra</a>, <a href="/t/c" rel="tag">cats</a></p>`, "zebra", false},
		{"tags as a list", `<ul class="x8"><li><a rel="tag" href="/t/z">zebra</a></li><li><a rel="tag" href="/t/c">cats</a></li></ul>`, "zebra", false},
		{"filed under", `<p>Filed Under: <a href="/z">Zebra</a></p>`, "Zebra", false},
		{"previous and next", `<div class="post-navigation"><a rel="prev" href="/z">« The zebra of the square</a><a rel="next" href="/y">The dogs of the square »</a></div>`, "zebra", false},
		{"previous and next, not named", `<div class="x9"><a rel="prev" href="/z">← The zebra of the square</a> <a rel="next" href="/y">The dogs of the square →</a></div>`, "zebra", false},
		{"related list", `<div class="x3"><h3>Related articles</h3><ul><li><a href="/z">The zebra of the square was seen</a></li><li><a href="/y">The dogs of the square</a></li></ul></div>`, "zebra", false},
		{"related box in the text", `<aside><h4>More on this</h4><a href="/z">The zebra of the square was seen</a></aside>`, "zebra", false},
		{"read next cards", `<section class="read-next-feed"><article class="card"><a href="/z"><h2>The zebra of the square</h2><p>She was seen again last night by two of the watch, who ran.</p></a></article></section>`, "zebra", false},
		{"comments", `<section id="comments"><h2>3 comments</h2><div class="comment-body"><p>I saw the zebra too, and it was as large as they say, if not larger than that, believe me.</p></div></section>`, "zebra", false},
		{"comments elsewhere", `<div id="disqus_thread"><p>I saw the zebra too, and it was as large as they say, if not larger than that, believe me.</p></div>`, "zebra", false},
		{"comment form", `<div id="respond"><h3>Leave a Reply</h3><p>Your zebra address will not be published. Required fields are marked *</p></div>`, "zebra", false},
		{"copyright line", `<p>© 2024 The Zebra Post. All rights reserved.</p>`, "Zebra", false},
		{"breadcrumbs", `<div class="breadcrumb"><a href="/">Home</a> › <a href="/z">Zebra</a> › Cats</div>`, "Zebra", false},
		{"breadcrumbs by their type", `<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li><a href="/">Home</a></li><li><a href="/z">Zebra</a></li></ol>`, "Zebra", false},
		{"contents", `<div id="toc" class="toc"><p>Contents</p><ul><li><a href="#z">The zebra</a></li><li><a href="#y">The dogs</a></li></ul></div>`, "zebra", false},
		{"contents, not named", `<div class="x4"><p>In this article</p><ul><li><a href="#z">The zebra</a></li><li><a href="#y">The dogs</a></li><li><a href="#x">The cats</a></li></ul></div>`, "zebra", false},
		{"video player", `<div class="video-player"><p>Zebra video: Your browser does not support HTML5 video.</p></div>`, "Zebra", false},
		{"ad by its name", `<div class="ad-slot" id="ad-3"><span>Zebra beds you can trust</span></div>`, "Zebra", false},
		{"paid content", `<div class="sponsored-content"><p>Zebra beds are the best of beds.</p></div>`, "Zebra", false},
		{"skip link", `<a class="skip-link" href="#main">Skip to the zebra</a>`, "zebra", false},
		{"reading time", `<p>4 min read</p><p>Zebras sleep.</p>`, "Zebra", true},
		{"affiliate notice", `<p class="affiliate">When you buy a zebra through our links, we may earn a commission.</p>`, "zebra", false},
		{"a tip box", `<div class="tip"><p>Do not feed the zebra, since she bites the hand that does.</p></div>`, "zebra", true},
		{"a key-point list", `<div class="key-points"><ul><li>The zebra sleeps at noon.</li><li>The cats do not sleep.</li></ul></div>`, "zebra", true},
		{"an aside that says something", `<aside class="note"><p>The zebra of the harbour is not from the harbour at all: she came with a circus that went bankrupt on the pier in the year of the great flood.</p></aside>`, "zebra", false},
		{"question and answer", `<h3>Where is the zebra?</h3><p>The zebra is on the square, mostly.</p>`, "zebra", true},
		{"list of links that is text", `<ul><li><a href="/z">The zebra</a>, which sleeps on the square at noon and eats there too.</li><li><a href="/y">The cats</a>, which do not.</li></ul>`, "zebra", true},
		{"sentence that wants", `<p>Want to get to the zebra by train? Take the one at nine, which is never late.</p>`, "zebra", true},
		{"sentence on what is liked", `<p>If you liked this kind of coast, the zebra will show you more of it.</p>`, "zebra", true},
		{"sentence on a way", `<p>Follow the zebra on foot, or reach the pier via Xenia street.</p>`, "zebra", true},
		{"call to follow", `<p>Follow Zoe Zebra on X or Facebook.</p>`, "Zebra", false},
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
	t.Parallel()
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
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)})
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
	t.Parallel()
	const mark = "The date is a guess"
	for head, want := range map[string]bool{
		`<meta property="article:published_time" content="2022-01-21">`: false,
		``: true,
	} {
		page := `<html lang="en">` + head + `<title>Cats</title><body><p>Jan 21, 2022 / letters from the town</p><article><h1>Cats</h1>` + strings.Repeat(filler, 4) + `</article></body></html>`
		a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)})
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

// The text of a page outside its article is reported, the longest line first,
// without any of the article.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	const promise = "A zebra a day in your letter box, for nothing at all and without end"
	a := parsePage(t, around(`<div class="newsletter"><p>`+promise+`</p><p>Zebras for all of us</p></div>`))
	if a.LeftOut.Words != 20 || len(a.LeftOut.Lines) != 2 || a.LeftOut.Lines[0] != promise {
		t.Errorf("left out %+v", a.LeftOut)
	}
}

// An author without a byline is reported as a guess.
func TestGuessedAuthor(t *testing.T) {
	t.Parallel()
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
