package feed_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"footnote/article"
	"footnote/feed"
)

// brokenRSS is a feed of two entries, with something in the title of the
// second.
func brokenRSS(declared, title string) string {
	return declared + `<rss version="2.0"><channel><title>Weir news</title><item><title>The eels pass – at night</title><link>https://weir.example/a</link></item>` +
		`<item><title>` + title + `</title><link>https://weir.example/b</link></item></channel></rss>`
}

// titles returns the titles of a feed's entries, or its error.
func titles(body string) string {
	f, err := feed.Parse(article.Source{URL: "https://weir.example/feed", Body: []byte(body)})
	if err != nil {
		return err.Error()
	}
	var all []string
	for _, e := range f.Entries {
		all = append(all, e.Title)
	}
	return strings.Join(all, "|")
}

func TestBrokenFeed(t *testing.T) {
	t.Parallel()
	const eel = "Угри проходят через плотину ночью, говорят рыбаки, и никто не видел, как они это делают"
	const eels, utf8 = "The eels pass – at night|", `<?xml version="1.0" encoding="utf-8"?>`
	cyrillic, _ := charmap.Windows1251.NewEncoder().String(strings.Replace(brokenRSS("", eel), "The eels pass – at night", "Мельница у плотины мелет рожь три дня в неделю", 1))
	wide, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(brokenRSS(`<?xml version="1.0" encoding="utf-16"?>`, "Rye"))
	tests := []struct{ name, body, want string }{
		{"stray byte", brokenRSS(utf8, "The mill\x92s rye"), eels + "The mill’s rye"},
		{"control character", brokenRSS(utf8, "The \x01mill\x0b"), eels + "The mill"},
		{"ampersand", brokenRSS(utf8, "Rye & wheat &nbsp; oats"), eels + "Rye & wheat oats"},
		{"declared wrongly", brokenRSS(`<?xml version="1.0" encoding="iso-8859-1"?>`, "Müller"), eels + "Müller"},
		{"declared as nothing", brokenRSS(`<?xml version="1.0" encoding="utf8mb4"?>`, "Müller"), eels + "Müller"},
		{"UTF-16", wide, eels + "Rye"},
		{"cut in an entry", strings.TrimSuffix(brokenRSS(utf8, "Rye"), "k>https://weir.example/b</link></item></channel></rss>"), strings.TrimSuffix(eels, "|")},
		{"cut after an entry", strings.TrimSuffix(brokenRSS(utf8, "Rye"), "</channel></rss>"), eels + "Rye"},
		{"cut Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>Rye</title><link href="https://weir.example/a"/></entry><entry><id>2</id><ti`, "Rye"},
		{"cut RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel><item rdf:about="https://weir.example/a"><title>Rye</title><link>https://weir.example/a</link></item><item rdf`, "Rye"},
		{"markup", brokenRSS(utf8, "The &lt;em&gt;old&lt;/em&gt; mill &amp;amp; 1 &lt; 2"), eels + "The old mill & 1 < 2"},
	}
	for _, tt := range tests {
		if got := titles(tt.body); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := titles(cyrillic); !strings.HasSuffix(got, "|"+eel) {
		t.Errorf("windows-1251: got %q", got)
	}
}

// Days are those of the writer, in every form that a feed may use.
func TestEntryDates(t *testing.T) {
	t.Parallel()
	for _, written := range []string{
		"Thu, 02 May 2024 23:30:00 -0700", "Thu, 02 May 2024 00:30:00 +09:00", "Thu, 2 May 2024 23:30 PDT", "02 May 2024 23:30:00 EST", "Thu 02 May 2024 01:00:00 CEST",
		"2024-05-02T00:30:00+0900", "2024-05-02T00:30+09:00", "2024-05-02 23:30:00", "Thu, 02 May 2024 23:30:00 GMT-7", "May 2, 2024",
	} {
		f, err := feed.Parse(article.Source{Body: []byte(`<rss version="2.0"><channel><item><link>https://weir.example/a</link><pubDate>` + written + `</pubDate></item></channel></rss>`)})
		if err != nil || len(f.Entries) != 1 || f.Entries[0].Published != "2024-05-02" {
			t.Errorf("%s: %+v, %v", written, f.Entries, err)
		}
	}
}

func TestEntryNames(t *testing.T) {
	t.Parallel()
	f, err := feed.Parse(article.Source{Body: []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><author><name>Ann Poe</name></author>
		<entry><id>1</id><link href="https://weir.example/a"/><author><name>Sam Roe</name></author><author><name>Eva Lind</name></author><pubDate>Thu, 02 May 2024 23:30:00 GMT</pubDate></entry>
		<entry><id>1</id><link href="https://weir.example/b"/></entry></feed>`)})
	if err != nil || len(f.Entries) != 2 {
		t.Fatal(f, err)
	}
	a, b := f.Entries[0], f.Entries[1]
	if a.Author != "Sam Roe, Eva Lind" || b.Author != "Ann Poe" || a.ID == b.ID || a.Published != "2024-05-02" {
		t.Errorf("%+v", f.Entries)
	}
}
