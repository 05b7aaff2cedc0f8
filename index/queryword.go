package index

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/index/analysis"
)

// A queryWord is a word of a query before stop words are left out.
type queryWord struct {
	word  string // in lower case
	start int    // in bytes of the query
	end   int
	pair  bool       // a pair of letters of a script without blanks
	also  []string   // other spellings of the word
	parts [][]string // what is looked for if the library does not have the word, each with its spellings
}

// queryWords returns the words of a query: “U.S.”, “e-mail” and “C++” are one
// word each.
func queryWords(text string) []queryWord {
	var all []queryWord
	s := analysis.Scanner{Text: text, Variants: true}
	for s.Next() {
		word := string(s.Form)
		switch s.Variant {
		case analysis.AsWritten:
			all = append(all, queryWord{word: word, start: s.Start, end: s.End, pair: s.Pair})
		case analysis.Divided:
			if last := &all[len(all)-1]; isDivisible(last.word) {
				last.parts = append(last.parts, []string{word})
			}
		case analysis.Marked:
			last := &all[len(all)-1]
			last.parts = [][]string{{last.word}}
			last.word, last.start, last.end = word, s.Start, s.End
		case analysis.Joined, analysis.Initials, analysis.Grouped:
			all = joinWords(all, word, s)
		}
	}
	return readDates(text, all)
}

// joinWords makes one word of those that a variant joins. Both words of a
// compound with a hyphen are kept, unless one is a single letter.
func joinWords(all []queryWord, word string, s analysis.Scanner) []queryWord {
	from := len(all)
	for from > 0 && all[from-1].start >= s.Start {
		from--
	}
	joined := queryWord{word: word, start: s.Start, end: s.End}
	switch {
	case s.Variant == analysis.Grouped && len(all)-from == 1: // with points
		all[from].also = append(all[from].also, word)
		return all
	case s.Variant == analysis.Grouped:
		for _, t := range all[from:] {
			joined.parts = append(joined.parts, []string{t.word})
		}
	case s.Variant == analysis.Joined:
		if !slices.ContainsFunc(all[from:], func(t queryWord) bool { return utf8.RuneCountInString(t.word) == 1 && !analysis.IsDigit(t.word[0]) }) {
			return all
		}
		for _, t := range all[from:] {
			if utf8.RuneCountInString(t.word) > 1 && !analysis.IsDigit(t.word[0]) {
				joined.parts = append(joined.parts, []string{t.word})
			}
		}
	}
	return append(all[:from], joined)
}

// isDivisible reports a word of letters and digits whose parts mean the same
// apart: 300km, v1.3.2 and covid19, but not F16.
func isDivisible(word string) bool {
	letters := strings.Trim(word, "0123456789.")
	return letters == "v" && strings.Contains(word, ".") || analysis.IsDigit(word[0]) && analysis.IsUnit(letters) || len(letters) >= minSplit
}

// readDates adds, to a date in numbers, the name of the month.
func readDates(text string, all []queryWord) []queryWord {
	for i := range all {
		if d := strings.Split(all[i].word, "."); len(d) == 3 {
			if month, ok := monthOf(d[1], d[0], d[2]); ok {
				all[i].parts = [][]string{spellNumber(d[0]), append(spellNumber(d[1]), month...), {d[2]}}
			}
			continue
		}
		if i < 2 || !isDateMark(text, all[i-2], all[i-1]) || !isDateMark(text, all[i-1], all[i]) {
			continue
		}
		a, b, c := &all[i-2], &all[i-1], &all[i]
		switch {
		case len(a.word) == 4:
			a, c = c, a
		case text[b.start-1] == '/' && len(b.word) == 2 && b.word > "12": // as in the United States
			a, b = b, a
		}
		if month, ok := monthOf(b.word, a.word, c.word); ok {
			a.also, b.also = spellNumber(a.word), append(spellNumber(b.word), month...)
		}
	}
	return all
}

// isDateMark reports whether a hyphen or slash is all between two numbers.
func isDateMark(text string, a, b queryWord) bool {
	return a.end+1 == b.start && (text[a.end] == '-' || text[a.end] == '/') && analysis.IsDigit(a.word[0]) && analysis.IsDigit(b.word[0])
}

// monthOf returns the names of a month, in the languages that have a list, if
// the numbers are a date.
func monthOf(month, day, year string) ([]string, bool) {
	m, err := strconv.Atoi(month)
	d, wrong := strconv.Atoi(day)
	if err != nil || wrong != nil || len(year) != 4 || m < 1 || m > 12 || d < 1 || d > 31 {
		return nil, false
	}
	return analysis.MonthNames(m), true
}

// spellNumber returns a number as written, and without the zero before it.
func spellNumber(n string) []string {
	if short := strings.TrimPrefix(n, "0"); short != n && short != "" {
		return []string{n, short}
	}
	return []string{n}
}
