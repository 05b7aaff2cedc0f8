package library_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"footnote/library"
)

// A line of an export is refused or read as one thing, and written again it is
// the same.
func FuzzReadLine(f *testing.F) {
	for _, line := range []string{
		`{"id":"a","title":"Herons","text":"A heron stands in the water."}`,
		`{"html":"<p>x","url":"https://example.org","published":"2024-05-06"}`,
		`{"source_base64":"aGVyb24=","media_type":"application/pdf","name":"a.pdf"}`,
		`{"pin":{"question":"who?","article":"a"}}`, `{"synonym":["a","b"]}`, `{"synonym":["a"]}`,
		`{"text":"a","html":"b"}`, `{"text":null}`, `{"text":"","pin":null}`, `{}`, `[]`, `null`, `{"text":"\ud800"}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		line, err := library.ReadLine(text)
		if err != nil || line.Teaches() {
			return
		}
		item, err := line.Item()
		if err != nil {
			if !errors.Is(err, library.ErrBadLine) {
				t.Fatal(err)
			}
			return
		}
		written, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		again, err := library.ReadLine(written)
		if err != nil {
			t.Fatalf("%s is written as %s: %v", text, written, err)
		}
		same, err := again.Item()
		if err != nil || !bytes.Equal(same.Source.Body, item.Source.Body) || same.ID != item.ID || same.Source.URL != item.Source.URL || same.Source.MediaType != item.Source.MediaType {
			t.Fatalf("%s is written as %s and read as %+v, %v, want %+v", text, written, same, err, item)
		}
	})
}
