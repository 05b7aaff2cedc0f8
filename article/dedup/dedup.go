// Package dedup recognizes an article that is already in a library: under
// another address, or in nearly the same words.
package dedup

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"footnote/article"
)

// AddressKey returns a form of a page's address that is the same for all its
// spellings: with and without https, www, a final slash or tracking parameters,
// and for mobile versions. It is for comparing, not for opening. It is "" for
// anything but an http or https address.
func AddressKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u = unwrapAMP(u)
	host, path := plainHost(u), plainPath((&url.URL{Path: u.Path}).EscapedPath())
	if host == "" {
		return ""
	}
	if query := plainQuery(u.Query()); query != "" {
		return host + path + "?" + query
	}
	return host + path
}

// unwrapAMP returns the page that an AMP cache shows at u.
func unwrapAMP(u *url.URL) *url.URL {
	host := strings.ToLower(u.Hostname())
	for _, cache := range []struct{ host, path string }{
		{"google.", "/amp/s/"}, {"google.", "/amp/"},
		{"cdn.ampproject.org", "/c/s/"}, {"cdn.ampproject.org", "/v/s/"}, {"cdn.ampproject.org", "/c/"}, {"cdn.ampproject.org", "/v/"},
	} {
		inner, ok := strings.CutPrefix(u.Path, cache.path)
		if !ok || !strings.Contains("."+host+".", "."+cache.host) {
			continue
		}
		if page, err := url.Parse("https://" + inner); err == nil && strings.Contains(page.Host, ".") {
			page.RawQuery = u.RawQuery
			return page
		}
	}
	return u
}

// plainHost returns the host in lower case, without the labels that name a
// version of the site rather than another site.
func plainHost(u *url.URL) string {
	host := strings.Trim(strings.ToLower(u.Hostname()), ".")
	labels := strings.Split(host, ".")
	_, number := netip.ParseAddr(host)
	for i := 0; i < 2 && len(labels) > 2 && number != nil; {
		switch {
		case slices.Contains([]string{"www", "m", "mobile", "mobil", "touch", "amp"}, labels[i]):
			labels = slices.Delete(labels, i, i+1)
		default:
			i++ // en.m.example.org
		}
	}
	host = strings.Join(labels, ".")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

func plainPath(path string) string {
	if i := strings.Index(strings.ToLower(path), ";jsessionid="); i >= 0 {
		path = path[:i]
	}
	path = strings.TrimRight(path, "/")
	path = strings.TrimSuffix(path, "/amp")
	path = strings.TrimSuffix(path, "/index.html")
	if rest, ok := strings.CutSuffix(path, ".amp.html"); ok {
		path = rest + ".html"
	}
	path = strings.TrimSuffix(path, ".amp")
	if rest, ok := strings.CutPrefix(path, "/amp/"); ok {
		path = "/" + rest
	}
	return strings.TrimRight(path, "/")
}

// tracking are names of parameters that record where a reader came from, after
// the lists that browsers strip.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true,
	"yclid": true, "ysclid": true, "twclid": true, "ttclid": true, "li_fat_id": true, "igshid": true, "igsh": true,
	"mc_cid": true, "mc_eid": true, "mkt_tok": true, "_hsenc": true, "_hsmi": true, "__hssc": true, "__hstc": true,
	"vero_id": true, "oly_enc_id": true, "oly_anon_id": true, "wickedid": true, "rb_clickid": true, "s_cid": true,
	"ref": true, "ref_src": true, "ref_url": true, "referrer": true, "cmpid": true, "cmp": true, "ns_campaign": true,
	"ns_mchannel": true, "ns_source": true, "ns_linkname": true, "at_medium": true, "at_campaign": true, "at_custom1": true,
	"smid": true, "smtyp": true, "sh": true, "share": true, "spm": true, "xtor": true, "wt_mc": true, "wt_zmc": true,
	"si": true, "feature": true, "trk": true, "trkcampaign": true, "guccounter": true, "guce_referrer": true,
	"amp": true, "outputtype": true, "_amp": true, "unlocked_article_code": true, "sessionid": true, "cn-reloaded": true,
	"_ga": true, "_gl": true, "ncid": true, "ito": true, "sref": true, "sr_share": true, "__twitter_impression": true, "phpsessid": true,
	"fb_action_ids": true, "fb_action_types": true, "fb_source": true, "fb_ref": true,
}

// trackingValues are values that record where a reader came from, or on which
// device, of parameters that choose the page on other sites.
var trackingValues = map[string][]string{
	"m": {"0", "1"}, "mode": {"amp"}, "view": {"amp", "mobile"}, "source": {"rss", "twitter", "facebook", "newsletter"},
	"partner": {"rss"}, "from": {"rss"}, "output": {"amp"},
}

// plainQuery returns the parameters that choose the page, sorted.
func plainQuery(values url.Values) string {
	for name := range values {
		lower := strings.ToLower(name)
		value := strings.ToLower(values.Get(name))
		if tracking[lower] || slices.Contains(trackingValues[lower], value) || lower == "source" && strings.HasPrefix(value, "rss-") || strings.HasPrefix(lower, "utm_") || strings.HasPrefix(lower, "pk_") || strings.HasPrefix(lower, "mtm_") {
			delete(values, name)
		}
	}
	return values.Encode()
}

const (
	// run is how many consecutive words are compared as one: enough to identify
	// a sentence.
	run = 5
	// sample is how many runs, those with the lowest numbers, represent a text:
	// of two texts that have half of their runs in common, one pair in 65,000
	// shares none.
	sample = 16
	// SameText is the least share of the runs of either text, 0 to 1, that both
	// must have to count as the same: a few sentences added, cut or changed.
	SameText = 0.5
	// minRuns is the least number of runs of a text that is compared.
	minRuns = 20
)

// A Print is the fingerprint of a text: its runs of words as numbers in
// ascending order, each once. It is nil for a text that is too short to be
// distinguished from others.
type Print []int64

// PrintOf returns the print of an article's passages.
func PrintOf(passages []article.Passage) Print {
	var p Print
	var last [run]uint64
	n := 0
	for _, passage := range passages {
		eachWord(passage.Text, func(word uint64) {
			last[n%run] = word
			if n++; n >= run {
				p = append(p, mix(&last, n))
			}
		})
	}
	slices.Sort(p)
	if p = slices.Compact(p); len(p) < minRuns {
		return nil
	}
	return p
}

// Sample returns the numbers that represent the text in a search among many:
// texts that are nearly the same share some of them.
func (p Print) Sample() []int64 { return p[:min(len(p), sample)] }

// Shares returns the share of the runs of either text that both have, 0 to 1.
func (p Print) Shares(q Print) float64 {
	both := 0
	for i, j := 0, 0; i < len(p) && j < len(q); {
		switch {
		case p[i] == q[j]:
			both, i, j = both+1, i+1, j+1
		case p[i] < q[j]:
			i++
		default:
			j++
		}
	}
	if all := len(p) + len(q) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

// fnv is FNV-1a, 64 bits. Prints are stored, so the numbers must never change.
const (
	fnvStart = 14695981039346656037
	fnvTimes = 1099511628211
)

// eachWord calls f with a number for every word of text, in lower case. In
// scripts without blanks, every letter is a word.
func eachWord(text string, f func(uint64)) {
	h, inside := uint64(fnvStart), false
	end := func() {
		if inside {
			f(h)
		}
		h, inside = fnvStart, false
	}
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		alone := letter && r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if !letter || alone {
			end()
		}
		if letter {
			h, inside = (h^uint64(unicode.ToLower(r)))*fnvTimes, true
		}
		if alone {
			end()
		}
	}
	end()
}

// mix combines the last words, in order, into one number.
func mix(last *[run]uint64, n int) int64 {
	h := uint64(fnvStart)
	for i := range run {
		h = (h ^ last[(n+i)%run]) * fnvTimes
		h ^= h >> 29
	}
	return int64(h >> 1)
}
