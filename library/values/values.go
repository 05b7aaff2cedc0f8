// Package values finds the values in sentences, such as amounts and years, and
// decides whether two sentences give different values for the same thing. It
// would rather miss such a pair than report a wrong one. It reads only the
// sentences: nothing here opens anything.
package values

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A Value is an amount, a year or a date in a sentence.
type Value struct {
	Span   article.Span // of the number, with its currency or scale: “$3.5 billion”
	Unit   string       // what is counted: “metre”, “$”, “year”; "" for a bare number
	Number float64      // of a date: its digits
	Digits int          // significant digits
}

var (
	number = lang.NewPattern(`([$€£¥])?\s?(\d{1,3}(?:[,.'’\x{a0}\x{202f} ]\d{3})+|\d+)([.,]\d+)?(:\d\d)?(?:(bn|mn|m|k)\b|\b)`)
	unit   = lang.NewPattern(`\pL[\pL\pM'’-]*|%`)
	word   = lang.NewPattern(`[\pL\pN][\pL\pN\pM'’-]*|%`)
)

// scales are the words after a number that multiply it.
var scales = map[string]float64{
	"thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3,
	"tausend": 1e3, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "billionen": 1e12,
	"mil": 1e3, "millón": 1e6, "millones": 1e6, "mille": 1e3, "milliard": 1e9, "milliards": 1e9,
}

// parts begin a unit of two words.
var parts = lang.NewWordSet("cubic square nautical light metric us american canadian australian swiss new of de")

// in reads the values of a text, in order.
func in(text string) []Value {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var found []Value
	for _, d := range lang.DatesIn(text) {
		n, _ := strconv.ParseFloat(strings.ReplaceAll(d.Date, "-", ""), 64)
		found = append(found, Value{d.Span, [...]string{4: "year", 7: "month", 10: "day"}[len(d.Date)], n, len(d.Date)})
	}
	dates := len(found)
	for _, m := range number.Get().FindAllStringSubmatchIndex(text, -1) {
		v := Value{Span: article.Span{Start: m[4], End: m[1]}}
		if m[2] >= 0 {
			v.Span.Start, v.Unit = m[2], text[m[2]:m[3]]
		}
		if before, _ := lastRune(text[:v.Span.Start]); unicode.IsLetter(before) || before == '-' || overlaps(v.Span, found[:dates]) {
			continue // GPT-4, and digits of a date
		}
		v.read(text, m)
		found = append(found, v)
	}
	return found
}

func lastRune(s string) (r rune, ok bool) {
	for _, c := range s {
		r, ok = c, true
	}
	return r, ok
}

func overlaps(s article.Span, list []Value) bool {
	for _, v := range list {
		if s.Start < v.Span.End && v.Span.Start < s.End {
			return true
		}
	}
	return false
}

// read fills in the number of a match, its scale and its unit.
func (v *Value) read(text string, m []int) {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text[m[4]:m[5]])
	v.Digits = len(strings.TrimRight(digits, "0"))
	if m[6] >= 0 {
		digits += "." + text[m[6]+1:m[7]]
		v.Digits = len(strings.ReplaceAll(digits, ".", ""))
	}
	v.Number, _ = strconv.ParseFloat(digits, 64)
	if m[8] >= 0 { // a time of day
		minutes, _ := strconv.ParseFloat(text[m[8]+1:m[9]], 64)
		v.Number, v.Unit = v.Number*60+minutes, "o'clock"
		return
	}
	if m[10] >= 0 { // $5bn; 5m may also be metres
		v.Number *= scales[text[m[10]:m[11]]]
		return
	}
	at := m[1]
	next, end := nextWord(text, at)
	label := labels(text[:v.Span.Start])
	if scale, ok := scales[next]; ok {
		v.Number *= scale
		v.Span.End, label = end, false
		next, end = nextWord(text, end)
	}
	if v.Unit != "" {
		return
	}
	if parts.Has(next) {
		second, _ := nextWord(text, end)
		next += " " + stem(second)
	}
	if s := stem(next); !functionWords.Has(next) && (!label || neverLabels.Has(s)) {
		v.Unit = s
	}
}

// neverLabels are stems of units after which a number is not a label.
var neverLabels = lang.NewWordSet("percent dollar euro pound franc crown yen")

// labels reports whether a number after a text is a part of a name, such as
// Apollo 11, or of a label, such as page 11.
func labels(before string) bool {
	list := words(before)
	if len(list) == 0 || !strings.HasSuffix(strings.TrimRight(before, " "), before[list[len(list)-1].at:][:list[len(list)-1].size]) {
		return false
	}
	last := list[len(list)-1]
	first, _ := utf8.DecodeRuneInString(before[last.at:])
	return unicode.IsUpper(first) && !functionWords.Has(last.folded) && !inexact.Has(last.folded) || labelWords.Has(last.folded)
}

// nextWord returns the word directly after a place in a text, in lower case,
// and its end.
func nextWord(text string, at int) (string, int) {
	m := unit.Get().FindStringIndex(text[at:])
	if m == nil || strings.Trim(text[at:at+m[0]], " \u00a0\u202f-") != "" {
		return "", at
	}
	return strings.ToLower(text[at+m[0] : at+m[1]]), at + m[1]
}

// percent is the stem of the words and signs for it. Every other stem is the
// beginning of its word.
const percent = "percent"

// stem cuts the endings of plurals and of tenses from a word, roughly: it only
// has to be the same for the forms of one word.
func stem(w string) string {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	switch w {
	case "%", "per", "percent", "prozent", "pct":
		return percent
	}
	for _, end := range []string{"ing", "ed", "es", "en", "s", "e"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 3 {
			return base
		}
	}
	return w
}
