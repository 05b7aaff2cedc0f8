package web_test

import (
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/article/reader"
)

// headPage reads a page whose head and first lines are given.
func headPage(t *testing.T, lang, head, lines string) article.Article {
	t.Helper()
	const text = "<p>The mill by the weir grinds rye on three days of the week, and wheat on two, as it has done for ninety years without a pause.</p>"
	page := `<!doctype html><html lang="` + lang + `"><head>` + head + "</head><body><article>" + lines + strings.Repeat(text, 3) + "</article></body></html>"
	a, err := reader.Parse(article.Source{Name: "mill.html", URL: "https://weir.example/post/mill", Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTitle(t *testing.T) {
	t.Parallel()
	const eels = "The eels pass the weir at night"
	tests := []struct{ head, lines, want string }{
		{"<title>Rye – Mill Handbook</title>", "<h1>Rye</h1>", "Rye"},
		{"<title>Sifting | Mill</title>", "<h1>Sifting</h1>", "Sifting"},
		{"<title>C · Weir Manual</title>", "<h1>C</h1>", "C"},
		{"<title>" + eels + " - The Weir Post</title>", "<h1>The Weir Post</h1><h2>" + eels + "</h2>", eels},
		{"<title>The Weir Post - " + eels + "</title>", "<h1>The Weir Post</h1><h3>" + eels + "</h3>", eels},
		{"<title>" + eels + "</title>", `<h1 class="logo"><a href="/">The Weir Post</a></h1><h2>` + eels + "</h2>", eels},
		{"<title>" + eels + "</title>", `<a href="https://weir.example"><h1>The Weir Post</h1></a><h2>` + eels + "</h2>", eels},
		{"<title>鰻は夜に堰を越える_自然_堰日報</title>", `<h1><a href="/">堰日報</a></h1><h2>鰻は夜に堰を越える</h2>`, "鰻は夜に堰を越える"},
		{`<title>Twelve Eels That Will Surprise You</title><meta property="og:title" content="Twelve Eels That Will Surprise You">`, "<h1>" + eels + "</h1>", eels},
		{`<title>` + eels + ` | Post</title><meta property="og:title" content="` + eels + `">`, "<h1><span>Nature of the river: </span>" + eels + "</h1>", eels},
		{`<title>` + eels + ` | Post</title><meta property="og:title" content="` + eels + `">`, "<h1>Nature</h1>", eels},
		{"<title>" + eels + "</title>", "<h1>The Weir Post</h1><h2>" + eels + `</h2><h3 class="headline">Pay what you like</h3>`, eels},
		{"<title>" + eels + " - Part 2 - The Weir Post</title>", "<h1>" + eels + "</h1>", eels + " - Part 2"},
		{"<title>" + eels + ": Kapitel IV | Weir</title>", "<h2>" + eels + "</h2>", eels + ": Kapitel IV"},
		{"<title>" + eels + " - Part-time work</title>", "<h1>" + eels + "</h1>", eels},
		{`<!--{"Title": "` + eels + `"}-->`, "<h2>By night</h2>", eels},
	}
	for _, tt := range tests {
		if got := headPage(t, "en", tt.head, tt.lines).Title; got != tt.want {
			t.Errorf("title of %s%s = %q, want %q", tt.head, tt.lines, got, tt.want)
		}
	}
}

func TestAuthor(t *testing.T) {
	t.Parallel()
	line := func(byline string) string { return `<p class="byline">` + byline + "</p>" }
	tests := []struct{ head, lines, want string }{
		{"", line("By Anna Keller, Science Reporter"), "Anna Keller"},
		{"", line("Sponsored Content"), ""},
		{"", line("Von Gesponserte Inhalte"), ""},
		{"", line("By Anna Keller, Science Reporter, and Mark Hill, Columnist"), "Anna Keller, Mark Hill"},
		{"", line("By Anna Keller and Mark Hill, Contributors"), "Anna Keller and Mark Hill"},
		{"", line("Anna Keller · May 2, 2024 · 7 min read"), "Anna Keller"},
		{"", line("Par Anna Keller - 2 mai 2024 - 7 min de lecture"), "Anna Keller"},
		{"", line("By Anna Keller (a.keller@weir.example)"), "Anna Keller"},
		{"", line("<span>By</span>Anna Keller"), "Anna Keller"},
		{"", line("By Anna Keller; photographs by Mark Hill"), "Anna Keller"},
		{"", line("By Anna Said"), "Anna Said"},
		{"", line("Natur · Anna Keller"), "Anna Keller"},
		{"", line("執筆者：佐藤花子"), "佐藤花子"},
		{"", `<p>By <a rel="author" href="/a">Anna Keller</a>, <a rel="author" href="/m">Mark Hill</a></p>`, "Anna Keller, Mark Hill"},
		{"", `<p><a rel="author" href="/a">Anna Keller</a></p><p>More from <a rel="author" href="/m">Mark Hill</a></p>`, "Anna Keller"},
		{"", `<div itemprop="author"><b itemprop="name">Anna Keller</b><b itemprop="name">Mark Hill, The Weir Agency</b></div>`, "Anna Keller, Mark Hill"},
		{"", `<div><h3><a href="/eels">The eels pass the weir</a></h3><a class="byline">Mark Hill</a></div><p>By Anna Keller</p>`, "Anna Keller"},
		{`<meta name="author" content="Weir House"><meta name="copyright" content="© Weir House 2024">`, line("By Anna Keller"), "Anna Keller"},
		{`<meta name="parsely-page" content='{"author": "Anna Keller"}'>`, "", "Anna Keller"},
		{`<meta name="citation_author" content="Keller, Anna">` + strings.Repeat(`<meta name="citation_author" content="Hill, Mark">`, 12), "", "Anna Keller" + strings.Repeat(", Mark Hill", 12)},
	}
	for _, tt := range tests {
		if got := headPage(t, "en", "<title>The mill at the weir</title>"+tt.head, "<h1>The mill at the weir</h1>"+tt.lines).Author; got != tt.want {
			t.Errorf("author of %s%s = %q, want %q", tt.head, tt.lines, got, tt.want)
		}
	}
}

func TestPublished(t *testing.T) {
	t.Parallel()
	next := time.Now().AddDate(1, 0, 0).Format("2 January 2006")
	const stated = `<meta property="article:published_time" content="`
	tests := []struct{ lang, head, line, want string }{
		{"en-US", "", "05/06/2020", "2020-05-06"},
		{"en", "", "05/06/2020", "2020-05-06"},
		{"en-GB", "", "05/06/2020", "2020-06-05"},
		{"en_GB", "", "05/06/2020", "2020-06-05"},
		{"en-NZ", `<meta name="date" content="05/06/2020">`, "", "2020-06-05"},
		{"en", "", "Updated 3 May 2024, published 1 April 2020", "2020-04-01"},
		{"fr", "", "Mis à jour le 3 mai 2024, publié le 1 avril 2020", "2020-04-01"},
		{"es", "", "Actualizado el 3 de mayo de 2024. Publicado el 1 de abril de 2020", "2020-04-01"},
		{"en", "", "The fair begins on " + next, ""},
		{"en", stated + `1970-01-01T00:00:00Z">`, "", ""},
		{"en", stated + `1970-01-01T00:00:00Z">`, "1 April 2020", "2020-04-01"},
		{"en", stated + `Sat May 02 08:00:00 CET 2020">`, "", "2020-05-02"},
		{"en", stated + `2020-05-02T01:10:00Z">`, "Published: May 1, 2020, 9:10 p.m.", "2020-05-01"},
		{"en", stated + `2020-05-01T22:10:00Z">`, "Published: May 2, 2020, 8:10 a.m.", "2020-05-02"},
		{"en", stated + `2020-05-02T01:10:00Z">`, "Published: May 9, 2020", "2020-05-02"},
		{"en", `<meta name="OriginalPublicationDate" content="2020-05-02T16:54:02+00:00">`, "", "2020-05-02"},
	}
	for _, tt := range tests {
		lines := `<h1>The mill at the weir</h1><p class="date">` + tt.line + "</p>"
		if got := headPage(t, tt.lang, tt.head, lines).Published; got != tt.want {
			t.Errorf("date in %s of %s%q = %q, want %q", tt.lang, tt.head, tt.line, got, tt.want)
		}
	}
}

func TestPageWithNULs(t *testing.T) {
	t.Parallel()
	a := headPage(t, "en", "<title>The mill</title>", "<h1>The mill</h1><p>The wheel\x00 turns at night\x00, when nobody sees it\x00.</p>")
	if got := a.Passages[0].Text; got != "The wheel turns at night, when nobody sees it." {
		t.Errorf("read %q", got)
	}
}

// Pages shown instead of an article are recognized by what they say, even with a
// teaser or excuses next to it.
func TestGatesWithText(t *testing.T) {
	t.Parallel()
	const human, account = "The site asks visitors to prove that they are human.", "The site asks to sign in."
	tests := []struct{ title, lines, want string }{
		{"One moment, please", "<h1>weir.example</h1><p>The page that you asked for is shown as soon as this is done.</p>", human},
		{"weir.example", "<p>Our system has seen automated requests from a network that you share with others. Ray ID: 83a7f9.</p><p>Allow javascript and cookies, and a human may pass.</p>", human},
		{"The mill", "<p>The wheel turns at night, when nobody sees it.</p><p>Create a free account to continue.</p>", account},
		{"The mill", "<p>The wheel turns at night.</p><p>Sign in or register for free to read this story.</p>", account},
		{"The mill", "<p>The wheel turns at night.</p><p>Jetzt kostenlos registrieren und weiterlesen.</p>", account},
		{"A robot at the mill", "<p>The robot carries sacks, and a human looks on.</p>", ""},
		{"The mill and its paper", "<p>“Subscribe to continue reading” is a sentence that the miller dislikes, as he dislikes \"sign in to read the full story\".</p>", ""},
		{"The mill", "<p>« La suite est réservée aux abonnés » is what he read, and he said “no”.</p><p>Subscribe to continue reading.</p>", "The text seems to be cut where the site asks to subscribe."},
	}
	for _, tt := range tests {
		a := headPage(t, "en", "<title>"+tt.title+"</title>", tt.lines)
		got := ""
		for _, w := range a.Warnings {
			if w.Serious {
				got = w.Text
			}
		}
		if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s%s: warned %q, want %q", tt.title, tt.lines, got, tt.want)
		}
	}
}

func TestLargeTable(t *testing.T) {
	t.Parallel()
	rows := strings.Repeat("<tr><td>rye</td>\n<td>40</td>\n<td>sacks</td>\n<td>dry</td>\n</tr>\n", 9000)
	a := headPage(t, "en", "<title>Rye of the mill</title>", "<h1>Rye of the mill</h1><table><tr><th>what</th><th>many</th><th>of</th><th>how</th></tr>"+rows+"</table>")
	n := 0
	for _, p := range a.Passages {
		n += strings.Count(p.Text, "rye | 40 | sacks | dry")
	}
	if n != 9000 {
		t.Errorf("%d rows are read", n)
	}
}
