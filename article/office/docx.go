package office

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
	"footnote/article/plain"
)

// A docxReader turns the main part of a DOCX file into blocks. The parts are
// described in ECMA-376, part 1, chapter 17.
type docxReader struct {
	styles docxStyles
	lists  docxLists
	notes  map[string]string // texts of footnotes and endnotes, by kind and id
	title  string
	author string
	date   string
	blocks []draft.Block

	cited  []string    // notes that were referred to since the last heading
	number int         // number of the last note
	fields []docxField // begun and not ended, the innermost last
	level  int         // of the last heading with a heading style, 0 before the first
	list   string      // list that the last block belongs to, "" if none
	carry  string      // text of a paragraph that continues in the next one
	depth  int         // of nested tables and text boxes
}

// readDOCX reads a file of Word or of another program that writes its format.
// Deleted and hidden text, instructions of fields, comments, page headers and
// tables of contents are left out. Footnotes follow their section, as a list.
func readDOCX(z *zipped) (draft.Document, error) {
	main := docxMain(z)
	part, err := z.part(main)
	if err != nil && len(part) == 0 {
		return draft.Document{}, err
	}
	folder := main[:strings.LastIndexByte(main, '/')+1]
	r := docxReader{notes: map[string]string{}}
	if r.styles, err = readDOCXStyles(z, folder+"styles.xml"); err != nil {
		return draft.Document{}, err
	}
	if r.lists, err = readDOCXLists(z, folder+"numbering.xml"); err != nil {
		return draft.Document{}, err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := r.readNotes(z, folder, kind); err != nil {
			return draft.Document{}, err
		}
	}
	x := readXML(part)
	r.body(x)
	r.endCarry()
	r.endSection()
	doc := draft.Document{Title: r.title, Author: r.author, Published: r.date, Blocks: r.blocks}
	if damage := x.damage(); damage != nil {
		if len(doc.Blocks) == 0 {
			return doc, fmt.Errorf("%w: %w", article.ErrDamaged, damage)
		}
		doc.Warnings = append(doc.Warnings, warnDamaged)
	}
	plain.FindHeadings(doc.Blocks)
	if err := readCore(&doc, z); err != nil {
		return draft.Document{}, err
	}
	return doc, nil
}

// warnDamaged is for the rest of a damaged file.
var warnDamaged = article.Warning{Text: "The file is damaged, and only a part of it could be read.", Serious: true}

// docxMain returns the name of the part that holds the text, or "" if z is not
// a DOCX file: spreadsheets and slides have such a part as well.
func docxMain(z *zipped) string {
	main := ""
	if z.has("word/document.xml") {
		main = "word/document.xml"
	}
	rels, _ := z.part("_rels/.rels")
	x := readXML(rels)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) {
			if target := xmlAttr(e, "Target"); strings.HasSuffix(xmlAttr(e, "Type"), "/officeDocument") && z.has(target) && strings.HasPrefix(path.Base(target), "document") {
				main = partName(target)
			}
		})
	})
	return main
}

// readNotes reads the footnotes or endnotes of a file.
func (r *docxReader) readNotes(z *zipped, folder, kind string) error {
	part, err := z.part(folder + kind + "s.xml")
	if err != nil && len(part) == 0 {
		return err
	}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) {
			if t := xmlAttr(e, "type"); t != "" && t != "normal" { // the line above the notes
				return
			}
			r.notes[kind+xmlAttr(e, "id")] = r.flat(x)
		})
	})
	return nil
}

// flat reads the blocks inside an element as one line.
func (r *docxReader) flat(x *xmlReader) string {
	inner := r.within(x)
	var lines []string
	for _, b := range inner {
		lines = append(lines, lang.OneLine(b.Text))
	}
	return strings.Join(lines, " ")
}

// within reads the blocks inside an element separately from those around it.
func (r *docxReader) within(x *xmlReader) []draft.Block {
	outer, carry := r.blocks, r.carry
	r.blocks, r.carry = nil, ""
	r.depth++
	r.body(x)
	r.endCarry()
	r.depth--
	inner := r.blocks
	r.blocks, r.carry = outer, carry
	return inner
}

// body reads the paragraphs and tables inside an element.
func (r *docxReader) body(x *xmlReader) {
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "p":
			r.paragraph(x)
		case "tbl":
			if r.depth < maxTableDepth {
				r.table(x)
			} else {
				r.body(x)
			}
		case "sdt":
			content(x, func() { r.body(x) })
		case "AlternateContent":
			alternative(x, func() bool {
				before := len(r.blocks)
				r.body(x)
				return len(r.blocks) > before
			})
		case "document", "body", "customXml", "smartTag", "ins", "moveTo", "tr", "tc":
			r.body(x)
		}
	})
}

// maxTableDepth is the deepest nesting of tables and text boxes at which cells
// are read separately. Layouts of newsletters reach five.
const maxTableDepth = 8

// content reads a content control if its content is the author's: not a table
// of contents, not “Click here to enter text”.
func content(x *xmlReader, read func()) {
	foreign := false
	x.children(func(e xml.StartElement) {
		switch {
		case e.Name.Local == "sdtPr":
			x.descend(func(e xml.StartElement) {
				foreign = foreign || e.Name.Local == "showingPlcHdr" ||
					e.Name.Local == "docPartGallery" && xmlAttr(e, "val") == "Table of Contents"
			})
		case e.Name.Local == "sdtContent" && !foreign:
			read()
		}
	})
}

// alternative reads the forms that a file has of the same content, best first,
// until one of them has text.
func alternative(x *xmlReader, read func() bool) {
	found := false
	x.children(func(e xml.StartElement) {
		if !found && (e.Name.Local == "Choice" || e.Name.Local == "Fallback") {
			found = read()
		}
	})
}

// endSection appends the notes of the section that ends.
func (r *docxReader) endSection() {
	if len(r.cited) == 0 || r.depth > 0 {
		return
	}
	r.blocks = append(r.blocks, draft.Block{Kind: article.List, Text: strings.Join(r.cited, "\n")})
	r.cited = nil
}

// cite records a reference to a note.
func (r *docxReader) cite(kind, id string) {
	note := r.notes[kind+id]
	if note == "" {
		return
	}
	delete(r.notes, kind+id)
	r.number++
	r.cited = append(r.cited, strconv.Itoa(r.number)+". "+note)
}
