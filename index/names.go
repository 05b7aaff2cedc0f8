package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// honorifics stand before names and are no part of them.
var honorifics = setOf(`mr mrs ms miss mx dr prof professor sir dame lord lady madam president senator minister judge
	justice king queen prince princess pope saint captain general colonel herr frau monsieur madame señor señora signor
	signora dott ing jr sr phd md ceo`)

// particles belong to the surname behind them.
var particles = setOf(`de da di do dos das del della van von der den ten ter le la du des el al bin ibn ben zu zur af av`)

// nicknames gives the first names that a short form stands for, for those
// that are often asked for.
var nicknames = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.SplitSeq(`william bill billy will|robert bob bobby rob|richard dick rick|margaret peggy maggie|
		elizabeth liz beth betty|james jim jimmy|john jack johnny|edward ted ed eddie|charles chuck charlie|henry harry hank|
		katherine kate kathy katie|catherine kate cathy|thomas tom tommy|michael mike mick|david dave|daniel dan danny|
		samuel sam|alexander alex sasha|alexandra alex sandra|benjamin ben|joseph joe|anthony tony|andrew andy drew|
		christopher chris|matthew matt|nicholas nick|patrick pat paddy|peter pete|philip phil|stephen steve|steven steve|
		timothy tim|gregory greg|jeffrey jeff|kenneth ken|lawrence larry|leonard len|ronald ron|donald don|gerald jerry|
		theodore ted teddy|susan sue|deborah debbie|barbara barb|jennifer jen jenny|jessica jess|rebecca becky|victoria vicky|
		dorothy dot dolly|eleanor ellie nell|francis frank|frederick fred|albert al bert|alfred alf fred|walter walt|
		johannes hans|giuseppe beppe|francisco paco|josé pepe|vladimir volodya|mikhail misha|dmitri dima`, "|") {
		forms := strings.Fields(line)
		for _, short := range forms[1:] {
			m[short] = append(m[short], fold(forms[0]))
		}
	}
	return m
}()

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// A personName is a name taken apart. Words are folded, without honorifics.
type personName struct {
	words   []string // all
	surname string   // the last word with the particles before it, without blanks
	whole   string   // all words without blanks
	last    int      // where in words the surname begins
}

func parseName(name string) personName {
	var p personName
	for _, w := range words(name) {
		w = fold(w)
		if !honorifics[w] && w != "s" {
			p.words = append(p.words, w)
		}
	}
	if len(p.words) == 0 { // somebody is called nothing but “King”
		for _, w := range words(name) {
			p.words = append(p.words, fold(w))
		}
	}
	p.whole = strings.Join(p.words, "")
	least := 1
	if start, _ := utf8.DecodeRuneInString(name); unicode.IsLower(start) {
		least = 0 // “van der Lind” is a surname, “Al Gore” is not
	}
	p.last = len(p.words) - 1
	for p.last > least && particles[p.words[p.last-1]] {
		p.last--
	}
	if p.last >= 0 {
		p.surname = strings.Join(p.words[p.last:], "")
	}
	return p
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

// compatible reports whether two full names can be the same person's: the
// same first and last words, and no middle names that differ.
func (p personName) compatible(q personName) bool {
	if p.whole == q.whole {
		return true
	}
	if p.first() == "" || p.first() != q.first() || p.surname != q.surname {
		return false
	}
	a, b := p.middle(), q.middle()
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
