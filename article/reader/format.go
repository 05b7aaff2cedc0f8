package reader

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"path"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
	"footnote/article/plain"
)

// A format is a file format.
type format int

const (
	textFormat format = iota
	markdownFormat
	htmlFormat
	zipFormat // DOCX, EPUB, or an archive that can't be read
	pdfFormat
	binaryFormat // not text
)

// magic lists the first bytes of file formats that are not text.
var magic = []struct{ prefix, what string }{
	{"\x89PNG", "a picture (PNG)"},
	{"\xff\xd8\xff", "a picture (JPEG)"},
	{"GIF87a", "a picture (GIF)"},
	{"GIF89a", "a picture (GIF)"},
	{"BM", ""}, // distinguished from text by its NUL bytes below
	{"PK\x03\x04", "a ZIP archive or an office document"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\x1f\x8b", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ", "an xz archive"},
	{"7z\xbc\xaf", "a 7-Zip archive"},
	{"Rar!\x1a", "a RAR archive"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x00asm", "a program"},
	{"\xd0\xcf\x11\xe0", "an old office document"},
	{"{\\rtf", "an RTF document"},
	{"ID3", "a sound file"},
	{"OggS", "a sound file"},
	{"fLaC", "a sound file"},
	{"\x1aE\xdf\xa3", "a film"},
	{"SQLite format 3", "a database"},
}

// binary names the format of body if it is not text; it returns "" if it may
// be.
func binary(body []byte) string {
	for _, m := range magic {
		if m.what != "" && bytes.HasPrefix(body, []byte(m.prefix)) {
			return m.what
		}
	}
	if len(body) > 12 {
		switch {
		case string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP":
			return "a picture (WebP)"
		case string(body[:4]) == "RIFF":
			return "a sound file or a film"
		case string(body[4:8]) == "ftyp":
			return "a film or a picture"
		}
	}
	if draft.UTF16(body) != nil {
		return ""
	}
	head := body[:min(len(body), draft.SniffLen)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	if nuls := bytes.Count(head, []byte{0}); nuls > maxNULs && nuls*oneNULIn > len(head) || float64(controls) > draft.MaxControls*float64(len(head)) {
		return "a file for programs, not for readers"
	}
	return ""
}

// A text may have maxNULs, or one in so many bytes: broken programs write them.
const (
	maxNULs  = 2
	oneNULIn = 200
)

// refuseBinary returns the error for a body that is not text. An office
// document with a password is an old office document around its encrypted
// bytes.
func refuseBinary(body []byte) error {
	if bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0")) && bytes.Contains(body, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
		return fmt.Errorf("%w: an office document with a password", article.ErrLocked)
	}
	return fmt.Errorf("%w: it looks like %s", article.ErrNotText, binary(body))
}

var (
	looksHTML     = lang.NewPattern(`(?i)^\s*(<!--[\s\S]*?-->\s*)*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|article|main|div|section|p|h1)[\s>]`)
	looksMarkdown = lang.NewPattern(`(?m)^#{1,6} \S.*$|^\S.*\[[^\]\n]+\]\(https?://[^)\s]+\)`)
)

// formatOf returns the format of src. A file that is not text is recognized by
// its first bytes, whatever its name. For a text, the declared type counts,
// then its name, then its first kilobytes. A text declared as plain text is a
// page if it begins like one.
func formatOf(src article.Source) format {
	switch {
	case bytes.HasPrefix(src.Body, []byte("PK\x03\x04")):
		return zipFormat
	case bytes.HasPrefix(src.Body, []byte("%PDF-")):
		return pdfFormat
	}
	head := src.Body[:min(len(src.Body), draft.SniffLen)]
	if binary(src.Body) != "" {
		if looksHTML.Get().Match(bytes.TrimLeft(head, "\x00")) { // programs put NUL bytes into pages
			return htmlFormat
		}
		return binaryFormat
	}
	media, _, _ := mime.ParseMediaType(src.MediaType)
	switch {
	case media == "text/html" || media == "application/xhtml+xml":
		return htmlFormat
	case media == "text/markdown" || media == "text/x-markdown":
		return markdownFormat
	}
	switch strings.ToLower(path.Ext(src.Name)) {
	case ".html", ".htm", ".xhtml":
		return htmlFormat
	case ".md", ".markdown", ".mdown":
		return markdownFormat
	}
	if e := draft.UTF16(head); e != nil {
		head, _ = e.NewDecoder().Bytes(head[:len(head)&^1])
	}
	switch {
	case looksHTML.Get().Match(bytes.TrimPrefix(head, []byte("\ufeff"))):
		return htmlFormat
	case plain.HasFrontMatter(string(head)):
		return markdownFormat
	case media == "" && src.Name == "" && looksMarkdown.Get().Match(head):
		return markdownFormat
	}
	return textFormat
}

var looksXML = lang.NewPattern(`^\s*<(?:\?xml|svg|rss|feed|opml|urlset|rdf:RDF)\b`)

// data names the data format of text if it is only for programs, "" if not.
func data(text string) string {
	head := text[:min(len(text), draft.SniffLen)]
	if looksXML.Get().MatchString(head) {
		return "XML"
	}
	if start := strings.TrimLeft(head, " \t\r\n"); !strings.HasPrefix(start, "{") && !strings.HasPrefix(start, "[") {
		return ""
	}
	var value json.RawMessage
	d := json.NewDecoder(strings.NewReader(text))
	if d.Decode(&value) != nil {
		return ""
	}
	if err := d.Decode(&value); err != nil && err != io.EOF { // “[1] A note”
		return ""
	}
	return "JSON"
}

// What the source of a text begins with or is full of: commands of LaTeX,
// requests of roff, headings and templates of a wiki.
var (
	latexSource = lang.NewPattern(`(?m)^[ \t]*\\(?:documentclass\b|usepackage\b|begin\{document\})`)
	roffSource  = lang.NewPattern(`\A(?:[.']\\"[^\n]*\n|\s*\n)*\.(?:TH|Dd|Dt|SH|de|so)\s`)
	wikiHeading = lang.NewPattern(`(?m)^={2,5}[ \t]*[^=\s][^=\n]*={2,5}[ \t]*$`)
	wikiMarkup  = lang.NewPattern(`(?m)^\{\||\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|'{3}[^'\n]+'{3}|</?ref\b`)
)

// minWikiMarks is the least number of links, templates and other marks that
// make a text with a wiki's heading a wiki's source.
const minWikiMarks = 3

// sourceIn names the markup language whose source a text is, "" if it is not
// source.
func sourceIn(text string) string {
	head := text[:min(len(text), draft.SniffLen)]
	switch {
	case latexSource.Get().MatchString(head):
		return "LaTeX"
	case roffSource.Get().MatchString(head):
		return "roff"
	}
	marks := len(wikiMarkup.Get().FindAllString(head, 2*minWikiMarks))
	if marks >= minWikiMarks && wikiHeading.Get().MatchString(head) || strings.HasPrefix(head, "{{") && marks >= 2*minWikiMarks {
		return "a wiki's markup"
	}
	return ""
}
