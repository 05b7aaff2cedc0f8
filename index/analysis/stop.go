package analysis

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// stopLists are the words of each language that say nothing about a subject, in
// bleve's format: a word a line, comments after # and |.
var stopLists = map[string][]byte{
	"ar": ar.ArabicStopWords, "bg": bg.BulgarianStopWords, "ca": ca.CatalanStopWords, "cs": cs.CzechStopWords,
	"da": da.DanishStopWords, "de": de.GermanStopWords, "el": el.GreekStopWords, "en": en.EnglishStopWords,
	"es": es.SpanishStopWords, "fa": fa.PersianStopWords, "fi": fi.FinnishStopWords, "fr": fr.FrenchStopWords,
	"hi": hi.HindiStopWords, "hu": hu.HungarianStopWords, "id": id.IndonesianStopWords, "it": it.ItalianStopWords,
	"nl": nl.DutchStopWords, "no": no.NorwegianStopWords, "pt": pt.PortugueseStopWords,
	"ro": ro.RomanianStopWords, "ru": ru.RussianStopWords, "sv": sv.SwedishStopWords, "tr": tr.TurkishStopWords,
}

// questionWords are the words that questions are asked with, in addition to the
// stop lists.
var questionWords = map[string]string{
	"en": `about also although among another anyone around away being besides can cannot certain could did do does either else ever
		every everything has having how however if instead just know let many may maybe me might much must my nor one ones onto or other
		others our ours per perhaps please quite rather really see shall should show since so some someone something still than that
		the their them there these they this those though through thus to together too toward towards under upon us very via was were
		what whatever when where whether which whichever while who whoever whole whom whose why will with within without would yes yet
		you your kind s t ll re ve d m don didn doesn isn aren wasn weren
		eg ie etc whats whens wheres whos hows whys thats theres dont doesnt didnt isnt arent wasnt werent cant wont u ur im pls plz idk`,
	"de": `wer wie was wann wo warum weshalb wieso welche welcher welches welchem welchen wem wen wessen wieviel viele
		viel zb dh ua usw heißt nannte genannt wurde wurden gibt`,
	"es": `qué quién quiénes cuál cuáles cuándo cuánto cuántos cuánta cuántas dónde cómo por llama llamaba hizo hay
		tipo nombre`,
	"fr": `qui que quoi quel quelle quels quelles quand où comment pourquoi combien est-ce l d s n c j m t qu`,
	"it": `chi che cosa quale quali quando dove come perché quanto quanti quante quanta l d un all dell nell`,
	"pt": `quem qual quais quando onde como quanto quantos quantas porque por`,
	"nl": `wie wat wanneer waar waarom hoe welke welk hoeveel`,
	"ro": `cine ce care când unde cum cât câți câte câtă de cărui cărei numele tip`,
	"ru": `кто что какой какая какое какие каком каких какую каким когда где почему зачем сколько как чей чем чего
		кого кому который которая которое которые`,
	"tr": `ne kim kime kimi kimin hangi nerede nereye nereden neden niçin nasıl kaç kaçta kadar olan olarak nedir
		kimdir hangisi hangisidir vardır zaman`,
	"el": `ποιος ποια ποιο ποιοι ποιες ποιων ποιον ποιους τι πότε πού πως πώς γιατί πόσο πόσα πόσοι πόσες πόση πόσους
		ήταν είναι έχει με για από στο στη στην στον στα στους στις ένα ένας μια και σε των τους οι η ο το τα`,
	"hi": `क्या कौन कौनसा कौनसी किस किसने किसको किसके किसकी कब कहाँ कहां क्यों कैसे कितना कितने कितनी था थी थे है हैं`,
	"ar": `من ما ماذا متى أين كيف لماذا كم أي هل الذي التي ماهو ماهي هو هي كان كانت تم`,
	"vi": `ai gì nào đâu khi sao bao nhiêu là của và có được các những một trong cho với đã ở từ bị này đó thế như
		mà ra để về vào người ta cái việc`,
	"sv": `vem vad när var varför hur vilken vilket vilka`,
	"da": `hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke`,
	"no": `hvem hva når hvor hvorfor hvordan hvilken hvilket hvilke`,
	"pl": `kto co kiedy gdzie dlaczego jak który która które ile`,
	"th": ``,
}

// StopWords returns the stop words and question words of a language, with and
// without diacritics. The map is shared and must not be changed.
func StopWords(language string) map[string]bool {
	stopMu.Lock()
	defer stopMu.Unlock()
	if m, ok := stops[language]; ok {
		return m
	}
	m := map[string]bool{}
	for line := range strings.Lines(string(stopLists[language])) {
		line, _, _ = strings.Cut(line, "|")
		line, _, _ = strings.Cut(line, "#")
		addStops(m, line)
	}
	addStops(m, questionWords[language])
	stops[language] = m
	return m
}

func addStops(m map[string]bool, text string) {
	for _, w := range Words(text) {
		m[w] = true
		m[Fold(w)] = true
	}
}

var (
	stopMu sync.Mutex
	stops  = map[string]map[string]bool{} // by language, filled on demand
)
