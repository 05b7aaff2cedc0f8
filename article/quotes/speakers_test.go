package quotes_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"footnote/article"
)

// around is a paragraph before and after a sentence, so that its language is
// known.
var around = map[string]string{
	"en": "The harbour was closed for a week after the storm, and the people of the village waited for the boat with patience.",
	"de": "Der Hafen war nach dem Sturm eine Woche lang geschlossen, und die Leute im Dorf warteten geduldig auf das Schiff.",
	"fr": "Le port a été fermé pendant une semaine après la tempête, et les habitants du village ont attendu le bateau avec patience.",
	"es": "El puerto estuvo cerrado durante una semana después de la tormenta, y los vecinos del pueblo esperaron el barco con paciencia.",
	"it": "Il porto è rimasto chiuso per una settimana dopo la tempesta, e gli abitanti del paese hanno aspettato la barca con pazienza.",
	"pt": "O porto ficou fechado durante uma semana depois da tempestade, e os moradores da vila esperaram pelo barco com paciência.",
}

// quotesIn reads a text between two paragraphs in its language.
func quotesIn(t *testing.T, language, text string) article.Article {
	t.Helper()
	a := parseText(t, "# Notes\n\n"+around[language]+"\n\n"+strings.ReplaceAll(text, "¶", "\n\n")+"\n\n"+around[language])
	if a.Language != language {
		t.Errorf("%q is read as %q", text, a.Language)
	}
	return a
}

// A speaker is the name of who speaks, without the words around it.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile("testdata/speakers.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(body)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		language, rest, _ := strings.Cut(strings.TrimSpace(line), "|")
		at := strings.LastIndexByte(rest, '|')
		text, want := rest[:at], rest[at+1:]
		a := quotesIn(t, language, text)
		got := "none"
		if n := len(a.Quotes); n > 0 {
			if got = a.Quotes[n-1].Speaker; got == "" {
				got = "-"
			}
			checkParts(t, a, a.Quotes[n-1])
		}
		if got != want {
			t.Errorf("%s: by %q, want %q: %s", language, got, want, text)
		}
	}
}

// Whatever opens the sentence, whoever is spoken to, the speaker is the same.
func TestSpeakersInAnyFrame(t *testing.T) {
	t.Parallel()
	for language, frame := range map[string]struct{ names, opens, verbs, words string }{
		"en": {"Jane Whitfield,Tom Harker,Kwame Boateng", ",Yesterday ,Eventually ,Last week ,Then ,Afterwards ", "said,told us,wrote to me,explained", "“Coil the ropes before you leave, or someone trips.”"},
		"de": {"Jana Petersen,Ole Brandt", "Gestern ,Neulich ,Letzte Woche ,Dann ,Mittlerweile ,Am Montag ,Nach der Sitzung ", "sagte,sagte uns,schrieb mir,erklärte ihnen", "„Rollt die Leinen auf, bevor ihr geht, sonst stolpert jemand.“"},
		"fr": {"Claire Vasseur,Paul Lenoir", ",Hier ,Récemment ,Ensuite ,La semaine dernière ,Puis ", "a dit,nous a écrit,leur explique,m'a confié", "« Rangez les cordages avant de partir, sinon quelqu'un tombera. »"},
		"es": {"Rosa Marín,Tomás Rius", ",Ayer ,Después ,Finalmente ,La semana pasada ,Entonces ", "dijo,nos contó,les ha explicado,me escribió", "“Dejen los cabos recogidos antes de irse, o alguien tropieza.”"},
		"it": {"Giulia Moretti,Paolo Conti", ",Ieri ,Poi ,Recentemente ,Infine ", "ha detto,ci ha raccontato,gli rispose,spiega", "«Raccogliete le cime prima di andare, o qualcuno inciampa.»"},
		"pt": {"Ana Souza,Paulo Reis", ",Ontem ,Depois ,Recentemente ,Então ", "disse,nos contou,lhe respondeu,explicou", "“Recolham os cabos antes de sair, ou alguém tropeça.”"},
	} {
		for name := range strings.SplitSeq(frame.names, ",") {
			for opens := range strings.SplitSeq(frame.opens, ",") {
				for verb := range strings.SplitSeq(frame.verbs, ",") {
					clause := name + " " + verb
					if language == "de" { // the verb is second
						clause = verb + " " + name
					}
					text := fmt.Sprintf("%s%s: %s", opens, clause, frame.words)
					a := quotesIn(t, language, text)
					if len(a.Quotes) != 1 || a.Quotes[0].Speaker != name {
						t.Errorf("%d quotations, by %q: %s", len(a.Quotes), speakersOf(a), text)
					}
				}
			}
		}
	}
}

func speakersOf(a article.Article) (list []string) {
	for _, q := range a.Quotes {
		list = append(list, q.Speaker)
	}
	return list
}
