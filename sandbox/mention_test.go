package sandbox_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/library"
	"footnote/sandbox"
)

// answeringMentions is a house whose bot answers mentions.
func answeringMentions(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.stop()
	h.config.Mentions = true
	h.discord.Cut(0)
	h.start()
	return h
}

// write writes a message and returns it.
func (h *house) write(seat sandbox.Actor, n sandbox.Note) sandbox.Message {
	h.t.Helper()
	if err := h.discord.Write(seat, n); err != nil {
		h.t.Fatalf("write %q: %v", n.Text, err)
	}
	list := h.discord.Messages(seat.Channel, seat.Person)
	i := len(list) - 1
	for list[i].Author != seat.Person {
		i--
	}
	return list[i]
}

// reply waits for the bot's reply to a message.
func (h *house) reply(seat sandbox.Actor, to sandbox.Message) sandbox.Message {
	h.t.Helper()
	var reply sandbox.Message
	h.soon("the bot replies to "+to.Content, func() bool {
		for _, m := range h.discord.Messages(seat.Channel, seat.Person) {
			if m.ReplyTo == to.ID && m.Author != seat.Person {
				reply = m
				return true
			}
		}
		return false
	})
	return reply
}

// unanswered checks that the bot replies to none of some messages: it replies
// to one that is written after them first.
func (h *house) unanswered(seat sandbox.Actor, messages ...sandbox.Message) {
	h.t.Helper()
	h.reply(seat, h.write(seat, sandbox.Note{Text: "@Footnote why did lecun leave meta"}))
	time.Sleep(50 * time.Millisecond) // each message has its own goroutine
	for _, m := range h.discord.Messages(seat.Channel, seat.Person) {
		if slices.ContainsFunc(messages, func(asked sandbox.Message) bool { return m.ReplyTo == asked.ID }) {
			h.t.Errorf("%s is answered: %s", m.ReplyTo, m.Components)
		}
	}
}

func wants(t *testing.T, m sandbox.Message, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(string(m.Components), w) {
			t.Errorf("the reply lacks %q: %s", w, m.Components)
		}
	}
	if m.For != "" {
		t.Error("the reply is for one person")
	}
}

// A mention is a question, a reply to an answer follows it up, and all else
// stays without an answer.
func TestMentions(t *testing.T) {
	t.Parallel()
	h := answeringMentions(t)
	h.samples()
	first := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote why did lecun leave meta"}))
	wants(t, first, "### why did lecun leave meta", "AMI Labs", "Follow up", "Dismiss", "Report")

	when := h.reply(h.mod, h.write(h.mod, sandbox.Note{Text: "and when?", ReplyTo: first.ID}))
	wants(t, when, "### when did lecun leave meta")
	who := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "who said that?", ReplyTo: when.ID}))
	wants(t, who, "You certainly don’t tell me what to do", "**Yann LeCun**")
	other := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote who built the first tower on the Eddystone?", ReplyTo: who.ID}))
	wants(t, other, "Four towers on one rock")

	miss := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote how do volcanoes erupt"}))
	wants(t, miss, "no sure answer", "/ask")
	if strings.Count(string(miss.Components), `"content"`) != 1 {
		t.Errorf("a miss has more than one line: %s", miss.Components)
	}
	empty := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote the of and"}))
	wants(t, empty, "content")

	h.unanswered(h.member,
		h.write(h.member, sandbox.Note{Text: "why did lecun leave meta"}),
		h.write(h.member, sandbox.Note{Text: "@Footnote"}),
		h.write(h.member, sandbox.Note{Text: "@Mona why did lecun leave meta"}),
		h.write(h.member, sandbox.Note{Text: "thanks!", ReplyTo: first.ID}),
		h.write(h.member, sandbox.Note{Text: "and when?", ReplyTo: h.write(h.mod, sandbox.Note{Text: "hello"}).ID}))

	h.press(h.member, first, "Dismiss")
	h.soon("the answer is gone", func() bool {
		return !slices.ContainsFunc(h.discord.Messages(h.member.Channel, h.member.Person), func(m sandbox.Message) bool { return m.ID == first.ID })
	})
}

// Mentions are under the rules of /ask: the channels, the privacy of answers,
// and the switch of the moderators.
func TestMentionsObeySettings(t *testing.T) {
	t.Parallel()
	h := answeringMentions(t)
	h.samples()
	set := func(s library.Settings) {
		t.Helper()
		if err := h.lib.SetSettings(t.Context(), "1", "settings", s); err != nil {
			t.Fatal(err)
		}
	}
	channels := h.discord.Guilds()[0].Channels
	thread := sandbox.Actor{Person: h.member.Person, Channel: channels[1].ID}
	const question = "@Footnote why did lecun leave meta"

	set(library.Settings{Channels: []string{channels[0].ID}})
	wants(t, h.reply(thread, h.write(thread, sandbox.Note{Text: question})), "AMI Labs")
	set(library.Settings{Channels: []string{channels[2].ID}})
	wants(t, h.reply(h.member, h.write(h.member, sandbox.Note{Text: question})), "I answer in", channels[2].ID)
	set(library.Settings{Private: true})
	wants(t, h.reply(h.member, h.write(h.member, sandbox.Note{Text: question})), "only the asker sees my answers")
	set(library.Settings{Language: "de"})
	wants(t, h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote wie brechen Vulkane aus"})), "/ask")

	set(library.Settings{Mentions: library.Off})
	ignored := h.write(h.member, sandbox.Note{Text: question})
	time.Sleep(50 * time.Millisecond)
	set(library.Settings{})
	h.unanswered(h.member, ignored)
}

// Who mentions the bot too often gets no reply, not even one that says so.
func TestMentionsBeyondTheQuota(t *testing.T) {
	t.Parallel()
	h := answeringMentions(t)
	h.samples()
	for range 30 {
		h.write(h.member, sandbox.Note{Text: "@Footnote why did lecun leave meta"})
	}
	replies := func() (n int) {
		for _, m := range h.discord.Messages(h.member.Channel, h.member.Person) {
			if m.Author != h.member.Person && m.ReplyTo != "" {
				n++
			}
		}
		return n
	}
	h.soon("the bot replies as often as it may", func() bool { return replies() >= 20 })
	h.unanswered(h.mod)
	for _, m := range h.discord.Messages(h.member.Channel, h.member.Person) {
		if strings.Contains(string(m.Components), "Too many") {
			t.Fatalf("a reply adds to the noise: %s", m.Components)
		}
	}
}

// A follow-up of an answer whose article was removed says so, and one of a
// message that was deleted meanwhile harms nothing.
func TestFollowUpOfWhatIsGone(t *testing.T) {
	t.Parallel()
	h := answeringMentions(t)
	r, err := h.lib.AddOne(t.Context(), "5", library.Item{Anyway: true, Source: article.Source{
		Title: "The ferry of Norr", MediaType: "text/plain", Body: []byte("The ferry of Norr sank in 1911, two miles from its harbour. Nobody was on board that night."),
	}})
	if err != nil {
		t.Fatal(err)
	}
	answer := h.reply(h.member, h.write(h.member, sandbox.Note{Text: "@Footnote when did the ferry of Norr sink?"}))
	wants(t, answer, "1911")
	if _, err := h.lib.Remove(t.Context(), "5", r.ID); err != nil {
		t.Fatal(err)
	}
	wants(t, h.reply(h.member, h.write(h.member, sandbox.Note{Text: "and where?", ReplyTo: answer.ID})), "not in this library any more")
	x := h.press(h.member, answer, "Follow up")
	form, ok := h.discord.OpenForm(x.ID)
	if !ok {
		t.Fatal("no form opened")
	}
	for range 2 { // the form is sent twice
		x, err := h.discord.Submit(h.member, form, map[string]string{"question": "and where?"}, nil)
		if err != nil || len(x.Broken) > 0 {
			t.Fatalf("submit: %v, %v", err, x)
		}
		if m := h.last(h.member); m.For != h.member.Person || !strings.Contains(string(m.Components), "not in this library any more") {
			t.Errorf("the form is answered with %s", m.Components)
		}
	}
}

// Without mentions the bot asks for no messages; with them alone it does.
func TestIntents(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if got := h.discord.Intents(); got != 1 {
		t.Errorf("asks for intents %b, want servers alone", got)
	}
	h.samples()
	ignored := h.write(h.member, sandbox.Note{Text: "@Footnote why did lecun leave meta"})
	h.stop()
	h.config.Mentions = true
	h.discord.Cut(0)
	h.start()
	h.unanswered(h.member, ignored)
	if got := h.discord.Intents(); got != 1|1<<9 {
		t.Errorf("asks for intents %b, want servers and their messages", got)
	}
}
