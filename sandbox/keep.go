package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// A keptState is the state that a Server saves for a restart.
type keptState struct {
	Messages []*Message   `json:"messages"`
	Uploads  []keptUpload `json:"uploads"`
	LastID   uint64       `json:"last_id"`
}

type keptUpload struct {
	Attachment
	Body []byte `json:"body"`
}

// keepEvery is how often changes are written.
const keepEvery = 300 * time.Millisecond

// Keep reads the messages of a file, if it exists, and from then on writes them
// to it soon after each change. fresh is true if there was no such file.
func (s *Server) Keep(file string) (fresh bool, err error) {
	raw, err := os.ReadFile(file)
	var state keptState
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fresh = true
	case err != nil:
		return false, fmt.Errorf("read the sandbox's messages: %w", err)
	case json.Unmarshal(raw, &state) != nil:
		fresh = true // of another version: start without it
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages, s.lastID = append(s.messages, state.Messages...), max(s.lastID, state.LastID)
	for _, m := range s.messages {
		m.Thinking = false // the bot that was to answer has ended
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
				s.log.Warn("could not save the sandbox's messages", "err", err)
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
