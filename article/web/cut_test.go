package web_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// A page for subscribers that shows much of its text was cut where it breaks
// off; without a break it is whole. A call to subscribe counts as far as the text
// may be a teaser.
func TestCutByPaywall(t *testing.T) {
	t.Parallel()
	long := func(paragraphs int) string {
		var b strings.Builder
		for i := range paragraphs {
			fmt.Fprintf(&b, "<p>On day %d the mill wheel turned until the evening, and the miller wrote into his book that the water stood at mark %d of the old wall, below the door.</p>", i+1, i+7)
		}
		return b.String()
	}
	const paid = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`
	const call = "<p>Subscribe now to continue reading this story, and all others.</p>"
	const open = "<p>In the morning the door was open, and on the step there was a letter in which the miller read that the water would come back before the day was over and that…</p>"
	for _, tt := range []struct {
		name, head, lines string
		cut               bool
	}{
		{"declared, short", paid, long(4), true},
		{"declared, long", paid, long(20), false},
		{"declared, long, breaks off", paid, long(20) + open, true},
		{"breaks off, free", "", long(20) + open, false},
		{"a call, a teaser of 600 letters", "", long(4) + call, true},
		{"a call, a teaser of 2,000 letters", "", long(14) + call, true},
		{"a call below a long text", "", long(40) + call, false},
		{"a call above, long, breaks off", "", call + long(40) + open, true},
	} {
		page := "<!doctype html><html lang=en><head><title>The mill</title>" + tt.head + "</head><body><article><h1>The mill</h1>" + tt.lines + "</article></body></html>"
		a, err := reader.Parse(article.Source{Name: "mill.html", URL: "https://weir.example/post/mill", Body: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		cut := false
		for _, w := range a.Warnings {
			cut = cut || w.Serious && strings.Contains(w.Text, "seems to be cut")
		}
		if cut != tt.cut {
			t.Errorf("%s: cut is %v, want %v: %v", tt.name, cut, tt.cut, a.Warnings)
		}
	}
}
