package reader

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article/lang"
)

// nameless are words that programs, and people in a hurry, use as file names.
var nameless = lang.NewWordSet(`article articles artikel attachment beitrag clipboard content contents copy data datei default doc docs document dokument
	documento download draft entwurf export file fichier final home image img index input kopie main message new neu note notes notiz notizen output page paste
	pdf post readme scan screenshot seite temp test text texte texto tmp unbenannt unnamed untitled upload v`)

// titleOfName returns a title made of the words of a file's name, "" if it says
// nothing: club_rules-2024.md is “Club rules 2024”, scan0007.txt is nothing. What
// a person named a text says more than its first sentence.
func titleOfName(name string) string {
	name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	if dateOfName(name) != "" {
		name = name[len("2006-01-02"):]
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == '+' || unicode.IsSpace(r) })
	told := false
	for _, w := range words {
		letters, digits := 0, 0
		for _, r := range w {
			switch {
			case unicode.IsLetter(r):
				letters++
			case unicode.IsDigit(r):
				digits++
			}
		}
		if digits > 0 && letters > 0 && isDigest(w) {
			return ""
		}
		plain := strings.TrimRight(lang.Fold(w), "0123456789()")
		told = told || (letters >= minNaming || letters > 0 && len(w) > letters+digits) && !nameless.Has(plain) && !isInitials(w)
	}
	if !told {
		return ""
	}
	title := strings.Join(words, " ")
	r, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(r)) + title[size:]
}

// minNaming is the fewest letters of a word that says what a file is about.
const minNaming = 3

// isInitials reports a word of capitals without a vowel, such as DSC.
func isInitials(word string) bool {
	return strings.Trim(word, "BCDFGHJKLMNPQRSTVWXZ") == ""
}

// Words of letters and digits that programs make are longer than those of
// people, or all hexadecimal.
const (
	minDigest = 11
	minHex    = 6
)

func isDigest(word string) bool {
	return len(word) >= minDigest || len(word) >= minHex && strings.Trim(word, "0123456789abcdefABCDEF") == ""
}
