package bot_test

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/bot"
	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// Words that no log may contain: each is in one place that a stranger writes or
// that is secret.
const (
	cQuestion = `Zq1Question "of é" a heron`
	cField    = `Zq2Field "of é" a form`
	cID       = `Zq3Button`
	cMessage  = `Zq4Message https://zq4host.example/Zq4Path?q=é "quoted"`
	cTyped    = `Zq5Typed`
	cArticle  = `Zq6Article`
	cInteract = `Zq7InteractionToken`
	cBot      = `Zq8BotToken`
	cOption   = `Zq9Option`
	cValue    = `Zq10Value`
	cFile     = `Zq11File`
	cKept     = `Zq12Kept`
)

var canaries = []string{"Zq1Question", "Zq2Field", cID, "Zq4Message", "Zq4Path", "zq4host", cTyped, cArticle, cInteract, cBot, cOption, cValue, cFile, cKept}

// leaks returns the canaries that a text contains, in any encoding.
func leaks(text string) []string {
	var found []string
	lower := strings.ToLower(text)
	for _, c := range canaries {
		for form, s := range written(c) {
			if strings.Contains(text, s) || form != "base64" && strings.Contains(lower, strings.ToLower(s)) {
				found = append(found, c+" as "+form)
				break
			}
		}
	}
	return found
}

// written writes a word as logs do.
func written(word string) map[string]string {
	var numbers, codes []string
	for _, b := range []byte(word) {
		numbers, codes = append(numbers, strconv.Itoa(int(b))), append(codes, fmt.Sprintf("0x%x", b))
	}
	forms := map[string]string{
		"text":           word,
		"hex":            hex.EncodeToString([]byte(word)),
		"bytes":          strings.Join(numbers, " "),
		"bytes of Go":    strings.Join(codes, ", "),
		"numbers":        strings.Join(numbers, ","),
		"hex with gaps":  fmt.Sprintf("% x", word),
		"lower case hex": hex.EncodeToString([]byte(strings.ToLower(word))),
	}
	for before := range 3 { // bytes before it change how base64 writes it
		for name, e := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 of URLs": base64.RawURLEncoding} {
			text := e.EncodeToString([]byte(strings.Repeat("x", before) + word))
			forms[fmt.Sprint(name, before)] = text[(before*8+5)/6 : (before+len(word))*8/6]
		}
	}
	return forms
}

func TestLeaksAreSeen(t *testing.T) {
	for _, text := range []string{
		"a " + cBot, fmt.Sprintf("%#v", []byte(cBot)), fmt.Sprint([]byte("ab" + cBot)), hex.EncodeToString([]byte("a" + cBot)),
		strings.ToLower(cBot), base64.StdEncoding.EncodeToString([]byte("a" + cBot + "b")), base64.URLEncoding.EncodeToString([]byte(cBot)),
		base64.StdEncoding.EncodeToString([]byte("ab" + cBot)), strconv.Quote(cBot),
	} {
		if len(leaks(text)) != 1 {
			t.Errorf("%q has %v, want the one canary", text, leaks(text))
		}
	}
	if got := leaks("a heron at 12:00"); got != nil {
		t.Errorf("found %v where nothing is", got)
	}
}

// standardLog collects what is written with the standard library's logger, as
// net/http does.
func standardLog(t *testing.T) *log {
	l := &log{}
	stdlog.SetOutput(l)
	t.Cleanup(func() { stdlog.SetOutput(io.Discard) })
	return l
}

// sending are the tellers that differ in what they send.
var sending = []string{"says", "whispers", "asks", "notifies"}

// tellers are commands that do with what they were given all that a command
// can do; only those of some names unless there are none.
func tellers(only ...string) []commands.Command {
	given := func(req commands.Request) string {
		all := []string{req.Text("text"), req.Text("what"), strings.Join(req.Args, " ")}
		if req.Message != nil {
			all = append(all, req.Message.Text)
		}
		return strings.TrimSpace(strings.Join(all, " "))
	}
	runs := map[string]func(req commands.Request, words string) (commands.Reply, error){
		"says": func(req commands.Request, words string) (commands.Reply, error) {
			return req.Say("%s of %s", words, cArticle), nil
		},
		"whispers": func(req commands.Request, words string) (commands.Reply, error) {
			return req.Whisper("%s of %s", words, cArticle), nil
		},
		"fails": func(_ commands.Request, words string) (commands.Reply, error) {
			return commands.Reply{}, fmt.Errorf("look for %q, %s, %s: %w", words, words, strings.ToLower(words), errInside)
		},
		"refuses": func(_ commands.Request, words string) (commands.Reply, error) {
			return commands.Reply{}, fmt.Errorf("feed says %s after %q: %w", cArticle, words, context.DeadlineExceeded)
		},
		"panics": func(_ commands.Request, words string) (commands.Reply, error) {
			panic(errors.New(words + cArticle))
		},
		"breaks": func(_ commands.Request, words string) (commands.Reply, error) {
			long := strings.Repeat(cArticle+" ", 300) // marks outside of it break the layout
			return commands.Reply{Blocks: []commands.Block{{Cite: &commands.Citation{
				Words: long, Marks: []article.Span{{Start: 9000, End: len(long) - 1}},
			}}}}, nil
		},
		"asks": func(_ commands.Request, words string) (commands.Reply, error) {
			return commands.Reply{Form: &commands.Form{Title: "a form", Action: "filled", Args: []string{words, strings.Repeat("x", 100)},
				Fields: []commands.Field{{Name: "what", Label: "What", Value: words}}}}, nil
		},
		"buttons": func(_ commands.Request, words string) (commands.Reply, error) {
			return commands.Reply{Title: words, Buttons: []commands.Button{{Label: "Next", Action: "page", Args: []string{words, strings.Repeat("x", 100)}}}}, nil
		},
		"notifies": func(req commands.Request, words string) (commands.Reply, error) {
			return req.Notify(words, "43", commands.Block{Text: words + cArticle}), nil
		},
	}
	var list []commands.Command
	for name, run := range runs {
		if len(only) > 0 && !slices.Contains(only, name) {
			continue
		}
		for _, slow := range []bool{false, true} {
			c := commands.Command{
				Name: name, Options: []commands.Option{{Name: "text", Type: commands.Text, MaxLength: 1000, Complete: true}},
				Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
					if slow {
						time.Sleep(4 * time.Second)
					}
					return run(req, given(req))
				},
				Complete: func(_ context.Context, _ *library.Library, req commands.Request) ([]commands.Choice, error) {
					if _, err := run(req, given(req)); err != nil {
						return nil, err
					}
					return []commands.Choice{{Name: given(req), Value: given(req)}}, nil
				},
			}
			if slow {
				c.Name += "-slowly"
			}
			menu := c
			menu.Name, menu.OnMessage, menu.Options = c.Name+"-menu", true, nil
			list = append(list, c, menu)
		}
	}
	return list
}

// inJSON writes a word as a string of JSON.
func inJSON(word string) string {
	b, _ := json.Marshal(word)
	return string(b)
}

// buttonID is the id of a button of a command, with a canary.
func buttonID(command, action string) string {
	return inJSON("v1:" + command + ":" + action + ":7:" + cID)
}

// filledForm is a form with canaries.
func filledForm(customID string) string {
	return `{"custom_id":` + customID + `,"components":[{"type":18,"component":{"type":4,"custom_id":"what","value":` + inJSON(cField) + `}},` +
		`{"type":18,"component":{"type":19,"custom_id":"file","values":["66"]}}],` +
		`"resolved":{"attachments":{"66":{"id":"66","filename":` + inJSON(cFile) + `,"url":"https://cdn.example/` + cFile + `"}}}}`
}

// unknown are interactions that carry canaries and are of no command.
var unknown = map[int][]string{
	discord.Use:          {`{"name":"` + cID + `","type":1}`},
	discord.Press:        {`{"custom_id":` + buttonID(cID, cID) + `}`, `{"custom_id":"` + cID + `"}`, `{"custom_id":"v1k:` + cID + `"}`},
	discord.Submit:       {filledForm(buttonID(cID, cID))},
	discord.Autocomplete: {`{"name":"` + cID + `","type":1,"options":[{"name":"` + cOption + `","type":3,"focused":true,"value":"` + cTyped + `"}]}`},
}

// strangers are interactions that carry canaries, of a command.
func strangers(name string) map[int][]string {
	q, id := inJSON, buttonID
	message := `,"type":3,"target_id":"5","resolved":{"messages":{"5":{"id":"5","content":` + q(cMessage) + `}}}}`
	return map[int][]string{
		discord.Use: {
			`{"name":"` + name + `","type":1,"options":[{"name":"text","type":3,"value":` + q(cQuestion) + `}]}`,
			`{"name":"` + name + `-menu"` + message,
			`{"name":"` + name + `","type":1,"options":[{"name":"` + cOption + `","type":3,"value":"x"}]}`,
			`{"name":"` + name + `","type":1,"options":[{"name":"` + cOption + `","type":1,"options":[]}]}`,
			`{"name":"` + name + `","type":1,"options":[{"name":"text","type":3,"value":` + q(strings.Repeat(cQuestion, 50)) + `}]}`,
		},
		discord.Press: {
			`{"custom_id":` + id(name, "page") + `,"values":["` + cValue + `"]}`,
			`{"custom_id":"v1k:press-` + name + `"}`,
			`{"custom_id":` + id(name, "@report") + `}`, `{"custom_id":` + id(name, "@share") + `}`, `{"custom_id":` + id(name, "@dismiss") + `}`,
			`{"custom_id":"v1:` + name + `:page:7:%ff` + cID + `"}`,
		},
		discord.Submit: {filledForm(id(name, "filled")), filledForm(id(name, "@reported"))},
		discord.Autocomplete: {
			`{"name":"` + name + `","type":1,"options":[{"name":"text","type":3,"focused":true,"value":"` + cTyped + `"}]}`,
		},
	}
}

// A fault is an answer in place of Discord's usual one.
type fault func(rw http.ResponseWriter, r *http.Request, s sent)

// faults are all that may come back. Discord says of some refusals what it
// refuses; a page of a proxy may say anything.
var faults = map[string]fault{
	"none":         nil,
	"500":          status(500, "application/json", `{"code":0,"message":"500: Internal Server Error"}`),
	"502":          echoed(502, "text/html", "<html>%s %s</html>"),
	"503":          echoed(503, "application/json", `{"code":0,"message":{"was":%q,"to":%q}}`),
	"429":          status(429, "application/json", `{"message":"You are being rate limited.","retry_after":1,"global":false}`),
	"429 of a day": echoed(429, "text/html", "<html>%s %s error code: 1015</html>"),
	"400":          echoed(400, "application/json", `{"code":50035,"message":"Invalid Form Body","errors":{"data":{"_errors":[{"code":%q,"message":%q}]}}}`),
	"400, a page":  echoed(400, "text/html", "<html>%s %s</html>"),
	"401":          status(401, "application/json", `{"code":0,"message":"401: Unauthorized"}`),
	"403":          status(403, "application/json", `{"code":50013,"message":"Missing Permissions"}`),
	"404":          status(404, "application/json", `{"code":10062,"message":"Unknown interaction"}`),
	"413":          echoed(413, "text/plain", "%s %s"),
	"redirect": func(rw http.ResponseWriter, r *http.Request, _ sent) {
		rw.Header().Set("Location", "http://127.0.0.1:9"+r.URL.Path)
		rw.WriteHeader(http.StatusTemporaryRedirect)
	},
	"200, a page": echoed(200, "text/html", "<html>%s %s</html>"),
	"reset":       func(http.ResponseWriter, *http.Request, sent) { panic(http.ErrAbortHandler) },
	"half an answer": func(rw http.ResponseWriter, _ *http.Request, s sent) {
		rw.Header().Set("Content-Length", "100000")
		io.WriteString(rw, s.raw)
		panic(http.ErrAbortHandler)
	},
	"silence": func(_ http.ResponseWriter, r *http.Request, _ sent) {
		select {
		case <-time.After(time.Hour):
		case <-r.Context().Done():
		}
	},
}

func status(code int, media, body string) fault {
	return func(rw http.ResponseWriter, _ *http.Request, _ sent) {
		rw.Header().Set("Content-Type", media)
		rw.WriteHeader(code)
		io.WriteString(rw, body)
	}
}

// echoed says what was sent, and where to.
func echoed(code int, media, format string) fault {
	return func(rw http.ResponseWriter, r *http.Request, s sent) {
		rw.Header().Set("Content-Type", media)
		rw.WriteHeader(code)
		fmt.Fprintf(rw, format, s.raw+r.Header.Get("Authorization"), r.URL)
	}
}

// Nothing that people write, no text of an article and no token gets into the
// log, at its most talkative, whatever is used and whatever Discord answers.
func TestNothingLeaks(t *testing.T) {
	std := standardLog(t)
	for name, fault := range faults {
		list := tellers(sending...)
		if fault == nil {
			list = tellers()
		}
		for _, first := range []bool{true, false} { // whether the first answer meets the fault, too
			if fault == nil && !first {
				continue
			}
			t.Run(fmt.Sprint(name, first), func(t *testing.T) {
				inBubble(t, func(t *testing.T) {
					h := newBubbleHouse(t, list...)
					h.config.Token = cBot
					h.config.Libraries = pressedLong(h.config.Libraries)
					h.restart()
					h.wire.meet = func(rw http.ResponseWriter, r *http.Request, s sent) bool {
						if fault == nil || !first && strings.HasSuffix(r.URL.Path, "/callback") {
							return false
						}
						fault(rw, r, s)
						return true
					}
					n := 0
					serve := func(interactions map[int][]string) {
						for kind, all := range interactions {
							for _, data := range all {
								time.Sleep(time.Minute) // the quota is full again
								i := h.interaction(kind, moderator, data)
								i.Token = cInteract
								h.serve(i)
								n++
							}
						}
					}
					serve(unknown)
					for _, c := range list {
						if !c.OnMessage {
							serve(strangers(c.Name))
						}
					}
					if got := leaks(h.log.String()); got != nil {
						t.Errorf("the log has %v: %s", got, linesWith(h.log.String()))
					}
					if n < 100 || h.log.Len() == 0 {
						t.Errorf("%d interactions, %d bytes of log: not what this test is about", n, h.log.Len())
					}
				})
			})
		}
	}
	if got := leaks(std.String()); got != nil {
		t.Errorf("the standard log has %v: %s", got, linesWith(std.String()))
	}
}

// linesWith returns the first lines that have canaries.
func linesWith(text string) string {
	var found []string
	for line := range strings.Lines(text) {
		if len(found) < 5 && leaks(line) != nil {
			found = append(found, line)
		}
	}
	return strings.Join(found, "")
}

// pressedLong are libs with a state for each button that is too long for its
// id.
func pressedLong(libs bot.Libraries) bot.Libraries {
	return altered{Libraries: libs, temp: func(ctx context.Context, lib, key string) ([]byte, error) {
		if name, ok := strings.CutPrefix(key, "press-"); ok {
			return fmt.Appendf(nil, `{"c":%q,"a":"page","o":"7","s":[%q]}`, name, cKept), nil
		}
		return libs.Temp(ctx, lib, key)
	}}
}

// An address is not logged, wherever the error with it comes from: its query may
// be a secret.
func TestAddressesAreNotLogged(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"https://mill.example/plans?key=wheel", "http://mill.example/plans", "HTTPS://MILL.example/plans#wheel"} {
		h := newHouse(t, echo(func(context.Context, commands.Request) (commands.Reply, error) {
			return commands.Reply{}, fmt.Errorf("moved to %s: %w", address, errInside)
		}))
		h.use(member, useEcho)
		if got := h.log.String(); !strings.Contains(got, errInside.Error()) || strings.Contains(strings.ToLower(got), "mill.example") {
			t.Errorf("%s: the log is %s", address, got)
		}
	}
}
