package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/people"
)

// A Claim is a quotation in a message, with the speaker that the message names.
type Claim struct {
	Words   string // without quotation marks
	Speaker string // as the message names the speaker, "" if it does not
	Marked  bool   // the words were in quotation marks or set off
}

// maxClaimText bounds the text that Claims reads, in bytes: 6,000 characters,
// the most of a Discord option; a message has up to 4,000.
const maxClaimText = 6000 * utf8.UTFMax

// Claims reads the quotations in a message. It takes every stretch of at least
// two words between quotation marks, and lines set off by “> ”. In a message
// with neither, it takes the words after a name and a colon or verb, or before
// a dash and a name; these are not Marked, because they may not be speech. Text
// beyond 24,000 bytes is not read.
func Claims(text string) []Claim {
	text = lang.Clean(strings.ToValidUTF8(text[:min(len(text), maxClaimText)], ""), false)
	a := article.Article{Language: "en"}
	setOff := make([]bool, 0, 8)
	for line := range strings.Lines(text) {
		line, quoted := strings.CutPrefix(strings.TrimSpace(line), ">")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n := len(setOff) - 1; quoted && n >= 0 && setOff[n] {
			a.Passages[n].Text += " " + line
			continue
		}
		a.Passages = append(a.Passages, article.Passage{Kind: article.Paragraph, Text: line})
		setOff = append(setOff, quoted)
	}
	if len(a.Passages) == 0 {
		return nil
	}
	a.Language = lang.Detect(a.Passages)
	r := claimReader{article: &a, quotes: Find(&a, people.NewRoster(&a), false)}
	for i := range a.Passages {
		r.passage(i, setOff[i])
	}
	if len(r.claims) == 0 {
		r.unmarked(strings.TrimSpace(text))
	}
	return r.claims
}

// A claimReader collects the claims of one message.
type claimReader struct {
	article *article.Article
	quotes  []article.Quote // that Find returns for it
	claims  []Claim
}

func (r *claimReader) passage(i int, setOff bool) {
	text := r.article.Passages[i].Text
	list := quotedSpans(i, text)
	if setOff && len(list) == 0 {
		words, by := signed(text)
		if by == "" && i+1 < len(r.article.Passages) {
			by = signer(r.article.Passages[i+1].Text)
		}
		r.claims = append(r.claims, Claim{words, by, true})
		return
	}
	for k, s := range list {
		if q := r.quoteAt(s); q != nil {
			if q.Parts[0].Passage == i && q.Parts[0].Span.Start == s.inside.Start {
				r.claims = append(r.claims, Claim{q.Text, lang.FirstNonBlank(withoutTelling(q.Speaker), r.chatSpeaker(i, list, k)), true})
			}
			continue
		}
		if words := s.inside.Of(text); len(strings.Fields(words)) > 1 || s.outside == (article.Span{Start: 0, End: len(text)}) {
			r.claims = append(r.claims, Claim{words, r.chatSpeaker(i, list, k), true})
		}
	}
}

// quoteAt returns the quotation that s is a part of, or nil.
func (r *claimReader) quoteAt(s quoted) *article.Quote {
	for i := range r.quotes {
		for _, p := range r.quotes[i].Parts {
			if p.Passage == s.passage && p.Span.Start == s.inside.Start {
				return &r.quotes[i]
			}
		}
	}
	return nil
}

// chatSpeaker finds the speaker of a quotation in a chat, where names have no
// capitals and sentences no verbs: the rest of the words before or after it
// when words of speaking are removed. More than five words are not a name.
func (r *claimReader) chatSpeaker(i int, list []quoted, k int) string {
	text, from, to := r.article.Passages[i].Text, 0, 0
	if k > 0 {
		from = list[k-1].outside.End
	}
	if to = len(text); k+1 < len(list) {
		to = list[k+1].outside.Start
	}
	behind, toldBehind := nameAlone(text[list[k].outside.End:to])
	before, toldBefore := nameAlone(text[from:list[k].outside.Start])
	switch {
	case behind != "" && (toldBehind || !toldBefore || before == ""):
		return behind
	case before != "":
		return before
	}
	if i+1 < len(r.article.Passages) && to == len(text) {
		return signer(r.article.Passages[i+1].Text)
	}
	return ""
}

// spokenIn are words that come between a quotation and its speaker in a chat,
// or that ask whether it was said.
var spokenIn = lang.NewWordSet(`by from per according to did does do has have had really actually once ever even just also then
	that this is was it true did i think heard like goes went so and who when he she they you we er sie
	von laut sagte hat selon`)

// nameAlone returns the rest of s without such words, and whether it had one of
// them or a mark that separates words from their speaker.
func nameAlone(s string) (name string, told bool) {
	var left []string
	for _, w := range strings.Fields(s) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		lower := strings.ToLower(bare)
		if strings.ContainsAny(w, "—–―-:~(") {
			told = true
		}
		switch {
		case bare == "": // a mark, a year
		case spokenIn.Has(lower) || reporting.has(lower) || speechNouns.Has(lower) || waysToSpeak.Has(lower):
			told = true
			if len(left) > 0 {
				return joinName(left), told
			}
		default:
			left = append(left, bare)
		}
	}
	return joinName(left), told
}

// withoutTelling removes words of speaking from a speaker: “did quinn”.
func withoutTelling(speaker string) string {
	name, _ := nameAlone(speaker)
	return name
}

// joinName makes a name of words, or returns "" if there are too many.
func joinName(words []string) string {
	if len(words) > 5 {
		return ""
	}
	return strings.Join(words, " ")
}

// signed splits “words — Name”.
func signed(text string) (words, by string) {
	at := strings.LastIndexAny(text, "—–―")
	size := len("—")
	if at < 0 {
		at, size = strings.LastIndex(text, " - "), len(" - ")
	}
	if at > 0 {
		if by := strings.Trim(text[at+size:], " .~-"); mayBeName(by, 5) {
			return strings.TrimSpace(text[:at]), by
		}
	}
	return text, ""
}

// signer reads a line that only names a person: — Name.
func signer(line string) string {
	if name := strings.TrimLeft(line, "—–―-~• "); name != line && mayBeName(name, 5) {
		return strings.TrimRight(name, ". ")
	}
	return ""
}

func mayBeName(s string, most int) bool {
	n := len(strings.Fields(s))
	first, _ := utf8.DecodeRuneInString(s)
	return n > 0 && n <= most && unicode.IsLetter(first) && !strings.ContainsAny(s, "!?:;")
}

// unmarked reads “Name: words”, “words — Name” and “Name said words”.
func (r *claimReader) unmarked(text string) {
	if name, words, ok := strings.Cut(text, ":"); ok && mayBeName(name, 4) && strings.TrimSpace(words) != "" {
		r.claims = append(r.claims, Claim{strings.TrimSpace(words), strings.TrimSpace(name), false})
		return
	}
	if words, by := signed(text); by != "" {
		r.claims = append(r.claims, Claim{words, by, false})
		return
	}
	words := strings.Fields(text)
	for i, w := range words[:min(len(words), 7)] {
		if !reporting.has(strings.ToLower(w)) || i == 0 {
			continue
		}
		name, _ := nameAlone(strings.Join(words[:i], " "))
		rest := words[i+1:]
		if len(rest) > 0 && strings.EqualFold(rest[0], "that") {
			rest = rest[1:]
		}
		if name != "" && len(rest) > 0 {
			r.claims = append(r.claims, Claim{strings.Join(rest, " "), name, false})
		}
		return
	}
}
