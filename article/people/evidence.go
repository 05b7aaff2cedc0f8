package people

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"footnote/article"
	"footnote/article/lang"
)

// evidence sums up the evidence that a name is a person's. About 2 is needed.
func (c *Roster) evidence(n *name, text string) float64 {
	w := c.weights
	score := w.ofWords(n)
	if n.honorific {
		score += w.Honorific
	}
	return score + w.nameShape(n) + c.before(n, text) + c.after(n, text)
}

// ofWords judges the name by its words alone.
func (w *Weights) ofWords(n *name) float64 {
	score := 0.0
	first, last := n.words[0], n.words[len(n.words)-1]
	known := lang.GivenNameOf(first)
	if len(first) > 1 && first == strings.ToUpper(first) && last != strings.ToUpper(last) {
		known = 0 // letters of abbreviations: AMI, not Ami
	}
	allUpper := true
	if len(n.words) == 1 && (isInitial(first) || lang.Honorifics.Has(n.folded[0]) || lang.Roles.Has(n.folded[0]) || lang.Offices.Has(n.folded[0])) {
		return w.RoleAlone
	}
	if len(n.words) > 1 && (placeStarts.Has(n.folded[0]) && known&lang.Common == 0 || placeNames.Has(strings.ReplaceAll(n.form, " ", "_"))) {
		score += w.PlaceName
	}
	if isInitial(last) && !(len(n.words) > 2 && lang.FamilyNameFirst.Has(n.folded[0])) { // Nguyễn Văn A
		score += w.LastInitial
	}
	if len(n.words) == 1 && monthNames.Has(n.folded[0]) {
		score += w.Month
	}
	for i, word := range n.words {
		fold := n.folded[i]
		switch {
		case !lang.OrgWords.Has(fold) || known&lang.Common != 0 && i == 0:
		case surnameToo.Has(fold) && i == len(n.words)-1 && len(n.words) <= 3 && known != 0:
			score += w.SurnameToo // Benny Hill
		default:
			score += w.OrgWord
		}
		if contracted(fold) {
			score += w.RoleAlone // I've
		}
		if strings.ContainsAny(word, "0123456789") {
			score += w.Digits
		}
		if word != strings.ToUpper(word) || isInitial(word) {
			allUpper = false
		}
	}
	switch k := known; {
	case len(n.words) == 1 && k&lang.Common != 0:
		score += w.CommonGivenAlone
	case len(n.words) == 1 && k != 0:
		score += w.GivenAlone
	case k&lang.Common != 0:
		score += w.CommonGiven
	case k != 0:
		score += w.Given
	case len(n.words) > 1 && len(n.words) < 4 && lang.FamilyNameFirst.Has(n.folded[0]):
		score += w.FamilyFirst
	case len(n.words) > 1 && isInitial(first):
		score += w.FirstInitial
	}
	if len(n.words) == 1 && lang.Places.Has(n.folded[len(n.folded)-1]) {
		score += w.PlaceAlone
	}
	if len(n.words) > 1 {
		if lang.Places.Has(n.folded[0]) && known&lang.Common == 0 {
			score += w.PlaceFirst
		}
		if lang.Places.Has(n.folded[len(n.folded)-1]) && known&lang.Common == 0 {
			score += w.PlaceLast
		}
		if f := n.folded[len(n.folded)-1]; lang.NeverNames.Has(f) && !(surnameToo.Has(f) && known&lang.Common != 0) || lang.Honorifics.Has(f) && lang.GivenNameOf(f) == 0 {
			score += w.NeverLast
		}
		switch {
		case known&lang.Common == 0 && slices.ContainsFunc(n.words, ofTitles):
			score += w.TitleWord // the title of a work: Morning Has Broken
		case len(n.words) < 4 && !plain(n.words):
			score += w.Several
		}
		for _, word := range n.words[1 : len(n.words)-1] {
			if isInitial(word) || lang.GivenNameOf(word) != 0 {
				score += w.Middle
			}
			if lang.Particles.Has(strings.ToLower(word)) && word == strings.ToLower(word) {
				score += w.Particle
			}
		}
		if famous.Has(n.folded[len(n.folded)-1]) {
			score += w.Famous
		}
	} else if famous.Has(n.folded[len(n.folded)-1]) {
		score += w.FamousAlone
	}
	if allUpper {
		score += w.AllCapitals
	}
	if len(n.words) == 1 && capitalInside(first) {
		score += w.CapitalInside // OpenAI
	}
	if len(n.words) == 1 && severalLetters(first) {
		score += w.Letters
	}
	if len(n.words) > 4 {
		score += w.ManyWords
	}
	return score
}

// contracted reports whether a word is a pronoun with its verb.
func contracted(word string) bool {
	for _, end := range []string{"'ve", "'m", "'ll", "'re", "'d", "n't"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// capitalInside reports whether a word has a capital inside that is not one of
// a surname: MacArthur, DeLillo and LeCun have theirs after two or three
// letters.
func capitalInside(word string) bool {
	for i, r := range []rune(word) {
		if i > 3 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// severalLetters reports whether a word is letters that are short for something,
// in the plural: IDEs, PRs.
func severalLetters(word string) bool {
	bare, plural := strings.CutSuffix(word, "s")
	return plural && len(bare) > 1 && bare == strings.ToUpper(bare)
}

// ofUsage judges a name by how the article writes its words elsewhere: one
// that it also writes small is an ordinary word, Farm in Providence Farm, and
// few surnames are.
func (w *Weights) ofUsage(n *name, u *usage) float64 {
	last := n.folded[len(n.folded)-1]
	small := u.small[last]
	switch {
	case small == 0 || n.honorific || famous.Has(last):
		return 0
	case len(n.words) == 1 && lang.GivenNameOf(n.words[0]) == 0:
		return w.WordAlone
	case len(n.words) == 1:
		return 0
	case lang.GivenNameOf(n.words[0])&lang.Common != 0:
		return w.WordAfterGiven
	}
	return w.WordLast
}

// nameShape returns the evidence of a surname's shape: O'Rourke, McAllister,
// Bankman-Fried.
func (w *Weights) nameShape(n *name) float64 {
	if len(n.words) < 2 || len(n.words) > 4 {
		return 0
	}
	last := n.words[len(n.words)-1]
	if joined(last) || hasSurnameEnding(last) {
		return w.SurnameShape
	}
	for _, start := range []string{"O'", "O’", "Mc", "Mac", "D'", "D’"} {
		if rest, ok := strings.CutPrefix(last, start); ok && rest != "" && unicode.IsUpper(rune(rest[0])) {
			return w.SurnameShape
		}
	}
	if a, b, ok := strings.Cut(last, "-"); ok && len(a) > 2 && len(b) > 2 && unicode.IsUpper(rune(b[0])) && !plain([]string{a, b}) {
		return w.DoubleSurname
	}
	return 0
}

// surnameEndings are how names of fathers and families end in languages
// whose first names the lists lack.
var surnameEndings = []string{"dóttir", "dottir", "sdotter", "sson", "enko", "ović", "ević", "ská", "ová", "yan", "vili", "oğlu",
	"ов", "ова", "ев", "ева", "ин", "ина", "ский", "ская", "енко", "ович", "овна", "евич", "евна"}

// hasSurnameEnding reports whether a word ends as only surnames do.
func hasSurnameEnding(word string) bool {
	return slices.ContainsFunc(surnameEndings, func(end string) bool {
		return len(word) > len(end)+2 && strings.HasSuffix(word, end)
	})
}

// before judges the words in front of a name.
func (c *Roster) before(n *name, text string) float64 {
	tokens := c.Tokens[n.passage]
	if n.first == 0 || n.honorific {
		return 0
	}
	previous := tokens[n.first-1]
	word, w := previous.Fold(text), c.weights
	switch {
	case introducedSelf(tokens, text, n.first):
		return w.SaysSelf
	case word == "the" || word == "a" || word == "an" || word == "this" || word == "its":
		if len(n.words) > 1 && lang.GivenNameOf(n.words[0])&lang.Common != 0 {
			return w.ArticleGiven // the Jane Fonda workout
		}
		return w.Article
	case lang.Roles.Has(word):
		return w.RoleBefore
	case lang.PeoplesRoles.Has(word):
		return w.RolesBefore
	case humanSpeech.Has(word):
		return w.SpeechBefore
	case word == "in" || word == "at" || word == "near" || word == "across" || word == "into":
		if len(n.words) > 1 && lang.GivenNameOf(n.words[0])&lang.Common != 0 {
			return w.InGiven // in Ivan Turgenev's play
		}
		return w.In
	case word == "from" || word == "to" || word == "on" || word == "via":
		return w.Toward
	case word == "by":
		if n.first >= 2 && madeBy.Has(tokens[n.first-2].Fold(text)) {
			return w.MadeBy
		}
		return w.By
	case word == "substituted" || word == "replaced" || word == "defeated" || word == "supported" || word == "beat":
		return w.Beaten
	case word == "alongside" || word == "whom":
		return w.Alongside
	case word == ",":
		if n.first >= 2 && lang.Roles.Has(tokens[n.first-2].Fold(text)) { // his brother, John
			return w.RoleComma
		}
		if len(n.words) > 1 && roleBefore(tokens[:n.first-1], text) { // the head of NATO, Jaap de Hoop Scheffer
			return w.RoleNear
		}
	}
	if n.first >= 2 && (word == "named" || word == "called" || word == "of" || word == "to" || word == "as") {
		if before := tokens[n.first-2].Fold(text); lang.Roles.Has(before) || before == "married" || word == "of" && kin.Has(before) {
			return w.RoleCalled
		}
	}
	return 0
}

// roleBefore reports whether the last few words, back to a mark, name a role:
// the head of NATO.
func roleBefore(tokens []lang.Token, text string) bool {
	for i := len(tokens) - 1; i >= 0 && i >= len(tokens)-6 && tokens[i].Shape != lang.Punct; i-- {
		if lang.Roles.Has(tokens[i].Fold(text)) {
			return true
		}
	}
	return false
}

// after judges the words after a name.
func (c *Roster) after(n *name, text string) float64 {
	tokens, w := c.Tokens[n.passage], c.weights
	at := func(i int) string {
		if n.last+i < len(tokens) {
			return tokens[n.last+i].Fold(text)
		}
		return ""
	}
	if n.possessive {
		if lang.Roles.Has(at(1)) || kin.Has(at(1)) || bodily.Has(at(1)) {
			return w.Kin
		}
		return w.Possessive
	}
	score := 0.0
	next := at(1)
	if len(n.words) == 1 && c.cited(n, at) {
		score += w.Cited
	}
	switch {
	case lang.HumanVerbs.Has(next):
		score += w.HumanVerb
	case (next == "has" || next == "had" || next == "also" || next == "later" || next == "then" || next == "once" || next == "never") && lang.HumanVerbs.Has(at(2)):
		score += w.HumanVerb
	case (next == "is" || next == "was" || next == "war" || next == "ist") && isRole(at):
		score += w.IsRole
	case next == "who" || next == "himself" || next == "herself":
		score += w.Who
	case next == ",":
		score += w.afterComma(at)
	case next == "(":
		score += w.inBrackets(at)
	case next == "“" || next == "\"":
		score += w.MarksAfter
	case next == ":" && len(n.words) <= 3:
		score += w.Colon
	}
	return score
}

// cited reports whether a surname is cited as the author of a text: Quinn (2014);
// Quinn et al.; (Quinn, 2014; Walsh & Quinn, 2015).
func (c *Roster) cited(n *name, at func(int) string) bool {
	switch at(1) {
	case "et":
		return at(2) == "al"
	case "(":
		return c.citing && isYearWord(at(2)) && (at(3) == ")" || at(3) == "," || len(at(3)) == 1)
	case ",":
		return isYearWord(at(2)) && (at(3) == ")" || at(3) == ";" || at(3) == ":") && c.inBracketsFrom(n)
	case "&", "and":
		return isYearWord(at(4)) && (at(3) == "," && c.inBracketsFrom(n) || at(3) == "(")
	}
	return false
}

// inBracketsFrom reports whether a bracket was opened before a name, or a
// semicolon ends the citation before it.
func (c *Roster) inBracketsFrom(n *name) bool {
	tokens, text := c.Tokens[n.passage], c.passages[n.passage].Text
	for i := n.first - 1; i >= 0 && i >= n.first-maxCitation; i-- {
		switch tokens[i].In(text) {
		case "(", ";":
			return true
		case ")", ".", "\n":
			return false
		}
	}
	return false
}

// cites reports whether the text cites others as papers do. In other texts,
// what a year in brackets follows is a work: Dracula (1897).
func cites(passages []article.Passage) bool {
	return slices.ContainsFunc(passages, func(p article.Passage) bool { return strings.Contains(p.Text, " et al") })
}

// maxCitation is the most tokens before a name in a citation.
const maxCitation = 6

// isRole reports whether the words after “is” or “was” name a role.
func isRole(at func(int) string) bool {
	for i := 2; i < 8; i++ {
		w := at(i)
		if lang.Roles.Has(w) {
			return true
		}
		if w == "" || w == "." || w == "," || lang.HumanVerbs.Has(w) {
			return false
		}
	}
	return false
}

// plain reports whether a name has an ordinary word.
func plain(words []string) bool {
	for _, w := range words {
		if f := foldName(w); lang.PlainWords.Has(f) || lang.NeverNames.Has(f) {
			return true
		}
	}
	return false
}

// ofTitles reports whether a word is usual in titles but not in names: it is
// neither a particle nor an initial.
func ofTitles(word string) bool {
	f := foldName(word)
	return lang.PlainWords.Has(f) && !lang.Particles.Has(f) && !isInitial(word)
}

func (w *Weights) afterComma(at func(int) string) float64 {
	second, third := at(2), at(3)
	switch {
	case second == "who" || second == "whose":
		return w.Who
	case isAge(second) && (third == "," || third == ""):
		return w.Age
	case second == "jr" || second == "sr":
		return w.Junior
	}
	for i := 2; i < 9; i++ { // , the former head of …
		word := at(i)
		if lang.Roles.Has(word) {
			return w.RoleAfter
		}
		if word == "" || word == "," || word == "." || word == "and" {
			break
		}
	}
	return 0
}

func (w *Weights) inBrackets(at func(int) string) float64 {
	second := at(2)
	switch {
	case second == "born" || second == "b" || second == "died" || second == "née":
		return w.Born
	case isAge(second) && (at(3) == "," || at(3) == ")"):
		return w.AgeBrackets
	case isYearWord(second) && strings.ContainsAny(at(3), "–-—"):
		return w.Years
	}
	for i := 2; i < 9 && at(i) != ")" && at(i) != ""; i++ {
		if lang.Roles.Has(at(i)) {
			return w.RoleBrackets
		}
	}
	return 0
}

func isAge(w string) bool {
	n, err := strconv.Atoi(w)
	return err == nil && n > 4 && n < 110
}

func isYearWord(w string) bool {
	n, err := strconv.Atoi(w)
	return err == nil && n > 500 && n < 2100 && unicode.IsDigit(rune(w[0]))
}

var (
	// madeBy are words that are followed by “by” and a person.
	madeBy = lang.NewWordSet(`written painted directed composed designed built invented founded discovered described edited translated produced
		performed played sung told published introduced led chaired hosted photographed illustrated saved scored headed drawn
		interviewed coached trained taught married adopted raised owned defeated beaten killed murdered assassinated succeeded
		replaced appointed elected nominated endorsed praised criticized criticised quoted cited popularized popularised proposed`)
	humanSpeech = lang.NewWordSet(`said says say told asked added replied explained wrote writes argued notes noted according cried shouted recalled
		insisted warned quoted sagte sagt erklärte erklärt meinte meint betonte betont erzählt erzählte berichtet berichtete schrieb schreibt so laut`)
	monthNames = lang.NewWordSet("april may june august march january february july september october november december")
	// placeStarts begin the names of places.
	placeStarts = lang.NewWordSet("new san santa são los las el north south east west northern southern eastern western great upper lower old fort mount mt lake cape port saint st central greater")
	placeNames  = lang.NewWordSet("hong_kong sri_lanka costa_rica puerto_rico buenos_aires rio_de_janeiro sierra_leone saudi_arabia abu_dhabi kuala_lumpur tel_aviv mexico_city united_kingdom united_states los_angeles las_vegas hollywood_boulevard silicon_valley wall_street white_house red_cross bad_homburg den_haag le_havre guinea_bissau burkina_faso")
	// surnameToo are words of organisations and places that are surnames too.
	surnameToo = lang.NewWordSet("hill hills law park church lane house hall bridge lake west north day week may price bank banks press club street fields field forest wood woods moor ford marsh rivers brook brooks pond land york london england france holland ireland wales german french english power school college bell star stone banks temple palace castle bishop pope king prince duke page")
	kin        = lang.NewWordSet(`wife husband son daughter mother father sister brother widow friend parents children family life death career birth
		grandfather grandmother uncle aunt nephew niece cousin lawyer biography portrait works paintings films novels songs students`)
	bodily = lang.NewWordSet(`face eyes hand hands voice head heart mind hair body smile mouth arm arms foot feet shoulder office desk remarks comments
		speech book novel song album work view views opinion claim statement words campaign lawyer attorney team staff aide aides
		spokesman spokeswoman predecessor successor supporters critics death life career decision resignation election victory testimony`)
	// famous are surnames that are known without a first name.
	famous = lang.NewWordSet(`zuckerberg musk bezos gates jobs trump biden obama clinton bush reagan nixon kennedy lincoln roosevelt eisenhower
		truman carter churchill thatcher blair cameron putin yeltsin gorbachev stalin lenin trotsky khrushchev zelensky zelenskyy macron
		hollande sarkozy chirac mitterrand merkel scholz kohl adenauer hitler goebbels himmler mussolini franco castro mao xi deng modi
		gandhi nehru netanyahu arafat rabin sharon erdoğan erdogan atatürk mandela mugabe gaddafi hussein assad khomeini lula bolsonaro
		einstein newton darwin galileo kepler copernicus curie bohr heisenberg schrödinger planck feynman hawking turing gödel euler
		gauss leibniz descartes pascal fermat maxwell faraday edison tesla marconi hinton bengio lecun altman hassabis sutskever
		shakespeare milton dickens austen wordsworth byron shelley keats tennyson joyce yeats beckett wilde orwell huxley hemingway
		fitzgerald faulkner steinbeck twain poe melville whitman thoreau emerson goethe schiller kafka brecht nietzsche kant hegel
		marx engels schopenhauer wittgenstein heidegger freud jung voltaire rousseau montaigne balzac flaubert zola proust camus sartre
		dostoevsky tolstoy chekhov pushkin gogol cervantes borges dante petrarch machiavelli homer virgil ovid cicero plato aristotle
		socrates mozart beethoven bach handel haydn schubert schumann brahms wagner verdi puccini vivaldi chopin liszt mahler debussy
		stravinsky tchaikovsky rachmaninoff picasso matisse monet manet cézanne gauguin renoir degas rembrandt vermeer rubens
		michelangelo raphael leonardo titian caravaggio dürer goya velázquez dalí warhol pollock kahlo hitchcock kubrick spielberg
		scorsese tarantino fellini bergman kurosawa chaplin disney rowling tolkien beyoncé rihanna madonna messi ronaldo federer nadal
		djokovic columbus magellan napoleon bismarck washington jefferson franklin hamilton madison sanders pelosi mcconnell romney
		mccain rubio cruz kasich fiorina huckabee snowden assange zarqawi chomsky foucault derrida arendt habermas keynes friedman hayek`)
)
