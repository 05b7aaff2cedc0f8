package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/article"
	"footnote/commands"
	"footnote/discord"
	"footnote/library/diff"
)

// shown returns what Discord is asked to show of a reply.
func shown(t *testing.T, reply commands.Reply) (message map[string]any, raw string) {
	t.Helper()
	h := newHouse(t, echo(func(context.Context, commands.Request) (commands.Reply, error) { return reply, nil }))
	got := h.serve(h.interaction(discord.Use, member, useEcho))
	if len(got) != 1 {
		t.Fatalf("sent %v, want one answer", got)
	}
	message, _ = got[0].body["data"].(map[string]any)
	return message, got[0].raw
}

func TestCitationsAreLaidOut(t *testing.T) {
	t.Parallel()
	leaving := commands.Source{ID: "a", Title: "Leaving [Meta]", URL: "https://example.com/a_(b)", Section: "Cats", Author: "B. Writer", Published: "2025-11-20"}
	tests := []struct {
		name  string
		reply commands.Reply
		want  string
	}{
		{"a passage with hits", commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{
			Words: "A cat knows more.\nA cat *plans*.", Marks: []article.Span{{Start: 2, End: 5}, {Start: 20, End: 23}}, Source: leaving,
		}}}},
			"> A **cat** knows more.\n> A **cat** \\*plans\\*.\n" +
				`-# [Leaving \[Meta\]](https://example.com/a_%28b%29) · Cats · B. Writer · 20 November 2025`},
		{"a quotation", commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{
			Words: "Not even a cat", Quoted: true, Speaker: "Yann LeCun", Source: commands.Source{Title: "Pasted"},
		}}}},
			"> “Not even a cat”\n— **Yann LeCun**\n-# Pasted"},
		{"words that were claimed", commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{
			Words: "A cat plans nothing.", Marks: []article.Span{{Start: 12, End: 19}}, Quoted: true, Source: commands.Source{Title: "One"},
			Replaced: []diff.Replaced{{At: 12, Words: "~~*every*~~"}, {At: 20, Words: "@everyone"}, {At: 99, Words: "lost"}},
		}}}},
			"> “A cat plans ~~\\~\\~\\*every\\*\\~\\~~~ **nothing**. ~~\\@everyone~~”\n-# One"},
		{"folded articles", commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{
			Words: "Same.", Source: commands.Source{Title: "One"}, Also: []commands.Source{{Title: "Two"}},
		}}}},
			"> Same.\n-# One\n-# also in Two"},
		{"title, pages, small print", commands.Reply{Title: "# Two\nlines", Blocks: []commands.Block{{Heading: "H", Text: "body", Small: "small"}}, Page: 2, Pages: 3},
			"### \\# Two lines\n**H**\nbody\n-# small\n-# Page 2 of 3"},
		{"markup of others, wherever it is", commands.Reply{Blocks: []commands.Block{{Heading: "**H** <@1>", Cite: &commands.Citation{
			Words: "*W*", Quoted: true, Speaker: "**Y**\n<#1> Z", Source: commands.Source{Title: "~~T~~", Section: "*S*", Author: "||A||"},
		}}}},
			"**\\*\\*H\\*\\* \\<@1\\>**\n> “\\*W\\*”\n— **\\*\\*Y\\*\\* \\<#1\\> Z**\n-# \\~\\~T\\~\\~ · \\*S\\* · \\|\\|A\\|\\|"},
		{"an article without an address of the web", commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{Source: commands.Source{Title: "T", URL: "javascript:alert(1)"}}}}},
			"T"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			message, _ := shown(t, tt.reply)
			if got := texts(message); got != tt.want {
				t.Errorf("shows\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Whatever an article holds, a message stays inside Discord's limits, and
// what was looked for stays in sight.
func TestMessagesFit(t *testing.T) {
	t.Parallel()
	passages := map[string]string{
		"plain":    strings.Repeat("word ", 239),
		"one word": strings.Repeat("a", 1200),
		"markup":   strings.Repeat("*_~`|[](<@1>)# ", 80),
		"chinese":  strings.Repeat("她说猫比机器聪明。", 133),
		"family":   strings.Repeat("👩‍👩‍👧‍👦 ", 150),
		"accents":  strings.Repeat("e\u0301\u0302\u0303", 300),
		"lines":    strings.Repeat("- item\n", 170),
	}
	for name, words := range passages {
		for _, n := range []int{1, 3, 10, 40} {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) {
				hit := words + "NEEDLE"
				reply := commands.Reply{Title: words}
				for i := range n {
					reply.Blocks = append(reply.Blocks, commands.Block{Cite: &commands.Citation{
						Words: hit, Marks: []article.Span{{Start: len(words), End: len(hit)}},
						Source: commands.Source{Title: words, URL: "https://example.com/" + strings.Repeat("x", 60), Section: words, Author: words},
					}})
					if i < 10 {
						reply.Buttons = append(reply.Buttons, commands.Button{Label: words, Action: "go", Args: []string{fmt.Sprint(i)}})
					}
				}
				message, _ := shown(t, reply)
				checkLimits(t, message)
				if n == 1 && !strings.Contains(texts(message), "**NEEDLE**") {
					t.Error("the hit was cut away")
				}
			})
		}
	}
}

// checkLimits holds a message against Discord's documented limits.
func checkLimits(t *testing.T, message map[string]any) {
	t.Helper()
	components, points, bytes := 0, 0, 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, ok := v["type"]; ok {
				components++
			}
			if s, ok := v["content"].(string); ok {
				points += utf8.RuneCountInString(s)
				bytes += len(s) + 12
				if strings.HasSuffix(s, `\`) {
					t.Errorf("ends in half an escape: %q", s[max(0, len(s)-20):])
				}
			}
			if s, ok := v["label"].(string); ok && utf8.RuneCountInString(s) > 80 {
				t.Errorf("a label of %d", utf8.RuneCountInString(s))
			}
			walk(v["components"])
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(message["components"])
	if components > 40 || points > 4000 || bytes > 10000 {
		t.Errorf("%d components, %d code points, %d bytes", components, points, bytes)
	}
}

func TestFormsOpen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
		if req.Action == "filled" {
			return commands.Request{}.Say("%s, %s, %s", req.Args[0], req.Text("note"), req.Files["paper"].Name), nil
		}
		return commands.Reply{Form: &commands.Form{Title: "A form", Action: "filled", Args: []string{"a"}, Fields: []commands.Field{
			{Name: "note", Label: "Note", Long: true},
			{Name: "paper", Label: "Paper", Type: commands.File},
		}}}, nil
	}))
	got := h.serve(h.interaction(discord.Use, member, useEcho))
	if got[0].body["type"] != float64(discord.OpenModal) {
		t.Fatalf("sent %s, want a modal", got[0].raw)
	}
	id := got[0].body["data"].(map[string]any)["custom_id"].(string)
	filled := h.serve(h.interaction(discord.Submit, member, `{"custom_id":"`+id+`","components":[
		{"type":18,"component":{"type":4,"custom_id":"note","value":" hello "}},
		{"type":18,"component":{"type":19,"custom_id":"paper","values":["55"]}},
		{"type":99,"component":{"type":98,"custom_id":"new","value":true}}],
		"resolved":{"attachments":{"55":{"id":"55","filename":"a.txt","size":3,"url":"https://cdn.example/a.txt"}}}}`))
	if text := texts(filled[0].body["data"].(map[string]any)); text != "a, hello, a.txt" {
		t.Errorf("says %q", text)
	}
}

func TestFilesGoAlong(t *testing.T) {
	t.Parallel()
	h := newHouse(t, echo(func(context.Context, commands.Request) (commands.Reply, error) {
		return commands.Reply{Title: "Export", File: &commands.Attachment{Name: "library.jsonl", MediaType: "application/jsonl", Body: []byte("{}\n")}}, nil
	}))
	got := h.serve(h.interaction(discord.Use, member, useEcho))
	if got[0].files["library.jsonl"] != "{}\n" || !strings.Contains(got[0].raw, "attachment://library.jsonl") {
		t.Errorf("sent %s with %v", got[0].raw, got[0].files)
	}
}
