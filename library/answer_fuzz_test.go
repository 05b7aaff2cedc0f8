package library_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// mixed are texts with lists, tables, code, headings and quotations, in eight
// languages.
var mixed = []string{
	"# Bread in three steps\n\n## Steps\n\n1. Mix 500 g of flour and water.\n2. Wait for 2 hours, on day 2 for 3.\n3. Bake it at 230 degrees.\n\n## What are the rules?\n\n- No rules on Sunday.\n- 1+1 loaves at most.\n\n“Bread is patience,” said Mira Oduya, the baker.\n",
	"# Ports\n\n| Port | Protocol | Since |\n|---|---|---|\n| 53 | UDP | 1987 |\n| 443 | TCP | 1994 |\n\n```\nlisten(443) // 2.\n1. go\nfor i := 0; i < 10; i++ { x[i] = \"a\" }\n```\n\n`footnote --n 3` prints three. See https://example.org/a?b=1#c.\n",
	"# Der Leuchtturm\n\n## Zahlen\n\n1. Er ist 31 Meter hoch.\n2. Er steht seit 1887.\n10. Er kostete 40.000 Mark.\n\n„Das Licht darf nie ausgehen“, sagte Otto Lindqvist, der Wärter.\n",
	"# Le marché\n\n## Horaires\n\n1. Lundi : 8 h à 12 h\n2. Mardi : fermé\n\n« Le pain est bon », a dit Lena Marchetti. C’est l’été qu’on vend 3 000 melons.\n",
	"# La plaza\n\n¿Cuántos pasos hay? Hay 1.º, 2.º y 3.º\n\n1. Primero\n2. Segundo\n\n| Año | Gente |\n|---|---|\n| 1999 | 1.200 |\n",
	"# Река\n\n1. Длина 312 километров.\n2. Глубина 4 метра.\n\n«Вода холодная», — сказала Анна Петрова.\n",
	"# 这座桥\n\n## 数字\n\n1. 长三百米。\n2. 建于1912年。\n\n“桥不会说话。”王小明说。这座桥有三个桥墩。\n",
	"# ตลาดน้ำ\n\n1. เปิดวันเสาร์ 8 โมง\n2. มีเรือ 30 ลำ\n\nตลาดน้ำแห่งนี้เปิดทุกวันเสาร์ และมีคนมามากกว่าสองพันคน\n",
	"# السوق\n\n1. يفتح في الساعة 8.\n2. يغلق في الساعة ١٢.\n\n«السوق قديم»، قال أحمد علي. في السوق ثلاثون دكانًا و ١٢ بابًا.\n",
}

// pieces are what questions are made of.
var pieces = append(strings.Fields(`what who when where why how many much is are the of a step rule day number 1 2 3 10 1+1 3. 2) #4 1st 2nd
	second 1887 40.000 8h ½ ² Ⅳ ١٢ x X ß ı İ ﬁ É e´ “ ” " ' « » „ ( ) [ ? ! . , : ; … — - / \ | * _ ~ • 🦉 👩‍👩‍👧 was wer wie viele Meter der qui
	combien de pas cuántos pasos qué кто сколько километров вода 桥 三百米 建于 ตลาด เปิด السوق كم bread Bread BREAD braed port 443 TCP oduya Otto
	Lindqvist listen(443) x[i] \x00 \u200b`), " ", "  ", "\n", "\t", "\xff", "\u202e", strings.Repeat("a", 2000), strings.Repeat("é ", 1000), strings.Repeat("1. ", 600))

// generated makes a question of a few pieces.
func generated(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(9) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		if r.IntN(5) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// asker asks a library of the mixed texts in every way.
func asker(t testing.TB, lib *library.Library) func(t *testing.T, text string) {
	for i, text := range mixed {
		_, err := lib.AddOne(t.Context(), "tester", library.Item{ID: fmt.Sprint(i), Anyway: true, Source: article.Source{Name: "a.md", MediaType: "text/markdown", Body: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
	}
	return func(t *testing.T, text string) {
		ctx := t.Context()
		passages, err1 := lib.Answer(ctx, index.Query{Text: text, Limit: 20, Why: true})
		quotes, err2 := lib.Answer(ctx, index.Query{Kind: index.Quotes, Text: text, Limit: 20})
		who, err3 := lib.Who(ctx, text, 5)
		names, err4 := lib.Names(ctx, text, 25)
		_, err5 := lib.Titles(ctx, text, 25)
		_, err6 := lib.Quotations(ctx, text, 25)
		checks, err7 := lib.Check(ctx, text)
		for _, err := range []error{err1, err2, err3, err4, err5, err6, err7} {
			if err != nil && !errors.Is(err, library.ErrNoWords) && !errors.Is(err, library.ErrClaimTooLong) {
				t.Fatalf("%q: %v", text, err)
			}
		}
		for _, a := range []library.Answer{passages, quotes, who} {
			for _, r := range a.Results {
				mustLieWithin(t, text, r)
			}
		}
		for _, c := range checks {
			if c.Result != nil {
				mustLieWithin(t, text, *c.Result)
			}
			mustBeApart(t, text, c.Words(), c.Missing)
		}
		for _, name := range names {
			if !utf8.ValidString(name) {
				t.Errorf("%q offers %q", text, name)
			}
		}
	}
}

func mustLieWithin(t *testing.T, asked string, r library.Result) {
	t.Helper()
	mustBeApart(t, asked, r.Passage, []article.Span{r.Sentence})
	mustBeApart(t, asked, r.Passage, r.Highlights)
	if r.Quote != nil {
		mustBeApart(t, asked, r.Quote.Text, r.QuoteMarks)
	}
	if r.Score < 0 || r.Score > 1 {
		t.Errorf("%q: score %v", asked, r.Score)
	}
}

// mustBeApart checks that spans lie in text, in order, at whole letters.
func mustBeApart(t *testing.T, asked, text string, spans []article.Span) {
	t.Helper()
	end := 0
	for _, s := range spans {
		if s.Start < end || s.End <= s.Start || s.End > len(text) || !utf8.ValidString(s.Of(text)) {
			t.Errorf("%q: spans %v of %q", asked, spans, text)
			return
		}
		end = s.End
	}
}

// Questions of all kinds are answered without a fault, and what is marked
// lies in its text.
func TestGeneratedQuestions(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: does not depend on the engine: the run of the same tests on SQLite has it")
	}
	ask := asker(t, newShelf(t, 0).library("1"))
	r := rand.New(rand.NewPCG(1, 0))
	for range 300 {
		ask(t, generated(r))
	}
}

// FuzzAnswer asks what no one would ask.
func FuzzAnswer(f *testing.F) {
	dir := f.TempDir()
	st, err := store.Open(f.Context(), filepath.Join(dir, "footnote.db"))
	if err != nil {
		f.Fatal(err)
	}
	libs := library.New(library.Config{Store: st, IndexDir: filepath.Join(dir, "index")})
	f.Cleanup(func() {
		libs.Close()
		st.Close()
	})
	lib, err := libs.Library("1")
	if err != nil {
		f.Fatal(err)
	}
	ask := asker(f, lib)
	for _, text := range []string{"what is step 3", "whats 1+1", "1", "the of", "“1. 2.” 3", "ก", "桥", "كم ١٢", strings.Repeat("ab ", 700)} {
		f.Add(text, uint64(0))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		ask(t, text)
		ask(t, generated(rand.New(rand.NewPCG(seed, 1)))+text)
	})
}
