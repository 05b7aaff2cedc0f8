package store

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"footnote/article"
)

// A place in a passage, as it is stored: passage, start, end.
type mentionJSON [3]int

// deflated marks a body that is stored compressed.
const deflated = "deflate"

// compressors are reused: creating one costs more than compressing most
// articles.
var compressors = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.BestSpeed) // the level is valid
	return w
}}

// deflate compresses b.
func deflate(b []byte) []byte {
	var out bytes.Buffer
	w := compressors.Get().(*flate.Writer)
	defer compressors.Put(w)
	w.Reset(&out)
	w.Write(b) // a buffer never fails
	w.Close()
	return out.Bytes()
}

// pack compresses b if that saves at least a tenth, and returns the encoding.
func pack(b []byte) (packed []byte, encoding string) {
	if packed := deflate(b); len(packed) < len(b)-len(b)/10 {
		return packed, deflated
	}
	if b == nil {
		b = []byte{} // nil would be a null
	}
	return b, ""
}

// unpack is the opposite of pack.
func unpack(b []byte, encoding string) ([]byte, error) {
	switch encoding {
	case "":
		return b, nil
	case deflated:
		out, err := io.ReadAll(flate.NewReader(bytes.NewReader(b)))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return out, nil
	}
	return nil, fmt.Errorf("%w: encoding %q", ErrDamaged, encoding)
}

// toJSON returns v as JSON.
func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("store: " + err.Error()) // v only has plain values
	}
	return string(b)
}

// fromJSON reads what toJSON has written.
func fromJSON(s string, v any) error {
	if s == "null" || s == "[]" {
		return nil // nothing: the slice stays nil
	}
	if err := json.Unmarshal([]byte(s), v); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

func partsJSON(parts []article.Part) string {
	list := make([]mentionJSON, len(parts))
	for i, p := range parts {
		list[i] = mentionJSON{p.Passage, p.Span.Start, p.Span.End}
	}
	return toJSON(list)
}

func partsFrom(s string) ([]article.Part, error) {
	var list []mentionJSON
	if err := fromJSON(s, &list); err != nil || list == nil {
		return nil, err
	}
	parts := make([]article.Part, len(list))
	for i, t := range list {
		parts[i] = article.Part{Passage: t[0], Span: article.Span{Start: t[1], End: t[2]}}
	}
	return parts, nil
}

// denialJSON is the place of the sentence that denies q, "" if there is none.
func denialJSON(q article.Quote) string {
	if !q.Denied() {
		return ""
	}
	return mentionsJSON([]article.Mention{q.Denial})
}

func mentionsJSON(mentions []article.Mention) string {
	list := make([]mentionJSON, len(mentions))
	for i, m := range mentions {
		list[i] = mentionJSON{m.Passage, m.Span.Start, m.Span.End}
	}
	return toJSON(list)
}

func mentionsFrom(s string) ([]article.Mention, error) {
	var list []mentionJSON
	if err := fromJSON(s, &list); err != nil || list == nil {
		return nil, err
	}
	mentions := make([]article.Mention, len(list))
	for i, t := range list {
		mentions[i] = article.Mention{Passage: t[0], Span: article.Span{Start: t[1], End: t[2]}}
	}
	return mentions, nil
}
