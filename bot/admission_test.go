package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// A rush is many interactions at the same moment, and what each was answered.
type rush struct {
	h     *house
	start time.Time
	group sync.WaitGroup

	got map[string]said
}

// said is an answer, and when it was sent.
type said struct {
	text  string
	after time.Duration
}

// newRush starts a bot that works on two interactions at a time, each for as
// long as its text says.
func newRush(t *testing.T) *rush {
	slow := func(req commands.Request) { d, _ := time.ParseDuration(req.Text("text")); time.Sleep(d) }
	echo := commands.Command{
		Name: "echo", Options: []commands.Option{{Name: "text", Type: commands.Text, Complete: true}},
		Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			slow(req)
			return req.Whisper("done"), nil
		},
		Complete: func(_ context.Context, _ *library.Library, req commands.Request) ([]commands.Choice, error) {
			slow(req)
			return []commands.Choice{{Name: "done", Value: "done"}}, nil
		},
	}
	ask := commands.Command{
		Name: "ask", Options: []commands.Option{{Name: "question", Type: commands.Text}},
		Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			return req.Say("done"), nil
		},
	}
	r := &rush{h: newBubbleHouse(t, echo, ask), start: time.Now(), got: map[string]said{}}
	r.h.config.Workers, r.h.config.Mentions = 2, true
	r.h.restart()
	return r
}

// send serves an interaction of a server that takes so long.
func (r *rush) send(id, guild string, kind int, takes time.Duration) {
	i, err := discord.DecodeInteraction(fmt.Appendf(nil, `{"id":%q,"application_id":"9","token":"tok","type":%d,"guild_id":%q,"locale":"en-US",
		"member":{"permissions":"0","user":{"id":%q,"username":"ann"}},"data":{"name":"echo","type":1,"options":[{"name":"text","type":3,"value":%q,"focused":%t}]}}`,
		id, kind, guild, id, takes, kind == discord.Autocomplete))
	if err != nil {
		r.h.t.Fatal(err)
	}
	r.group.Go(func() { r.h.bot.Serve(r.h.t.Context(), i) })
	synctest.Wait()
}

// answers waits for all answers and returns the first to each interaction. It
// reports those that were answered twice or never.
func (r *rush) answers(sent int) map[string]said {
	r.group.Wait()
	clear(r.got)
	for _, s := range r.h.wire.all() {
		rest, ok := strings.CutPrefix(s.path, "/api/v10/interactions/")
		id, _, _ := strings.Cut(rest, "/")
		if !ok {
			continue
		}
		if _, twice := r.got[id]; twice {
			r.h.t.Errorf("%s is answered twice", id)
		}
		r.got[id] = said{s.raw, s.at.Sub(r.start)}
	}
	if len(r.got) != sent {
		r.h.t.Errorf("%d of %d are answered", len(r.got), sent)
	}
	return r.got
}

// expect compares an answer with its text and the time of it.
func (r *rush) expect(id, text string, after time.Duration) {
	r.h.t.Helper()
	if got := r.got[id]; !strings.Contains(got.text, text) || got.after.Round(10*time.Millisecond) != after {
		r.h.t.Errorf("%s: after %v %s, want after %v %q", id, got.after, got.text, after, text)
	}
}

// An interaction that would wait too long is refused within a second, at no cost.
func TestBusy(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		for n := range 8 {
			r.send(fmt.Sprint(n), "1", discord.Use, 500*time.Millisecond)
		}
		r.answers(8)
		for n, want := range []time.Duration{500, 500, 1000, 1000} {
			r.expect(fmt.Sprint(n), "done", want*time.Millisecond)
		}
		for n := 4; n < 8; n++ {
			r.expect(fmt.Sprint(n), "I am too busy right now", 700*time.Millisecond)
		}
		r.send("after", "1", discord.Use, 0)
		r.answers(9)
		r.expect("after", "done", time.Second)
	})
}

// A completion waits less, because the person types on, and then offers
// nothing.
func TestBusyTyping(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		for n := range 6 {
			r.send(fmt.Sprint(n), "1", discord.Autocomplete, 300*time.Millisecond)
		}
		r.answers(6)
		for n, want := range []time.Duration{300, 300, 600, 600} {
			r.expect(fmt.Sprint(n), `"choices":[{`, want*time.Millisecond)
		}
		for n := 4; n < 6; n++ {
			r.expect(fmt.Sprint(n), `"choices":[]`, 400*time.Millisecond)
		}
	})
}

// A server that asks much waits for itself: another one has the next turn.
func TestFairBetweenServers(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		for n := range 20 {
			r.send(fmt.Sprint("noisy", n), "1", discord.Use, 200*time.Millisecond)
		}
		r.send("quiet", "2", discord.Use, 200*time.Millisecond)
		r.send("also quiet", "3", discord.Use, 200*time.Millisecond)
		r.answers(22)
		r.expect("noisy1", "done", 200*time.Millisecond)
		r.expect("noisy2", "done", 400*time.Millisecond)
		r.expect("quiet", "done", 400*time.Millisecond)
		r.expect("also quiet", "done", 600*time.Millisecond)
		r.expect("noisy19", "too busy", 700*time.Millisecond)
	})
}

// When too many wait, the server with the longest line is refused, not the one
// that comes last.
func TestFullLine(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		const sent = 1100
		for n := range sent {
			r.send(fmt.Sprint("noisy", n), "1", discord.Use, 500*time.Millisecond)
		}
		r.send("quiet", "2", discord.Use, 0)
		r.answers(sent + 1)
		r.expect("quiet", "done", 500*time.Millisecond)
		r.expect(fmt.Sprint("noisy", sent-1), "too busy", 0)
		r.expect("noisy1025", "too busy", 0) // made room for the quiet one
		r.expect("noisy900", "too busy", 700*time.Millisecond)
	})
}

// Where the lines move too slowly for one more, it is refused at once: it would
// only wait in vain. A server without a line is not.
func TestRefusedAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		for n := range 100 {
			r.send(fmt.Sprint("noisy", n), "1", discord.Use, 50*time.Millisecond)
		}
		time.Sleep(510 * time.Millisecond)
		r.send("late", "1", discord.Use, 0)
		r.send("typed", "1", discord.Autocomplete, 0)
		r.send("quiet", "2", discord.Use, 0)
		time.Sleep(250 * time.Millisecond)
		for n := range 10 { // the line is short again
			r.send(fmt.Sprint("after", n), "1", discord.Use, 50*time.Millisecond)
		}
		r.answers(113)
		r.expect("late", "too busy", 510*time.Millisecond)
		r.expect("typed", `"choices":[]`, 510*time.Millisecond)
		r.expect("quiet", "done", 550*time.Millisecond)
		r.expect("noisy99", "too busy", 700*time.Millisecond)
		r.expect("after9", "done", 1010*time.Millisecond)
	})
}

// Those that wait for a network do not keep others from being worked on.
func TestSlowStepAside(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		r.send("slow1", "1", discord.Use, time.Minute)
		r.send("slow2", "1", discord.Use, time.Minute)
		time.Sleep(time.Second)
		r.send("quick", "2", discord.Use, 0)
		r.answers(3)
		r.expect("slow1", `"type":5`, 1500*time.Millisecond)
		r.expect("quick", "done", 1500*time.Millisecond)
	})
}

// A mention waits for its turn as an interaction does. One that would wait too
// long gets no reply.
func TestMentionsTakeTurns(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		r := newRush(t)
		mention := func(id string) {
			r.group.Go(func() {
				r.h.bot.Mentioned(t.Context(), &discord.Mention{ID: id, GuildID: "1", ChannelID: "5", Author: discord.User{ID: id, Username: "ann"}, Content: "<@9> why?", Self: "9"})
			})
			synctest.Wait()
		}
		replies := func() (list []time.Duration) {
			for _, s := range r.h.wire.all() {
				if strings.HasSuffix(s.path, "/channels/5/messages") {
					list = append(list, s.at.Sub(r.start))
				}
			}
			return list
		}
		r.send("1", "1", discord.Use, 300*time.Millisecond)
		r.send("2", "1", discord.Use, 600*time.Millisecond)
		mention("3")
		r.group.Wait()
		if got := replies(); len(got) != 1 || got[0].Round(10*time.Millisecond) != 300*time.Millisecond {
			t.Errorf("a mention that waits is answered after %v, want once after 300ms", got)
		}
		r.send("4", "1", discord.Use, time.Second)
		r.send("5", "1", discord.Use, time.Second)
		mention("6")
		r.group.Wait()
		if got := replies(); len(got) != 1 {
			t.Errorf("%d mentions are answered, want the first alone", len(got))
		}
	})
}
