package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// parse parses an address, checks that it may be fetched, and returns it in
// plain form: host in lower case, without a final dot, international names in
// ASCII. Addresses with a user name or a password are refused: they serve to
// make one host look like another.
func (p policy) parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrBadAddress, maxAddress)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be parsed", ErrBadAddress)
	}
	if err := p.vet(u); err != nil {
		return nil, err
	}
	return u, nil
}

// vet checks u, an address given or redirected to, and converts its host to
// plain form.
func (p policy) vet(u *url.URL) error {
	if p.loopback && isLoopback(u.Hostname()) {
		return nil
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%w: scheme %q", ErrBadAddress, u.Scheme)
	}
	if u.User != nil {
		return fmt.Errorf("%w: it has a user name", ErrBadAddress)
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		return fmt.Errorf("%w: port %s", ErrBadAddress, port)
	}
	host, err := plainHost(u.Hostname())
	if err != nil {
		return err
	}
	if port := u.Port(); port != "" {
		u.Host = net.JoinHostPort(host, port)
	} else if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	} else {
		u.Host = host
	}
	return nil
}

// privateNames are endings of names that never leave a private network (RFC
// 6761, RFC 8375, RFC 9476 and the habits of routers).
var privateNames = []string{"localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "private", "test", "invalid", "onion", "alt"}

// plainHost returns host in plain form. Numbers that are not a usual IP address
// (decimal, octal, hexadecimal, shortened) are refused, since system resolvers
// and people read them differently.
func plainHost(host string) (string, error) {
	if strings.Contains(host, "%") {
		return "", fmt.Errorf("%w: host %q", ErrBadAddress, host)
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Is4In6() {
			return "", fmt.Errorf("%w: host %q is a number in disguise", ErrBadAddress, host)
		}
		return ip.String(), nil
	}
	name, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil || name == "" || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.Contains(name, "..") {
		return "", fmt.Errorf("%w: host %q", ErrBadAddress, host)
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.String(), nil
	}
	for _, private := range privateNames {
		if name == private || strings.HasSuffix(name, "."+private) {
			return "", fmt.Errorf("%w: host %q", ErrPrivateAddress, host)
		}
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch {
	case last[0] >= '0' && last[0] <= '9':
		return "", fmt.Errorf("%w: host %q is a number in disguise", ErrBadAddress, host)
	case last == name:
		return "", fmt.Errorf("%w: host %q has no dot", ErrPrivateAddress, host)
	}
	return name, nil
}

// An Option configures a Client.
type Option func(*policy)

// Contact sets an address or a page of the bot's operator, which is sent to the
// sites that are read.
func Contact(where string) Option {
	return func(p *policy) { p.contact = where }
}

// AllowLoopback lets a client reach this machine, on any port, without pauses
// between visits. It is for tests with their own server, never for a bot.
func AllowLoopback() Option {
	return func(p *policy) { p.loopback, p.pace = true, 0 }
}

// A policy decides which connections may be made.
type policy struct {
	loopback bool
	contact  string
	pace     time.Duration // between two visits to a site
	resolver *net.Resolver
	// interfaces lists the addresses of this machine.
	interfaces func() ([]net.Addr, error)
	// control, if set, makes the final decision on each new connection; tests
	// stop every packet here.
	control func(network, address string) error
}

// check is called for every connection, after the name was resolved, so that no
// name and no redirect can bypass it.
func (p policy) check(network, address string, conn syscall.RawConn) error {
	if p.loopback {
		if at, err := netip.ParseAddrPort(address); err == nil && at.Addr().IsLoopback() {
			return nil
		}
	}
	err := public.Safe(network, address, conn)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return fmt.Errorf("%w: %w", ErrBadAddress, err)
	case err != nil:
		return fmt.Errorf("%w: %w", ErrPrivateAddress, err)
	}
	if err := p.ownAddress(address); err != nil {
		return err
	}
	if p.control != nil {
		return p.control(network, address)
	}
	return nil
}

// transport returns the transport: no proxy, every connection checked, few idle
// connections.
func (p policy) transport() *http.Transport {
	dialer := &net.Dialer{Timeout: 8 * time.Second, Resolver: p.resolver, Control: p.check}
	return &http.Transport{
		Proxy:                  nil, // a proxy would dial for us, unchecked
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    8 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           4,
		IdleConnTimeout:        10 * time.Second,
	}
}

// redirect is called before each redirect is followed.
func (p policy) redirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	if err := p.vet(req.URL); err != nil {
		return err
	}
	if req.Context().Value(visiting{}) != nil {
		return &redirectError{req.URL}
	}
	return nil
}

// isLoopback reports whether host is a loopback IP address.
func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
