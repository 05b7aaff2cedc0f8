package card_test

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"strings"
	"testing"

	"footnote/card"
)

func TestDraw(t *testing.T) {
	for _, tt := range []struct {
		name string
		card card.Card
		want error
	}{
		{"short", card.Card{Quote: "A house needs a harbour", Speaker: "Ida Brandt", Article: "The ice of March", Date: "12 March 1987"}, nil},
		{"long", card.Card{Quote: strings.TrimSpace(strings.Repeat("The harbour froze over in the first week of March. ", 11)), Speaker: "Olof Lind", Article: strings.Repeat("A long title ", 8)}, nil},
		{"greek and cyrillic", card.Card{Quote: "Ο πάγος έσπασε. Лёд сломался.", Speaker: "Μαρία Δημητρίου", Article: "Лёд"}, nil},
		{"no date and no speaker", card.Card{Quote: "The ferry sails", Article: "Ferries"}, nil},
		{"decomposed", card.Card{Quote: "Le cafe\u0301 est froid\u200b", Speaker: "Zoe\u0308", Article: "Cafe\u0301"}, nil},
		{"too long", card.Card{Quote: strings.Repeat("The harbour froze over. ", 60), Speaker: "Olof Lind", Article: "Ice"}, card.ErrTooLong},
		{"a word longer than a line", card.Card{Quote: strings.Repeat("a", 200), Speaker: "Olof Lind", Article: "Ice"}, card.ErrTooLong},
		{"joined letters", card.Card{Quote: "تجمد الميناء", Speaker: "Olof Lind", Article: "Ice"}, card.ErrNoGlyph},
		{"marks", card.Card{Quote: "Z\u0335a\u0335", Speaker: "Olof Lind", Article: "Ice"}, card.ErrNoGlyph},
		{"no font", card.Card{Quote: "\U0010FFFD", Speaker: "Olof Lind", Article: "Ice"}, card.ErrNoGlyph},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, err := tt.card.Draw()
			if !errors.Is(err, tt.want) || err != nil {
				if !errors.Is(err, tt.want) || tt.want == nil {
					t.Errorf("Draw = %v, want %v", err, tt.want)
				}
				return
			}
			picture, err := png.Decode(bytes.NewReader(file))
			if err != nil || picture.Bounds().Dx() != 1080 || picture.Bounds().Dy() > 1600 {
				t.Fatalf("the picture: %v, %v", err, picture.Bounds())
			}
			if _, _, _, a := picture.At(0, 0).RGBA(); a != 0 {
				t.Error("the corner is not round")
			}
			for _, words := range []string{tt.card.Quote, tt.card.Speaker, tt.card.Article, tt.card.Date} {
				if !strings.Contains(tt.card.Alt(), strings.TrimSpace(words)) {
					t.Errorf("the alternative text %q lacks %q", tt.card.Alt(), words)
				}
			}
			if dir := os.Getenv("CARDS"); dir != "" {
				os.WriteFile(dir+"/"+strings.ReplaceAll(tt.name, " ", "-")+".png", file, 0o644)
			}
		})
	}
}
