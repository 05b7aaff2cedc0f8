package web_test

import (
	"strings"
	"testing"
)

const (
	boatA = "The first boat came in at five with forty boxes of herring, and the second an hour later with none at all."
	boatB = "The third boat waited outside the harbour until the tide had turned, since her keel is deeper than the basin."
	boatC = "The crew of the third boat slept on deck that night, under the sail that they had not been able to furl."
	boatD = "In the morning all three boats lay side by side, and nobody could say which of them had been the last."
)

// TestWholeArticle reads pages whose text is in several boxes.
func TestWholeArticle(t *testing.T) {
	text := func(class string, paragraphs ...string) string {
		return `<div class="` + class + `"><p class="para">` + strings.Join(paragraphs, `</p><p class="para">`) + `</p></div>`
	}
	tests := []struct{ name, body string }{
		{"sections with an advertisement between", `<main><section><div class="wrap">` + text("story-text", boatA, boatB) + `</div></section><div class="ad">x</div><section><div class="wrap">` + text("story-text", boatC, boatD) + `</div></section></main>`},
		{"the last in another box", `<div><div class="row">` + text("copy", boatA, boatB, boatC) + `</div></div><div><div class="row wide">` + text("copy last", boatD) + `</div></div>`},
		{"the first in another box", `<div><div class="row">` + text("copy", boatA) + `</div></div><div><div class="row wide">` + text("copy", boatB, boatC, boatD) + `</div></div>`},
		{"boxes of a page builder", `<div class="builder"><div class="builder-widget">` + text("builder-widget-inner", boatA, boatB) + `</div><div class="builder-widget"><h2>At night</h2></div><div class="builder-widget">` + text("builder-widget-inner", boatC, boatD) + `</div></div>`},
		{"a sentence set as a heading", `<article><p>` + boatA + `</p><div><h2>` + boatB + `</h2><img src="b.jpg"></div><p>` + boatC + `</p><p>` + boatD + `</p></article>`},
		{"posts", `<article><p>` + boatA + `</p><div class="embed-twitter"><blockquote class="twitter-tweet"><p>` + boatB + `</p>&mdash; Ada Moor (@ada) <a href="https://twitter.com/a/1">March 3, 2021</a></blockquote></div><p>` + boatC + `</p><p>` + boatD + `</p></article>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parsePage(t, `<html><head><title>Three boats</title></head><body>`+tt.body+`</body></html>`)
			var got []string
			for _, p := range a.Passages {
				got = append(got, p.Text)
			}
			all := strings.Join(got, "\n")
			at := -1
			for _, want := range []string{boatA, boatB, boatC, boatD} {
				next := strings.Index(all, want)
				if next <= at {
					t.Errorf("%q is missing or out of order in\n%s", want, all)
				}
				at = next
			}
			if a.Published != "2024-05-06" { // of its address
				t.Errorf("published %s", a.Published)
			}
		})
	}
}
