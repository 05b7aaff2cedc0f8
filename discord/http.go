package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// A Door receives interactions over HTTP: Discord signs each with the
// application's key.
type Door struct {
	key    ed25519.PublicKey
	handle func(*Interaction)
	now    func() time.Time

	mu         sync.Mutex
	seen, last map[[ed25519.SignatureSize]byte]struct{} // signatures of this window and the one before
	window     time.Time
}

// clockRoom is how far Discord's clock and ours may be apart, and so how
// long a signature is good for.
const clockRoom = 5 * time.Minute

// NewDoor returns a handler for Discord's interactions endpoint. publicKey is
// the application's, in hexadecimal digits. handle is called for each
// interaction, in a goroutine of its own, and answers over REST: so both
// doors lead to the same dispatcher, and an answer that takes longer than
// the request is none the worse.
func NewDoor(publicKey string, handle func(*Interaction)) (*Door, error) {
	key, err := hex.DecodeString(publicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, ErrBadKey
	}
	return &Door{key: key, handle: handle, now: time.Now}, nil
}

// ServeHTTP answers a request of Discord's. What is not signed by it, is too
// old or comes a second time is refused with 401: Discord sends bad
// signatures on purpose, to see that they are.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Discord posts its interactions here.", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxInteraction))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if !d.signed(r.Header.Get("X-Signature-Ed25519"), r.Header.Get("X-Signature-Timestamp"), body) {
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
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
	go d.handle(i)
	w.WriteHeader(http.StatusAccepted)
}

// signed reports whether body was signed with the application's key, within
// the last minutes, and is seen for the first time.
func (d *Door) signed(signature, timestamp string, body []byte) bool {
	sig, err := hex.DecodeString(signature)
	if err != nil || len(sig) != ed25519.SignatureSize {
		return false
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || d.now().Sub(time.Unix(seconds, 0)).Abs() > clockRoom {
		return false
	}
	message := bytes.Join([][]byte{[]byte(timestamp), body}, nil)
	return ed25519.Verify(d.key, message, sig) && d.first([ed25519.SignatureSize]byte(sig))
}

// first remembers a signature for as long as it is good, and reports whether
// it is new.
func (d *Door) first(sig [ed25519.SignatureSize]byte) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now := d.now(); d.seen == nil || now.Sub(d.window) > 2*clockRoom {
		d.seen, d.last, d.window = map[[ed25519.SignatureSize]byte]struct{}{}, d.seen, now
	}
	_, now := d.seen[sig]
	_, before := d.last[sig]
	if now || before {
		return false
	}
	d.seen[sig] = struct{}{}
	return true
}
