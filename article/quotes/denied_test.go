package quotes_test

import (
	"os"
	"strings"
	"testing"

	"footnote/article"
)

// Each case follows a paragraph that sets the language and names the people.
var deniedSettings = map[string]string{
	"en": "The harbour of Ballycove is old, and the wind has been cold there since the winter. Nora Quinn is the harbour master, and Ivo Marsh builds the boats that the fishermen use.",
	"de": "Der Hafen von Norderau ist alt, und seit dem Winter weht dort ein kalter Wind. Anna Krüger leitet den Hafen, und sie kennt die Boote der Fischer.",
	"fr": "Le port de Brévan est ancien, et le vent y est froid depuis l’hiver. Claire Dubois dirige le port, et elle connaît les bateaux des pêcheurs.",
	"es": "El puerto de Rocamar es antiguo, y el viento es frío allí desde el invierno. Elena Romero dirige el puerto, y conoce los barcos de los pescadores.",
}

// Words that a text denies or imagines are marked, and those that only look
// so are not: to call a quotation denied costs as much as to miss one.
func TestDenied(t *testing.T) {
	for language, setting := range deniedSettings {
		body, err := os.ReadFile("testdata/denied/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		cases, found := 0, 0
		for line := range strings.Lines(string(body)) {
			sign, text, _ := strings.Cut(strings.TrimSpace(line), " ")
			if sign != "-" && sign != "+" {
				continue
			}
			a := parseText(t, setting+"\n\n"+strings.ReplaceAll(text, "¶", "\n\n"))
			cases++
			if len(a.Quotes) > 0 {
				found++ // nothing else can be denied
			}
			for _, q := range a.Quotes {
				checkParts(t, a, q)
				if q.Denied() != (sign == "-") {
					t.Errorf("%s: denied %v, by %q: %s", a.Language, q.Denied(), q.Speaker, text)
				}
				if q.Denied() && article.Span.Of(q.Denial.Span, a.Passages[q.Denial.Passage].Text) == "" {
					t.Errorf("%s: no sentence denies %s", a.Language, text)
				}
			}
		}
		if found*5 < cases*4 {
			t.Errorf("%s: a quotation in %d of %d cases", language, found, cases)
		}
	}
}
