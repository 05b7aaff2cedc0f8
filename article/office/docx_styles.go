package office

import (
	"encoding/xml"
	"strconv"
	"strings"
	"sync"

	"footnote/article/lang"
)

// docxStyles are the paragraph styles of a DOCX file, by id.
type docxStyles map[string]docxStyle

// A docxStyle describes the paragraphs of a style.
type docxStyle struct {
	name  string // in lower case, in the author's language
	based string // id of the style it extends
	level int    // of a heading, 0 for body text
	num   docxNum
}

// docxRoles maps names of styles to roles, for programs in six languages. Word
// files have English names in every language; other programs translate them.
var docxRoles = sync.OnceValue(func() map[string]string {
	roles := map[string]string{}
	for role, names := range map[string]string{
		"title":   "title,titel,titre,título,titulo,titolo,heading title",
		"quote":   "quote,intense quote,block text,quotations,block quotation,zitat,intensives zitat,citation,citation intense,cita,cita destacada,citazione,citazione intensa,citação,citaat,quotation",
		"caption": "caption,table caption,image caption,figure,illustration,beschriftung,abbildung,légende,légende d'image,leyenda,descripción,didascalia,legenda,bijschrift",
		"code":    "source code,html preformatted,preformatted text,code,macro text,html vorformatiert,préformaté html,html con formato previo",
		"author":  "author,autor,auteur,autore,byline",
		"date":    "date,datum,fecha,data",
		"none":    "toc heading,header,footer,table of figures,index heading,inhaltsverzeichnisüberschrift,en-tête de table des matières",
	} {
		for name := range strings.SplitSeq(names, ",") {
			roles[name] = role
		}
	}
	return roles
})

var (
	docxHeading  = lang.NewPattern(`^(?:heading|überschrift|titre|título|titulo|titolo|encabezado|kop|cabeçalho)[ _]?([1-9])$`)
	docxContents = lang.NewPattern(`^(?:toc|verzeichnis|tm|tdc|table des matières|sommario|índice|inhopg|index|contents)[ _]?[1-9]$`)
	docxItem     = lang.NewPattern(`^(?:list bullet|list number|aufzählungszeichen|listennummer|liste à puces|liste à numéros|lista con viñetas|lista con números|punto elenco|puntoelenco|numero elenco|opsomteken|lijstnummering)(?: [1-9])?$`)
)

// role returns the role of a style's paragraphs: a value of docxRoles,
// "heading" (with its level), "item" or "" for body text.
func (s docxStyles) role(id string) (role string, level int) {
	for range maxStyleDepth {
		style, ok := s[id]
		if !ok {
			style.name = strings.ToLower(id) // some writers list no styles
		}
		name := style.name
		switch m := docxHeading.Get().FindStringSubmatch(name); {
		case docxRoles()[name] != "":
			return docxRoles()[name], 0
		case m != nil:
			level, _ := strconv.Atoi(m[1])
			return "heading", level
		case docxContents.Get().MatchString(name):
			return "none", 0
		case style.level > 0:
			return "heading", style.level
		case docxItem.Get().MatchString(name):
			return "item", 0
		case !ok || style.based == "":
			return "", 0
		}
		id = style.based
	}
	return "", 0
}

// maxStyleDepth is how many styles may extend one another; Word stops at 11.
const maxStyleDepth = 12

// num returns the list of a style's paragraphs.
func (s docxStyles) num(id string) docxNum {
	for range maxStyleDepth {
		style, ok := s[id]
		if !ok || style.num.id != "" {
			return style.num
		}
		id = style.based
	}
	return docxNum{}
}

func readDOCXStyles(z *zipped, name string) (docxStyles, error) {
	part, err := z.part(name)
	if err != nil && len(part) == 0 {
		return nil, err
	}
	styles := docxStyles{}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) {
			if e.Name.Local != "style" || xmlAttr(e, "type") != "paragraph" {
				return
			}
			id := xmlAttr(e, "styleId")
			styles[id] = readDOCXStyle(x)
		})
	})
	return styles, nil
}

func readDOCXStyle(x *xmlReader) docxStyle {
	var s docxStyle
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "name":
			s.name = strings.ToLower(lang.OneLine(xmlAttr(e, "val")))
		case "basedOn":
			s.based = xmlAttr(e, "val")
		case "pPr":
			x.children(func(e xml.StartElement) {
				switch e.Name.Local {
				case "outlineLvl":
					s.level = outlineLevel(e)
				case "numPr":
					s.num = readNumPr(x)
				}
			})
		}
	})
	return s
}

// outlineLevel reads the level of a heading; 9 means body text.
func outlineLevel(e xml.StartElement) int {
	if n, err := strconv.Atoi(xmlAttr(e, "val")); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// isOn reads a property that is on if it is present without a value.
func isOn(e xml.StartElement) bool {
	switch xmlAttr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
