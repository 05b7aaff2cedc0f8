package reader

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/lang"
)

const evaluation = "../../../shared/eval"

var word = regexp.MustCompile(`[\pL\pN]+`)

// TestNothingIsLost counts the words of real texts before and after reading:
// only the page around an article may go.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(evaluation); err != nil {
		t.Skip("SKIPPED: lay the evaluation sets in ../shared/eval, next to the project, and run the tests again")
	}
	files, _ := filepath.Glob(evaluation + "/*/*/articles/*.txt")
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkLoss(t, file, article.Source{Body: body, Name: filepath.Base(file)})
	}
	corpora, _ := filepath.Glob(evaluation + "/retrieval/*/corpus.jsonl")
	for _, file := range corpora {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var doc struct{ ID, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
				t.Fatal(err)
			}
			checkLoss(t, file+" "+doc.ID, article.Source{Body: []byte(doc.Text), Title: doc.Title, MediaType: "text/plain"})
		}
	}
}

// checkLoss compares the words of src with those of its reading. Numbers of
// lists may be written again, and the byline moves to the article's fields.
func checkLoss(t *testing.T, name string, src article.Source) {
	t.Helper()
	a, err := Parse(src)
	if err != nil {
		if strings.TrimSpace(string(src.Body)) != "" {
			t.Errorf("%s: %v", name, err)
		}
		return
	}
	var out strings.Builder
	out.WriteString(a.Title + " " + a.Author)
	for _, s := range a.Sections {
		out.WriteString(" " + s.Heading)
	}
	for _, p := range a.Passages {
		out.WriteString(" " + p.Text)
	}
	left := map[string]int{}
	for _, w := range word.FindAllString(out.String(), -1) {
		left[w]++
	}
	lost := []string{}
	for _, w := range word.FindAllString(lang.Clean(string(src.Body), false), -1) {
		if left[w]--; left[w] == -1 {
			lost = append(lost, w)
		}
	}
	if len(lost) > 50 { // a list of related articles may go
		t.Errorf("%s: lost %d words: %q", name, len(lost), lost[:min(len(lost), 12)])
	}
}
