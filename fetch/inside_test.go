package fetch

import (
	"errors"
	"net"
	"os"
	"syscall"
	"testing"
)

// TestMain sets a proxy that no test may use: it would dial for us, unchecked.
func TestMain(m *testing.M) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		os.Setenv(name, "http://10.99.99.99:3128")
	}
	os.Exit(m.Run())
}

// Addresses that look public and lead into a cloud's network are refused, as
// numbers and as names. Their neighbours are not.
func TestInsideAddresses(t *testing.T) {
	for _, tt := range []struct {
		address string
		inside  bool
	}{
		{"168.63.129.16", true}, {"168.63.129.15", false}, {"168.63.129.17", false},
		{"161.26.0.7", true}, {"161.25.255.255", false}, {"161.27.0.0", false},
		{"166.8.0.1", true}, {"166.11.255.255", true}, {"166.7.255.255", false}, {"166.12.0.0", false},
		{"199.36.153.4", true}, {"199.36.153.11", true}, {"199.36.153.3", false}, {"199.36.153.12", false},
		{"35.199.192.1", true}, {"35.199.223.255", true}, {"35.199.224.0", false},
		{"100.100.100.200", true}, {"169.254.169.254", true}, {"169.254.42.42", true}, {"192.0.0.192", true},
		{"2600:2d00:2:1000::1", true}, {"2600:2d00:2:2000::1", true}, {"2600:2d00:2:3000::1", false},
		{"fd00:ec2::254", true}, {"fd20:ce::254", true}, {"fd00:42::42", true}, {"64:ff9b::a83f:8110", true},
	} {
		want := errStopped
		if tt.inside {
			want = ErrPrivateAddress
		}
		literal := tt.address
		if net.ParseIP(literal).To4() == nil {
			literal = "[" + literal + "]"
		}
		if _, err := stopped().Get(t.Context(), "http://"+literal+"/metadata"); !errors.Is(err, want) {
			t.Errorf("Get of %s: %v, want %v", tt.address, err, want)
		}
		if _, err := stopped(tt.address).Get(t.Context(), "http://rebind.example.com/"); !errors.Is(err, want) {
			t.Errorf("Get of a name for %s: %v, want %v", tt.address, err, want)
		}
	}
}

// A public address of this machine reaches what its firewall hides.
func TestOwnAddresses(t *testing.T) {
	own := func() ([]net.Addr, error) {
		return []net.Addr{
			&net.IPNet{IP: net.ParseIP("9.8.7.6"), Mask: net.CIDRMask(24, 32)},
			&net.IPNet{IP: net.ParseIP("2606:4700::99"), Mask: net.CIDRMask(64, 128)},
		}, nil
	}
	p := policy{interfaces: own}
	for address, want := range map[string]error{
		"9.8.7.6:443": ErrPrivateAddress, "9.8.7.5:443": nil, "[2606:4700::99]:80": ErrPrivateAddress, "[2606:4700::98]:80": nil,
	} {
		network := "tcp4"
		if address[0] == '[' {
			network = "tcp6"
		}
		if err := p.check(network, address, syscall.RawConn(nil)); !errors.Is(err, want) {
			t.Errorf("check(%s) = %v, want %v", address, err, want)
		}
	}
	p.interfaces = func() ([]net.Addr, error) { return nil, errors.New("not allowed to ask") }
	if err := p.check("tcp4", "9.8.7.6:443", nil); err != nil {
		t.Errorf("where the addresses are unknown: %v", err)
	}
}
