package diff

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

var (
	// initialInBrackets is a capital that an editor gave a word: [T]he.
	initialInBrackets = lang.NewPattern(`\[(\pL)\](\pL)`)
	// elisions are the marks for words that were left out or replaced.
	elisions = lang.NewPattern(`[\[(]\s*(?:…|\.{3,})\s*[\])]|…|\.{3,}|\[[^\]\[]{0,40}\]`)
)

// minElided is the least number of words of a shortened claim: fewer could
// begin and end many texts.
const minElided = 4

// pieces returns the pieces of a claim between its ellipses and brackets, as
// tokens; nil if it has none of these.
func pieces(text string) [][]Token {
	text = initialInBrackets.Get().ReplaceAllString(text, "$1$2")
	if !elisions.Get().MatchString(text) {
		return nil
	}
	var all [][]Token
	words := 0
	for _, piece := range elisions.Get().Split(text, -1) {
		list := Tokens(piece)
		for len(list) > 0 && list[len(list)-1].ends() {
			list = list[:len(list)-1]
		}
		for len(list) > 0 && list[0].ends() {
			list = list[1:]
		}
		if n := countWords(list); n > 0 {
			list[0].first = true
			words += n
			all = append(all, list)
		}
	}
	if words < minElided {
		return nil
	}
	return all
}

// compareElided compares a shortened claim with stored: each of its pieces must
// be there unchanged, in order, and what was left out must not deny it.
func (c *Claim) compareElided(text string, stored []Token) (Result, bool) {
	if c.elided == nil || strings.ContainsAny(text, "[…") { // the article's own brackets are its words
		return Result{}, false
	}
	kept := make([]bool, len(stored))
	lo, at, agree := -1, 0, 0
	for _, piece := range c.elided {
		k := c.find(piece, stored, at)
		if k < 0 {
			return Result{}, false
		}
		if lo < 0 {
			lo = k
		}
		for i := range piece {
			kept[k+i] = true
		}
		agree += countWords(piece)
		at = k + len(piece)
	}
	hi := at - 1
	from, to := lo, hi
	for from > 0 && !stored[from].first {
		from--
	}
	for to+1 < len(stored) && !stored[to+1].first {
		to++
	}
	lacks := make([]bool, len(stored))
	for k := from; k <= to; k++ {
		if kept[k] || !stored[k].word && (k < lo || k > hi) {
			continue
		}
		if stored[k].denies() {
			return Result{}, false
		}
		lacks[k] = true
	}
	return Result{
		Verbatim: true, Cut: true, Elided: true, Agree: agree, Share: 1,
		Span: article.Span{Start: stored[from].Start, End: stored[to].End}, Missing: stretches(stored, lacks),
	}, true
}

// find returns where in stored, from at on, the tokens of piece follow each
// other, -1 if they do not.
func (c *Claim) find(piece, stored []Token, at int) int {
next:
	for k := at; k+len(piece) <= len(stored); k++ {
		for i := range piece {
			if !piece[i].same(&stored[k+i], c.caseless) {
				continue next
			}
		}
		return k
	}
	return -1
}

// denials are words that reverse the meaning of a sentence if they are left
// out.
var denials = map[string]bool{
	"not": true, "no": true, "never": true, "nobody": true, "nothing": true, "none": true, "neither": true, "nor": true, "without": true, "hardly": true, "cannot": true,
	"if": true, "unless": true, "false": true, "wrong": true,
	"nicht": true, "kein": true, "keine": true, "keinen": true, "keiner": true, "keinem": true, "nie": true, "niemals": true, "niemand": true, "nichts": true, "ohne": true, "kaum": true,
	"pas": true, "ne": true, "jamais": true, "rien": true, "aucun": true, "aucune": true, "personne": true, "sans": true,
	"nunca": true, "nadie": true, "nada": true, "ningún": true, "ninguna": true, "sin": true, "tampoco": true, "не": true, "нет": true, "никогда": true, "ни": true,
}

// helpers are verbs that “not” is joined to: dont, isnt.
var helpers = map[string]bool{
	"do": true, "does": true, "did": true, "is": true, "are": true, "was": true, "were": true, "has": true, "have": true, "had": true, "ca": true, "wo": true,
	"would": true, "could": true, "should": true, "must": true, "need": true, "ai": true, "might": true, "sha": true,
}

// denies reports whether a token reverses the meaning of its sentence.
func (t *Token) denies() bool {
	w := strings.ToLower(t.text)
	helper, shortened := strings.CutSuffix(strings.ReplaceAll(w, "'", ""), "nt")
	return denials[w] || shortened && helpers[helper] || t.word && strings.HasPrefix(w, "n'") || t.text == "不" || t.text == "没" || t.text == "?"
}
