package index

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// An answerSort is what a question asks for, as far as its words tell.
type answerSort uint8

const (
	anything answerSort = iota
	aPerson             // who
	aTime               // when, what year
	aNumber             // how many, how much, how far
	aPlace              // where
	aSum                // how much is it worth
)

// askers are the words that say what a question asks for. Of two words the
// first must stand right before the second.
var askers = map[answerSort]string{
	aPerson: `who,whom,whose,wer,wen,wem,wessen,qui,quién,quiénes,chi,quem,wie heet,cine,cui,cărui,кто,кого,кому,кем,
		kim,kimi,kime,kimin,ποιος,ποιοι,ποιον,कौन,किसने,किसके,من,ai,vem,hvem,kto`,
	aTime: `when,what year,which year,what date,what day,what month,what time,what century,what decade,wann,welchem jahr,
		welches jahr,welchem jahrhundert,quand,quelle année,cuándo,qué año,qué siglo,qué fecha,quando,che anno,que ano,
		wanneer,welk jaar,când,ce an,ce dată,ce secol,когда,каком году,каком веке,какого года,ne zaman,hangi yıl,hangi yılda,
		hangi tarihte,kaç yılında,πότε,ποιο έτος,ποια χρονιά,ποιον αιώνα,कब,किस वर्ष,किस साल,متى,أي عام,khi nào,năm nào,när,
		vilket år,hvornår,når,kiedy`,
	aNumber: `how many,how much,how far,how long,how old,how often,how large,how big,how tall,how high,how deep,how fast,
		how wide,how heavy,what percentage,what percent,what number,what age,what population,what score,wie viel,wie viele,
		wieviel,wieviele,wie hoch,wie lange,wie weit,wie groß,wie alt,wie oft,prozent,combien,cuánto,cuántos,cuánta,cuántas,
		qué porcentaje,quanto,quanti,quante,quanta,quantos,quantas,hoeveel,cât,câți,câte,câtă,ce procent,сколько,процент,
		kaç,yüzde,ne kadar,πόσο,πόσα,πόσοι,πόσες,πόση,ποσοστό,कितना,कितने,कितनी,كم,bao nhiêu,hur många,hur mycket,hvor mange,
		hvor mye,hvor meget,ile`,
	aPlace: `where,wo,woher,wohin,où,dónde,dove,onde,waar,unde,где,куда,откуда,nerede,nereye,nereden,πού,कहाँ,कहां,أين,
		đâu,var,hvor,gdzie`,
}

var askersByWord = sync.OnceValue(func() map[string]answerSort {
	m := map[string]answerSort{}
	for s, list := range askers {
		for asker := range strings.SplitSeq(list, ",") {
			m[strings.Join(strings.Fields(asker), " ")] = s
		}
	}
	return m
})

// sums are words that make a question for a number one for a sum of money.
var sums = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`worth cost costs price priced pay paid pays spend spent earn earned earns raise raised value valued valuation salary
		revenue budget profit fine fined invest invested donate donated wert kostet kosten gekostet preis bezahlt verdient gehalt
		coûte coûté vaut prix payé cuesta costó vale precio pagó costa costato prezzo`) {
		m[w] = true
	}
	return m
})

// asks returns what a question asks for. The first word that tells counts;
// two words tell more than one.
func asks(question string) answerSort {
	all := words(question)
	want := asksByWords(question, all)
	if want == aNumber {
		for _, w := range all {
			if sums()[w] {
				return aSum
			}
		}
	}
	return want
}

func asksByWords(question string, all []string) answerSort {
	told := askersByWord()
	for i := range all {
		if i+1 < len(all) {
			if s := told[all[i]+" "+all[i+1]]; s != anything {
				return s
			}
		}
	}
	for _, w := range all {
		if s := told[w]; s != anything {
			return s
		}
	}
	return unspacedAsks(question)
}

// unspacedAskers are looked for anywhere in questions of scripts without
// blanks, in this order.
var unspacedAskers = []struct {
	text string
	sort answerSort
}{
	{"多少", aNumber}, {"几", aNumber}, {"哪一年", aTime}, {"何时", aTime}, {"什么时候", aTime}, {"哪年", aTime}, {"谁", aPerson},
	{"哪里", aPlace}, {"何地", aPlace}, {"在哪", aPlace}, {"いつ", aTime}, {"何年", aTime}, {"誰", aPerson}, {"どこ", aPlace},
	{"いくつ", aNumber}, {"何人", aNumber}, {"เมื่อใด", aTime}, {"เมื่อไหร่", aTime}, {"เมื่อไร", aTime}, {"ปีใด", aTime}, {"ปีไหน", aTime},
	{"เท่าไร", aNumber}, {"เท่าไหร่", aNumber}, {"เท่าใด", aNumber}, {"กี่", aNumber}, {"ใคร", aPerson}, {"ที่ไหน", aPlace},
	{"언제", aTime}, {"누가", aPerson}, {"누구", aPerson}, {"어디", aPlace}, {"몇", aNumber},
}

func unspacedAsks(question string) answerSort {
	if isASCII(question) {
		return anything
	}
	for _, a := range unspacedAskers {
		if strings.Contains(question, a.text) {
			return a.sort
		}
	}
	return anything
}

// offers returns how far a part of a text has what a question asks for: 1 if
// it does, 0 if not. marks are the query's words in it; what the question
// says itself is no answer to it.
func offers(want answerSort, text string, marks []mark, from, to int) float64 {
	switch want {
	case aNumber, aTime:
		return offersDigits(want, text, marks, from, to)
	case aSum:
		return offersSum(text[from:to])
	case aPerson, aPlace:
		return offersName(text, marks, from, to)
	}
	return 0
}

// offersDigits looks for a number; of a time, for a year or a month's day.
func offersDigits(want answerSort, text string, marks []mark, from, to int) float64 {
	best := 0.0
	for i := from; i < to; {
		if !isDigit(text[i]) {
			i++
			continue
		}
		start := i
		for i < to && (isDigit(text[i]) || (text[i] == ',' || text[i] == '.') && i+1 < to && isDigit(text[i+1])) {
			i++
		}
		if marked(marks, start) {
			continue
		}
		if want == aNumber {
			return 1
		}
		if i-start == 4 && (text[start] == '1' || text[start] == '2') {
			return 1
		}
		best = 0.5
	}
	if best == 0 && want == aNumber && hasNumeral(text[from:to]) {
		return 0.7
	}
	return best
}

// offersSum looks for a sum of money: a number with a sign or name of a
// currency.
func offersSum(text string) float64 {
	if strings.ContainsAny(text, "$€£¥₹₽") && strings.ContainsFunc(text, unicode.IsDigit) {
		return 1
	}
	s := scanner{text: text}
	for s.next() {
		switch string(s.form) {
		case "dollar", "dollars", "euro", "euros", "pound", "pounds", "cent", "cents", "yen", "rupees", "pesos", "francs", "usd", "eur", "gbp":
			return 1
		}
	}
	return 0
}

// numerals are numbers written as words, in the languages that the samples of
// questions show to need them most.
var numerals = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
		fifty hundred thousand million billion half third quarter dozen once twice zwei drei vier fünf sechs sieben acht neun
		zehn elf zwölf hundert tausend millionen hälfte deux trois quatre cinq six sept huit neuf dix cent mille dos tres
		cuatro cinco seis siete ocho nueve diez cien mil millones mitad doi două trei patru cinci șase opt nouă zece jumătate
		два две три четыре пять шесть семь восемь девять десять сто тысяч половина iki üç dört beş altı yedi sekiz dokuz on yüz
		bin yarısı δύο τρεις τρία τέσσερα τέσσερις πέντε έξι επτά οκτώ εννέα δέκα दो तीन चार पांच पाँच छह सात आठ नौ दस लाख करोड़
		hai ba bốn năm sáu bảy tám chín mười triệu`) {
		m[w] = true
	}
	return m
})

func hasNumeral(text string) bool {
	s := scanner{text: text}
	for s.next() {
		if numerals()[string(s.form)] {
			return true
		}
		if s.pair && strings.ContainsAny(string(s.form), "二三四五六七八九十百千万億亿") {
			return true
		}
	}
	return false
}

// offersName looks for a word with a capital that does not begin the
// sentence. Scripts without capitals offer nothing.
func offersName(text string, marks []mark, from, to int) float64 {
	first := true
	inWord := false
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:])
		letter := unicode.IsLetter(r)
		if letter && !inWord {
			if unicode.IsUpper(r) && !first && !marked(marks, i) {
				return 1
			}
			first = false
		}
		inWord = letter || r == '\''
		i += size
	}
	return 0
}

func marked(marks []mark, at int) bool {
	for _, k := range marks {
		if k.Start <= at && at < k.End {
			return true
		}
	}
	return false
}
