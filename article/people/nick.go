package people

import (
	"strings"

	"footnote/article/lang"
)

// nickMarks are the marks around a nickname between first name and surname.
var nickMarks = map[string]string{"“": "”", "\"": "\"", "„": "“", "‘": "’", "'": "'", "«": "»", "(": ")"}

// nickEnd returns the mark that closes a nickname after the first name in
// tokens i to end, if a surname follows it: Elizabeth “Betty” Carver. It is -1
// if there is none.
func nickEnd(tokens []lang.Token, text string, i, end int) int {
	if end+4 >= len(tokens) || lang.GivenNameOf(tokens[i].In(text)) == 0 {
		return -1
	}
	closing, ok := nickMarks[tokens[end+1].In(text)]
	if !ok || tokens[end+1].Glued {
		return -1
	}
	k := end + 2
	for k < len(tokens)-1 && k < end+4 && (tokens[k].Shape == lang.Titlecase || tokens[k].Shape == lang.Initial) {
		k++
	}
	if k == end+2 || tokens[k].In(text) != closing || k+1 >= len(tokens) {
		return -1
	}
	if next := tokens[k+1]; next.Shape != lang.Titlecase || text[tokens[k].End:next.Start] != " " {
		return -1
	}
	return k
}

// take reads the words of a name from its tokens, and the nickname among them.
func (n *name) take(tokens []lang.Token, text string) {
	var nick []string
	inside := false
	for _, t := range tokens {
		switch {
		case t.Shape == lang.Punct:
			inside = inside != (t.In(text) != ".")
		case inside:
			nick = append(nick, t.In(text))
		default:
			n.words = append(n.words, t.In(text))
		}
	}
	n.nick = strings.Join(nick, " ")
}

// namedAfterPeople reports whether tokens are a first name and the name of a
// people that is a surname too: Renee French.
func namedAfterPeople(tokens []lang.Token, text string) bool {
	return len(tokens) == 2 && surnameToo.Has(tokens[1].Fold(text)) && lang.GivenNameOf(tokens[0].In(text))&lang.Common != 0
}

// introducers come between two names of one person.
var introducers = lang.NewWordSet(`née nee né geb geborene geborener aka a.k.a alias dit dite genannt apodado apodada conocido conocida connu connue known
	bekannt nicknamed @`)

// maiden are the introducers of a surname.
var maiden = lang.NewWordSet("née nee né geb geborene geborener")

// alsoCalled returns the other names that follow a name: née Kohl; better known
// as Matz; (@matz).
func (c *Roster) alsoCalled(n *name) []string {
	tokens, text := c.Tokens[n.passage], c.passages[n.passage].Text
	i := n.last + 1
	for i < len(tokens) && i < n.last+4 && lookAhead.Has(tokens[i].Fold(text)) {
		i++
	}
	if i >= len(tokens) || i == n.last+1 && tokens[i].Shape == lang.Punct {
		return nil
	}
	w := strings.TrimSuffix(tokens[i].Fold(text), ".")
	if !introducers.Has(w) {
		return nil
	}
	for i++; i < len(tokens) && (linking.Has(tokens[i].Fold(text)) || nickMarks[tokens[i].In(text)] != ""); i++ {
	}
	first := i
	for i < len(tokens) && i < first+3 && (tokens[i].Capital() || w == "@" && i == first && tokens[i].Shape == lang.Lowercase) {
		i++
	}
	if i == first {
		return nil
	}
	called := text[tokens[first].Start:tokens[i-1].End]
	if maiden.Has(w) && i == first+1 {
		called = n.words[0] + " " + called
	}
	return []string{called}
}

var (
	lookAhead = lang.NewWordSet(", ( also better widely commonly often who is auch besser también más mejor aussi plus mieux")
	linking   = lang.NewWordSet("as como comme als sous le nom de the el la los der die das by .")
)
