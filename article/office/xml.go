package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on one part of XML.
const (
	// maxXMLDepth is the deepest nesting of elements. Tables in tables of a
	// text box stay below a hundred.
	maxXMLDepth = 400
	// maxXMLToken is the most bytes of one tag or one run of text. A tag can
	// hold a million attributes, each of which takes memory.
	maxXMLToken = 1 << 20
)

var errXML = errors.New("article: XML exceeds limits")

// An xmlReader walks through a part of XML without storing it. Entities are not
// expanded and name spaces are ignored: names are distinguished by their
// position. After the first error it is at its end.
type xmlReader struct {
	decoder *xml.Decoder
	input   *countedBytes
	depth   int
	err     error // the error it ended with; io.EOF if none
}

func readXML(part []byte) *xmlReader {
	input := &countedBytes{Reader: bytes.NewReader(utf8XML(part))}
	d := xml.NewDecoder(input)
	d.Strict = false
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // it is UTF-8 by now
	return &xmlReader{decoder: d, input: input}
}

var xmlCharset = lang.NewPattern(`^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_:-]+)`)

// utf8XML converts a part to UTF-8, from the encoding that it declares.
func utf8XML(part []byte) []byte {
	charset := ""
	if m := xmlCharset.Get().FindSubmatch(part[:min(len(part), draft.SniffLen)]); m != nil {
		charset = "; charset=" + string(m[1])
	}
	text, _ := draft.Decode(part, "text/xml"+charset)
	return []byte(text)
}

// countedBytes refuses a token that is too long.
type countedBytes struct {
	*bytes.Reader
	n int // bytes since the last token
}

func (c *countedBytes) ReadByte() (byte, error) {
	if c.n++; c.n > maxXMLToken {
		return 0, errXML
	}
	return c.Reader.ReadByte()
}

// next returns the next token, nil at the end.
func (x *xmlReader) next() xml.Token {
	if x.err != nil {
		return nil
	}
	x.input.n = 0
	token, err := x.decoder.RawToken()
	switch token.(type) {
	case xml.StartElement:
		x.depth++
	case xml.EndElement:
		x.depth--
	}
	if err == nil && x.depth > maxXMLDepth {
		err = errXML
	}
	if err != nil {
		x.err = err
		return nil
	}
	return token
}

// damage returns the error that ended reading, nil at a proper end.
func (x *xmlReader) damage() error {
	if x.err == io.EOF {
		return nil
	}
	return x.err
}

// children calls visit with each element inside the one that was entered last
// (at first: the root), and continues after its end. What visit does not read
// of an element is skipped.
func (x *xmlReader) children(visit func(e xml.StartElement)) {
	x.inside(visit, func(string) {})
}

// text returns the text below the element that was entered last.
func (x *xmlReader) text() string {
	var b strings.Builder
	depth := x.depth
	for x.depth >= depth {
		token := x.next()
		if token == nil {
			break
		}
		if t, ok := token.(xml.CharData); ok {
			b.Write(t)
		}
	}
	return b.String()
}

// descend calls visit with each element below the one that was entered last.
// What visit reads is not visited.
func (x *xmlReader) descend(visit func(e xml.StartElement)) {
	depth := x.depth
	for x.depth >= depth {
		token := x.next()
		if token == nil {
			return
		}
		if e, ok := token.(xml.StartElement); ok {
			visit(e)
		}
	}
}

// inside is like children, and also calls text with the text between the
// elements.
func (x *xmlReader) inside(visit func(e xml.StartElement), text func(string)) {
	depth := x.depth
	for x.depth >= depth {
		token := x.next()
		if token == nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			within := x.depth
			visit(t)
			for x.depth >= within && x.next() != nil {
			}
		case xml.CharData:
			text(string(t))
		}
	}
}

// xmlAttr returns the value of an attribute, whatever its name space.
func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
