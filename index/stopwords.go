package index

// Words that ask, and that questions are full of, beside the stop words of
// each language: they say what kind of thing is asked for, not what it is
// about.
const (
	englishAsking = `what who whom whose which when where why how did does do done doing much many
		is was were are be been being has have had can could would should will shall may might must
		s t d ll re ve m don isn wasn aren didn doesn hasn haven couldn wouldn won
		tell me about explain describe give name list say says said kind type sort also among
		there their they them its it this that these those he she his her him you your we our us i my
		one two some any other another such than then so if not no nor only own same too very just
		get got make made makes used use using known called happen happened became become`
	germanAsking     = "was wer wem wen wessen welche welcher welches welchem welchen wann wo wohin woher warum wieso weshalb wie viele viel wurde wurden wird werden gibt gab heißt hieß nannte"
	frenchAsking     = "qui que quoi quel quelle quels quelles quand où pourquoi comment combien est-ce lequel laquelle fut été"
	spanishAsking    = "qué quién quiénes cuál cuáles cuándo dónde por qué cómo cuánto cuánta cuántos cuántas fue fueron era hay"
	italianAsking    = "chi che cosa quale quali quando dove perché come quanto quanta quanti quante fu era"
	portugueseAsking = "quem que qual quais quando onde por que como quanto quanta quantos quantas foi foram era"
	romanianAsking   = "ce cine care cui când unde de cum cât câtă câți câte fost era fi sunt"
	russianAsking    = "что кто кого кому чем какой какая какое какие каких когда где куда откуда почему зачем как сколько был была было были является"
	turkishAsking    = "ne kim kimin hangi hangisi zaman nerede nereye nereden neden niçin nasıl kaç kadar mı mi mu mü nedir kimdir vardır olarak oldu olan"
	greekAsking      = "τι ποιος ποια ποιο ποιοι ποιες ποιον πότε πού γιατί πώς πόσο πόσα πόσοι πόσες ήταν είναι"
	arabicAsking     = "ما ماذا من متى أين لماذا كيف كم أي أية هل كان كانت هو هي"
	hindiAsking      = "क्या कौन किस किसने किसे किसका कब कहाँ कहां क्यों कैसे कितने कितना कितनी कौनसा था थे थी है हैं"
	vietnameseAsking = "gì nào ai khi đâu sao tại thế mấy bao nhiêu là của và các những đã được có cho với trong một này đó không người bị ở về từ"
	thaiAsking       = "อะไร ใคร เมื่อไร ที่ไหน ทำไม อย่างไร เท่าไร กี่ ใด ไหน"
	chineseAsking    = "什么 什麼 谁 誰 哪里 哪裡 哪个 哪些 何时 为什么 為什麼 怎么 怎样 多少 几"
)
