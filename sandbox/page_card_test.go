package sandbox_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/article"
	"footnote/library"
)

// On a phone a card is shown as a picture with all its words as alternative
// text, in the light and in the dark, and the game and the timeline fit.
func TestPageCard(t *testing.T) {
	t.Parallel()
	b := newTab(t, 390, 844)
	b.samples()
	const text = "“We had to carry the mail across the ice on foot, and nobody complained,” said Ida Brandt. “Never,” said Olof Lind. “Soon,” said Peter Vance.\n\n" +
		"Ida Brandt took over the post office in May 1987. In 2004 Ida Brandt carried her last letter."
	ice := article.Source{Title: "The ice of March", URL: "https://example.org/ice", Published: "2024-03-12", MediaType: "text/plain", Body: []byte(text)}
	if _, err := b.lib.AddOne(t.Context(), "5", library.Item{Anyway: true, Source: ice}); err != nil {
		t.Fatal(err)
	}
	b.ask("/quote mail")
	b.sees("across the ice on foot")
	b.click("Card")
	const picture = `document.querySelector("img.picture")`
	b.until("the picture is there", picture+" && "+picture+".naturalWidth === 1080")
	if alt := b.js(picture + ".alt"); !strings.Contains(alt, "and nobody complained” — Ida Brandt. The ice of March · 12 March 2024") {
		t.Errorf("the alternative text is %q", alt)
	}
	if b.js(picture+".getBoundingClientRect().right <= innerWidth") != "true" {
		t.Error("the picture is wider than the phone")
	}
	b.picture("phone-card")
	b.do(chromedp.Click("#theme"))
	b.picture("phone-card-dark")
	b.do(chromedp.Click("#theme"))

	b.ask("/timeline Ida Brandt")
	b.sees("May 1987", "took over the post office", "2004")
	b.picture("phone-timeline")
	b.use(b.mod, "game")
	b.sees("Who said it?", "Give up")
	b.picture("phone-game")
}
