package office

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// An epubBook is the content of the package document of an EPUB file, as
// described in EPUB 3.3, chapter 5, and earlier in OPF 2.0.
type epubBook struct {
	title, date, language string
	creators              []epubCreator
	items                 map[string]epubItem // by id
	spine                 []string            // ids in reading order
	aside                 map[string]bool     // names of parts that are not text: cover, table of contents
	ncx                   string              // id of the table of contents of EPUB 2
	labels                map[string]string   // headings in the table of contents, by name of part

	elements int  // of the chapters read so far
	cut      bool // it has more than maxChapters
}

type epubItem struct {
	name       string // of the part
	mediaType  string
	properties string
}

type epubCreator struct {
	id, name string
	role     string // MARC relator code: aut, edt, ill; "" if not given
}

// maxChapters is the most files of a book's text.
const maxChapters = 5000

// readEPUB reads a book: its chapters in order, without cover, table of
// contents and copyright page. Notes stay where the book has them.
func readEPUB(z *zipped) (draft.Document, error) {
	b, err := readPackage(z)
	if err != nil {
		return draft.Document{}, err
	}
	if locked := lockedParts(z); locked != nil {
		for _, id := range b.spine {
			if locked[b.items[id].name] {
				return draft.Document{}, fmt.Errorf("%w: a book with copy protection", article.ErrLocked)
			}
		}
	}
	doc := draft.Document{Title: b.title, Author: b.author(), Language: lang.LanguageCode(b.language)}
	doc.Published, _ = lang.FindDate(strings.Replace(b.date, "T", " ", 1))
	if b.cut {
		doc.Warnings = append(doc.Warnings, draft.WarnCut)
	}
	b.readContents(z)
	for _, id := range b.spine {
		blocks, err := b.chapter(z, b.items[id])
		if err != nil && blocks == nil {
			return draft.Document{}, err
		}
		if err != nil && !slices.Contains(doc.Warnings, warnDamaged) {
			doc.Warnings = append(doc.Warnings, warnDamaged)
		}
		doc.Blocks = append(doc.Blocks, blocks...)
	}
	for len(doc.Blocks) > 0 && doc.Blocks[0].Level > 0 && strings.EqualFold(draft.FoldLine(lang.OneLine(doc.Blocks[0].Text)), draft.FoldLine(doc.Title)) {
		doc.Blocks = doc.Blocks[1:]
	}
	if len(doc.Blocks) == 0 {
		return draft.Document{}, fmt.Errorf("%w: a book without text", article.ErrNoText)
	}
	return doc, nil
}

// readPackage finds and reads the package document.
func readPackage(z *zipped) (*epubBook, error) {
	container, err := z.part("META-INF/container.xml")
	if err != nil {
		return nil, err
	}
	name := ""
	x := readXML(container)
	x.descend(func(e xml.StartElement) {
		if e.Name.Local == "rootfile" && name == "" {
			name = xmlAttr(e, "full-path")
		}
	})
	part, err := z.part(name)
	if err != nil {
		return nil, err
	}
	if part == nil {
		return nil, fmt.Errorf("%w: a book without a list of its parts", article.ErrDamaged)
	}
	b := &epubBook{items: map[string]epubItem{}, aside: map[string]bool{}, labels: map[string]string{}}
	x = readXML(part)
	b.readOPF(x, path.Dir(partName(name)))
	if err := x.damage(); err != nil && len(b.spine) == 0 {
		return nil, fmt.Errorf("%w: %w", article.ErrDamaged, err)
	}
	return b, nil
}

func (b *epubBook) readOPF(x *xmlReader, folder string) {
	x.descend(func(e xml.StartElement) {
		id := xmlAttr(e, "id")
		switch e.Name.Local {
		case "title":
			b.title = lang.FirstNonBlank(b.title, lang.OneLine(x.text()))
		case "language":
			b.language = lang.FirstNonBlank(b.language, lang.OneLine(x.text()))
		case "date":
			if event := xmlAttr(e, "event"); event == "" || strings.HasSuffix(event, "publication") || b.date == "" {
				b.date = x.text()
			}
		case "creator":
			if len(b.creators) == maxAuthors {
				return
			}
			b.creators = append(b.creators, epubCreator{id: id, role: xmlAttr(e, "role"), name: lang.OneLine(x.text())})
		case "meta":
			b.refine(x, e)
		case "item":
			b.items[id] = epubItem{partAt(folder, xmlAttr(e, "href")), xmlAttr(e, "media-type"), " " + xmlAttr(e, "properties") + " "}
		case "spine":
			b.ncx = xmlAttr(e, "toc")
		case "itemref":
			if b.cut = len(b.spine) == maxChapters; !b.cut {
				b.spine = append(b.spine, xmlAttr(e, "idref"))
			}
		case "reference":
			switch xmlAttr(e, "type") {
			case "cover", "toc", "title-page", "copyright-page", "other.copyright", "loi", "lot":
				b.aside[partAt(folder, xmlAttr(e, "href"))] = true
			}
		}
	})
}

// maxAuthors is the most authors of a book.
const maxAuthors = 20

// refine reads the properties that EPUB 3 adds to the name of a creator.
func (b *epubBook) refine(x *xmlReader, e xml.StartElement) {
	if xmlAttr(e, "property") != "role" {
		return
	}
	for i, c := range b.creators {
		if c.id != "" && xmlAttr(e, "refines") == "#"+c.id {
			b.creators[i].role = lang.OneLine(x.text())
			return
		}
	}
}

// author returns the names of the authors of the book, or if there are none, of
// the other people who made it.
func (b *epubBook) author() string {
	var names, others []string
	for _, c := range b.creators {
		if c.name == "" || strings.EqualFold(c.name, "unknown") {
			continue
		}
		if c.role == "" || c.role == "aut" {
			names = append(names, c.name)
		} else {
			others = append(others, c.name)
		}
	}
	if len(names) == 0 {
		names = others
	}
	return strings.Join(names, ", ")
}

// partAt returns the name of the part that a link in folder leads to.
func partAt(folder, link string) string {
	link, _, _ = strings.Cut(link, "#")
	if plain, err := url.PathUnescape(link); err == nil {
		link = plain
	}
	return partName(path.Join(folder, link))
}

// lockedParts returns the parts of a book that are encrypted. Many books
// without copy protection have obfuscated fonts.
func lockedParts(z *zipped) map[string]bool {
	part, _ := z.part("META-INF/encryption.xml")
	if part == nil {
		return nil
	}
	locked := map[string]bool{}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(xml.StartElement) {
			scrambled, name := false, ""
			x.descend(func(e xml.StartElement) {
				switch e.Name.Local {
				case "EncryptionMethod":
					method := xmlAttr(e, "Algorithm")
					scrambled = scrambled || strings.HasSuffix(method, "/embedding") || strings.HasSuffix(method, "/enc#RC")
				case "CipherReference":
					name = partAt("", xmlAttr(e, "URI"))
				}
			})
			if !scrambled {
				locked[name] = true
			}
		})
	})
	return locked
}
