package web_test

import (
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// pageOf is a page with what its head and the beginning of its article say.
func pageOf(lang, head, begin string) string {
	return `<html lang="` + lang + `"><head>` + head + `</head><body><article>` + begin + strings.Repeat(filler, 4) + `</article></body></html>`
}

// Where pages say who wrote them.
func TestPageAuthors(t *testing.T) {
	t.Parallel()
	ld := func(data string) string { return `<script type="application/ld+json">` + data + `</script>` }
	tests := []struct{ name, head, begin, want string }{
		{"a name in the data", ld(`{"@type":"NewsArticle","headline":"Cats","author":"Nell Finch"}`), "", "Nell Finch"},
		{"a graph with references", ld(`{"@graph":[{"@type":"Article","headline":"Cats","author":{"@id":"https://post.example/#/p/1"}},{"@type":"Person","@id":"https://post.example/#/p/1","name":"Nell Finch"},{"@type":"Person","@id":"https://post.example/#/p/2","name":"Jo Lee"}]}`), "", "Nell Finch"},
		{"several types", ld(`{"@type":["Article","NewsArticle"],"author":[{"@type":"Person","name":"Nell Finch"}]}`), "", "Nell Finch"},
		{"an address and a name", ld(`{"@type":"Article","author":["https://post.example/by/nell",{"@type":"Person","name":"Nell Finch"}]}`), "", "Nell Finch"},
		{"creator", ld(`{"@type":"BlogPosting","creator":{"@type":"Person","name":"Nell Finch"}}`), "", "Nell Finch"},
		{"first and last name", ld(`{"@type":"BlogPosting","author":{"@type":"Person","givenName":"Nell","familyName":"Finch"}}`), "", "Nell Finch"},
		{"data with a broken line", ld("{\"@type\":\"Article\",\"description\":\"Cats\nand dogs\",\"author\":{\"name\":\"Nell Finch\"}}"), "", "Nell Finch"},
		{"data in a comment", ld("<!--\n{\"@type\":\"Article\",\"author\":{\"name\":\"Nell Finch\"},}\n-->"), "", "Nell Finch"},
		{"data in CDATA", ld("//<![CDATA[\n{\"@type\":\"Article\",\"author\":{\"name\":\"Nell Finch\"}}\n//]]>"), "", "Nell Finch"},
		{"address as author", `<meta property="article:author" content="https://www.facebook.com/nell"><meta name="author" content="Nell Finch">`, "", "Nell Finch"},
		{"parsely", `<meta name="parsely-author" content="Nell Finch">`, "", "Nell Finch"},
		{"sailthru", `<meta name="sailthru.author" content="Nell Finch">`, "", "Nell Finch"},
		{"dublin core", `<meta name="DC.Creator" content="Finch, Nell">`, "", "Nell Finch"},
		{"citations", `<meta name="citation_author" content="Finch, Nell"><meta name="citation_author" content="Lee, Jo">`, "", "Nell Finch, Jo Lee"},
		{"twitter's label", `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Nell Finch"><meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="3 minutes">`, "", "Nell Finch"},
		{"twitter's second label", `<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="3 minutes"><meta name="twitter:label2" content="Written by"><meta name="twitter:data2" content="Nell Finch">`, "", "Nell Finch"},
		{"rel", "", `<h1>Cats</h1><a rel="author" href="/nell">Nell Finch</a>`, "Nell Finch"},
		{"itemprop", "", `<h1>Cats</h1><span itemprop="author" itemscope><meta itemprop="name" content="Nell Finch"></span>`, "Nell Finch"},
		{"itemprop with a name in it", "", `<h1>Cats</h1><div itemprop="author" itemscope><span itemprop="name">Nell Finch</span><span itemprop="jobTitle">Reporter</span></div>`, "Nell Finch"},
		{"vcard", "", `<h1>Cats</h1><span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/nell">Nell Finch</a></span></span>`, "Nell Finch"},
		{"two names", "", `<h1>Cats</h1><p>By Nell Finch and Jo Lee | May 6, 2024</p>`, "Nell Finch and Jo Lee"},
		{"place behind the name", "", `<h1>Cats</h1><p class="byline">By Nell Finch in Harwich</p>`, "Nell Finch"},
		{"posted on, by", "", `<h1>Cats</h1><div class="meta">Posted on September 21, 2020 by Nell Finch</div>`, "Nell Finch"},
		{"published, by", "", `<h1>Cats</h1><p>Published 6 May 2024 · by Nell Finch</p>`, "Nell Finch"},
		{"date and name", "", `<h1>Cats</h1><p>11.12.2019 - Amelie Finch</p>`, "Amelie Finch"},
		{"label and name", "", `<h1>Cats</h1><ul><li><span>Author: </span><span>Jacopo Finch</span></li></ul>`, "Jacopo Finch"},
		{"words by", "", `<h1>Cats</h1><p>Words: Nell Finch</p>`, "Nell Finch"},
		{"german", "", `<h1>Katzen</h1><p>Von Nell Finch, Hamburg</p>`, "Nell Finch"},
		{"german, posted", "", `<h1>Katzen</h1><p class="meta">Veröffentlicht am 6. Mai 2024 von Nell Finch</p>`, "Nell Finch"},
		{"french", "", `<h1>Chats</h1><p class="signature">Publié par Nell Finch le 6 mai 2024</p>`, "Nell Finch"},
		{"spanish", "", `<h1>Gatos</h1><p>Por Nell Finch | 6 de mayo de 2024</p>`, "Nell Finch"},
		{"italian", "", `<h1>Gatti</h1><p>di Nell Finch</p>`, "Nell Finch"},
		{"portuguese", "", `<h1>Gatos</h1><p>Escrito por Nell Finch</p>`, "Nell Finch"},
		{"dutch", "", `<h1>Katten</h1><p>Door Nell Finch</p>`, "Nell Finch"},
		{"russian", "", `<h1>Кошки</h1><p>Автор: Нелли Финч</p>`, "Нелли Финч"},
		{"polish", "", `<h1>Koty</h1><p>Autor: Nell Finch</p>`, "Nell Finch"},
		{"at the end, with their office", "", `<h1>Cats</h1>` + filler + filler + `<p><strong>Author: Nell Finch, harbour office.</strong></p>`, "Nell Finch"},
		{"who wrote other articles", "", `<h1>Cats</h1><p class="byline">By Nell Finch</p>` + filler + `<div class="related"><a rel="author">Jo Lee</a></div>`, "Nell Finch"},
		{"who answered", "", `<h1>Cats</h1>` + filler + `<ol class="commentlist"><li class="comment"><cite class="fn"><a rel="author">Jo Lee</a></cite></li></ol>`, ""},
		{"shouted", "", `<h1>Cats</h1><p class="byline">BY NELL FINCH</p>`, "NELL FINCH"},
		{"an address of an office", `<meta name="author" content="nell@post.example (Nell Finch)">`, "", "Nell Finch"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(pageOf("en", `<title>Cats</title>`+tt.head, tt.begin))})
			if err != nil {
				t.Fatal(err)
			}
			if a.Author != tt.want {
				t.Errorf("got %q, want %q", a.Author, tt.want)
			}
		})
	}
}

// Where pages say when they came out, and how.
func TestPageDates(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, lang, head, begin, want string }{
		{"a time with a date", "en", "", `<h1>Cats</h1><time datetime="2024-05-06T09:00">Monday</time>`, "2024-05-06"},
		{"a time of a comment", "en", "", `<h1>Cats</h1><p>May 6, 2024</p>` + filler + `<div class="comments"><time datetime="2024-07-01">July</time></div>`, "2024-05-06"},
		{"a time of what was changed", "en", "", `<h1>Cats</h1><time class="updated" datetime="2024-07-01">July 1, 2024</time> <time class="entry-date published" datetime="2024-05-06">May 6, 2024</time>`, "2024-05-06"},
		{"seconds since 1970", "en", `<script type="application/ld+json">{"@type":"Article","datePublished":1714989600}</script>`, `<h1>Cats</h1>`, "2024-05-06"},
		{"of the mail", "en", `<meta name="date" content="Mon, 06 May 2024 09:00:00 GMT">`, `<h1>Cats</h1>`, "2024-05-06"},
		{"slashes in data", "en", `<meta name="pubdate" content="2024/05/06">`, `<h1>Cats</h1>`, "2024-05-06"},
		{"without marks", "en", `<meta name="citation_date" content="20240506">`, `<h1>Cats</h1>`, "2024-05-06"},
		{"abbreviated", "en", "", `<h1>Cats</h1><p>Sept. 6, 2024, 9:00 a.m. ET</p>`, "2024-09-06"},
		{"short", "en", "", `<h1>Cats</h1><p>06-May-2024</p>`, "2024-05-06"},
		{"german", "de", "", `<h1>Katzen</h1><p>Montag, 6. März 2024, 9 Uhr</p>`, "2024-03-06"},
		{"german, with dots", "de", "", `<h1>Katzen</h1><p>06.05.2024, 09:00 Uhr</p>`, "2024-05-06"},
		{"austrian", "de", "", `<h1>Katzen</h1><p>6. Jänner 2024</p>`, "2024-01-06"},
		{"french", "fr", "", `<h1>Chats</h1><p>Publié le 1er février 2024 à 9h00</p>`, "2024-02-01"},
		{"french, with slashes", "fr", "", `<h1>Chats</h1><p>Publié le 06/05/2024 à 09:00</p>`, "2024-05-06"},
		{"spanish", "es", "", `<h1>Gatos</h1><p>6 de mayo del 2024</p>`, "2024-05-06"},
		{"spanish, month first", "es", "", `<h1>Gatos</h1><p>Mayo 6, 2024</p>`, "2024-05-06"},
		{"italian", "it", "", `<h1>Gatti</h1><p>lunedì 6 maggio 2024</p>`, "2024-05-06"},
		{"portuguese", "pt", "", `<h1>Gatos</h1><p>06 de março de 2024</p>`, "2024-03-06"},
		{"dutch", "nl", "", `<h1>Katten</h1><p>6 maart 2024</p>`, "2024-03-06"},
		{"polish", "pl", "", `<h1>Koty</h1><p>6 maja 2024</p>`, "2024-05-06"},
		{"czech", "cs", "", `<h1>Kočky</h1><p>6. května 2024</p>`, "2024-05-06"},
		{"swedish", "sv", "", `<h1>Katter</h1><p>6 maj 2024</p>`, "2024-05-06"},
		{"danish", "da", "", `<h1>Katte</h1><p>6. oktober 2024</p>`, "2024-10-06"},
		{"finnish", "fi", "", `<h1>Kissat</h1><p>6. toukokuuta 2024</p>`, "2024-05-06"},
		{"hungarian", "hu", "", `<h1>Macskák</h1><p>2024. május 6.</p>`, "2024-05-06"},
		{"russian", "ru", "", `<h1>Кошки</h1><p>6 мая 2024 г.</p>`, "2024-05-06"},
		{"ukrainian", "uk", "", `<h1>Коти</h1><p>6 травня 2024</p>`, "2024-05-06"},
		{"turkish", "tr", "", `<h1>Kediler</h1><p>6 Mayıs 2024</p>`, "2024-05-06"},
		{"indonesian", "id", "", `<h1>Kucing</h1><p>Senin, 6 Mei 2024</p>`, "2024-05-06"},
		{"greek", "el", "", `<h1>Γάτες</h1><p>6 Μαΐου 2024</p>`, "2024-05-06"},
		{"japanese", "ja", "", `<h1>猫</h1><p>2024年5月6日</p>`, "2024-05-06"},
		{"chinese, with blanks", "zh", "", `<h1>猫</h1><p>2024 年 5 月 6 日</p>`, "2024-05-06"},
		{"korean", "ko", "", `<h1>고양이</h1><p>2024년 5월 6일</p>`, "2024-05-06"},
		{"year first, with dots", "ko", "", `<h1>고양이</h1><p>2024.05.06 09:00</p>`, "2024-05-06"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(pageOf(tt.lang, `<title>Cats</title>`+tt.head, tt.begin))})
			if err != nil {
				t.Fatal(err)
			}
			if a.Published != tt.want {
				t.Errorf("got %q, want %q", a.Published, tt.want)
			}
			if !strings.HasPrefix(a.Passages[0].Text, "The harbour wakes") {
				t.Errorf("begins with %q", a.Passages[0].Text)
			}
		})
	}
}

// What a page calls its headline.
func TestPageTitles(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, head, begin, want string }{
		{"the site's name in front", `<title>The Post: Cats of the harbour</title><meta property="og:site_name" content="The Post">`, `<h1>Cats of the harbour</h1>`, "Cats of the harbour"},
		{"two marks", `<title>Cats of the harbour | News | The Post</title>`, ``, "Cats of the harbour"},
		{"the site as a heading", `<title>Cats of the harbour « The Post Blog</title>`, `<h1><a href="/">The Post Blog</a></h1><h2 class="entry-title">Cats of the harbour</h2>`, "Cats of the harbour"},
		{"the site as a heading, named so", `<title>The Post Blog</title>`, `<h1><a href="/">The Post Blog</a></h1><h3 class="entry-title">Cats of the harbour</h3>`, "Cats of the harbour"},
		{"no title", ``, `<h1>Cats of the harbour</h1>`, "Cats of the harbour"},
		{"itemprop", `<title>The Post</title>`, `<h2 itemprop="headline">Cats of the harbour</h2>`, "Cats of the harbour"},
		{"a dash in it", `<title>Cats – and dogs – of the harbour</title>`, `<h1>Cats – and dogs – of the harbour</h1>`, "Cats – and dogs – of the harbour"},
		{"entities twice", `<meta property="og:title" content="Cats &amp;amp; dogs of the harbour">`, ``, "Cats & dogs of the harbour"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(pageOf("en", tt.head, tt.begin))})
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.want {
				t.Errorf("got %q, want %q", a.Title, tt.want)
			}
		})
	}
}
