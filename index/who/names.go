package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/index/analysis"
)

// honorifics come before names and are not part of them.
var honorifics = analysis.NewSet(`mr mrs ms miss mx dr prof professor sir dame lord lady madam president senator minister judge
	justice king queen prince princess pope saint captain general colonel herr frau monsieur madame señor señora signor
	signora dott ing jr sr phd md ceo`)

// particles belong to the surname after them.
var particles = analysis.NewSet(`de da di do dos das del della van von der den ten ter le la du des el al bin ibn ben zu zur af av`)

// surnameParticles begin a surname even when they are capitalized and come
// first: Le is not a first name.
var surnameParticles = analysis.NewSet(`de du des di da do dos le la von zu zur af av`)

// leadingArticles come before a nickname.
var leadingArticles = analysis.NewSet(`the el la le der die das il o a`)

// A personName is a name taken apart. Words are folded, without honorifics.
type personName struct {
	words   []string // all
	surname string   // the last word with the particles before it, without blanks
	whole   string   // all words without blanks
	last    int      // index in words at which the surname begins
}

func parseName(name string) personName {
	var p personName
	for _, w := range analysis.Words(name) {
		w = analysis.Fold(w)
		if !honorifics[w] && w != "s" {
			p.words = append(p.words, w)
		}
	}
	if len(p.words) == 0 { // a name such as “King”
		for _, w := range analysis.Words(name) {
			p.words = append(p.words, analysis.Fold(w))
		}
	}
	p.words = withoutTitle(name, p.words)
	p.whole = strings.Join(p.words, "")
	least := 1
	if len(p.words) == 2 && surnameParticles[p.words[0]] {
		least = 0 // Le Brun
	}
	if start, _ := utf8.DecodeRuneInString(name); unicode.IsLower(start) {
		least = 0 // “van der Lind” is a surname, “Al Gore” is not
	}
	p.last = len(p.words) - 1
	if fields := strings.Fields(name); len(fields) > 1 && p.last > 0 {
		p.last = max(1, p.last+1-len(analysis.Words(fields[len(fields)-1]))) // Smith-Rowe
	}
	for p.last > least && particles[p.words[p.last-1]] {
		p.last--
	}
	if p.last >= 0 {
		p.surname = strings.Join(p.words[p.last:], "")
	}
	return p
}

// behindNames follow a name in Japanese, where no blank parts them.
var behindNames = []string{"さん", "氏", "様", "先生", "くん", "ちゃん"}

// withoutTitle removes the title after a Japanese name.
func withoutTitle(name string, words []string) []string {
	name = strings.TrimSpace(name)
	for _, title := range behindNames {
		if bare, ok := strings.CutSuffix(name, title); ok && bare != "" {
			var kept []string
			for _, w := range analysis.Words(bare) {
				kept = append(kept, analysis.Fold(w))
			}
			return kept
		}
	}
	return words
}

// first returns the first name, "" if there is none.
func (p personName) first() string {
	if p.last < 1 {
		return ""
	}
	return p.words[0]
}

// final returns the last word, which the surname ends with.
func (p personName) final() string { return p.words[len(p.words)-1] }

// middle returns the words between first name and surname.
func (p personName) middle() []string {
	if p.last < 2 {
		return nil
	}
	return p.words[1:p.last]
}

// compatible reports whether two full names can belong to the same person:
// their first and last words are equal, and no middle names differ.
func (p personName) compatible(q personName) bool {
	if p.whole == q.whole {
		return true
	}
	if p.first() == "" || p.first() != q.first() || p.surname != q.surname {
		return false
	}
	return agree(p.middle(), q.middle())
}

// agree reports whether middle names can belong to the same person: in full, as
// initials, or left out.
func agree(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i, w := range a {
		if !strings.HasPrefix(b[i], w) && !strings.HasPrefix(w, b[i]) {
			return false
		}
	}
	return true
}
