package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A DateSpan is a date in a text.
type DateSpan struct {
	Span article.Span
	Date string // YYYY, YYYY-MM or YYYY-MM-DD, as much as the text says
}

var (
	monthYear = NewPattern(`(\pL{3,})\.?,?\s+(?:(?:of|de|del)\s+)?(1[5-9]\d\d|20\d\d)\b`)
	eastMonth = NewPattern(`(1[5-9]\d\d|20\d\d)\s?[年년](?:\s?(\d{1,2})\s?[月월])?`)
	bareYear  = NewPattern(`\b(?:1[5-9]\d\d|20\d\d)\b`)
)

// DatesIn returns the dates in a text, in order, without overlaps. A number of
// four digits is a year only after a word such as “in” or in brackets. It
// ignores days without a year and dates of digits with the year last.
func DatesIn(text string) []DateSpan {
	if !hasYear(text) {
		return nil
	}
	var found []DateSpan
	add := func(start, end int, date string) {
		free := !slices.ContainsFunc(found, func(d DateSpan) bool { return start < d.Span.End && d.Span.Start < end })
		if date != "" && free {
			found = append(found, DateSpan{article.Span{Start: start, End: end}, date})
		}
	}
	days := []struct {
		*Pattern
		year, month, day int // groups
	}{{isoDate, 1, 3, 4}, {dayFirst, 3, 2, 1}, {monthLead, 3, 1, 2}, {yearLead, 1, 2, 3}, {eastDate, 1, 2, 3}}
	if numbersIn(text) < 2 {
		days = nil // a date has the numbers of a day and of a year
	}
	for _, p := range days {
		for _, m := range p.Get().FindAllStringSubmatchIndex(text, -1) {
			start := min(m[2*p.year], m[2*p.month], m[2*p.day])
			end := max(m[2*p.year+1], m[2*p.month+1], m[2*p.day+1])
			if p.Pattern == eastDate {
				end = m[1] // the character for the day
			}
			group := func(n int) string { return text[m[2*n]:m[2*n+1]] }
			add(start, end, ISODate(group(p.year), monthNumber(group(p.month)), group(p.day)))
		}
	}
	for _, m := range monthYear.Get().FindAllStringSubmatchIndex(text, -1) {
		if n := monthNumber(text[m[2]:m[3]]); n != "" && isMonth(text[m[2]:m[3]]) {
			add(m[2], m[5], yearMonth(text[m[4]:m[5]], n))
		}
	}
	for _, m := range eastMonth.Get().FindAllStringSubmatchIndex(text, -1) {
		if m[4] >= 0 {
			add(m[0], m[1], yearMonth(text[m[2]:m[3]], text[m[4]:m[5]]))
		} else {
			add(m[0], m[1], text[m[2]:m[3]])
		}
	}
	for _, m := range bareYear.Get().FindAllStringIndex(text, -1) {
		if isYear(text, m[0], m[1]) {
			add(m[0], m[1], text[m[0]:m[1]])
		}
	}
	slices.SortFunc(found, func(a, b DateSpan) int { return a.Span.Start - b.Span.Start })
	return found
}

// numbersIn returns how many numbers of digits a text has.
func numbersIn(text string) int {
	n, inside := 0, false
	for _, c := range []byte(text) {
		digit := '0' <= c && c <= '9'
		if digit && !inside {
			n++
		}
		inside = digit
	}
	return n
}

// monthNumber returns the number of a month's name, or of a number, "" if it is
// neither.
func monthNumber(name string) string {
	if IsNumber(name) {
		return name
	}
	if n := months()[strings.ToLower(name)]; n > 0 {
		return twoDigits(n)
	}
	return ""
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

// yearMonth joins a year and a month, or returns "" if there is no such month.
func yearMonth(year, month string) string {
	day := ISODate(year, month, "1")
	if day == "" {
		return ""
	}
	return day[:len("2006-01")]
}

// isMonth reports whether a word that may be a month is one: “may” and other
// short words are only with a capital.
func isMonth(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) || !monthlike.Has(word)
}

// monthlike are short words that are also something other than a month.
var monthlike = NewWordSet("may mar set out ago dec jan gen mag jun jul")

// beforeYear are words before a year, in lower case.
var beforeYear = NewWordSet(`in since by until till from to before after during of year early late mid and between around about circa spring summer autumn fall winter
	through late mid-
	im jahr jahre jahres seit bis ab vor nach anfang mitte ende frühjahr frühling sommer herbst von und um
	en depuis avant après vers fin début année jusqu'en dès été hiver printemps automne et
	desde hasta antes después año verano invierno otoño primavera entre de del a finales principios y
	nel dal fino al anno estate em no ano até
	in sinds tot jaar
	w roku od do в году с до року`)

// isYear reports whether the number at a span of text is a year: it follows a
// word such as “in”, or is in brackets or alone in a cell of a table, and is no
// amount.
func isYear(text string, start, end int) bool {
	before, after := text[:start], text[end:]
	if next, size := utf8.DecodeRuneInString(after); (next == '.' || next == ',' || next == '-' || next == '–' || next == '/') && len(after) > size && unicode.IsDigit(rune(after[size])) {
		return (next == '-' || next == '–') && followsYearWord(before) // 1998–2003
	}
	if strings.HasPrefix(after, "%") || strings.HasSuffix(before, "$") || strings.HasSuffix(before, "€") || strings.HasSuffix(before, "£") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
	if strings.HasSuffix(text[start:end], "00") && strings.HasPrefix(after, " ") && unicode.IsLower(next) {
		return false // 2000 people
	}
	cell := (before == "" || strings.HasSuffix(before, "| ")) && (after == "" || strings.HasPrefix(after, " |"))
	return cell && before+after != "" || followsYearWord(before)
}

// followsYearWord reports whether a year may follow a text.
func followsYearWord(before string) bool {
	if strings.HasSuffix(before, "(") {
		return true
	}
	fields := strings.Fields(before)
	if len(fields) == 0 || !strings.HasSuffix(before, " ") {
		return false
	}
	return beforeYear.Has(strings.ToLower(strings.TrimLeft(fields[len(fields)-1], "(“\"„«")))
}
