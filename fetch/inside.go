package fetch

import (
	"fmt"
	"net"
	"net/netip"

	"code.dny.dev/ssrf"
)

// insideV4 are public IPv4 addresses that lead into a cloud's own network: from
// a machine there they reach services that trust every client. The clouds'
// addresses for metadata in link-local, shared and unique-local ranges are
// refused as such.
var insideV4 = prefixes(
	"168.63.129.16/32", // Azure: the platform's name server and the agents' channel
	"161.26.0.0/16",    // IBM Cloud: services of the private network
	"166.8.0.0/14",     // IBM Cloud: endpoints of the private network
	"199.36.153.4/30",  // Google Cloud: restricted.googleapis.com
	"199.36.153.8/30",  // Google Cloud: private.googleapis.com
	"35.199.192.0/19",  // Google Cloud: name servers and proxies inside a network
)

// insideV6 are the same of IPv6, within the global unicast range.
var insideV6 = prefixes(
	"2600:2d00:2:1000::/56", // Google Cloud: restricted.googleapis.com
	"2600:2d00:2:2000::/56", // Google Cloud: private.googleapis.com
)

func prefixes(list ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, p := range list {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// public allows TCP to addresses of the public internet, on ports 80 and 443.
// It follows IANA's registries of special addresses.
var public = ssrf.New(ssrf.WithDeniedV4Prefixes(insideV4...), ssrf.WithDeniedV6Prefixes(insideV6...))

// ownAddress returns ErrPrivateAddress for an address of this machine. A public
// one reaches services here that a firewall hides from everyone else. If the
// system does not list its addresses, there is nothing to compare with.
func (p policy) ownAddress(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPrivateAddress, err)
	}
	own, err := p.interfaces()
	if err != nil {
		return nil
	}
	for _, a := range own {
		if n, ok := a.(*net.IPNet); ok && n.IP.Equal(at.Addr().AsSlice()) {
			return fmt.Errorf("%w: %s is this machine", ErrPrivateAddress, at.Addr())
		}
	}
	return nil
}
