package library_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"footnote/library"
	"footnote/store"
)

// A press serves one page, which a test changes, under a validator.
type press struct {
	*httptest.Server
	status int
	page   string
	media  string // "" for HTML
	tag    string
	since  string // the validator that the last visit brought
}

func newPress(t *testing.T) *press {
	p := &press{status: http.StatusOK, tag: `"1"`}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		p.since = r.Header.Get("If-None-Match")
		w.Header().Set("ETag", p.tag)
		w.Header().Set("Content-Type", cmp.Or(p.media, "text/html; charset=utf-8"))
		if p.since == p.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.WriteHeader(p.status)
		fmt.Fprint(w, p.page)
	}))
	t.Cleanup(p.Close)
	return p
}

// log is a page with an entry for each of the days, and what else there is.
func logPage(days int, more string) string {
	var b strings.Builder
	for i := range days {
		fmt.Fprintf(&b, "<p>On day %d the ship passed island %d, and the mate wrote into log number %d that the wind had turned to quarter %d in the night.</p>\n", i+1, i+31, i+17, i+7)
	}
	return "<!doctype html><html lang=en><title>The voyage</title><article><h1>The voyage</h1>" + b.String() + more + "</article>"
}

// A page that was cut, gated or is gone does not take its article's place, the
// reason is said, and the next visit asks for the whole page again. One that
// lost less than half is taken.
func TestPagesThatAreNotUsed(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		page   string
		want   string // of the problem, "" for a new version
	}{
		{"nine tenths are gone", 200, logPage(3, ""), "Most of the text is gone"},
		{"six tenths are gone", 200, logPage(12, ""), "Most of the text is gone"},
		{"four tenths are gone", 200, logPage(18, ""), ""},
		{"a sentence is new", 200, logPage(30, "<p>It came home on the last day of the year, with all of its crew.</p>"), ""},
		{"gated", 200, logPage(20, "<p>Subscribe now to continue reading this story.</p>"), "asks to subscribe"},
		{"for members", 200, `<!doctype html><title>Sign in</title><p>You must log in to view this page.</p><form><input type=password></form>`, "asks to sign in"},
		{"gone", 404, "nothing", "There is no page at that address"},
		{"failing", 500, "nothing", "not working properly"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			libs, lib := follower(t)
			p := newPress(t)
			p.page = logPage(30, "")
			receipt, err := lib.AddURL(t.Context(), "ann", p.URL+"/voyage", library.Item{})
			if err != nil {
				t.Fatal(err)
			}
			if r, err := lib.Refresh(t.Context(), receipt.ID); err != nil || r.Changed || r.Problem != "" {
				t.Fatalf("unchanged: %+v, %v", r, err)
			}
			watch := func() store.Watch {
				t.Helper()
				w, err := libs.Store().Watch(t.Context(), "sea", store.PageWatch(receipt.ID))
				if err != nil {
					t.Fatal(err)
				}
				return w
			}
			if watch().ETag != `"1"` {
				t.Fatalf("the validator of the page is %q", watch().ETag)
			}
			p.status, p.page, p.tag = tt.status, tt.page, `"2"`
			r, err := lib.Refresh(t.Context(), receipt.ID)
			if err != nil || r.Changed != (tt.want == "") || !strings.Contains(r.Problem, tt.want) || (r.Problem == "") != (tt.want == "") {
				t.Errorf("Refresh: changed %v, problem %q, %v, want %q", r.Changed, r.Problem, err, tt.want)
			}
			if p.since != `"1"` {
				t.Errorf("the visit brought the validator %q", p.since)
			}
			_, a, err := lib.Article(t.Context(), receipt.ID)
			if err != nil {
				t.Fatal(err)
			}
			if whole := len(a.Passages) == 30; whole != (tt.want != "") {
				t.Errorf("the article has %d passages", len(a.Passages))
			}
			w := watch()
			if tt.want == "" {
				if w.ETag != `"2"` || w.Problem != "" {
					t.Errorf("the watch of a new version: %+v", w)
				}
				return
			}
			if w.ETag != "" || w.Problem != r.Problem || w.Failures != 1 || time.Until(w.Next) > 12*time.Hour {
				t.Errorf("the watch of a problem: %+v", w)
			}
			if r, err := lib.Refresh(t.Context(), receipt.ID); err != nil || r.Changed || !r.Known || p.since != "" {
				t.Errorf("the next visit brought %q: %+v, %v", p.since, r, err)
			}
			p.status, p.page, p.tag = 200, logPage(30, ""), `"3"`
			if r, err := lib.Refresh(t.Context(), receipt.ID); err != nil || r.Changed || r.Problem != "" || watch().Failures != 0 {
				t.Errorf("after it is back: %+v, %v", r, err)
			}
		})
	}
}

// A page that has become another kind of document is read as what it now is.
func TestPageOfAnotherKind(t *testing.T) {
	_, lib := follower(t)
	p := newPress(t)
	p.page = logPage(10, "")
	receipt, err := lib.AddURL(t.Context(), "ann", p.URL+"/voyage", library.Item{})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for i := range 10 {
		fmt.Fprintf(&text, "On day %d the ship passed island %d, where <b> is a letter of the log, and the mate wrote it down that night.\n\n", i+1, i+31)
	}
	p.page, p.media, p.tag = text.String(), "text/plain; charset=utf-8", `"2"`
	if r, err := lib.Refresh(t.Context(), receipt.ID); err != nil || !r.Changed || r.Problem != "" {
		t.Fatalf("Refresh = %+v, %v", r, err)
	}
	_, a, err := lib.Article(t.Context(), receipt.ID)
	if err != nil || len(a.Passages) != 10 || !strings.Contains(a.Passages[0].Text, "<b> is a letter") {
		t.Errorf("read as %d passages, the first %+v, %v", len(a.Passages), a.Passages[:1], err)
	}
}
