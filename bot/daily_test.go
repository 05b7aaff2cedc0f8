package bot_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/bot"
	"footnote/library"
)

// The quote of the day is posted to its channel, and the moderators hear of a
// channel that is gone or closed, once.
func TestDailyIsPosted(t *testing.T) {
	const said = "The harbour froze over in the first week of March"
	for _, tt := range []struct {
		name   string
		text   string
		status int // of the answer to the post
		posts  []string
		want   library.DailyProblem
	}{
		{"posted", "“" + said + ",” said Ida Brandt.", 0, []string{"41 ### Quote of the day\n> “" + said + "”\n— **Ida Brandt**\n-# [Ice](https://example.org/ice)"}, library.NoProblem},
		{"gone", "“" + said + ",” said Ida Brandt.", http.StatusNotFound, []string{"41 ### Quote of the day", "43 **The quote of the day was not posted**\nIts channel: <#41>. The last one was not posted: the channel does not exist any more."}, library.ChannelGone},
		{"closed", "“" + said + ",” said Ida Brandt.", http.StatusForbidden, []string{"41 ### Quote of the day", "43 **The quote of the day was not posted**\nIts channel: <#41>. The last one was not posted: I can't write in that channel."}, library.ChannelClosed},
		{"no quotations", "The harbour froze over in the first week of March.", 0, []string{"43 **The quote of the day was not posted**\nIts channel: <#41>. The last one was not posted: no article in this library quotes"}, library.NoQuotations},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t)
			w.meet = func(rw http.ResponseWriter, r *http.Request, s sent) bool {
				if tt.status == 0 || !strings.Contains(r.URL.Path, "/channels/41/") {
					return false
				}
				rw.WriteHeader(tt.status)
				rw.Write([]byte(`{"code":10003,"message":"no"}`))
				return true
			}
			h := newHouseOn(t, w, false)
			if _, err := h.lib.AddOne(t.Context(), "5", library.Item{Source: article.Source{Title: "Ice", URL: "https://example.org/ice", MediaType: "text/plain", Body: []byte(tt.text)}, Anyway: true}); err != nil {
				t.Fatal(err)
			}
			if err := h.lib.SetSettings(t.Context(), "5", "", library.Settings{Notices: "43"}); err != nil {
				t.Fatal(err)
			}
			if err := h.lib.SetDaily(t.Context(), "5", "", library.Daily{Channel: "41", Hour: 9, Zone: "UTC"}); err != nil {
				t.Fatal(err)
			}
			h.runDaily()
			var posts []string
			for _, s := range w.all() {
				posts = append(posts, strings.Split(s.path, "/")[4]+" "+texts(s.body))
			}
			if len(posts) != len(tt.posts) {
				t.Fatalf("posts %q, want %q", posts, tt.posts)
			}
			for i, p := range posts {
				if !strings.HasPrefix(p, tt.posts[i]) {
					t.Errorf("post %d is %q, want %q", i, p, tt.posts[i])
				}
			}
			d, err := h.lib.Daily(t.Context())
			if err != nil || d.Problem != tt.want || time.Until(d.Next) < time.Minute {
				t.Errorf("Daily = %+v, %v", d, err)
			}
			h.runDaily()
			for _, s := range w.all()[len(posts):] {
				if strings.Contains(s.path, "/channels/43/") {
					t.Error("the moderators hear of it twice")
				}
			}
		})
	}
}

// runDaily makes the quote of the day of the house due, and runs its bot until it
// is posted.
func (h *house) runDaily() {
	h.t.Helper()
	st := h.libs.Store()
	d, err := st.Daily(h.t.Context(), h.lib.Name())
	if err == nil {
		d.Next = time.Now().Add(-time.Minute)
		err = st.SetDaily(h.t.Context(), h.lib.Name(), d)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(h.t.Context())
	defer stop()
	config := h.config
	config.Token, config.PublicKey = "", ""
	config.Libraries = dueOnce{h.libs, stop}
	if err := bot.Run(ctx, config); err != nil {
		h.t.Error(err)
	}
}

// dueOnce are libraries that stop the bot when the quotes of the day that are due
// are posted.
type dueOnce struct {
	*library.Libraries
	stop func()
}

// RunDue checks a feed that is slow.
func (d dueOnce) RunDue(ctx context.Context, _ func(library.Update)) error {
	<-ctx.Done()
	return nil
}

func (d dueOnce) RunDaily(ctx context.Context, tell func(library.Update)) error {
	defer d.stop()
	return d.Libraries.RunDaily(ctx, tell)
}
