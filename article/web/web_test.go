package web_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	japaneseenc "golang.org/x/text/encoding/japanese"
	koreanenc "golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"footnote/article"
	"footnote/article/reader"
)

const filler = "<p>The harbour wakes at five in the morning, when the first boats come in with their boxes of herring and the gulls come in behind them to see what there is to be had for nothing at all.</p>\n"

func parsePage(t *testing.T, page string) article.Article {
	t.Helper()
	a, err := reader.Parse(article.Source{Name: "a.html", URL: "https://post.example/2024/05/06/cats?utm_source=x", Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPageMetadata(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, body, want string // title, author, date, language, site, address
	}{
		{"open graph", `<html lang="en-GB"><title>Cats of the harbour - The Post</title><meta property="og:title" content="Cats of the harbour"><meta property="og:site_name" content="The Post"><meta name="author" content="By Nell Finch"><meta property="article:published_time" content="2024-05-06T08:00:00+02:00"><link rel="canonical" href="/cats">`, "",
			"Cats of the harbour|Nell Finch|2024-05-06|en|The Post|https://post.example/cats"},
		{"linked data", `<html lang="de"><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Katzen am Hafen","author":[{"@type":"Person","name":"Nell Finch"},{"name":"Jo Lee"}],"datePublished":"2024-05-06","publisher":{"name":"Die Post"}}]}</script>`, "",
			"Katzen am Hafen|Nell Finch, Jo Lee|2024-05-06|de|Die Post|https://post.example/2024/05/06/cats?utm_source=x"},
		{"visible lines", `<html><title>Cats of the harbour | The Post</title>`, `<h1>Cats of the harbour</h1><p class="byline">By Nell Finch</p><p>Published on 7 May 2024. Reading time: 4 minutes</p>`,
			"Cats of the harbour|Nell Finch|2024-05-07|en||https://post.example/2024/05/06/cats?utm_source=x"},
		{"the address alone", `<html><title>Cats of the harbour</title>`, "",
			"Cats of the harbour||2024-05-06|en||https://post.example/2024/05/06/cats?utm_source=x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parsePage(t, tt.head+"<body><article>"+tt.body+strings.Repeat(filler, 4)+"</article></body></html>")
			got := strings.Join([]string{a.Title, a.Author, a.Published, a.Language, a.Site, a.URL}, "|")
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if !strings.HasPrefix(a.Passages[0].Text, "The harbour wakes") {
				t.Errorf("begins with %q", a.Passages[0].Text)
			}
		})
	}
}

// Pages of half the world are read without a word on how they are encoded,
// and some say it wrongly.
func TestGuessedCharsets(t *testing.T) {
	t.Parallel()
	const (
		russian  = "Порт просыпается в пять утра, когда первые лодки приходят с ящиками сельди, и чайки летят за ними следом."
		japanese = "港は朝五時に目を覚まし、最初の船がニシンの箱を積んで戻ってくると、カモメがその後を追って飛んでくるのである。"
		chinese  = "港口早上五点醒来，第一批渔船带着一箱箱鲱鱼回来，海鸥跟在后面，看看有什么可以白拿的东西。"
		korean   = "항구는 아침 다섯 시에 깨어나고 첫 배들이 청어 상자를 싣고 돌아오면 갈매기들이 그 뒤를 따라온다."
		polish   = "Port budzi się o piątej rano, gdy pierwsze łodzie wracają ze skrzyniami śledzi, a mewy lecą za nimi, żeby zobaczyć."
		french   = "Le port s'éveille à cinq heures, quand les premiers bateaux rentrent chargés de harengs, et les mouettes sont déjà là."
	)
	tests := []struct {
		name, text, head string
		how              encoding.Encoding
	}{
		{"windows-1251", russian, "", charmap.Windows1251},
		{"windows-1251 called UTF-8, behind scripts", russian, "<script>" + strings.Repeat("var a = 1;", 10_000) + "</script><meta charset=utf-8>", charmap.Windows1251},
		{"windows-1251, said behind scripts", russian, "<script>" + strings.Repeat("var a = 1;", 10_000) + "</script><meta charset=windows-1251>", charmap.Windows1251},
		{"KOI8-R", russian, "<meta charset=koi8-r>", charmap.KOI8R},
		{"Shift_JIS", japanese, "", japaneseenc.ShiftJIS},
		{"EUC-JP", japanese, "", japaneseenc.EUCJP},
		{"ISO-2022-JP", japanese, "", japaneseenc.ISO2022JP},
		{"GBK", chinese, "", simplifiedchinese.GBK},
		{"EUC-KR", korean, "", koreanenc.EUCKR},
		{"windows-1250", polish, "", charmap.Windows1250},
		{"windows-1252", french, "", charmap.Windows1252},
		{"UTF-16 with a mark", french, "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16 without", french, "", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16 without, the other way", russian, "", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := "<html><head>" + tt.head + "<title>X</title></head><body><article>" + strings.Repeat("<p>"+tt.text+"</p>\n", 5) + "</article></body></html>"
			body, err := tt.how.NewEncoder().Bytes([]byte(page))
			if err != nil {
				t.Fatal(err)
			}
			a, err := reader.Parse(article.Source{Name: "a.html", Body: body})
			if err != nil {
				t.Fatal(err)
			}
			if a.Passages[0].Text != tt.text {
				t.Errorf("read %q", a.Passages[0].Text)
			}
		})
	}
}

func TestPageCharsets(t *testing.T) {
	t.Parallel()
	page := func(head, word string) string {
		return "<html><head>" + head + "</head><body><article>" + strings.Repeat(filler, 3) + "<p>The last boat is called " + word + ", and nobody knows why she is.</p></article></body></html>"
	}
	tests := map[string]string{
		"UTF-8":               page("", "Café"),
		"declared wrongly":    page(`<meta charset="iso-8859-1">`, "Café"),
		"latin 1":             page(`<meta charset="iso-8859-1">`, "Caf\xe9"),
		"nothing declared":    page("", "Caf\xe9"),
		"declared far behind": page(strings.Repeat("<!-- a long comment in front of it -->", 100)+`<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`, "Caf\xe9"),
	}
	for name, body := range tests {
		a := parsePage(t, body)
		last := a.Passages[len(a.Passages)-1].Text
		if !strings.Contains(last, "Café") {
			t.Errorf("%s: %q", name, last)
		}
	}
}

// Pages that keep a reader from the article say so, and what to do.
func TestGates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, page, want string
	}{
		{"bot check", "<title>Just a moment...</title><p>Checking your browser before accessing post.example. This process is automatic and will redirect you shortly.</p>", "prove that they are human"},
		{"sign in", "<title>Log in</title><h1>Log in</h1><p>Log in to your account to see this page of the community.</p><form><input type=password></form>", "asks to sign in"},
		{"paywall", "<article>" + filler + "<p>Already a subscriber? Subscribe now to continue reading this story, and all the others that we have.</p></article>", "seems to be cut"},
		{"script only", "<title>App</title><p>You need to enable JavaScript to run this app.</p><script>" + strings.Repeat("x", 5000) + "</script>", "only in a browser"},
		{"gone", "<title>Page not found</title><h1>Page not found</h1><p>Sorry, this page does not exist any more on our site.</p>", "no such page"},
		{"consent", "<title>Post</title><h1>Before you continue</h1><p>We and our 120 partners store and access personal data, like browsing data, on your device.</p><button>Accept</button>", "asks for consent"},
		{"another country", "<h1>451</h1><p>This page is not available in your region, because of the General Data Protection Regulation of the European Union.</p>", "in the country"},
		{"paywall in Japanese", "<article><p>港の委員会は火曜日、古いクレーンの将来を決めた。新しい港ができてから荷物を動かしていない。</p><p>この記事は有料会員限定です。</p></article>", "seems to be cut"},
		{"an index", "<body>" + strings.Repeat(`<div><a href="/a">Cats of the harbour count their fish in May</a></div>`, 40), "list of links"},
		{"bot check of a shop", "<title>Access denied</title><h1>Access denied</h1><p>We have noticed unusual traffic from your network. Complete the CAPTCHA below.</p>", "prove that they are human"},
		{"bot check in a frame", "<title>One moment</title><p>Please verify you are a human to go on to the site.</p><iframe src=x></iframe>", "prove that they are human"},
		{"sign in, in German", "<title>Anmelden</title><h1>Anmelden</h1><p>Bitte anmelden, um diesen Beitrag zu sehen.</p><form><input type=password></form>", "asks to sign in"},
		{"sign in, no form", "<title>Members</title><p>Sign in to see what the members of the harbour wrote.</p><a href=/in>Sign in</a>", "asks to sign in"},
		{"paywall that the page declares", `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script><article>` + filler + "</article>", "seems to be cut"},
		{"paywall in German", "<article>" + filler + "<p>Dieser Artikel ist nur für Abonnenten. Weiterlesen mit einem Konto der Zeitung, drei Wochen lang.</p></article>", "seems to be cut"},
		{"script only, short", "<title>App</title><noscript>x</noscript><p>Please enable JavaScript.</p>", "only in a browser"},
		{"script only, no word of it", "<title>App</title><div id=root>Loading the app for you now</div><script>" + strings.Repeat("x", 20000) + "</script>", "only in a browser"},
		{"gone, with its number", "<title>Error 404</title><p>We looked everywhere and found nothing under this name on our site.</p>", "no such page"},
		{"gone, in German", "<title>Seite nicht gefunden</title><p>Unter dieser Adresse liegt auf unserem Server nichts mehr vor.</p>", "no such page"},
		{"an index in a list", "<body><ul>" + strings.Repeat(`<li><a href="/a">Boats of the harbour and their names in May</a></li>`, 40) + "</ul>", "list of links"},
		{"an index of cards", "<body>" + strings.Repeat(`<section><a href="/a"><h3>Harbour news of the week, number four</h3></a><span>May 4</span></section>`, 40), "list of links"},
		{"too short", "<article><p>The harbour is closed today.</p></article>", "too short"},
		{"too short, with a title", "<title>Note</title><article><h1>Note</h1><p>Back at noon, says the harbour master.</p></article>", "too short"},
		{"too short, two lines", "<body><p>Closed.</p><p>The keys are with the neighbour.</p></body>", "too short"},
		{"sign in, in French", "<title>Connexion</title><h1>Connexion</h1><p>Vous devez être connecté pour accéder à cette page du port.</p>", "asks to sign in"},
		{"sign in, in Spanish", "<title>Acceso</title><p>Debes iniciar sesión para ver este contenido del puerto.</p>", "asks to sign in"},
		{"sign in below a teaser", "<h1>A post by Nell</h1><p>" + filler + "</p><h2>Sign in to continue reading</h2>", "asks to sign in"},
		{"paywall in French", "<article>" + filler + "</article><div>Il vous reste 78 % à lire. La suite est réservée aux abonnés.</div>", "seems to be cut"},
		{"paywall in Spanish", "<article>" + filler + "</article><div>Contenido exclusivo para suscriptores.</div>", "seems to be cut"},
		{"paywall of a letter", "<article>" + filler + "<h2>This post is for paid subscribers</h2></article>", "seems to be cut"},
		{"paywall in its microdata", "<article><meta itemprop=isAccessibleForFree content=False>" + filler + "</article>", "seems to be cut"},
		{"bot check in German", "<title>Einen Moment</title><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>", "prove that they are human"},
		{"bot check that blocks", "<h1>Sorry, you have been blocked</h1><p>This website is using a security service to protect itself from online attacks. The action you just performed triggered it.</p>", "prove that they are human"},
		{"script only, an empty shell", "<title>App</title><nav><a href=/in>Sign in</a></nav><div id=__next><div>Loading…</div></div><script src=a.js></script>", "only in a browser"},
		{"script only, in German", "<title>App</title><noscript>Bitte aktivieren Sie JavaScript.</noscript><div id=root></div>", "only in a browser"},
		{"script only, nothing else", "<title>App</title><div class=page></div><script src=a.js></script>", "only in a browser"},
		{"an index with teasers", counted(12, `<article><h2><a href="/news/%d">Cats of the quay and their boats</a></h2><p>The harbour master told us on Monday that the story is not over, and that more of it will follow soon.</p></article>`), "list of links"},
		{"an index of tiles", "<div>" + counted(12, `<a href="https://www.harbour.example/%d"><b>News</b> <span>Cats of the quay and their boats</span></a>`) + "</div>", "list of links"},
		{"an article that speaks of it", "<nav><a>Sign in</a> <a>Subscribe</a></nav><article><p>Subscribe, says the box, or sign in." + strings.Repeat(filler, 8) + "</article><form><input type=password></form>", ""},
		{"a short article", "<header>Log in</header><article>" + strings.Repeat(filler, 3) + "</article><p>You must be logged in to post a comment.</p><noscript>Enable JavaScript to see the comments.</noscript><script>" + strings.Repeat("x", 60_000) + "</script>", ""},
		{"an article with more of the site below", "<article>" + strings.Repeat(filler, 3) + "</article>" + counted(12, `<h3><a href="/news/%d">Cats of the quay and their boats</a></h3>`), ""},
		{"a list of what others wrote", "<article>" + filler + counted(12, `<h3><a href="https://quay%d.example/">Cats of the quay and their boats</a></h3><p>The best of it is the end, which nobody saw coming.</p>`) + "</article>", ""},
		{"a list with its contents", "<article>" + counted(12, `<li><a href="#%d">The boats of the quay and their names</a></li>`) + strings.Repeat(filler, 4) + "</article>", ""},
		{"an article that is not free, whole", `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script><article>` + strings.Repeat(filler, 10) + "</article>", ""},
		{"an article", "<article>" + strings.Repeat(filler, 8) + "</article>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := reader.Parse(article.Source{URL: "https://harbour.example/a", Name: "a.html", Body: []byte(tt.page)})
			said := ""
			if err != nil {
				if !errors.Is(err, article.ErrNoText) {
					t.Fatal(err)
				}
				said = err.Error()
			}
			for _, w := range a.Warnings {
				if !w.Serious {
					continue
				}
				said += w.Text
			}
			if !strings.Contains(said, tt.want) || tt.want == "" && said != "" {
				t.Errorf("says %q, want %q", said, tt.want)
			}
		})
	}
}

// What is built to hurt is refused or read, soon.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"deep":       strings.Repeat("<div>", 100_000) + "text",
		"deep lists": strings.Repeat("<ul><li>", 50_000) + "text",
		"many links": "<article>" + strings.Repeat(`<a href="/x">link</a> `, 100_000) + "</article>",
		"one line":   "<p>" + strings.Repeat("word ", 1_000_000) + "</p>",
		"attributes": "<p " + strings.Repeat(`a="b" `, 200_000) + ">text</p>",
		"entities":   "<p>" + strings.Repeat("&amp;", 500_000) + "</p>",
		"titles":     "<p>" + strings.Repeat(`<a href="/x">The title of a story</a> `, 24_000),
		"quotations": "<p>" + strings.Repeat("“", 300_000) + "</p>",
		"tables":     strings.Repeat("<table><tr><td>", 20_000) + "text",
		"scripts":    strings.Repeat(`<script type="application/ld+json">[[[[[[[[{"@graph":[]}]]]]]]]]</script>`, 5_000) + filler,
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)})
			if err == nil && len(a.Passages) == 0 {
				t.Error("no passages, and no error")
			}
			for _, p := range a.Passages {
				if n := len([]rune(p.Text)); n > article.MaxPassage {
					t.Errorf("a passage of %d", n)
				}
			}
		})
	}
}

func TestPageStructure(t *testing.T) {
	t.Parallel()
	a := parsePage(t, `<body><nav><a href="/">Home</a></nav><article><h1>Cats</h1>`+strings.Repeat(filler, 3)+
		`<h2>Two</h2><p>One<br>line.</p><ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol>
		<table><tr><th>Year</th><th>Cats</th></tr><tr><td>2022</td><td>48</td></tr></table>
		<pre><code>a = 1
b = 2</code></pre>
		<figure><img src="a.jpg"><figcaption>A cat.</figcaption></figure>
		<figure><blockquote>We counted them all, and then we counted them again.</blockquote><figcaption>— Oskar Lind</figcaption></figure>`+strings.Repeat(filler, 2)+
		`</article><aside class="related"><h3>Related articles</h3><ul><li><a href="/b">Dogs</a></li></ul></aside><div id="comments"><p>First!!!</p></div></body>`)
	var got []string
	for _, p := range a.Passages {
		if !strings.HasPrefix(p.Text, "The harbour wakes") {
			got = append(got, fmt.Sprintf("%s %s %q", p.Section, p.Kind, p.Text))
		}
	}
	want := []string{
		`Two paragraph "One line."`,
		`Two list "3. three\n• inner\n4. four"`,
		`Two table "Year | Cats\n2022 | 48"`,
		`Two code "a = 1\nb = 2"`,
		`Two caption "A cat."`,
		`Two quote "We counted them all, and then we counted them again. — Oskar Lind"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// counted returns format n times, with a number in each.
func counted(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
