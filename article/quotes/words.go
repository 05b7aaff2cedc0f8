package quotes

import (
	"strings"
	"sync"

	"footnote/article/lang"
)

// Words that show who said what. They were chosen by hand.

// A verbSet is a set of English verbs in all their forms. It is made of regular
// verbs in their base form and of words that are used as they are.
type verbSet struct {
	regular *lang.WordSet
	forms   func() map[string]bool
}

// verbs makes a verbSet; like a lang.WordSet, it is filled on first use.
func verbs(regular, other string) verbSet {
	return verbSet{lang.NewWordSet(regular), sync.OnceValue(func() map[string]bool {
		forms := map[string]bool{}
		for _, w := range strings.Fields(other) {
			forms[w] = true
		}
		for _, v := range strings.Fields(regular) {
			for _, form := range formsOf(v) {
				forms[form] = true
			}
		}
		return forms
	})}
}

// has reports whether word is a form of a verb of the set.
func (v verbSet) has(word string) bool { return word != "" && v.forms()[word] }

// formsOf returns the forms of a regular verb: reply, replies, replied,
// replying. It also doubles every last letter; a form that does not exist does
// no harm.
func formsOf(v string) []string {
	last := len(v) - 1
	forms := []string{v, v + "s", v + "es", v + "ed", v + "ing", v + v[last:] + "ed", v + v[last:] + "ing"}
	switch v[last] {
	case 'e':
		forms = append(forms, v+"d", v[:last]+"ing")
	case 'y':
		forms = append(forms, v[:last]+"ies", v[:last]+"ied")
	}
	return forms
}

var (
	// reporting are verbs that introduce speech, and words of other languages
	// in the forms that occur next to a quotation.
	reporting = verbs(`accuse acknowledge add admit advise agree allege announce answer apologize argue ask assert attack attest blame blast
		boast brag brand call caution characterize chant charge cite claim clarify comment complain concede conclude condemn
		confess confide confirm consider contend continue counsel counter criticize cry deadpan declare decry defend demand
		denounce deny deride describe detail disagree disclose dismiss dub echo elaborate email emphasize exclaim explain expect
		express fear fire gush hail hint hope imply indicate inform inquire insist instruct interject interrupt invite joke
		label lament laud laugh liken maintain mock moan murmur muse mutter note object observe offer opine plead pledge
		point portray post praise predict proclaim project promise propose protest publish question quip quote rail
		reason recall recommend recount refer reflect regard reiterate reject release remark remember remind repeat reply
		report request respond retaliate retort retweet reveal rule scold scream shout sigh signal slam smile snap specify
		speculate start state stress suggest summarize surmise testify text thank theorize threaten tout tweet urge use
		venture voice volunteer vow want warn weigh welcome whisper wonder worry yell`,
		`say says said saying tell tells told telling write writes wrote written writing think thinks thought believe believes believed believing
		feel feels felt begin began begins beginning go goes went gone put puts putting read reads reading sing sang shoot shot swear swore
		speak spoke speaking spoken talked talking sum summed jokes hold holds held issue issued issues pointing
		sagte sagt sagten gesagt erklärte erklärt erklärten meinte meint meinten betonte betont schrieb schreibt schrieben geschrieben antwortete antwortet
		fragte fragt rief ruft ergänzte ergänzt berichtete berichtet berichteten bezeichnete bezeichnet bezeichneten kritisierte kritisiert kritisierten
		forderte fordert forderten warnte warnt warnten nannte nennt nannten genannt kommentierte kommentiert äußerte äußert äußerten behauptete behauptet
		kündigte kündigt teilte teilt mitgeteilt hieß heißt hob hebt fügte fügt verteidigte verteidigt lobte lobt zitierte zitiert bestätigte bestätigt
		versprach verspricht räumte räumt gab gibt gaben wies weist sprach spricht sprachen gesprochen führte führt bewertete bewertet begründete begründet
		beschrieb beschreibt bestritt bestreitet spekuliert spekulierte appellierte appelliert zugesichert versicherte versichert unterstrich unterstreicht
		entgegnete entgegnet erwiderte erwidert urteilte urteilt lautete lautet lauten steht stand resümierte resümiert erläuterte erläutert bemerkte bemerkt
		verlangte verlangt verurteilte verurteilt bedauerte bedauert begrüßte begrüßt stellte stellt strich streicht freute freut zeigte zeigt hofft hoffte
		glaubt glaubte sieht sah verkündete verkündet wirft warf listet listed lists angegeben angekündigt ausgeführt beklagte beklagt riet rät feierte feiert würdigte würdigt charakterisierte charakterisiert bezweifelte bezweifelt rechnet rechnen beteuerte beteuert drohte klagte klagt begrüßt zweifelt gefragt feststellt stellt nennen sprechen bezeichnen fordern gewürdigt beschrieben erkennt schilderte schildert rechtfertigte rechtfertigt skandierte skandierten warb wirbt sicherte ausführte erklären meldet meldete veröffentlichte prangerte mahnte mahnt
		dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté répond écrit estime ajouta expliqua répondit déclara
		dijo dice afirmó explicó añadió señaló escribió declaró aseguró comentó respondió disse ha spiega afferma aggiunge scrive disse afirmou explicou`)
	// saying are those that hardly have another meaning, and may come before
	// their subject: said Smith.
	saying = verbs(`add admit advise announce answer argue ask acknowledge assert chant claim comment complain conclude continue cry declare exclaim
		explain insist joke lament mutter note observe quip predict recall remark remember reply report respond shout state testify tweet
		warn whisper wonder yell`,
		`say says said tell tells told write writes wrote went goes read reads according
		sagte sagt sagten erklärte erklärt erklärten meinte meint meinten betonte betont schrieb schreibt antwortete fragte fragt rief ergänzte
		berichtete kommentierte kritisierte forderte warnte äußerte teilte hieß heißt zitiert zitierte fügte lobte bestätigte strich gab zeigte freute wird urteilte
		versicherte entgegnete erwiderte erläuterte bemerkte räumte führte hob behauptete kündigte
		dit déclare affirme explique ajoute répond écrit ajouta expliqua répondit déclara dijo dice afirmó explicó añadió señaló escribió declaró aseguró
		respondió disse spiega afferma aggiunge scrive`)
	// opinions are verbs of reporting that yield to a verb of speech before
	// them: he said that she believes.
	opinions = verbs("agree consider expect fear hope project regard rule start use want quote cite hold request thank charge invite",
		"believe believes believed think thinks thought feel feels felt put puts read reads go goes went begin began hold held talked talking speak spoke speaking spoken sieht sah zeigt zeigte steht stand glaubt glaubte hofft stellt stellte")
	// speechNouns also introduce speech: his statement: “…”.
	speechNouns = lang.NewWordSet(`statement remark remarks words comment comments quote tweet tweets message letter email emails memo note speech interview testimony
		response reply retort answer question questions motto thesis view opinion argument claim conclusion advice warning slogan point post caption promise release
		erklärung aussage worte worten begründung antwort kommentar stellungnahme fazit zuversicht meinung frage these zitat`)
	// waysToSpeak are words for a manner of speaking, as in “more direct”, and
	// for places to speak.
	waysToSpeak = lang.NewWordSet(`direct blunt clear frank candid explicit harsh critical sceptical skeptical cautious optimistic hopeful emphatic adamant
		unequivocal scathing concise brief plain succinct podcast interview conference press tweet twitter facebook thus asked`)
	// auxiliaries come between a subject and its verb.
	auxiliaries = lang.NewWordSet(`has have had is was are were be been being will would can could may might must should did does do
		hat habe haben hatte hatten ist war wurde wurden wird werden`)
	// adverbs may come there too, as may all words in -ly.
	adverbs = lang.NewWordSet(`also later then recently once just even still always often never now first again already previously not himself herself
		themselves itself ever soon both all each famously back auch dann später zudem jedoch dazu hierzu daraufhin selbst wörtlich weiter bereits schon noch`)
	pronounHe  = lang.NewWordSet("he him his er ihm sein il él lui он")
	pronounShe = lang.NewWordSet("she her hers elle ella lei она")
	// pronouns may be the subject of a reporting verb.
	pronouns    = lang.NewWordSet("he she they it i we you er sie wir ich il elle ils él ella lui lei он она")
	possessives = lang.NewWordSet("his her their seine seinen seiner seinem ihre ihren ihrer ihrem son sa ses su sus")
	// clauseWords begin a clause of its own: a phrase ends before them.
	clauseWords = lang.NewWordSet("but and while whereas although though because since as when after before if that which who whom how why what where so und aber dass weil wenn als")
	// prepositions before a name show that it is not a subject.
	prepositions = lang.NewWordSet(`for of to with by from about against at in on to toward towards over under like than into behind after before between during
		without unlike among amid für von vom mit zu zum zur bei beim an am auf über gegen aus nach im gegenüber durch unter laut seit wegen`)
	determiners = lang.NewWordSet("the a an his her their its our my one some another this that these those der die das ein eine einer le la les un une el los las")
	timeWords   = lang.NewWordSet(`in on at after before during when while as yesterday today tonight monday tuesday wednesday thursday friday saturday sunday
		last this late early earlier later recently am im nach vor bei gegenüber gestern heute montag dienstag mittwoch donnerstag freitag samstag sonntag`)
	// nounMarks are words after which a word that looks like a verb is a noun.
	nounMarks = lang.NewWordSet("the a an this that its of no any his my your their our some such every der die das ein eine einer einem new recent first last joint")
	// bareSpeakers are words that may be a described speaker by themselves.
	bareSpeakers = lang.NewWordSet(`one another others some many critics officials experts police supporters opponents kritiker experten
		everybody everyone anybody anyone nobody somebody someone personne nadie nessuno ninguém tous todos tutti`)
)

func adverb(w string) bool {
	return strings.HasSuffix(w, "ly") && len(w) > 4 || adverbs.Has(w)
}

// helper reports whether w is an auxiliary verb, possibly negated.
func helper(w string) bool { return auxiliaries.Has(w) || strings.HasSuffix(w, "n't") }
