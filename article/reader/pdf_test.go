package reader_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"footnote/article"
	"footnote/article/reader"
)

// layout writes pages as pdftotext would, from lines such as “72 100 10 Some
// words”: left edge, top, size, text. All letters are half as wide as they
// are high. “page”, “flow” and “block” begin one; wide gaps between words are
// written as “~” for each three letters.
func layout(t testing.TB, script []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	open := ""
	lines := bufio.NewScanner(bytes.NewReader(script))
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "page":
			fmt.Fprint(&b, open, "<page width=\"600\" height=\"800\">\n<flow>\n<block xMin=\"0\">\n")
			open = "</block>\n</flow>\n</page>\n"
		case line == "flow":
			fmt.Fprint(&b, "</block>\n</flow>\n<flow>\n<block xMin=\"0\">\n")
		case line == "block":
			fmt.Fprint(&b, "</block>\n<block xMin=\"0\">\n")
		case strings.HasPrefix(line, "<"):
			fmt.Fprintln(&b, line)
		case line != "":
			var x, y, size float64
			if _, err := fmt.Sscan(line, &x, &y, &size); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			fmt.Fprintf(&b, "<line xMin=\"%f\">\n", x)
			for _, w := range strings.Fields(line)[3:] {
				x += float64(strings.Count(w, "~")) * 1.5 * size
				if w = strings.Trim(w, "~"); w == "" {
					continue
				}
				end := x + float64(utf8.RuneCountInString(w))*size/2
				fmt.Fprintf(&b, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%s</word>\n", x, y, end, y+size, html.EscapeString(w))
				x = end + size/3
			}
			fmt.Fprintln(&b, "</line>")
			fmt.Fprintln(&b, "</line>")
		}
	}
	fmt.Fprint(&b, open)
	return b.Bytes()
}

// prints acts as a converter that printed out and then failed with err.
func prints(out []byte, err error) reader.Reader {
	return reader.Reader{PDF: func(context.Context, []byte) ([]byte, error) { return out, err }}
}

var somePDF = article.Source{Body: []byte("%PDF-1.7\n")}

// TestLayouts reads the pages in testdata/layouts.
func TestLayouts(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/layouts/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no layouts: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil || len(a.Files) != 2 {
				t.Fatalf("%d parts, %v", len(a.Files), err)
			}
			got := outlineOf(prints(layout(t, a.Files[0].Data), nil).Parse(t.Context(), somePDF))
			compare(t, name, a, got)
		})
	}
}

func TestPDFRefusals(t *testing.T) {
	t.Parallel()
	words := layout(t, []byte("page\n72 72 10 The boats came in at five with the herring.\n"))
	for name, tt := range map[string]struct {
		reader reader.Reader
		want   error
	}{
		"no converter": {reader.Reader{}, article.ErrNoConverter},
		"locked":       {prints(nil, article.ErrLocked), article.ErrLocked},
		"no words":     {prints(layout(t, []byte("page\npage\n")), nil), article.ErrPictures},
		"nothing":      {prints(nil, nil), article.ErrPictures},
		"all":          {prints(words, nil), nil},
		"a part":       {prints(words, article.ErrTooLarge), nil},
	} {
		a, err := tt.reader.Parse(t.Context(), somePDF)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		serious := false
		for _, w := range a.Warnings {
			serious = serious || w.Serious
		}
		if serious != (name == "a part") {
			t.Errorf("%s: warnings %v", name, a.Warnings)
		}
	}
}

func FuzzPDF(f *testing.F) {
	names, _ := filepath.Glob("testdata/layouts/*.txtar")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(layout(f, a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, out []byte) {
		a, err := prints(out, nil).Parse(t.Context(), somePDF)
		wellFormed(t, a, err)
	})
}

func compare(t *testing.T, name string, a *txtar.Archive, got string) {
	t.Helper()
	want := &a.Files[len(a.Files)-1]
	if want.Name != "want" {
		t.Fatal("the last part is not want")
	}
	if *update {
		want.Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != string(want.Data) {
		t.Errorf("read\n%swant\n%s", got, want.Data)
	}
}
