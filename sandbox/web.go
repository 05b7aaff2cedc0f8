package sandbox

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"path"
	"slices"
	"time"
)

//go:embed page
var page embed.FS

// policy lets the page load only its own files: text of an article can't become
// a script, and nothing is requested from other machines.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// Page returns the handler of the web page and of the bot's requests. It answers
// only under the machine's own names: other pages can't reach it through a name
// that they control, and can't send its header.
func (s *Server) Page() http.Handler {
	files, err := fs.Sub(page, "page")
	if err != nil {
		panic(err) // the files are part of the program
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", s)
	mux.Handle("/gateway", s)
	mux.Handle("/gateway/", s)
	mux.Handle("/attachments/", s)
	mux.Handle("/", http.FileServerFS(files))
	mux.HandleFunc("GET /page/state", s.pageState)
	mux.HandleFunc("GET /page/events", s.pageEvents)
	mux.HandleFunc("POST /page/upload", s.pageUpload)
	for name, act := range map[string]func(*pageAct) (any, error){
		"use":    func(a *pageAct) (any, error) { return s.Use(a.Seat, a.Name, a.Options...) },
		"menu":   func(a *pageAct) (any, error) { return s.UseOn(a.Seat, a.Name, a.Message) },
		"press":  func(a *pageAct) (any, error) { return s.Press(a.Seat, a.Message, a.CustomID, a.Values) },
		"submit": func(a *pageAct) (any, error) { return s.Submit(a.Seat, a.Form, a.Texts, a.Files) },
		"write": func(a *pageAct) (any, error) {
			return nil, s.Write(a.Seat, Note{Text: a.Text, ReplyTo: a.ReplyTo, Files: a.Uploads, Forward: a.Forward})
		},
		"dismiss": func(a *pageAct) (any, error) { return nil, s.Dismiss(a.Seat, a.Message) },
		"type":    func(a *pageAct) (any, error) { return s.Type(a.request.Context(), a.Seat, a.Name, a.Options...) },
	} {
		mux.HandleFunc("POST /page/"+name, func(w http.ResponseWriter, r *http.Request) { serveAct(w, r, act) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ownName(r.Host) {
			http.Error(w, "This page answers on 127.0.0.1 only.", http.StatusForbidden)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		mux.ServeHTTP(w, r)
	})
}

// ownName reports whether a request names this machine by a name that no one
// else can register.
func ownName(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// pageHeader is a header of all actions of the page. A page of another origin
// can't send it without a preflight request.
const pageHeader = "X-Footnote-Page"

// A pageAct is a person's action in the page.
type pageAct struct {
	Seat     Actor               `json:"seat"`
	Name     string              `json:"name"`
	Options  []Option            `json:"options"`
	Message  string              `json:"message"`
	CustomID string              `json:"custom_id"`
	Values   []string            `json:"values"`
	Form     Form                `json:"form"`
	Texts    map[string]string   `json:"texts"`
	Files    map[string][]string `json:"files"`
	Text     string              `json:"text"`
	Uploads  []string            `json:"uploads"`
	ReplyTo  string              `json:"reply_to"`
	Forward  string              `json:"forward"`

	request *http.Request
}

func serveAct(w http.ResponseWriter, r *http.Request, act func(*pageAct) (any, error)) {
	if r.Header.Get(pageHeader) == "" {
		http.Error(w, "Only the page may do that.", http.StatusForbidden)
		return
	}
	a := pageAct{request: r}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&a); err != nil {
		http.Error(w, "That could not be read.", http.StatusBadRequest)
		return
	}
	result, err := act(&a)
	switch {
	case err == nil:
		answer(w, result)
	case errors.Is(err, ErrForbidden):
		w.WriteHeader(http.StatusForbidden)
		answer(w, object{"error": err.Error()})
	default:
		w.WriteHeader(http.StatusConflict)
		answer(w, object{"error": err.Error()})
	}
}

func (s *Server) pageUpload(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get(pageHeader) == "" {
		http.Error(w, "Only the page may do that.", http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUploadSize+1))
	if err != nil {
		http.Error(w, fmt.Sprintf("A file may have %d MB.", maxUploadSize>>20), http.StatusRequestEntityTooLarge)
		return
	}
	a, err := s.Upload(path.Base(r.URL.Query().Get("name")), r.Header.Get("Content-Type"), body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	answer(w, a)
}

// A pageState is everything that a person sees.
func (s *Server) pageState(w http.ResponseWriter, r *http.Request) {
	person := r.URL.Query().Get("person")
	messages := map[string][]Message{}
	guilds := s.guildsOf(person)
	for _, g := range guilds {
		for _, c := range g.Channels {
			messages[c.ID] = s.Messages(c.ID, person)
		}
	}
	answer(w, object{
		"guilds": guilds, "people": s.people, "bot": object{"id": applicationID, "name": botName, "ready": s.Connected()},
		"commands": s.Commands(person), "messages": messages, "exchanges": s.Exchanges(), "model": s.model(),
	})
}

// guildsOf returns the guilds with the channels that a person may open.
func (s *Server) guildsOf(person string) []Guild {
	p, _ := s.person(person)
	var list []Guild
	for _, g := range s.guilds {
		seen := *g
		seen.Channels = slices.DeleteFunc(slices.Clone(g.Channels), func(c Channel) bool { return !p.opens(c) })
		list = append(list, seen)
	}
	return list
}

// sees reports whether an event is for a person.
func (s *Server) sees(person string, e Event) bool {
	if e.For != "" && e.For != person {
		return false
	}
	if e.Message == nil {
		return true
	}
	p, _ := s.person(person)
	_, c := s.channel(e.Message.ChannelID)
	return e.Message.seenBy(person) && p.opens(c)
}

// pageEvents streams the events that a person sees.
func (s *Server) pageEvents(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no streaming", http.StatusInternalServerError)
		return
	}
	person := r.URL.Query().Get("person")
	events, stop := s.Watch()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, "retry: 500\n\n")
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-time.After(20 * time.Second):
			fmt.Fprint(w, ": still here\n\n")
		case e := <-events:
			if !s.sees(person, e) {
				continue
			}
			fmt.Fprintf(w, "data: %s\n\n", toJSON(e))
		}
		flusher.Flush()
	}
}
