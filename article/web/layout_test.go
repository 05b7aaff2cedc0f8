package web_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// tell returns a paragraph with a number, by which it can be found.
func tell(n int) string {
	return fmt.Sprintf("Boat number %d came home with herring before noon, and the cats of pier %d had seen it coming, as they always do.", n, n)
}

// telling returns numbered paragraphs, each between before and behind.
func telling(from, to int, before, behind string) string {
	var b strings.Builder
	for n := from; n <= to; n++ {
		b.WriteString(before + tell(n) + behind + "\n")
	}
	return b.String()
}

// Layouts that many pages have: which of their paragraphs are the article's.
func TestPageLayouts(t *testing.T) {
	t.Parallel()
	const p, q = "<p>", "</p>"
	tests := []struct {
		name, page string
		from, to   int    // the paragraphs of the article
		never      string // words around the article, separated by bars
	}{
		{"WordPress", `<body class="single post"><header class="site-header"><p class="site-title">The Zebra Post</p></header><div id="content"><article class="post hentry"><header class="entry-header"><h1 class="entry-title">Boats</h1><div class="entry-meta">Posted on <time>May 6, 2024</time> by <span class="author vcard">Nell Finch</span></div></header><div class="entry-content">` + telling(1, 8, p, q) + `<div class="sharedaddy"><h3>Share this:</h3><ul><li>Zebra</li></ul></div><div class="jp-relatedposts"><h3>Related</h3><p>Zebra of the square</p></div></div><footer class="entry-footer">Zebra tags</footer></article><nav class="post-navigation"><a>Zebra before</a></nav><div id="comments"><p>A zebra comment that goes on for a while, so that it looks like text of some length.</p></div></div><aside class="widget-area"><h2>Zebra posts</h2></aside></body>`, 1, 8, "Zebra|zebra|Posted on"},
		{"Medium", `<body><div id="root"><nav><a>Zebra</a></nav><article><div><section><h1>Boats</h1><div><a rel="author">Nell Finch</a> <button>Follow</button><span>4 min read</span> <span>·</span> <span>May 6, 2024</span></div><div><span>--</span><span>12</span></div>` + telling(1, 8, `<p class="pw-post-body-paragraph ab cd">`, q) + `</section></div></article><div class="ef gh"><h2>Recommended from Medium</h2><div><h3>The zebra of the square</h3><p>What a zebra wants, and what it gets.</p></div></div></div></body>`, 1, 8, "zebra|Zebra|Follow"},
		{"Substack", `<body><div class="single-post"><article class="newsletter-post post"><div class="post-header"><h1 class="post-title">Boats</h1><h3 class="subtitle">Of herring and cats.</h3></div><div class="available-content"><div class="body markup">` + telling(1, 4, p, q) + `<div class="subscription-widget-wrap"><p>Thanks for reading the zebra letter! Subscribe for free to receive new posts.</p><form><input type="email"></form></div>` + telling(5, 8, p, q) + `</div></div></article><div class="comments-page"><p>zebra comment</p></div></div></body>`, 1, 8, "zebra"},
		{"Ghost", `<body class="post-template"><header class="gh-header"><a>Zebra</a></header><main><article class="gh-article post"><header class="gh-article-header"><span class="gh-article-tag">Zebra news</span><h1 class="gh-article-title">Boats</h1></header><section class="gh-content gh-canvas">` + telling(1, 8, p, q) + `<div class="kg-card kg-signup-card"><p>Zebra by mail</p><form><input type="email"></form></div></section></article></main><aside class="gh-read-next"><h3>Read next</h3><article><h4>Zebra of the square</h4></article></aside></body>`, 1, 8, "Zebra"},
		{"Blogger", `<body><div class="header"><h1>The Zebra Blog</h1></div><div class="blog-posts hfeed"><div class="post hentry"><h3 class="post-title entry-title">Boats</h3><div class="post-body entry-content">` + strings.ReplaceAll(telling(1, 8, "", "<br><br>"), "\n", "") + `</div><div class="post-footer">Posted by Zebra at 9:00 <a>Email This</a></div></div></div><div class="sidebar section"><div class="widget Label"><h2>Zebra labels</h2><ul><li>Zebra</li></ul></div></div></body>`, 1, 8, "Zebra"},
		{"Drupal", `<body><div class="region region-header"><p>Zebra town</p></div><div class="region region-content"><div class="node node--type-article"><div class="node__content"><div class="field field--name-body"><div class="field__item">` + telling(1, 8, p, q) + `</div></div><div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__item"><a rel="tag">zebra</a></div></div></div></div></div><div class="region region-footer"><p>Zebra street 1</p></div></body>`, 1, 8, "Zebra|zebra"},
		{"MediaWiki", `<body class="mediawiki"><div id="content"><h1 id="firstHeading">Boats</h1><div id="siteSub">From the zebra encyclopedia</div><div class="mw-parser-output"><div class="hatnote">For the animal, see zebra.</div><table class="ambox"><tr><td>Zebra</td><td>This zebra needs sources.</td></tr><tr><td>Zebra</td><td>Of 2024.</td></tr></table>` + telling(1, 4, p, q) + `<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#z">zebra part</a></li></ul></div><h2><span class="mw-headline">Of herring</span><span class="mw-editsection">[edit]</span></h2>` + telling(5, 8, p, q) + `<div class="navbox"><a>Zebra portal</a></div></div><div id="catlinks"><a>Zebra pages</a></div></div><div id="mw-navigation"><h2>Zebra menu</h2></div></body>`, 1, 8, "zebra|Zebra"},
		{"documentation", `<body><nav class="md-nav"><a>Zebra API</a></nav><main class="md-main"><div class="md-content"><article class="md-content__inner"><h1>Boats<a class="headerlink" href="#b">¶</a></h1>` + telling(1, 4, p, q) + `<h2>Of herring<a class="headerlink" href="#h">¶</a></h2>` + telling(5, 8, p, q) + `</article></div><div class="md-sidebar md-sidebar--secondary"><nav><a>Zebra on this page</a></nav></div></main><footer><a rel="next">Next: Zebra</a></footer></body>`, 1, 8, "Zebra|¶"},
		{"AMP", `<html amp><body><amp-sidebar><ul><li>Zebra</li></ul></amp-sidebar><article><h1>Boats</h1><amp-img src="a.jpg"></amp-img>` + telling(1, 8, p, q) + `<amp-ad>Zebra</amp-ad></article></body>`, 1, 8, "Zebra"},
		{"press release", `<body><div id="wrap"><div class="pr-head"><p>Press release</p><p>Harwich, May 6, 2024</p></div><h1>Boats</h1><div class="pr-body">` + telling(1, 8, p, q) + `</div></div></body>`, 1, 8, ""},
		{"sections", `<body><main><h1>Boats</h1><section><h2>One</h2>` + telling(1, 3, p, q) + `</section><section><h2>Two</h2>` + telling(4, 6, p, q) + `</section><section><h2>Three</h2>` + telling(7, 9, p, q) + `</section></main><footer><p>Zebra street 1</p></footer></body>`, 1, 9, "Zebra"},
		{"paragraphs each in boxes", `<body><div class="a"><h1>Boats</h1>` + telling(1, 9, `<div class="row"><div class="col"><div class="text"><p>`, `</p></div></div></div>`) + `</div></body>`, 1, 9, ""},
		{"advertisements between", `<body><article><h1>Boats</h1>` + telling(1, 9, p, `</p><div class="ad-wrapper"><span>Advertisement</span><iframe></iframe></div>`) + `</article></body>`, 1, 9, "Advertisement"},
		{"remarks longer than the article", `<body><article><h1>Boats</h1>` + telling(1, 4, p, q) + `</article><section class="comments-area"><h2>Comments</h2><ol class="comment-list">` + telling(11, 30, `<li class="comment"><div class="comment-content"><p>zebra `, `</p></div></li>`) + `</ol></section></body>`, 1, 4, "zebra"},
		{"a list of short ones", `<body><article><h1>Boats</h1><p>` + tell(1) + `</p><h2>1. North</h2><p>` + tell(2) + `</p><h2>2. South</h2><p>` + tell(3) + `</p><h2>3. East</h2><p>` + tell(4) + `</p></article></body>`, 1, 4, ""},
		{"text of boxes without paragraphs", `<body><div id="main"><h1>Boats</h1>` + telling(1, 8, `<div>`, `</div>`) + `</div><div id="foot">Zebra</div></body>`, 1, 8, "Zebra"},
		{"text of spans", `<body><article><h1>Boats</h1>` + telling(1, 8, `<span style="display:block">`, `</span><br><br>`) + `</article></body>`, 1, 8, ""},
		{"old tables", `<body><table width="100%"><tr><td width="150"><a>Zebra</a><br><a>Zebras</a></td><td><h1>Boats</h1>` + telling(1, 8, p, q) + `</td></tr></table></body>`, 1, 8, "Zebra"},
		{"shadow tree that is declared", `<body><x-article><template shadowrootmode="open"><article><h1>Boats</h1>` + telling(1, 8, p, q) + `</article></template></x-article></body>`, 1, 8, ""},
		{"text for browsers without scripts", `<body><div id="root"></div><noscript><article><h1>Boats</h1>` + telling(1, 8, p, q) + `</article></noscript></body>`, 1, 8, ""},
		{"text in the data alone", `<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Boats","articleBody":"` + strings.ReplaceAll(telling(1, 8, "", ""), "\n", `\n\n`) + `"}</script></head><body><div id="root"></div></body>`, 1, 8, ""},
		{"hidden until more is read", `<body><article><h1>Boats</h1>` + telling(1, 3, p, q) + `<div class="collapse" aria-hidden="true">` + telling(4, 8, p, q) + `</div></article></body>`, 1, 8, ""},
		{"a form around all", `<body><form id="aspnetForm"><div class="content"><h1>Boats</h1>` + telling(1, 8, p, q) + `</div></form></body>`, 1, 8, ""},
		{"a short article on a large page", `<body><nav>` + strings.Repeat(`<a href="/z">Zebra news of the day</a> `, 60) + `</nav><article><h1>Boats</h1>` + telling(1, 2, p, q) + `</article><div class="grid">` + strings.Repeat(`<div class="card"><a href="/z"><h3>Zebra of the square</h3></a><p>Zebra teaser, short.</p></div>`, 20) + `</div></body>`, 1, 2, "Zebra"},
		{"live blog", `<body><main><h1>Boats</h1><p>` + tell(1) + `</p><div class="live-feed">` + telling(2, 8, `<article class="live-post"><time>10:0`+`0</time><h3>More of it</h3><p>`, `</p></article>`) + `</div></main></body>`, 1, 8, ""},
		{"forum", `<body><div class="thread"><h1>Boats</h1>` + telling(1, 6, `<div class="post message"><div class="message-user">Member</div><div class="message-body">`, `</div></div>`) + `</div></body>`, 1, 6, ""},
		{"recipe", `<body><article><h1>Herring</h1>` + telling(1, 4, p, q) + `<div class="wprm-recipe"><h2>Ingredients</h2><ul class="wprm-recipe-ingredients"><li>4 herrings</li><li>1 lemon</li></ul><h2>Instructions</h2><ol><li>` + tell(5) + `</li><li>` + tell(6) + `</li></ol></div></article></body>`, 1, 6, ""},
		{"letters of an RTL page", `<html dir="rtl"><body><div dir="rtl"><h1>Boats</h1>` + telling(1, 8, `<p dir="rtl">`, q) + `</div></body>`, 1, 8, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(`<html lang="en"><title>Boats</title>` + tt.page)})
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			for _, s := range a.Sections {
				text.WriteString(s.Heading + "\n")
			}
			for _, p := range a.Passages {
				text.WriteString(p.Text + "\n")
			}
			for n := tt.from; n <= tt.to; n++ {
				if strings.Count(text.String(), tell(n)) != 1 {
					t.Errorf("paragraph %d is there %d times", n, strings.Count(text.String(), tell(n)))
				}
			}
			for _, w := range strings.Split(tt.never, "|") {
				if w != "" && strings.Contains(text.String(), w) {
					t.Errorf("%q is there", w)
				}
			}
			if t.Failed() {
				t.Log(text.String())
			}
		})
	}
}
