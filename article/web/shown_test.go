package web_test

import (
	"strings"
	"testing"
)

// shownText reads a page and returns its passages, those of a section after its
// heading.
func shownText(t *testing.T, inner string) string {
	t.Helper()
	a := headPage(t, "en", "<title>The mill at the weir</title>", "<h1>The mill at the weir</h1>"+inner)
	var parts []string
	section := ""
	for _, p := range a.Passages {
		if p.Section != section {
			section = p.Section
			parts = append(parts, "# "+section)
		}
		if !strings.HasPrefix(p.Text, "The mill by the weir grinds") {
			parts = append(parts, p.Text)
		}
	}
	return strings.Join(parts, "|")
}

func TestHiddenText(t *testing.T) {
	t.Parallel()
	const said = "The wheel is oiled each spring, when the water is low."
	const panel = "<p>" + said + "</p>"
	tests := []struct{ in, want string }{
		{`<h3><button aria-controls="a">Oil</button></h3><div id="a" hidden>` + panel + `</div>`, "# Oil|" + said},
		{`<button aria-controls="a">Oil</button><div id="a" style="display: none">` + panel + `</div>`, "# Oil|" + said},
		{`<h3>Oil</h3><div class="accordion-panel" style="display:none">` + panel + `</div>`, "# Oil|" + said},
		{`<div class="tabs"><input type="radio" id="b"><label for="b">Oil</label><div style="display:none">` + panel + `</div></div>`, "# Oil|" + said},
		{`<x-accordion><h3>Oil</h3><div aria-hidden="true">` + panel + `</div></x-accordion>`, "# Oil|" + said},
		{`<label for="b">Oil</label><div style="display:none">` + panel + `</div><input type="text" id="b">`, "Oil"},
		{`<div hidden="until-found">` + panel + `</div>`, said},
		{`<div role="tablist"><button role="tab">Rye</button><button role="tab">Oil</button></div><div role="tabpanel"><p>Three days.</p></div><div role="tabpanel" hidden>` + panel + `</div>`, "# Rye|Three days.|# Oil|" + said},
		{`<a id="t" role="tab">Oil</a><div role="tabpanel" aria-labelledby="t" aria-hidden="true" style="display:none">` + panel + `</div>`, "# Oil|" + said},
		{`<details><summary>Oil</summary>` + panel + `</details>`, "Oil|" + said},
		{`<div hidden>` + panel + `</div>`, ""},
		{`<button aria-controls="a">Menu</button><div id="a" hidden><a href="/a">Rye</a> <a href="/b">Wheat</a> <a href="/c">Oats and barley of the year</a></div>`, ""},
		{`<button data-target="#a">Join</button><div id="a" class="newsletter-modal" hidden>` + panel + `</div>`, ""},
		{`<h3>Oil</h3>` + panel + `<div style="display:none"><p>Please wait while the remarks of readers are being loaded.</p></div>`, "# Oil|" + said},
	}
	for _, tt := range tests {
		if got := shownText(t, tt.in); strings.TrimSuffix(got, "|# ") != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func TestShownWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{`<p>Open on Monday<span style="display: block">from nine</span>to noon.</p>`, "Open on Monday from nine to noon."},
		{`<pre><span style="display:block">grind rye</span><span style="display:block">grind wheat</span></pre>`, "grind rye\ngrind wheat"},
		{`<pre><code><span style="display:flex"><i class="no">1</i><span>grind rye</span></span><span style="display:flex"><span class="no">2</span><span>sift</span></span></code></pre>`, "1grind rye\nsift"},
		{`<pre><code>grind rye</code><code>grind wheat</code></pre>`, "grind rye\ngrind wheat"},
		{`<p>It is <math><msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mfrac><mi>b</mi><mrow><mi>c</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math> wide.</p>`, "It is a²+b/(c+1) wide."},
		{`<p>It is <math><msqrt><mn>10</mn></msqrt><msub><mi>x</mi><mi>n</mi></msub><msup><mi>e</mi><mrow><mi>i</mi><mi>t</mi></mrow></msup><annotation>junk</annotation></math> wide.</p>`, "It is √10x_ne^(it) wide."},
		{`<p>It is <span><span style="display:none"><math><mi>a</mi><mo>=</mo><mi>b</mi></math></span><img alt="a=b"></span> wide.</p>`, "It is a=b wide."},
		{`<p>水<img alt="車">が回る。</p>`, "水車が回る。"},
		{`<p>The mill.<img alt="A photograph of the mill"></p>`, "The mill."},
		{`<ul>Bring along:<li>rye</li>or<li>wheat</li></ul>`, "Bring along:|• rye\nor\n• wheat"},
		{`<ul><div><li>rye</li></div><li>wheat</li></ul>`, "• rye\n• wheat"},
	}
	for _, tt := range tests {
		if got := shownText(t, tt.in); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func TestTeasers(t *testing.T) {
	t.Parallel()
	story := func(n string) string {
		return `<div><h3><a href="/` + n + `">Story ` + n + ` of the town</a></h3><p>The town has begun to count its lamps ` + n + `, and will go on with that until the end of the summer, as the board said on Monday.</p></div>`
	}
	got := shownText(t, strings.Repeat("<p>The wheel of the mill was made of oak, and turned for ninety years without a pause.</p>", 5)+
		`<div><h2>Popular stories</h2>`+story("1")+story("2")+story("3")+`</div>`)
	if strings.Contains(got, "lamps") {
		t.Errorf("got %q", got)
	}
	got = shownText(t, `<div><h2><a href="/1">Rye</a></h2><p>Rye is ground on three days of the week, as it has been for many years in this town.</p>`+
		`<h2><a href="/2">Wheat</a></h2><p>Wheat is ground on two days of the week, as it has been for many years in this town.</p></div>`)
	if !strings.Contains(got, "# Wheat|Wheat is ground") {
		t.Errorf("got %q", got)
	}
}

func TestSeveralPages(t *testing.T) {
	t.Parallel()
	const warning = "The page is the first of several."
	tests := []struct {
		links string
		want  bool
	}{
		{`<a href="?page=2">2</a> <a href="?page=3">3</a>`, true},
		{`<a href="/post/mill/2/">2</a>`, true},
		{`<a href="/post/mill/page/2">2</a>`, true},
		{`<a href="/post/mill-2.html">2</a>`, true},
		{`<a href="/post/other/2">2</a>`, false},
		{`<a href="#2">2</a> <a href="?print=2">2</a>`, false},
		{`<div class="comments"><a href="?page=2">2</a></div>`, false},
	}
	for _, tt := range tests {
		a := headPage(t, "en", "<title>The mill at the weir</title>", "<h1>The mill at the weir</h1><p>"+tt.links+"</p>")
		got := false
		for _, w := range a.Warnings {
			got = got || strings.HasPrefix(w.Text, warning)
		}
		if got != tt.want {
			t.Errorf("%s: warned %t, want %t", tt.links, got, tt.want)
		}
	}
}
