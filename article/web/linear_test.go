package web_test

import (
	"runtime"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// The work for a page is linear in its length, no matter what it repeats.
// Memory that was allocated measures the work, since it is the same in each
// run.
func TestWorkIsLinear(t *testing.T) {
	const (
		parts   = 250
		times   = 4
		allowed = 6 // times as much memory for a page that is times as long
	)
	allocated := func(page string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	for _, tt := range []struct{ begin, part, end string }{
		{"<p>", `<span class="share"><a href="/x">Share</a></span> the weir <b>once</b>, `, "</p>"},
		{"<blockquote>", `<span class="byline">Jo Lee</span> said so, `, "</blockquote>"},
		{"<h2>", `<button aria-controls="a">Open</button><div id="a" hidden>The weir is open on three days of each week.</div>`, "</h2>"},
		{"<p>", `<span class="dropcap">T</span> he weir, `, "</p>"},
	} {
		page := func(n int) string {
			return "<html><body><h1>The weir</h1>" + strings.Repeat(filler, 3) + tt.begin + strings.Repeat(tt.part, n) + tt.end + "</body></html>"
		}
		allocated(page(parts)) // what is made at first use
		if less, more := allocated(page(parts)), allocated(page(times*parts)); more > allowed*less {
			t.Errorf("%s: %d bytes for %d parts, %d for %d", tt.part, less, parts, more, times*parts)
		}
	}
}
