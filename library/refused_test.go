package library_test

import (
	"errors"
	"testing"

	"footnote/article"
	"footnote/fetch"
	"footnote/library"
)

// A feed is not an article, no matter its kind and how its bytes arrive.
func TestFeedsAreNoArticles(t *testing.T) {
	onEither(t)
	lib := newShelf(t, 1).library("1")
	const long = "The keeper of the lighthouse wrote down the weather of each day for forty years, and the birds that he saw."
	for name, body := range map[string]string{
		"rss":  `<rss version="2.0"><channel><title>Post</title><item><title>Voyage</title><description>` + long + `</description></item></channel></rss>`,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Voyage</title><content>` + long + `</content></entry></feed>`,
		"json": `{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","content_text":"` + long + `"}]}`,
	} {
		for _, media := range []string{"", "text/plain", "text/html", "application/xml"} {
			_, err := lib.AddOne(t.Context(), "ann", library.Item{Anyway: true, Source: article.Source{Name: name, MediaType: media, Body: []byte(body)}})
			if !errors.Is(err, library.ErrIsFeed) {
				t.Errorf("%s as %q: %v, want ErrIsFeed", name, media, err)
			}
		}
	}
	if c, err := lib.Count(t.Context()); err != nil || c.Articles != 0 {
		t.Errorf("%d articles, %v", c.Articles, err)
	}
}

// An edit sets no address that is not one of a web page, and then changes nothing
// else either.
func TestEditsRefuseAddresses(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("1")
	s.add(lib, "a", "Herons stand still in the shallow water of the bay.")
	title := "Other"
	for _, address := range []string{"javascript:alert(1)", "data:text/html,heron", "ftp://example.org/heron", "example.org/heron", "https://ann:secret@example.org/", "https://"} {
		if _, err := lib.Edit(t.Context(), "ann", "a", library.Edit{Title: &title, URL: &address}); !errors.Is(err, fetch.ErrBadAddress) {
			t.Errorf("%s: %v, want ErrBadAddress", address, err)
		}
		if i, err := lib.Infos(t.Context(), "a"); err != nil || i[0].Title == title || i[0].URL != "" {
			t.Errorf("%s: the article is %+v, %v", address, i, err)
		}
	}
	address := "https://example.org/heron"
	if _, err := lib.Edit(t.Context(), "ann", "a", library.Edit{URL: &address}); err != nil {
		t.Fatal(err)
	}
	if i, err := lib.Infos(t.Context(), "a"); err != nil || i[0].URL != address {
		t.Errorf("with %s the article is %+v, %v", address, i, err)
	}
}
