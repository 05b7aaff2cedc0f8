package index

import (
	"sync"

	"footnote/index/analysis"
)

// generic are words that name the kind of answer that is asked for. The passage
// that answers often lacks them.
var generic = analysis.NewSet(`number percentage percent amount total type types kind year years date period term word located according considered
	person people place city country state example examples reason reasons result cause purpose role way ways time times
	become becomes became give given gives going happen happened happens made make makes need put take tell use used uses using want sort types thing things named said says called like different following various exactly actually seem seems near often usually mostly largest first main important common different called known name names group part parts`)

// genericElsewhere are the same words in other languages, in any form. German
// nouns have capitals, so that names don't show.
var genericElsewhere = map[string]func() map[string]bool{
	"de": genericStems("de", `anzahl zahl nummer prozent prozentsatz menge art typ sorte jahr datum zeitraum begriff wort befindet gilt person
		leute ort stadt land staat beispiel grund ergebnis folge zweck rolle weise mal zeit wird wurde gibt geht passiert passierte macht machte
		braucht brauche nimmt sagt verwendet verwenden benutzt benutzen nutzt nutzen ding sache genannt nennt heißt heißen hieß folgende verschieden genau
		meistens gewöhnlich größte wichtig bekannt name gruppe teil bezeichnet bezeichnung`),
	"fr": genericStems("fr", `nombre pourcentage quantité total type genre sorte année date période terme mot situé personne gens lieu endroit ville pays état exemple
		raison résultat but rôle façon manière fois temps devient devenu donne donné arrive fait faire utilise utilisé utiliser chose nommé appelle appelé dit différent
		suivant divers exactement généralement plupart principal important connu nom groupe partie`),
	"es": genericStems("es", `número porcentaje cantidad total tipo clase año fecha período término palabra situado ubicado persona gente lugar ciudad país estado ejemplo
		razón motivo resultado propósito papel manera forma vez veces tiempo convirtió da dado pasó ocurre hizo hace hacer necesita usa usado usar utiliza utilizado
		cosa llama llamado nombrado dijo dice diferente siguiente varios exactamente suele normalmente mayoría principal importante conocido nombre grupo parte`),
	"it": genericStems("it", `numero percentuale quantità totale tipo genere anno data periodo termine parola situato persona gente luogo città paese stato esempio motivo
		ragione risultato scopo ruolo modo volta volte tempo diventa dato succede fatto fare serve usa usato usare cosa chiama chiamato detto dice diverso
		seguente vari esattamente spesso solito primo principale importante noto nome gruppo parte`),
	"pt": genericStems("pt", `número percentagem porcentagem quantidade total tipo ano data período termo palavra situado localizado pessoa gente lugar cidade país estado exemplo
		razão motivo resultado propósito papel maneira forma vez vezes tempo tornou dado acontece feito fazer precisa usa usado usar coisa chama chamado disse diferente
		seguinte vários exatamente geralmente muitas maioria principal importante conhecido nome grupo parte`),
	"nl": genericStems("nl", `aantal nummer percentage procent hoeveelheid totaal soort type jaar datum periode term woord persoon mensen plaats stad land staat voorbeeld reden
		resultaat doel rol manier keer tijd wordt werd geeft gebeurt maakt doet gebruikt gebruiken ding heet heten genoemd gezegd verschillend volgende precies
		meestal grootste belangrijk bekend naam groep deel`),
	"ro": genericStems("ro", `număr procent procentaj cantitate total tip fel an dată perioadă termen cuvânt situat persoană oameni loc oraș țară stat exemplu motiv
		rezultat scop rol mod dată timp devine devenit dat întâmplă făcut face folosește folosit utilizat lucru numește numit spus diferit următor
		exact obicei principal important cunoscut nume grup parte`),
	"ru": genericStems("ru", `число количество номер процент доля тип вид род год дата период термин слово находится расположен считается человек люди место город страна
		государство пример результат цель роль способ образ раз время становится стал дать дал произошло сделать сделал использует использовать используется
		вещь назвать назвали называется называют назван название имя сказал говорит разный другой следующий именно обычно крупнейший главный важный известен известный группа часть`),
	"el": genericStems("el", `αριθμός ποσοστό ποσό σύνολο τύπος είδος έτος χρονιά ημερομηνία περίοδος όρος λέξη βρίσκεται θεωρείται άτομο άνθρωποι μέρος τόπος πόλη χώρα
		κράτος παράδειγμα λόγος αποτέλεσμα σκοπός ρόλος τρόπος φορά χρόνος έγινε δίνει συμβαίνει συνέβη κάνει χρησιμοποιεί χρησιμοποιείται πράγμα λέγεται ονομάζεται ονομάζονται
		διαφορετικός άλλος ακριβώς συνήθως μεγαλύτερος κύριος σημαντικός γνωστός όνομα ομάδα`),
	"tr": genericStems("tr", `sayı sayısı yüzde miktar toplam tür türü çeşit yıl tarih dönem terim kelime bulunur kişi insan yer şehir ülke devlet örnek sonuç
		amaç rol şekil yol kez zaman olur oldu verir yapar yaptı kullanır kullanılır kullanılan şey adı ad isim denir adlandırılır dedi farklı diğer tam
		genellikle ana önemli bilinen grup parça`),
	"ar": genericStems("ar", `عدد رقم نسبة مقدار كمية مجموع نوع سنة عام تاريخ فترة مصطلح كلمة يقع يعتبر شخص ناس مكان مدينة بلد دولة مثال نتيجة غرض هدف دور طريقة مرة وقت
		يصبح أصبح يحدث حدث يستخدم استخدم تستخدم شيء يسمى تسمى سمي مختلف آخر عادة أكبر رئيسي مهم معروف اسم مجموعة جزء`),
	"hi": genericStems("hi", `संख्या प्रतिशत मात्रा कुल प्रकार वर्ष साल तारीख अवधि शब्द स्थित व्यक्ति लोग स्थान जगह शहर देश राज्य उदाहरण परिणाम उद्देश्य भूमिका तरीका बार समय
		बन दिया दिए हुआ किया करना उपयोग चीज कहा कहते कहलाता अलग अन्य आमतौर मुख्य महत्वपूर्ण ज्ञात नाम समूह भाग हिस्सा`),
	"vi": genericStems("vi", `số lượng phần trăm tổng loại kiểu năm ngày thuật ngữ từ người nơi thành phố nước ví dụ kết quả mục đích vai trò cách lần
		trở thành cho xảy ra làm dùng sử dụng thứ gọi khác thường lớn nhất chính tên nhóm`),
}

// genericStems returns a function that makes the set of the stems of words in a
// language.
func genericStems(language, words string) func() map[string]bool {
	list := analysis.LazySet(words)
	return sync.OnceValue(func() map[string]bool {
		stems := map[string]bool{}
		for w := range list() {
			stems[analysis.Stem(language, w)] = true
		}
		return stems
	})
}

// isGeneric reports whether a word, in a question in a language, names the kind of
// answer.
func isGeneric(word, language string) bool {
	stems, ok := genericElsewhere[language]
	return ok && stems()[analysis.Stem(language, word)]
}
