package quotes

import (
	"strings"
	"sync"

	"footnote/article"
	"footnote/article/lang"
)

// romances are the languages whose verbs these lists have, by their codes.
var romances = lang.NewWordSet("fr es it pt ca")

// Verbs of speech of French and Spanish by their stems, of the regular kinds,
// and words of them and of Russian as they are. Chosen by hand.
const (
	frenchStems = `ajout racont précis exclam assur expliqu estim jug soulign insist regrett lanc indiqu annonc avou plaid comment résum témoign not
		observ demand interrog indign martel gliss plaisant nuanc dénonc critiqu accus murmur cri rappel affirm déclar confi constat salu
		justifi détaill évoqu conseill propos confirm complèt argument relativis lâch tonn rassur alert redout lament félicit réclam`
	spanishStems = `afirm explic señal declar asegur coment respald lament advirti confes critic denunci inform manifest opin precis recalc recalcó
		recod record relat subray asever consider cont cuent destac indic reclam reiter anunci pregunt contest expres apunt insist resalt reflexion protest
		alert argument confirm presum ironiz apostill matiz bram quej brome`
	otherRomance = `dit dire répond répondu répondit écrit écrivait promet promis prévient prévenu reconnaît reconnu soutient soutenu poursuit poursuivi conclut conclu
		sourit souri réagit réagi admet admis souvient souvenu réjouit réjoui promis craint redoute prétend prétendu lit rit
		dice dijo dijeron dicho dicen escribe escribió escribieron escrito añade añadieron respondieron añadió añadido responde respondió prometió promete prometido admite admitió
		cuenta contó recuerda recordó advierte advirtió reconoce reconoció sostiene sostuvo concluye concluyó insiste insistió pide pidió
		sonríe ríe presume resume asume niega negó agregó agrega agradeció
		detto dichiarato spiegato aggiunto risposto raccontato affermato sottolineato commentato concluso scritto ammesso ricordato annunciato confermato
		spiegò aggiunse raccontò rispose affermò scrisse concluse commentò ricordò annunciò chiese dichiarò
		ricorda racconta commenta conclude sottolinea sostiene ribadisce
		disse diz afirma afirmou conta contou explica explicou acrescenta acrescentou respondeu escreveu lembrou lembra declarou comentou anunciou
		confirmou concluiu destacou ressaltou perguntou garantiu admitiu prometeu alertou`
	russianWords = `сказал сказала сказали говорит говорил говорила заявил заявила заявили заявляет отметил отметила отмечает подчеркнул подчеркнула
		добавил добавила рассказал рассказала рассказывает сообщил сообщила сообщает объяснил объяснила объясняет ответил ответила отвечает
		написал написала пишет признался призналась признал признала вспоминает вспомнил вспомнила возразил возразила предупредил предупредила
		пожаловался пожаловалась похвалил похвалила напомнил напомнила уверен уверена считает считал считала спросил спросила спрашивает
		обрадовался обрадовалась пояснил пояснила поясняет утверждает утверждал уточнил уточнила поделился поделилась пообещал пообещала
		посоветовал посоветовала воскликнул воскликнула крикнул шутит пошутил пошутила резюмировал заключил заключила`
)

// abroadVerbs are the forms of those that are next to words in marks.
var abroadVerbs = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, stem := range strings.Fields(frenchStems) {
		for _, end := range strings.Fields("e é a ait ent èrent ée és") {
			forms[stem+end] = true
		}
	}
	for _, stem := range strings.Fields(spanishStems) {
		for _, end := range strings.Fields("a ó aba ado an aron") {
			forms[stem+end] = true
		}
	}
	for _, w := range strings.Fields(otherRomance + " " + russianWords) {
		forms[w] = true
	}
	return forms
})

var (
	// romanceHelpers come before a participle, and are other words elsewhere.
	romanceHelpers = lang.NewWordSet("a avait ont ha había han habían avaient est hanno aveva avevano tem têm tinha tinham va")
	// romanceObjects are pronouns between a subject and its verb: nous a écrit,
	// se lo dijo.
	romanceObjects = lang.NewWordSet("me te se nous vous nos os le la lo les las los lui leur y en ci vi mi ti si gli li ne lhe lhes")
	// romanceAdverbs come there too, or after the verb.
	romanceAdverbs = lang.NewWordSet(`aussi encore ensuite alors puis hier déjà toujours récemment également finalement simplement clairement
		también además después luego entonces ayer hoy ya todavía siempre claramente finalmente recientemente simplemente
		anche poi ieri già ancora sempre infine semplicemente também depois ontem já ainda sempre`)
	// romanceEnds begin what a phrase does not end with.
	romanceEnds = lang.NewWordSet("de des du d' à a au aux en y et e o ou que qui di del da do por para pour un une una le la les los las el il lo")
	// elidedNouns are nouns that look like verbs after l': l'annonce.
	elidedNouns = lang.NewWordSet("annonce alerte estime")
	// asWords lead to a verb whose subject follows it: según explicó Ruiz.
	asWords = lang.NewWordSet("según segons como comme come conforme")
)

// betweenVerb reports whether the word at unit i may be between a verb of a
// Romance language and its subject.
func (f *quoteFinder) betweenVerb(l *line, i int) bool {
	w := l.units[i].word
	return f.foreign && w != "" && (romanceObjects.Has(w) || romanceHelpers.Has(w) || romanceAdverbs.Has(w))
}

// inverted matches a verb that its pronoun follows: ajoute-t-il, a-t-elle.
var inverted = lang.NewPattern(`^(.+?)(?:-t)?-(il|elle)$`)

// readRomance writes the words of a line as the rules know them: of s'exclame
// and m'explique the verb, of ajoute-t-il the verb, whose subject is noted.
func (l *line) readRomance() {
	for i := range l.units {
		u := &l.units[i]
		if at := strings.LastIndexByte(u.word, '-'); at > 0 && romanceObjects.Has(u.word[at+1:]) && abroadVerbs()[u.word[:at]] {
			u.word = u.word[:at] // contou-nos
		}
		if len(u.word) > 2 && u.word[1] == '\'' && strings.ContainsRune("smtl", rune(u.word[0])) {
			if rest := u.word[2:]; u.word[0] == 's' || romanceHelpers.Has(rest) || abroadVerbs()[rest] && !(u.word[0] == 'l' && elidedNouns.Has(rest)) {
				u.word = rest // m'a dit, l'explique
			}
		}
		if !strings.HasSuffix(u.word, "il") && !strings.HasSuffix(u.word, "elle") {
			continue
		}
		if m := inverted.Get().FindStringSubmatch(u.word); m != nil {
			u.word, u.behind = m[1], m[2]
		}
	}
}

// says reports whether a word is a verb of speech, in English, German or the
// article's language.
func (f *quoteFinder) says(word string) bool {
	return reporting.has(word) || f.german && word != "" && germanVerbs()[word] || f.foreign && word != "" && abroadVerbs()[word]
}

// sayingOnly reports whether a word is a verb that hardly does anything else.
func (f *quoteFinder) sayingOnly(word string) bool {
	return saying.has(word) || f.foreign && word != "" && abroadVerbs()[word]
}

// sourceLength returns how many words at unit i introduce a source: selon, de
// acuerdo con, по словам. 0 means none.
func (f *quoteFinder) sourceLength(l *line, i, end int) int {
	if !f.foreign {
		return 0
	}
	switch w := l.units[i].word; w {
	case "selon", "según", "d'après", "secondo", "segundo":
		return 1
	case "pour", "para":
		if i+1 < end && l.mayBeginClause(i, 0) && (l.units[i+1].person >= 0) {
			return 1
		}
	case "de", "di":
		if n := l.word(i+1, i, end); n == "acuerdo" && l.word(i+2, i, end) == "con" {
			return 3
		}
	case "по":
		if n := l.word(i+1, i, end); n == "словам" || n == "мнению" || n == "данным" {
			return 2
		}
	}
	return 0
}

// nominative returns the nominative of a Russian name, from the form that
// it has after “по словам”.
func nominative(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return name
	}
	swap := func(w string, pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if rest, ok := strings.CutSuffix(w, pairs[i]); ok {
				return rest + pairs[i+1]
			}
		}
		return w
	}
	first := words[0]
	he := swap(first, "ея", "ей", "ия", "ий", "я", "ь", "а", "")
	if lang.GivenNameOf(he) != 0 && he != first {
		words[0] = he
		for i := range words[1:] {
			words[i+1] = swap(words[i+1], "ского", "ский", "а", "", "я", "ь")
		}
		return strings.Join(words, " ")
	}
	if she := swap(first, "ии", "ия", "ьи", "ья", "ы", "а", "и", "я"); lang.GivenNameOf(she) != 0 && she != first {
		words[0] = she
		for i := range words[1:] {
			words[i+1] = swap(words[i+1], "ской", "ская", "ой", "а")
		}
	}
	return strings.Join(words, " ")
}

// behindPronoun is the speaker that the pronoun in a verb at unit i means:
// ajoute-t-il.
func (f *quoteFinder) behindPronoun(l *line, i int) (speaker, bool) {
	text, want := l.units[i].behind, genderOf(l.units[i].behind)
	person := f.antecedent(l, i, want)
	if person < 0 {
		return speaker{text: text, person: -1, grounds: article.Unattributed}, true
	}
	return f.person(person, text, article.Beside), true
}
