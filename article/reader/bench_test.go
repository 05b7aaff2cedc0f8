package reader_test

import (
	"os"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// sample returns a sample article, many times over.
func sample(b *testing.B, name string, times int) []byte {
	b.Helper()
	text, err := os.ReadFile("../../samples/articles/" + name)
	if err != nil {
		b.Fatal(err)
	}
	return []byte(strings.Repeat(string(text)+"\n\n", times))
}

func benchmarkParse(b *testing.B, name string, body []byte) {
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := reader.Parse(article.Source{Name: name, Body: body}); err != nil {
			b.Fatal(err)
		}
	}
}

// The figures in MB/s are of everything that reading does: sections,
// sentences, language, quotations, people.
func BenchmarkParseText(b *testing.B)     { benchmarkParse(b, "a.txt", sample(b, "lecun.txt", 1)) }
func BenchmarkParseLongText(b *testing.B) { benchmarkParse(b, "a.txt", sample(b, "lecun.txt", 200)) }
func BenchmarkParseMarkdown(b *testing.B) { benchmarkParse(b, "a.md", sample(b, "eddystone.md", 1)) }
func BenchmarkParseHTML(b *testing.B)     { benchmarkParse(b, "a.html", sample(b, "earthworms.html", 1)) }
