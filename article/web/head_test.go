package web_test

import (
	"strings"
	"testing"

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
		{`<!--{"Title": "` + eels + `"}-->`, "<h2>By night</h2>", eels},
	}
	for _, tt := range tests {
		if got := headPage(t, "en", tt.head, tt.lines).Title; got != tt.want {
			t.Errorf("title of %s%s = %q, want %q", tt.head, tt.lines, got, tt.want)
		}
	}
}
