package feed_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"footnote/article"
	"footnote/feed"
)

func read(t *testing.T, name string) article.Source {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return article.Source{URL: "https://harbour.example/news/feed", Body: body}
}

func TestParse(t *testing.T) {
	news := []feed.Entry{
		{ID: "tag:harbour.example,2025:2", URL: "https://harbour.example/news/crane", Title: "The last crane goes", Author: "Nell Finch", Published: "2025-11-20", Content: "<p>The last crane of the harbour went to the breakers on Thursday.</p>"},
		{ID: "https://harbour.example/news/cats?id=1&x=2", URL: "https://harbour.example/news/cats?id=1&x=2", Title: "Cats & dogs of the quay", Published: "2025-10-03"},
	}
	for _, name := range []string{"rss.xml", "atom.xml", "feed.json", "rss1.xml", "latin1.xml"} {
		got, err := feed.Parse(read(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := feed.Feed{Title: "Harbour news", Site: "https://harbour.example/", Entries: news}
		switch name {
		case "rss1.xml": // has neither ids nor contents of its own
			want.Entries = []feed.Entry{news[0]}
			want.Entries[0].ID = news[0].URL
			want.Entries[0].Content = "The last crane of the harbour went to the breakers."
		case "latin1.xml":
			want.Title = "Häfen"
			want.Entries = []feed.Entry{{ID: "https://harbour.example/m%C3%B6we", URL: "https://harbour.example/m%C3%B6we", Title: "Die Möwe"}}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}

func TestNoFeed(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		want error
	}{
		"empty":    {"", feed.ErrNotFeed},
		"html":     {"<!doctype html><title>Harbour news</title><p>News.", feed.ErrNotFeed},
		"json":     {`{"title": "Harbour news"}`, feed.ErrNotFeed},
		"opml":     {`<opml version="2.0"><body/></opml>`, feed.ErrNotFeed},
		"cut":      {`<rss version="2.0"><channel><title>Harbour`, feed.ErrBroken},
		"deep":     {`<rss version="2.0"><channel>` + strings.Repeat("<x:a>", 500_000), feed.ErrBroken},
		"deep end": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry>` + strings.Repeat("<a>", 500_000) + strings.Repeat("</a>", 500_000) + `</entry></feed>`, feed.ErrBroken},
	} {
		if _, err := feed.Parse(article.Source{Body: []byte(test.body)}); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

func TestIs(t *testing.T) {
	for body, want := range map[string]bool{
		"\ufeff<?xml version=\"1.0\"?><!-- a --><rss version=\"2.0\"><item><description><![CDATA[<html>": true,
		`{ "version": "https://jsonfeed.org/version/1.1", "title": "Harbour" }`:                          true,
		`{"version": "2", "title": "Harbour"}`:                                                           false,
		"<!doctype html><html><body><rss>":                                                               false,
		"A text on <rss> and jsonfeed.org/":                                                              false,
	} {
		if got := feed.Is([]byte(body)); got != want {
			t.Errorf("Is(%q) = %t, want %t", body, got, want)
		}
	}
}

func TestManyEntries(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>All</title>`)
	for i := range 3 * feed.MaxEntries {
		fmt.Fprintf(&b, "<item><guid>%d</guid><link>https://harbour.example/%d</link></item>", i, i)
	}
	b.WriteString(`<item><title>Neither an address nor a text</title></item></channel></rss>`)
	f, err := feed.Parse(article.Source{Body: []byte(b.String())})
	if err != nil || len(f.Entries) != feed.MaxEntries || f.Entries[0].ID != "0" {
		t.Errorf("%d entries, %v", len(f.Entries), err)
	}
}

func TestFind(t *testing.T) {
	page := article.Source{URL: "https://harbour.example/news/", Body: []byte(`<!doctype html><head>
		<link rel=stylesheet href=/style.css>
		<link rel="alternate" type="application/rss+xml" title="Harbour » Comments" href="/comments/feed">
		<link rel="ALTERNATE" type="application/atom+xml" href="atom.xml">
		<link rel=alternate hreflang=de href=/de>
		<link rel=alternate type=application/feed+json href="https://cdn.example/feed.json">
		<link rel=alternate type=application/rss+xml href="javascript:alert(1)">
		</head><body><link rel=alternate type=application/rss+xml href=/body>`)}
	want := []string{"https://harbour.example/news/atom.xml", "https://cdn.example/feed.json", "https://harbour.example/comments/feed"}
	if got := feed.Find(page); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A feed that never ends is refused; a title that never ends is cut.
func TestBounds(t *testing.T) {
	rss := func(title string) article.Source {
		return article.Source{Body: []byte(`<rss version="2.0"><channel><item><guid>` + title + `</guid><title>` + title + `</title><link>https://harbour.example/a</link></item></channel></rss>`)}
	}
	if _, err := feed.Parse(rss(strings.Repeat("a ", feed.MaxSize/4))); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("a feed of %d bytes: %v", feed.MaxSize, err)
	}
	f, err := feed.Parse(rss(strings.Repeat("é ", 100_000)))
	if err != nil || len(f.Entries) != 1 || len(f.Entries[0].Title) > 1000 || f.Entries[0].ID != "https://harbour.example/a" {
		t.Errorf("%+v, %v", f, err)
	}
}

// A feed is nested as deep as it may be, and not deeper: the parser recurses.
func TestDepth(t *testing.T) {
	nested := func(more int) article.Source { // rss, channel, item and more
		return article.Source{Body: []byte(`<rss version="2.0"><channel><title>Post</title><item><guid>a</guid><title>One</title><link>https://harbour.example/a</link>` +
			strings.Repeat("<x>", more) + strings.Repeat("</x>", more) + `</item></channel></rss>`)}
	}
	for more, want := range map[int]bool{0: true, 90: true, 97: true, 98: false, 200: false, 200_000: false} {
		f, err := feed.Parse(nested(more))
		if (err == nil && len(f.Entries) == 1) != want {
			t.Errorf("%d elements in an item: %d entries, %v, want them read: %v", more, len(f.Entries), err, want)
		}
	}
}

func TestOPML(t *testing.T) {
	got, err := feed.ParseOPML(read(t, "feeds.opml").Body)
	want := []string{"https://harbour.example/feed", "https://quay.example/atom.xml"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, body := range []string{"", "<p>no list", `<rss version="2.0"/>`} {
		if _, err := feed.ParseOPML([]byte(body)); !errors.Is(err, feed.ErrNotFeed) {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.*")
	for _, name := range seeds {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		src := article.Source{URL: "https://harbour.example/feed", Body: body}
		parsed, err := feed.Parse(src)
		if err != nil && !errors.Is(err, feed.ErrNotFeed) && !errors.Is(err, feed.ErrBroken) && !errors.Is(err, article.ErrTooLarge) {
			t.Fatal(err)
		}
		for _, e := range parsed.Entries {
			if e.ID == "" || e.URL != "" && !strings.HasPrefix(e.URL, "http") {
				t.Errorf("%+v", e)
			}
		}
		for _, at := range feed.Find(src) {
			if !strings.HasPrefix(at, "http") {
				t.Errorf("found %q", at)
			}
		}
		if _, err := feed.ParseOPML(body); err != nil && !errors.Is(err, feed.ErrNotFeed) {
			t.Fatal(err)
		}
	})
}
