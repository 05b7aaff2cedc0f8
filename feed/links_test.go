package feed_test

import (
	"reflect"
	"testing"

	"footnote/article"
	"footnote/feed"
)

func TestLinks(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		links      []feed.Link
		more       []string
	}{
		{
			name: "sitemap",
			body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://example.org/news/the-last-crane.html </loc><lastmod>2025</lastmod></url><url><loc>https://example.org/</loc></url><url><loc>javascript:alert(1)</loc></url><url><loc>/mills</loc></url><url><loc>https://example.org/mills#top</loc></url></urlset>`,
			links: []feed.Link{{URL: "https://example.org/news/the-last-crane.html", Title: "the last crane"},
				{URL: "https://example.org/", Title: "https://example.org/"}, {URL: "https://example.org/mills", Title: "mills"}},
		},
		{
			name: "list of sitemaps",
			body: `<sitemapindex><sitemap><loc>https://example.org/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>`,
			more: []string{"https://example.org/a.xml", "https://example.org/b.xml"},
		},
		{
			name: "page",
			body: `<nav><a href="/about">About</a></nav><h2><a href="/1">The last <b>crane</b> falls</a></h2><a href="/1">The last crane falls</a><a href="https://other.example/2">Not of this site</a>
<a href="/3" title="Three mills of Carew"><img src="x.png"></a><a href="mailto:a@example.org">write to us all</a><a href="/index">this page itself, again</a>`,
			links: []feed.Link{{URL: "https://example.org/1", Title: "The last crane falls"}, {URL: "https://example.org/3", Title: "Three mills of Carew"}},
		},
		{
			name:  "feed",
			body:  `<rss version="2.0"><channel><title>Post</title><item><title>One</title><link>https://example.org/one</link></item></channel></rss>`,
			links: []feed.Link{{URL: "https://example.org/one", Title: "One"}},
		},
		{name: "broken sitemap", body: `<urlset><url><loc>https://example.org/x</loc>`, links: []feed.Link{{URL: "https://example.org/x", Title: "x"}}},
		{name: "nothing", body: "just words"},
	} {
		links, more := feed.Links(article.Source{URL: "https://example.org/index", Body: []byte(tt.body)})
		if !reflect.DeepEqual(links, tt.links) || !reflect.DeepEqual(more, tt.more) {
			t.Errorf("%s: Links = %q, %q, want %q, %q", tt.name, links, more, tt.links, tt.more)
		}
	}
}
