package web_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/article"
)

// TestWordsOfSentences puts words into elements with all kinds of names: only
// what no reader sees there, a button or a row of links leaves a sentence.
func TestWordsOfSentences(t *testing.T) {
	for _, class := range strings.Fields(`comment comments related share social ad ads advert author byline header footer menu sidebar widget
		promo toc tooltip popup modal rollover banner community extra legends remark rss sponsor pager pagination newsletter infobox
		tags cookie consent noprint related-term drop-cap-header print-only reflist navbox trending`) {
		for _, tag := range strings.Fields("span em a b small mark abbr") {
			for _, name := range strings.Fields("class id") {
				body := `<p>The keeper paid <` + tag + ` ` + name + `="` + class + `">forty</` + tag + `> crowns for the lamp, and no more.</p>`
				if !holds(parsePage(t, amid(body)).Passages, "The keeper paid forty crowns for the lamp, and no more.") {
					t.Errorf("a word vanished from %s", body)
				}
			}
		}
	}
}

func TestPartsOfTexts(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"first letter for the eye", `<p><span class="cap" aria-hidden="true">O</span>ars were kept in the shed by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"first word twice", `<p><span aria-hidden="true"><b>O</b>ars</span><span class="visually-hidden">Oars</span> were kept in the shed by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"first letter as a block", `<div class="initial">O</div><p>ars were kept in the shed by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"first letter behind a mark", `<div class="initial">“O</div><p>ars are kept in the shed,” she said of the pier.</p>`, "“Oars are kept in the shed,” she said of the pier."},
		{"items", `<ul><li class="widget">Oars of ash</li><li><span class="social">Ropes</span> of hemp</li><li id="related">Nets</li></ul>`, "• Oars of ash\n• Ropes of hemp\n• Nets"},
		{"cells", `<table><tr><th>Boat</th><th>Owner</th></tr><tr><td class="comment">Gull</td><td><b class="share">the town</b></td></tr></table>`, "Boat | Owner\nGull | the town"},
		{"definitions", `<dl><dt class="related">Oar</dt><dd class="comment">a long piece of ash</dd></dl>`, "• Oar: a long piece of ash"},
		{"remark in code", `<pre><code><i class="c1 comment">-- all oars</i>` + "\n" + `<b class="share">select</b> oar;</code></pre>`, "-- all oars\nselect oar;"},
		{"set off", `<blockquote>The <span class="author">keeper</span> counts the oars, and the <em class="related">skipper</em> the nets.</blockquote>`, "The keeper counts the oars, and the skipper the nets."},
		{"section named by its heading", `<section id="newsletter-of-the-guild"><h2>Newsletter of the guild</h2><p>The guild printed its first letter in the year in which the pier was built, and has printed one in each spring since then, on blue paper.</p></section>`,
			"The guild printed its first letter in the year in which the pier was built, and has printed one in each spring since then, on blue paper."},
		{"hidden", `<p>Oars were kept <span class="hidden">zebra</span>in the shed by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"button", `<p>Oars were kept in the shed <button>Zebra</button>by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"row of links", `<p>Oars were kept in the shed by the pier. <span class="social"><a href="#">Zebra</a> · <a href="#">Post</a></span></p>`, "Oars were kept in the shed by the pier."},
		{"box over a word", `<p>Oars were kept in the <span class="term">shed<span class="popup-text">A shed is a zebra</span></span> by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"tip", `<p>Oars were kept in the shed<span role="tooltip">zebra</span> by the pier.</p>`, "Oars were kept in the shed by the pier."},
		{"one link with a name", `<p>Oars were kept in <span class="related"><a href="/s">the shed</a></span> by the pier.</p>`, "Oars were kept in the shed by the pier."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a := parsePage(t, amid(tt.body)); !holds(a.Passages, tt.want) {
				t.Errorf("no passage %q in %q", tt.want, a.Passages)
			}
		})
	}
}

// TestLeftOutInside counts the words that were left out of a kept paragraph.
func TestLeftOutInside(t *testing.T) {
	for body, want := range map[string]int{
		`<p>The keeper paid <b class="related">forty</b> crowns for the lamp.</p>`:                     0,
		`<p>The keeper paid <b>forty</b>, not <i>fifty</i>, crowns for the <a href="/l">lamp</a>.</p>`: 0,
		`<p>The keeper paid <b role="tooltip">forty two</b> crowns for the lamp.</p>`:                  2,
		`<p>The keeper paid <i class="sr-only">about</i> forty crowns for the lamp.</p>`:               1,
		`<p>The keeper paid<sup><a href="#1">1</a></sup> forty crowns for the lamp.</p>`:               0,
	} {
		if a := parsePage(t, amid(body)); a.LeftOut.Words != want {
			t.Errorf("%s: %d words left out, want %d", body, a.LeftOut.Words, want)
		}
	}
}

func holds(passages []article.Passage, text string) bool {
	return slices.ContainsFunc(passages, func(p article.Passage) bool { return p.Text == text })
}

// amid puts body between paragraphs of an article.
func amid(body string) string {
	return "<html><body><article>" + filler + filler + body + filler + filler + "</article></body></html>"
}
