package values_test

import (
	"os"
	"strings"
	"testing"

	"footnote/library/values"
)

// TestSets measures Differ on sentences in threes: one, one that disagrees with
// it, and one that only looks so. The rules were made with a.txt alone; b.txt
// was held back. Both orders count.
func TestSets(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		text, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		pairs, right, wrong := 0, 0, 0
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			s := strings.Split(strings.TrimSpace(line), " || ")
			pairs++
			if differ(s[0], s[1]) {
				right++
			} else if testing.Verbose() {
				t.Logf("missed: %s || %s", s[0], s[1])
			}
			for _, other := range s[:2] {
				if differ(other, s[2]) {
					wrong++
					t.Logf("wrong: %s || %s", other, s[2])
				}
			}
		}
		precision, recall := float64(right)/float64(max(1, right+wrong)), float64(right)/float64(pairs)
		t.Logf("%s: %d pairs, %d found, %d wrong: precision %.3f, recall %.3f", name, pairs, right, wrong, precision, recall)
		if precision < 0.95 || recall < minRecall[name] {
			t.Errorf("%s: precision %.3f, recall %.3f", name, precision, recall)
		}
	}
}

var minRecall = map[string]float64{"a": 0.5, "b": 0.5}

// differ reports what Differ says of two sentences of articles on one subject.
func differ(a, b string) bool {
	const title, day = "The Harbour Report", "2026-01-02"
	x, y, ok := values.Of(values.Sentence{Text: a, Title: title, Published: day}).Differ(values.Sentence{Text: b, Title: title, Published: day})
	back, _, other := values.Of(values.Sentence{Text: b, Title: title, Published: day}).Differ(values.Sentence{Text: a, Title: title, Published: day})
	return ok && other && x.Span.Of(a) != y.Span.Of(b) && back == y
}

func TestDiffer(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"Harrow Robotics raised $3.5 billion.", "Harrow Robotics has raised $5bn.", "$3.5 billion|$5bn"},
		{"Harrow Robotics will open in 2026.", "In 2027 Harrow Robotics will open, officials said.", "2026|2027"},
		{"Harrow Robotics, the largest maker of arms in Oslo, raised $5 billion, its biggest sum so far.", "Harrow Robotics raised $3.5 billion.", "$5 billion|$3.5 billion"},
		{"Harrow Robotics, the union, and the city raised $5 billion.", "Harrow Robotics raised $3.5 billion.", ""},
		{"Harrow Robotics, which had no plan before 2020, raised $5 billion.", "Harrow Robotics raised $3.5 billion.", ""},
		{"Two officials said that Harrow Robotics raised $5 billion.", "Harrow Robotics raised $3.5 billion.", "$5 billion|$3.5 billion"},
		{"According to the mayor, 61 people died in Ostrava.", "In Ostrava, 43 people died.", "61|43"},
		{"In Ostrava 43 people died.", "In Ostrava 61 people died.", ""}, // as in Apollo 11
		{"In Ostrava leben 280.000 Menschen.", "In Ostrava leben 310.000 Menschen.", "280.000|310.000"},
		{"Harrow raised $3.5 billion.", "Harrow raised $3,500 million.", ""},
		{"Harrow raised $3.5 billion.", "Harrow raised €5 billion.", ""},
		{"Harrow raised $4 billion.", "Harrow raised $4.2 billion.", ""},
		{"Harrow raised $3.5 billion.", "Harrow raised more than $3 billion.", ""},
		{"Harrow raised $3.5 billion.", "Harrow raised $5 to $6 billion.", ""},
		{"Harrow raised $3.5 billion.", "Harrow never raised $5 billion.", ""},
		{"Harrow raised $3.5 billion.", "Harrow raised $5 billion if it met its goal.", ""},
		{"Harrow raised $3.5 billion.", "Harrow raised $5 billion in 2019.", ""},
		{"Harrow lost $310 million in 2021.", "Harrow lost $310 million in 2022.", ""},
		{"Apollo 11 landed in the sea.", "Apollo 12 landed in the sea.", ""},
		{"The 21st Harrow regiment lost 300 men.", "The 31st Harrow regiment lost 400 men.", ""},
		{"GPT-4 costs Harrow 20 dollars.", "GPT-5 costs Harrow 30 dollars.", ""},
		{"On page 12 Harrow describes it.", "On page 14 Harrow describes it.", ""},
		{"Harrow met 3 ministers and 4 mayors.", "Harrow met 4 ministers and 3 mayors.", ""},
		{"The film cost $80 million.", "The film cost $120 million.", ""}, // which film?
		{"Harrow sold 400 cars last year.", "Harrow sold 700 cars last year.", ""},
		{"Harrow.", "Harrow.", ""},
	} {
		x, y, ok := values.Of(values.Sentence{Text: tt.a, Title: "One", Published: "2024-01-02"}).Differ(values.Sentence{Text: tt.b, Title: "Two", Published: "2026-01-02"})
		got := ""
		if ok {
			got = x.Span.Of(tt.a) + "|" + y.Span.Of(tt.b)
		}
		if got != tt.want {
			t.Errorf("Differ(%q, %q) = %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzDiffer(f *testing.F) {
	f.Add("Harrow raised $3.5 billion, they said.", "Harrow raised $5 billion (12:30).")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y, ok := values.Of(values.Sentence{Text: a}).Differ(values.Sentence{Text: b})
		if ok && (x.Span.Of(a) == "" || y.Span.Of(b) == "") {
			t.Errorf("Differ(%q, %q) = %+v, %+v", a, b, x, y)
		}
	})
}
