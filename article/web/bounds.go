package web

import (
	"bytes"
	"fmt"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
)

// Limits on a page, checked before its tree is built.
const (
	// maxElements bounds the work on one page. The longest pages that
	// people read have some tens of thousands.
	maxElements = 100_000
	// maxReopened is how often elements such as <b>, which pages forget to
	// close, may be reopened in the following paragraphs: with them, a page of
	// kilobytes can become a tree of gigabytes.
	maxReopened = 2_000_000
	// maxTag is the most bytes of a tag that is kept unchanged. A longer one
	// loses its long attributes, such as inline images, and those after
	// maxAttributes.
	maxTag        = 2048
	maxAttributes = 100
)

// boundPage returns an error for a page that is too large for a tree, and
// shortens its tags. It reads the page as the parser will, one token at a time.
func boundPage(page []byte) ([]byte, error) {
	var short bytes.Buffer
	var kept, at int // bytes of page that are in short, and that were read
	var open formatting
	elements, letters := 0, 0
	silent := false // in a script or a style
	inCell := false // right after the beginning of a cell
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		length := len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		elements++
		switch kind {
		case html.TextToken:
			if inCell || len(bytes.TrimSpace(page[at:at+length])) == 0 {
				elements-- // tables have thousands of them, and they are little work
			}
			if !silent {
				letters += length
			}
			open.again()
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			silent = tag == atom.Script || tag == atom.Style
			inCell = tag == atom.Td || tag == atom.Th
			open.start(tag, page[at:at+length])
			if length > maxTag {
				short.Write(page[kept:at])
				writeShort(&short, string(name), z)
				kept = at + length
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			silent, inCell = false, false
			open.end(tag)
			if tag != atom.P && tag != atom.Br { // these make elements even if none was open
				elements--
			}
		}
		at += length
		switch {
		case elements > maxElements:
			return nil, fmt.Errorf("%w: more than %d elements", article.ErrTooLarge, maxElements)
		case letters > 2*article.MaxText: // blanks and character references count
			return nil, fmt.Errorf("%w: %d bytes of text", article.ErrTooLarge, letters)
		case open.reopened > maxReopened:
			return nil, fmt.Errorf("%w: elements that are never closed", article.ErrTooLarge)
		}
	}
	if kept == 0 {
		return page, nil
	}
	short.Write(page[kept:])
	return short.Bytes(), nil
}

// writeShort writes the tag that z is at, without long attributes.
func writeShort(to *bytes.Buffer, name string, z *html.Tokenizer) {
	to.WriteString("<" + name)
	for range maxAttributes {
		key, value, more := z.TagAttr()
		if len(key)+len(value) <= maxTag && len(key) > 0 {
			fmt.Fprintf(to, ` %s="%s"`, key, html.EscapeString(string(value)))
		}
		if !more {
			break
		}
	}
	to.WriteString(">")
}

// A formatting counts the elements that HTML reopens in each paragraph until
// they are closed ("the list of active formatting elements").
type formatting struct {
	tags     []atom.Atom
	whole    []string // the same, with attributes
	reopened int
}

func (f *formatting) again() { f.reopened += len(f.tags) }

func (f *formatting) start(tag atom.Atom, whole []byte) {
	f.again()
	switch tag {
	case atom.A, atom.Nobr: // these close the one before
		f.end(tag)
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		same := 0
		for _, other := range f.whole {
			if other == string(whole) {
				same++
			}
		}
		if same >= 3 { // more of the same are not reopened
			return
		}
	default:
		return
	}
	f.tags, f.whole = append(f.tags, tag), append(f.whole, string(whole))
}

func (f *formatting) end(tag atom.Atom) {
	for i := len(f.tags) - 1; i >= 0; i-- {
		if f.tags[i] == tag {
			f.tags, f.whole = slices.Delete(f.tags, i, i+1), slices.Delete(f.whole, i, i+1)
			return
		}
	}
}
