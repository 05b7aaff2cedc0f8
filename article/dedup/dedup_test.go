package dedup_test

import (
	"errors"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/article/reader"
)

func TestAddressKey(t *testing.T) {
	t.Parallel()
	const news = "harbour.example/news/crane"
	for address, want := range map[string]string{
		"https://harbour.example/news/crane":                                        news,
		"http://harbour.example/news/crane/":                                        news,
		"https://WWW.Harbour.Example:443/news/crane#top":                            news,
		"https://m.harbour.example/news/crane":                                      news,
		"https://mobile.harbour.example/news/crane?utm_source=a&utm_medium=b":       news,
		"https://amp.harbour.example/news/crane":                                    news,
		"https://harbour.example/news/crane/amp/":                                   news,
		"https://harbour.example/amp/news/crane":                                    news,
		"https://harbour.example/news/crane?amp=1&fbclid=x&gclid=y&mc_cid=z":        news,
		"https://www.google.com/amp/s/www.harbour.example/news/crane":               news,
		"https://www.google.de/amp/harbour.example/news/crane":                      news,
		"https://harbour-example.cdn.ampproject.org/c/s/harbour.example/news/crane": news,
		"https://harbour.example/news/crane.amp":                                    news,
		"https://harbour.example/news/crane.amp.html":                               news + ".html",
		"https://harbour.example/news/crane.html":                                   news + ".html",
		"https://harbour.example/?p=12&utm_campaign=x":                              "harbour.example?p=12",
		"https://harbour.example/?b=2&a=1":                                          "harbour.example?a=1&b=2",
		"https://en.m.quay.example/wiki/Crane":                                      "en.quay.example/wiki/Crane",
		"https://en.quay.example/wiki/Crane":                                        "en.quay.example/wiki/Crane",
		"https://m.example/":                                                        "m.example",
		"https://harbour.example:8443/x":                                            "harbour.example:8443/x",
		"https://10.0.0.1/x":                                                        "10.0.0.1/x",
		"ftp://harbour.example/news":                                                "",
		"mailto:nell@harbour.example":                                               "",
		"news/crane":                                                                "",
		"":                                                                          "",
		"https://harbour.example/news/Crane":                                        "harbour.example/news/Crane",
		"https://touch.harbour.example/news/%63rane;jsessionid=1A?m=1":              news,
		"https://harbour.example/news/crane?source=rss----1&fb_ref=x":               news,
		"https://harbour.example/news/crane?source=3&m=2":                           news + "?m=2&source=3",
		"https://harbour.example/news/crane?page=2":                                 news + "?page=2",
	} {
		if got := dedup.AddressKey(address); got != want {
			t.Errorf("AddressKey(%q) = %q, want %q", address, got, want)
		}
	}
}

func FuzzAddressKey(f *testing.F) {
	f.Add("https://www.google.com/amp/s/www.harbour.example/news/crane?utm_source=x&a=1")
	f.Fuzz(func(t *testing.T, address string) {
		key := dedup.AddressKey(address)
		if key != "" && dedup.AddressKey("http://"+key) == "" {
			t.Errorf("AddressKey(%q) = %q, which is no address", address, key)
		}
	})
}

// A text that is too long is refused before anything is made of it.
func TestTooMuchText(t *testing.T) {
	t.Parallel()
	const words = "The ferry left on time, with nobody on board but the crew. "
	for name, body := range map[string]string{
		"text.txt":  strings.Repeat(words, article.MaxText/len(words)+1),
		"line.txt":  strings.Repeat("x", article.MaxText+1),
		"page.html": "<!doctype html><title>T</title><article>" + strings.Repeat("<p>"+words, article.MaxText/len(words)+1) + "</article>",
	} {
		if _, err := reader.Parse(article.Source{Name: name, Body: []byte(body)}); !errors.Is(err, article.ErrTooLarge) {
			t.Errorf("%s: %v, want ErrTooLarge", name, err)
		}
	}
}
