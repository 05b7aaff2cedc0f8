package pdftext_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
	"footnote/pdftext"
)

// Where pdftotext is missing, a PDF is read nearly as well.
func TestPrintPDFLayout(t *testing.T) {
	body, err := os.ReadFile("../testdata/files/harbour.pdf")
	if err != nil {
		t.Fatal(err)
	}
	r := reader.Reader{PDF: func(_ context.Context, pdf []byte) ([]byte, error) {
		var out bytes.Buffer
		err := pdftext.PrintPDFLayout(&out, pdf)
		return out.Bytes(), err
	}}
	a, err := r.Parse(t.Context(), article.Source{Name: "harbour.pdf", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The cats of Brell harbour" || a.Author != "Nell Finch" || a.Published != "2024-05-06" {
		t.Errorf("%q by %q, %q", a.Title, a.Author, a.Published)
	}
	var headings []string
	for _, s := range a.Sections {
		headings = append(headings, s.Heading)
	}
	if want := []string{"Where they came from", "How they are counted", "What the vet says"}; !slices.Equal(headings, want) {
		t.Errorf("headings %q", headings)
	}
	for kind, text := range map[article.Kind]string{
		article.List:  "1. Each pier is walked twice.\n2. A cat that is seen on two piers counts once.",
		article.Table: "Year | Cats | Counted by\n2021 | 61 | Ivo Lark\n",
	} {
		if !slices.ContainsFunc(a.Passages, func(p article.Passage) bool { return p.Kind == kind && strings.HasPrefix(p.Text, text) }) {
			t.Errorf("no %s %q", kind, text)
		}
	}
	if len(a.Quotes) == 0 || a.Quotes[0].Speaker != "Maud Tarrant" {
		t.Errorf("quotations %+v", a.Quotes)
	}
}

// A file that is not a PDF is refused, and does not end the program.
func TestPrintPDFLayoutOfDamaged(t *testing.T) {
	for _, pdf := range []string{"", "%PDF-1.4\n1 0 obj\n", "%PDF-1.7\nstartxref\n9\n%%EOF"} {
		if err := pdftext.PrintPDFLayout(new(bytes.Buffer), []byte(pdf)); err == nil {
			t.Errorf("%q is read", pdf)
		}
	}
}
