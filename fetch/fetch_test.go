package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"footnote/article"
)

var errStopped = errors.New("stopped before a packet left")

// stopped returns a client whose connections all end in Control, after the
// policy has had its say, and whose names all resolve to ips.
func stopped(ips ...string) *Client {
	return New(func(p *policy) {
		p.control = func(string, string) error { return errStopped }
		p.resolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go answer(theirs, ips)
			return ours, nil
		}}
	})
}

// answer plays a DNS server on conn that knows one answer.
func answer(conn net.Conn, ips []string) {
	defer conn.Close()
	buf := make([]byte, 2048)
	n, err := conn.Read(buf)
	if err != nil || n < 2 {
		return
	}
	var m dnsmessage.Message
	if err := m.Unpack(buf[2:n]); err != nil { // a pipe is a stream: two bytes of length lead
		return
	}
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	for _, q := range m.Questions {
		for _, s := range ips {
			ip := netip.MustParseAddr(s)
			head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 1}
			switch {
			case q.Type == dnsmessage.TypeA && ip.Is4():
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: ip.As4()}})
			case q.Type == dnsmessage.TypeAAAA && ip.Is6():
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
			}
		}
	}
	out, err := m.Pack()
	if err != nil {
		return
	}
	_, _ = conn.Write(append([]byte{byte(len(out) >> 8), byte(len(out))}, out...))
}

// hostile lists addresses that must be refused before a packet leaves.
var hostile = strings.Fields(`
	http://127.0.0.1/ http://127.0.0.1:80/ https://127.0.0.1:443/ http://127.1/ http://127.0.1/ http://127.255.255.254/
	http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0x7f.1/ http://017700000001/ http://0177.0.0.1/ http://0177.1/
	http://127.0.0.01/ http://127.00.0.1/ http://0/ http://0.0.0.0/ http://0.1.2.3/ http://00000000000/ http://0x0/
	http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/ http://192.168.255.255/
	http://169.254.169.254/latest/meta-data/ http://169.254.0.1/ http://2852039166/ http://0xa9fea9fe/ http://0251.0376.0251.0376/
	http://100.64.0.1/ http://100.127.255.255/ http://192.0.0.1/ http://192.0.0.192/ http://192.0.2.1/ http://198.18.0.1/ http://198.19.255.255/
	http://198.51.100.1/ http://203.0.113.1/ http://224.0.0.1/ http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
	http://[::]/ http://[::1]/ http://[::1]:80/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
	http://[::ffff:10.0.0.1]/ http://[::ffff:169.254.169.254]/ http://[::ffff:8.8.8.8]/ http://[::127.0.0.1]/ http://[::7f00:1]/
	http://[64:ff9b::7f00:1]/ http://[64:ff9b::10.0.0.1]/ http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::7f00:1]/ http://[64:ff9b::8.8.8.8]/
	http://[2002:7f00:1::]/ http://[2002:a00:1::1]/ http://[2001::1]/ http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
	http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fc00::1]/ http://[fd00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/ http://[ff05::1]/
	http://[2001:db8::1]/ http://[100::1]/ http://[fec0::1]/ http://[5f00::1]/ http://[3fff::1]/
	http://localhost/ http://LOCALHOST/ http://localhost./ http://a.localhost/ http://localhost:80/ http://printer/ http://router.lan/ http://nas.local/
	http://metadata.google.internal/ http://db.internal./ http://x.home.arpa/ http://a.test/ http://a.invalid/ http://x.onion/ http://vault.corp/
	http://example.com@127.0.0.1/ http://127.0.0.1@example.com/ http://user:pass@example.com/ http://@example.com/ http://example.com:80@10.0.0.1/
	http://example.com:22/ http://example.com:8080/ http://example.com:6379/ https://example.com:8443/ http://example.com:0/ http://example.com:65536/ http://example.com:-1/
	ftp://example.com/ file:///etc/passwd gopher://example.com/ javascript:alert(1) data:text/html,hi ws://example.com/ ldap://example.com/ about:blank
	http:// http:/// https:// http://./ http://../ http://.example.com/ http://example..com/ //example.com/ example.com /etc/passwd http:example.com
	http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://127.0.0.1./ http://[::1]./ http://1.1.1.1.1/ http://256.256.256.256/ http://1.2.3.4.5.6/
	http://exa%6dple%00.com/ http://127.0.0.1%2f@example.com/ http://[::1 http://::1/ http://exam_ple.123/ http://example.0x7f/
`)

func TestHostileAddresses(t *testing.T) {
	if len(hostile) < 100 {
		t.Fatalf("only %d hostile addresses", len(hostile))
	}
	c := stopped("8.8.8.8")
	for _, address := range hostile {
		_, err := c.Get(t.Context(), address)
		if !errors.Is(err, ErrBadAddress) && !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("Get(%q): %v, want a refusal", address, err)
		}
	}
}

func TestPublicAddressesPass(t *testing.T) {
	for _, address := range []string{"http://example.com/", "https://example.com:443/a?b#c", "http://8.8.8.8/", "https://bücher.example/", "http://EXAMPLE.com./", "https://[2606:4700::1111]/"} {
		if _, err := stopped("8.8.8.8").Get(t.Context(), address); !errors.Is(err, errStopped) || !errors.Is(err, ErrUnreachable) {
			t.Errorf("Get(%q): %v, want it to be dialled", address, err)
		}
	}
}

func TestNamesOfPrivateAddresses(t *testing.T) {
	for _, ip := range []string{"127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1", "64:ff9b::7f00:1", "2002:7f00:1::"} {
		if _, err := stopped(ip).Get(t.Context(), "http://rebind.example.com/"); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("a name for %s: %v, want ErrPrivateAddress", ip, err)
		}
	}
}

// serve starts a site on this machine and returns it with a client that may
// reach it.
func serve(t *testing.T, h http.HandlerFunc) (*httptest.Server, *Client) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s, New(AllowLoopback(), func(p *policy) {
		p.control = func(string, string) error { return errStopped }
	})
}

func TestGet(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(bytes.Repeat([]byte("a"), article.MaxSource+1))
	_ = z.Close()
	s, c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<p>hello, "+r.UserAgent())
		case "/moved":
			http.Redirect(w, r, "/page", http.StatusMovedPermanently)
		case "/private":
			http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/port":
			http.Redirect(w, r, "http://example.com:22/", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/busy":
			w.WriteHeader(http.StatusTooManyRequests)
		case "/members":
			w.WriteHeader(http.StatusUnauthorized)
		case "/teapot":
			w.WriteHeader(http.StatusTeapot)
		case "/bomb":
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case "/cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "half")
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	for path, want := range map[string]error{
		"/page": nil, "/moved": nil, "/private": ErrPrivateAddress, "/file": ErrBadAddress, "/port": ErrBadAddress,
		"/loop": ErrUnreachable, "/picture": ErrNotText, "/gone": ErrNotFound, "/none": ErrNotFound, "/busy": ErrFailing, "/members": ErrAuthRequired, "/teapot": ErrRefused,
		"/bomb": ErrTooLarge, "/cut": ErrUnreachable,
	} {
		src, err := c.Get(t.Context(), s.URL+path)
		if !errors.Is(err, want) {
			t.Errorf("Get(%s): %v, want %v", path, err, want)
		}
		if want == nil && (src.URL != s.URL+"/page" || src.MediaType != "text/html; charset=utf-8" || !strings.Contains(string(src.Body), c.agent)) {
			t.Errorf("Get(%s) = %+v", path, src)
		}
	}
	var status *StatusError
	if _, err := c.Get(t.Context(), s.URL+"/busy"); !errors.As(err, &status) || status.Code != http.StatusTooManyRequests {
		t.Errorf("the status is not told: %v", err)
	}
}

func TestOneForEachHost(t *testing.T) {
	var running, most atomic.Int32
	s, c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), running.Add(1)))
		time.Sleep(5 * time.Millisecond)
		running.Add(-1)
		fmt.Fprint(w, "text")
	})
	done := make(chan error)
	for range 6 {
		go func() { _, err := c.Get(t.Context(), s.URL); done <- err }()
	}
	for range 6 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 {
		t.Errorf("%d requests at once to one host, want 1", most.Load())
	}
}

func TestAttachment(t *testing.T) {
	c := stopped("8.8.8.8")
	for address, want := range map[string]error{
		"https://cdn.discordapp.com/attachments/1/2/a.txt":    errStopped,
		"https://media.discordapp.net/attachments/1/2/a.txt":  errStopped,
		"http://cdn.discordapp.com/attachments/1/2/a.txt":     ErrBadAddress,
		"https://cdn.discordapp.com.example.com/a.txt":        ErrBadAddress,
		"https://cdn.discordapp.com@example.com/a.txt":        ErrBadAddress,
		"https://example.com/?https://cdn.discordapp.com/":    ErrBadAddress,
		"https://discord.com/attachments/1/2/a.txt":           ErrBadAddress,
		"https://evil-cdn.discordapp.com/attachments/1/2/a":   ErrBadAddress,
		"https://cdn.discordapp.com:80/attachments/1/2/a.txt": ErrBadAddress,
	} {
		if _, err := c.Attachment(t.Context(), address, 1<<20); !errors.Is(err, want) {
			t.Errorf("Attachment(%q): %v, want %v", address, err, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := stopped("8.8.8.8").Get(ctx, "http://example.com/"); !errors.Is(err, context.Canceled) {
		t.Errorf("Get with a context that ended: %v", err)
	}
}

// TestControl asks the policy itself, as the dialer does.
func TestControl(t *testing.T) {
	p := policy{interfaces: net.InterfaceAddrs}
	for address, want := range map[string]error{
		"127.0.0.1:80": ErrPrivateAddress, "8.8.8.8:80": nil, "8.8.8.8:443": nil, "8.8.8.8:25": ErrBadAddress, "[::1]:443": ErrPrivateAddress,
	} {
		network := "tcp4"
		if address[0] == '[' {
			network = "tcp6"
		}
		if err := p.check(network, address, syscall.RawConn(nil)); !errors.Is(err, want) {
			t.Errorf("check(%s) = %v, want %v", address, err, want)
		}
	}
}
