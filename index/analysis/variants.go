package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A Variant says how a word that a Scanner returns differs from the words that
// it overlaps, which were returned before it.
type Variant uint8

// The variants.
const (
	AsWritten Variant = iota
	Joined            // words with a hyphen as one: “wi-fi” is wifi
	Measured          // a number with its unit: “300 km” is 300km
	Grouped           // a number in groups of three digits: “3 400” is 3400
	Initials          // single letters as one word: “U.S.” and “J. R.” are us and jr, “R&D” r&d
	Marked            // a word with its symbols: “.env”
	Divided           // a part of a word of digits and letters: “300km” is 300 and km
)

// neighbours are what a Scanner remembers to find variants.
type neighbours struct {
	start, end int // of the word before, 0 and 0 if there is none
	chain      int // where the initials or groups of digits began that the word before ends, if chained
	chained    bool
	found      [4]foundVariant
	count      int // of found
	given      int // of found
}

type foundVariant struct {
	Variant
	article.Span
}

// nextVariant moves to the next variant that was found.
func (s *Scanner) nextVariant() bool {
	a := &s.around
	if a.given == a.count {
		a.given, a.count = 0, 0
		s.Variant = AsWritten
		return false
	}
	v := a.found[a.given]
	a.given++
	s.Start, s.End, s.Variant, s.Pair = v.Start, v.End, v.Variant, false
	text := v.Of(s.Text)
	if v.Variant == Marked || v.Variant == Initials && strings.Contains(text, "&") {
		s.Form = append(s.Form[:0], strings.ToLower(text)...)
		return true
	}
	s.Form = s.Form[:0]
	for parts := (Scanner{Text: s.Text[:v.End], At: v.Start}); parts.Next(); {
		for _, c := range parts.Form {
			if v.Variant != Grouped || IsDigit(c) {
				s.Form = append(s.Form, c)
			}
		}
	}
	s.Form = s.Form[:min(len(s.Form), MaxWord)]
	return true
}

func (s *Scanner) addVariant(v Variant, start, end int) {
	if a := &s.around; a.count < len(a.found) {
		a.found[a.count] = foundVariant{v, article.Span{Start: start, End: end}}
		a.count++
	}
}

// findVariants finds the variants that end with the present word, after the
// word before.
func (s *Scanner) findVariants(before article.Span) {
	chain, chained := s.around.chain, s.around.chained
	s.around.chained = false
	first := s.Form[0]
	if first >= utf8.RuneSelf && !unicode.IsLetter(firstRune(s.Form)) {
		return
	}
	if before.End > 0 && s.Start > before.End && s.Start-before.End <= 3 {
		s.findJoined(before, chain, chained)
	}
	if s.End-s.Start > 1 {
		s.findDivided()
	}
	if s.End < len(s.Text) && (s.Text[s.End] == '+' || s.Text[s.End] == '#') && !IsDigit(first) {
		if symbols := symbolsAfter(s.Text, s.End); symbols != "" {
			s.addVariant(Marked, s.Start, s.End+len(symbols))
		}
	}
	if s.Start > 0 && s.Text[s.Start-1] == '.' && !IsDigit(first) && (s.Start == 1 || strings.IndexByte(" \n\t(\"'`|", s.Text[s.Start-2]) >= 0) {
		s.addVariant(Marked, s.Start-1, s.End)
	}
}

// findJoined finds what the present word and those before it are together.
func (s *Scanner) findJoined(before article.Span, chain int, chained bool) {
	between := s.Text[before.End:s.Start]
	from := before.Start
	if chained {
		from = chain
	}
	switch between {
	case "-", "‐", "‑":
		if s.isCompound(before) {
			s.addVariant(Joined, before.Start, s.End)
		}
	case "&":
		if before.End-before.Start <= 2 && s.End-s.Start <= 2 && !hasDigit(s.Text[before.Start:s.End]) {
			s.addVariant(Initials, before.Start, s.End)
		}
	case "/", ".", ". ":
		if !isLetter(before.Of(s.Text)) || !isLetter(s.Text[s.Start:s.End]) {
			return
		}
		if between == ". " && !(isCapital(before.Of(s.Text)) && isCapital(s.Text[s.Start:s.End]) && strings.HasPrefix(s.Text[s.End:], ".")) {
			return
		}
		s.chain(Initials, from)
	case " ", "\u00a0", "\u2009", "\u202f", "'", "’":
		switch {
		case isNumber(s.Text[s.Start:s.End]):
			if s.End-s.Start == 3 && isNumber(before.Of(s.Text)) && (chained || before.End-before.Start <= 3) && s.Text[from] != '0' {
				s.chain(Grouped, from)
			}
		case s.End-s.Start <= longestUnit && IsDigit(s.Text[before.Start]) && units()[s.Text[s.Start:s.End]]:
			s.addVariant(Measured, before.Start, s.End)
		}
	}
}

// chain adds the variant from a place to the end of the present word, which
// the next word may continue.
func (s *Scanner) chain(v Variant, from int) {
	s.addVariant(v, from, s.End)
	s.around.chain, s.around.chained = from, true
}

// shortPart is the most letters of a part that is not looked for alone. A
// compound with a longer part is found by this part.
const shortPart = 2

// isCompound reports whether the word before and the present one are all that
// hyphens join, and are not found well alone: two short ones, a single letter or
// a number.
func (s *Scanner) isCompound(before article.Span) bool {
	a, b := before.Of(s.Text), s.Text[s.Start:s.End]
	short := min(Length(a), Length(b)) == 1 || max(Length(a), Length(b)) <= shortPart || isNumber(a) || isNumber(b)
	if !short || isNumber(a) && isNumber(b) {
		return false
	}
	return !strings.HasSuffix(s.Text[:before.Start], "-") && !strings.HasPrefix(s.Text[s.End:], "-")
}

// findDivided finds the parts of a word of letters and digits, and a number
// without the points between its thousands.
func (s *Scanner) findDivided() {
	word := s.Text[s.Start:s.End]
	if !hasDigit(word) {
		return
	}
	at := strings.IndexFunc(word, unicode.IsLetter)
	if at < 0 {
		if isGrouped(word) {
			s.addVariant(Grouped, s.Start, s.End)
		}
		return
	}
	if at == 0 {
		at = strings.IndexFunc(word, func(r rune) bool { return '0' <= r && r <= '9' })
	}
	first, rest := word[:at], word[at:]
	if isNumber(first) == isNumber(rest) { // more than two parts
		return
	}
	for _, part := range []article.Span{{Start: s.Start, End: s.Start + at}, {Start: s.Start + at, End: s.End}} {
		if text := part.Of(s.Text); len(text) > 1 || isNumber(text) {
			s.addVariant(Divided, part.Start, part.End)
		}
	}
}

// isGrouped reports a number with points between its thousands: 3.400.
func isGrouped(word string) bool {
	groups := strings.Split(word, ".")
	if len(groups) < 2 || len(groups[0]) > 3 || groups[0][0] == '0' {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// isNumber reports ASCII digits, with points or commas.
func isNumber(word string) bool {
	return len(word) > 0 && strings.IndexFunc(word, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' }) < 0
}

func hasDigit(word string) bool {
	for i := range len(word) {
		if IsDigit(word[i]) {
			return true
		}
	}
	return false
}

// isLetter reports a single letter.
func isLetter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsLetter(r)
}

func isCapital(letter string) bool {
	r, _ := utf8.DecodeRuneInString(letter)
	return unicode.IsUpper(r)
}

func firstRune(form []byte) rune {
	r, _ := utf8.DecodeRune(form)
	return r
}

// units are symbols of units, as they are written after numbers.
var units = LazySet(`mm cm dm m km µm nm ft in yd mi mg g kg t lb lbs oz ml cl dl l L ms s sec min h hrs d Hz kHz MHz GHz W kW MW GW Wh kWh MWh V kV mV A mA Ah mAh
	K B kB KB MB GB TB KiB MiB GiB kbit Mbit Gbit Mbps Gbps px pt em rem fps rpm dpi dB bar hPa Pa kPa N kN J kJ kcal cal ha °C °F ppm k`)

// longestUnit is the most bytes of a unit.
const longestUnit = 4

// IsUnit reports whether a word is the symbol of a unit.
func IsUnit(word string) bool { return units()[word] }
