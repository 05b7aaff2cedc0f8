package web_test

import (
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// A large first letter is a part of its word, in any element.
func TestInitials(t *testing.T) {
	t.Parallel()
	const rest = " ships came home before the winter, and the harbour was full of people who had waited for weeks, though they had not slept."
	tests := []struct{ page, want string }{
		{`<p><span class="dropcap">T</span>he%s</p>`, "The ships"},
		{`<p><span class="dropcap">T</span> he%s</p>`, "The ships"},
		{"<p>\n<span class=\"drop-cap\">T</span>\nhe%s</p>", "The ships"},
		{`<p><span class="dropcap">T </span>he%s</p>`, "The ships"},
		{`<p><span class="dropcap">T</span> <span class="sc">HE</span>%s</p>`, "THE ships"},
		{`<p><span style="float: left; font-size: 3em">T</span> he%s</p>`, "The ships"},
		{`<p><span style="display: block; float: left">T</span>he%s</p>`, "The ships"},
		{`<p><big><b>T</b></big> he%s</p>`, "The ships"},
		{`<p><span class="dropcap">W</span> hen the%s</p>`, "When the ships"},
		{`<p><b><span class="lettrine">T</span></b> he%s</p>`, "The ships"},
		{`<p><span class="dropcap">“T</span> he%s”</p>`, "“The ships"},
		{`<p class="dropcap">T</p><p>he%s</p>`, "The ships"},
		{`<div><div class="dropcap">T</div>he%s</div>`, "The ships"},
		{`<p><img class="initial" alt="T"> he%s</p>`, "The ships"},
		{`<p><span class="dropcap">D</span> ’abord les%s</p>`, "D’abord les ships"},
		{`<p><span class="dropcap">A</span> fter the%s</p><p>Nobody came after them.</p>`, "After the ships"},

		// A letter that is a word.
		{`<p><span class="dropcap">A</span> few%s</p>`, "A few ships"},
		{`<p><span class="dropcap">I</span> saw the%s</p>`, "I saw the ships"},
		{`<p><span class="dropcap">W</span> lesie the%s</p><p>Tam w lesie.</p>`, "W lesie the ships"},
		{`<p class="dropcap">A</p><p>few%s</p><p>There were few of them.</p>`, "A few ships"},
		{`<p><span class="dropcap">T</span> cells of the%s</p><p>All cells were counted.</p>`, "T cells of the ships"},
		{`<p><b>B</b> vitamins of the%s</p>`, "B vitamins of the ships"},
		{`<p><span style="font-size: 90%">P</span> is the price of all%s</p><p>What is it?</p>`, "P is the price"},
	}
	for _, tt := range tests {
		page := `<html><title>Ships come home</title><body><article><h1>Ships come home</h1>` +
			strings.ReplaceAll(tt.page, "%s", rest) + strings.Repeat(filler, 3) + `</article></body></html>`
		a, err := reader.Parse(article.Source{Name: "a.html", Body: []byte(page)})
		if err != nil {
			t.Errorf("%s: %v", tt.page, err)
		} else if got := a.Passages[0].Text; !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s\n got %.40q\nwant %q", tt.page, got, tt.want)
		}
	}
}
