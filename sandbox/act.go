package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Errors of people's actions, in the words of Discord's own client.
var (
	ErrOffline   = errors.New("the application is not connected")
	ErrForbidden = errors.New("you do not have permission to use this")
	ErrUnknown   = errors.New("that is not there any more")
)

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }

// A command is a registered command.
type command struct {
	ID          string          `json:"id"`
	Type        int             `json:"type"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Permissions *string         `json:"default_member_permissions"`
	Options     json.RawMessage `json:"options,omitempty"`
	raw         json.RawMessage
}

// allows reports whether a person may see and use the command.
func (c command) allows(p Person) bool {
	if c.Permissions == nil {
		return true
	}
	bits, err := strconv.ParseUint(*c.Permissions, 10, 64)
	return err != nil || p.may(bits)
}

// Commands returns the registered commands that a person may use.
func (s *Server) Commands(person string) []json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, _ := s.person(person)
	list := []json.RawMessage{}
	for _, c := range s.commands {
		if c.allows(p) {
			list = append(list, c.raw)
		}
	}
	return list
}

// An Actor is a person in a channel.
type Actor struct {
	Person  string `json:"person"`
	Channel string `json:"channel"`
}

// at returns the person, the channel and the guild of an actor. The lock is
// held.
func (s *Server) at(actor Actor) (Person, error) {
	p, err := s.present(actor)
	if err == nil && len(s.shards) == 0 {
		return p, ErrOffline
	}
	return p, err
}

// present returns the person of an actor, if they may use the channel. The lock
// is held.
func (s *Server) present(actor Actor) (Person, error) {
	p, ok := s.person(actor.Person)
	g, channel := s.channel(actor.Channel)
	switch {
	case !ok || g == nil:
		return p, ErrUnknown
	case !p.opens(channel):
		return p, ErrForbidden
	}
	return p, nil
}

func (s *Server) commandNamed(name string) (command, bool) {
	for _, c := range s.commands {
		if c.Name == name {
			return c, true
		}
	}
	return command{}, false
}

// An Option is a filled-in option of a command, or a subcommand with its
// options.
type Option struct {
	Name    string   `json:"name"`
	Type    int      `json:"type"`
	Value   any      `json:"value,omitempty"`
	Focused bool     `json:"focused,omitempty"`
	Options []Option `json:"options,omitempty"`
}

// said formats options as they are typed, with the names of files.
func (s *Server) said(name string, options []Option) string {
	parts := []string{"/" + name}
	for _, o := range options {
		value := o.Value
		if id, ok := value.(string); ok && o.Type == fileOption {
			value = s.uploads[id].Filename
		}
		if value == nil {
			parts = append(parts, strings.TrimPrefix(s.said(o.Name, o.Options), "/"))
		} else {
			parts = append(parts, fmt.Sprintf("%s:%v", o.Name, value))
		}
	}
	return strings.Join(parts, " ")
}

// fileOption is the type of an option whose value is an attachment.
const fileOption = 11

// attached returns the uploads that options name.
func (s *Server) uploaded(options []Option) object {
	found := object{}
	for _, o := range options {
		if id, ok := o.Value.(string); ok && o.Type == fileOption {
			if u, ok := s.uploads[id]; ok {
				found[id] = u.Attachment
			}
		}
		for id, a := range s.uploaded(o.Options) {
			found[id] = a
		}
	}
	return found
}

// Use uses a slash command, and returns when it has its first answer or the
// time for it is over.
func (s *Server) Use(actor Actor, name string, options ...Option) (*Exchange, error) {
	s.mu.Lock()
	p, err := s.at(actor)
	c, ok := s.commandNamed(name)
	switch {
	case err != nil:
	case !ok:
		err = ErrUnknown
	case !c.allows(p):
		err = ErrForbidden
	}
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	data := object{"id": c.ID, "name": c.Name, "type": c.Type, "options": append([]Option{}, options...)}
	if files := s.uploaded(options); len(files) > 0 {
		data["resolved"] = object{"attachments": files}
	}
	x := s.open(p, actor.Channel, usesCommand, s.said(name, options), nil, data)
	s.mu.Unlock()
	return s.wait(x), nil
}

// wait waits for the first answer and returns the exchange.
func (s *Server) wait(x *exchange) *Exchange {
	<-x.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return x.copied()
}

// UseOn uses an entry in the menu of a message.
func (s *Server) UseOn(actor Actor, name, message string) (*Exchange, error) {
	s.mu.Lock()
	p, err := s.at(actor)
	c, ok := s.commandNamed(name)
	m := s.message(message)
	switch {
	case err != nil:
	case !ok, m == nil, m != nil && !m.seenBy(p.ID):
		err = ErrUnknown
	case !c.allows(p):
		err = ErrForbidden
	}
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	x := s.open(p, actor.Channel, usesCommand, name, nil, object{
		"id": c.ID, "name": c.Name, "type": c.Type, "target_id": m.ID,
		"resolved": object{"messages": object{m.ID: s.asDiscord(m)}},
	})
	s.mu.Unlock()
	return s.wait(x), nil
}

// A Choice is a value offered while a person types.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Type returns the values that the bot offers for the option that is Focused.
func (s *Server) Type(ctx context.Context, actor Actor, name string, options ...Option) ([]Choice, error) {
	s.mu.Lock()
	p, err := s.at(actor)
	c, ok := s.commandNamed(name)
	if err == nil && (!ok || !c.allows(p)) {
		err = ErrForbidden
	}
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	x := s.open(p, actor.Channel, types, "typing "+s.said(name, options), nil,
		object{"id": c.ID, "name": c.Name, "type": c.Type, "options": options})
	s.mu.Unlock()
	select {
	case choices := <-x.choices:
		return choices, nil
	case <-x.done:
		select {
		case choices := <-x.choices:
			return choices, nil
		default:
			return nil, ErrOffline
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Press presses a button, or picks values of a select.
func (s *Server) Press(actor Actor, message, customID string, values []string) (*Exchange, error) {
	s.mu.Lock()
	p, err := s.at(actor)
	m := s.message(message)
	var c object
	if err == nil && (m == nil || !m.seenBy(p.ID)) {
		err = ErrUnknown
	}
	if err == nil {
		if c = componentWith(m.Components, customID); c == nil || c["disabled"] == true {
			err = ErrUnknown
		}
	}
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	kind, _ := c["type"].(float64)
	data := object{"custom_id": customID, "component_type": int(kind)}
	if values != nil {
		data["values"] = values
	}
	title, _ := c["label"].(string)
	if title == "" {
		title, _ = c["placeholder"].(string)
	}
	x := s.open(p, actor.Channel, presses, "["+title+"]", m, data)
	s.mu.Unlock()
	return s.wait(x), nil
}

// componentWith returns the component of a custom id.
func componentWith(components json.RawMessage, customID string) object {
	var list []object
	if json.Unmarshal(components, &list) != nil {
		return nil
	}
	var find func(v any) object
	find = func(v any) object {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				if c := find(e); c != nil {
					return c
				}
			}
		case object:
			if v["custom_id"] == customID {
				return v
			}
			for _, key := range []string{"components", "component", "accessory"} {
				if c := find(v[key]); c != nil {
					return c
				}
			}
		}
		return nil
	}
	for _, c := range list {
		if found := find(c); found != nil {
			return found
		}
	}
	return nil
}

// Submit submits a form with texts and the ids of uploaded files, by the custom
// ids of its inputs.
func (s *Server) Submit(actor Actor, f Form, texts map[string]string, files map[string][]string) (*Exchange, error) {
	s.mu.Lock()
	p, err := s.at(actor)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	var parts []object
	if err := json.Unmarshal(f.Components, &parts); err != nil {
		s.mu.Unlock()
		return nil, fmt.Errorf("the form: %w", err)
	}
	filled, attachments := []object{}, object{}
	for _, part := range parts {
		input, _ := part["component"].(object)
		id, _ := input["custom_id"].(string)
		kind, _ := input["type"].(float64)
		in := object{"type": kind, "custom_id": id}
		if ids, ok := files[id]; ok || kind == componentUpload {
			in["values"] = append([]string{}, ids...)
			for _, id := range ids {
				if u, ok := s.uploads[id]; ok {
					attachments[id] = u.Attachment
				}
			}
		} else {
			in["value"] = texts[id]
		}
		filled = append(filled, object{"type": part["type"], "component": in})
	}
	data := object{"custom_id": f.CustomID, "components": filled}
	if len(attachments) > 0 {
		data["resolved"] = object{"attachments": attachments}
	}
	x := s.open(p, f.ChannelID, submits, "form: "+f.Title, s.message(f.MessageID), data)
	s.mu.Unlock()
	return s.wait(x), nil
}

// Fold folds the messages of a channel that only a person sees: the page shows
// their first line until they are opened.
func (s *Server) Fold(actor Actor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.messages {
		if m.ChannelID == actor.Channel && m.For == actor.Person {
			m.Folded = true
			s.change(m)
		}
	}
}

// Dismiss removes a message that only one person sees.
func (s *Server) Dismiss(actor Actor, message string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.message(message)
	if m == nil || m.For != actor.Person {
		return ErrUnknown
	}
	s.remove(m)
	return nil
}

// maxUploadSize is the largest file that a person may upload, in bytes.
const maxUploadSize = 10 << 20

// Upload stores a file and returns its attachment.
func (s *Server) Upload(name, mediaType string, body []byte) (Attachment, error) {
	if len(body) > maxUploadSize {
		return Attachment{}, fmt.Errorf("a file may have at most %d MB", maxUploadSize>>20)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep(name, mediaType, body), nil
}

// maxUploads is how many files are kept; the oldest are dropped first.
const maxUploads = 100

func (s *Server) keep(name, mediaType string, body []byte) Attachment {
	a := Attachment{ID: s.newID(), Filename: name, ContentType: mediaType, Size: len(body)}
	a.URL = s.address + "/attachments/" + a.ID
	s.uploads[a.ID] = upload{a, body}
	if len(s.uploads) > maxUploads {
		ids := make([]string, 0, len(s.uploads))
		for id := range s.uploads {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		delete(s.uploads, ids[0])
	}
	return a
}

// File returns the bytes of an attachment of this server by its address.
func (s *Server) File(address string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, ok := strings.CutPrefix(address, s.address+"/attachments/")
	u, known := s.uploads[id]
	return u.body, ok && known
}

// Await waits until the bot is connected and has registered its commands, at
// most for d.
func (s *Server) Await(d time.Duration) bool {
	for deadline := time.Now().Add(d); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		s.mu.Lock()
		ready := len(s.shards) > 0 && s.commands != nil
		s.mu.Unlock()
		if ready {
			return true
		}
	}
	return false
}

// OpenForm returns the form that answered an interaction.
func (s *Server) OpenForm(interaction string) (Form, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.recent {
		if x.ID == interaction && x.form != nil {
			return *x.form, true
		}
	}
	return Form{}, false
}

// TokenOf returns the token of an interaction that has not ended, otherwise "".
func (s *Server) TokenOf(interaction string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, x := range s.pending {
		if x.ID == interaction {
			return token
		}
	}
	return ""
}
