package fetch

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
)

// An address is refused or plain: a scheme and a port of the web, no user, and a
// host that is a public number or a name with a dot, as resolvers read it. Its
// plain form is read as itself.
func FuzzAddress(f *testing.F) {
	for _, address := range hostile {
		f.Add(address)
	}
	for _, address := range []string{"https://example.com:443/a?b#c", "https://bücher.example/", "http://EXAMPLE.com./", "https://[2606:4700::1111]/"} {
		f.Add(address)
	}
	p := policy{}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := p.parse(address)
		if err != nil {
			if !errors.Is(err, ErrBadAddress) && !errors.Is(err, ErrPrivateAddress) {
				t.Fatalf("%q: %v", address, err)
			}
			return
		}
		host := u.Hostname()
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Port() != "" && u.Port() != "80" && u.Port() != "443" {
			t.Fatalf("%q is taken as %q", address, u)
		}
		ip, err := netip.ParseAddr(host)
		switch {
		case err == nil:
			if ip.String() != host || ip.Is4In6() {
				t.Fatalf("%q: the number %q has another form", address, host)
			}
		case strings.ToLower(host) != host || !strings.Contains(host, ".") || strings.HasSuffix(host, ".") || strings.ContainsAny(host, "%@\\ \t\n/"):
			t.Fatalf("%q: the name %q is not plain", address, host)
		}
		again, err := p.parse(u.String())
		if err != nil || again.Host != u.Host {
			t.Fatalf("%q is %q, and that is %v, %v", address, u, again, err)
		}
	})
}
