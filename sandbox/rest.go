package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

// routes returns the handler of Discord's REST interface.
func (s *Server) routes() {
	s.mux = http.NewServeMux()
	handle := func(pattern string, h http.HandlerFunc) {
		method, route, _ := strings.Cut(pattern, " ")
		s.mux.HandleFunc(method+" /api/v10"+route, func(w http.ResponseWriter, r *http.Request) {
			if !s.faulty(w, r) {
				h(w, r)
			}
		})
	}
	authorized := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bot "+Token {
				refuse(w, http.StatusUnauthorized, 0, "401: Unauthorized")
				return
			}
			h(w, r)
		}
	}
	s.mux.HandleFunc("GET /gateway/{$}", s.gateway)
	s.mux.HandleFunc("GET /gateway", s.gateway)
	s.mux.HandleFunc("GET /attachments/{id}", s.attachment)
	s.mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusNotFound, 0, "404: Not Found") })

	handle("GET /gateway", func(w http.ResponseWriter, _ *http.Request) { answer(w, object{"url": s.socket()}) })
	handle("GET /gateway/bot", authorized(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, object{"url": s.socket(), "shards": 1, "session_start_limit": object{"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}})
	}))
	handle("GET /users/@me", authorized(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, object{"id": applicationID, "username": botName, "bot": true})
	}))
	handle("GET /applications/@me", authorized(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, object{"id": applicationID, "name": botName})
	}))
	handle("GET /applications/{app}/commands", authorized(s.listCommands))
	handle("PUT /applications/{app}/commands", authorized(s.putCommands))
	handle("POST /interactions/{id}/{token}/callback", s.callback)
	handle("PATCH /webhooks/{app}/{token}/messages/{message}", s.editAnswer)
	handle("GET /webhooks/{app}/{token}/messages/{message}", s.getAnswer)
	handle("DELETE /webhooks/{app}/{token}/messages/{message}", s.deleteAnswer)
	handle("POST /webhooks/{app}/{token}", s.followUp)
	handle("POST /channels/{channel}/messages", authorized(s.postMessage))
	handle("POST /users/@me/channels", authorized(s.directChannel))
	handle("GET /channels/{channel}", authorized(s.getChannel))
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

// refuse answers with an error in Discord's format.
func refuse(w http.ResponseWriter, status, code int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(object{"code": code, "message": text})
}

// maxBody is the largest body of a request, in bytes.
const maxBody = 25 << 20

// A given is the body of a request: its JSON and its files.
type given struct {
	raw   json.RawMessage
	body  object
	files []upload
}

// read reads the body of a request. It answers an invalid one with an error.
func read(w http.ResponseWriter, r *http.Request) (g given, ok bool) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	var err error
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		err = g.readParts(multipart.NewReader(r.Body, params["boundary"]))
	} else {
		g.raw, err = io.ReadAll(r.Body)
	}
	if err == nil {
		err = json.Unmarshal(g.raw, &g.body)
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		return g, false
	}
	return g, true
}

func (g *given) readParts(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		body, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FormName() == "payload_json" {
			g.raw = body
			continue
		}
		g.files = append(g.files, upload{Attachment{Filename: path.Base(part.FileName()), ContentType: part.Header.Get("Content-Type")}, body})
	}
}

func (s *Server) listCommands(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []json.RawMessage{}
	for _, c := range s.commands {
		list = append(list, c.raw)
	}
	answer(w, list)
}

// putCommands replaces the registered commands, and adds Discord's fields to
// each.
func (s *Server) putCommands(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var list []object
	if err != nil || json.Unmarshal(raw, &list) != nil {
		refuse(w, http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		return
	}
	if broken := checkCommands(list); len(broken) > 0 {
		invalid(w, broken)
		s.log.Error("Discord would refuse the commands", "broken", broken)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := map[string]string{}
	for _, c := range s.commands {
		ids[fmt.Sprint(c.Type, c.Name)] = c.ID
	}
	s.commands = []command{}
	for _, c := range list {
		id := ids[fmt.Sprint(max(1, typeOf(c)), c["name"])]
		if id == "" {
			id = s.newID()
		}
		c["id"], c["application_id"], c["version"], c["nsfw"] = id, applicationID, s.newID(), false
		made := command{raw: toJSON(c)}
		if json.Unmarshal(made.raw, &made) == nil {
			s.commands = append(s.commands, made)
		}
	}
	answer(w, list)
	s.publish(Event{Kind: "bot", Ready: len(s.shards) > 0})
}

func invalid(w http.ResponseWriter, broken []string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	json.NewEncoder(w).Encode(object{"code": 50035, "message": "Invalid Form Body", "errors": object{"_errors": broken}})
}

// note records a request that belongs to x. The lock is held.
func (s *Server) note(x *exchange, r *http.Request, raw json.RawMessage, status int, broken []string) {
	where := strings.ReplaceAll(strings.TrimPrefix(r.URL.Path, "/api/v10"), x.token, "TOKEN")
	if len(raw) == 0 {
		raw = json.RawMessage("null")
	}
	x.Answers = append(x.Answers, Answer{time.Since(x.At).Milliseconds(), r.Method, where, raw, status})
	x.Broken = append(x.Broken, broken...)
	s.publish(Event{Kind: "exchange", Exchange: x.copied()})
}

// callback receives the first answer to an interaction.
func (s *Server) callback(w http.ResponseWriter, r *http.Request) {
	g, ok := read(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.pending[r.PathValue("token")]
	if x == nil || x.ID != r.PathValue("id") {
		refuse(w, http.StatusNotFound, 10062, "Unknown interaction")
		return
	}
	if x.First >= 0 {
		s.note(x, r, g.raw, 400, []string{"answered twice"})
		refuse(w, http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
		return
	}
	number, _ := g.body["type"].(float64)
	kind := int(number)
	data, _ := g.body["data"].(object)
	broken := checkAnswer(x.Type, kind, data, g.files)
	if len(broken) > 0 {
		s.note(x, r, g.raw, 400, broken)
		invalid(w, broken)
		return
	}
	x.First = time.Since(x.At).Milliseconds()
	x.expires.Stop()
	s.take(x, kind, data, g.files)
	s.note(x, r, g.raw, 204, nil)
	x.end()
	w.WriteHeader(http.StatusNoContent)
}

// take carries out a first answer. The lock is held.
func (s *Server) take(x *exchange, kind int, data object, files []upload) {
	x.original = x.source
	switch kind {
	case replies, defersReply:
		m := s.written(x, data, files)
		m.Thinking = kind == defersReply
		if kind == defersReply {
			x.deferred = kind
		}
		s.post(m)
		x.original = m
	case defersUpdate:
		x.deferred = kind
	case updates:
		if x.source != nil {
			s.rewrite(x.source, data, files)
		}
	case offers:
		var choices []Choice
		if raw, err := json.Marshal(data["choices"]); err == nil {
			json.Unmarshal(raw, &choices)
		}
		x.choices <- choices
	case opensModal:
		f := &Form{ChannelID: x.channel, Interaction: x.ID, Components: toJSON(data["components"])}
		f.CustomID, _ = data["custom_id"].(string)
		f.Title, _ = data["title"].(string)
		if x.source != nil {
			f.MessageID = x.source.ID
		}
		s.publish(Event{Kind: "form", Form: f, For: x.Person})
		x.form = f
	}
}

// written returns a message of what the bot sent. The lock is held.
func (s *Server) written(x *exchange, data object, files []upload) *Message {
	m := &Message{ChannelID: x.channel, Author: applicationID}
	if x.Type == usesCommand {
		m.UsedBy, m.Command = x.Person, x.Title
	}
	if flags, _ := data["flags"].(float64); int(flags)&ephemeral != 0 {
		m.For = x.Person
	}
	s.fill(m, data, files)
	return m
}

func (s *Server) fill(m *Message, data object, files []upload) {
	if content, ok := data["content"].(string); ok {
		m.Content = content
	}
	if list, ok := data["components"].([]any); ok {
		m.Components = toJSON(list)
	}
	for _, f := range files {
		m.Attachments = append(m.Attachments, s.keep(f.Filename, f.ContentType, f.body))
	}
}

func (s *Server) rewrite(m *Message, data object, files []upload) {
	m.Thinking, m.Edited = false, true
	s.fill(m, data, files)
	s.change(m)
}

// of returns the interaction of a token, and the message that the request
// names. If there is none it answers with an error. The lock is held.
func (s *Server) of(w http.ResponseWriter, r *http.Request) (x *exchange, m *Message, ok bool) {
	x = s.pending[r.PathValue("token")]
	switch {
	case x == nil:
		refuse(w, http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case x.First < 0:
		refuse(w, http.StatusNotFound, 10015, "Unknown Webhook")
	default:
		m = x.original
		if id := r.PathValue("message"); id != "" && id != "@original" {
			m = s.message(id)
		}
		if r.PathValue("message") != "" && (m == nil || !slices.Contains(s.messages, m)) {
			refuse(w, http.StatusNotFound, 10008, "Unknown Message")
			return x, nil, false
		}
		return x, m, true
	}
	return nil, nil, false
}

func (s *Server) editAnswer(w http.ResponseWriter, r *http.Request) {
	g, ok := read(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x, m, ok := s.of(w, r)
	if !ok {
		return
	}
	if broken := checkMessage(g.body, g.files, false); len(broken) > 0 {
		s.note(x, r, g.raw, 400, broken)
		invalid(w, broken)
		return
	}
	s.rewrite(m, g.body, g.files)
	s.note(x, r, g.raw, 200, nil)
	answer(w, s.asDiscord(m))
}

func (s *Server) getAnswer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, m, ok := s.of(w, r); ok {
		answer(w, s.asDiscord(m))
	}
}

func (s *Server) deleteAnswer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, m, ok := s.of(w, r)
	if !ok {
		return
	}
	s.remove(m)
	s.note(x, r, nil, 204, nil)
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) followUp(w http.ResponseWriter, r *http.Request) {
	g, ok := read(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	x, _, ok := s.of(w, r)
	if !ok {
		return
	}
	if broken := checkMessage(g.body, g.files, true); len(broken) > 0 {
		s.note(x, r, g.raw, 400, broken)
		invalid(w, broken)
		return
	}
	m := s.written(x, g.body, g.files)
	s.post(m)
	s.note(x, r, g.raw, 200, nil)
	answer(w, s.asDiscord(m))
}

// direct begins the id of the channel for direct messages to a person. This
// stand-in shows them in the first channel, to that person alone.
const direct = "dm"

func (s *Server) directChannel(w http.ResponseWriter, r *http.Request) {
	g, ok := read(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id, _ := g.body["recipient_id"].(string)
	if _, known := s.person(id); !known {
		refuse(w, http.StatusBadRequest, 50033, "Invalid Recipient(s)")
		return
	}
	answer(w, object{"id": direct + id, "type": 1})
}

func (s *Server) postMessage(w http.ResponseWriter, r *http.Request) {
	g, ok := read(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.PathValue("channel")
	person, private := strings.CutPrefix(id, direct)
	if private {
		id = s.guilds[0].Channels[0].ID
	} else {
		person = ""
	}
	guild, channel := s.channel(id)
	switch {
	case guild == nil:
		refuse(w, http.StatusNotFound, 10003, "Unknown Channel")
		return
	case channel.Type == forumChannel:
		refuse(w, http.StatusBadRequest, 50008, "Cannot send messages in a non-text channel")
		return
	}
	if broken := checkMessage(g.body, g.files, true); len(broken) > 0 {
		s.log.Error("Discord would refuse a message", "broken", broken)
		invalid(w, broken)
		return
	}
	m := &Message{ChannelID: id, Author: applicationID, For: person}
	if reference, ok := g.body["message_reference"].(object); ok {
		m.ReplyTo, _ = reference["message_id"].(string)
		if above := s.message(m.ReplyTo); above == nil || above.ChannelID != m.ChannelID {
			invalid(w, []string{"message_reference: Unknown message"})
			return
		}
	}
	s.fill(m, g.body, g.files)
	s.post(m)
	answer(w, s.asDiscord(m))
}

func (s *Server) getChannel(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	guild, channel := s.channel(r.PathValue("channel"))
	if guild == nil {
		refuse(w, http.StatusNotFound, 10003, "Unknown Channel")
		return
	}
	d := channel.asDiscord()
	d["guild_id"] = guild.ID
	answer(w, d)
}

// attachment serves an uploaded file as a download. It is untrusted, so only
// pictures are displayed.
func (s *Server) attachment(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	u, ok := s.uploads[r.PathValue("id")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if http.DetectContentType(u.body) == "image/png" { // a picture runs nothing
		w.Header().Set("Content-Type", "image/png")
		w.Write(u.body)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename*=UTF-8''%s", escapeName(u.Filename)))
	w.Write(u.body)
}

// escapeName percent-encodes a file's name for a header.
func escapeName(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '.' || c == '-' || c == '_' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
