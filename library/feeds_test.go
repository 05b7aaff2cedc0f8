package library_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/fetch"
	"footnote/library"
	"footnote/store"
)

// A paper is a site with a feed.
type paper struct {
	*httptest.Server
	mu     sync.Mutex
	status int               // of the feed, 0 for 200
	items  []string          // of the feed, newest first
	pages  map[string]string // by path; those that are not there answer 503, empty ones 404
	asked  map[string]int
}

func newPaper(t *testing.T) *paper {
	p := &paper{pages: map[string]string{}, asked: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.asked[r.URL.Path]++
		switch page, ok := p.pages[r.URL.Path]; {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/feed" && p.status != 0:
			w.WriteHeader(p.status)
		case r.URL.Path == "/feed":
			fmt.Fprintf(w, `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title>%s</channel></rss>`, strings.Join(p.items, ""))
		case ok && page == "":
			http.NotFound(w, r)
		case ok:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, page)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

// story is a text of its own for each n.
func story(n int) string {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "<p>On day %d of voyage %d the ship passed island %d, and the mate wrote in log %d that wind %d blew from quarter %d.</p>", i, n, n*31+i, n*17+i, n*13+i, n*7+i)
	}
	return b.String()
}

func (p *paper) publish(n int, whole bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	path := fmt.Sprintf("/%d", n)
	content := ""
	if whole {
		content = "<content:encoded><![CDATA[" + story(n) + "]]></content:encoded>"
	} else {
		p.pages[path] = fmt.Sprintf("<!doctype html><html lang=en><title>Voyage %d</title><article><h1>Voyage %d</h1>%s</article>", n, n, story(n))
	}
	p.items = append([]string{fmt.Sprintf("<item><guid>%d</guid><title>Voyage %d</title><link>%s%s</link>%s</item>", n, n, p.URL, path, content)}, p.items...)
}

// follower returns the libraries of a shelf that may visit this machine, and
// one of them.
func follower(t *testing.T) (*library.Libraries, *library.Library) {
	t.Helper()
	s := newShelf(t, 4)
	client := fetch.New(fetch.AllowLoopback())
	libs := library.New(library.Config{Store: s.st, IndexDir: t.TempDir(), Fetch: client.Get, Visit: client.Visit})
	t.Cleanup(func() { libs.Close() })
	lib, err := libs.Library("sea")
	if err != nil {
		t.Fatal(err)
	}
	return libs, lib
}

func TestFollow(t *testing.T) {
	_, lib := follower(t)
	p := newPaper(t)
	for n := range 6 {
		p.publish(n, false)
	}
	r, err := lib.Follow(t.Context(), "ann", p.URL+"/feed", 2)
	if err != nil || len(r.Added) != 2 || r.Added[0].Title != "Voyage 4" || r.Added[1].Title != "Voyage 5" {
		t.Fatalf("Follow = %+v, %v", r, err)
	}
	if again, err := lib.Follow(t.Context(), "ann", p.URL+"/feed?utm_source=x", 2); err != nil || !again.Follows {
		t.Errorf("again: %+v, %v", again, err)
	}

	// What the page does not show, the feed may have whole; what neither
	// shows is tried again, and then refused.
	p.publish(6, true)
	p.items = append([]string{"<item><guid>x</guid><title>Lost</title><link>" + p.URL + "/lost</link></item>"}, p.items...)
	for try := 1; try <= 3; try++ {
		r, err = lib.Poll(t.Context(), r.Feed)
		if err != nil {
			t.Fatal(err)
		}
		if try == 1 && (len(r.Added) != 1 || r.Added[0].Title != "Voyage 6" || r.Added[0].Passages < 12) {
			t.Errorf("from the feed's own text: %+v", r.Added)
		}
		if waits := try < 3; waits != (r.Waiting == 1) || waits == (len(r.Refused) == 1) {
			t.Errorf("try %d: %d wait, refused %+v", try, r.Waiting, r.Refused)
		}
	}
	if len(r.Refused) == 1 && r.Refused[0].Reason == "" {
		t.Error("it is not said why")
	}
	refused, err := lib.Entries(t.Context(), r.Feed, 10, store.Refused)
	if err != nil || len(refused) != 1 || refused[0].Title != "Lost" {
		t.Errorf("refused: %+v, %v", refused, err)
	}
}

func TestDailyCap(t *testing.T) {
	_, lib := follower(t)
	p := newPaper(t)
	r, err := lib.Follow(t.Context(), "ann", p.URL+"/feed", 3)
	if err != nil {
		t.Fatal(err)
	}
	for n := range library.MaxDaily + 3 {
		p.publish(n, false)
	}
	r, err = lib.Poll(t.Context(), r.Feed)
	if err != nil || len(r.Added) != library.MaxDaily || r.Waiting != 3 {
		t.Fatalf("%d added, %d wait, %v", len(r.Added), r.Waiting, err)
	}
	if r.Added[0].Title != "Voyage 0" {
		t.Errorf("the first is %q, want the oldest", r.Added[0].Title)
	}
	if r, err = lib.Poll(t.Context(), r.Feed); err != nil || len(r.Added) != 0 || r.Waiting != 3 {
		t.Errorf("the same day: %d added, %d wait, %v", len(r.Added), r.Waiting, err)
	}
}

func TestDeadFeed(t *testing.T) {
	_, lib := follower(t)
	p := newPaper(t)
	r, err := lib.Follow(t.Context(), "ann", p.URL+"/feed", 0)
	if err != nil {
		t.Fatal(err)
	}
	p.status = http.StatusInternalServerError
	told, last := 0, time.Duration(0)
	for range 8 {
		if r, err = lib.Poll(t.Context(), r.Feed); err != nil || r.Failed == nil {
			t.Fatalf("%+v, %v", r, err)
		}
		if r.Dead {
			told++
		}
		wait := time.Until(r.Feed.Next)
		if wait < last-time.Minute || wait > 25*time.Hour {
			t.Errorf("after %d failures it waits for %v, before for %v", r.Feed.Failures, wait, last)
		}
		last = wait
	}
	if told != 1 {
		t.Errorf("the moderators are told %d times", told)
	}
	p.status = 0
	p.publish(1, false)
	if r, err = lib.Poll(t.Context(), r.Feed); err != nil || len(r.Added) != 1 || r.Feed.Failures != 0 || r.Feed.Problem != "" {
		t.Errorf("back again: %+v, %v", r, err)
	}
}

// One of two processes that find a feed due visits it. The feed of a server that
// the bot left is not visited.
func TestTend(t *testing.T) {
	libs, lib := follower(t)
	p := newPaper(t)
	if _, err := lib.Follow(t.Context(), "ann", p.URL+"/feed", 0); err != nil {
		t.Fatal(err)
	}
	due := func() {
		t.Helper()
		w, err := lib.Feed(t.Context(), p.URL+"/feed")
		if err != nil {
			t.Fatal(err)
		}
		w.Next = time.Now().Add(-time.Second)
		if err := libs.Store().SetWatch(t.Context(), "sea", w); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	var news []library.Update
	tend := func() {
		if err := libs.RunDue(t.Context(), func(n library.Update) {
			mu.Lock()
			news = append(news, n)
			mu.Unlock()
		}); err != nil {
			t.Error(err)
		}
	}
	p.publish(1, false)
	due()
	var both sync.WaitGroup
	both.Go(tend)
	both.Go(tend)
	both.Wait()
	if len(news) != 1 || news[0].Feed == nil || len(news[0].Feed.Added) != 1 || news[0].Library.Name() != "sea" {
		t.Errorf("news: %+v", news)
	}
	tend() // not due
	if err := lib.GuildLeft(t.Context()); err != nil {
		t.Fatal(err)
	}
	due()
	before := p.asked["/feed"]
	tend()
	if p.asked["/feed"] != before {
		t.Error("the feed of a server that was left was looked at")
	}
}

func TestPageChanges(t *testing.T) {
	libs, lib := follower(t)
	p := newPaper(t)
	p.publish(1, false)
	receipt, err := lib.AddURL(t.Context(), "ann", p.URL+"/1", library.Item{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := libs.Store().Watch(t.Context(), "sea", store.PageWatch(receipt.ID))
	if err != nil || time.Until(w.Next) < 12*time.Hour {
		t.Fatalf("the page is watched: %+v, %v", w, err)
	}
	p.pages["/1"] = strings.Replace(p.pages["/1"], "On day 3 of", "On the third day of", 1)
	r, err := lib.Refresh(t.Context(), receipt.ID)
	if err != nil || !r.Changed || len(r.Lost) != 1 || !strings.HasPrefix(r.Lost[0], "On day 3 of voyage 1") {
		t.Fatalf("Refresh = %+v, %v", r, err)
	}
	checks, err := lib.Check(t.Context(), r.Lost[0])
	if err != nil || len(checks) != 1 || checks[0].FormerTexts == nil || checks[0].FormerTexts.Article.ID != receipt.ID {
		t.Errorf("the sentence that went: %+v, %v", checks, err)
	}
}

// A page is no longer checked if it would undo an edit of the text or of the
// address. Forms submit every field, also unchanged ones.
func TestEditsThatEndTheWatch(t *testing.T) {
	libs, lib := follower(t)
	p := newPaper(t)
	p.publish(1, false)
	as := func(s string) *string { return &s }
	there := func(i store.Info) library.Edit {
		return library.Edit{Title: as(i.Title), Author: as(i.Author), Published: as(i.Published), URL: as(i.URL)}
	}
	for _, tt := range []struct {
		name   string
		edit   func(i store.Info) library.Edit
		ends   bool
		status store.Status
	}{
		{"nothing", there, false, store.Unchanged},
		{"the title", func(i store.Info) library.Edit { e := there(i); e.Title = as("Crossing"); return e }, false, store.Updated},
		{"the author and the date", func(i store.Info) library.Edit {
			e := there(i)
			e.Author, e.Published = as("Nell Finch"), as("2024-05-06")
			return e
		}, false, store.Updated},
		{"the text it has", func(i store.Info) library.Edit { e := there(i); e.Body = []byte(p.pages["/1"]); return e }, false, store.Unchanged},
		{"the address", func(i store.Info) library.Edit { e := there(i); e.URL = as(i.URL + "/final"); return e }, true, store.Updated},
		{"the text", func(i store.Info) library.Edit {
			e := there(i)
			e.Body = []byte(strings.Replace(p.pages["/1"], "day 3", "the third day", 1))
			return e
		}, true, store.Updated},
	} {
		t.Run(tt.name, func(t *testing.T) {
			receipt, err := lib.AddURL(t.Context(), "ann", p.URL+"/1?"+strings.ReplaceAll(tt.name, " ", "-"), library.Item{})
			if err != nil {
				t.Fatal(err)
			}
			info, err := libs.Store().Info(t.Context(), "sea", receipt.ID)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := lib.Edit(t.Context(), "ann", receipt.ID, tt.edit(info)); err != nil || got.Status != tt.status {
				t.Errorf("Edit = %s, %v, want %s", got.Status, err, tt.status)
			}
			if _, err := libs.Store().Watch(t.Context(), "sea", store.PageWatch(receipt.ID)); (err != nil) != tt.ends {
				t.Errorf("the watch: %v, want an end: %v", err, tt.ends)
			}
		})
	}
}

// What was corrected stays when the page is added again, in any spelling, and
// when it is looked at again.
func TestCorrectionsOutlive(t *testing.T) {
	libs, lib := follower(t)
	p := newPaper(t)
	p.publish(1, false)
	receipt, err := lib.AddURL(t.Context(), "ann", p.URL+"/1", library.Item{})
	if err != nil {
		t.Fatal(err)
	}
	title, author, date := "Crossing", "Nell Finch", "2024-05-06"
	if _, err := lib.Edit(t.Context(), "ann", receipt.ID, library.Edit{Title: &title, Author: &author, Published: &date}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		address, old, new string
		status            store.Status
	}{
		{p.URL + "/1", "", "", store.Unchanged},
		{p.URL + "/1?utm_source=x", "", "", store.Unchanged},
		{p.URL + "/1#xtor=RSS-1", "day 3", "the third day", store.Updated},
	} {
		p.pages["/1"] = strings.Replace(p.pages["/1"], tt.old, tt.new, 1)
		r, err := lib.AddURL(t.Context(), "bob", tt.address, library.Item{})
		if err != nil || r.Status != tt.status || r.ID != receipt.ID || r.Title != title || r.Author != author || r.Published != date || r.URL != p.URL+"/1" {
			t.Errorf("%s: %+v, %v, want %s", tt.address, r, err, tt.status)
		}
	}
	p.pages["/1"] = strings.Replace(p.pages["/1"], "day 4", "the fourth day", 1)
	if r, err := lib.Refresh(t.Context(), receipt.ID); err != nil || !r.Changed {
		t.Errorf("Refresh = %+v, %v", r, err)
	}
	if r, err := lib.Follow(t.Context(), "ann", p.URL+"/feed", 5); err != nil || len(r.Added) > 0 {
		t.Errorf("Follow = %+v, %v", r, err)
	}
	if i, err := libs.Store().Info(t.Context(), "sea", receipt.ID); err != nil || i.Title != title || i.Author != author || i.Published != date {
		t.Errorf("it is %q by %q of %s, %v", i.Title, i.Author, i.Published, err)
	}
}
