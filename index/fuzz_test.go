package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

// FuzzFind indexes a text and searches for another: neither may cause an error,
// and every span must be in the text.
func FuzzFind(f *testing.F) {
	f.Add("The pier is 212 metres long. It was built of oak.", "how long is the pier?", "en")
	f.Add("ตลาดน้ำเปิดทุกวันเสาร์", "ตลาดเปิดเมื่อไร", "th")
	f.Add("这种茶叶在春天采摘。", "茶叶什么时候采摘", "zh")
	f.Add("Name: worth 3,000.5 dollars\nRow | 2", "how much is the row worth", "")
	f.Fuzz(func(t *testing.T, text, question, language string) {
		s := shelf{"a": read(question, language, text), "b": read("Other", "en", "Something else stands here.")}
		x := s.open(t, filepath.Join(t.TempDir(), "x"))
		defer x.Close()
		for _, kind := range []index.Kind{index.Passages, index.Quotes} {
			found, err := x.Find(t.Context(), index.Query{Kind: kind, Text: question, Why: true}, s.words)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range found.Hits {
				texts, _ := s.words(t.Context(), kind, append(h.Also, h.Place))
				end := 0
				for _, span := range h.Highlights {
					if span.Start < end || span.End <= span.Start || span.End > len(texts[len(texts)-1].Text) {
						t.Errorf("highlights %v", h.Highlights)
					}
					end = span.End
				}
				if h.Score < 0 || h.Score > 1 {
					t.Errorf("score %v", h.Score)
				}
			}
		}
		if _, err := x.People(t.Context(), question, 3); err != nil {
			t.Fatal(err)
		}
	})
}
