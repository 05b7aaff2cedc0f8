package bot_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/discord"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

var update = flag.Bool("update", false, "write the golden files of the screens anew")

// The screens of Discord, each a file in testdata/screens: steps, one per line
// after "$", each followed by what is shown.
func TestScreens(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/screens/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no screens: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			s := &screens{house: newHouse(t), locale: "en-US"}
			for line := range strings.Lines(string(golden)) {
				switch {
				case strings.HasPrefix(line, "# "):
					got.WriteString(line)
				case strings.HasPrefix(line, "$ "):
					fmt.Fprintf(&got, "%s\n%s\n", line, s.step(strings.TrimSpace(line[2:])))
				}
			}
			if *update {
				if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got.String() != string(golden) {
				t.Errorf("%s has\n%s\nwant\n%s", file, &got, golden)
			}
		})
	}
}

// screens is a person in front of Discord.
type screens struct {
	*house
	locale  string
	rights  string
	channel string
	seen    map[string]any // the message seen last
	form    map[string]any // the form that is open
	posted  map[string]any // the message that was sent to a channel last
}

// step does what a line says, and returns what is seen then:
//
//	offer mentions     the operator lets people ask by mentioning the bot
//	samples            the sample articles are added
//	seat moderator     who sits there: member, moderator
//	speak de           their language
//	add title | text   an article is added
//	add title | text | 2024-05-03   the same, with its date
//	upload name | text a file is given to /library add
//	attach name        one of testdata/files is
//	/ask why           a command, its values after the first as name:value
//	menu Name: text    an entry of the menu of a message, or of one in JSON
//	press Label        a button of the message seen last
//	pick Prompt -> id  a menu of it
//	fill a=b | c=d     the open form
//	page url | text    what is at an address
//	close id           a channel that the bot may not write to
//	in id              the channel where all happens from then on
//	announce           all articles are announced
//	fulfil words       a member is notified that an article answers their wish
func (s *screens) step(line string) string {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "offer":
		s.config.Mentions, s.libraries.Mentions, s.libraries.IndexDir = true, true, s.t.TempDir()
		s.open()
		return ""
	case "samples":
		for _, file := range []string{"lecun.txt", "eddystone.md", "earthworms.html"} {
			body, err := os.ReadFile("../samples/articles/" + file)
			if err != nil {
				s.t.Fatal(err)
			}
			s.addSource(article.Source{Name: file, Body: body})
		}
		return ""
	case "add":
		title, text, _ := strings.Cut(rest, " | ")
		text, day, _ := strings.Cut(text, " | ")
		s.addSource(article.Source{Title: title, Published: day, MediaType: "text/plain", URL: "https://example.org/" + fmt.Sprint(len(rest)), Body: []byte(text)})
		return ""
	case "upload", "attach": // a file for /library add
		name, body, _ := strings.Cut(rest, " | ")
		if verb == "attach" {
			file, err := os.ReadFile("../testdata/files/" + name)
			if err != nil {
				s.t.Fatal(err)
			}
			body = string(file)
		}
		url := "https://cdn.example/" + name
		s.files[url] = body
		return s.see(discord.Use, map[string]any{
			"name": "library", "type": 1, "options": []any{map[string]any{"name": "add", "type": 1, "options": []any{map[string]any{"name": "file", "type": 11, "value": "66"}}}},
			"resolved": map[string]any{"attachments": map[string]any{"66": map[string]any{"id": "66", "filename": name, "size": len(body), "url": url}}},
		})
	case "page": // there is one at an address
		url, body, _ := strings.Cut(rest, " | ")
		s.files[url] = body
		return ""
	case "close": // a channel, to the bot
		s.wire.meet = func(rw http.ResponseWriter, r *http.Request, _ sent) bool {
			if !strings.HasSuffix(r.URL.Path, "/channels/"+rest+"/messages") {
				return false
			}
			rw.WriteHeader(http.StatusForbidden)
			fmt.Fprint(rw, `{"code":50013,"message":"Missing Permissions"}`)
			return true
		}
		return ""
	case "announce", "fulfil": // as the schedule does
		return s.scheduled(verb, rest)
	case "in": // a channel, from now on
		s.channel = rest
		return ""
	case "seat":
		s.rights = map[string]string{"member": member, "moderator": moderator}[rest]
		return ""
	case "speak":
		s.locale = rest
		return ""
	case "press", "pick":
		label, value, _ := strings.Cut(rest, " ->")
		value = strings.TrimSpace(value)
		seen := s.seen
		if there, ok := strings.CutPrefix(label, "there: "); ok {
			label, seen = there, s.posted
		}
		id := buttons(seen)[label]
		if id == "" {
			s.t.Fatalf("no button %q in %v", label, buttons(s.seen))
		}
		var values []string
		if verb == "pick" {
			values = strings.Split(value, ",")
			if value == "" {
				values = []string{}
			}
		}
		return s.see(discord.Press, map[string]any{"custom_id": id, "values": values})
	case "fill":
		var fields []any
		for pair := range strings.SplitSeq(rest, " | ") {
			name, value, _ := strings.Cut(pair, "=")
			fields = append(fields, map[string]any{"type": 18, "component": map[string]any{"custom_id": name, "type": 4, "value": value}})
		}
		return s.see(discord.Submit, map[string]any{"custom_id": s.form["custom_id"], "components": fields})
	case "menu":
		name, text, _ := strings.Cut(rest, ": ")
		message := map[string]any{"content": text}
		if strings.HasPrefix(text, "{") {
			if err := json.Unmarshal([]byte(text), &message); err != nil {
				s.t.Fatal(err)
			}
		}
		message["id"] = "5"
		return s.see(discord.Use, map[string]any{
			"name": name, "type": 3, "target_id": "5",
			"resolved": map[string]any{"messages": map[string]any{"5": message}},
		})
	}
	return s.see(discord.Use, s.command(line))
}

// scheduled announces all articles, or answers a wish for words.
func (s *screens) scheduled(verb, words string) string {
	s.t.Helper()
	before := len(s.wire.all())
	settings, err := s.lib.Settings(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var says string
	if verb == "announce" {
		infos, err := s.lib.Articles(s.t.Context(), store.Filter{})
		if err != nil {
			s.t.Fatal(err)
		}
		news := library.News{Library: s.lib, Settings: settings}
		for _, i := range infos {
			news.Articles = append(news.Articles, library.NewArticle{Info: i, First: "It begins so."})
		}
		if says, err = s.bot.Announce(s.t.Context(), news); err != nil {
			s.t.Fatal(err)
		}
	} else {
		answer, err := s.lib.Answer(s.t.Context(), index.Query{Text: words, Limit: 1})
		if err != nil || len(answer.Results) == 0 {
			s.t.Fatal(answer, err)
		}
		if err := s.bot.Fulfil(s.t.Context(), library.Fulfilled{Library: s.lib, By: "7", Words: words, Article: answer.Results[0].Article, Result: &answer.Results[0]}); err != nil {
			s.t.Fatal(err)
		}
	}
	var out strings.Builder
	for _, sent := range s.wire.all()[before:] {
		s.shown(&out, sent)
	}
	fmt.Fprintln(&out, says)
	return out.String()
}

func (s *screens) addSource(src article.Source) {
	s.t.Helper()
	if _, err := s.lib.AddOne(s.t.Context(), "5", library.Item{Source: src, Anyway: true}); err != nil {
		s.t.Fatal(err)
	}
}

// command reads a slash command as it is typed.
func (s *screens) command(line string) map[string]any {
	words := strings.Fields(strings.TrimPrefix(line, "/"))
	name := words[0]
	words = words[1:]
	sub, group := "", ""
	if name == "library" {
		sub, words = words[0], words[1:]
	}
	if slices.Contains([]string{"feed", "pin", "synonym"}, sub) {
		group, sub, words = sub, words[0], words[1:]
	}
	values := map[string]string{}
	current := map[string]string{ // the first option of each
		"ask": "question", "suggest": "link", "who": "name", "quote": "words", "game": "show", "timeline": "about", "search": "words", "articles": "words", "check": "text",
		"library show": "article", "library tag": "article", "library edit": "article", "library remove": "article", "library add": "text", "library import": "link", "library list": "words",
	}[strings.TrimSpace(name+" "+sub)]
	for _, w := range words {
		if option, value, ok := strings.Cut(w, "="); ok {
			current, w = option, value
		}
		values[current] = strings.TrimSpace(values[current] + " " + w)
	}
	var options []any
	for name, value := range values {
		options = append(options, map[string]any{"name": name, "type": 3, "value": value})
	}
	if sub != "" {
		options = []any{map[string]any{"name": sub, "type": 1, "options": options}}
	}
	if group != "" {
		options = []any{map[string]any{"name": group, "type": 2, "options": options}}
	}
	return map[string]any{"name": name, "type": 1, "options": options}
}

// clock finds the times of today, which change from run to run.
var clock = regexp.MustCompile(`today [0-9]{2}:[0-9]{2} UTC`)

// nextTime finds when the next quote of the day is due.
var nextTime = regexp.MustCompile(`The next one: [-0-9a-z]+ [0-9]{2}:00`)

// see serves an interaction and returns what was sent for it as text.
func (s *screens) see(kind int, data map[string]any) string {
	s.t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.rights == "" {
		s.rights = member
	}
	i := s.interaction(kind, s.rights, string(raw))
	i.Locale = s.locale
	i.ChannelID = cmp.Or(s.channel, "40")
	if kind == discord.Press || kind == discord.Submit {
		i.Message = s.message()
	}
	var out strings.Builder
	for _, sent := range s.serve(i) {
		s.shown(&out, sent)
	}
	text := strings.ReplaceAll(out.String(), time.Now().UTC().Format(time.DateOnly), "today")
	text = nextTime.ReplaceAllString(text, "The next one: then")
	return clock.ReplaceAllString(text, "today")
}

// message is what is seen, as Discord sends it along with a press.
func (s *screens) message() *discord.ChatMessage {
	raw, err := json.Marshal(s.seen["components"])
	if err != nil {
		s.t.Fatal(err)
	}
	flags, _ := s.seen["flags"].(float64)
	return &discord.ChatMessage{ID: "50", Flags: int(flags), Components: raw}
}

// shown writes one request of the bot as a person would see it.
func (s *screens) shown(out *strings.Builder, sent sent) {
	data, _ := sent.body["data"].(map[string]any)
	if data == nil {
		data = sent.body
	}
	switch kind, _ := sent.body["type"].(float64); {
	case sent.method == "DELETE":
		fmt.Fprintln(out, "[the message is gone]")
		return
	case strings.Contains(sent.path, "/channels"):
		if strings.HasSuffix(sent.path, "@me/channels") {
			return
		}
		silent := ""
		if flags, _ := data["flags"].(float64); int(flags)&discord.Silent != 0 {
			silent = ", silently"
		}
		fmt.Fprintf(out, "[in channel %s%s]\n", strings.Split(sent.path, "/")[4], silent)
		s.posted = data
	case kind == discord.OpenModal:
		s.form = data
		fmt.Fprintf(out, "[form] %s\n", data["title"])
	case kind == discord.UpdateMessage:
		fmt.Fprintln(out, "[in its place]")
		if private(s.seen) { // that does not change
			data["flags"] = float64(discord.Ephemeral)
		}
		s.seen = data
	case kind == discord.DeferUpdate:
		return
	case private(data):
		fmt.Fprintln(out, "[for you alone]")
		s.seen = data
	default:
		s.seen = data
	}
	components(out, data["components"])
	for name := range sent.files {
		fmt.Fprintf(out, "[file %s]\n", name)
	}
}

func components(out *strings.Builder, v any) {
	list, _ := v.([]any)
	for _, e := range list {
		c, _ := e.(map[string]any)
		text := func(key string) string { s, _ := c[key].(string); return s }
		switch kind, _ := c["type"].(float64); int(kind) {
		case 1:
			var labels []string
			row, _ := c["components"].([]any)
			for _, e := range row {
				b, _ := e.(map[string]any)
				switch kind, _ := b["type"].(float64); kind {
				case 2:
					label := fmt.Sprintf("[%s]", b["label"])
					if link, ok := b["url"].(string); ok {
						label += "(" + link + ")"
					}
					labels = append(labels, label)
				default:
					labels = append(labels, fmt.Sprintf("[%s ▾ %s]", b["placeholder"], strings.Join(choices(b), "; ")))
				}
			}
			fmt.Fprintln(out, strings.Join(labels, " "))
		case 10:
			fmt.Fprintln(out, text("content"))
		case 12:
			items, _ := c["items"].([]any)
			for _, e := range items {
				item, _ := e.(map[string]any)
				fmt.Fprintf(out, "[picture: %s]\n", item["description"])
			}
		case 14:
			fmt.Fprintln(out, "———")
		case 18:
			input, _ := c["component"].(map[string]any)
			fmt.Fprintf(out, "%s (%s): %v\n", text("label"), text("description"), input["value"])
		default:
			components(out, c["components"])
		}
	}
}

func choices(pick map[string]any) []string {
	var list []string
	options, _ := pick["options"].([]any)
	for _, o := range options {
		option, _ := o.(map[string]any)
		label := fmt.Sprint(option["label"])
		if option["default"] == true {
			label = "*" + label
		}
		list = append(list, label)
	}
	defaults, _ := pick["default_values"].([]any)
	for _, d := range defaults {
		list = append(list, "*"+fmt.Sprint(d.(map[string]any)["id"]))
	}
	return list
}
