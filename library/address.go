package library

import (
	"net/url"

	"footnote/fetch"
)

// CheckAddress returns fetch.ErrBadAddress for an address that could not be
// shown as a link: it is not a web address, or it contains a password. An empty
// address is accepted: an article need not have one.
func CheckAddress(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return fetch.ErrBadAddress
	}
	return nil
}
