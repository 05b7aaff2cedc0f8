package index_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"footnote/index"
)

// Japanese words are found in their short and their long form, whichever the
// library has.
func TestJapaneseShortForms(t *testing.T) {
	s := shelf{
		"tower": read("灯台の見学", "ja", "受付ではスマートフォンの充電ができます。", "入場は朝九時からです。", "見学の予約はメアドを書いて送ってください。"),
		"bath":  read("銭湯の決まり", "ja", "支払いは現金かクレジットカードです。", "タオルは受付で借りられます。", "コンビニは銭湯の隣にあります。"),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]string{
		"スマホ":           "tower 0",
		"クレカの人":         "bath 0",
		"メールアドレス":       "tower 2",
		"コンビニはどこ":       "bath 2",
		"スマートフォン充電したい":  "tower 0",
		"クレジットカードで払えるか": "bath 0",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		if !found.Answered {
			t.Errorf("%q: not answered: %+v", question, found.Hits)
			continue
		}
		if got := found.Hits[0].Place; fmt.Sprint(got.Article, " ", got.N) != want {
			t.Errorf("%q: %v, want %s", question, got, want)
		}
	}
}
