package office

import (
	"encoding/xml"
	"strconv"
)

// A docxNum makes a paragraph an item: its list and its depth.
type docxNum struct {
	id    string // "" for none, "0" for none despite the style
	level int    // 0 for the outermost
}

func (n docxNum) item() bool { return n.id != "" && n.id != "0" }

func readNumPr(x *xmlReader) docxNum {
	var n docxNum
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "numId":
			n.id = xmlAttr(e, "val")
		case "ilvl":
			if level, err := strconv.Atoi(xmlAttr(e, "val")); err == nil && level > 0 {
				n.level = min(level, docxLevels-1)
			}
		}
	})
	return n
}

// docxLevels is the deepest nesting of lists in Word.
const docxLevels = 9

// docxLists counts the items of the lists of a DOCX file.
type docxLists struct {
	shapes map[string]*docxShape // by the id of an abstract list
	shape  map[string]string     // id of a list → id of its abstract list
	starts map[string][docxLevels]int
	begun  map[string]bool // lists that had an item
}

// A docxShape is what lists with the same look have in common. They continue
// each other's count unless they are set to restart.
type docxShape struct {
	numbered [docxLevels]bool
	start    [docxLevels]int
	count    [docxLevels]int // of the items so far
}

// mark counts an item and returns its mark.
func (l *docxLists) mark(n docxNum) string {
	shape := l.shapes[l.shape[n.id]]
	if shape == nil {
		return "• "
	}
	if !l.begun[n.id] {
		l.begun[n.id] = true
		for level, start := range l.starts[n.id] {
			if start > 0 {
				shape.start[level], shape.count[level] = start-1, 0
			}
		}
	}
	shape.count[n.level]++
	clear(shape.count[n.level+1:])
	if !shape.numbered[n.level] {
		return "• "
	}
	return strconv.Itoa(shape.start[n.level]+shape.count[n.level]) + ". "
}

func readDOCXLists(z *zipped, name string) (docxLists, error) {
	l := docxLists{shapes: map[string]*docxShape{}, shape: map[string]string{}, starts: map[string][docxLevels]int{}, begun: map[string]bool{}}
	part, err := z.part(name)
	if err != nil && len(part) == 0 {
		return l, err
	}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) {
			switch e.Name.Local {
			case "abstractNum":
				l.shapes[xmlAttr(e, "abstractNumId")] = readDOCXShape(x)
			case "num":
				l.readNum(x, xmlAttr(e, "numId"))
			}
		})
	})
	return l, nil
}

func readDOCXShape(x *xmlReader) *docxShape {
	s := new(docxShape)
	x.children(func(e xml.StartElement) {
		level, err := strconv.Atoi(xmlAttr(e, "ilvl"))
		if e.Name.Local != "lvl" || err != nil || level < 0 || level >= docxLevels {
			return
		}
		x.children(func(e xml.StartElement) {
			switch e.Name.Local {
			case "numFmt":
				format := xmlAttr(e, "val")
				s.numbered[level] = format != "bullet" && format != "none"
			case "start":
				s.start[level] = startOf(e) - 1
			}
		})
	})
	return s
}

// startOf reads the number of a list's first item; it is 1 if the value is
// invalid.
func startOf(e xml.StartElement) int {
	if n, err := strconv.Atoi(xmlAttr(e, "val")); err == nil && n > 0 && n < 1e6 {
		return n
	}
	return 1
}

func (l *docxLists) readNum(x *xmlReader, id string) {
	var starts [docxLevels]int
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "abstractNumId":
			l.shape[id] = xmlAttr(e, "val")
		case "lvlOverride":
			level, err := strconv.Atoi(xmlAttr(e, "ilvl"))
			x.children(func(e xml.StartElement) {
				if e.Name.Local == "startOverride" && err == nil && level >= 0 && level < docxLevels {
					starts[level] = startOf(e)
				}
			})
		}
	})
	l.starts[id] = starts
}
