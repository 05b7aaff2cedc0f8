package web_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// Pages, and what is read from them: all passages but fillers, each with its
// section and kind.
func TestPageBlocks(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, middle, want string }{
		{"paragraphs of divs", `<div>One line of text in a box, as old editors wrote them for years.</div><div>And one more of the same kind, with nothing else in it at all.</div>`,
			`paragraph One line of text in a box, as old editors wrote them for years.|paragraph And one more of the same kind, with nothing else in it at all.`},
		{"paragraphs of breaks", `<p>One line of text before a gap of two breaks.<br><br>And one more behind it, in the same element.</p>`,
			`paragraph One line of text before a gap of two breaks.|paragraph And one more behind it, in the same element.`},
		{"breaks with blanks", "<p>One line of text before a gap of two breaks.<br/> \n &nbsp;<br/>\nAnd one more behind it, in the same element.</p>",
			`paragraph One line of text before a gap of two breaks.|paragraph And one more behind it, in the same element.`},
		{"a break alone", `<p>One line of verse<br>and then the next of it</p>`, `paragraph One line of verse and then the next of it`},
		{"heading in a link", `<h2><a href="#x">Of cats</a><a class="anchor" href="#x">#</a></h2><p>They sleep.</p>`, `Of cats paragraph They sleep.`},
		{"link around a heading", `<a href="#x"><h2>Of cats</h2></a><p>They sleep.</p>`, `Of cats paragraph They sleep.`},
		{"heading with a pilcrow", `<h2>Of cats<a class="headerlink" href="#x" title="Permalink">¶</a></h2><p>They sleep.</p>`, `Of cats paragraph They sleep.`},
		{"heading to be edited", `<h2><span class="mw-headline">Of cats</span><span class="mw-editsection">[<a href="/e">edit</a>]</span></h2><p>They sleep.</p>`, `Of cats paragraph They sleep.`},
		{"heading by its role", `<div role="heading" aria-level="2">Of cats</div><p>They sleep.</p>`, `Of cats paragraph They sleep.`},
		{"heading in bold", `<p><strong>Of cats</strong></p><p>They sleep.</p>`, `paragraph Of cats|paragraph They sleep.`},
		{"footnotes", `<p>They sleep<sup><a href="#fn1">1</a></sup> at noon.<sup>[2]</sup></p>`, `paragraph They sleep at noon.`},
		{"notes at the end", `<ol><li id="n1">Counted in May. <a href="#r1">↩︎</a></li><li id="n2">Counted in June. <a href="#r2">↩︎</a></li></ol>`, "list 1. Counted in May.\n2. Counted in June."},
		{"powers", `<p>They need 12 m<sup>2</sup> and 10<sup>6</sup> mice.</p>`, `paragraph They need 12 m² and 10⁶ mice.`},
		{"nested lists", `<ul><li>black<ul><li>small</li></ul></li><li>grey</li></ul>`, "list • black\n• small\n• grey"},
		{"list in order", `<ol><li>wake</li><li>eat</li></ol>`, "list 1. wake\n2. eat"},
		{"list of paragraphs", `<ul><li><p>black</p></li><li><p>grey</p></li></ul>`, "list • black\n• grey"},
		{"definitions", `<dl><dt>Tom</dt><dd>a cat</dd><dt>Rex</dt><dd>a dog</dd></dl>`, "list • Tom: a cat\n• Rex: a dog"},
		{"definitions in groups", `<dl><div><dt>Tom</dt><dd>a cat</dd></div><div><dt>Rex</dt><dd>a dog</dd></div></dl>`, "list • Tom: a cat\n• Rex: a dog"},
		{"table with a head and a foot", `<table><caption>Cats</caption><thead><tr><th>Year</th><th>Cats</th></tr></thead><tbody><tr><td>2022</td><td>48</td></tr></tbody><tfoot><tr><td>All</td><td>48</td></tr></tfoot></table>`,
			"caption Cats|table Year | Cats\n2022 | 48\nAll | 48"},
		{"table with a cell over two rows", `<table><tr><th>Pier</th><th>Year</th><th>Cats</th></tr><tr><td rowspan="2">North</td><td>2022</td><td>48</td></tr><tr><td>2023</td><td>51</td></tr></table>`,
			"table Pier | Year | Cats\nNorth | 2022 | 48\nNorth | 2023 | 51"},
		{"table with a cell over two columns", `<table><tr><th colspan="2">Pier and year</th><th>Cats</th></tr><tr><td>North</td><td>2022</td><td>48</td></tr></table>`,
			"table Pier and year | Cats\nNorth | 2022 | 48"},
		{"table that lays out", `<table><tr><td><p>One paragraph of the text that stands in a table, since that was how one laid out pages.</p><p>And one more paragraph of it.</p></td></tr></table>`,
			`paragraph One paragraph of the text that stands in a table, since that was how one laid out pages.|paragraph And one more paragraph of it.`},
		{"code with numbers in front", `<div class="highlight"><table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">1
2
</pre></td><td class="code"><pre>a = 1
b = 2
</pre></td></tr></tbody></table></div>`, "code a = 1\nb = 2"},
		{"code with numbers in its lines", `<pre><code><span class="line"><span class="ln">1</span>a = 1
</span><span class="line"><span class="ln">2</span>b = 2
</span></code></pre>`, "code a = 1\nb = 2"},
		{"code with lines of divs", `<pre><div class="line">a = 1</div><div class="line">b = 2</div></pre>`, "code a = 1\nb = 2"},
		{"code with a button", `<div class="code-box"><button>Copy</button><pre><code>a = 1
b = 2</code></pre></div>`, "code a = 1\nb = 2"},
		{"caption of WordPress", `<div class="wp-caption aligncenter"><img src="a.jpg"><p class="wp-caption-text">A cat on the pier.</p></div>`, `caption A cat on the pier.`},
		{"caption with a credit", `<figure><img src="a.jpg"><figcaption>A cat on the pier. <span class="credit">Photo: Jo Lee</span></figcaption></figure>`, `caption A cat on the pier. Photo: Jo Lee`},
		{"caption of a gallery", `<figure class="wp-block-gallery"><figure><img src="a.jpg"><figcaption>A cat.</figcaption></figure><figure><img src="b.jpg"><figcaption>A dog.</figcaption></figure></figure>`, `caption A cat.|caption A dog.`},
		{"quotation with a cite", `<blockquote><p>We counted them all.</p><cite>Oskar Lind</cite></blockquote>`, `quote We counted them all. — Oskar Lind`},
		{"quotation with a footer", `<blockquote><p>We counted them all.</p><footer>— Oskar Lind, <cite>The Post</cite></footer></blockquote>`, `quote We counted them all. — Oskar Lind, The Post`},
		{"quotation, its speaker behind", `<blockquote><p>We counted them all.</p></blockquote><p>— Oskar Lind</p>`, `quote We counted them all. — Oskar Lind`},
		{"quotation of paragraphs", `<blockquote><p>We counted them all.</p><p>Then we counted them again.</p></blockquote>`, `quote We counted them all.|quote Then we counted them again.`},
		{"pull quote that repeats", `<p>They came early, and “nobody had counted them before”, says the harbour master.</p><aside class="pullquote"><p>Nobody had counted them before</p></aside>`, `paragraph They came early, and “nobody had counted them before”, says the harbour master.`},
		{"pull quote of WordPress", `<p>They came early, and nobody had counted them before, says the harbour master of the town.</p><figure class="wp-block-pullquote"><blockquote><p>nobody had counted them before</p></blockquote></figure>`, `paragraph They came early, and nobody had counted them before, says the harbour master of the town.`},
		{"hidden", `<p hidden>Zebra one.</p><p style="display: none">Zebra two.</p><div aria-hidden="true">Zebra three.</div><span class="visually-hidden">Zebra four.</span><template><p>Zebra five.</p></template><noscript><p>Zebra six.</p></noscript>`, ``},
		{"spelled out for screen readers", `<p>They sleep <span class="sr-only">(opens in a new window)</span>at noon.</p>`, `paragraph They sleep at noon.`},
		{"drop cap", `<p><span class="dropcap">T</span>hey sleep at noon, all of them.</p>`, `paragraph They sleep at noon, all of them.`},
		{"soft breaks", `<p>They sleep at the har&shy;bour and never<wbr>more.</p>`, `paragraph They sleep at the harbour and nevermore.`},
		{"details", `<details><summary>Where they sleep</summary><p>In the old warehouse, mostly, and nobody minds.</p></details>`, `paragraph Where they sleep|paragraph In the old warehouse, mostly, and nobody minds.`},
		{"formula", `<p>So <math><mi>a</mi><mo>=</mo><mi>b</mi><annotation encoding="application/x-tex">a=b</annotation></math> holds.</p>`, `paragraph So a=b holds.`},
		{"words in Japanese", `<p><ruby>猫<rp>(</rp><rt>ねこ</rt><rp>)</rp></ruby>が寝ている。</p>`, `paragraph 猫が寝ている。`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := `<html lang="en"><title>Harbour</title><body><article><h1>Harbour</h1>` + filler + filler + tt.middle + strings.Repeat(filler, 3) + `</article></body></html>`
			a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range a.Passages {
				if !strings.HasPrefix(p.Text, "The harbour wakes") {
					got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", p.Section, p.Kind, p.Text)))
				}
			}
			if g := strings.Join(got, "|"); g != tt.want {
				t.Errorf("got  %q\nwant %q", g, tt.want)
			}
		})
	}
}

// The last paragraph may be about the article; elsewhere it is of it.
func TestClosingParagraphs(t *testing.T) {
	t.Parallel()
	for closing, kept := range map[string]bool{
		"<p>Nell Finch in Harwich and Jo Lee in Brell contributed to this report.</p>":                          false,
		"<p>Jo Lee contributed reporting from Brell.</p>":                                                       false,
		"<p>If you enjoyed this article, join the harbour club, whose members get all of them.</p>":             false,
		"<p>Jo Lee contributed reporting from Brell.</p>" + filler:                                              true,
		"<p>Nobody knows how much the gulls contributed to this noise, and nobody will ever tell.</p>":          true,
		"<p>If you enjoyed this coast, the next will please you too, since it has more harbours than any.</p>":  true,
		"<p>What the cats contributed to this story is known to all, and was never written down by a soul.</p>": true,
	} {
		a := parsePage(t, "<article>"+strings.Repeat(filler, 4)+closing+"</article>")
		got := false
		for _, p := range a.Passages {
			got = got || !strings.HasPrefix(p.Text, "The harbour wakes")
		}
		if got != kept {
			t.Errorf("%s kept = %v", closing, got)
		}
	}
}
