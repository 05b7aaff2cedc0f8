package cli

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// minRight are how many of the questions of testdata/community must go
// right, of 235 with an answer and 48 without. They are what was reached, but
// for a few: a better way of ranking may still lose some and win others.
var minRight = map[string]int{"passage first": 209, "its sentence": 198, "answered": 218, "refused": 27}

// TestCommunity asks a library of small articles, such as a community keeps,
// what people type on their phones. -v lists what goes wrong.
func TestCommunity(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	footnote(t, "", "add", "--data", data, "../testdata/community/articles")
	file, err := os.ReadFile("../testdata/community/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var questions [][]string // kind, question, parts of titles, pieces of answers
	var asked strings.Builder
	for line := range strings.Lines(string(file)) {
		if fields := strings.Split(strings.TrimRight(line, "\n"), "\t"); line[0] != '#' {
			questions = append(questions, fields)
			asked.WriteString(fields[1] + "\n")
		}
	}
	answers := json.NewDecoder(strings.NewReader(footnote(t, asked.String(), "ask", "--data", data, "--stdin", "--json")))
	right := map[string]int{}
	for _, q := range questions {
		var a struct {
			Answered bool
			Results  []struct {
				Article           struct{ Title string }
				Passage, Sentence string
			}
		}
		if err := answers.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if q[0] == "off" || q[0] == "near" {
			if !a.Answered {
				right["refused"]++
			}
			continue
		}
		has := func(text, pieces string) bool {
			return slices.ContainsFunc(strings.Split(pieces, "||"), func(piece string) bool { return strings.Contains(text, piece) })
		}
		if a.Answered {
			right["answered"]++
		}
		switch {
		case len(a.Results) == 0:
			t.Logf("%s: nothing", q[1])
		case !has(a.Results[0].Article.Title, q[2]) || !has(a.Results[0].Passage, q[3]):
			t.Logf("%s: %s: %q, want %q", q[1], a.Results[0].Article.Title, a.Results[0].Sentence, q[3])
		case !has(a.Results[0].Sentence, q[3]):
			t.Logf("%s: sentence %q, want %q", q[1], a.Results[0].Sentence, q[3])
			right["passage first"]++
		default:
			right["passage first"]++
			right["its sentence"]++
		}
	}
	for what, least := range minRight {
		t.Logf("%s: %d", what, right[what])
		if right[what] < least {
			t.Errorf("%s: %d, want at least %d", what, right[what], least)
		}
	}
}
