package feed

import (
	"bytes"
	"encoding/xml"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"footnote/article/draft"
	"footnote/article/lang"
)

var (
	declaration = lang.NewPattern(`^\s*<\?xml[^>]*\?>`)
	declared    = lang.NewPattern(`encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']`)
)

// mended returns an XML feed in UTF-8, without its declaration and without
// characters that XML does not allow. Single bytes that are not UTF-8 are read
// as windows-1252, which programs paste into UTF-8.
func mended(body []byte) []byte {
	if draft.UTF16(body) == nil && mostlyUTF8(body) {
		body = replaceInvalid(body)
	} else {
		media := "text/xml"
		if m := declared.Get().FindSubmatch(declaration.Get().Find(body[:min(len(body), 1000)])); m != nil {
			media += "; charset=" + string(m[1])
		}
		text, _ := draft.Decode(body, media)
		body = []byte(text)
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	body = body[len(declaration.Get().Find(body)):]
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, body)
}

// mostlyUTF8 reports whether at least as many letters beyond ASCII are UTF-8
// as are not.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for rest := body; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		rest = rest[size:]
	}
	return good >= bad
}

func replaceInvalid(body []byte) []byte {
	if utf8.Valid(body) {
		return body
	}
	var b bytes.Buffer
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(body[0])
		}
		b.WriteRune(r)
		body = body[size:]
	}
	return b.Bytes()
}

// entryEnds end an entry of RSS and of Atom.
var entryEnds = [][]byte{[]byte("</item>"), []byte("</entry>")}

// closed returns a feed that breaks off, up to the end of its last whole
// entry, and with what is still open there closed; nil if no entry is whole.
func closed(body []byte) []byte {
	end := -1
	for _, mark := range entryEnds {
		if at := bytes.LastIndex(body, mark); at >= 0 {
			end = max(end, at+len(mark))
		}
	}
	if end < 0 {
		return nil
	}
	body = bytes.Clone(body[:end])
	var open []xml.Name
	for d := decoder(body); ; {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name)
		case xml.EndElement:
			for i := len(open) - 1; i >= 0; i-- {
				if open[i] == t.Name {
					open = open[:i]
					break
				}
			}
		}
		if len(open) > maxDepth {
			return nil
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		name := open[i].Local
		if open[i].Space != "" {
			name = open[i].Space + ":" + name
		}
		body = append(body, "</"+name+">"...)
	}
	return body
}
