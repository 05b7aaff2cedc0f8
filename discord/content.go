package discord

import (
	"encoding/json"
	"slices"
	"strings"
)

// Content is what people see of a message, wherever Discord keeps it: its
// text, the boxes below it, the components of an app, and the message that it
// forwards.
type Content struct {
	Text  string   // in lines, as markdown
	Links []string // of titles and buttons; those in Text are not repeated
	Files []Attachment
}

// maxNesting is how deep components and forwarded messages are read. Discord
// allows three levels of components, and one of forwarded messages.
const maxNesting = 5

// Read returns the content of m. It leaves out parts that it does not know.
func (m ChatMessage) Read() Content {
	var r contentReader
	r.message(m, 0)
	return Content{strings.Join(r.lines, "\n"), r.links, r.files}
}

type contentReader struct {
	lines []string
	links []string
	files []Attachment
}

func (r *contentReader) say(texts ...string) {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			r.lines = append(r.lines, text)
		}
	}
}

func (r *contentReader) link(address string) {
	if address != "" && !slices.Contains(r.links, address) {
		r.links = append(r.links, address)
	}
}

func (r *contentReader) message(m ChatMessage, depth int) {
	if depth > maxNesting {
		return
	}
	r.say(m.Content)
	r.files = append(r.files, m.Attachments...)
	for _, raw := range list(m.Embeds) {
		r.embed(raw)
	}
	r.components(m.Components, depth)
	for _, raw := range list(m.Forwarded) {
		var snapshot struct {
			Message ChatMessage `json:"message"`
		}
		if json.Unmarshal(raw, &snapshot) == nil {
			r.message(snapshot.Message, depth+1)
		}
	}
}

// embed reads a box. Boxes of pictures and videos have no article text.
func (r *contentReader) embed(raw json.RawMessage) {
	var e struct {
		Type        string `json:"type"`
		Title       string `json:"title"`
		URL         string `json:"url"`
		Description string `json:"description"`
		Fields      []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"fields"`
	}
	if json.Unmarshal(raw, &e) != nil || e.Type == "image" || e.Type == "gifv" {
		return
	}
	r.say(e.Title, e.Description)
	for _, f := range e.Fields {
		r.say(f.Name, f.Value)
	}
	r.link(e.URL)
}

func (r *contentReader) components(raw json.RawMessage, depth int) {
	if depth > maxNesting {
		return
	}
	for _, raw := range list(raw) {
		var c struct {
			Type       int             `json:"type"`
			Content    string          `json:"content"`
			URL        string          `json:"url"`
			Components json.RawMessage `json:"components"`
			Accessory  json.RawMessage `json:"accessory"`
		}
		if json.Unmarshal(raw, &c) != nil {
			continue
		}
		switch c.Type {
		case componentText:
			r.say(c.Content)
		case componentButton:
			r.link(c.URL)
		}
		r.components(c.Components, depth+1)
		if len(c.Accessory) > 0 {
			r.components(json.RawMessage("["+string(c.Accessory)+"]"), depth+1)
		}
	}
}

// list returns the elements of a JSON array, none for anything else.
func list(raw json.RawMessage) []json.RawMessage {
	var all []json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return nil
	}
	return all
}
