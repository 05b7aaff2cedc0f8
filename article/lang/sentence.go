package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// thaiPiece is the least number of bytes of Thai before a blank that ends a
// sentence: Thai has no full stops, and a blank may also separate clauses. 40
// letters of three bytes are a short sentence.
const thaiPiece = 120

// Sentences splits a passage into its sentences, items or rows, in order. The
// spans do not overlap and leave out only blanks and list marks between them.
func Sentences(p article.Passage) []article.Span {
	if p.Kind == article.List || p.Kind == article.Table || p.Kind == article.Code {
		return lineSpans(p)
	}
	var spans []article.Span
	text := p.Text
	start := skipBlanks(text, 0)
	for i := start; i < len(text); {
		if !mayEnd[text[i]] {
			i++
			continue
		}
		end, next := stop(text, start, i)
		if end > start {
			spans = append(spans, article.Span{Start: start, End: end})
			start = skipBlanks(text, next)
			next = start
		}
		i = next
	}
	if end := len(strings.TrimRight(text, " \t\n")); end > start {
		spans = append(spans, article.Span{Start: start, End: end})
	}
	return spans
}

// lineSpans returns the lines of p without list marks.
func lineSpans(p article.Passage) []article.Span {
	var spans []article.Span
	for at := 0; at < len(p.Text); {
		end := len(p.Text)
		if i := strings.IndexByte(p.Text[at:], '\n'); i >= 0 {
			end = at + i
		}
		start := skipBlanks(p.Text[:end], at)
		if p.Kind == article.List {
			start += listMark(p.Text[start:end])
		}
		if start < end {
			spans = append(spans, article.Span{Start: start, End: end})
		}
		at = end + 1
	}
	return spans
}

// HeaderRow returns the row of a table that names its columns: the first row, if
// there are several and it has no numbers.
func HeaderRow(p article.Passage) (article.Span, bool) {
	end := strings.IndexByte(p.Text, '\n')
	if p.Kind != article.Table || end < 0 || strings.ContainsFunc(p.Text[:end], unicode.IsDigit) {
		return article.Span{}, false
	}
	return article.Span{Start: 0, End: end}, true
}

// listMark returns the length of the mark and its blank at the start of an
// item, or 0 if there is none.
func listMark(item string) int {
	if strings.HasPrefix(item, "• ") {
		return len("• ")
	}
	i := 0
	for i < len(item) && i < 4 && item[i] >= '0' && item[i] <= '9' {
		i++
	}
	if i > 0 && strings.HasPrefix(item[i:], ". ") {
		return i + 2
	}
	return 0
}

// mayEnd marks the first bytes of a stop or of another character that ends a
// sentence.
var mayEnd = func() (t [256]bool) {
	for _, c := range []byte(".!?;\n") {
		t[c] = true
	}
	for _, s := range []string{"…", "।", "。", "！", "｡", "؟", "\u037e", "ก", "։", "።"} {
		t[s[0]] = true
	}
	return t
}()

// stop examines text[i:], which may end the sentence that began at start. It
// returns the end of the sentence, or 0 if no sentence ends there, and where to
// continue.
func stop(text string, start, i int) (end, next int) {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '\n':
		return len(strings.TrimRight(text[start:i], " ")) + start, i + 1
	case '。', '！', '？', '｡', '।', '॥', '؟', '۔', '\u037e', '։', '።':
		end = closers(text, i+size)
		return end, end
	case ';':
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.Is(unicode.Greek, before) && blankAt(text, i+1) {
			return i + 1, i + 1
		}
		return 0, i + 1
	case '.', '!', '?', '…':
	default:
		if r >= 'ก' && r <= '๛' {
			return thaiStop(text, start, i+size)
		}
		return 0, i + size
	}
	run := i + size
	for run < len(text) && (text[run] == '.' || text[run] == '!' || text[run] == '?') {
		run++
	}
	end = closers(text, run)
	if !blankAt(text, end) {
		return 0, run
	}
	after := skipBlanks(text, end)
	if after == len(text) || text[end] == '\n' {
		return end, end
	}
	alone := r == '.' && run == i+1 // a full stop, not an ellipsis
	if startsLower(text[after:]) || alone && end == run && abbreviates(text[start:i], text[after:]) {
		return 0, end
	}
	return end, end
}

// thaiStop decides whether the Thai letter before i is the last of a sentence:
// a blank follows, then more Thai, and the text so far is long enough.
func thaiStop(text string, start, i int) (end, next int) {
	if i >= len(text) || text[i] != ' ' || i-start < thaiPiece {
		return 0, i
	}
	if r, _ := utf8.DecodeRuneInString(text[skipBlanks(text, i):]); r >= 'ก' && r <= '๛' && r != 'ๆ' && r != 'ฯ' {
		return i, i
	}
	return 0, i
}

// closers returns the end of the marks at text[i:] that close what the sentence
// opened: quotation marks, brackets, note numbers such as [3].
func closers(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '"', '\'', ')', ']', '}', '”', '’', '»', '›', '」', '』', '）', '】', '》', '*', '_':
			i += size
		case '“', '‘': // closing marks in German
			if !blankAt(text, i+size) {
				return i
			}
			i += size
		case '[':
			end := i + 1
			for end < len(text) && end < i+5 && (text[end] >= '0' && text[end] <= '9') {
				end++
			}
			if end == i+1 || end == len(text) || text[end] != ']' {
				return i
			}
			i = end + 1
		case ' ':
			if strings.HasPrefix(text[i:], " »") {
				i += len(" »")
				continue
			}
			return i
		default:
			return i
		}
	}
	return i
}

// startsLower reports whether text continues a sentence: with a small letter,
// possibly after a dash, or with a comma.
func startsLower(text string) bool {
	for i, r := range text {
		switch {
		case unicode.IsLower(r):
			return true
		case r == ',' || r == ';' || r == ')':
			return true
		case i == 0 && (r == '–' || r == '—' || r == '-'), i > 0 && i < 5 && r == ' ':
			continue
		}
		return false
	}
	return false
}

// nearStop is how many bytes before and after a full stop show whether it
// belongs to a word. No word that matters has so many.
const nearStop = 64

// abbreviates reports whether a full stop between before and after belongs to
// the last word of before, not to its sentence.
func abbreviates(before, after string) bool {
	before, after = before[max(0, len(before)-nearStop):], after[:min(len(after), nearStop)]
	word := before[strings.LastIndexAny(before, " \n(“\"‘'/—–")+1:]
	for r, size := utf8.DecodeRuneInString(word); !unicode.IsLetter(r) && !unicode.IsDigit(r) && size > 0; {
		word = word[size:]
		r, size = utf8.DecodeRuneInString(word)
	}
	letters := utf8.RuneCountInString(word)
	first, _ := utf8.DecodeRuneInString(word)
	if word == "" || letters > 12 {
		return false
	}
	next := after
	if i := strings.IndexAny(after, " \n,.;:)’'"); i > 0 {
		next = after[:i]
	}
	switch {
	case letters == 1 && unicode.IsUpper(first), dotted(word):
		return !openers.Has(next)
	case IsNumber(word):
		return len(word) <= 2 && (months()[strings.ToLower(next)] > 0 || strings.TrimSpace(before) == word)
	}
	lower := strings.ToLower(word)
	if beforeNumbers.Has(lower) {
		return next[0] >= '0' && next[0] <= '9'
	}
	return titles.Has(lower) || trailing.Has(lower) && !openers.Has(next)
}

// dotted reports whether word is like U.S or e.g: single letters between full
// stops.
func dotted(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case r == '.':
			letters = 0
		case letters == 0 && unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	return strings.Contains(word, ".")
}

// IsNumber reports whether word is made of digits.
func IsNumber(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return word != ""
}

// skipBlanks returns the offset of the first byte at or after i that is not a
// blank.
func skipBlanks(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t') {
		i++
	}
	return i
}

func blankAt(text string, i int) bool {
	return i >= len(text) || text[i] == ' ' || text[i] == '\n' || text[i] == '\t'
}

var (
	// titles are abbreviations that never end a sentence.
	titles = NewWordSet(`mr mrs ms mx dr prof rev fr st ste gen col lt capt cpt maj sgt cmdr adm gov sen sens rep reps del hon pres supt insp
		messrs mme mlle mm mgr herr hr fr dipl ing sr sra srta d dña dª ud uds vs v cf viz approx ca circa
		bzw bspw vgl sog evtl ggf inkl zzgl geb gest hl z.b d.h u.a dott sig sig.ra on dl dna
		г. гг ул им проф акад тов гр св`)
	// trailing are abbreviations that may also end a sentence.
	trailing = NewWordSet(`inc ltd co corp bros llc plc jr sr esq phd md etc al ave blvd rd dept est univ assn gmbh usw str
		jan feb mar apr jun jul aug sept sep oct nov dec mt ft min max abb ed eds trans repr др т.д т.п u.s u.k`)
	// beforeNumbers are abbreviations only if a number follows.
	beforeNumbers = NewWordSet(`no nos nr vol vols p pp pg fig figs eq eqs ch chap sec art op abs s n núm num pág стр рис табл`)
	// openers are words that are capitalized only at the start of a sentence.
	openers = NewWordSet(`The A An He She It They We You This That These Those There Here His Her Its Their Our My Your In On At By
		For From With After Before But And Or So If When While Although Though However As Since Because What Why
		How Who Where Now Then Yet Not No Yes Some Many Most All Each Both One To Such Once Only Also Under During
		Der Die Das Er Sie Es Wir Ein Eine Aber Und Im Am Bei Nach Doch Le La Les Il Elle Un Une El Los Las En Но Он Она`)
)

// IsSentence reports whether text ends like a sentence.
func IsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"”»“)’ "))
	return strings.ContainsRune(".!?…。！？", r)
}

// EndsSentence reports whether line ends with the end of a sentence.
func EndsSentence(line string) bool {
	line = strings.TrimRight(line, "”\"’'»)]」』*_ ")
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?…:。！？।॥؟۔", last)
}
