package web_test

import (
	"fmt"
	"strings"
	"testing"
)

// Cards that lead to other articles of the site are not text of this one, in
// whatever elements they are; lists of things are.
func TestCards(t *testing.T) {
	t.Parallel()
	const blurb = "The lamps of the town are counted until summer, said the board."
	each := func(form string) string {
		var b strings.Builder
		for i := range 3 {
			b.WriteString(strings.NewReplacer("%d", fmt.Sprint(i), "%s", blurb).Replace(form))
		}
		return b.String()
	}
	long := strings.Repeat("It has an oven of brick, and bakes each night. ", 5)
	tests := []struct {
		name, box string
		kept      bool
	}{
		{"elements of the site", `<weir-more>` + each(`<weir-card><a href="/n%d"><h3>News of lamps %d</h3></a><p>%s</p></weir-card>`) + `</weir-more>`, false},
		{"articles in the article", `<section><h2>From the weir</h2>` + each(`<article><h3><a href="/n%d">News of lamps %d</a></h3><p>%s</p></article>`) + `</section>`, false},
		{"a box with a name", `<section aria-label="Related stories">` + each(`<div><h3><a href="/n%d">News of lamps %d</a></h3><p>%s</p></div>`) + `</section>`, false},
		{"a line for a heading", `<div><span>You may have missed</span>` + each(`<div onclick="go(%d)"><strong>News of lamps %d</strong><p>%s</p></div>`) + `</div>`, false},
		{"a list of titles", `<ol>` + each(`<li><a href="/n%d"><b>%d</b> Lamps of the town, counted by %s</a></li>`) + `</ol>`, false},
		{"a list that is introduced", `<p>These are the reports:</p><ul>` + each(`<li><a href="/n%d">Report %d on the lamps of the town</a></li>`) + `</ul>`, true},
		{"a list under a heading", `<h2>Reports</h2><ul>` + each(`<li><a href="/n%d">Report %d on the lamps of the town</a></li>`) + `</ul>`, true},
		{"a list of sources", `<ul>` + each(`<li><a href="https://report%d.example">Report %d on the lamps of the town</a></li>`) + `</ul>`, true},
		{"a list with words", `<ul>` + each(`<li><a href="/n%d">Report %d</a> on the lamps of the town</li>`) + `</ul>`, true},
		{"places to visit", `<section>` + each(`<article><h3><a href="https://bakery%d.example/">Bakery %d</a></h3><p>%s</p></article>`) + `</section>`, true},
		{"parts of the page", `<section>` + each(`<article><h3><a href="#p%d">Part %d</a></h3><p>%s</p></article>`) + `</section>`, true},
		{"parts with text", `<section>` + each(`<article><h3><a href="/b%d">Bakery %d</a></h3><p>%s `+long+`</p></article>`) + `</section>`, true},
		{"one of them", `<section><article><h3><a href="/n1">News of lamps</a></h3><p>` + blurb + ` ` + long + `</p></article></section>`, true},
		{"a line in the text", `<div><p>You may have missed</p><p>` + blurb + ` ` + long + long + `</p></div>`, true},
	}
	for _, tt := range tests {
		got := shownText(t, strings.Repeat("<p>The wheel of the mill was made of oak, and turned for ninety years without a pause.</p>", 5)+tt.box)
		if kept := strings.Contains(got, "lamps of the town"); kept != tt.kept {
			t.Errorf("%s: kept %t, want %t: %s", tt.name, kept, tt.kept, got)
		}
	}
}
