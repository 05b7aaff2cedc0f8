package discord

import "time"

// Hurry makes a client wait hundredths of what it waits else.
func Hurry(c *Client) {
	c.timing = timing{
		open:     400 * time.Millisecond,
		silence:  600 * time.Millisecond,
		least:    10 * time.Millisecond,
		most:     50 * time.Millisecond,
		steady:   time.Minute,
		identify: 50 * time.Millisecond,
	}
}
