package library_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"footnote/fetch"
	"footnote/library"
)

// A Word file, a book and a PDF are the same article, as bytes in a line of
// JSON and as the target of a link.
func TestFilesAreArticles(t *testing.T) {
	onEither(t)
	files := http.FileServer(http.Dir("../testdata/files"))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/harbour.docx" { // a server that knows its kind; the others guess by the name
			w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
		}
		files.ServeHTTP(w, r)
	}))
	defer site.Close()
	for name, mediaType := range map[string]string{
		"harbour.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"harbour.epub": "application/epub+zip",
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, 1)
			body, err := os.ReadFile("../testdata/files/" + name)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(library.Line{ID: "line", SourceBase64: body, MediaType: mediaType})
			if err != nil {
				t.Fatal(err)
			}
			var line library.Line
			if err := json.Unmarshal(text, &line); err != nil {
				t.Fatal(err)
			}
			item, err := line.Item()
			if err != nil {
				t.Fatal(err)
			}
			fromLine, err := s.library("lines").AddOne(t.Context(), "5", item)
			if err != nil {
				t.Fatal(err)
			}
			client := fetch.New(fetch.AllowLoopback())
			libs := library.New(library.Config{Store: s.st, IndexDir: t.TempDir(), Fetch: client.Get})
			defer libs.Close()
			links, err := libs.Library("links")
			if err != nil {
				t.Fatal(err)
			}
			fromLink, err := links.AddURL(t.Context(), "5", site.URL+"/"+name, library.Item{})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []library.Receipt{fromLine, fromLink} {
				if r.Title != "The cats of Brell harbour" || r.Author != "Nell Finch" || r.Published != "2024-05-06" || r.Passages != 10 || r.Quotes != 2 {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}
