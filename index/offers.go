package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/index/analysis"
)

// containsAnswer returns how well text[from:to] fits the kind of answer that is
// asked for, 0 to 1. marks are the query's words in it: they are already in the
// question, so they don't count as an answer.
func containsAnswer(want answerType, text string, marks []match, from, to int) float64 {
	switch want {
	case aNumber, anAmount, aTime:
		return containsDigits(want, text, marks, from, to)
	case aPerson, aPlace:
		return containsName(want, text, marks, from, to)
	case aSum:
		return containsSum(text[from:to])
	case anIdentity:
		return containsIdentity(text, marks, from)
	case aMeaning:
		return containsMeaning(text, marks, from, to)
	case aName:
		part := text[from:to]
		if containsWord(namingWords(), part) > 0 {
			return 1
		}
		if strings.ContainsAny(part, "“”\"«»„‘") {
			return 0.7
		}
		return 0.3 * containsName(aPerson, text, marks, from, to)
	case aReason:
		return offersReason(text[from:to])
	case aDuration:
		return offersDuration(text, marks, from, to)
	case aVersion:
		return offersVersion(text, marks, from, to)
	case aList:
		return offersList(text, from, to)
	case aMethod:
		return offersMethod(text, from, to)
	case aThing:
		return 0.5 * containsName(aPerson, text, marks, from, to)
	case aVerdict:
		return offersVerdict(text[from:to])
	case aContact:
		return offersContact(text[from:to])
	}
	return 0
}

// offersReason looks for a word that gives a reason.
func offersReason(part string) float64 {
	for _, w := range unspacedReasons {
		if strings.Contains(part, w) {
			return 1
		}
	}
	return containsWord(reasonWords(), part)
}

// unspacedReasons are such words in scripts without blanks.
var unspacedReasons = []string{"ため", "ので", "から", "理由", "せいで", "因为", "由于", "所以", "때문", "เพราะ", "เนื่องจาก"}

// offersDuration looks for a number followed by a unit of time.
func offersDuration(text string, marks []match, from, to int) float64 {
	best, units, counted := 0.0, timeUnits(), numerals()
	s := analysis.Scanner{Text: text[:to], At: from}
	number := 0 // words since the last number
	for s.Next() {
		form := string(s.Form)
		switch {
		case isYear(form): // “in 2005” is not a duration, nor is “2005 года”
			number = 0
			best = max(best, 0.3)
		case analysis.IsDigit(form[0]) && !marked(marks, s.Start):
			number = 3
			best = max(best, 0.3)
			if units[strings.TrimLeft(form, "0123456789.,")] || isUnspacedTime(text[s.End:to]) {
				return 1
			}
		case frequencies()[form] && !marked(marks, s.Start):
			best = max(best, 0.7)
		case counted[form] || timeCounts()[form]:
			number = 3
		case number > 0 && units[form]:
			return 1
		default:
			number--
		}
	}
	return best
}

// isYear reports a number that is written as years are.
func isYear(digits string) bool {
	return len(digits) == 4 && (digits[0] == '1' || digits[0] == '2') && !strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
}

// isUnspacedTime reports whether text begins with a unit of time in Chinese or
// Japanese.
func isUnspacedTime(text string) bool {
	for _, u := range []string{"分", "時間", "日", "週", "か月", "ヶ月", "カ月", "年", "秒", "小时", "天", "个月", "周", "분", "시간", "일", "주", "개월", "년"} {
		if strings.HasPrefix(strings.TrimLeft(text, " "), u) {
			return true
		}
	}
	return false
}

// offersVersion looks for a number with dots: 1.2, 1.2.3.
func offersVersion(text string, marks []match, from, to int) float64 {
	best := 0.0
	for i := from; i < to; {
		if !analysis.IsDigit(text[i]) {
			i++
			continue
		}
		start, parts := i, 1
		for i < to && (analysis.IsDigit(text[i]) || text[i] == '.' && i+1 < to && analysis.IsDigit(text[i+1])) {
			if text[i] == '.' {
				parts++
			}
			i++
		}
		if !marked(marks, start) {
			best = max(best, min(1, 0.3+0.35*float64(parts-1)))
		}
	}
	return best
}

// offersList looks for an item of a list, or a sentence that enumerates.
func offersList(text string, from, to int) float64 {
	if isItem(text, from) {
		return 1
	}
	return min(0.6, 0.2*float64(strings.Count(text[from:to], ",")+strings.Count(text[from:to], "、")))
}

// offersVerdict looks for words that allow, forbid, deny or demand.
func offersVerdict(part string) float64 {
	for _, w := range unspacedVerdicts {
		if strings.Contains(part, w) {
			return 1
		}
	}
	if containsWord(verdictWords(), part) > 0 {
		return 1
	}
	return 0.5 * containsWord(modalWords(), part)
}

// unspacedVerdicts are such words of scripts without blanks.
var unspacedVerdicts = []string{"できます", "できません", "ません", "ではない", "いけない", "必要", "不要", "可能", "非推奨", "推奨", "可以", "不能", "不可", "必须", "禁止"}

// minPhone is the fewest digits of a telephone number.
const minPhone = 5

// offersContact looks for a telephone number, digits with blanks and hyphens
// between them, or an email address.
func offersContact(part string) float64 {
	digits := 0
	for i, r := range part {
		switch {
		case unicode.IsDigit(r):
			if digits++; digits == minPhone {
				return 1
			}
		case r == '@' && i > 0 && part[i-1] != ' ' && strings.Contains(part[i:], "."):
			return 1
		case !strings.ContainsRune(" -/()+.–", r):
			digits = 0
		}
	}
	return 0
}

// isItem reports whether an item of a list begins at from, by the mark before
// it.
func isItem(text string, from int) bool {
	before := text[:from]
	return strings.HasSuffix(before, "• ") || len(before) > 2 && strings.HasSuffix(before, ". ") && analysis.IsDigit(before[len(before)-3])
}

// offersMethod looks for a step, or for words that give instructions.
func offersMethod(text string, from, to int) float64 {
	if from >= 3 && analysis.IsDigit(text[max(0, from-3)]) && isItem(text, from) {
		return 1
	}
	return 0.7 * containsWord(methodWords(), text[from:to])
}

// containsDigits looks for the number that fits best.
func containsDigits(want answerType, text string, marks []match, from, to int) float64 {
	best := 0.0
	for i := from; i < to; {
		if !analysis.IsDigit(text[i]) {
			i++
			continue
		}
		start := i
		for i < to && (analysis.IsDigit(text[i]) || (text[i] == ',' || text[i] == '.') && i+1 < to && analysis.IsDigit(text[i+1])) {
			i++
		}
		if !marked(marks, start) {
			best = max(best, digitsFit(want, text[start:i], text[max(from, start-besideDigits):start], text[i:min(to, i+16)]))
		}
	}
	if best < 0.7 && want != aTime {
		best = max(best, 0.7*containsWord(numerals(), text[from:to]))
	}
	if best < 0.7 && want == aTime {
		best = max(best, 0.7*containsWord(timeWords(), text[from:to]))
	}
	return best
}

// besideDigits is how many bytes before a number are looked at.
const besideDigits = 12

// digitsFit returns how well a number answers, judged by the text around it.
func digitsFit(want answerType, digits, before, behind string) float64 {
	year := isYear(digits)
	sign := before[max(0, len(before)-4):]
	switch want {
	case aTime:
		switch {
		case year:
			return 1
		case tellsTime(before, behind):
			return 0.7
		}
		return 0.3
	case anAmount:
		switch {
		case isUnit(sign) || isUnit(behind):
			return 1
		case year:
			return 0.2
		}
		return 0.6
	}
	switch {
	case isUnit(sign) || isUnit(behind):
		return 1
	case year:
		return 0.4
	case isLabel(before) && !counts(behind):
		return 0.5
	}
	return 1
}

// tellsTime reports a number that is part of a date or a time of day: it has a
// month, a unit of time or a colon next to it.
func tellsTime(before, behind string) bool {
	if len(behind) > 2 && (behind[0] == ':' || behind[0] == '/' || behind[0] == '-') && analysis.IsDigit(behind[1]) {
		return true
	}
	for _, mark := range []string{"年", "月", "日", "時", "号"} {
		if strings.HasPrefix(strings.TrimLeft(behind, " "), mark) {
			return true
		}
	}
	s := analysis.Scanner{Text: behind}
	for range 2 {
		if s.Next() && (timeWords()[string(s.Form)] || timeUnits()[string(s.Form)] || hourWords()[string(s.Form)]) {
			return true
		}
	}
	s = analysis.Scanner{Text: before}
	for s.Next() {
		if timeWords()[string(s.Form)] {
			return true
		}
	}
	return false
}

// isLabel reports a text that ends in what a number belongs to as a name: the
// hyphen of “A-4”, the letter of “m6”.
func isLabel(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return r == '-' || unicode.IsLetter(r) && r < unicode.MaxLatin1
}

// counts reports a text that begins with what a number counts: a word or a
// unit right after it.
func counts(behind string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(behind, " "))
	return unicode.IsLetter(r)
}

// containsMeaning looks for the query's term followed by “is”, best at the
// start of the sentence.
func containsMeaning(text string, marks []match, from, to int) float64 {
	if len(marks) == 0 || marks[0].Start > from && strings.HasSuffix(strings.TrimRight(text[from:marks[0].Start], " “\""), "what") {
		return 0 // “what cats are” doesn't say it
	}
	fit := 0.0
	for i, k := range marks {
		if i+1 < len(marks) && marks[i+1].at == k.at+1 { // the run goes on
			continue
		}
		if rest := strings.TrimLeft(text[k.End:to], "」』】)） "); strings.HasPrefix(rest, "とは") || strings.HasPrefix(rest, "は") || strings.HasPrefix(rest, "是") {
			if k.Start-from < 60 {
				return 1
			}
			fit = 0.6
		}
		if k.Start-from < 12 && explains(text[k.End:to]) {
			return 1
		}
		s := analysis.Scanner{Text: text[:to], At: k.End}
		for range 2 {
			if !s.Next() || !meaningWords()[string(s.Form)] {
				continue
			}
			if k.Start-from < 60 {
				return 1
			}
			fit = 0.6
		}
	}
	return fit
}

// explains reports a text that begins as what follows a term in a glossary:
// “GM - the game master”, “RAM: memory”.
func explains(rest string) bool {
	rest = strings.TrimLeft(rest, " \"”»)*_`")
	for _, mark := range []string{":", "- ", "– ", "— ", "= ", "(", "：", "（", "| "} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return false
}

// containsIdentity looks for a person's name at the start of a sentence. A
// sentence that introduces a person has a full name, then “is”, a comma or a
// bracket.
func containsIdentity(text string, marks []match, from int) float64 {
	if len(marks) == 0 || marks[0].Start-from > introduced {
		return 0
	}
	full, last := marks[0].Start > from, marks[0].End
	for i, k := range marks[1:] {
		if k.at != marks[i].at+1 {
			break
		}
		full, last = true, k.End
	}
	fit := 0.4
	if full {
		fit = 0.75
	}
	rest := strings.TrimLeft(text[last:], " ")
	s := analysis.Scanner{Text: rest}
	if strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "(") || s.Next() && meaningWords()[string(s.Form)] {
		fit += 0.25
	}
	return fit
}

// introduced is how many bytes of a sentence may come before the name that it
// introduces: a title, a first name.
const introduced = 24

// containsSum looks for a sum of money: a number with a sign or name of a
// currency, or that there is nothing to pay.
func containsSum(text string) float64 {
	if strings.ContainsAny(text, "$€£¥₹₽₺") && strings.ContainsFunc(text, unicode.IsDigit) {
		return 1
	}
	if containsWord(currencies(), text) > 0 || containsYen(text) {
		return 1
	}
	if saysGratis(text) || strings.Contains(text, "無料") || strings.Contains(text, "免费") || strings.Contains(text, "무료") {
		return 0.7
	}
	if at := strings.LastIndex(text, "|"); at >= 0 && len(text)-at <= maxPrice && strings.ContainsFunc(text[at:], unicode.IsDigit) {
		return 0.6 // the last cell of a list of prices
	}
	return 0
}

// maxPrice is the most bytes of a cell with a price.
const maxPrice = 24

// saysGratis reports a text with a word for “at no cost”: not “free-range”,
// “sugar-free” or “feel free”.
func saysGratis(text string) bool {
	s := analysis.Scanner{Text: text}
	for before := ""; s.Next(); before = string(s.Form) {
		joined := s.Start > 0 && text[s.Start-1] == '-' || strings.HasPrefix(text[s.End:], "-")
		if gratis()[string(s.Form)] && !joined && before != "feel" {
			return true
		}
	}
	return false
}

// containsYen looks for a number followed by the sign of yen, yuan or won.
func containsYen(text string) bool {
	for _, sign := range []string{"円", "元", "원"} {
		before, _, found := strings.Cut(text, sign)
		if r, _ := utf8.DecodeLastRuneInString(before); found && (unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十百千万億", r)) {
			return true
		}
	}
	return false
}

// isUnit reports whether a sign or word is a unit of money or a percentage.
func isUnit(beside string) bool {
	if strings.ContainsAny(beside, "$€£¥₹₽₺%٪％") {
		return true
	}
	s := analysis.Scanner{Text: beside}
	return s.Next() && unitWords()[string(s.Form)]
}

// containsName looks for a capitalized word that does not begin a sentence. A
// person's name usually has two; a place follows a preposition. Scripts without
// capitals have no match.
func containsName(want answerType, text string, marks []match, from, to int) float64 {
	best := 0.0
	s := analysis.Scanner{Text: text[:to], At: from}
	if from == 0 {
		s.At = afterSpeaker(text[:to])
	}
	lastName, lastEnd := false, s.At
	var before string
	for first := true; s.Next(); first = false {
		if s.Pair { // pairs overlap and have no capitals
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[s.Start:])
		name := unicode.IsUpper(r) && !marked(marks, s.Start) && !timeWords()[string(s.Form)]
		beside := s.Start-lastEnd <= 2 && !strings.ContainsAny(text[lastEnd:s.Start], ",;:")
		switch {
		case !name || first:
		case want == aPerson && lastName && beside, want == aPlace && placeWords()[before]:
			return 1
		case want == aPerson && agentWords()[before]:
			best = max(best, 0.8)
		default:
			best = max(best, 0.6)
		}
		lastName, lastEnd = name, s.End
		before = string(s.Form)
	}
	return best
}

// afterSpeaker returns where the words of a passage begin that names its speaker
// first, as transcripts do: “Ada Byrne: I built it”. The speaker is not a name
// that answers.
func afterSpeaker(text string) int {
	s := analysis.Scanner{Text: text}
	for range maxSpeaker {
		if !s.Next() || s.Pair {
			return 0
		}
		if r, _ := utf8.DecodeRuneInString(text[s.Start:]); !unicode.IsUpper(r) {
			return 0
		}
		if strings.HasPrefix(text[s.End:], ":") {
			return s.End + 1
		}
	}
	return 0
}

// maxSpeaker is the most words of a speaker's name.
const maxSpeaker = 4

// containsWord returns 1 if text has one of the words.
func containsWord(words map[string]bool, text string) float64 {
	s := analysis.Scanner{Text: text}
	for s.Next() {
		if words[string(s.Form)] || s.Pair && strings.ContainsAny(string(s.Form), "二三四五六七八九十百千万億亿") && words["two"] {
			return 1
		}
	}
	return 0
}

func marked(marks []match, at int) bool {
	for _, k := range marks {
		if k.Start <= at && at < k.End {
			return true
		}
	}
	return false
}

// Words that go with numbers, amounts, times, places and reasons, in the most
// widely used languages.
var (
	numerals = analysis.LazySet(`two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred
		thousand million billion half third quarter dozen once twice zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
		hundert tausend millionen hälfte deux trois quatre cinq sept huit neuf dix cent mille dos tres cuatro cinco seis
		siete ocho nueve diez cien mil millones mitad doi două trei patru cinci șase șapte opt nouă zece jumătate два две три
		четыре пять шесть семь восемь девять десять сто тысяч половина iki üç dört beş altı yedi sekiz dokuz yüz bin yarısı δύο
		τρεις τρία τέσσερα τέσσερις πέντε έξι επτά οκτώ εννέα δέκα दो तीन चार पांच पाँच छह सात आठ नौ दस लाख करोड़ hai ba bốn năm
		sáu bảy tám chín mười triệu`)
	timeUnits = analysis.LazySet(`s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days w week weeks month months y yr yrs year years decade
		decades century centuries daily weekly monthly yearly sekunde sekunden minute minuten std stunde stunden tag tage tagen woche wochen monat monate
		monaten jahr jahre jahren minütigen stündigen tägigen seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans année années
		segundo segundos minuto minutos hora horas día días semana semanas mes meses año años secondi minuti ora ore giorno giorni settimana settimane mese
		mesi anno anni dia dias mês ano anos seconden minuten uur uren dag dagen weken maand maanden jaar secunde minute ore zile săptămâni luni ani секунд
		минут минуты час часа часов день дня дней недели недель месяц месяца месяцев год года лет saniye dakika saat gün hafta ay yıl ώρα ώρες λεπτά μέρες ημέρες
		εβδομάδες μήνες χρόνια sekunder minuter timmar dagar veckor månader år`)
	hourWords   = analysis.LazySet(`am pm uhr heure heures horas th st nd rd clock utc`)
	frequencies = analysis.LazySet(`always never rarely seldom sometimes often regularly occasionally immer nie selten manchmal oft häufig regelmäßig gelegentlich toujours jamais
		rarement parfois souvent régulièrement siempre nunca raramente veces menudo regularmente sempre mai raramente spesso sempre nunca altijd nooit zelden soms vaak
		rar uneori adesea mereu всегда никогда редко иногда часто регулярно asla bazen nadiren πάντα ποτέ σπάνια συχνά`)
	timeCounts   = analysis.LazySet(`every each per a an one overnight jede jeden jeder pro chaque tous par cada todos por ogni al ein eine einen un une una`)
	verdictWords = analysis.LazySet(`cannot not never only always no yes allowed possible impossible optional mandatory required forbidden prohibited anyone everyone any
		supported unsupported recommended acceptable don't doesn't isn't aren't can't won't without unless permitted nicht kein keine keinen nie niemals immer nur ja nein
		erlaubt verboten möglich unmöglich optional freiwillig pflicht verpflichtend zwingend ohne pas jamais toujours seulement uniquement interdit interdite autorisé
		obligatoire facultatif possible impossible oui sans aucun aucune no nunca siempre solo sólo posible imposible prohibido permitido obligatorio
		opcional sí sin ningún ninguna non mai sempre vietato possibile obbligatorio facoltativo não nunca sempre proibido permitido niet geen nooit altijd
		alleen mogelijk verplicht verboden не нельзя можно никогда всегда только`)
	modalWords = analysis.LazySet(`can may must should could need needs will kann können darf dürfen muss müssen soll sollte sollten braucht peut peuvent
		pouvez doit doivent devez faut puede pueden debe deben hay può possono deve devono pode podem deve kan kunnen mag moet moeten может должен`)
	methodWords = analysis.LazySet(`click select choose press open run use type enter install go set enable disable add you need must should first then
		klicke klick wähle öffne gehe drücke gib nutze trage stelle musst kannst cliquez choisissez ouvrez utilisez allez devez pouvez il faut
		haz clic elige abre usa escribe ve selecciona debes puedes hay tienes`)
	unitWords = analysis.LazySet(`percent million billion trillion thousand dollars dollar euros euro pounds pound cents prozent millionen
		milliarden mrd mio dollars euros pour millions milliards por millones ciento milioni miliardi mln milhões procente la
		milioane miliarde процентов процента процент миллионов миллиарда миллиардов долларов рублей yüzde milyon milyar τοις
		εκατομμύρια δισεκατομμύρια δολάρια प्रतिशत करोड़ लाख مليون مليار دولار tỷ triệu`)
	currencies = analysis.LazySet(`dollar dollars euro euros pound pounds cent cents yen rupees pesos francs usd eur gbp рублей долларов
		lei lira liras`)
	gratis = analysis.LazySet(`free gratis kostenlos kostenfrei umsonst gratuit gratuite gratuits gratuites gratuitement gratuito gratuita gratuitos gratuitas
		gratuitamente бесплатно бесплатный бесплатная ücretsiz bedava δωρεάν`)
	namingWords = analysis.LazySet(`called named known term termed nickname nicknamed dubbed titled referred heißt hieß nennt genannt namens bezeichnet
	llama llamado llamada llamados conocido conocida denominado denominada numit numită numite cunoscut cunoscută denumit называется
	называют называемый называемая известный известная denir adlandırılır adı olarak bilinen ονομάζεται γνωστός γνωστή γνωστό λέγεται
	कहते कहा नाम gọi tên`)
	meaningWords = analysis.LazySet(`is are was were means mean refers denotes stands lets allows ist bezeichnet dient sert permet désigne signifie significa sirve permite sind bedeutet est sont es son è sono é são betekent este sunt
		это είναι هو هي है हैं`)
	timeWords = analysis.LazySet(`january february march april june july august september october november december century centuries
		decade monday tuesday wednesday thursday friday saturday sunday januar februar märz juni juli oktober dezember
		jahrhundert janvier février mars avril juin juillet août septembre octobre novembre décembre siècle enero febrero marzo
		abril mayo junio julio agosto septiembre octubre noviembre diciembre siglo gennaio febbraio aprile maggio giugno luglio
		settembre ottobre dicembre secolo ianuarie februarie martie aprilie mai iunie iulie septembrie octombrie noiembrie
		decembrie secol secolul января февраля марта апреля мая июня июля августа сентября октября ноября декабря века веке
		ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık yüzyıl yüzyılda ιανουαρίου φεβρουαρίου
		μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου αιώνα`)
	placeWords = analysis.LazySet(`in at near from to of around outside inside within across into on im am aus bei nach en à dans vers
		chez sur desde hacia a em no na din la în lângă в на из около под στο στη στην στον στα από`)
	agentWords  = analysis.LazySet(`by von durch par por da door av af od oleh`)
	reasonWords = analysis.LazySet(`because due since caused causing cause reason reasons therefore thus hence weil da wegen aufgrund
		deshalb denn parce car grâce puisque porque debido pues perché poiché causa pois devido omdat want wegens pentru deoarece
		datorită cauza потому поскольку благодаря так çünkü nedeniyle dolayı için επειδή λόγω καθώς क्योंकि कारण لأن بسبب vì
		do bởi därför eftersom fordi`)
)
