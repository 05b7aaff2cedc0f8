package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// maxName is the most characters of an id, and of a library's name.
const maxName = 200

// CheckName returns an error that wraps ErrBadName if s can be neither the
// id of an article nor a library: they are 1 to 200 printable characters.
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

// madeID returns an id of 12 characters that are easy to type, from what an
// article is known by. 60 bits: among a million articles two meet once in
// two million libraries.
func madeID(from string) string {
	sum := sha256.Sum256([]byte(from))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}

// identity returns what an article without an id is known by: its address,
// else its text.
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

// Address returns the article's canonical address, else the one it came
// from without its fragment, else "". What counts clicks is left out of it.
// Info.URL has it.
func (e Entry) Address() string {
	if e.Reading.URL != "" {
		return plainLink(e.Reading.URL)
	}
	url, _, _ := strings.Cut(e.Source.URL, "#")
	return plainLink(url)
}

// clean makes s fit for both engines: PostgreSQL takes neither a NUL nor
// what is no UTF-8. Each bad byte becomes one other byte, so that spans into
// s stay right.
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

// A digester hashes fields so that no two lists of fields look the same.
type digester struct{ hash hash.Hash }

func newDigester() digester { return digester{sha256.New()} }

func (d digester) add(fields ...string) digester {
	for _, f := range fields {
		io.WriteString(d.hash, strconv.Itoa(len(f)))
		io.WriteString(d.hash, ":")
		io.WriteString(d.hash, f)
	}
	return d
}

// sum returns 128 bits in hexadecimal, enough to tell histories apart.
func (d digester) sum() string { return hex.EncodeToString(d.hash.Sum(nil)[:16]) }

// contentOf is the digest of a source: equal for what was given alike. The
// name of the file is left out, as the same text may lie in two files.
func contentOf(s article.Source) string {
	d := newDigester().add(s.URL, s.MediaType, s.Title, s.Author, s.Published)
	d.hash.Write(s.Body)
	return d.sum()
}

// link returns the chain value after a change.
func link(chain string, seq int64, article, action, content string) string {
	return newDigester().add(chain, strconv.FormatInt(seq, 10), article, action, content).sum()
}
