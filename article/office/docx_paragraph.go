package office

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// A docxParagraph is a paragraph of a DOCX file that is being read.
type docxParagraph struct {
	text  strings.Builder
	bold  int           // number of bold letters
	boxes []draft.Block // text boxes anchored to it

	style  string
	num    docxNum
	level  int  // of a heading by the paragraph's own property, 0 if only its style counts
	joined bool // it continues in the next one: its end is deleted, or it is a large first letter
}

// A docxField is a field, such as a link or a page number: instructions to the
// program, then the resulting text.
type docxField struct {
	instructing bool
	contents    bool // a table of contents or an index
}

// paragraph reads a paragraph and the text boxes anchored to it.
func (r *docxReader) paragraph(x *xmlReader) {
	p := docxParagraph{level: -1}
	p.text.WriteString(r.carry)
	r.carry = ""
	r.inParagraph(x, &p)
	p.takeInitial()
	if p.joined && p.text.Len() < draft.MaxBlock {
		r.carry = p.text.String()
	} else {
		r.addParagraph(&p)
	}
	if len(p.boxes) > 0 {
		r.list = ""
		r.blocks = append(r.blocks, p.boxes...)
	}
}

// takeInitial moves the large first letter of a paragraph to its words, if it
// is in a text box of its own.
func (p *docxParagraph) takeInitial() {
	if len(p.boxes) != 1 || utf8.RuneCountInString(p.boxes[0].Text) != 1 {
		return
	}
	text := p.text.String()
	letter, _ := utf8.DecodeRuneInString(p.boxes[0].Text)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " "))
	if unicode.IsUpper(letter) && unicode.IsLower(next) {
		p.text.Reset()
		p.text.WriteString(p.boxes[0].Text + text)
		p.boxes = nil
	}
}

// endCarry adds a paragraph that was to be continued and is the last.
func (r *docxReader) endCarry() {
	if text := r.carry; text != "" {
		r.carry = ""
		r.add(article.Paragraph, text)
	}
}

// inParagraph reads the content of a paragraph, or of a part of it.
func (r *docxReader) inParagraph(x *xmlReader, p *docxParagraph) {
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pPr":
			r.paragraphProperties(x, p)
		case "r":
			r.run(x, p)
		case "fldSimple":
			if !isContentsField(xmlAttr(e, "instr")) {
				r.inParagraph(x, p)
			}
		case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "subDoc":
			r.inParagraph(x, p)
		case "sdt":
			content(x, func() { r.inParagraph(x, p) })
		case "AlternateContent":
			r.choose(x, p, r.inParagraph)
		case "oMath", "oMathPara":
			x.descend(func(e xml.StartElement) {
				if e.Name.Local == "t" {
					r.write(p, x.text(), false)
				}
			})
		}
	})
}

// choose reads one of the forms of the same content inside a paragraph.
func (r *docxReader) choose(x *xmlReader, p *docxParagraph, read func(*xmlReader, *docxParagraph)) {
	alternative(x, func() bool {
		before := p.text.Len() + len(p.boxes)
		read(x, p)
		return p.text.Len()+len(p.boxes) > before
	})
}

func (r *docxReader) paragraphProperties(x *xmlReader, p *docxParagraph) {
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pStyle":
			p.style = xmlAttr(e, "val")
			if role, _ := r.styles.role(p.style); role == "heading" {
				r.fields = nil // a field that was never ended must not hide the rest
			}
		case "numPr":
			p.num = readNumPr(x)
		case "outlineLvl":
			p.level = outlineLevel(e)
		case "framePr":
			cap := xmlAttr(e, "dropCap")
			p.joined = p.joined || cap == "drop" || cap == "margin"
		case "rPr":
			x.children(func(e xml.StartElement) {
				p.joined = p.joined || e.Name.Local == "del" || e.Name.Local == "moveFrom"
			})
		}
	})
}

// run reads a run: text with the same formatting.
func (r *docxReader) run(x *xmlReader, p *docxParagraph) {
	bold, hidden := false, false
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "rPr":
			x.children(func(e xml.StartElement) {
				switch e.Name.Local {
				case "b":
					bold = isOn(e)
				case "vanish", "webHidden":
					hidden = hidden || isOn(e)
				}
			})
		case "fldChar":
			r.field(xmlAttr(e, "fldCharType"))
		case "instrText":
			if n := len(r.fields); n > 0 && isContentsField(x.text()) {
				r.fields[n-1].contents = true
			}
		}
		if !hidden && r.shown() {
			r.inRun(x, e, p, bold)
		}
	})
}

func (r *docxReader) inRun(x *xmlReader, e xml.StartElement, p *docxParagraph, bold bool) {
	switch e.Name.Local {
	case "t":
		r.write(p, x.text(), bold)
	case "tab", "ptab":
		p.text.WriteByte('\t')
	case "br", "cr":
		p.text.WriteByte('\n')
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "footnoteReference":
		r.cite("footnote", xmlAttr(e, "id"))
	case "endnoteReference":
		r.cite("endnote", xmlAttr(e, "id"))
	case "ruby":
		x.children(func(e xml.StartElement) {
			if e.Name.Local == "rubyBase" {
				r.inParagraph(x, p)
			}
		})
	case "AlternateContent":
		r.choose(x, p, r.drawing)
	case "drawing", "pict", "object":
		r.drawing(x, p)
	}
}

// drawing reads the text boxes of a drawing.
func (r *docxReader) drawing(x *xmlReader, p *docxParagraph) {
	x.descend(func(e xml.StartElement) {
		if e.Name.Local == "txbxContent" {
			p.boxes = append(p.boxes, r.within(x)...)
		}
	})
}

func (r *docxReader) write(p *docxParagraph, text string, bold bool) {
	p.text.WriteString(text)
	if bold || strings.TrimSpace(text) == "" {
		p.bold += len(text)
	}
}

// field handles the marks of fields.
func (r *docxReader) field(mark string) {
	n := len(r.fields)
	switch {
	case mark == "begin" && n < maxXMLDepth:
		r.fields = append(r.fields, docxField{instructing: true})
	case mark == "separate" && n > 0:
		r.fields[n-1].instructing = false
	case mark == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

// shown reports whether text here is visible to readers.
func (r *docxReader) shown() bool {
	for _, f := range r.fields {
		if f.instructing || f.contents {
			return false
		}
	}
	return true
}

func isContentsField(instruction string) bool {
	words := strings.Fields(instruction)
	return len(words) > 0 && (strings.EqualFold(words[0], "TOC") || strings.EqualFold(words[0], "INDEX"))
}

// addParagraph appends a paragraph as the kind of block that its style says.
func (r *docxReader) addParagraph(p *docxParagraph) {
	text := strings.TrimSpace(p.text.String())
	if text == "" {
		return
	}
	role, level := r.styles.role(p.style)
	if p.level >= 0 && (role == "" || role == "heading") {
		role, level = "", p.level
		if level > 0 {
			role = "heading"
		}
	}
	if p.num.id == "" {
		p.num = r.styles.num(p.style)
	}
	switch {
	case role == "none":
	case r.readHeadParagraph(role, text):
	case role == "heading", role == "title":
		r.heading(max(1, level), text)
	case p.num.item():
		r.item(p.num.id, p.num.level, r.lists.mark(p.num)+lang.OneLine(text))
	case role == "item":
		r.item(role, 0, "• "+lang.OneLine(text))
	case role == "quote":
		r.add(article.BlockQuote, text)
	case role == "caption":
		r.add(article.Caption, lang.OneLine(text))
	case role == "code":
		r.code(p.text.String())
	case r.depth == 0 && p.bold >= len(text) && draft.LooksLikeHeading(lang.OneLine(text)):
		styled := r.level // paragraphs that only look like headings rank below styled ones
		r.heading(styled+1, text)
		r.level = styled
	default:
		for part := range strings.SplitSeq(text, "\n\n") {
			r.add(article.Paragraph, part)
		}
	}
}

// readHeadParagraph takes title, author and date from paragraphs before the
// text, by their style, and reports whether it took one.
func (r *docxReader) readHeadParagraph(role, text string) bool {
	if len(r.blocks) > 0 || r.depth > 0 || len(text)+len(r.title)+len(r.author) > draft.MaxHead {
		return false
	}
	switch role {
	case "title":
		r.title = lang.OneLine(r.title + " " + text)
	case "author":
		r.author = joinNames(r.author, lang.OneLine(text))
	case "date":
		r.date, _ = lang.FindDate(text)
		return r.date != ""
	default:
		return false
	}
	return true
}

func joinNames(names, name string) string {
	if names == "" {
		return name
	}
	return names + ", " + name
}

func (r *docxReader) heading(level int, text string) {
	if r.depth == 0 {
		r.endSection()
	}
	r.list, r.level = "", level
	r.blocks = append(r.blocks, draft.Block{Level: level, Text: lang.OneLine(text)})
}

func (r *docxReader) add(kind article.Kind, text string) {
	if text = strings.TrimSpace(text); text != "" {
		r.list = ""
		r.blocks = append(r.blocks, draft.Block{Kind: kind, Text: text})
	}
}

// item appends an item to the list that it continues, or begins one.
func (r *docxReader) item(list string, level int, line string) {
	if n := len(r.blocks); n > 0 && r.list != "" && r.blocks[n-1].Kind == article.List && len(r.blocks[n-1].Text) < draft.MaxBlock && (r.list == list || level > 0) {
		r.blocks[n-1].Text += "\n" + line
		return
	}
	r.add(article.List, line)
	r.list = list
}

// code appends a line of code to the lines before it.
func (r *docxReader) code(text string) {
	if n := len(r.blocks); n > 0 && r.blocks[n-1].Kind == article.Code && len(r.blocks[n-1].Text) < draft.MaxBlock {
		r.blocks[n-1].Text += "\n" + text
		return
	}
	r.list = ""
	r.blocks = append(r.blocks, draft.Block{Kind: article.Code, Text: text})
}
