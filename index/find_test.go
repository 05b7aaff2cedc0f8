package index_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
)

var garden = shelf{
	"comet": {
		Title: "A comet over the harbour", Language: "en",
		Sections: []article.Section{{Heading: "What it cost", Level: 1}},
		Passages: []article.Passage{
			{Kind: article.Paragraph, Text: "The comet was first seen on 4 March 1887 by Ada Byrd. She was counting ships from the pier."},
			{Kind: article.Paragraph, Text: "Fishermen invaded the observatory that night. The keeper of the observatory let nobody in."},
			{Kind: article.Paragraph, Section: "What it cost", Text: "A new lens was ordered from Leeds for 312 pounds."},
			{Kind: article.Table, Section: "What it cost", Text: "Thing | Pounds\nLens | 312\nTripod | 40"},
		},
	},
	"salt": read("Salt pans", "en",
		"Salt is raked from the pans in August, when the wind is dry.",
		"Workers in the United States call the brine bittern."),
	"pier": read("The pier", "en",
		"The pier was built of oak. It is 212 metres long.",
		"Otto Lind: I have painted this pier eleven times, and it was never the same grey.",
		"Ada Byrd: The sea pays no wages."),
	"pier-again": read("The pier, again", "en",
		"The pier was built of oak. It is 212 metres long."),
}

func TestFind(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct {
		name  string
		query index.Query
		first string
	}{
		{"question", index.Query{Text: "Who saw the comet first?"}, "comet/0"},
		{"ending", index.Query{Text: "painting piers"}, "pier/1"},
		{"one letter wrong", index.Query{Text: "fishermen and the obsrevatory"}, "comet/1"},
		{"two letters wrong", index.Query{Text: "who held the obzervatorry"}, "comet/1"},
		{"relative", index.Query{Text: "invasion by fishermen"}, "comet/1"},
		{"marks", index.Query{Text: "Fîshermen"}, "comet/1"},
		{"capitals", index.Query{Text: "US brine"}, "salt/1"},
		{"heading", index.Query{Text: "Leeds cost"}, "comet/2"},
		{"row of a table", index.Query{Text: "pounds for the tripod"}, "comet/3"},
		{"nothing but stop words", index.Query{Text: "when is the"}, "salt/0"},
		{"one article", index.Query{Text: "pier", Article: "comet"}, "comet/0"},
		{"of nothing", index.Query{Text: ""}, ""},
		{"marks only", index.Query{Text: "?! …"}, ""},
		{"unknown", index.Query{Text: "zeppelin"}, ""},
		{"said", index.Query{Kind: index.Quotes, Text: "paint"}, "pier/0"},
		{"said by", index.Query{Kind: index.Quotes, Text: "byrd"}, "pier/1"},
		{"said by, of", index.Query{Kind: index.Quotes, Text: "lind on grey"}, "pier/0"},
		{"all said by", index.Query{Kind: index.Quotes, Speaker: "Ada Byrd"}, "pier/1"},
		{"said by somebody else", index.Query{Kind: index.Quotes, Text: "grey", Speaker: "Ada Byrd"}, ""},
		{"head of a table", index.Query{Text: "thing and pounds"}, "comet/3"},
		{"not said", index.Query{Kind: index.Quotes, Text: "comet"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, _ := strings.Cut(garden.find(t, x, tt.query), " ")
			if got != tt.first {
				t.Errorf("Find(%+v) = %q first, want %q", tt.query, got, tt.first)
			}
		})
	}
}

func TestFindMarks(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "how long is the pier?", Why: true}, garden.words)
	if err != nil {
		t.Fatal(err)
	}
	h := found.Hits[0]
	text := garden[h.Place.Article].Passages[h.Place.N].Text
	if got := h.Sentence.Of(text); got != "It is 212 metres long." {
		t.Errorf("sentence %q", got)
	}
	var marked []string
	for _, s := range h.Highlights {
		marked = append(marked, s.Of(text))
	}
	if want := []string{"pier", "long"}; !reflect.DeepEqual(marked, want) {
		t.Errorf("highlights %q, want %q", marked, want)
	}
	if want := []article.Place{{Article: "pier", N: 0}}; !reflect.DeepEqual(h.Also, want) {
		t.Errorf("also %v, want %v", h.Also, want)
	}
	if h.Why == nil || len(h.Why.Reasons) == 0 || h.Why.Reasons[0].Share() <= 0 {
		t.Errorf("reasons %v", h.Why)
	}
	if want := []index.Term{
		{Word: "long", Articles: 2, In: []string{"pier", "pier-again"}},
		{Word: "pier", Articles: 3, In: []string{"comet", "pier", "pier-again"}},
	}; !reflect.DeepEqual(found.Terms, want) {
		t.Errorf("terms %v, want %v", found.Terms, want)
	}
}

// The subject of an article is often named only in its title.
func TestTitles(t *testing.T) {
	s := shelf{
		"kestrel": {
			Title: "The Kestrel telescope", Language: "en",
			Sections: []article.Section{{Heading: "Is it safe to look at the sun?", Level: 2}},
			Passages: []article.Passage{
				{Kind: article.Paragraph, Text: "It was carried up the hill in May by forty mules."},
				{Kind: article.Paragraph, Text: "Its mirror cost 9,000 crowns."},
				{Kind: article.Paragraph, Section: "Is it safe to look at the sun?", Text: "Never. Not even for a moment."},
			},
		},
		"harbour": read("Harbour dues", "en", "A ship pays 20 crowns in the harbour, a rowing boat costs nothing.", "The sun sets behind the cranes, which is safe to look at."),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for text, want := range map[string]string{
		"kestrel": "kestrel/0", "how much did the kestrel cost": "kestrel/1", "when was the kestrel carried up": "kestrel/0", "is it safe to look at the sun": "kestrel/2",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: text}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 || fmt.Sprintf("%s/%d", found.Hits[0].Place.Article, found.Hits[0].Place.N) != want || !found.Answered {
			t.Errorf("Find(%q) = %+v, want %s", text, found, want)
		}
		for _, term := range found.Terms {
			if term.Word == "kestrel" && term.Articles != 1 {
				t.Errorf("Find(%q): %+v", text, term)
			}
		}
	}
}

// The first hit does not depend on the limit.
func TestFirstOfMany(t *testing.T) {
	s := shelf{}
	for i := range 40 {
		s[fmt.Sprintf("station-%02d", i)] = read(fmt.Sprintf("Station %d", i), "en", fmt.Sprintf("Keeper %d looks after the water of the station. Nobody else may.", i), "The water is brought by train.")
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for _, text := range []string{"water", "who looks after station 27", "is the water brought by ship"} {
		var first index.Found
		for _, limit := range []int{1, 5, 10, 30, 100} {
			found, err := x.Find(t.Context(), index.Query{Text: text, Limit: limit}, s.words)
			if err != nil {
				t.Fatal(err)
			}
			if limit == 1 {
				first = found
			}
			if got, want := found.Hits[0], first.Hits[0]; got.Place != want.Place || got.Score != want.Score || found.Answered != first.Answered {
				t.Errorf("%q, %d: %+v, want %+v", text, limit, got, want)
			}
		}
	}
}

// A word is taken for others only if these mean the same.
func TestOtherWords(t *testing.T) {
	s := shelf{
		"shop":  read("Prices", "en", "A piece of cheese is two crowns today.", "A slice of cake is three crowns, which is not much.", "The notice board stands not far from the sea side."),
		"noten": read("Schule", "de", "Der Lehrer und die Kinder sind nicht in der Schule, es ist Sommer."),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for text, want := range map[string]string{"cheesecake": "", "notes": "", "noticeboard": "shop/2", "whats the seaside": "shop/2"} {
		if got, _, _ := strings.Cut(s.find(t, x, index.Query{Text: text}), " "); got != want {
			t.Errorf("Find(%q) = %q, want %q", text, got, want)
		}
	}
	found, err := x.Find(t.Context(), index.Query{Text: "noticeboard"}, s.words)
	if want := []index.Term{{Word: "noticeboard", Corrected: "notice", Articles: 1, In: []string{"shop"}}, {Word: "noticeboard", Corrected: "board", Articles: 1, In: []string{"shop"}}}; err != nil || !reflect.DeepEqual(found.Terms, want) {
		t.Errorf("terms %+v, want %+v", found.Terms, want)
	}
}

// A long sentence is usually a list: the part that answers is shown, word for
// word.
func TestLongSentence(t *testing.T) {
	list := "Those who came to the harbour that winter were " + strings.Repeat("somebody with a lamp, a rope and no name that is remembered; ", 3) +
		"the painter Otto Lind, who stayed until spring; the pilot Ada Byrd, who taught the others to row; " +
		strings.Repeat("somebody with a net, a dog and no name that is remembered; ", 3) + "and the doctor."
	commas := "The list of what was landed runs to " + strings.Repeat("barrels of tar from the north, ", 8) + "forty telescopes from Leeds, " + strings.Repeat("sacks of flour from the south, ", 8) + "and one piano."
	s := shelf{"harbour": read("The harbour", "en", list, commas)}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]string{"who was the pilot": "Ada Byrd", "how many telescopes were landed": "forty telescopes"} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		h := found.Hits[0]
		got := h.Sentence.Of(s["harbour"].Passages[h.Place.N].Text)
		if !strings.Contains(got, want) || len(got) > 400 {
			t.Errorf("%q: %q, want a part with %q", question, got, want)
		}
	}
}

func TestCorrectedTerm(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "fishremen zeppelins"}, garden.words)
	if err != nil {
		t.Fatal(err)
	}
	want := []index.Term{{Word: "fishremen", Corrected: "fishermen", Articles: 1, In: []string{"comet"}}, {Word: "zeppelins"}}
	if !reflect.DeepEqual(found.Terms, want) {
		t.Errorf("terms %v, want %v", found.Terms, want)
	}
	if found.Answered {
		t.Error("half a question counts as answered")
	}
}

// Each word of the query is explained by its forms in the passage, its heading
// and the title of its article.
func TestWhy(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	forms := func(list []index.Form) string {
		var all []string
		for _, f := range list {
			all = append(all, f.Text+" "+string(f.As))
		}
		return strings.Join(all, ", ")
	}
	tests := []struct {
		query           string
		words, together []string
	}{
		{"the lens order, at what costs in the harbour", []string{
			"lens () in 2: lens written |  | ",
			"order () in 1: ordered ending |  | ",
			"costs () in 0:  | cost ending | ",
			"harbour () in 0:  |  | harbour written",
		}, []string{"lens was ordered"}},
		{"the observation of fishermen by the doorman", []string{
			"observation () in 0: observatory relative |  | ",
			"fishermen () in 1: Fishermen written |  | ",
			"doorman () in 0:  |  | ",
		}, nil},
		{"whose wage and salary", []string{
			"wage () in 1: wages ending |  | ",
			"salary () in 0:  |  | ",
		}, nil},
		{"the salary of the sea", []string{
			"salary () in 0: wages synonym |  | ",
			"sea () in 1: sea written |  | ",
		}, nil},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.query, Why: true}, garden.words)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		why := found.Hits[0].Why
		for _, w := range why.Words {
			got = append(got, fmt.Sprintf("%s (%s) in %d: %s | %s | %s", w.Word, w.Corrected, w.Passages, forms(w.Text), forms(w.Heading), forms(w.Title)))
		}
		if !slices.Equal(got, tt.words) {
			t.Errorf("%q: words\n%s\nwant\n%s", tt.query, strings.Join(got, "\n"), strings.Join(tt.words, "\n"))
		}
		if !slices.Equal(why.Together, tt.together) {
			t.Errorf("%q: together %q, want %q", tt.query, why.Together, tt.together)
		}
	}
}

// Words in quotation marks, with no other words, are wanted together: the
// passage that has them comes first, with the sentence that has them.
func TestPhrases(t *testing.T) {
	s := shelf{
		"kettle": read("Kettles", "en",
			"An old kettle is a good kettle, and the kettle of old was the old man's kettle.",
			"In Harwick stands an inn. It was named The Kettle Old in 1702, and never since.",
			"The harbour is old, and nobody kept a kettle there."),
		"inn": read("Three inns", "en",
			"The kettle, old as it was, sang.",
			"世界模型是什么。模型世界很大。"),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct {
		query, first, sentence string
		nowhere                []string
	}{
		{`old kettle`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", nil},
		{`"kettle old"`, "kettle/1", "It was named The Kettle Old in 1702, and never since.", nil},
		{`the good man of "kettle old"`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", nil}, // a name in a question
		{`“Kettle, of old”`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", nil},
		{`who was the «old mans kettle»`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", []string{"old mans kettle"}},
		{`"harbour kettle"`, "kettle/2", "The harbour is old, and nobody kept a kettle there.", []string{"harbour kettle"}},
		{`"three inns" of old`, "inn/0", "The kettle, old as it was, sang.", nil}, // its title may have it
		{`a 6" old kettle of 9"`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", nil},
		{`"kettle"`, "kettle/0", "An old kettle is a good kettle, and the kettle of old was the old man's kettle.", nil},
		{`「模型世界」`, "inn/1", "模型世界很大。", nil},
		{`「世界很模」`, "inn/1", "模型世界很大。", []string{"世界很模"}},
	}
	for _, tt := range tests {
		found, err := x.Find(t.Context(), index.Query{Text: tt.query}, s.words)
		if err != nil {
			t.Fatal(err)
		}
		h := found.Hits[0]
		if got := fmt.Sprintf("%s/%d", h.Place.Article, h.Place.N); got != tt.first {
			t.Errorf("%s: first %s, want %s", tt.query, got, tt.first)
		}
		if got := h.Sentence.Of(s[h.Place.Article].Passages[h.Place.N].Text); got != tt.sentence {
			t.Errorf("%s: sentence %q, want %q", tt.query, got, tt.sentence)
		}
		if !slices.Equal(found.Nowhere, tt.nowhere) {
			t.Errorf("%s: nowhere %q, want %q", tt.query, found.Nowhere, tt.nowhere)
		}
		for i, h := range found.Hits {
			if h.Score < 0 || h.Score > 1 || i > 0 && h.Score > found.Hits[i-1].Score {
				t.Errorf("%s: score %v of hit %d", tt.query, h.Score, i)
			}
		}
	}
}

// A word that is only in a heading or a title is in the library.
func TestTermsOfTitles(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "cost harbour 2019 total"}, garden.words)
	if err != nil {
		t.Fatal(err)
	}
	want := []index.Term{
		{Word: "cost", Articles: 1, In: []string{"comet"}},
		{Word: "harbour", Articles: 1, In: []string{"comet"}},
		{Word: "2019"},
		{Word: "total", Vague: true},
	}
	if !reflect.DeepEqual(found.Terms, want) {
		t.Errorf("terms %v, want %v", found.Terms, want)
	}
}

func TestScores(t *testing.T) {
	x := garden.open(t, filepath.Join(t.TempDir(), "x"))
	found, err := x.Find(t.Context(), index.Query{Text: "the long oak pier in the dry wind", Limit: 100}, garden.words)
	if err != nil {
		t.Fatal(err)
	}
	last := 1.0
	for _, h := range found.Hits {
		if h.Score <= 0 || h.Score > last {
			t.Errorf("score %v behind %v", h.Score, last)
		}
		last = h.Score
	}
}

// TestSameOrder asks two indexes of the same articles, filled in one step
// and in many.
func TestSameOrder(t *testing.T) {
	many := make([]string, 60)
	for n := range many {
		many[n] = fmt.Sprintf("It was seen from station %d.", n)
	}
	garden := maps.Clone(garden)
	garden["long"] = read("The Kestrel telescope", "en", many...)
	whole := garden.open(t, filepath.Join(t.TempDir(), "x"))
	steps, err := index.Rebuild(filepath.Join(t.TempDir(), "y"), func(x *index.Index) error {
		for id, a := range garden {
			if err := x.Apply(t.Context(), index.Batch{Put: []index.Document{{ID: id, Article: a}}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer steps.Close()
	for _, text := range []string{"pier", "the comet and the lens", "oak", "salt wind august", "kestrel", "what was seen with the kestrel"} {
		q := index.Query{Text: text, Limit: 100, Why: true}
		a, err := whole.Find(t.Context(), q, garden.words)
		if err != nil {
			t.Fatal(err)
		}
		b, err := steps.Find(t.Context(), q, garden.words)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("Find(%q) differs:\n%+v\n%+v", text, a, b)
		}
	}
}

func TestLanguages(t *testing.T) {
	s := shelf{
		"en": read("Bridges", "en", "The bridges of the town were closed in winter and nobody was asked."),
		"de": read("Häuser", "de", "Die Häuser am Fluss wurden im Winter nicht geheizt, und das war auch gut so."),
		"fr": read("Chevaux", "fr", "Les chevaux ne sont pas dans la prairie, ils dorment avec les moutons."),
		"ru": read("Город", "ru", "В городах строили деревянные мосты через реки."),
		"el": read("Πόλη", "el", "Οι δρόμοι της παλιάς πόλης είναι στενοί."),
		"th": read("ตลาด", "th", "ตลาดน้ำเปิดทุกวันเสาร์และมีอาหารมากมาย"),
		"zh": read("茶", "zh", "这种茶叶在春天采摘，然后晒干。"),
		"ja": read("灯台", "ja", "この灯台は明治時代に建てられました。"),
		"ko": read("등대", "ko", "등대는 바다를 비추었다."),
		"ar": read("مكتبة", "ar", "تقع المكتبات القديمة في وسط المدينة."),
		"hi": read("नदी", "hi", "नदियों के किनारे पुराने मंदिर हैं।"),
		"tr": read("Köprü", "tr", "Şehirdeki köprüler kışın kapatıldı ve kimseye sorulmadı."),
		"vi": read("Chợ", "vi", "Chợ nổi mở cửa vào sáng thứ bảy."),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	tests := []struct{ text, want string }{
		{"bridge closing", "en/0"}, {"Welche Häusern?", "de/0"}, {"hauser", "de/0"}, {"cheval", "fr/0"}, {"mouton", "fr/0"},
		{"деревянный мост", "ru/0"}, {"δρόμος πόλη", "el/0"}, {"δρομοι", "el/0"}, {"ตลาดน้ำ", "th/0"}, {"茶叶什么时候采摘", "zh/0"},
		{"灯台はいつ", "ja/0"}, {"등대", "ko/0"}, {"المكتبة", "ar/0"}, {"मंदिर", "hi/0"}, {"KÖPRÜLERİ", "tr/0"}, {"chợ nổi", "vi/0"},
	}
	for _, tt := range tests {
		if got, _, _ := strings.Cut(s.find(t, x, index.Query{Text: tt.text}), " "); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Pairs of letters of filler words find nothing when there are other words.
func TestFillers(t *testing.T) {
	s := shelf{
		"kiln": read("窑", "zh", "这座窑的名称是什么，哪些人知道，没有记载。谁是主人也不清楚。", "砖窑由陈师傅修建。"),
		"ja":   read("港", "ja", "それはどこですかといわれていました。", "港は漁師が守った。"),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for text, want := range map[string]string{"砖窑是谁修建的？名称是什么": "kiln/1", "漁師はどこですか": "ja/1"} {
		if got, _, _ := strings.Cut(s.find(t, x, index.Query{Text: text}), " "); got != want {
			t.Errorf("Find(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestHostile indexes texts that no writer would write.
func TestHostile(t *testing.T) {
	texts := []string{
		strings.Repeat("a", 100_000), strings.Repeat("ก่", 20_000), "\xff\xfe broken \xc3.", strings.Repeat("字", 30_000),
		strings.Repeat("1,", 50_000), "a\u200db", strings.Repeat("̀", 5000), "", "\x00", strings.Repeat("x ", 50_000),
	}
	s := shelf{"odd/\x00id": read("Odd", "xx", texts...)}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for _, text := range append(texts, strings.Repeat("who ", 10_000), "who ก่", "谁 字字", "how much 1", "where x", "why a", "broken") {
		for _, kind := range []index.Kind{index.Passages, index.Quotes} {
			s.find(t, x, index.Query{Kind: kind, Text: text, Limit: -1})
		}
		if _, err := x.People(t.Context(), text, -1); err != nil {
			t.Error(err)
		}
	}
	if got, _, _ := strings.Cut(s.find(t, x, index.Query{Text: "broken"}), " "); got != "odd/\x00id/2" {
		t.Errorf("found %q", got)
	}
}
