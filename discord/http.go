package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// An InteractionHandler receives interactions over HTTP. Discord signs each with
// the application's key.
type InteractionHandler struct {
	signatures signatures
	handle     func(*Interaction)
}

// NewInteractionHandler returns a handler for Discord's interactions endpoint.
// publicKey is the application's, in hexadecimal digits. handle is called for
// each interaction before it is acknowledged, and must not block. If Respond is
// called in time, its answer is the response to Discord's request; otherwise it
// goes over REST, as for interactions from the gateway. When no answer is to
// come, Acknowledge must be called.
func NewInteractionHandler(publicKey string, log *slog.Logger, handle func(*Interaction)) (*InteractionHandler, error) {
	s, err := newSignatures(publicKey, log)
	return &InteractionHandler{s, handle}, err
}

// ServeHTTP answers a request from Discord. It refuses requests that are
// unsigned, too old or repeated with 401: Discord tests this with bad
// signatures.
func (d *InteractionHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := d.signatures.read(w, r)
	if !ok {
		return
	}
	i, err := DecodeInteraction(body)
	if err != nil {
		http.Error(w, "not an interaction", http.StatusBadRequest)
		return
	}
	if i.Type == Ping {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"type":1}`)
		return
	}
	i.inline = newInline()
	d.handle(i)
	i.inline.serve(w, r)
}

// An EventHandler receives Discord's webhook events, which notify an application
// without a gateway that it was added to a server. Only the gateway reports
// that it was removed.
type EventHandler struct {
	signatures signatures
	joined     func(GuildJoin)
}

// NewEventHandler returns a handler for Discord's webhook events endpoint.
// publicKey is the application's; joined must not block.
func NewEventHandler(publicKey string, log *slog.Logger, joined func(GuildJoin)) (*EventHandler, error) {
	s, err := newSignatures(publicKey, log)
	return &EventHandler{s, joined}, err
}

// ServeHTTP acknowledges an event, even of an unknown kind: Discord sends an
// event again that is not acknowledged.
func (n *EventHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := n.signatures.read(w, r)
	if !ok {
		return
	}
	var news struct {
		Type  int `json:"type"` // 0 is a ping
		Event struct {
			Type string `json:"type"`
			Data struct {
				Integration *int       `json:"integration_type"` // 0 is a server's
				Guild       *GuildJoin `json:"guild"`
			} `json:"data"`
		} `json:"event"`
	}
	if err := json.Unmarshal(body, &news); err != nil {
		http.Error(w, "not an event", http.StatusBadRequest)
		return
	}
	data := news.Event.Data
	if news.Type == 1 && news.Event.Type == "APPLICATION_AUTHORIZED" && data.Guild != nil && data.Guild.ID != "" &&
		(data.Integration == nil || *data.Integration == 0) {
		n.joined(*data.Guild)
	}
	w.WriteHeader(http.StatusNoContent)
}

// signatures checks that requests are signed by Discord.
type signatures struct {
	key ed25519.PublicKey
	now func() time.Time
	log *slog.Logger

	replays *replays
}

// maxClockSkew is how much Discord's clock and ours may differ, and so how long
// a signature is valid.
const maxClockSkew = 5 * time.Minute

func newSignatures(publicKey string, log *slog.Logger) (signatures, error) {
	key, err := hex.DecodeString(publicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return signatures{}, ErrBadKey
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return signatures{key: key, now: time.Now, log: log, replays: &replays{}}, nil
}

// read reads the body of a request that Discord signed. For any other it
// answers the request and ok is false.
func (s *signatures) read(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Discord posts here.", http.StatusMethodNotAllowed)
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxInteraction))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	if !s.signed(r.Header.Get("X-Signature-Ed25519"), r.Header.Get("X-Signature-Timestamp"), body) {
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return nil, false
	}
	return body, true
}

// signed reports whether body was signed with the application's key within
// maxClockSkew, and has not been seen before.
func (s *signatures) signed(signature, timestamp string, body []byte) bool {
	sig, err := hex.DecodeString(signature)
	if err != nil || len(sig) != ed25519.SignatureSize {
		return false
	}
	message := bytes.Join([][]byte{[]byte(timestamp), body}, nil)
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || !ed25519.Verify(s.key, message, sig) {
		return false
	}
	if off := s.now().Sub(time.Unix(seconds, 0)); off.Abs() > maxClockSkew {
		// Discord signed it, so it is a replay, or a clock is wrong and
		// every request is refused.
		s.log.Error("a signed request is refused: this machine's clock differs from Discord's; set the clock", "by", off.Round(time.Second))
		return false
	}
	return s.replays.first(seconds, sig, s.now())
}
