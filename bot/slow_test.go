package bot_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// steps writes requests in short: method, end of the path, type of a first
// answer, and whether only the asker sees it.
func steps(list []sent) string {
	var all []string
	for _, s := range list {
		line := s.method + " " + s.path[strings.LastIndexByte(s.path, '/')+1:]
		data := s.body
		if kind, ok := s.body["type"].(float64); ok {
			line += fmt.Sprintf(" %d", int(kind))
			data, _ = s.body["data"].(map[string]any)
		}
		if private(data) {
			line += " private"
		}
		all = append(all, line)
	}
	return strings.Join(all, ", ")
}

// The channel of the moderators may be slow or closed: who reports or wishes
// is answered at once.
func TestAnswerComesBeforeTheNotice(t *testing.T) {
	const (
		wishes  = `{"custom_id":"v1:ask:wish:7:how herons sleep"}`
		reports = `{"custom_id":"v1:ask:@reported:","components":[{"type":18,"component":{"type":4,"custom_id":"what","value":"wrong year"}}]}`
	)
	slow := func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-time.After(4 * time.Second):
		case <-r.Context().Done():
		}
		return false
	}
	limited := func(seconds, times int) func(http.ResponseWriter, *http.Request) bool {
		return func(rw http.ResponseWriter, _ *http.Request) bool {
			if times--; times < 0 {
				return false
			}
			rw.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprintf(rw, `{"message":"You are being rate limited.","retry_after":%d,"global":false}`, seconds)
			return true
		}
	}
	tests := []struct {
		name  string
		meet  func() func(http.ResponseWriter, *http.Request) bool // a message to the channel
		posts int
		told  bool // and not said to be impossible
	}{
		{"slow", func() func(http.ResponseWriter, *http.Request) bool { return slow }, 1, true},
		{"limited for a while", func() func(http.ResponseWriter, *http.Request) bool { return limited(5, 2) }, 3, true},
		{"limited for an hour", func() func(http.ResponseWriter, *http.Request) bool { return limited(3600, 9) }, 1, false},
		{"limited again and again", func() func(http.ResponseWriter, *http.Request) bool { return limited(1, 9) }, 3, false},
	}
	for _, tt := range tests {
		for action, kind := range map[string]int{wishes: discord.Press, reports: discord.Submit} {
			t.Run(tt.name, func(t *testing.T) {
				inBubble(t, func(t *testing.T) {
					h := newBubbleHouse(t)
					if err := h.lib.SetSettings(t.Context(), "1", "notices", library.Settings{Notices: "43"}); err != nil {
						t.Fatal(err)
					}
					meet := tt.meet()
					h.wire.meet = func(rw http.ResponseWriter, r *http.Request, _ sent) bool {
						return strings.HasSuffix(r.URL.Path, "/channels/43/messages") && meet(rw, r)
					}
					began := time.Now()
					got := h.serve(h.interaction(kind, member, action))
					if !strings.HasSuffix(got[0].path, "/callback") || got[0].at.Sub(began) > time.Second {
						t.Errorf("answered after %s: %s", got[0].at.Sub(began), steps(got))
					}
					nonces := map[any]int{}
					for _, s := range got {
						if strings.HasSuffix(s.path, "/messages") {
							nonces[s.body["nonce"]]++
						}
					}
					if posts := nonces[got[1].body["nonce"]]; len(nonces) != 1 || posts != tt.posts {
						t.Errorf("posted %v, want %d times under one nonce", nonces, tt.posts)
					}
					last := got[len(got)-1]
					if told := last.method != "PATCH"; told != tt.told || !told && !strings.Contains(texts(last.body), "could not be written to") {
						t.Errorf("ends with %s %s", last.method, last.raw)
					}
				})
			})
		}
	}
}

// The request to wait may reach Discord although its own answer comes too late.
// Then the answer to the person still follows it.
func TestWaitingIsAcknowledgedLate(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		h := newBubbleHouse(t, echo(func(context.Context, commands.Request) (commands.Reply, error) {
			time.Sleep(5 * time.Second)
			return commands.Reply{Title: "found"}, nil
		}))
		h.wire.meet = func(_ http.ResponseWriter, r *http.Request, _ sent) bool {
			if strings.HasSuffix(r.URL.Path, "/callback") {
				select {
				case <-time.After(time.Minute):
				case <-r.Context().Done():
				}
			}
			return false
		}
		got := h.serve(h.interaction(discord.Use, member, useEcho))
		if steps(got) != "POST callback 5, PATCH @original" {
			t.Fatalf("sent %s", steps(got))
		}
		if text := texts(got[1].body); !strings.Contains(text, "found") {
			t.Errorf("says %q", text)
		}
	})
}

// Whatever is slow on the way to an answer, Discord is asked to wait in time:
// a store that is locked while settings are read or a button's state is
// written, too.
func TestLockedStore(t *testing.T) {
	locked := errors.New("the database is locked")
	asks := echo(func(context.Context, commands.Request) (commands.Reply, error) {
		return commands.Reply{Title: "found", Buttons: []commands.Button{
			{Label: "Next", Action: "page", Args: []string{strings.Repeat("x", 120)}},
		}}, nil
	})
	tests := []struct {
		name   string
		change func(c *bot.Config)
		data   string
		kind   int
		want   string
		says   string
	}{
		{"a button is kept late", func(c *bot.Config) {
			usual := c.Libraries
			c.Libraries = altered{Libraries: usual, putTemp: func(ctx context.Context, lib, key string, value []byte, until time.Time) error {
				time.Sleep(6 * time.Second)
				return usual.PutTemp(ctx, lib, key, value, until)
			}}
		}, useEcho, discord.Use, "POST callback 5, PATCH @original", "found"},
		{"a button is not kept", func(c *bot.Config) {
			c.Libraries = altered{Libraries: c.Libraries, putTemp: func(context.Context, string, string, []byte, time.Time) error {
				time.Sleep(6 * time.Second)
				return locked
			}}
		}, useEcho, discord.Use, "POST callback 5, PATCH @original", "found"}, // without the button
		{"settings come late", func(c *bot.Config) { c.Libraries = slowly(c.Libraries) }, useEcho, discord.Use,
			"POST callback 5 private, DELETE @original, POST tok", "found"},
		{"the state of a button comes late", func(c *bot.Config) {
			c.Libraries = altered{Libraries: c.Libraries, temp: func(context.Context, string, string) ([]byte, error) {
				time.Sleep(6 * time.Second)
				return []byte(`{"c":"echo","a":"page","o":"7"}`), nil
			}}
		}, `{"custom_id":"v1k:press-1"}`, discord.Press, "POST callback 6, POST tok", "found"},
		{"the state of a button is not there", func(c *bot.Config) {
			c.Libraries = altered{Libraries: c.Libraries, temp: func(context.Context, string, string) ([]byte, error) {
				time.Sleep(6 * time.Second)
				return nil, locked
			}}
		}, `{"custom_id":"v1k:press-1"}`, discord.Press, "POST callback 6, POST tok private", "went wrong on my side"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				h := newBubbleHouse(t, asks)
				tt.change(&h.config)
				h.restart()
				began := time.Now()
				got := h.serve(h.interaction(tt.kind, member, tt.data))
				if steps(got) != tt.want {
					t.Fatalf("sent %s, want %s", steps(got), tt.want)
				}
				if took := got[0].at.Sub(began); took > 2*time.Second {
					t.Errorf("asked to wait after %s", took)
				}
				if text := texts(got[len(got)-1].body); !strings.Contains(text, tt.says) {
					t.Errorf("says %q, want %q", text, tt.says)
				}
			})
		})
	}
}

// slowly are libs, of which each takes four seconds to open.
func slowly(libs bot.Libraries) bot.Libraries {
	return altered{Libraries: libs, library: func(name string) (*library.Library, error) {
		time.Sleep(4 * time.Second)
		return libs.Library(name)
	}}
}

// What only the asker may see never waits where others see it: each private
// command, its buttons and forms, with a slow command and with a slow store.
func TestPrivateNeverWaitsInPublic(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		var list []commands.Command
		for _, c := range commands.All() {
			list = append(list, late(c))
		}
		h := newBubbleHouse(t, list...)
		usual := h.config.Libraries
		for _, libraries := range []bot.Libraries{usual, slowly(usual)} {
			h.config.Libraries = libraries
			h.restart()
			commands.Each(list, func(name string, c commands.Command) {
				if !c.Private && !c.Moderators {
					return
				}
				for _, kind := range []int{discord.Use, discord.Press, discord.Submit} {
					time.Sleep(time.Minute) // the quota is full again
					want := "POST callback 5 private, PATCH @original"
					data := used(name, c)
					if kind != discord.Use {
						data = `{"custom_id":"v1:` + name + `:go:7"}`
					}
					if kind == discord.Press {
						want = "POST callback 6, POST tok private"
					}
					if got := steps(h.serve(h.interaction(kind, moderator, data))); got != want {
						t.Errorf("%s, interaction of type %d: sent %s, want %s", name, kind, got, want)
					}
				}
			})
		}
	})
}

// late is c, which takes four seconds to say something.
func late(c commands.Command) commands.Command {
	if c.Run != nil {
		c.Run = func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			time.Sleep(4 * time.Second)
			return req.Say("at last"), nil
		}
	}
	var subs []commands.Command
	for _, s := range c.Subcommands {
		subs = append(subs, late(s))
	}
	c.Subcommands = subs
	return c
}

// used is the data of a use of a command, its required options filled in.
func used(name string, c commands.Command) string {
	if c.OnMessage {
		return fmt.Sprintf(`{"name":%q,"type":3,"target_id":"5","resolved":{"messages":{"5":{"id":"5","content":"Herons sleep on one leg."}}}}`, name)
	}
	var options []string
	for _, o := range c.Options {
		if o.Required {
			options = append(options, fmt.Sprintf(`{"name":%q,"type":3,"value":"heron"}`, o.Name))
		}
	}
	inside := strings.Join(options, ",")
	words := strings.Fields(name)
	for i := len(words) - 1; i > 0; i-- {
		kind := 1
		if i < len(words)-1 {
			kind = 2
		}
		inside = fmt.Sprintf(`{"name":%q,"type":%d,"options":[%s]}`, words[i], kind, inside)
	}
	return fmt.Sprintf(`{"name":%q,"type":1,"options":[%s]}`, words[0], inside)
}

// A follow-up, a change and a removal that meet a fault of Discord's are
// tried again; a body that Discord refuses becomes a sentence with a
// reference.
func TestAnswersMeetFaults(t *testing.T) {
	const refusal = `{"code":50035,"message":"Invalid Form Body","errors":{"components":{"0":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH"}]}}}}`
	slow := commands.Request{}.Say("at last")
	whispered := commands.Request{}.Whisper("only you")
	tests := []struct {
		name   string
		reply  commands.Reply
		slow   bool
		at     string // the request that fails
		status int
		times  int
		want   string
		says   string
	}{
		{"a first answer", slow, false, "callback", 502, 1, "POST callback 4, POST callback 4", "at last"},
		{"a change", slow, true, "@original", 502, 2, "POST callback 5, PATCH @original, PATCH @original, PATCH @original", "at last"},
		{"a follow-up", whispered, true, "tok", 502, 1, "POST callback 5, DELETE @original, POST tok private, POST tok private", "only you"},
		{"a removal", whispered, true, "@original", 502, 1, "POST callback 5, DELETE @original, DELETE @original, POST tok private", "only you"},
		{"a first answer is refused", slow, false, "callback", 400, 1, "POST callback 4, POST callback 4 private", "reference"},
		{"a change is refused", slow, true, "@original", 400, 1, "POST callback 5, PATCH @original, DELETE @original, POST tok private", "reference"},
		{"a follow-up is refused", whispered, true, "tok", 400, 1, "POST callback 5, DELETE @original, POST tok private, POST tok private", "reference"},
		{"too large", slow, false, "callback", 413, 1, "POST callback 4, POST callback 4 private", "reference"},
		{"all is refused", slow, false, "callback", 400, 9, "POST callback 4, POST callback 4 private", "reference"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				h := newBubbleHouse(t, echo(func(context.Context, commands.Request) (commands.Reply, error) {
					if tt.slow {
						time.Sleep(4 * time.Second)
					}
					return tt.reply, nil
				}))
				left := tt.times
				h.wire.meet = func(rw http.ResponseWriter, r *http.Request, _ sent) bool {
					if left == 0 || !strings.HasSuffix(r.URL.Path, "/"+tt.at) {
						return false
					}
					left--
					rw.WriteHeader(tt.status)
					fmt.Fprint(rw, refusal)
					return true
				}
				got := h.serve(h.interaction(discord.Use, member, useEcho))
				if steps(got) != tt.want {
					t.Errorf("sent %s, want %s", steps(got), tt.want)
				}
				last := got[len(got)-1].body
				if data, ok := last["data"].(map[string]any); ok {
					last = data
				}
				text := texts(last)
				if !strings.Contains(text, tt.says) {
					t.Errorf("says %q, want %q", text, tt.says)
				}
				if _, reference, ok := strings.Cut(text, "reference "); ok && !strings.Contains(h.log.String(), "reference="+strings.TrimSuffix(reference, ".")) {
					t.Errorf("the log lacks the reference of %q: %s", text, h.log)
				}
			})
		})
	}
}

// A command of moderators waits where only they see it, even if its answer is
// for all.
func TestModeratorsWaitInPrivate(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		open := kinds()[0]
		open.Private = false
		h := newBubbleHouse(t, late(open))
		const want = "POST callback 5 private, DELETE @original, POST tok"
		if got := steps(h.serve(h.interaction(discord.Use, moderator, used(open.Name, open)))); got != want {
			t.Errorf("sent %s, want %s", got, want)
		}
	})
}
