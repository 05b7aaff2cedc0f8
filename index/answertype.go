package index

import (
	"slices"
	"strings"
	"sync"

	"footnote/index/analysis"
)

// An answerType is what a question asks for, as far as its words show.
type answerType uint8

const (
	anything   answerType = iota
	aPerson               // who did it
	anIdentity            // who that is
	aTime                 // when, what year
	aNumber               // how many, how far
	anAmount              // how much: of money, a share
	aSum                  // how much is it worth
	aPlace                // where
	aReason               // why
	aMeaning              // what is it
	aName                 // what is it called
	aDuration             // how long, how often
	aVersion              // which version
	aList                 // what are all of them
	aMethod               // how is it done
	aVerdict              // is it so, may one
	aThing                // which of them
	aContact              // at what number or address to reach them
)

// String returns the name of t in a printed query.
func (t answerType) String() string {
	return [...]string{"anything", "person", "identity", "time", "number", "amount", "sum", "place", "reason", "meaning", "name",
		"duration", "version", "list", "method", "verdict", "thing", "contact"}[t]
}

// askers are the words that show what a question asks for. Of two words, the
// first must come directly before the second.
var askers = []struct {
	sort answerType
	list string
}{
	{aPerson, `who,whos,whom,whose,what person,which person,wer,wen,wem,wessen,qui,quién,quiénes,chi,quem,wie heet,cine,cui,cărui,кто,кого,кому,кем,
		kim,kimi,kime,kimin,ποιος,ποιοι,ποιον,कौन,किसने,किसके,من,ai,vem,hvem,kto`},
	{aTime, `when,whens,what year,which year,what date,what day,what month,what time,what century,what decade,wann,welchem jahr,welchem tag,welchen tag,welchem monat,
		welches jahr,welchem jahrhundert,quand,quelle année,cuándo,qué año,qué siglo,qué fecha,quando,che anno,que ano,
		wanneer,welk jaar,când,ce an,ce dată,ce secol,когда,каком году,каком веке,какого года,ne zaman,hangi yıl,hangi yılda,
		hangi tarihte,kaç yılında,πότε,ποιο έτος,ποια χρονιά,ποιον αιώνα,कब,किस वर्ष,किस साल,متى,أي عام,khi nào,năm nào,när,
		vilket år,hvornår,når,kiedy`},
	{aDuration, `how long,how often,how much time,what duration,wie lange,wie lang,wie oft,wie viel zeit,wieviel zeit,seit wie,combien de temps,quel délai,
		quelle durée,délai pour,cuánto dura,cuánto duran,cuánto tiempo,cuánto tarda,quanto tempo,quanto dura,hoe lang,hoelang,hoe vaak,cât timp,cât durează,
		сколько времени,как долго,как часто,ne süre,πόση ώρα,πόσο καιρό,bao lâu,hur länge,hvor lenge,hvor længe,jak długo`},
	{aVersion, `what version,which version,what release,which release,welche version,welcher version,ab welcher,quelle version,qué versión,
		che versione,qual versão,welke versie,ce versiune,какая версия,какой версии,hangi sürüm,hangi sürümde`},
	{aMethod, `how to,how do,how can,how should,how would,wie kann,wie macht,wie mache,wie mach,wie bekomme,wie komme,wie stelle,comment,cómo,como puedo,come si,
		come posso,como faço,hoe kan,cum pot,как сделать,nasıl,πώς,कैसे,làm sao,hur gör,hvordan`},
	{aList, `what are,which are,what steps,which steps,what order,what types,what kinds,what all,welche gibt,was sind,quels sont,quelles sont,cuáles son,quali sono,
		quais são,welke zijn,care sunt`},
	{aNumber, `how many,how far,how old,how large,how big,how tall,how high,how deep,how fast,
		how wide,how heavy,what number,what age,what population,what score,wie viele,wieviele,wie hoch,wie weit,wie groß,wie schnell,wie alt,quel âge,quelle taille,combien,cuánto,cuántos,cuánta,cuántas,
		quanto,quanti,quante,quanta,quantos,quantas,hoeveel,cât,câți,câte,câtă,qué tamaño,qué edad,сколько,
		kaç,kaça,ne kadar,ne kadara,πόσο,πόσα,πόσοι,πόσες,πόση,कितना,कितने,कितनी,كم,bao nhiêu,hur många,hvor mange,
		ile`},
	{anAmount, `how much,worth,what percentage,what percent,percentage,what share,what proportion,wie viel,wieviel,prozent,prozentsatz,
		pourcentage,porcentaje,percentuale,porcentagem,procent,процент,процентов,yüzde,yüzdesi,ποσοστό,प्रतिशत,hur mycket,hvor mye,
		hvor meget`},
	{aReason, `why,what reason,what cause,what caused,warum,weshalb,wieso,pourquoi,por qué,perché,por que,waarom,de ce,почему,зачем,
		neden,niçin,γιατί,क्यों,لماذا,tại sao,vì sao,varför,hvorfor,dlaczego`},
	{aContact, `phone number,telephone number,email address,mail address,email of,mail of,phone of,email von,mail von,telefon von,email vom,mail vom,email der,telefonnummer,handynummer,emailadresse,mailadresse,mail adresse,
		numéro téléphone,téléphone de,adresse mail,adresse email,adresse électronique,número teléfono,teléfono de,correo electrónico,numero telefono,indirizzo email,
		número telefone,telefoonnummer,mailadres,emailadres,номер телефона,адрес почты,telefon numarası`},
	{aPlace, `where,wheres,wo,woher,wohin,où,dónde,dove,onde,waar,unde,где,куда,откуда,nerede,nereye,nereden,πού,कहाँ,कहां,أين,
		đâu,var,hvor,gdzie`},
}

var askersByWord = sync.OnceValue(func() map[string]answerType {
	m := map[string]answerType{}
	for _, a := range askers {
		for asker := range strings.SplitSeq(a.list, ",") {
			asker = strings.Join(strings.Fields(asker), " ")
			m[asker], m[analysis.Fold(asker)] = a.sort, a.sort
		}
	}
	return m
})

// sums are words that turn a question for a number into one for a sum of money.
var sums = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`worth cost costs price priced pay paid pays spend spent earn earned earns raise raised value valued valuation salary
		revenue budget profit fine fined invest invested donate donated wert kostet kosten gekostet preis bezahlt verdient gehalt
		coûte coûté vaut prix payé cuesta costó vale precio pagó costa costato prezzo expensive teuer`) {
		m[w] = true
	}
	return m
})

// verdictAskers are the first words of questions for yes or no.
var verdictAskers = analysis.LazySet(`do does did is are was were can could will would should must may has have am isnt arent dont doesnt cant
	kann können darf dürfen muss müssen ist sind hat haben gibt gibts soll sollen wird werden geht sollte könnte lohnt
	puis peut faut dois doit est peux suis avez ai puede puedo pueden podemos hay es son tengo debo debe van va será
	posso può si è devo c'è ci pode devo há é kan mag moet is zijn heeft moeten kunnen можно нужно есть`)

// verdictBegins and verdictParts are how others begin, and what they contain.
var (
	verdictBegins = []string{"je peux", "on peut", "on doit", "est-ce", "est ce que", "y a", "il y a", "c'est", "c’est", "se puede", "se pueden", "é possível", "is het", "si può"}
	verdictParts  = []string{"いいの", "いいです", "できる", "できます", "大丈夫", "ますか", "必要", "可以吗", "能不能", "吗", "나요", "습니까"}
)

// whiches ask for one of several.
var whiches = analysis.LazySet(`which what whats welche welcher welches welchen quel quelle quels quelles cuál cuáles qué quale quali qual quais welk welke care какой какая какие`)

// asksVerdict reports a question for yes or no. “Was” is English there: in German
// it asks what.
func asksVerdict(question, language string, all []string) bool {
	if len(all) > 0 && (verdictAskers()[all[0]] && !(all[0] == "was" && language == "de") || slices.Contains(all, "ли")) {
		return true
	}
	if _, ok := begins(question, verdictBegins); ok {
		return true
	}
	return !analysis.IsASCII(question) && slices.ContainsFunc(verdictParts, func(part string) bool { return strings.Contains(question, part) })
}

// prices are words that ask for a sum without a question word.
var prices = analysis.LazySet(`price prices cost costs fee fees preis preise kosten eintritt prix coût tarif precio precios coste prezzo prezzi costo preço preços custo
	kostet gekostet coûte coûté coûtent cuesta cuestan costó costa costano custa custam expensive teuer kost
	salary salaries wage wages gehalt lohn salaire sueldo salario stipendio loon зарплата prijs kosten preț prețul cost цена цены стоимость fiyat fiyatı ücret τιμή κόστος`)

// asksPrice reports “what did it cost”. “Which of them costs less” asks for one
// of them.
func asksPrice(all []string) bool {
	return slices.Contains([]string{"what", "whats", "qué", "che", "wat"}, all[0]) && slices.ContainsFunc(all, func(w string) bool { return prices()[w] })
}

// asksFor returns what a question in a language, with these words, asks for.
func asksFor(question, language string, words []typedWord) answerType {
	want := asks(question, language, isBrief(words))
	switch {
	case len(words) > maxDefined:
	case (want == anything || want == aList) && asksMeaning(question):
		return aMeaning
	case want == aPerson && asksIdentity(question, words):
		return anIdentity
	}
	return want
}

// isBrief reports whether words are fewer than a full question has.
func isBrief(words []typedWord) bool {
	pairs := 0
	for _, w := range words {
		if w.pair {
			pairs++
		}
	}
	return len(words)-pairs+pairs/pairsInWord < fullQuery
}

// asks returns what a question asks for by its question words. The first word
// in askers decides; a pair of words is tried before a single one.
// Only a brief question asks for a verdict or for one of several: the words of a
// longer one find the passage better than what it asks for.
func asks(question, language string, brief bool) answerType {
	all := analysis.Words(question)
	if brief && asksVerdict(question, language, all) && !slices.ContainsFunc(all, func(w string) bool { return tellers()[w] }) {
		return aVerdict
	}
	want := asksByWords(question, all)
	if asksName(want, all) {
		want = aName
	}
	if brief && want == anything && len(all) > 2 && whiches()[all[0]] && !asksMeaning(question) && !asksPrice(all) {
		return aThing
	}
	if want == anything {
		for _, w := range all {
			if namings()[w] {
				return aName
			}
		}
	}
	of := sums()
	if want == anything || want == aName {
		of = prices()
	} else if want != aNumber && want != anAmount {
		return want
	}
	if slices.ContainsFunc(all, func(w string) bool { return of[w] }) {
		return aSum
	}
	return want
}

func asksByWords(question string, all []string) answerType {
	told := askersByWord()
	for i := range all {
		if i+1 < len(all) {
			if s := told[all[i]+" "+all[i+1]]; s != anything && (s != aList || i < 2) && !inClause(all, i) { // later, “are” belongs to a clause
				return s
			}
		}
	}
	measured, plain := measures(), analysis.IsASCII(question)
	for i, w := range all {
		switch s := told[w]; {
		case s != anything && i > 0 && isNamed(question, w):
		case w == "worth" && i+1 < len(all) && afterWorth(all[i+1]):
		case s != anything && conjunctions()[w] && !asksAt(all, i):
		case s != anything && !(plain && accented()[w]):
			return s
		case measured[w] && !slices.ContainsFunc(all[:i], func(w string) bool { return namings()[w] }): // “max temp when baking” asks for no time
			return aNumber
		case spans()[w]:
			return aDuration
		}
	}
	if asksDegree(all) {
		return aNumber
	}
	return unspacedAsks(question)
}

// inClause reports whether the ith word of a question is in a clause of one that
// asks for something else: “which rule says how long we wait”.
func inClause(all []string, i int) bool {
	return i > 2 && (whiches()[all[0]] || whiches()[all[1]]) && !slices.ContainsFunc(all[:i], func(w string) bool { return tellers()[w] })
}

// afterWorth reports a word that makes “worth” a judgement and no sum: “worth a
// look”, “worth it”, “worth seeing”.
func afterWorth(word string) bool {
	return slices.Contains([]string{"a", "an", "it", "the", "my", "your"}, word) || strings.HasSuffix(word, "ing")
}

// isNamed reports whether a question has a word only with capitals, though it is
// not written in capitals itself: “Doctor Who” and the WHO ask nothing.
func isNamed(question, word string) bool {
	return !strings.Contains(question, word) && strings.ToUpper(question) != question
}

// asksName reports a question for a name that looks like one for a list or a
// way: “what are wheels of cheese called”, “cómo se llama el puente”.
func asksName(want answerType, all []string) bool {
	switch want {
	case aMethod: // the verb comes soon: “how can I see what it is called” asks for a way
		all = all[:min(len(all), 3)]
	case aList:
	default:
		return false
	}
	return slices.ContainsFunc(all, func(w string) bool { return callings()[w] })
}

// callings are verbs that give something its name.
var callings = analysis.LazySet(`called named termed nicknamed dubbed titled heißt heißen nennt genannt bezeichnet appelle appellent appelé appelée nomme llama
	llaman llamado llamada denomina denominan chiama chiamano chama chamam heet heten noemt genoemd numește numesc numit numită называется называются называют зовут
	denir adlandırılır λέγεται λέγονται ονομάζεται ονομάζονται`)

// conjunctions are question words that also join sentences: “what to do when it
// rains” asks for no time.
var conjunctions = analysis.LazySet(`when where who quand où qui wo wer`)

// asksAt reports whether the ith word of a question, a question word that may
// be a conjunction, asks: it is one of the first two words, the last, or comes
// after a word of telling.
func asksAt(all []string, i int) bool {
	return i < 2 || i == len(all)-1 || slices.ContainsFunc(all[:i], func(w string) bool { return tellers()[w] })
}

// spans are words that name a time that something takes.
var spans = analysis.LazySet(`duration deadline timeout lifetime lifespan frequency dauer frist laufzeit gültigkeitsdauer durée délai échéance fréquence duración plazo
	durata scadenza frequenza duração prazo duur termijn`)

// asksDegree reports a question for how much of a quality something has: “how
// thin should it be”, “wie stark ist er”.
func asksDegree(all []string) bool {
	if len(all) < 3 {
		return false
	}
	switch all[0] {
	case "how":
		return !notDegrees()[all[1]]
	case "wie":
		return wieVerbs()[all[2]] && !notDegrees()[all[1]]
	}
	return false
}

// notDegrees follow “how” and “wie” in questions for a way, a name or a state.
var notDegrees = analysis.LazySet(`do does did can could should would will is are was were to i you we they he she it the a an my your this that come about and or not has have
	kann kannst man ist sind war mache macht komme kommt bekomme geht gehe der die das ich du wir ihr sie es ein eine heißt heißen`)

// wieVerbs come after a quality in German: “wie dick muss”, “wie stark ist”.
var wieVerbs = analysis.LazySet(`ist sind war waren muss müssen darf dürfen kann können soll sollte wird werden hat haben`)

// accented are words that ask in a language that is hardly written without
// accents: elsewhere they are others, such as AI.
var accented = analysis.LazySet(`ai var de`)

// tellers are words that make a question for yes or no one for what follows:
// “do you know when it starts”.
var tellers = analysis.LazySet(`know tell explain show weiß weißt wisst sagen erklären savez sais dire expliquer sabe sabes saben decir explicar sai dire sapete`)

// measures are words that name a number: “max length of a name” asks how many.
var measures = analysis.LazySet(`max maximum min minimum mini limit size length height width depth weight distance speed range temp temperature rate ratio count score age
	maximal minimal größe länge höhe breite gewicht temperatur anzahl mindestens höchstens taille longueur hauteur largeur poids température nombre vitesse
	tamaño longitud altura anchura peso temperatura máximo máxima mínimo mínima velocidad cantidad`)

// maxDefined is how many words besides stop words a question for the
// meaning of something has at most. “What is the highest peak” asks for more.
const maxDefined = 2

// meaningAskers begin questions about what something is.
var meaningAskers = []string{"what is", "what are", "what was", "what's", "whats", "what’s", "what does", "what do", "define", "was ist", "was sind", "was macht", "was bedeutet", "was heißt",
	"wofür ist", "wozu dient", "qu'est-ce", "qu’est-ce", "c'est quoi", "c’est quoi", "à quoi sert", "a quoi sert", "que veut dire", "que signifie",
	"qué es", "qué son", "que es", "qué significa", "para qué sirve", "qué hace", "che cos", "cos'è", "cos’è", "a cosa serve", "o que é", "para que serve",
	"wat is", "wat doet", "ce este", "ce înseamnă", "что такое", "что значит", "τι είναι", "τι σημαίνει", "ما هو", "ما هي"}

// meaningEnds end such questions in chat, and in languages that put the
// question word last.
var meaningEnds = []string{"って何", "って何?", "って何？", "とは", "とは?", "とは？", "とは何", "とは何ですか", "って何ですか", "は何ですか", "の意味", "って何のため", "是什么", "是什么意思", "무엇", "뭐야",
	"c'est quoi", "c’est quoi", "veut dire quoi", "stand for", "mean", "mean?", "nedir"}

// identityAskers begin questions about who a person is, if a name follows.
var identityAskers = []string{"who is", "who was", "who's", "whos", "who’s", "wer ist", "wer war", "qui est", "qui était", "quién es", "quien es", "quién fue",
	"quién era", "chi è", "chi era", "quem é", "quem foi", "wie is", "wie was", "cine este", "cine a fost", "кто такой", "кто такая", "ποιος είναι", "ποια είναι"}

// begins reports whether a question begins with one of askers, and returns
// what follows.
func begins(question string, askers []string) (rest string, ok bool) {
	question = strings.ToLower(strings.TrimLeft(question, " ¿¡\"“"))
	for _, a := range askers {
		if rest, ok := strings.CutPrefix(question, a); ok {
			return rest, true
		}
	}
	return "", false
}

// asksMeaning reports a question about what something is.
func asksMeaning(question string) bool {
	if _, ok := begins(question, meaningAskers); ok {
		return true
	}
	question = strings.ToLower(strings.TrimRight(question, " .?？。"))
	return slices.ContainsFunc(meaningEnds, func(end string) bool { return strings.HasSuffix(question, end) })
}

// asksIdentity reports a question about who a person is. “Who is the keeper”
// asks for a name instead.
func asksIdentity(question string, words []typedWord) bool {
	rest, ok := begins(question, identityAskers)
	if !ok {
		return false
	}
	s := analysis.Scanner{Text: rest}
	return s.Next() && slices.ContainsFunc(words, func(w typedWord) bool { return w.word == string(s.Form) })
}

// unspacedAskers are looked for, in this order, anywhere in questions in
// scripts without blanks.
var unspacedAskers = []struct {
	text string
	sort answerType
}{
	{"どのバージョン", aVersion}, {"哪个版本", aVersion}, {"どのくらい", aDuration}, {"どれくらい", aDuration}, {"何分", aDuration}, {"何時間", aDuration}, {"何日", aDuration}, {"何週", aDuration}, {"多久", aDuration}, {"多长时间", aDuration}, {"얼마나", aDuration},
	{"どうやって", aMethod}, {"電話番号", aContact}, {"メールアドレス", aContact}, {"电话号码", aContact}, {"邮箱", aContact}, {"전화번호", aContact}, {"給料", aSum}, {"年収", aSum}, {"値段", aSum}, {"料金", aSum}, {"方法", aMethod}, {"やり方", aMethod}, {"怎么", aMethod}, {"如何", aMethod}, {"어떻게", aMethod}, {"理由", aReason}, {"た人", aPerson}, {"いくら", aSum},
	{"百分", anAmount}, {"多少", aNumber}, {"几", aNumber}, {"哪一年", aTime}, {"何时", aTime}, {"什么时候", aTime}, {"哪年", aTime}, {"谁", aPerson},
	{"哪里", aPlace}, {"何地", aPlace}, {"在哪", aPlace}, {"いつ", aTime}, {"何年", aTime}, {"誰", aPerson}, {"どこ", aPlace},
	{"いくつ", aNumber}, {"何人", aNumber}, {"เมื่อใด", aTime}, {"เมื่อไหร่", aTime}, {"เมื่อไร", aTime}, {"ปีใด", aTime}, {"ปีไหน", aTime},
	{"เท่าไร", aNumber}, {"เท่าไหร่", aNumber}, {"เท่าใด", aNumber}, {"กี่", aNumber}, {"ใคร", aPerson}, {"ที่ไหน", aPlace},
	{"언제", aTime}, {"누가", aPerson}, {"누구", aPerson}, {"어디", aPlace}, {"몇", aNumber}, {"为什么", aReason}, {"为何", aReason}, {"なぜ", aReason}, {"ทำไม", aReason}, {"เพราะเหตุใด", aReason}, {"왜", aReason},
}

func unspacedAsks(question string) answerType {
	if analysis.IsASCII(question) {
		return anything
	}
	for _, a := range unspacedAskers {
		if strings.Contains(question, a.text) {
			return a.sort
		}
	}
	return anything
}

var namings = analysis.LazySet(`called named name names known term nickname nicknamed word titled title referred heißt nennt genannt name bezeichnet begriff llama
	llamaba llamado nombre término denomina denominado numește numele numit denumit denumește называется называют название назвали имя термин adı
	denir adlandırılır ismi terimi ονομάζεται όνομα λέγεται λένε όρος नाम कहते कहा gọi tên`)
