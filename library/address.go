package library

import (
	"net/url"

	"footnote/fetch"
)

// CheckAddress returns fetch.ErrBadAddress for an address that could not be
// shown as a link: one that is not of the web, or that holds a password. An
// article without an address is fine: "" passes.
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
