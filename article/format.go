package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// A format is a way of writing an article down.
type format int

const (
	textFormat format = iota
	markdownFormat
	htmlFormat
	zipFormat // DOCX, EPUB, or an archive of no use
	pdfFormat
	binaryFormat // no text
)

// sniffed is how many bytes at the start of a source are looked at to tell
// what it is. Pages may open with a kilobyte of comments.
const sniffed = 4096

// maxControls is the share of control characters above which bytes are no
// text. Texts of old word processors stay below one in a hundred.
const maxControls = 0.1

// magic lists how files that are no text begin.
var magic = []struct{ prefix, what string }{
	{"\x89PNG", "a picture (PNG)"},
	{"\xff\xd8\xff", "a picture (JPEG)"},
	{"GIF87a", "a picture (GIF)"},
	{"GIF89a", "a picture (GIF)"},
	{"BM", ""}, // told apart from words by its NUL bytes below
	{"PK\x03\x04", "a ZIP archive or an office document"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\x1f\x8b", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ", "an xz archive"},
	{"7z\xbc\xaf", "a 7-Zip archive"},
	{"Rar!\x1a", "a RAR archive"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x00asm", "a program"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"{\\rtf", "an RTF document"},
	{"ID3", "a sound file"},
	{"OggS", "a sound file"},
	{"fLaC", "a sound file"},
	{"\x1aE\xdf\xa3", "a film"},
	{"SQLite format 3", "a database"},
}

// binary says what body looks like if it is no text, "" if it may be one.
func binary(body []byte) string {
	for _, m := range magic {
		if m.what != "" && bytes.HasPrefix(body, []byte(m.prefix)) {
			return m.what
		}
	}
	if len(body) > 12 {
		switch {
		case string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP":
			return "a picture (WebP)"
		case string(body[:4]) == "RIFF":
			return "a sound file or a film"
		case string(body[4:8]) == "ftyp":
			return "a film or a picture"
		}
	}
	if utf16(body) != nil {
		return ""
	}
	head := body[:min(len(body), sniffed)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	if bytes.Count(head, []byte{0}) > 2 || float64(controls) > maxControls*float64(len(head)) {
		return "a file for programs, not for readers"
	}
	return ""
}

// refuseBinary says why body cannot be read. An office document with a
// password is an old office document around its encrypted bytes.
func refuseBinary(body []byte) error {
	if bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(body, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
		return fmt.Errorf("%w: an office document with a password", ErrLocked)
	}
	return fmt.Errorf("%w: it looks like %s", ErrNotText, binary(body))
}

var (
	looksHTML     = pattern(`(?i)^\s*(<!--[\s\S]*?-->\s*)*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|article|main|div|section|p|h1)[\s>]`)
	looksMarkdown = pattern(`(?m)^#{1,6} \S.*$|^\S.*\[[^\]\n]+\]\(https?://[^)\s]+\)`)
	frontMatter   = pattern(`^\x{feff}?---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n|[ \t-].*\r?\n|\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
)

// formatOf tells how src is written. A file that is no text tells by its
// first bytes what it is, whatever it is called. A text goes by its declared
// type, else by its name, else by its first kilobytes. A page declared as
// plain text is one if it begins like one.
func formatOf(src Source) format {
	switch {
	case bytes.HasPrefix(src.Body, []byte("PK\x03\x04")):
		return zipFormat
	case bytes.HasPrefix(src.Body, []byte("%PDF-")):
		return pdfFormat
	case binary(src.Body) != "":
		return binaryFormat
	}
	head := src.Body[:min(len(src.Body), sniffed)]
	media, _, _ := mime.ParseMediaType(src.MediaType)
	switch {
	case media == "text/html" || media == "application/xhtml+xml":
		return htmlFormat
	case media == "text/markdown" || media == "text/x-markdown":
		return markdownFormat
	}
	switch strings.ToLower(path.Ext(src.Name)) {
	case ".html", ".htm", ".xhtml":
		return htmlFormat
	case ".md", ".markdown", ".mdown":
		return markdownFormat
	}
	if e := utf16(head); e != nil {
		head, _ = e.NewDecoder().Bytes(head[:len(head)&^1])
	}
	switch {
	case looksHTML.get().Match(bytes.TrimPrefix(head, []byte("\ufeff"))):
		return htmlFormat
	case frontMatter.get().Match(head):
		return markdownFormat
	case media == "" && src.Name == "" && looksMarkdown.get().Match(head):
		return markdownFormat
	}
	return textFormat
}

var looksXML = pattern(`^\s*<(?:\?xml|svg|rss|feed|opml|urlset|rdf:RDF)\b`)

// data says what text is written in if it is for programs alone, "" if not.
func data(text string) string {
	head := text[:min(len(text), sniffed)]
	if looksXML.get().MatchString(head) {
		return "XML"
	}
	if start := strings.TrimLeft(head, " \t\r\n"); !strings.HasPrefix(start, "{") && !strings.HasPrefix(start, "[") {
		return ""
	}
	var value json.RawMessage
	d := json.NewDecoder(strings.NewReader(text))
	if d.Decode(&value) != nil {
		return ""
	}
	if err := d.Decode(&value); err != nil && err != io.EOF { // “[1] A note”
		return ""
	}
	return "JSON"
}

// utf16 returns the encoding of a body in UTF-16, or nil. A byte order mark
// tells; without one, every second byte of Latin letters is nothing.
func utf16(body []byte) encoding.Encoding {
	var zeros [2]int
	bare := len(body) > 4 // a page may have no mark
	head := body[:min(len(body), sniffed)&^1]
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

// decode turns body into UTF-8 and says how many of its letters were
// broken. The declared charset counts only where body is not valid UTF-8:
// servers declare it wrongly more often than UTF-8 comes about by chance.
func decode(body []byte, mediaType string) (text string, broken int) {
	if e := utf16(body); e != nil {
		out, _ := e.NewDecoder().Bytes(body)
		return string(out), bytes.Count(out, []byte("\ufffd"))
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if isEscaped(body) {
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

// isEscaped reports whether body is in the Japanese encoding of mails, whose
// bytes are all ASCII.
func isEscaped(body []byte) bool {
	return bytes.Contains(body, []byte("\x1b$B")) || bytes.Contains(body, []byte("\x1b$@"))
}

// legacy returns the encoding to read body with, which is not valid UTF-8:
// the declared one, else that which its bytes look like, unless most of its
// letters beyond ASCII are UTF-8 after all. Nil means damaged UTF-8.
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

// A guess at an encoding looks at guessRoom bytes, needs fewGuessed letters
// beyond ASCII, and must be sureGuess sure of 100.
const (
	guessRoom  = 64 << 10
	fewGuessed = 24
	sureGuess  = 25
)

// guessEncoding tells by its bytes how body is encoded: windows-1252, as the
// West wrote, where nothing else is likely.
func guessEncoding(body []byte) encoding.Encoding {
	begin := max(0, bytes.IndexFunc(body, func(r rune) bool { return r >= utf8.RuneSelf }))
	body = body[begin:min(len(body), begin+guessRoom)]
	beyond := 0
	for _, c := range body {
		if c >= utf8.RuneSelf {
			beyond++
		}
	}
	if beyond < fewGuessed {
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
