package sandbox_test

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"footnote/article"
	"footnote/commands"
	"footnote/i18n"
	"footnote/library"
	"footnote/library/diff"
	"footnote/sandbox"
)

// wouldBeLive is text that tries to become a command or a mention.
const wouldBeLive = "/privacy zzz7, (/who zzz7), </privacy:5> zzz7, /library show zzz7, <@777>, <#777>, <@&777>, \u2069/privacy zzz7\u2068, <id:customize>, <t:7>"

// live finds what of it has become one, in components as they are sent.
var live = regexp.MustCompile(`(^|[^\\])(</[a-z ]+:[0-9]+>\)? zzz7|<@[&!]?777>|<#777>|<id:|<t:7)`)

// ours finds names of commands that can be clicked.
var ours = regexp.MustCompile(`(^|[^\\])</[a-z ]+:[0-9]+>`)

// texts returns what a message says.
func texts(t *testing.T, m sandbox.Message) string {
	t.Helper()
	var all []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if s, ok := v["content"].(string); ok {
				all = append(all, s)
			}
			walk(v["components"])
		}
	}
	var list []any
	if err := json.Unmarshal(m.Components, &list); err != nil {
		t.Fatal(err)
	}
	walk(list)
	return strings.Join(all, "\n")
}

// Words of others stay text in every place of a reply, while the commands that
// we name can be clicked.
func TestOnlyOursIsLive(t *testing.T) {
	t.Parallel()
	source := commands.Source{Title: wouldBeLive, URL: "https://example.org/a", Section: wouldBeLive, Author: wouldBeLive}
	places := map[string]commands.Reply{
		"title":    {Title: wouldBeLive},
		"heading":  {Blocks: []commands.Block{{Heading: wouldBeLive}}},
		"argument": commands.Request{}.Say("No one in this library is quoted on “%s”.", wouldBeLive),
		"small":    {Blocks: []commands.Block{{Small: i18n.Theirs(wouldBeLive)}}},
		"words":    {Blocks: []commands.Block{{Cite: &commands.Citation{Words: wouldBeLive, Source: source}}}},
		"marked":   {Blocks: []commands.Block{{Cite: &commands.Citation{Words: wouldBeLive, Marks: []article.Span{{Start: 0, End: 8}}, Source: source}}}},
		"struck":   {Blocks: []commands.Block{{Cite: &commands.Citation{Words: "so", Replaced: []diff.Replaced{{At: 2, Words: wouldBeLive}}, Source: source}}}},
		"speaker":  {Blocks: []commands.Block{{Cite: &commands.Citation{Words: "so", Quoted: true, Speaker: wouldBeLive, Source: source}}}},
		"source":   {Blocks: []commands.Block{{Cite: &commands.Citation{Source: commands.Source{Title: wouldBeLive}}}}},
		"also":     {Blocks: []commands.Block{{Cite: &commands.Citation{Words: "so", Source: source, Also: []commands.Source{{Title: wouldBeLive}}}}}},
	}
	h := newHouse(t, commands.Command{Name: "who", Description: "x"}, commands.Command{Name: "privacy", Description: "x"},
		commands.Command{
			Name: "show", Description: "x", Options: []commands.Option{{Name: "place", Description: "x"}},
			Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
				reply := places[req.Text("place")]
				reply.Blocks = append(reply.Blocks, commands.Block{Text: "Ask /who.", Small: "See /privacy."})
				return reply, nil
			},
		})
	for place := range places {
		h.use(h.member, "show", text("place", place))
		got := texts(t, h.last(h.member))
		if !strings.Contains(got, "zzz7") || live.MatchString(got) {
			t.Errorf("%s: %q of others is live in %q", place, live.FindString(got), got)
		}
		if n := len(ours.FindAllString(got, -1)); n != 2 {
			t.Errorf("%s: %d commands of ours can be clicked, want 2: %q", place, n, got)
		}
	}
}

// The same on every screen that shows what others wrote: an article, a
// question, a report.
func TestNothingOfOthersIsLive(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	body := "Herons at the pond\n\nThe ranger Ann Archer met Bert /privacy Baker and Cora </who:5> Cole at the pond. " +
		"“A heron waits, " + wouldBeLive + ", for hours,” said Ann Archer. " + wouldBeLive + " is what Bert /privacy Baker and Ann Archer wrote on the sign."
	r, err := h.lib.AddOne(t.Context(), "5", library.Item{Anyway: true, Source: article.Source{
		Title: wouldBeLive, URL: "https://example.org/herons", MediaType: "text/plain", Body: []byte(body),
	}})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	check := func(what string, seat sandbox.Actor) sandbox.Message {
		t.Helper()
		m := h.last(seat)
		got := texts(t, m)
		if found := live.FindString(got); found != "" {
			t.Errorf("%s: %q is live in %s", what, found, got)
		}
		if strings.Contains(got, "zzz7") {
			checked++
		}
		return m
	}
	for _, use := range []struct {
		name    string
		options []sandbox.Option
	}{
		{"ask", []sandbox.Option{text("question", "how long does a heron wait")}},
		{"ask", []sandbox.Option{text("question", wouldBeLive[:100])}},
		{"ask", []sandbox.Option{text("question", "volcano "+wouldBeLive)}},
		{"search", []sandbox.Option{text("words", "heron")}},
		{"search", []sandbox.Option{text("words", "volcano "+wouldBeLive)}},
		{"quote", []sandbox.Option{text("words", "heron")}},
		{"quote", []sandbox.Option{text("words", "volcano /privacy zzz7"), text("speaker", "/privacy zzz7 <@777>")}},
		{"who", []sandbox.Option{text("name", "Ann Archer")}},
		{"who", []sandbox.Option{text("name", "/privacy zzz7 <@777>")}},
		{"who", []sandbox.Option{text("name", "<@777>")}},
		{"check", []sandbox.Option{text("text", "“A heron waits, /privacy zzz7 <@777>, for days,” said Ann Archer.")}},
		{"articles", nil},
		{"articles", []sandbox.Option{text("words", "/privacy zzz7")}},
		{"library", []sandbox.Option{sub("show", text("article", r.ID))}},
		{"library", []sandbox.Option{sub("show", text("article", "volcano /privacy zzz7 <@777>"))}},
		{"library", []sandbox.Option{sub("add", text("text", body+" Once more."), text("title", wouldBeLive))}},
		{"library", []sandbox.Option{sub("remove", text("article", "zzz7"))}},
		{"library", []sandbox.Option{sub("remove", text("article", r.ID))}},
		{"library", []sandbox.Option{sub("log")}},
		{"library", []sandbox.Option{sub("list")}},
		{"help", nil},
	} {
		h.use(h.mod, use.name, use.options...)
		check("/"+use.name, h.mod)
	}
	// Moderators get the wishes and the reports.
	if err := h.lib.SetSettings(t.Context(), "1", "notices", library.Settings{Notices: h.discord.Guilds()[0].Channels[1].ID}); err != nil {
		t.Fatal(err)
	}
	moderators := sandbox.Actor{Person: h.mod.Person, Channel: h.discord.Guilds()[0].Channels[1].ID}
	h.use(h.member, "who", text("name", "/privacy zzz7 <@777>"))
	h.press(h.member, check("a miss", h.member), "Request an article on this")
	check("a wish", h.member)
	h.soon("the moderators are told", func() bool { return len(h.discord.Messages(moderators.Channel, moderators.Person)) > 0 })
	check("a notice of a wish", moderators)
	h.use(h.member, "search", text("words", "heron"))
	answer := check("/search", h.member)
	x := h.press(h.member, answer, "Report")
	form, ok := h.discord.OpenForm(x.ID)
	if !ok {
		t.Fatal("no form")
	}
	if _, err := h.discord.Submit(h.member, form, map[string]string{"what": wouldBeLive}, nil); err != nil {
		t.Fatal(err)
	}
	h.soon("the moderators are told", func() bool { return len(h.discord.Messages(moderators.Channel, moderators.Person)) > 1 })
	notice := check("a notice of a report", moderators)
	if link := "https://discord.com/channels/" + h.discord.Guilds()[0].ID + "/" + h.member.Channel + "/" + answer.ID; !strings.Contains(string(notice.Components), `"url":"`+link+`"`) {
		t.Errorf("a report has no link to %s: %s", link, notice.Components)
	}
	h.use(h.mod, "library", sub("log"))
	check("/library log", h.mod)
	if checked < 18 {
		t.Errorf("only %d screens show what others wrote", checked)
	}
}
