package index_test

import (
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
)

// asked are texts in which every sentence has the words of the questions,
// and one has what is asked for.
var asked = []struct {
	language, text string
	questions      [][2]string // and a piece of the sentence that answers
}{
	{"en", "The bridge was built of grey stone by the people of the town. The bridge was built in 1932 and widened twice. The bridge cost many people their homes. The bridge cost 5 million dollars. Of the traffic the bridge carries the louder part. The bridge carries 40 percent of the traffic. The bridge was designed in a hurry after the flood. The bridge was designed by Marta Lindqvist, whom nobody knew. The bridge was closed on a Sunday without a word. The bridge was closed because its chains had rusted. The bridge has towers that can be seen from the sea. The bridge has four towers of red brick. The arch of the bridge has a name that few remember. The arch of the bridge is called the Needle.",
		[][2]string{{"When was the bridge built?", "1932"}, {"How much did the bridge cost?", "5 million"}, {"What percentage of the traffic does the bridge carry?", "40 percent"}, {"Who designed the bridge?", "Lindqvist"}, {"Why was the bridge closed?", "rusted"}, {"How many towers has the bridge?", "four towers"}, {"What is the arch of the bridge called?", "Needle"}, {"Was the bridge widened?", "widened"}}},
	{"de", "Die Brücke wurde aus grauem Stein von den Leuten der Stadt gebaut. Die Brücke wurde 1932 gebaut. Die Brücke kostete viele Leute ihr Haus. Die Brücke kostete 5 Millionen Euro. Vom Verkehr trägt die Brücke den lauteren Teil. Die Brücke trägt 40 Prozent vom Verkehr. Die Brücke wurde ohne ein Wort geschlossen. Die Brücke wurde geschlossen, weil die Ketten rosteten.",
		[][2]string{{"Wann wurde die Brücke gebaut?", "1932"}, {"Wie viel kostete die Brücke?", "5 Millionen"}, {"Wie viel Prozent vom Verkehr trägt die Brücke?", "40 Prozent"}, {"Warum wurde die Brücke geschlossen?", "rosteten"}}},
	{"es", "El puente fue construido con piedra gris por la gente del pueblo. El puente fue construido en 1932. El puente costó la casa a mucha gente. El puente costó 5 millones de euros. Del tráfico, el puente lleva la parte más ruidosa. El puente lleva el 40 por ciento del tráfico. El puente fue cerrado un domingo. El puente fue cerrado porque las cadenas se oxidaron.",
		[][2]string{{"¿Cuándo fue construido el puente?", "1932"}, {"¿Cuánto costó el puente?", "5 millones"}, {"¿Qué porcentaje del tráfico lleva el puente?", "40 por ciento"}, {"¿Por qué fue cerrado el puente?", "oxidaron"}}},
	{"fr", "Le pont fut construit en pierre grise par les gens de la ville. Le pont fut construit en 1932. Le pont a coûté leur maison à bien des gens. Le pont a coûté 5 millions de francs. Du trafic, le pont porte la part la plus bruyante. Le pont porte 40 % du trafic. Le pont fut fermé un dimanche. Le pont fut fermé parce que les chaînes avaient rouillé.",
		[][2]string{{"Quand le pont fut-il construit ?", "1932"}, {"Combien a coûté le pont ?", "5 millions"}, {"Quel pourcentage du trafic porte le pont ?", "40 %"}, {"Pourquoi le pont fut-il fermé ?", "rouillé"}}},
	{"ro", "Podul a fost construit din piatră cenușie de oamenii orașului. Podul a fost construit în 1932. Podul a costat casele multor oameni. Podul a costat 5 milioane de lei. Din trafic, podul duce partea cea mai zgomotoasă. Podul duce 40 la sută din trafic. Podul a fost închis într-o duminică. Podul a fost închis deoarece lanțurile rugineau.",
		[][2]string{{"Când a fost construit podul?", "1932"}, {"Cât a costat podul?", "5 milioane"}, {"Ce procent din trafic duce podul?", "40 la sută"}, {"De ce a fost închis podul?", "rugineau"}}},
	{"ru", "Мост построили из серого камня жители города. Мост построили в 1932 году. Мост стоил многим людям дома. Мост стоил 5 миллионов рублей. Из всего движения мост несёт самую шумную часть. Мост несёт 40 процентов движения. Мост закрыли в одно воскресенье. Мост закрыли, потому что цепи заржавели.",
		[][2]string{{"Когда построили мост?", "1932"}, {"Сколько стоил мост?", "5 миллионов"}, {"Какой процент движения несёт мост?", "40 процентов"}, {"Почему закрыли мост?", "заржавели"}}},
	{"el", "Η γέφυρα χτίστηκε με γκρίζα πέτρα από τους κατοίκους της πόλης. Η γέφυρα χτίστηκε το 1932. Η γέφυρα κόστισε σε πολλούς το σπίτι τους. Η γέφυρα κόστισε 5 εκατομμύρια ευρώ. Η γέφυρα έκλεισε μια Κυριακή. Η γέφυρα έκλεισε επειδή σκούριασαν οι αλυσίδες.",
		[][2]string{{"Πότε χτίστηκε η γέφυρα;", "1932"}, {"Πόσο κόστισε η γέφυρα;", "5 εκατομμύρια"}, {"Γιατί έκλεισε η γέφυρα;", "σκούριασαν"}}},
	{"tr", "Köprü şehrin insanları tarafından gri taştan inşa edildi. Köprü 1932 yılında inşa edildi. Köprü birçok insana evine mal oldu. Köprü 5 milyon liraya mal oldu. Köprü trafiğin en gürültülü kısmını taşır. Köprü trafiğin yüzde 40'ını taşır. Köprü bir pazar günü kapatıldı. Köprü zincirler paslandığı nedeniyle kapatıldı.",
		[][2]string{{"Köprü ne zaman inşa edildi?", "1932"}, {"Köprü ne kadara mal oldu?", "5 milyon"}, {"Köprü trafiğin yüzde kaçını taşır?", "yüzde 40"}, {"Köprü neden kapatıldı?", "paslandığı"}}},
	{"vi", "Cây cầu được xây bằng đá xám bởi dân thành phố. Cây cầu được xây năm 1932. Cây cầu tốn nhà của nhiều người. Cây cầu tốn 5 triệu đồng. Cây cầu bị đóng một ngày chủ nhật. Cây cầu bị đóng vì dây xích bị gỉ.",
		[][2]string{{"Cây cầu được xây khi nào?", "1932"}, {"Cây cầu tốn bao nhiêu?", "5 triệu"}, {"Tại sao cây cầu bị đóng?", "gỉ"}}},
	{"hi", "पुल शहर के लोगों ने पत्थर से बनाया था। पुल 1932 में बनाया गया था। पुल की लागत बहुत लोगों के घर थी। पुल की लागत 5 करोड़ रुपये थी।",
		[][2]string{{"पुल कब बनाया गया था?", "1932"}, {"पुल की लागत कितनी थी?", "5 करोड़"}}},
	{"ar", "بني الجسر من الحجر الرمادي على يد سكان المدينة. بني الجسر عام 1932. كلف الجسر كثيرا من الناس بيوتهم. كلف الجسر 5 مليون دولار.",
		[][2]string{{"متى بني الجسر؟", "1932"}, {"كم كلف الجسر؟", "5 مليون"}}},
	{"zh", "大桥由城里的人用灰石建成。大桥于1932年建成。大桥让很多人花费了房子。大桥花费500万元。",
		[][2]string{{"大桥什么时候建成？", "1932"}, {"大桥花费多少？", "500"}}},
}

func TestAsked(t *testing.T) {
	for _, a := range asked {
		s := shelf{a.language: read("", a.language, a.text)}
		x := s.open(t, filepath.Join(t.TempDir(), "x"))
		for _, q := range a.questions {
			found, err := x.Find(t.Context(), index.Query{Text: q[0]}, s.words)
			if err != nil {
				t.Fatal(err)
			}
			if len(found.Hits) == 0 {
				t.Errorf("%s: nothing for %q", a.language, q[0])
				continue
			}
			if got := found.Hits[0].Sentence.Of(a.text); !strings.Contains(got, q[1]) {
				t.Errorf("%s: %q: %q, want that with %q", a.language, q[0], got, q[1])
			}
		}
	}
}

// The answer to who a person is comes from a sentence that introduces them; the
// answer to what a thing is does not come from a sentence that asks the same.
func TestAskedWho(t *testing.T) {
	text := "Nobody wrote to Marta Lindqvist that year. Marta Lindqvist was an engineer from the coast. On Sundays Lindqvist rowed. What is the ferry? The ferry is a raft on a chain."
	s := shelf{"who": read("", "en", text)}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]string{"who is lindqvist": "engineer", "Who was Marta Lindqvist?": "engineer", "What is the ferry?": "raft"} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Hits[0].Sentence.Of(text); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want that with %q", question, got, want)
		}
	}
}

// A row of a table answers a question that names it.
func TestAskedOfTable(t *testing.T) {
	table := "Town | Inhabitants | Founded\nKallvik | 3,400 | 1652\nNorrsund | 12,900 | 1811\nHamnby | 870 | 1903"
	a := article.Article{Title: "Towns of the coast", Language: "en", Passages: []article.Passage{
		{Kind: article.Paragraph, Text: "The towns of the coast live from the sea. Most were founded by fishermen and have few inhabitants."},
		{Kind: article.Table, Text: table},
	}}
	s := shelf{"towns": a}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, row := range map[string]string{
		"How many inhabitants has Norrsund?": "Norrsund | 12,900 | 1811",
		"When was Kallvik founded?":          "Kallvik | 3,400 | 1652",
		"hamnby inhabitants":                 "Hamnby | 870 | 1903",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		if h := found.Hits[0]; h.Place.N != 1 || h.Sentence.Of(table) != row {
			t.Errorf("%q: passage %d, %q; want row %q", question, h.Place.N, h.Sentence.Of(table), row)
		}
	}
}

// Passages that share a sentence show it once.
func TestNoSentenceTwice(t *testing.T) {
	const shared = "The ferry to Hamnby sails at noon."
	s := shelf{
		"a": read("Ferries", "en", "Tickets are sold on board, and dogs travel free of charge. "+shared+" Nobody has ever missed it.", "The ferry stops in winter. Ice closes the sound."),
		"b": read("Travel", "en", "In June the schools close for ten weeks and the trains are full. "+shared+" The ferry sails back at dusk."),
		"d": read("Trains", "en", "The night train waits for the ferry. "+shared+" The ferry carries no freight and seldom a car."),
		"c": read("Weather", "en", "Storms are rare in summer, says the harbour master of the town. "+shared),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "when does the ferry to Hamnby sail?", Limit: 10}, s.words)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, h := range found.Hits {
		sentence := h.Sentence.Of(s[h.Place.Article].Passages[h.Place.N].Text)
		if seen[sentence] {
			t.Errorf("%q twice", sentence)
		}
		seen[sentence] = true
	}
	articles := map[string]bool{}
	for _, h := range found.Hits {
		articles[h.Place.Article] = true
		for _, also := range h.Also {
			articles[also.Article] = true
		}
	}
	if !seen[shared] || len(found.Hits) < 3 || len(articles) != len(s) {
		t.Errorf("shown %v of %v", seen, articles)
	}
}

// The learned weights can be parsed, name everything once, and are written as
// they were read.
func TestWeights(t *testing.T) {
	learned := index.LearnedWeights()
	if learned.String() == index.PlainWeights().String() {
		t.Fatal("weights.txt can't be read")
	}
	again, err := index.ParseWeights(learned.String())
	if err != nil || again.String() != learned.String() {
		t.Errorf("read again: %v", err)
	}
	for _, bad := range []string{"passage\twords\t1\t1", "passage\tluck\t1\t1\t1", "words\tlength\tx\t1\t1"} {
		if _, err := index.ParseWeights(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// Without learned weights, words alone rank.
func TestPlainWeights(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "how long is the pier?", Weights: index.PlainWeights()}, garden.words)
	if err != nil || len(found.Hits) == 0 || !strings.HasPrefix(found.Hits[0].Place.Article, "pier") {
		t.Errorf("found %+v, %v", found.Hits, err)
	}
}
