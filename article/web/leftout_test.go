package web_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

func TestWarnsOfMostLeftOut(t *testing.T) {
	const kept = "<p>The mill by the weir grinds rye on three days of the week, and wheat on two, as it has for ninety years.</p>"
	const lost = "<p>Nobody who walks past the weir in autumn would guess how many eels pass below it in a single night of rain.</p>"
	tests := []struct {
		name, page string
		want       bool
	}{
		{"all kept", strings.Repeat(kept, 20), false},
		{"a box with much more text", strings.Repeat(kept, 8) + `<aside>` + strings.Repeat(strings.Replace(lost, "Nobody", "<b>Read on:</b> Nobody", 1), 20) + "</aside>", true},
		{"remarks of readers", strings.Repeat(kept, 8) + `<div id="comments">` + strings.Repeat(lost, 20) + "</div>", false},
		{"links to other texts", strings.Repeat(kept, 8) + "<aside>" + strings.Repeat(strings.ReplaceAll(strings.ReplaceAll(lost, "<p>", "<p><a href=/x>"), "</p>", "</a></p>"), 20) + "</aside>", false},
	}
	for _, test := range tests {
		page := "<!doctype html><html lang=en><title>The mill</title><body><article><h1>The mill</h1>" + strings.Replace(test.page, "<aside>", `</article><aside class="sidebar">`, 1)
		a, err := reader.Parse(article.Source{Name: "mill.html", Body: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(a.Warnings, func(w article.Warning) bool { return strings.HasPrefix(w.Text, "Less than half") }); got != test.want {
			t.Errorf("%s: warned %v, want %v; left out %v", test.name, got, test.want, a.LeftOut)
		}
	}
}
