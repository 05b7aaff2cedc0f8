package draft

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// SniffLen is how many bytes at the start of a source are examined to detect
// its format. Pages may open with a kilobyte of comments.
const SniffLen = 4096

// MaxControls is the share of control characters above which bytes are not
// text. Files of old word processors stay below one in a hundred.
const MaxControls = 0.1

// UTF16 returns the encoding of a body in UTF-16, or nil. It is recognized by
// its byte order mark or, without one, because every second byte of Latin
// letters is zero.
func UTF16(body []byte) encoding.Encoding {
	var zeros [2]int
	bare := len(body) > 4 // a page may have no mark
	head := body[:min(len(body), SniffLen)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case bytes.HasPrefix(body, []byte{0xff, 0xfe, 0, 0}): // UTF-32
		return nil
	case half >= 8 && zeros[1] > half*9/10 && zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case half >= 8 && zeros[0] > half*9/10 && zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}), bare && bytes.HasPrefix(body, []byte("<\x00")) && body[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(body, []byte{0xfe, 0xff}), bare && bytes.HasPrefix(body, []byte("\x00<\x00")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

// Decode converts body to UTF-8 and returns how many of its letters were
// broken. The declared charset counts only if body is not valid UTF-8: servers
// often declare it wrongly, while other text is rarely valid UTF-8 by chance.
func Decode(body []byte, mediaType string) (text string, broken int) {
	if e := UTF16(body); e != nil {
		out, _ := e.NewDecoder().Bytes(body)
		return string(out), bytes.Count(out, []byte("\ufffd"))
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if IsEscaped(body) {
		out, _ := japanese.ISO2022JP.NewDecoder().Bytes(body)
		return string(out), bytes.Count(out, []byte("\ufffd"))
	}
	if utf8.Valid(body) {
		return string(body), 0
	}
	if e := legacy(body, mediaType); e != nil {
		out, _ := e.NewDecoder().Bytes(body)
		return string(out), bytes.Count(out, []byte("\ufffd"))
	}
	out := bytes.ToValidUTF8(body, []byte("\ufffd"))
	return string(out), bytes.Count(out, []byte("\ufffd"))
}

// IsEscaped reports whether body is in the Japanese e-mail encoding, whose
// bytes are all ASCII.
func IsEscaped(body []byte) bool {
	return bytes.Contains(body, []byte("\x1b$B")) || bytes.Contains(body, []byte("\x1b$@"))
}

// legacy returns the encoding of body, which is not valid UTF-8: the declared
// one, or a guess from its bytes, unless most of its letters beyond ASCII are
// UTF-8 after all. Nil means damaged UTF-8.
func legacy(body []byte, mediaType string) encoding.Encoding {
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		if e, err := htmlindex.Get(params["charset"]); err == nil && e != unicode.UTF8 {
			return e
		}
	}
	good, bad := 0, 0
	for rest := body; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 1 {
			good++
		}
		rest = rest[size:]
	}
	if good >= bad {
		return nil
	}
	return guessEncoding(body)
}

// A guess at an encoding examines guessRoom bytes, needs minGuessed letters
// beyond ASCII, and must have a confidence of sureGuess of 100.
const (
	guessRoom  = 64 << 10
	minGuessed = 24
	sureGuess  = 25
)

// guessEncoding guesses the encoding of body from its bytes. It is
// windows-1252, the usual one in the West, if no other is likely.
func guessEncoding(body []byte) encoding.Encoding {
	begin := max(0, bytes.IndexFunc(body, func(r rune) bool { return r >= utf8.RuneSelf }))
	body = body[begin:min(len(body), begin+guessRoom)]
	beyond := 0
	for _, c := range body {
		if c >= utf8.RuneSelf {
			beyond++
		}
	}
	if beyond < minGuessed {
		return charmap.Windows1252
	}
	found, err := chardet.NewHtmlDetector().DetectBest(body)
	if err != nil || found.Confidence < sureGuess || found.Charset == "ISO-8859-1" {
		return charmap.Windows1252
	}
	e, err := htmlindex.Get(strings.Replace(found.Charset, "GB-", "GB", 1))
	if err != nil || e == unicode.UTF8 {
		return charmap.Windows1252
	}
	return e
}
