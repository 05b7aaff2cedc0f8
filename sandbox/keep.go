package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// keptState is what a Discord keeps over a restart.
type keptState struct {
	Messages []*Message   `json:"messages"`
	Uploads  []keptUpload `json:"uploads"`
	LastID   uint64       `json:"last_id"`
}

type keptUpload struct {
	Attachment
	Body []byte `json:"body"`
}

// keepEvery is how soon what has changed is written.
const keepEvery = 300 * time.Millisecond

// Keep reads the messages that a file holds, if there is one, and from then
// on writes them there shortly after they change. fresh is true if there was
// none.
func (s *Server) Keep(file string) (fresh bool, err error) {
	raw, err := os.ReadFile(file)
	var state keptState
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fresh = true
	case err != nil:
		return false, fmt.Errorf("read the sandbox's messages: %w", err)
	case json.Unmarshal(raw, &state) != nil:
		fresh = true // of another version: begin anew
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages, s.lastID = append(s.messages, state.Messages...), max(s.lastID, state.LastID)
	for _, m := range s.messages {
		m.Thinking = false // who was to answer is gone
	}
	for _, u := range state.Uploads {
		u.URL = s.address + "/attachments/" + u.ID
		s.uploads[u.ID] = upload{u.Attachment, u.Body}
	}
	due := false
	s.changed = func() { // the lock is held
		if due {
			return
		}
		due = true
		time.AfterFunc(keepEvery, func() {
			s.mu.Lock()
			due = false
			raw := s.state()
			s.mu.Unlock()
			if err := write(file, raw); err != nil {
				s.log.Warn("the sandbox's messages were not kept", "err", err)
			}
		})
	}
	return fresh, nil
}

func (s *Server) state() json.RawMessage {
	state := keptState{Messages: s.messages, LastID: s.lastID}
	for _, u := range s.uploads {
		state.Uploads = append(state.Uploads, keptUpload{u.Attachment, u.body})
	}
	return toJSON(state)
}

func write(file string, raw []byte) error {
	part := file + ".part"
	if err := os.WriteFile(part, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(part, file)
}
