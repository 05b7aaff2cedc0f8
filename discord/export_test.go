package discord

import (
	"net/http"
	"time"
)

// Hurry makes a client pause hundredths of what it pauses else. It waits for
// a connection to be ready as long as open, and for a byte as long as
// silence.
func Hurry(c *Client, open, silence time.Duration) {
	c.timing = timing{
		open:     open,
		silence:  silence,
		minRetry: 10 * time.Millisecond,
		maxRetry: 50 * time.Millisecond,
		steady:   time.Minute,
		identify: Identify,
	}
}

// Identify is how long a hurried client leaves between two identifies.
const Identify = 50 * time.Millisecond

// SetTransport replaces the network of a client.
func SetTransport(c *Client, network http.RoundTripper) { c.http.Transport = network }

// MentionOf is mentionOf.
var MentionOf = mentionOf
