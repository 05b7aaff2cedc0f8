package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// maxName is the most characters of an id, and of a library's name.
const maxName = 200

// CheckName returns an error that wraps ErrBadName unless s can be the id of an
// article or the name of a library: 1 to 200 printable characters.
func CheckName(s string) error {
	if s == "" || len(s) > 4*maxName || !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName {
		return fmt.Errorf("%w: %d bytes", ErrBadName, len(s))
	}
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return fmt.Errorf("%w: %q", ErrBadName, s)
		}
	}
	return nil
}

// madeID returns an id of 12 characters that are easy to type, made from an
// article's identity. It has 60 bits: two of a million articles have the same
// id in one of two million libraries.
func madeID(from string) string {
	sum := sha256.Sum256([]byte(from))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}

// identity returns the identity of an article without an id: its address, or
// its text.
func identity(e Entry) string {
	if url := e.Address(); url != "" {
		return url
	}
	if len(e.Source.Body) > 0 {
		return string(e.Source.Body)
	}
	var text strings.Builder
	for _, p := range e.Reading.Passages {
		text.WriteString(p.Text)
		text.WriteByte('\n')
	}
	return text.String()
}

// Address returns the article's canonical address, or the one it came from
// without its fragment, or "". Tracking parameters are left out. Info.URL has
// the same value.
func (e Entry) Address() string {
	if e.Reading.URL != "" {
		return plainLink(e.Reading.URL)
	}
	url, _, _ := strings.Cut(e.Source.URL, "#")
	return plainLink(url)
}

// clean makes s valid for both engines: PostgreSQL accepts neither NUL nor
// invalid UTF-8. Each bad byte is replaced by one byte, so that spans into s
// stay right.
func clean(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	b := []byte(s)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == 0:
			b[i] = ' '
		case r == utf8.RuneError && size == 1:
			b[i] = '?'
		}
		i += size
	}
	return string(b)
}

// A digester hashes fields, so that different lists of fields have different
// digests. It is used for one digest: sum and short give it back.
type digester struct {
	hash   hash.Hash
	buffer []byte // what is hashed next
}

// digesters are those that are free. A question needs one for each passage that
// it reads.
var digesters = sync.Pool{New: func() any { return &digester{hash: sha256.New(), buffer: make([]byte, 0, 512)} }}

func newDigester() *digester {
	d := digesters.Get().(*digester)
	d.hash.Reset()
	return d
}

func (d *digester) add(fields ...string) *digester {
	for _, f := range fields {
		d.buffer = append(strconv.AppendInt(d.buffer[:0], int64(len(f)), 10), ':')
		for f != "" { // a hash takes bytes, so a string is copied by parts
			n := min(len(f), cap(d.buffer)-len(d.buffer))
			d.hash.Write(append(d.buffer, f[:n]...))
			d.buffer, f = d.buffer[:0], f[n:]
		}
		d.hash.Write(d.buffer) // of an empty field
	}
	return d
}

// end returns the digest.
func (d *digester) end() (digest [sha256.Size]byte) {
	d.hash.Sum(digest[:0])
	digesters.Put(d)
	return digest
}

// sum returns 128 bits in hexadecimal, enough to distinguish histories.
func (d *digester) sum() string {
	digest := d.end()
	return hex.EncodeToString(digest[:16])
}

// contentOf is the digest of a source. The name of the file is left out, as the
// same text may be in two files.
func contentOf(s article.Source) string {
	d := newDigester().add(s.URL, s.MediaType, s.Title, s.Author, s.Published)
	d.hash.Write(s.Body)
	return d.sum()
}

// link returns the chain value after a change.
func link(chain string, seq int64, article, action, content string) string {
	return newDigester().add(chain, strconv.FormatInt(seq, 10), article, action, content).sum()
}
