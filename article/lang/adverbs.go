package lang

import "strings"

// SentenceAdverbs are adverbs that begin sentences and are no names.
// Those with an ending of adverbs are not listed.
var SentenceAdverbs = NewWordSet(`afterwards afterward sometimes often always never ever here everywhere elsewhere besides anyway anyhow overall altogether
	beforehand hereby thereafter thereby henceforth tonight nowadays lately further furthermore similarly likewise alternatively
	neulich kürzlich unlängst jüngst inzwischen mittlerweile seitdem seither damals früher bald oft manchmal meistens mittags abends morgens nachts
	vormittags nachmittags neuerdings vorgestern übermorgen plötzlich tatsächlich eigentlich wirklich deswegen deshalb darum daraufhin hierauf
	derweil unterdessen währenddessen gleichzeitig zugleich ebenso ebenfalls übrigens hingegen dagegen dennoch zuletzt anfangs vorhin soeben eben gerade
	jedenfalls immerhin freilich offenbar angeblich leider hoffentlich
	hier aujourd'hui demain avant-hier autrefois jadis naguère bientôt ensuite puis alors enfin ainsi aussi pourtant cependant toutefois néanmoins
	déjà encore toujours jamais souvent parfois quelquefois désormais dorénavant tantôt auparavant depuis après avant lorsque quand puisque voici voilà
	là ici donc peut-être
	ayer hoy mañana anteayer anoche antes después luego entonces ahora ya aún todavía siempre nunca jamás también tampoco además así aquí allí allá ahí
	mientras cuando aunque quizá quizás incluso hace hacia desde hasta
	ieri oggi domani adesso ora poi dopo prima quando mentre intanto anche ancora già sempre spesso talvolta inoltre infine così allora qui quindi dunque
	ontem hoje amanhã agora depois antes então já ainda sempre nunca também assim aqui ali quando enquanto porém contudo`)

// Opens reports whether a word, in lower case, is an adverb that begins
// sentences: then, eventually, récemment, finalmente. Surnames end in the same
// way (Connolly, Clemente), so it is only asked of a word before a name.
func Opens(word string) bool {
	if SentenceAdverbs.Has(word) {
		return true
	}
	for _, ending := range adverbEndings {
		if strings.HasSuffix(word, ending) && len(word) >= len(ending)+minAdverbStem {
			return true
		}
	}
	return false
}

// adverbEndings make adverbs in English, French, Spanish, Italian, Portuguese
// and German. The shortest stem before them has minAdverbStem bytes.
var adverbEndings = []string{"ly", "ment", "mente", "weise", "dings"}

const minAdverbStem = 4
